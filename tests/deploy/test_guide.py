"""What docs/beheer.md tells to type is there, and `planpeil` is the command line as the service has it."""

import json
import os
import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from kpi.cli.commands import app
from kpi.settings import ROOT, load_settings

DEPLOY = ROOT / "deploy"
GUIDE = (ROOT / "docs/beheer.md").read_text("utf-8")
BLOCKS = re.findall(r"^ *```(\w*)\n(.*?)^ *```$", GUIDE, re.S | re.M)
TYPED = [line.strip() for kind, block in BLOCKS if kind in ("sh", "") for line in block.splitlines()]


def told() -> Iterator[list[str]]:
    """The words behind `planpeil` or `python -m kpi` of every line that has them."""
    for line in TYPED:
        found = re.search(r"(?:^|&& |bin/|sqlite\S+ )planpeil (.+)|python -m kpi (.+)", line)
        if found:
            yield shlex.split((found[1] or found[2]).split(" && ")[0], comments=True)


@pytest.mark.parametrize("words", list(told()), ids=" ".join)
def test_a_command_of_the_guide_is_there_with_its_options(words: list[str]) -> None:
    command = typer.main.get_command(app)
    while words and hasattr(command, "commands"):
        assert words[0] in command.commands
        command, words = command.commands[words[0]], words[1:]
    options = {name for one in command.params for name in (*one.opts, *one.secondary_opts)}
    assert {word for word in words if word.startswith("--")} <= options


def test_the_guide_installs_every_file_of_a_server() -> None:
    named = set(re.findall(r"\bdeploy/([\w@.]+)", "\n".join(TYPED)))
    assert named <= {one.name for one in DEPLOY.iterdir()}
    assert named >= {"config.toml", "planpeil", "planpeil@.service", "nginx.conf", "replicas.conf"}


SETTING_UP = GUIDE.partition("## Een server inrichten")[2].partition("\n## ")[0]
STEPS = re.findall(r"^ *```sh\n(.*?)^ *```$", SETTING_UP, re.S | re.M)
# What an empty Debian has, and what Debian's systemd and the shell have; `planpeil` is made by the guide itself.
THERE = {
    *("apt-get", "cat", "cd", "cp", "echo", "install", "runuser", "sed", "umask", "useradd"),
    *("systemctl", "planpeil", ".venv/bin/pip"),
}
BY_PACKAGE = {"git": "git", "curl": "curl", "openssl": "openssl", "nginx": "nginx", "/usr/bin/python3": "python3-venv"}


def test_every_program_of_the_guide_is_there_or_is_installed_by_its_first_step() -> None:
    first, *rest = STEPS
    assert "apt-get update && apt-get install -y " in first
    installed = set(re.findall(r"[\w-]+", first.partition("install -y ")[2].partition("\n")[0]))
    text = re.sub(r"<<'EINDE'\n.*?EINDE$", "", re.sub(r" *\\\n", " ", "\n".join(STEPS)), flags=re.S | re.M)
    called = [
        part.split()[0].strip("(") for line in text.splitlines() for part in re.split(r"&&|;", line) if part.split()
    ]
    called = [one for one in called if not re.match(r"(#|\w+=|\d)", one)]
    assert len(called) > 25
    assert {one for one in called if one not in THERE and BY_PACKAGE.get(one) not in installed} == set()
    assert {"postgresql", "cron"} <= installed  # psql and its server; what reads /etc/cron.d
    assert rest


def test_what_asks_something_is_the_last_of_its_block() -> None:
    """Who pastes a block would else answer with the next line of it."""
    asking = [block for block in STEPS if re.search(r"planpeil user add(?!.*--(no-password|password-stdin))", block)]
    assert asking
    assert all("user add" in block.rstrip().splitlines()[-1] for block in asking)
    assert not [line for line in TYPED if "apt-get install" in line and " -y " not in line]


def test_a_step_of_the_guide_uses_what_an_earlier_one_made() -> None:
    text = "\n".join(STEPS)
    for made, used in (
        ("NAAM=", '"s/planpeil.organisatie.nl/$NAAM/"'),
        ("BRON=", '"$BRON"'),
        ("git clone", "cp deploy/"),
        ("/etc/planpeil/secrets", "planpeil@8501"),
        ("/usr/local/bin/planpeil", "planpeil doctor"),
        ("-out /etc/nginx/tls/planpeil.crt", "nginx -t"),
        ("> /etc/nginx/nginx.conf", "nginx -t"),
        ("-m 700 /var/backups/planpeil", "planpeil backup"),
    ):
        assert 0 <= text.index(made) < text.index(used), made
    assert text.index("--retry-connrefused") < text.index("planpeil@8502")
    for name in ("config.toml", "nginx.conf"):
        assert "planpeil.organisatie.nl" in (DEPLOY / name).read_text("utf-8")


def test_the_guide_explains_every_line_of_doctor() -> None:
    explained = {name for row in re.findall(r"^\| (`.*?) \|", GUIDE, re.M) for name in re.findall("`([^`]+)`", row)}
    code = "".join((ROOT / "kpi" / name).read_text("utf-8") for name in ("core/doctor.py", "service/upkeep/doctor.py"))
    lines = set(re.findall(r'(?:HealthCheck|works_check)\(\s*"([a-z -]+)"', code))
    assert len(lines) > 10
    assert lines <= explained


def test_the_first_start_of_a_server_loads_no_plan_of_somebody_else() -> None:
    assert not load_settings(DEPLOY / "config.toml").plans.is_relative_to("/srv")


@pytest.fixture
def command(tmp_path: Path) -> Path:
    """Make `planpeil` for folders of the test, with a Python that tells where and how it was asked."""
    python = tmp_path / "srv/.venv/bin/python"
    python.parent.mkdir(parents=True)
    python.write_text(
        "#!/usr/bin/python3\nimport json, os, sys\nprint(json.dumps([os.getcwd(), sys.argv[1:], dict(os.environ)]))\n"
    )
    python.chmod(0o755)
    settings = tmp_path / "etc"
    settings.mkdir()
    (settings / "secrets").write_text("# of the service\nPLANPEIL_DATABASE_URL=postgresql://one\n")
    text = (DEPLOY / "planpeil").read_text("utf-8")
    walk = "setpriv --reuid planpeil --regid planpeil --init-groups "
    assert text.count(walk) == 1
    made = tmp_path / "planpeil"
    made.write_text(
        text.replace("/srv/planpeil", str(tmp_path / "srv")).replace("/etc/planpeil", str(settings)).replace(walk, "")
    )
    return made


def asked(command: Path, **named: str) -> tuple[str, list[str], dict[str, str]]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PLANPEIL_")}
    done = subprocess.run(
        ["sh", command, "user", "add", "Noor Jansen"],
        env={**kept, **named},
        capture_output=True,
        text=True,
        check=True,
    )
    where, words, env = json.loads(done.stdout)
    return where, words, env


def test_the_command_has_the_settings_and_the_database_of_the_service(command: Path) -> None:
    where, words, env = asked(command, SUDO_USER="bea")
    assert Path(where) == command.parent / "srv"
    assert words == ["-m", "kpi", "user", "add", "Noor Jansen"]
    assert env["PLANPEIL_CONFIG"] == str(command.parent / "etc/config.toml")
    assert env["PLANPEIL_DATABASE_URL"] == "postgresql://one"
    assert env["LOGNAME"] == "bea"


def test_a_database_to_practise_in_goes_before_that_of_the_service(command: Path) -> None:
    assert asked(command, PLANPEIL_DATABASE_URL="sqlite:////p.db")[2]["PLANPEIL_DATABASE_URL"] == "sqlite:////p.db"


def test_the_command_is_of_the_same_user_and_folders_as_the_service() -> None:
    unit, script = ((DEPLOY / name).read_text("utf-8") for name in ("planpeil@.service", "planpeil"))
    for setting, words in {
        "User": "--reuid {}",
        "Group": "--regid {}",
        "WorkingDirectory": "cd {}",
        "EnvironmentFile": ". {}",
        "Environment": "{}",
    }.items():
        found = re.search(rf"^{setting}=(.*)$", unit, re.M)
        assert found is not None
        assert words.format(found[1]) in script
