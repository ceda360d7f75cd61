"""The servers that are compared, each on a free port of this computer and with nothing but its own settings."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import psutil

from scripts.postgres import HOST, free_port

ROOT = Path(__file__).resolve().parents[2]
BASELINE = ROOT / "bench" / "baseline"
START_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Server:
    """A running server; `name` is its column in the table."""

    name: str
    port: int
    process: psutil.Process

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://{HOST}:{self.port}"

    def cpu(self) -> float:
        """Milliseconds of processor time used so far, user and system."""
        times = self.process.cpu_times()
        return (times.user + times.system) * 1000

    def memory(self) -> float:
        """MiB that would come free if the process ended."""
        return float(self.process.memory_full_info().uss) / 2**20


def environment(folder: Path, **more: str) -> dict[str, str]:
    """The environment of a server: no Streamlit settings from outside, a home folder of its own."""
    found = {name: value for name, value in os.environ.items() if not name.startswith(("STREAMLIT_", "PLANPEIL_"))}
    return {**found, "HOME": str(folder), "PYTHONPATH": "", **more}


@contextmanager
def ours(folder: Path, database: str) -> Iterator[Server]:
    """`python -m kpi serve` on the database at an address such as sqlite:///..."""
    port = free_port()
    command = [sys.executable, "-m", "kpi", "serve", "--port", str(port), "--no-browser"]
    store = {"PLANPEIL_DATABASE_URL": database, "PLANPEIL_NEW_DATABASE": "1"}
    with running("ours", command, port, ROOT, environment(folder, **store)) as server:
        yield server


@contextmanager
def default_way(folder: Path, script: str = "app.py") -> Iterator[Server]:
    """`streamlit run` with default settings, started where no settings of ours are found; `folder` holds the data."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(BASELINE / script)]
    options = {"server.headless": "true", "server.port": str(port), "server.address": HOST}
    options["browser.gatherUsageStats"] = "false"
    command += [f"--{name}={value}" for name, value in options.items()]
    with running(script, command, port, folder, environment(folder, BENCH_DATA=str(folder))) as server:
        yield server


@contextmanager
def running(name: str, command: list[str], port: int, cwd: Path, env: dict[str, str]) -> Iterator[Server]:
    """The server from its first answer until the block ends; what it says is shown only when it does not start."""
    log = Path(env["HOME"]) / f"{port}.log"
    with log.open("w") as out:
        process = subprocess.Popen(command, cwd=cwd, env=env, stdout=out, stderr=subprocess.STDOUT)
    try:
        wait_for(f"http://{HOST}:{port}/_stcore/health", process, log)
        yield Server(name, port, psutil.Process(process.pid))
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()


def wait_for(url: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    """Wait until a server answers; raises SystemExit with its last words when it does not."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            with urlopen(url, timeout=2):
                return
        except HTTPError:
            return  # it answers, though not to us: a named proxy has to say for whom it asks
        except (URLError, OSError):
            time.sleep(0.1)
    raise SystemExit(f"{url} does not answer:\n{log.read_text()[-2000:]}")
