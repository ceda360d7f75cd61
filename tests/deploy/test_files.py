"""The files of deploy/: names, ports and variables are those of Planpeil, and nginx takes its settings."""

import json
import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from kpi.settings import ROOT, load_settings
from kpi.ui.serving.browsers import COOKIE
from kpi.ui.serving.lifespan import DRAIN_SECONDS
from kpi.ui.serving.listening import GRACE_SECONDS
from scripts.nginx import prepared, program

DEPLOY = ROOT / "deploy"
FILES = sorted(DEPLOY.iterdir())
SOURCES = "".join(one.read_text("utf-8") for one in sorted((ROOT / "kpi").rglob("*.py")))
ADDRESS = "127.0.0.1", "172.28.5.2"


def text_of(name: str) -> str:
    return (DEPLOY / name).read_text("utf-8")


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    found = yaml.safe_load(text_of("compose.yaml"))
    assert isinstance(found, dict)
    return found


def dockerfile() -> list[tuple[str, str]]:
    """Each instruction with what it says, lines that go on as one."""
    joined = re.sub(r"\\\n\s*", " ", text_of("Dockerfile"))
    lines = [line for line in joined.splitlines() if line and not line.startswith("#")]
    return [(name, rest) for name, _, rest in (line.partition(" ") for line in lines)]


def said(instruction: str) -> list[str]:
    return [rest for name, rest in dockerfile() if name == instruction]


@pytest.mark.parametrize("file", FILES, ids=[one.name for one in FILES])
def test_every_variable_is_one_that_planpeil_reads(file: Path) -> None:
    for name in re.findall(r"\bPLANPEIL_[A-Z_]+", file.read_text("utf-8")):
        assert f'"{name}"' in SOURCES, name


def test_the_settings_are_read_and_let_people_sign_in_behind_nginx() -> None:
    found = load_settings(DEPLOY / "config.toml", {"PLANPEIL_DATABASE_URL": "postgresql://planpeil@postgres/planpeil"})
    assert found.reach.users
    assert [str(one.network_address) for one in found.reach.proxies] == list(ADDRESS)
    assert found.kept == DEPLOY / "var"


def test_people_stay_by_the_cookie_that_planpeil_gives() -> None:
    assert f"__(?:Host|Secure)-{COOKIE}=(?<browser>" in text_of("nginx.conf")
    assert "hash $visitor consistent;" in text_of("nginx.conf")


def test_a_file_that_planpeil_takes_passes_the_proxies() -> None:
    largest = tomllib.loads((ROOT / ".streamlit/config.toml").read_text("utf-8"))["server"]["maxUploadSize"]
    for name, pattern in {"nginx.conf": r"client_max_body_size (\d+)m;", "Caddyfile": r"max_size (\d+)MB"}.items():
        found = re.search(pattern, text_of(name))
        assert found is not None
        assert largest < int(found[1]) <= largest + 2


def test_a_container_is_nobody_in_particular_and_asks_whether_it_is_ready() -> None:
    assert said("USER") == ["planpeil"]
    assert said("EXPOSE") == ["8501"]
    assert said("VOLUME") == ["/etc/planpeil/var"]
    assert json.loads(said("CMD")[0])[:4] == ["python", "-m", "kpi", "serve"]
    asked = json.loads(said("HEALTHCHECK")[0].partition("CMD ")[2])
    compile(asked[2], "healthcheck", "exec")
    assert "8501/readyz" in asked[2]
    assert "['status'] == 'ready'" in asked[2]


def test_a_container_is_given_files_that_are_there() -> None:
    for one in said("COPY"):
        *sources, _ = one.split()
        for source in sources:
            assert (ROOT / source).exists(), source


def test_the_name_is_the_same_everywhere() -> None:
    names = tomllib.loads(text_of("config.toml"))["access"]["hosts"]
    assert names == ["planpeil.organisatie.nl"]
    assert set(re.findall(r"server_name (\S+);", text_of("nginx.conf"))) == {names[0]}
    assert f"\n{names[0]} {{" in text_of("Caddyfile")


def test_two_replicas_with_their_own_volume_share_a_database(compose: dict[str, Any]) -> None:
    replicas = [one for name, one in compose["services"].items() if name.startswith("planpeil-")]
    assert len(replicas) == 2
    assert len({one["volumes"][0] for one in replicas}) == 2
    for one in replicas:
        assert one["read_only"]
        assert one["cap_drop"] == ["ALL"]
        assert "@postgres:5432/planpeil" in one["environment"]["PLANPEIL_DATABASE_URL"]
        assert "ports" not in one
    assert compose["services"]["nginx"]["networks"]["inside"]["ipv4_address"] == ADDRESS[1]
    for one in re.findall(r"server (\S+):(\d+) ", compose["configs"]["replicas"]["content"]):
        assert one[0] in compose["services"]
        assert one[1] == "8501"


def test_a_password_stands_in_no_file() -> None:
    for file in FILES:
        for password in re.findall(r"(?:PASSWORD: |://planpeil:)(\S+?)(?:[@\s])", file.read_text("utf-8")):
            assert password.startswith(("${", "...")), file.name


def test_systemd_starts_what_is_there_and_lets_it_write_in_one_place() -> None:
    unit = text_of("planpeil@.service")
    assert "ExecStart=/srv/planpeil/.venv/bin/python -m kpi serve --port %i --no-browser" in unit
    assert re.findall(r"^ReadWritePaths=(.*)$", unit, re.M) == ["/etc/planpeil/var"]
    for wall in ("NoNewPrivileges=yes", "ProtectSystem=strict", "CapabilityBoundingSet=", "User=planpeil"):
        assert wall in unit.splitlines()
    assert "InaccessiblePaths=-/srv/planpeil/.git" in unit.splitlines()


def test_a_container_is_given_no_history_and_no_tests() -> None:
    assert {".git", "tests", "bench", "var"} <= set(text_of("Dockerfile.dockerignore").splitlines())
    assert not {".", "./"} & {source for one in said("COPY") for source in one.split()[:-1]}


def test_both_proxies_keep_browsers_to_tls_and_lead_no_program_from_http() -> None:
    for name in ("nginx.conf", "Caddyfile"):
        assert 'Strict-Transport-Security "max-age=31536000; includeSubDomains"' in text_of(name)
    assert re.search(r"http://planpeil\.organisatie\.nl \{\s+@programs path /api/\* /agenda/\*", text_of("Caddyfile"))


def test_there_is_time_for_the_proxy_for_connections_and_for_commits(compose: dict[str, Any]) -> None:
    reach = load_settings(
        DEPLOY / "config.toml", {"PLANPEIL_DATABASE_URL": "postgresql://planpeil@postgres/planpeil"}
    ).reach
    needed = reach.drain + GRACE_SECONDS + DRAIN_SECONDS
    stops = re.search(r"^TimeoutStopSec=(\d+)$", text_of("planpeil@.service"), re.M)
    looks = re.search(r"health_interval (\d+)s", text_of("Caddyfile"))
    assert stops is not None
    assert looks is not None
    assert int(stops[1]) > needed
    assert int(compose["services"]["planpeil-a"]["stop_grace_period"].removesuffix("s")) > needed
    assert 0 < 2 * int(looks[1]) < reach.drain


def test_nginx_takes_its_settings(tmp_path: Path) -> None:
    made = prepared(tmp_path / "nginx", (8501, 8502))
    done = subprocess.run(
        [program(), "-t", "-c", made.folder / "nginx.conf"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "warn" not in done.stderr
