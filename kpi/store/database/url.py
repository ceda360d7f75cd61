"""The addresses of databases as people write them."""

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from kpi.core.errors import UsageError

POSTGRES = "postgresql+psycopg"  # the driver that comes with Planpeil; its import costs nothing where it is not used
CONNECT_SECONDS = "10"  # as long as a server may take to answer at all, when its URL does not say


def address(url: str) -> URL:
    """A database URL; `postgresql://`, `postgres://` and the like mean the driver that comes with Planpeil.

    Raises UsageError for what is no URL; it does not repeat it, because it may hold a password.
    """
    try:
        found = make_url(url)
    except (ArgumentError, ValueError) as fault:
        raise UsageError(
            "Het adres van de database klopt niet: schrijf het als postgresql://gebruiker:wachtwoord@server:5432/naam.",
            "The address of the database is not right: write it as postgresql://user:password@server:5432/name.",
        ) from fault
    return found.set(drivername=POSTGRES) if found.get_backend_name() in ("postgres", "postgresql") else found
