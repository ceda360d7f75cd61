"""Two Planpeils on one PostgreSQL behind the real nginx, and what tests ask of the database past them."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import psutil
import psycopg
import pytest
from alembic import command
from alembic.config import Config

from kpi.settings import ROOT
from kpi.store.database.condition import MIGRATIONS
from kpi.store.database.engine import WRITER_LOCK, begin, open_engine
from scripts.nginx import Nginx, prepared
from scripts.postgres import Server, free_port
from tests.browser.conftest import Tab, Visitors

PLAN = "thoon-2021"
OLDER = "0013_four_eyes"
PATIENCE = 40


@dataclass
class Replicas:
    """`ports` and `processes` of the two; `database`: the name of what they share on `server`."""

    folder: Path
    server: Server
    database: str
    ports: tuple[int, int]
    nginx: Nginx
    processes: "dict[int, subprocess.Popen[bytes]]"

    def begin(self, port: int) -> None:
        """Start one without waiting for it."""
        env = {name: value for name, value in os.environ.items() if not name.startswith("PLANPEIL_")}
        env["PLANPEIL_CONFIG"] = str(self.folder / "config.toml")
        env["PLANPEIL_DATABASE_URL"] = self.server.address(self.database)
        words = [sys.executable, "-m", "kpi", "serve", "--no-browser", "--port", str(port)]
        with (self.folder / f"{port}.log").open("ab") as log:
            self.processes[port] = subprocess.Popen(words, cwd=ROOT, env=env, stdout=log, stderr=subprocess.STDOUT)

    def await_ready(self, port: int) -> None:
        """Wait until one says that it is ready."""
        wait_until(lambda: self.readiness(port) == "ready", lambda: (self.folder / f"{port}.log").read_text())

    def readiness(self, port: int) -> str:
        """What one says of itself; empty when it does not answer."""
        try:
            return str(told(port, "readyz")["status"])
        except HTTPError as fault:
            return str(json.load(fault)["status"])
        except (URLError, OSError):
            return ""

    def rows(self, statement: str) -> list[tuple[Any, ...]]:
        """Rows of the database, asked past both."""
        with psycopg.connect(self.server.address(self.database), autocommit=True) as connection:
            return connection.execute(statement.encode()).fetchall()

    def uploads(self) -> int:
        """How many uploads there are; each stands there whole. One question: a commit can land between two."""
        ((uploads, whole, commits),) = self.rows(
            "SELECT count(*), count(*) FILTER (WHERE added + revised = (SELECT count(*) FROM measurement_version m "
            "WHERE m.revision = u.revision)), (SELECT count(*) FROM \"commit\" WHERE action = 'upload') FROM upload u"
        )
        assert uploads == whole == commits
        return int(uploads)

    def waiting(self) -> int | None:
        """The port of who waits for its turn to write; None for nobody."""
        found = self.rows(
            "SELECT client_port FROM pg_stat_activity WHERE wait_event = 'advisory' AND datname = current_database()"
        )
        for port, process in self.processes.items():
            if process.poll() is None:
                held = {one.laddr.port for one in psutil.Process(process.pid).net_connections("tcp")}
                if held & {one for (one,) in found}:
                    return port
        return None

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the turn to write, so that a commit stands still halfway; ends with the block or the server."""
        connection = psycopg.connect(self.server.address(self.database), autocommit=True)
        connection.execute("SELECT pg_advisory_lock(%s)", [WRITER_LOCK])
        try:
            yield
        finally:
            connection.close()

    def revision(self, port: int) -> int:
        """The newest revision that one answers from."""
        return int(told(port, "api/v1/plans")["revision"])


def told(port: int, path: str) -> dict[str, Any]:
    """What one answers past nginx; from the address of a named proxy one says for whom one asks."""
    asked = Request(f"http://127.0.0.1:{port}/{path}", headers={"X-Forwarded-For": "127.0.0.1"})
    with urlopen(asked, timeout=30) as answer:  # noqa: S310 - the address is ours
        found = json.load(answer)
    assert isinstance(found, dict)
    return found


def wait_until(holds: Callable[[], bool], words: Callable[[], str] = lambda: "") -> None:
    """Wait until it holds; fails with these words when it does not."""
    until = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < until, words()
        time.sleep(0.05)


def older_database(url: str) -> None:
    """Make the tables of a Planpeil from before."""
    engine = open_engine(url)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with begin(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, OLDER)
    engine.dispose()


@pytest.fixture(scope="module")
def replicas(postgres: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Replicas]:
    """Both, started at the same moment on a database of an older Planpeil."""
    folder, name = tmp_path_factory.mktemp("replicas"), postgres.make()
    older_database(postgres.address(name))
    shutil.copytree(ROOT / "data/plans" / PLAN, folder / "plans" / PLAN)
    (folder / "config.toml").write_text(
        'plans = "plans"\n[access]\nproxies = ["127.0.0.1"]\n[serve]\ndrain = 3\n', "utf-8"
    )
    ports = free_port(), free_port()
    made = Replicas(folder, postgres, name, ports, prepared(folder / "nginx", ports), {})
    made.nginx.start()
    try:
        for port in ports:
            made.begin(port)
        yield made
    finally:
        made.nginx.stop()
        for process in made.processes.values():
            process.kill()
            process.wait()
        postgres.drop(name)


@pytest.fixture
def both(replicas: Replicas) -> Replicas:
    """Both, ready, whatever a test before did to them."""
    for port in replicas.ports:
        if replicas.processes[port].poll() is not None:
            replicas.begin(port)
    for port in replicas.ports:
        replicas.await_ready(port)
    return replicas


@pytest.fixture(scope="module")
def visitors(browser_path: str) -> Iterator[Visitors]:
    """Yield the Chromium that these tests share."""
    one = Visitors(browser_path)
    yield one
    one.close()


@pytest.fixture
def visitor(both: Replicas, visitors: Visitors) -> Iterator[Tab]:
    """Somebody who comes in through nginx."""
    page = visitors.page(both.nginx.url, new=False)
    yield Tab(page, both.nginx.url)
    visitors.leave(page, both.nginx.url)
