"""How a Planpeil is reached and watched: which proxies stand before it, who may read its figures, how its log looks."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from hmac import compare_digest
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Any

from kpi.core.toml_words import flag_setting, only_known, wrong_setting

Network = IPv4Network | IPv6Network
ENTRANCE = ("users", "proxies", "hosts", "metrics_token")
SERVE = ("drain", "base_path")
LOGS = ("text", "json")
# How long a proxy has to see that a Planpeil leaves, in seconds: unless it is said, and at most.
DRAIN, MOST_DRAIN = 5, 300
_BELOW = r"(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*"
_HOST = r"(?i)[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?"
# What proxies write about whom they speak for.
SPOKEN_FOR = ("x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip", "forwarded", "via")


@dataclass(frozen=True, slots=True)
class Reach:
    """`proxies`: whose word is taken for who asks and by which scheme. `metrics`: the SHA-256 of the token that gives
    the figures of the server, empty: nobody gets them. `log`: one of LOGS.
    `users`: people sign in, and other computers may connect. `hosts`: the names that a browser asks for, small letters.
    `drain`: seconds between SIGTERM and the moment that nobody new is taken, in which `/readyz` says "not ready".
    `base_path`: below which path of its host it is, such as "/planpeil"; empty: it has the host to itself.
    """

    proxies: tuple[Network, ...] = ()
    metrics: str = ""
    log: str = "text"
    users: bool = False
    hosts: tuple[str, ...] = ()
    drain: int = 0
    base_path: str = ""

    def at(self, path: str) -> str:
        """Where a path of ours, from our own root, is on the host."""
        return f"{self.base_path}{path}"

    def inside(self, path: str) -> str | None:
        """The path from our own root of one on the host; empty for `base_path` itself, None for what is not ours."""
        if path == self.base_path:
            return ""
        return path.removeprefix(self.base_path) if path.startswith(f"{self.base_path}/") else None

    def may_measure(self, token: str) -> bool:
        """Whether this token gives the figures of the server."""
        return bool(self.metrics) and compare_digest(token_seal(token), self.metrics)


def token_seal(token: str) -> str:
    """The SHA-256 of a token, as it stands in the settings or in the database."""
    return sha256(token.encode()).hexdigest()


def read_reach(access: Mapping[str, Any], log: object, env: Mapping[str, str]) -> Reach:
    """The settings of [access] and `log`; raises UsageError, which repeats no token.

    `PLANPEIL_METRICS_TOKEN`, the token itself, goes before its SHA-256 in `metrics_token`; empty is as if not there.
    """
    only_known(access, ENTRANCE, "[access]")
    if log not in LOGS:
        raise wrong_setting("log", f'{log!r}; schrijf "text" of "json"', f'{log!r}; write "text" or "json"')
    token = env.get("PLANPEIL_METRICS_TOKEN", "")
    metrics = token_seal(token) if token else _metrics(access.get("metrics_token", ""))
    users, hosts = flag_setting("access.users", access.get("users", False)), _hosts(access.get("hosts", []))
    return Reach(_proxies(access.get("proxies", [])), metrics, str(log), users, hosts)


def served_as(reach: Reach, serve: Mapping[str, Any]) -> Reach:
    """`reach` with the settings of [serve]; raises UsageError. Without `drain` there is time only for named proxies."""
    only_known(serve, SERVE, "[serve]")
    drain = serve.get("drain", DRAIN if reach.proxies else 0)
    if type(drain) is not int or not 0 <= drain <= MOST_DRAIN:
        wanted = (f"hele seconden van 0 tot en met {MOST_DRAIN}", f"whole seconds from 0 to {MOST_DRAIN}")
        raise wrong_setting("serve.drain", f"{drain!r}; schrijf {wanted[0]}", f"{drain!r}; write {wanted[1]}")
    below = serve.get("base_path", "")
    if not isinstance(below, str) or not re.fullmatch(_BELOW, below):
        nl, en = ('schrijf "/planpeil", zonder / aan het eind', 'write "/planpeil", without / at the end')
        raise wrong_setting("serve.base_path", f"{below!r}; {nl}", f"{below!r}; {en}")
    return replace(reach, drain=drain, base_path=below)


def _hosts(value: object) -> tuple[str, ...]:
    if isinstance(value, list) and all(isinstance(one, str) and re.fullmatch(_HOST, one) for one in value):
        return tuple(one.lower() for one in value)
    wanted = 'hosts = ["planpeil.organisatie.nl"]'
    raise wrong_setting(
        "access.hosts",
        f"schrijf elke naam zonder https:// en zonder poort: {wanted}",
        f"write each name without https:// and without a port: {wanted}",
    )


def _metrics(value: object) -> str:
    if value == "" or (isinstance(value, str) and re.fullmatch(r"[0-9a-f]{64}", value)):
        return value
    raise wrong_setting(
        "access.metrics_token",
        "schrijf de SHA-256 van het token (64 cijfers en letters a-f), of zet het token in PLANPEIL_METRICS_TOKEN",
        "write the SHA-256 of the token (64 digits and letters a-f), or put the token in PLANPEIL_METRICS_TOKEN",
    )


def _proxies(value: object) -> tuple[Network, ...]:
    try:
        if not isinstance(value, list):
            raise ValueError(value)
        return tuple(map(_network, value))
    except ValueError as fault:
        wanted = 'proxies = ["127.0.0.1", "10.0.0.0/24"]'
        raise wrong_setting(
            "access.proxies",
            f"schrijf het adres van elke proxy, niet van iedereen: {wanted}",
            f"write the address of each proxy, not of everybody: {wanted}",
        ) from fault


def _network(text: object) -> Network:
    """An address, or a network of addresses; ValueError for what is neither, and for all there are."""
    found = ip_network(text) if isinstance(text, str) else None
    if found is None or found.prefixlen == 0:
        raise ValueError(text)
    return found


def asked_by(peer: str | None, headers: Mapping[str, str], proxies: Iterable[Network]) -> str | None:
    """The address of who asks; None when nobody can tell. `headers` by small letters, those of a name in one line.

    A proxy that is named says for whom it speaks (X-Forwarded-For; its own word stands last, and what came before a
    proxy that is not named may be made up). One that is not named, and a named one that does not say, could speak for
    anybody: its own address says nothing.
    """
    trusted = tuple(proxies)
    if not _named(peer, trusted):
        return None if any(name in headers for name in SPOKEN_FOR) and _is_loopback(peer) else peer
    hops = [one.strip() for one in headers.get("x-forwarded-for", "").split(",")]
    while len(hops) > 1 and _named(hops[-1], trusted):
        hops.pop()
    found = _address(hops[-1])
    return str(found) if found else None


def scheme_by(peer: str | None, headers: Mapping[str, str], proxies: Iterable[Network]) -> str | None:
    """The scheme that a named proxy says the browser came by, "http" or "https"; None when it does not say."""
    said = headers.get("x-forwarded-proto", "").rpartition(",")[2].strip().lower()
    return said if said in ("http", "https") and _named(peer, tuple(proxies)) else None


def _named(peer: str | None, proxies: tuple[Network, ...]) -> bool:
    found = _address(peer)
    return found is not None and any(found in one for one in proxies)


def _is_loopback(peer: str | None) -> bool:
    found = _address(peer)
    return found is not None and found.is_loopback


def _address(text: str | None) -> IPv4Address | IPv6Address | None:
    try:
        found = ip_address(text or "")
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found
