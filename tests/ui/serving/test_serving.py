"""The listener, tried on a real server: health, headers, compression, gate, settings and a clean stop."""

import asyncio
import base64
import gzip
import hashlib
import http.client
import json
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn
import websockets
from playwright.sync_api import Page, Playwright
from streamlit import config, file_util
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from kpi.core.errors import UsageError
from kpi.ui.serving import effective
from kpi.ui.serving.assets import KEEPING, KEEPING_AT, SCRIPT, SCRIPT_AT, file_at
from kpi.ui.serving.browsers import is_browser
from kpi.ui.serving.first_answer import START
from kpi.ui.serving.gate import admits, lets_in
from kpi.ui.serving.headers import script_hashes
from kpi.ui.serving.listening import listen, url_of, uvicorn_settings
from tests.replicas.conftest import wait_until
from tests.ui.conftest import ROOT, Served, start

STATIC = Path(file_util.get_static_dir())


def get(served: Served, path: str, **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
    """Ask for `path` as it stands, with underscores in header names read as dashes."""
    return ask(served, "GET", path, **headers)


def ask(served: Served, method: str, path: str, **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
    """As `get`, by another method and with nothing in its body."""
    connection = http.client.HTTPConnection(served.host, timeout=30)
    connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response, body


def bundle(served: Served) -> str:
    """Return the address of the script that the page starts with."""
    found = re.search(rb'src="\.(/static/js/index\.[^"]+\.js)"', get(served, "/")[1])
    assert found is not None
    return found[1].decode()


async def _first_run(served: Served, **headers: str) -> list[str]:
    """Open the page's websocket, run the script once and return the kinds of messages that came back."""
    address = f"ws://{served.host}/_stcore/stream"
    async with websockets.connect(address, origin=served.url, additional_headers=headers, max_size=None) as stream:
        message = BackMsg()
        message.rerun_script.query_string = ""
        await stream.send(message.SerializeToString())
        kinds: list[str] = []
        while "script_finished" not in kinds:
            answer = ForwardMsg()
            answer.ParseFromString(bytes(await asyncio.wait_for(stream.recv(), 30)))
            kinds.append(str(answer.WhichOneof("type")))
        return kinds


def test_health_is_alive(served: Served) -> None:
    response, body = get(served, "/healthz")
    assert (response.status, json.loads(body)) == (200, {"status": "alive"})
    assert response.headers["Cache-Control"] == "no-store"


def test_readiness_follows_the_hook(served: Served) -> None:
    assert json.loads(get(served, "/readyz")[1]) == {"status": "ready"}
    for name in ("down", "broken"):
        (served.folder / name).touch()
        response, body = get(served, "/readyz")
        (served.folder / name).unlink()
        assert (response.status, json.loads(body)) == (503, {"status": "not ready"})
    (served.folder / "moved").touch()
    response, body = get(served, "/readyz")
    (served.folder / "moved").unlink()
    words = {"nl": "De database is verplaatst.", "en": "The database was moved."}
    assert (response.status, json.loads(body)) == (503, {"status": "not ready", **words})
    assert get(served, "/readyz")[0].status == 200


def test_warm_up_came_before_the_first_request(served: Served) -> None:
    get(served, "/healthz")
    assert (served.folder / "warm").exists()


@pytest.mark.parametrize("path", ["/", "/thema", "/healthz", "/readyz", "/media/none", "/_stcore/health", "/a.b/c"])
def test_every_answer_carries_the_security_headers(served: Served, path: str) -> None:
    headers = get(served, path)[0].headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "SAMEORIGIN"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "frame-ancestors 'self'" in headers["Content-Security-Policy"]
    assert headers["Server"] is None


def test_what_says_nothing_of_being_kept_is_kept_nowhere(served: Served) -> None:
    assert get(served, "/media/none")[0].headers["Cache-Control"] == "no-store"


def test_policy_admits_the_scripts_of_the_page_and_no_others(served: Served) -> None:
    response, body = get(served, "/")
    inline = re.findall(rb"<script>(.*?)</script>", body, re.DOTALL)
    hashes = [f"'sha256-{base64.b64encode(hashlib.sha256(script).digest()).decode()}'" for script in inline]
    hashes += script_hashes(START)
    assert len(hashes) == 3
    policy = dict(part.strip().split(" ", 1) for part in response.headers["Content-Security-Policy"].split(";"))
    assert policy["script-src"].split() == ["'self'", *hashes]
    assert policy["default-src"] == "'self'"
    assert not any("http" in sources or "*" in sources for sources in policy.values())


def test_bundles_come_compressed_for_ever(served: Served) -> None:
    address = bundle(served)
    response, body = get(served, address, Accept_Encoding="gzip, br")
    plain = (STATIC / address.lstrip("/")).read_bytes()
    assert response.headers["Content-Encoding"] == "gzip"
    assert response.headers["Cache-Control"] == "public, immutable, max-age=31536000"
    assert response.headers["Content-Type"].split(";")[0] in {"application/javascript", "text/javascript"}
    assert gzip.decompress(body) == plain
    assert len(body) < 0.5 * len(plain)


def test_bundles_come_plain_for_who_does_not_take_gzip(served: Served) -> None:
    address = bundle(served)
    response, body = get(served, address)
    assert response.headers["Content-Encoding"] is None
    assert body == (STATIC / address.lstrip("/")).read_bytes()


def test_page_is_ours_and_checked_on_every_visit(served: Served) -> None:
    response, body = get(served, "/een-thema", Accept_Encoding="gzip")
    html = gzip.decompress(body).decode()
    assert '<html lang="nl">' in html
    assert "<title>Planpeil</title>" in html
    assert response.headers["Cache-Control"] == "private, no-cache"
    again, nothing = get(served, "/", If_None_Match=response.headers["ETag"] or "")
    assert (again.status, nothing) == (304, b"")


@pytest.mark.parametrize(("address", "file"), [(SCRIPT_AT, SCRIPT), (KEEPING_AT, KEEPING)])
def test_our_scripts_come_from_here_and_are_checked_on_every_visit(served: Served, address: str, file: Path) -> None:
    _, page = get(served, "/een-thema")
    assert f'<script src=".{address}" defer></script>'.encode() in page
    response, body = get(served, address)
    assert body == file.read_bytes()
    assert response.headers["Content-Type"].split(";")[0] in {"application/javascript", "text/javascript"}
    assert response.headers["Cache-Control"] == "no-cache"


def given(served: Served, path: str = "/", **headers: str) -> str:
    """The cookie that comes with an answer; empty for none."""
    return get(served, path, **headers)[0].headers.get("Set-Cookie", "")


def test_a_browser_is_named_with_its_first_page_and_keeps_its_name(served: Served) -> None:
    first = given(served, "/aanleveren")
    name, _, rest = first.removeprefix("planpeil_browser=").partition(";")
    assert is_browser(name)
    assert rest == " Path=/; Max-Age=34560000; HttpOnly; SameSite=Lax"
    assert given(served, "/aanleveren", Cookie=f"a=b; planpeil_browser={name}") == first
    assert given(served) != first


def test_a_proxy_on_this_computer_that_is_not_named_lets_nobody_in(served: Served) -> None:
    for said in ({"X_Forwarded_For": "127.0.0.1"}, {"Forwarded": "for=127.0.0.1"}, {"X_Real_IP": "127.0.0.1"}):
        response, body = get(served, "/", **said)
        assert (response.status, b"proxies onder [access]" in body) == (403, True)


@pytest.mark.parametrize("value", ["x", "x" * 44, "a" * 42 + "!", '"', "a=b; planpeil_browser="])
def test_a_name_that_is_none_of_ours_is_replaced(served: Served, value: str) -> None:
    found = given(served, Cookie=f"planpeil_browser={value}")
    assert is_browser(found.removeprefix("planpeil_browser=").partition(";")[0])
    assert found.partition(";")[0] != f"planpeil_browser={value}"


@pytest.mark.parametrize("path", ["/healthz", "/planpeil.js", "/_stcore/health", "/media/none"])
def test_only_a_page_names_a_browser(served: Served, path: str) -> None:
    assert "planpeil_browser" not in given(served, path)


@pytest.mark.parametrize("path", ["/static/../../config.py", "/static/%2e%2e/index.html", "/../server.py", "/static"])
def test_paths_do_not_leave_the_folder(path: str) -> None:
    assert file_at(path) is None


def test_script_runs_over_the_websocket(served: Served) -> None:
    kinds = asyncio.run(_first_run(served))
    assert kinds[0] == "new_session"
    assert kinds.count("delta") >= 6


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://example.org"}, {"Origin": "null"}, {"Host": "rebound.example.org"}]
)
def test_strangers_are_refused(served: Served, headers: dict[str, str]) -> None:
    assert get(served, "/", **headers)[0].status == 403
    assert get(served, "/_stcore/host-config", **headers)[0].status == 403


def test_no_page_of_another_origin_is_listened_to(served: Served) -> None:
    assert json.loads(get(served, "/_stcore/host-config")[1])["allowedOrigins"] == []


def test_websocket_of_another_origin_is_refused(served: Served) -> None:
    elsewhere = Served("http://example.org", served.folder, served.process)

    async def knock() -> None:
        async with websockets.connect(f"ws://{served.host}/_stcore/stream", origin=elsewhere.url):
            pass

    with pytest.raises(websockets.InvalidStatus) as refused:
        asyncio.run(knock())
    assert refused.value.response.status_code == 403


def test_gate_lets_in_what_is_not_a_browser_and_its_own_pages() -> None:
    assert admits(None, "planpeil.example.org")
    assert admits("https://planpeil.example.org", "planpeil.example.org")
    assert not admits("https://planpeil.example.org:8443", "planpeil.example.org")


@pytest.mark.parametrize(
    ("peer", "host", "may"),
    [
        ("127.0.0.1", "localhost:8501", True),
        ("::1", "[::1]:8501", True),
        ("::ffff:127.0.0.1", "127.0.0.1", True),
        ("127.0.0.1", "planpeil.example.org", False),
        ("127.0.0.1", "192.168.1.5:8501", False),
        ("127.0.0.1", None, False),
        ("127.0.0.1", "[", False),
        ("192.168.1.7", "192.168.1.5:8501", False),
        ("192.168.1.7", "localhost", False),
        (None, "localhost", False),
    ],
)
def test_only_this_computer_is_let_in_by_any_server(peer: str | None, host: str | None, may: bool) -> None:
    assert lets_in(peer, None, host, anyone=False) is may
    assert lets_in(peer, None, host, anyone=True)


def test_a_name_that_was_set_is_let_in_from_this_computer() -> None:
    config.set_option("server.allowedHosts", ["planpeil.example.org"])
    try:
        assert lets_in("127.0.0.1", None, "planpeil.example.org", anyone=False)
        assert not lets_in("192.168.1.7", None, "planpeil.example.org", anyone=False)
        assert not lets_in("127.0.0.1", None, "anders.example.org", anyone=True)
    finally:
        config.set_option("server.allowedHosts", [])


@pytest.mark.parametrize(
    "words", [("uvicorn", "app:app", "--host"), ("streamlit", "run", "app.py", "--server.address")]
)
def test_another_computer_is_refused_by_whatever_listens(tmp_path: Path, words: tuple[str, ...]) -> None:
    """A connection over an address of this machine that is not loopback stands for another computer.

    So does a page of another name that a browser on this computer was made to call by.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        asked.connect(("192.0.2.1", 9))
        outside = asked.getsockname()[0]
    with listen("127.0.0.1", 0) as free:
        port = free.getsockname()[1]
    at = "--port" if words[0] == "uvicorn" else "--server.port"
    with (tmp_path / "log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", *words, "0.0.0.0", at, str(port)], cwd=ROOT, stdout=log, stderr=log
        )
    try:
        for host, may in ((f"127.0.0.1:{port}", True), (f"{outside}:{port}", False)):
            assert _shows_a_page(host, process) is may, (tmp_path / "log").read_text()
        for name in ("evil.example", outside, f"evil.example:{port}"):
            assert not _shows_a_page(f"127.0.0.1:{port}", process, called=name), name
        here, stranger = (Served(f"http://{one}:{port}", ROOT, process) for one in ("127.0.0.1", outside))
        for method, path in (("GET", "/"), ("GET", "/_stcore/health"), ("PUT", "/_stcore/upload_file/a/b")):
            assert not _is_shut(ask(here, method, path))
            assert _is_shut(ask(stranger, method, path))
            assert _is_shut(ask(here, method, path, Host="evil.example"))
            assert _is_shut(ask(here, method, path, Origin="http://evil.example"))
        with pytest.raises(websockets.InvalidStatus):
            asyncio.run(_page_names(stranger, stranger.host))
    finally:
        process.kill()
        process.wait()


def _is_shut(answered: tuple[http.client.HTTPResponse, bytes]) -> bool:
    """Whether the gate answered, before anything of Streamlit's."""
    return answered[0].status == 403 and answered[1].startswith(b"Geweigerd. ")


def _shows_a_page(host: str, process: subprocess.Popen[bytes], called: str = "") -> bool:
    """Whether a visitor at this address gets navigation, which is the plan's; waits for a server that still starts.

    `called`: another name it is asked for by.
    """
    for _ in range(240):
        assert process.poll() is None
        try:
            names = asyncio.run(_page_names(Served(f"http://{host}", ROOT, process), called or host))
        except OSError:
            time.sleep(0.25)
        except websockets.InvalidStatus as refused:
            return refused.response.status_code != 403
        else:
            return len(names) > 1
    return False


async def _page_names(served: Served, called: str) -> list[str]:
    """The pages in the navigation of a first run, asked for by this name."""
    address, (host, _, port) = f"ws://{called}/_stcore/stream", served.host.partition(":")
    origin = websockets.Origin(f"http://{called}")
    async with websockets.connect(address, origin=origin, max_size=None, host=host, port=int(port)) as stream:
        message = BackMsg()
        message.rerun_script.query_string = ""
        await stream.send(message.SerializeToString())
        names: list[str] = []
        while True:
            answer = ForwardMsg()
            answer.ParseFromString(bytes(await asyncio.wait_for(stream.recv(), 60)))
            if answer.WhichOneof("type") == "navigation":
                names = [one.page_name for one in answer.navigation.app_pages]
            if answer.WhichOneof("type") == "script_finished":
                return names


def test_connections_do_not_wait_for_acknowledgements() -> None:
    async def application(_scope: Any, _receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    with listen("127.0.0.1", 0) as listener:
        config = uvicorn_settings(application)
        config.lifespan = "off"
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        connection = http.client.HTTPConnection(url_of(listener).removeprefix("http://"), timeout=30)
        connection.request("GET", "/")
        assert connection.getresponse().status == 204
        sockets = [open_.transport.get_extra_info("socket") for open_ in server.server_state.connections]
        no_delay = [sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) for sock in sockets]
        connection.close()
        server.should_exit = True
        thread.join(30)
    assert len(no_delay) == 1
    assert no_delay[0] != 0


def test_taken_port_is_an_error() -> None:
    with listen("127.0.0.1", 0) as listener, pytest.raises(UsageError, match="in use"):
        listen("127.0.0.1", listener.getsockname()[1])


def test_our_settings_are_the_required_ones() -> None:
    content = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
    written = {f"{section}.{name}": value for section, table in content.items() for name, value in table.items()}
    defaults = {"global.developmentMode": False}
    assert effective.unmet_options(lambda name: (defaults | written)[name]) == []


def test_other_settings_stop_the_start(tmp_path: Path) -> None:
    with start(tmp_path, workplace=tmp_path) as process:
        assert process.wait(60) != 0
    log = (tmp_path / "log").read_text()
    assert "browser.gatherUsageStats is True, must be False" in log
    assert "server.maxUploadSize is 200, must be 10" in log


def test_server_starts_warm_and_ends_in_seconds(start_server: Callable[[Path], Served], tmp_path: Path) -> None:
    served = start_server(tmp_path)
    assert json.loads(get(served, "/readyz")[1]) == {"status": "ready"}
    assert (tmp_path / "ran").exists()

    async def end_while_connected() -> float:
        async with websockets.connect(f"ws://{served.host}/_stcore/stream", origin=served.url):
            served.process.send_signal(signal.SIGTERM)
            begin = time.monotonic()
            await asyncio.to_thread(served.process.wait, 30)
            return time.monotonic() - begin

    assert asyncio.run(end_while_connected()) < 10
    assert served.process.returncode == 0
    drained = json.loads((tmp_path / "drained").read_text())
    assert drained["seconds"] > 0
    assert drained["frozen"] > 100_000
    assert drained["runs"]
    assert "Traceback" not in (tmp_path / "log").read_text()


def asked_to_stop(served: Served) -> None:
    """Ask it to stop once it serves, and wait until it says that it is not ready."""
    assert get(served, "/readyz")[0].status == 200
    served.process.send_signal(signal.SIGTERM)
    wait_until(lambda: get(served, "/readyz")[0].status == 503, (served.folder / "log").read_text)


def test_before_it_stops_it_says_so_and_serves_on(start_server: Callable[..., Served], tmp_path: Path) -> None:
    served = start_server(tmp_path, drain=300)
    asked_to_stop(served)
    said = json.loads(get(served, "/readyz")[1])
    assert said["status"] == "not ready"
    assert said["nl"] == "Deze Planpeil stopt zo en neemt niemand nieuw aan."
    assert get(served, "/healthz")[0].status == 200
    assert get(served, "/")[0].status == 200
    assert "script_finished" in asyncio.run(_first_run(served))
    assert not (tmp_path / "drained").exists()
    served.process.send_signal(signal.SIGTERM)
    assert served.process.wait(30) == 0
    assert (tmp_path / "drained").exists()


def test_it_stops_by_itself_after_the_time_that_is_set(start_server: Callable[..., Served], tmp_path: Path) -> None:
    served = start_server(tmp_path, drain=2)
    began = time.monotonic()
    asked_to_stop(served)
    assert served.process.wait(30) == 0
    assert time.monotonic() - began >= 2
    assert "Traceback" not in (tmp_path / "log").read_text()


def test_ctrl_c_ends_it_at_once(start_server: Callable[..., Served], tmp_path: Path) -> None:
    served = start_server(tmp_path, drain=300)
    assert get(served, "/readyz")[0].status == 200
    served.process.send_signal(signal.SIGINT)
    assert served.process.wait(30) == 0


@pytest.fixture
def page(playwright: Playwright, browser_path: str) -> Iterator[Page]:
    """A page of a new Chromium without background traffic of its own."""
    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    browser = playwright.chromium.launch(executable_path=browser_path, args=flags)
    yield browser.new_page()
    browser.close()


@pytest.mark.browser
def test_browser_stays_on_this_origin(served: Served, page: Page) -> None:
    faults: list[str] = []
    requested: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("response", lambda response: requested.append(response.url))
    page.goto(served.url)
    page.get_by_text("einde").wait_for()
    page.locator("[data-testid=stVegaLiteChart] canvas, [data-testid=stVegaLiteChart] svg").first.wait_for()
    page.locator("[data-testid=stDataFrame] canvas").first.wait_for()
    page.locator("input[type=file]").set_input_files({"name": "a.csv", "mimeType": "text/csv", "buffer": b"a;b\n1;2\n"})
    page.get_by_text("ontvangen: 8").wait_for()
    assert {url for url in requested if not url.startswith((served.url, "data:", "blob:"))} == set()
    assert [fault for fault in faults if "example.org/spy.png" not in fault] == []
    assert any("example.org/spy.png" in fault for fault in faults)


@pytest.mark.browser
def test_browser_shows_no_traceback(served: Served, page: Page) -> None:
    page.goto(f"{served.url}/?raise=1")
    page.get_by_test_id("stException").wait_for()
    shown = page.locator("body").inner_text()
    assert not any(word in shown for word in ("geheim-pad", "ValueError", "script.py"))


def _luminance(colour: str) -> float:
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    """WCAG 2.2 contrast ratio of two colours as #rrggbb, from 1 to 21."""
    dark, light = sorted([_luminance(one), _luminance(other)])
    return (light + 0.05) / (dark + 0.05)


def _faded(text: str, ground: str) -> str:
    """Mix `text` on `ground` at the 60% that Streamlit writes captions with."""
    mixed = [round(0.6 * int(text[at : at + 2], 16) + 0.4 * int(ground[at : at + 2], 16)) for at in (1, 3, 5)]
    return "#" + "".join(f"{value:02x}" for value in mixed)


@pytest.mark.parametrize("kind", ["light", "dark"])
@pytest.mark.parametrize("sidebar", [False, True])
def test_theme_is_legible(kind: str, sidebar: bool) -> None:
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["theme"][kind]
    theme = {**theme, **theme["sidebar"]} if sidebar else theme
    for ground in (theme["backgroundColor"], theme["secondaryBackgroundColor"]):
        assert _contrast(theme["textColor"], ground) >= 7
        assert _contrast(_faded(theme["textColor"], ground), ground) >= 4.5
        assert _contrast(theme["linkColor"], ground) >= 4.5
        assert _contrast(theme["primaryColor"], ground) >= 3
    assert _contrast("#ffffff", theme["primaryColor"]) >= 4.5
    assert _contrast(theme["dataframeHeaderTextColor"], theme["dataframeHeaderBackgroundColor"]) >= 4.5
    assert _contrast(theme["codeTextColor"], theme["codeBackgroundColor"]) >= 4.5
