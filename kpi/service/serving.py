"""Who may reach a Planpeil without accounts: only this computer, unless nothing can be changed."""

from ipaddress import ip_address

from kpi.core.errors import RefusedError
from kpi.settings import Settings


def check_address(settings: Settings, address: str) -> None:
    """Raise RefusedError for any address but loopback, unless the settings say `read_only`."""
    if settings.read_only or _is_loopback(address):
        return
    raise RefusedError(
        f"{address} is buiten deze computer bereikbaar en er zijn nog geen accounts: "
        "gebruik 127.0.0.1, of zet read_only = true in config.toml.",
        f"{address} can be reached from outside this computer and there are no accounts yet: "
        "use 127.0.0.1, or set read_only = true in config.toml.",
    )


def _is_loopback(address: str) -> bool:
    if address == "localhost":
        return True
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False
