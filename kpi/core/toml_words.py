"""What Python says of a broken TOML file, in Dutch and English."""

import re
from collections.abc import Mapping

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
