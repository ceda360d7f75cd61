"""What Python says of a broken TOML file has Dutch words for everything it can say."""

import tomllib

import pytest

from kpi.core.toml_words import toml_words

BROKEN = {
    "a = ": "deze waarde is niet te lezen; tekst hoort tussen aanhalingstekens",
    "a = tekst": "deze waarde is niet te lezen; tekst hoort tussen aanhalingstekens",
    "a = 2021-02-30": "deze dag bestaat niet",
    "a": "na een sleutel hoort een '='",
    "= 1": "dit is geen sleutel = waarde",
    "a. = 1": "hier hoort een sleutel",
    "a = 1 b = 2": "na een waarde hoort een nieuwe regel",
    "a = 1\na = 2": "deze sleutel staat er al",
    "a = {b = 1, b = 2}": "deze sleutel staat er al",
    "[a]\n[a]": "dit deel staat er al",
    "[[a]]\n[a]": "dit deel staat er al",
    "[a": "er ontbreekt een ']'",
    "[[a]": "er ontbreekt een ']]'",
    "a = [1": "een lijst is niet gesloten",
    "a = {b = 1": "een '{' is niet gesloten",
    'a = "x': "een tekst is niet gesloten",
    "a = 'x": "een tekst is niet gesloten",
    'a = """x': "een tekst is niet gesloten",
    'a = "\\x"': "een '\\' in tekst hoort dubbel",
    'a = "\x01"': "hier staat een teken dat niet mag",
    "# \x01": "hier staat een teken dat niet mag",
}


@pytest.mark.parametrize("text", BROKEN)
def test_a_fault_is_said_in_dutch_and_english(text: str) -> None:
    with pytest.raises(tomllib.TOMLDecodeError) as found:
        tomllib.loads(text)
    dutch, english, _ = toml_words(found.value)
    assert dutch == BROKEN[text]
    assert english
    assert "(at" not in english


def test_the_line_is_told_apart_from_the_words() -> None:
    with pytest.raises(tomllib.TOMLDecodeError) as found:
        tomllib.loads("a = 1\nb = x\n")
    assert toml_words(found.value) == (BROKEN["a = tekst"], "Invalid value", 2)


def test_another_fault_is_no_toml() -> None:
    assert toml_words(ValueError("year 0 is out of range")) == ("dit is geen TOML", "year 0 is out of range", None)
