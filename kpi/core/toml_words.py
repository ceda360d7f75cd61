"""What is wrong in a TOML file of settings, in Dutch and English: where it is broken, and what does not belong."""

import re
from collections.abc import Collection, Iterable, Mapping

from kpi.core.errors import UsageError

# The beginning of Python's own words -> Dutch; its English is kept as it is.
_DUTCH: Mapping[str, str] = {
    "Cannot declare": "dit deel staat er al",
    "Cannot mutate": "dit deel staat er al",
    "Cannot overwrite": "deze sleutel staat er al",
    "Cannot redefine": "dit deel staat er al",
    "Duplicate inline table key": "deze sleutel staat er al",
    "Expected '='": "na een sleutel hoort een '='",
    "Expected ']'": "er ontbreekt een ']'",
    "Expected ']]'": "er ontbreekt een ']]'",
    "Expected newline": "na een waarde hoort een nieuwe regel",
    "Illegal character": "hier staat een teken dat niet mag",
    "Found invalid character": "hier staat een teken dat niet mag",
    "Invalid date": "deze dag bestaat niet",
    "Invalid initial character": "hier hoort een sleutel",
    "Invalid statement": "dit is geen sleutel = waarde",
    "Invalid value": "deze waarde is niet te lezen; tekst hoort tussen aanhalingstekens",
    "Unclosed array": "een lijst is niet gesloten",
    "Unclosed inline table": "een '{' is niet gesloten",
    "Unescaped": "een '\\' in tekst hoort dubbel",
    "Unterminated string": "een tekst is niet gesloten",
    "Expected": "een tekst is niet gesloten",
}
_AT = re.compile(r" \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$")


def toml_words(error: Exception) -> tuple[str, str, int | None]:
    """What is wrong in Dutch and in English, without the place, and the line (None: at the end, or not told)."""
    said = str(error)
    found = _AT.search(said)
    english = said[: found.start()] if found else said
    dutch = next((words for start, words in _DUTCH.items() if english.startswith(start)), "dit is geen TOML")
    return dutch, english[:100], int(found["line"]) if found and found["line"] else None


def only_known(table: Iterable[str], names: Collection[str], where: str) -> None:
    """Raise UsageError for keys of a table of settings that are none of `names`."""
    if unknown := sorted(one for one in table if one not in names):
        said, known = ", ".join(unknown), ", ".join(sorted(names))
        raise wrong_setting(where, f"{said} is onbekend; bekend zijn {known}", f"{said} is unknown; known are {known}")


def flag_setting(where: str, value: object) -> bool:
    """A setting that is true or false; raises UsageError for anything else."""
    if not isinstance(value, bool):
        raise wrong_setting(where, f"{value!r}; schrijf true of false", f"{value!r}; write true or false")
    return value


def text_setting(where: str, value: object, *, blank: bool = True) -> str:
    """A setting that is a text; `blank`: it may be one without words.

    Raises UsageError, which does not repeat what it was: it may hold a password.
    """
    if not isinstance(value, str) or not (blank or value.strip()):
        name = where.rpartition(".")[2]
        raise wrong_setting(where, f'schrijf een tekst: {name} = "..."', f'write a text: {name} = "..."')
    return value


def wrong_setting(where: str, nl: str, en: str) -> UsageError:
    """The fault of a setting, by its name; "config.toml" is the file as a whole."""
    place = where if where == "config.toml" else f"config.toml, {where}"
    return UsageError(f"Een instelling klopt niet ({place}): {nl}.", f"A setting is wrong ({place}): {en}.")
