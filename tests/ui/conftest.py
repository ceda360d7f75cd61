"""What holds for every page, and a real server on a free loopback port that serves the toy page."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
import streamlit as st
from streamlit.components.v2 import manifest_scanner

from tests.databases import put, small_plan

ROOT = Path(__file__).resolve().parents[2]
TOY = Path(__file__).with_name("toy") / "serve.py"


@pytest.fixture(scope="session", autouse=True)
def _look_for_components_once() -> Iterator[None]:
    """Every AppTest reads the metadata of all installed packages; they stay the same in a test run."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield


@pytest.fixture(autouse=True)
def _no_page_shows_its_own_tags(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """HTML that was joined as if it were text is escaped once too often: it stands on the page for all to read."""
    drawn: list[str] = []
    draw = st.html

    def watch(body: str) -> None:
        drawn.append(body)
        draw(body)

    monkeypatch.setattr(st, "html", watch)
    yield
    assert [body for body in drawn if "class=&#34;pp-" in body or "&amp;amp;" in body] == []


@pytest.fixture
def own_small_plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A database of this test alone, with one small plan and nothing to load beside it."""
    monkeypatch.setenv("PLANPEIL_DATABASE_URL", put(tmp_path / "planpeil.db", small_plan))
    config = tmp_path / "config.toml"
    config.write_text('plans = "none"\n')
    monkeypatch.setenv("PLANPEIL_CONFIG", str(config))
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


@dataclass(frozen=True)
class Served:
    """A running server: its address, the folder its hooks use, and its process."""

    url: str
    folder: Path
    process: subprocess.Popen[str]

    @property
    def host(self) -> str:
        return self.url.removeprefix("http://")


def start(folder: Path, workplace: Path = ROOT, drain: int = 0) -> subprocess.Popen[str]:
    """Start the toy server from `workplace`, whose .streamlit/config.toml Streamlit reads."""
    with (folder / "log").open("w") as log:
        return subprocess.Popen(
            [sys.executable, TOY, folder, str(drain)],
            cwd=workplace,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )


@pytest.fixture(scope="session")
def start_server() -> Iterator[Callable[..., Served]]:
    """Return a function that starts a server and waits until it answers; all are stopped at the end."""
    started: list[subprocess.Popen[str]] = []

    def begin(folder: Path, drain: int = 0) -> Served:
        process = start(folder, drain=drain)
        started.append(process)
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line.startswith("Planpeil: http://127.0.0.1:"), (folder / "log").read_text()
        return Served(line.split()[1], folder, process)

    yield begin
    for process in started:
        with process:
            process.kill()


@pytest.fixture(scope="session")
def served(start_server: Callable[[Path], Served], tmp_path_factory: pytest.TempPathFactory) -> Served:
    """One server for all tests that leave it running."""
    return start_server(tmp_path_factory.mktemp("served"))
