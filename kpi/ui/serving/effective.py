"""The Streamlit settings that must hold in the running process, whatever file or variable set them."""

from collections.abc import Callable

from streamlit import config

REQUIRED: dict[str, object] = {
    "browser.gatherUsageStats": False,
    "client.allowedOrigins": [],
    "client.showErrorDetails": "none",
    "client.showErrorLinks": False,
    "global.developmentMode": False,
    "runner.magicEnabled": False,
    "runner.postScriptGC": False,
    "server.enableAgentApi": False,
    "server.enableCORS": True,
    "server.enableStaticServing": False,
    "server.enableXsrfProtection": True,
    "server.fileWatcherType": "none",
    "server.maxUploadSize": 10,
}


class SettingsError(RuntimeError):
    """The effective Streamlit settings are not the ones this application is safe and fast with."""


def unmet_options(read: Callable[[str], object] = config.get_option) -> list[str]:
    """List every required option with another effective value, as "name is X, must be Y"; empty means all hold."""
    found = {name: read(name) for name in REQUIRED}
    return [
        f"{name} is {found[name]!r}, must be {wanted!r}" for name, wanted in REQUIRED.items() if found[name] != wanted
    ]


def require() -> None:
    """Raise SettingsError, naming every difference, unless all required options hold."""
    if wrong := unmet_options():
        raise SettingsError(
            "Streamlit does not run with the settings of .streamlit/config.toml: "
            + "; ".join(wrong)
            + ". Start from the project folder and remove overriding config.toml files and STREAMLIT_* variables."
        )
