"""Who may reach a Planpeil without accounts: only this computer, unless nothing can be changed."""

from ipaddress import ip_address

from kpi.core.errors import RefusedError
from kpi.settings import Settings

OUTSIDE = (
    "Deze Planpeil is alleen te gebruiken op de computer waarop hij draait, want er meldt zich niemand aan. "
    "Open hem daar op localhost, of vraag de beheerder om users = true onder [access] in config.toml.",
    "This Planpeil can only be used on the computer it runs on, because nobody signs in. "
    "Open it there at localhost, or ask the administrator for users = true below [access] in config.toml.",
)


def check_address(settings: Settings, address: str) -> None:
    """Raise RefusedError for any address but loopback, unless the settings say `read_only`, or that users sign in."""
    if settings.read_only or settings.signs_in or is_this_computer(address):
        return
    raise RefusedError(
        f"{address} is buiten deze computer bereikbaar en er meldt zich niemand aan: "
        "gebruik 127.0.0.1, of zet users = true onder [access], of read_only = true, in config.toml.",
        f"{address} can be reached from outside this computer and nobody signs in: "
        "use 127.0.0.1, or set users = true below [access], or read_only = true, in config.toml.",
    )


def is_this_computer(address: str | None) -> bool:
    """Whether an address or a name of a host is loopback; False when it is unknown."""
    if address == "localhost":
        return True
    try:
        found = ip_address(address or "")
    except ValueError:
        return False
    return (getattr(found, "ipv4_mapped", None) or found).is_loopback
