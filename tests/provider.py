"""A real OpenID Connect provider on this computer, as a process of its own, for as long as a test needs it."""

import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import requests

from scripts.postgres import free_port

WAIT = 60  # seconds


@contextmanager
def provider_with(people: Mapping[str, Mapping[str, object]]) -> Iterator[str]:
    """The issuer's address; `people`: what it says of whom, by the name they sign in with there."""
    port = free_port()
    words = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port)]
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        try:
            issuer = f"http://127.0.0.1:{port}"
            _wait(f"{issuer}/.well-known/openid-configuration")
            for sub, claims in people.items():
                requests.put(f"{issuer}/users/{sub}", json=dict(claims), timeout=WAIT).raise_for_status()
            yield issuer
        finally:
            running.terminate()


def _wait(address: str) -> None:
    until = time.monotonic() + WAIT
    while True:
        try:
            requests.get(address, timeout=WAIT).raise_for_status()
        except requests.RequestException:
            assert time.monotonic() < until
            time.sleep(0.05)
        else:
            return
