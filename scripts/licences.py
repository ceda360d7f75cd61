"""The licences of the packages that Planpeil is given when it runs, as docs/security.md lists them."""

import re
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

REQUIREMENTS = Path(__file__).resolve().parents[1] / "requirements.txt"
_LONGEST = 60
_CLASSIFIER = "License :: "


def pinned() -> dict[str, str]:
    """The version of each package that requirements.txt pins, by name; those for other computers too."""
    return dict(re.findall(r"^([a-z0-9.-]+)==([^ ;\\]+)", REQUIREMENTS.read_text("utf-8"), re.M))


def licence_of(name: str) -> str | None:
    """What an installed package says of its licence; None when it is not installed."""
    try:
        told = distribution(name).metadata
    except PackageNotFoundError:
        return None
    said = told.get("License-Expression") or told.get("License") or ""
    if said and "\n" not in said and len(said) <= _LONGEST:
        return str(said)
    kinds = [one for one in told.get_all("Classifier") or () if one.startswith(_CLASSIFIER)]
    return "; ".join(sorted(one.rpartition(" :: ")[2] for one in kinds))


def table() -> list[str]:
    """The rows of the table, by name."""
    found = {name: licence_of(name) for name in sorted(pinned())}
    return [f"| {name} | {licence} |" for name, licence in found.items() if licence is not None]


if __name__ == "__main__":
    print("\n".join(table()))
