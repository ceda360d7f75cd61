"""The real nginx with our settings, before two servers that say what reached them."""

import json
import re
import ssl
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPSConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from scripts.nginx import Nginx, prepared

MIB = 2**20
PEOPLE = 24
POLICY = "default-src 'self'"


class Teller(BaseHTTPRequestHandler):
    """Answers by which server, at which port, with which headers and how much it was asked."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        size = len(self.rfile.read(int(self.headers.get("Content-Length", "0"))))
        told = {"port": self.server.server_address[1], "headers": dict(self.headers.items()), "size": size}
        body = json.dumps(told).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Content-Security-Policy", POLICY)
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        self.do_GET()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def tellers() -> Iterator[list[ThreadingHTTPServer]]:
    made = [ThreadingHTTPServer(("127.0.0.1", 0), Teller) for _ in range(2)]
    for one in made:
        one.daemon_threads = True
        Thread(target=one.serve_forever, args=(0.05,), daemon=True).start()
    yield made
    for one in made:
        one.shutdown()
        one.server_close()


@pytest.fixture
def nginx(tellers: list[ThreadingHTTPServer], tmp_path: Path) -> Iterator[Nginx]:
    made = prepared(tmp_path / "nginx", [one.server_address[1] for one in tellers])
    made.start()
    yield made
    made.stop()


def asked(nginx: Nginx, body: bytes | None = None, **headers: str) -> tuple[int, dict[str, Any]]:
    """The status, and what the server behind it told."""
    trusted: ssl.SSLContext = nginx.trusted()
    connection = HTTPSConnection("127.0.0.1", nginx.port, context=trusted, timeout=30)
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request("GET" if body is None else "POST", "/", body, given)
    answer = connection.getresponse()
    text = answer.read()
    connection.close()
    return answer.status, json.loads(text) if answer.status == 200 else {}


def port_of(nginx: Nginx, browser: str) -> int:
    return int(asked(nginx, Cookie=f"a=b; __Host-planpeil_browser={browser}")[1]["port"])


def test_a_browser_stays_and_browsers_are_shared_out(nginx: Nginx) -> None:
    first = [port_of(nginx, f"browser-{n}") for n in range(PEOPLE)]
    assert [port_of(nginx, f"browser-{n}") for n in range(PEOPLE)] == first
    assert len(set(first)) == 2
    assert len({asked(nginx)[1]["port"] for _ in range(4)}) == 1


def test_when_a_replica_is_gone_the_other_answers(nginx: Nginx, tellers: list[ThreadingHTTPServer]) -> None:
    tellers[0].shutdown()
    tellers[0].server_close()
    left = tellers[1].server_address[1]
    assert {port_of(nginx, f"browser-{n}") for n in range(PEOPLE)} == {left}


def test_what_a_visitor_says_of_himself_is_not_passed_on(nginx: Nginx) -> None:
    made_up = {"X_Forwarded_For": "10.9.8.7", "X_Forwarded_Proto": "http", "X_Real_IP": "10.9.8.7"}
    told = asked(nginx, **made_up, Forwarded="for=10.9.8.7", X_Forwarded_Host="evil.example")[1]["headers"]
    assert told["X-Forwarded-For"] == "127.0.0.1"
    assert told["X-Forwarded-Proto"] == "https"
    assert told["Host"] == f"127.0.0.1:{nginx.port}"
    assert not {"X-Real-IP", "Forwarded", "X-Forwarded-Host"} & set(told)


@pytest.mark.parametrize(("size", "status"), [(10 * MIB + 1000, 200), (11 * MIB + 1, 413)])
def test_a_file_of_ten_megabytes_passes_and_one_that_is_larger_does_not(nginx: Nginx, size: int, status: int) -> None:
    answer, told = asked(nginx, b"x" * size)
    assert answer == status
    assert told.get("size", size) == size


def plainly(nginx: Nginx, path: str) -> tuple[int, str | None]:
    """The status and the address to go to of what is asked without TLS, by another name."""
    found = re.search(r"listen ([\d.]+:\d+);", (nginx.folder / "nginx.conf").read_text("utf-8"))
    assert found is not None
    connection = HTTPConnection(found[1], timeout=30)
    connection.request("GET", path, headers={"Host": "elders.example"})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status, answer.headers["Location"]


def test_a_page_asked_without_tls_leads_to_our_own_name_and_a_program_is_refused(nginx: Nginx) -> None:
    assert plainly(nginx, "/resultaten?plan=x") == (301, "https://planpeil.organisatie.nl/resultaten?plan=x")
    for path in ("/api/v1/plans", "/agenda/geheim.ics"):
        assert plainly(nginx, path) == (403, None)


@pytest.mark.parametrize("path", ["/", "/.git/config"])
def test_browsers_are_told_to_keep_to_tls_for_a_year_under_every_name_below_ours(nginx: Nginx, path: str) -> None:
    connection = HTTPSConnection("127.0.0.1", nginx.port, context=nginx.trusted(), timeout=30)
    connection.request("GET", path)
    assert connection.getresponse().headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    connection.close()


@pytest.mark.parametrize(
    ("version", "ciphers", "taken"),
    [
        (ssl.TLSVersion.TLSv1_3, "DEFAULT", True),
        (ssl.TLSVersion.TLSv1_2, "ECDHE-ECDSA-AES128-GCM-SHA256", True),
        (ssl.TLSVersion.TLSv1_2, "ECDHE-ECDSA-AES128-SHA256", False),  # no authenticated encryption
        (ssl.TLSVersion.TLSv1_1, "ALL:@SECLEVEL=0", False),
    ],
)
@pytest.mark.filterwarnings("ignore:ssl.TLSVersion.TLSv1_1 is deprecated:DeprecationWarning")
def test_only_tls_that_is_still_sound_is_spoken(
    nginx: Nginx, version: ssl.TLSVersion, ciphers: str, taken: bool
) -> None:
    context = nginx.trusted()
    context.minimum_version = context.maximum_version = version
    context.set_ciphers(ciphers)
    connection = HTTPSConnection("127.0.0.1", nginx.port, context=context, timeout=30)
    if not taken:
        with pytest.raises(ssl.SSLError):
            connection.connect()
        return
    connection.connect()
    assert connection.sock.version() == version.name.replace("_", ".")
    connection.close()


@pytest.mark.parametrize(("one", "passed"), [(True, 6), (False, 9)], ids=["a browser", "an address"])
def test_a_flood_is_refused_by_browser_and_by_address(
    tellers: list[ThreadingHTTPServer], tmp_path: Path, one: bool, passed: int
) -> None:
    """With small numbers, so that it hangs on no speed; one that calls itself another each time meets the second."""
    made = prepared(tmp_path / "nginx", [one.server_address[1] for one in tellers])
    conf = made.folder / "nginx.conf"
    text = conf.read_text("utf-8")
    for ours, less in {"20r/s": "1r/m", "200r/s": "1r/m", "burst=400": "burst=5", "burst=15000": "burst=8"}.items():
        assert text.count(ours) == 1
        text = text.replace(ours, less)
    conf.write_text(text, "utf-8")
    made.start()
    try:
        found = [
            asked(made, Cookie=f"__Host-planpeil_browser={'een' if one else f'b{n}'}")[0] for n in range(passed + 3)
        ]
        assert found == [200] * passed + [429] * 3
        assert asked(made, Cookie="__Host-planpeil_browser=twee")[0] == (200 if one else 429)
    finally:
        made.stop()


def test_trace_is_not_answered(nginx: Nginx) -> None:
    connection = HTTPSConnection("127.0.0.1", nginx.port, context=nginx.trusted(), timeout=30)
    connection.request("TRACE", "/")
    assert connection.getresponse().status == 405
    connection.close()


def test_what_nginx_answers_itself_is_not_framed_or_sniffed_either(
    nginx: Nginx, tellers: list[ThreadingHTTPServer]
) -> None:
    for one in tellers:
        one.shutdown()
        one.server_close()
    connection = HTTPSConnection("127.0.0.1", nginx.port, context=nginx.trusted(), timeout=30)
    connection.request("GET", "/")
    answer = connection.getresponse()
    assert answer.status == 502
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'self'"
    connection.close()


def test_what_planpeil_says_of_framing_and_sniffing_is_passed_on_once(nginx: Nginx) -> None:
    connection = HTTPSConnection("127.0.0.1", nginx.port, context=nginx.trusted(), timeout=30)
    connection.request("GET", "/")
    answer = connection.getresponse()
    assert answer.headers.get_all("X-Content-Type-Options") == ["nosniff"]
    assert answer.headers.get_all("Content-Security-Policy") == [POLICY]
    connection.close()
