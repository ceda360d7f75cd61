"""Signing in elsewhere: the settings of an OpenID Connect provider, and what of its answer names somebody."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from kpi.core.toml_words import only_known, wrong_setting

_KNOWN = ("issuer", "client_id", "client_secret", "name", "claim", "scopes")
_CLAIMS = ("email", "preferred_username", "upn", "sub")
_HERE = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True)
class Provider:
    """`issuer`: its address, without a slash at the end. `name`: as people call it. `claim`: what of its answer is held
    against the accounts; "email" against their mail addresses, anything else against their names. `scopes`: asked for.
    """

    issuer: str
    client: str
    secret: str
    name: str
    claim: str
    scopes: str


def read_provider(table: Mapping[str, Any], env: Mapping[str, str]) -> Provider | None:
    """The settings of [auth], None where it is not there; `PLANPEIL_AUTH_SECRET` goes before `client_secret`.

    Raises UsageError, which repeats no secret.
    """
    if not table:
        return None
    only_known(table, _KNOWN, "[auth]")
    issuer = _said(table, "issuer").rstrip("/")
    place = urlsplit(issuer)
    if not place.hostname or (place.scheme != "https" and place.hostname not in _HERE) or place.query:
        raise wrong_setting("auth.issuer", 'schrijf een adres: "https://..."', 'write an address: "https://..."')
    claim = _said(table, "claim", "email")
    if claim not in _CLAIMS:
        known = ", ".join(_CLAIMS)
        raise wrong_setting("auth.claim", f"kies uit {known}", f"choose from {known}")
    secret = env.get("PLANPEIL_AUTH_SECRET") or _said(table, "client_secret", "")
    if not secret:
        raise wrong_setting("auth", "zet het geheim in PLANPEIL_AUTH_SECRET", "put the secret in PLANPEIL_AUTH_SECRET")
    scopes = _said(table, "scopes", "openid profile email")
    if not re.fullmatch(r"[!-~]+( [!-~]+)*", scopes) or "openid" not in scopes.split():
        raise wrong_setting("auth.scopes", 'schrijf "openid profile email"', 'write "openid profile email"')
    return Provider(issuer, _said(table, "client_id"), secret, _said(table, "name", place.hostname), claim, scopes)


def _said(table: Mapping[str, Any], name: str, otherwise: str | None = None) -> str:
    value = table.get(name, otherwise)
    if not isinstance(value, str) or (otherwise is None and not value.strip()):
        raise wrong_setting(f"auth.{name}", f'schrijf {name} = "..."', f'write {name} = "..."')
    return value


def named_by(claims: Mapping[str, object], claim: str) -> str:
    """What an answer says of who signed in; empty where it does not, and for a mail address that was not verified."""
    value = claims.get(claim)
    if claim == "email" and claims.get("email_verified", True) is not True:
        return ""
    return value.strip() if isinstance(value, str) else ""
