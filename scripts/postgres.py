"""A PostgreSQL server of our own for tests and benchmarks: in a temporary folder, on this computer only.

Root may not run PostgreSQL, so for root it runs as `postgres` or `nobody`.
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import make_url

HOST, OWNER, PASSWORD = "127.0.0.1", "planpeil", "geheim#1@%/"
START_SECONDS = 60
FINDER = Path(__file__).with_name("postgres.sh")
NUMBERS = count()
# What is in it has to outlive a crash of the server, but not one of the machine.
HASTY = {"fsync": "off", "full_page_writes": "off"}


@dataclass(slots=True)
class Server:
    """A server and the URL of its first database; `folder` None: somebody's own, which we do not stop."""

    url: str
    folder: Path | None = None
    process: "subprocess.Popen[bytes] | None" = None

    def run(self, statement: str, database: str | None = None, **names: str) -> None:
        """One statement as the owner, outside any transaction; `{name}` in it is a name, well quoted."""
        quoted = {key: sql.Identifier(name) for key, name in names.items()}
        with psycopg.connect(self.address(database), autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(**quoted))

    def address(self, database: str | None = None, user: str | None = None, password: str | None = None) -> str:
        """A URL of this server; what is not named is as in its own."""
        asked = {"database": database, "username": user, "password": password}
        named = make_url(self.url).set(**{key: value for key, value in asked.items() if value is not None})
        return named.set(drivername="postgresql").render_as_string(hide_password=False)

    def make(self, like: str = "template1") -> str:
        """The name of a new database, a copy of `like`."""
        name = f"planpeil_{os.getpid()}_{next(NUMBERS)}"
        self.run("CREATE DATABASE {name} TEMPLATE {like}", name=name, like=like)
        return name

    def drop(self, name: str) -> None:
        """Take a database away, whoever is still connected."""
        self.run("DROP DATABASE IF EXISTS {name} WITH (FORCE)", name=name)

    def stop(self) -> None:
        """Let it crash, whatever it is doing; of somebody else's server only the connections end."""
        if self.process is None:
            self.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")
        else:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait(START_SECONDS)

    def start(self) -> None:
        """Start a server of our own again after `stop`, at the same address."""
        if self.folder is not None:
            self.process = running(self.folder, make_url(self.url).port or 0)
            wait_for(self)


@contextmanager
def server(settings: dict[str, str] | None = None) -> Iterator[Server]:
    """The server of PLANPEIL_TEST_POSTGRES, else a new one that is gone afterwards; raises RuntimeError without any."""
    if own := os.environ.get("PLANPEIL_TEST_POSTGRES"):
        yield Server(own)
        return
    folder = Path(tempfile.mkdtemp(prefix="planpeil-postgres-"))
    made = None
    try:
        make_cluster(folder, HASTY if settings is None else settings)
        port = free_port()
        url = make_url(f"postgresql://{HOST}:{port}/postgres").set(username=OWNER, password=PASSWORD)
        made = Server(url.render_as_string(hide_password=False), folder, running(folder, port))
        wait_for(made)
        yield made
    finally:
        if made is not None:
            made.stop()
        shutil.rmtree(folder, ignore_errors=True)


def make_cluster(folder: Path, settings: dict[str, str]) -> None:
    """The files of a server that sorts as Dutch does, where it can, and asks for a password."""
    (folder / "password").write_text(PASSWORD)
    if "user" in somebody():
        for place in (folder, folder / "password"):
            os.chown(place, somebody()["user"], somebody()["group"])
    # Before version 15 a server had no order of text but that of the operating system.
    dutch = ["--locale-provider=icu", "--icu-locale=nl"] if version() >= 15 else []
    command = [programs() / "initdb", "-D", folder / "data", "-U", OWNER, "--encoding=UTF8", "--locale=C", *dutch]
    command += ["--auth=password", f"--pwfile={folder / 'password'}", "--no-sync"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, **somebody())
    if done.returncode != 0:
        raise RuntimeError(done.stderr)
    chosen = {"listen_addresses": HOST, "unix_socket_directories": "", **settings}
    with (folder / "data" / "postgresql.conf").open("a") as config:
        config.writelines(f"{name} = '{value}'\n" for name, value in chosen.items())


def running(folder: Path, port: int) -> "subprocess.Popen[bytes]":
    """The server's process; what it says is in the file `log` of its folder."""
    command = [programs() / "postgres", "-D", folder / "data", "-p", str(port)]
    with (folder / "log").open("ab") as log:
        return subprocess.Popen(command, cwd=folder, stdout=log, stderr=subprocess.STDOUT, **somebody())


def wait_for(one: Server) -> None:
    """Wait until it answers; raises RuntimeError with its last words when it does not."""
    until = time.monotonic() + START_SECONDS
    while one.process is not None and one.process.poll() is None and time.monotonic() < until:
        try:
            return one.run("SELECT 1")
        except psycopg.OperationalError:
            time.sleep(0.05)
    assert one.folder is not None
    raise RuntimeError((one.folder / "log").read_text(errors="replace")[-2000:])


def programs() -> Path:
    """The folder of the server's programs; raises RuntimeError with what to install when there is none."""
    found = subprocess.run([FINDER, "--find"], capture_output=True, text=True, check=False)
    if found.returncode != 0:
        raise RuntimeError(found.stderr)
    return Path(found.stdout.strip())


def version() -> int:
    """The first number of the server's version."""
    said = subprocess.run([programs() / "postgres", "--version"], capture_output=True, text=True, check=True).stdout
    return int(said.split()[2].split(".")[0])


def somebody() -> dict[str, Any]:
    """Who runs it: nothing to say, but for root."""
    if os.geteuid() != 0:
        return {}
    known = {one.pw_name: one for one in pwd.getpwall()}
    one = known.get("postgres") or known["nobody"]
    return {"user": one.pw_uid, "group": one.pw_gid, "extra_groups": []}


def free_port() -> int:
    """A port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
