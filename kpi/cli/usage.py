"""Wrong use of the command line in one line, in Dutch and English: Typer itself speaks English only."""

import re

from typer.exceptions import TyperException

from kpi.core.errors import UsageError

_DUTCH = (
    (r"Missing (?:argument|option) '(.+?)'.*", "{} ontbreekt"),
    (r"No such option: (\S+) \((?:Possible options: |Did you mean )([^)?]+).*", "Er is geen optie {}; wel {}"),
    (r"No such option: (\S+)", "Er is geen optie {}"),
    (r"No such command '(.+?)'.*", "Er is geen opdracht {}"),
    (r"Got unexpected extra argument\(s\) \((.+)\)", "{} hoort hier niet"),
    (r"Option '(.+)' requires an argument\.", "Bij {} hoort een waarde"),
    (r"Option '(.+)' does not take a value\.", "Bij {} hoort geen waarde"),
    (r"Invalid value for '(.+?)': .*valid integer.*", "Bij {} hoort een geheel getal"),
    (r"Invalid value for '(.+?)': .*less than or equal to (\d+)", "Bij {} hoort een getal van hoogstens {}"),
    (r"Invalid value for '(.+?)': .*greater than or equal to (\d+)", "Bij {} hoort een getal van minstens {}"),
    (r"Invalid value for '(.+?)': .*", "De waarde bij {} past niet"),
)


def wrong_use(fault: TyperException) -> UsageError | None:
    """What is wrong and where help is to be found; None when Typer has already shown the help instead."""
    english = fault.format_message()
    if not english:
        return None
    place = getattr(getattr(fault, "ctx", None), "command_path", "") or "python -m kpi"
    return UsageError(
        f"{_dutch(english)}. Hulp: probeer {place} --help.", f"{english.rstrip('.')}. Help: try {place} --help."
    )


def _dutch(english: str) -> str:
    for pattern, dutch in _DUTCH:
        if found := re.fullmatch(pattern, english):
            return dutch.format(*found.groups())
    return "Dit kan zo niet"
