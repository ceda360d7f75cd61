"""Who asks, behind proxies that are named and others; and which settings of that are refused."""

from ipaddress import ip_network

import pytest

from kpi.core.errors import UsageError
from kpi.core.reach import Reach, asked_by, read_reach, scheme_by, served_as, token_seal

LOCAL, NET = ip_network("127.0.0.1"), ip_network("10.0.0.0/24")
FOR = "x-forwarded-for"


@pytest.mark.parametrize(
    ("peer", "headers", "proxies", "asks"),
    [
        ("127.0.0.1", {}, (), "127.0.0.1"),
        ("::1", {}, (), "::1"),
        ("192.0.2.7", {}, (), "192.0.2.7"),
        (None, {}, (), None),
        # a proxy on this computer that nobody named does not make the world this computer
        ("127.0.0.1", {FOR: "192.0.2.7"}, (), None),
        ("127.0.0.1", {FOR: "127.0.0.1"}, (), None),
        ("127.0.0.1", {"forwarded": "for=127.0.0.1"}, (), None),
        ("::1", {"x-real-ip": "::1"}, (), None),
        ("::ffff:127.0.0.1", {"via": "1.1 x"}, (), None),
        ("127.0.0.1", {"x-forwarded-proto": "https"}, (NET,), None),
        # from elsewhere its own address says enough, whatever it claims
        ("192.0.2.7", {FOR: "127.0.0.1"}, (), "192.0.2.7"),
        ("192.0.2.7", {FOR: "127.0.0.1"}, (LOCAL,), "192.0.2.7"),
        # a named one says for whom it speaks
        ("127.0.0.1", {FOR: "192.0.2.7"}, (LOCAL,), "192.0.2.7"),
        ("127.0.0.1", {FOR: "127.0.0.1"}, (LOCAL,), "127.0.0.1"),
        ("::ffff:10.0.0.9", {FOR: "2001:db8::1"}, (NET,), "2001:db8::1"),
        # what the browser made up stands before what the proxy says
        ("127.0.0.1", {FOR: "127.0.0.1, 192.0.2.7"}, (LOCAL,), "192.0.2.7"),
        ("127.0.0.1", {FOR: "127.0.0.1,192.0.2.7, 10.0.0.3"}, (LOCAL, NET), "192.0.2.7"),
        ("127.0.0.1", {FOR: "10.0.0.3"}, (LOCAL, NET), "10.0.0.3"),
        # and one that says nothing, or no address, could speak for anybody
        ("127.0.0.1", {}, (LOCAL,), None),
        ("127.0.0.1", {FOR: ""}, (LOCAL,), None),
        ("127.0.0.1", {FOR: "localhost"}, (LOCAL,), None),
        ("127.0.0.1", {FOR: "127.0.0.1, unknown"}, (LOCAL,), None),
        ("127.0.0.1", {"x-real-ip": "127.0.0.1"}, (LOCAL,), None),
    ],
)
def test_who_asks(peer: str | None, headers: dict[str, str], proxies: tuple[object, ...], asks: str | None) -> None:
    assert asked_by(peer, headers, proxies) == asks  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("peer", "said", "scheme"),
    [
        ("127.0.0.1", "https", "https"),
        ("127.0.0.1", "http,https", "https"),
        ("127.0.0.1", "HTTP", "http"),
        ("127.0.0.1", "javascript", None),
        ("127.0.0.1", "", None),
        ("192.0.2.7", "https", None),
    ],
)
def test_only_a_named_proxy_tells_the_scheme(peer: str, said: str, scheme: str | None) -> None:
    assert scheme_by(peer, {"x-forwarded-proto": said}, (LOCAL,)) == scheme


def test_what_stands_in_the_settings() -> None:
    assert read_reach({}, "text", {}) == Reach()
    found = read_reach({"proxies": ["127.0.0.1", "10.0.0.0/24"], "metrics_token": token_seal("a")}, "json", {})
    assert found == Reach((LOCAL, NET), token_seal("a"), "json")
    assert found.may_measure("a")
    assert not found.may_measure("b")
    assert not found.may_measure(token_seal("a"))
    assert not Reach().may_measure("")


def test_names_that_browsers_ask_for_are_in_small_letters() -> None:
    assert read_reach({"hosts": ["Planpeil.Example.nl", "peil"]}, "text", {}).hosts == ("planpeil.example.nl", "peil")


def test_the_token_of_the_environment_goes_before_the_file() -> None:
    found = read_reach({"metrics_token": token_seal("a")}, "text", {"PLANPEIL_METRICS_TOKEN": "b"})
    assert (found.may_measure("a"), found.may_measure("b")) == (False, True)
    assert read_reach({"metrics_token": token_seal("a")}, "text", {"PLANPEIL_METRICS_TOKEN": ""}).may_measure("a")


@pytest.mark.parametrize(
    ("access", "log", "named"),
    [
        ({"proxies": "127.0.0.1"}, "text", "access.proxies"),
        ({"proxies": ["proxy.example.org"]}, "text", "access.proxies"),
        ({"proxies": ["10.0.0.1/24"]}, "text", "access.proxies"),
        ({"proxies": ["0.0.0.0/0"]}, "text", "access.proxies"),
        ({"proxies": ["::/0"]}, "text", "access.proxies"),
        ({"proxies": [1]}, "text", "access.proxies"),
        ({"proxy": []}, "text", "proxy is onbekend"),
        ({"hosts": "planpeil.example.nl"}, "text", "access.hosts"),
        ({"hosts": ["https://planpeil.example.nl"]}, "text", "access.hosts"),
        ({"hosts": ["planpeil.example.nl:443"]}, "text", "access.hosts"),
        ({"hosts": ["*"]}, "text", "access.hosts"),
        ({"hosts": [1]}, "text", "access.hosts"),
        ({"metrics_token": "geheim"}, "text", "access.metrics_token"),
        ({"metrics_token": 5}, "text", "access.metrics_token"),
        ({}, "JSON", "log"),
        ({}, [], "log"),
    ],
)
def test_a_wrong_setting_is_refused_by_name_and_repeats_no_token(
    access: dict[str, object], log: object, named: str
) -> None:
    with pytest.raises(UsageError, match=named) as found:
        read_reach(access, log, {})
    assert "geheim" not in str(found.value)


@pytest.mark.parametrize(
    ("proxies", "serve", "seconds"),
    [((), {}, 0), ((LOCAL,), {}, 5), ((), {"drain": 12}, 12), ((LOCAL,), {"drain": 0}, 0), ((), {"drain": 300}, 300)],
)
def test_how_long_a_proxy_has_to_see_that_it_leaves(
    proxies: tuple[object, ...], serve: dict[str, object], seconds: int
) -> None:
    assert served_as(Reach(proxies), serve).drain == seconds  # type: ignore[arg-type]


@pytest.mark.parametrize("drain", [-1, 301, 2.5, True, "5", None, []])
def test_another_time_to_leave_is_refused_by_name(drain: object) -> None:
    with pytest.raises(UsageError, match=r"serve\.drain"):
        served_as(Reach(), {"drain": drain})


def test_an_unknown_setting_of_serving_is_refused_by_name() -> None:
    with pytest.raises(UsageError, match="drane is onbekend"):
        served_as(Reach(), {"drane": 5})


@pytest.mark.parametrize(
    ("base", "path", "inside"),
    [
        ("", "/", "/"),
        ("", "/thema", "/thema"),
        ("/planpeil", "/planpeil", ""),
        ("/planpeil", "/planpeil/", "/"),
        ("/planpeil", "/planpeil/thema", "/thema"),
        ("/planpeil", "/planpeil/planpeil/x", "/planpeil/x"),
        ("/planpeil", "/planpeilx", None),
        ("/planpeil", "/", None),
        ("/a/planpeil", "/a/planpeil/thema", "/thema"),
        ("/a/planpeil", "/a", None),
    ],
)
def test_the_path_from_our_own_root(base: str, path: str, inside: str | None) -> None:
    reach = served_as(Reach(), {"base_path": base})
    assert reach.inside(path) == inside
    if inside:
        assert reach.at(inside) == path


@pytest.mark.parametrize(
    "base",
    ["planpeil", "/planpeil/", "/", "//planpeil", "/../x", "/.x", "/plan peil", "/plan?x", "/a;b", "/\n", 1, None],
)
def test_another_base_path_is_refused_by_name(base: object) -> None:
    with pytest.raises(UsageError, match=r"serve\.base_path"):
        served_as(Reach(), {"base_path": base})
