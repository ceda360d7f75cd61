"""An nginx of our own for tests and benchmarks, with the settings of deploy/nginx.conf, on this computer only."""

import os
import re
import signal
import socket
import ssl
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from scripts.postgres import HOST, free_port

DEPLOY = Path(__file__).resolve().parents[1] / "deploy"
FINDER = Path(__file__).with_name("nginx.sh")
START_SECONDS = 20


@dataclass(slots=True)
class Nginx:
    """An nginx before the replicas at `ports`; `folder` holds its settings, its certificate and what it says."""

    folder: Path
    port: int
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"https://{HOST}:{self.port}"

    def trusted(self) -> ssl.SSLContext:
        """What a client needs to trust its certificate."""
        return ssl.create_default_context(cafile=str(self.folder / "planpeil.crt"))

    def start(self) -> None:
        """Start it, again too, and wait until it listens; raises RuntimeError with its last words."""
        # Nobody else may look in a folder of root's.
        who = " user root;" if os.geteuid() == 0 else ""
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [program(), "-c", self.folder / "nginx.conf", "-g", f"daemon off;{who}"],
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        until = time.monotonic() + START_SECONDS
        while self.process.poll() is None and time.monotonic() < until:
            with socket.socket() as probe:
                if probe.connect_ex((HOST, self.port)) == 0:
                    return
            time.sleep(0.02)
        raise RuntimeError((self.folder / "log").read_text())

    def kill(self) -> None:
        """Let it and its workers end at once, whatever they are doing."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(START_SECONDS)

    def stop(self) -> None:
        """End it and its workers; nothing to do when it does not run."""
        if self.process is not None:
            self.process.terminate()
            self.process.wait(START_SECONDS)


def prepared(folder: Path, ports: Sequence[int], below: str = "") -> Nginx:
    """The settings of deploy/nginx.conf in `folder`, with its own ports, certificate and replicas.

    `below`: the path under which it passes on, such as "/planpeil".
    """
    folder.mkdir(parents=True, exist_ok=True)
    made = Nginx(folder, free_port())
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    command += ["-keyout", folder / "planpeil.key", "-out", folder / "planpeil.crt", "-days", "2"]
    command += ["-subj", f"/CN={HOST}", "-addext", f"subjectAltName=IP:{HOST}"]
    subprocess.run(command, check=True, capture_output=True)
    text = (DEPLOY / "nginx.conf").read_text("utf-8")
    places = "".join(
        f"{name}_temp_path {folder / name};\n" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    for pattern, ours in {
        r"listen 443 ": f"listen {HOST}:{made.port} ",
        r"listen 80;": f"listen {HOST}:{free_port()};",
        r"/run/nginx\.pid": str(folder / "nginx.pid"),
        r"/etc/nginx/tls": str(folder),
        r"(?m)^http \{$": f"http {{\n{places}",
        r"worker_processes auto": "worker_processes 1",
        r"location / \{": f"location {below}/ {{",
    }.items():
        text, found = re.subn(pattern, ours, text)
        assert found, pattern
    (folder / "nginx.conf").write_text(text, "utf-8")
    written = "".join(f"server {HOST}:{port} max_fails=1 fail_timeout=1s;\n" for port in ports)
    (folder / "replicas.conf").write_text(written, "utf-8")
    return made


def program() -> str:
    """The path of nginx; raises RuntimeError with what to install when there is none."""
    found = subprocess.run([FINDER, "--find"], capture_output=True, text=True, check=False)
    if found.returncode != 0:
        raise RuntimeError(found.stderr)
    return found.stdout.strip()
