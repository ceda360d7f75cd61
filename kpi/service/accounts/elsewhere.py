"""Signing in at an OpenID Connect provider: the way there, and who came back; roles and sessions stay ours."""

import json
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from requests import RequestException

from kpi.core.errors import RefusedError, UsageError
from kpi.core.provider import Provider, named_by
from kpi.service.accounts.signing import ABSOLUTE, BY_PROVIDER, begun, note_refused
from kpi.service.desk import Desk
from kpi.store.accounts.people import accounts_known_as
from kpi.store.database.engine import begin

ANSWERS_WITHIN = 10  # seconds
_SIGNED_BY = ["RS256", "PS256", "ES256", "EdDSA"]
_LEEWAY = 60  # seconds that two clocks may differ


class ProviderError(RefusedError):
    """The provider does not answer, or not as it should."""

    code = "provider"


@dataclass(frozen=True, slots=True)
class Way:
    """What a browser holds while it is away: it is compared with what comes back, and is of no use to anybody else."""

    state: str
    nonce: str
    verifier: str
    wanted: str

    def written(self) -> str:
        """As the value of a cookie."""
        return urlsafe_b64encode(json.dumps(asdict(self)).encode()).decode()


def read_way(written: str) -> Way | None:
    """What a cookie holds; None for anything else."""
    try:
        found = Way(**json.loads(urlsafe_b64decode(written.encode())))
    except (ValueError, TypeError):
        return None
    return found if all(isinstance(one, str) for one in asdict(found).values()) else None


def way_there(provider: Provider, back: str, wanted: str) -> tuple[str, Way]:
    """The address at which somebody signs in, and what their browser holds meanwhile.

    `back`: where the provider sends them. Raises ProviderError.
    """
    way = Way(secrets.token_urlsafe(32), secrets.token_urlsafe(32), secrets.token_urlsafe(48), wanted)
    with _session(provider, back) as session:
        address, _ = session.create_authorization_url(
            _told(session, provider)["authorization_endpoint"],
            state=way.state,
            nonce=way.nonce,
            code_verifier=way.verifier,
            max_age=int(ABSOLUTE.total_seconds()),
        )
    return str(address), way


def came_back(
    desk: Desk, provider: Provider, back: str, way: Way | None, asked: Mapping[str, str], *, now: datetime | None = None
) -> str:
    """Begin a session of who came back, and return its secret.

    `asked`: the query of the address. Raises UsageError for whoever did not leave from this browser, did not sign in,
    signed in longer ago than a session lasts, or has no account here (the same words for all that is not known), and
    ProviderError.
    """
    now = now or datetime.now(UTC)
    if way is None or not secrets.compare_digest(way.state, asked.get("state", "")) or not asked.get("code"):
        raise UsageError("Het aanmelden is niet afgemaakt. Begin opnieuw.", "Signing in was not finished. Try again.")
    claims = _claims(provider, back, way, asked["code"])
    if _is_long_ago(claims, now):
        raise UsageError(
            "U bent bij de aanmelddienst te lang geleden aangemeld. Meld u daar af en begin hier opnieuw.",
            "You signed in at the provider too long ago. Sign out there, and start here again.",
        )
    said = named_by(claims, provider.claim)
    with desk.flight.commit(), begin(desk.engine) as connection:
        found = accounts_known_as(connection, said, by_mail=provider.claim == "email") if said else ()
        if len(found) == 1 and not found[0].blocked:
            return begun(connection, found[0], BY_PROVIDER, now)
        by = found[0].name if len(found) == 1 else ""
        note_refused(connection, by, BY_PROVIDER, now)
    raise UsageError(
        "U bent aangemeld, maar hebt hier geen account. Vraag de beheerder om een account.",
        "You are signed in, but have no account here. Ask the administrator for one.",
    )


def _is_long_ago(claims: Mapping[str, object], now: datetime) -> bool:
    """Whether somebody proved who they are longer ago than we asked for; a provider that does not say is believed."""
    said = claims.get("auth_time")
    oldest = now - ABSOLUTE - timedelta(seconds=_LEEWAY)
    return isinstance(said, int | float) and said < oldest.timestamp()


def reach_provider(provider: Provider) -> None:
    """Ask the provider who it is; raises ProviderError where it does not answer, or not as it should."""
    with _session(provider, "") as session:
        _told(session, provider)


def _session(provider: Provider, back: str) -> OAuth2Session:
    """No answer leads elsewhere: a redirect is a fault."""
    session = OAuth2Session(
        provider.client,
        provider.secret,
        scope=provider.scopes,
        redirect_uri=back,
        code_challenge_method="S256",
        default_timeout=ANSWERS_WITHIN,
    )
    session.max_redirects = 0
    return session


def _told(session: OAuth2Session, provider: Provider) -> Mapping[str, Any]:
    """What the provider says of itself; it must say that it is who the settings name."""
    try:
        answer = session.request(
            "GET", f"{provider.issuer}/.well-known/openid-configuration", withhold_token=True, timeout=ANSWERS_WITHIN
        )
        answer.raise_for_status()
        told = answer.json()
    except (RequestException, ValueError) as fault:
        raise _silent() from fault
    named = ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri")
    if not isinstance(told, dict) or not all(isinstance(told.get(name), str) for name in named):
        raise _silent()
    if told["issuer"].rstrip("/") != provider.issuer:
        raise _silent()
    return told


def _claims(provider: Provider, back: str, way: Way, code: str) -> Mapping[str, object]:
    """What the provider says of who signed in: signed by it, for us, now, and in answer to this browser."""
    try:
        with _session(provider, back) as session:
            told = _told(session, provider)
            token = session.fetch_token(
                told["token_endpoint"], code=code, code_verifier=way.verifier, grant_type="authorization_code"
            )
            keys = session.request("GET", told["jwks_uri"], withhold_token=True, timeout=ANSWERS_WITHIN).json()
        found = jwt.decode(token["id_token"], KeySet.import_key_set(keys), algorithms=_SIGNED_BY)
        jwt.JWTClaimsRegistry(
            leeway=_LEEWAY,
            iss={"essential": True, "value": told["issuer"]},
            aud={"essential": True, "value": provider.client},
            exp={"essential": True},
            nonce={"essential": True, "value": way.nonce},
        ).validate(found.claims)
    except (AuthlibBaseError, JoseError, RequestException, KeyError, ValueError) as fault:
        raise _silent() from fault
    return found.claims


def _silent() -> ProviderError:
    return ProviderError(
        "De aanmelddienst antwoordt niet zoals het hoort. Probeer het opnieuw, of vraag de beheerder.",
        "The provider does not answer as it should. Try again, or ask the administrator.",
    )
