"""Every word of a screen stands in the catalogues, and nothing else does."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from kpi.core.explain.why_dutch import DUTCH
from kpi.intake.faults.catalogue import EVERY
from kpi.present.pages import PAGES, Section
from kpi.present.style import FLAG_WORDS, LIGHT_WORDS, STATUS_WORDS
from kpi.present.words import LANGUAGES, catalogue_file, plural, text

ROOT = Path(__file__).resolve().parents[2]
SCREENS = ("kpi/present", "kpi/ui", "pages", "app.py")
ONE, MANY = {"text", "_", "mark"}, {"plural"}
Ids = set[str | tuple[str, str]]


def _modules() -> Iterator[Path]:
    for name in SCREENS:
        path = ROOT / name
        yield from sorted(path.rglob("*.py")) if path.is_dir() else [path] * path.exists()


def msgids(source: str) -> Ids:
    """The msgids of all calls; a call with words that are no literal is left to `mark`."""
    found: Ids = set()
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        words = [arg.value for arg in node.args[:3] if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
        if name in ONE and words:
            found.add(words[0])
        if name in MANY and len(words) > 1:
            found.add((words[0], words[1]))
    return found


@cache
def _used() -> Ids:
    return {words for path in _modules() for words in msgids(path.read_text("utf-8"))}


@cache
def _catalogue(lang: str) -> Catalog:
    with catalogue_file(lang).open("rb") as file:
        return read_po(file, locale=lang, abort_invalid=True)


def _ids(catalogue: Catalog) -> Ids:
    return {message.id for message in catalogue if message.id}


def test_msgids_are_found_in_calls() -> None:
    source = "text(lang, 'a')\n_('b')\nwords.plural(lang, 'c', 'd', n)\ntext(lang, WORDS[x])\nmark('e')\nother('f')"
    assert msgids(source) == {"a", "b", ("c", "d"), "e"}


def test_dutch_has_every_word_and_no_other() -> None:
    dutch = _ids(_catalogue("nl"))
    assert (sorted(map(str, _used() - dutch)), sorted(map(str, dutch - _used()))) == ([], [])


def test_english_differs_from_the_msgid_or_is_left_out() -> None:
    english = _catalogue("en")
    assert _ids(english) <= _used()
    assert [message.id for message in english if message.id and message.string == message.id] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_word_is_empty_or_names_other_figures(lang: str) -> None:
    for message in _catalogue(lang):
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        if message.id:
            assert all(strings), message.id
            assert {_figures(each) for each in strings} <= {_figures(each) for each in ids}, message.id


def _figures(words: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in Formatter().parse(words) if name)


def test_words_are_filled_in() -> None:
    assert text("nl", "revision {revision}", revision=41) == "revisie 41"
    assert text("en", "revision {revision}", revision=41) == "revision 41"


@pytest.mark.parametrize(("n", "words"), [(0, "nog 0 dagen"), (1, "nog 1 dag"), (2, "nog 2 dagen")])
def test_plural_fits_the_number(n: int, words: str) -> None:
    assert plural("nl", "{n} day left", "{n} days left", n) == words


def test_a_large_number_is_written_as_the_language_does() -> None:
    assert plural("nl", "{n} error", "{n} errors", 90_000).startswith("90.000 ")
    assert plural("en", "{n} error", "{n} errors", 90_000).startswith("90,000 ")


def test_unknown_language_is_dutch() -> None:
    assert text("de", "behind") == text("nl", "behind") == "achter"


def _screen_words() -> list[tuple[str, str]]:
    """English and Dutch of the table in docs/look.md."""
    page = (ROOT / "docs/look.md").read_text("utf-8")
    table = page.partition("| English | Dutch | what it is |\n")[2].partition("\n\n")[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()[1:]]
    return [(english, dutch) for english, dutch, _ in rows]


@pytest.mark.parametrize(("english", "dutch"), _screen_words())
def test_a_listed_word_is_what_the_screen_says(english: str, dutch: str) -> None:
    assert english in _used()
    assert (text("en", english), text("nl", english)) == (english, dutch)


def test_the_list_has_every_page_status_light_and_flag_and_no_word_twice() -> None:
    english, dutch = zip(*_screen_words(), strict=True)
    named = {*Section, *(page.words for page in PAGES)}
    for words in (STATUS_WORDS, LIGHT_WORDS, FLAG_WORDS):
        named |= set(words.values())
    missing = sorted(named - set(english))
    assert missing == [], f"docs/look.md (Words) has no row for: {', '.join(missing)}"
    assert len(set(english)) == len(english)
    assert len({word.casefold() for word in dutch}) == len(dutch)


# What the screen said before and must not say again, as whole words; a figure in braces is none of them.
GONE = {
    "nl": r"pad|som|eerst dit|nodig tempo|zoals bekend|tegen te houden|nieuwste dag|oordeel(?! eigenaar)|oordelen|"
    r"haar|over de datum|ding|dingen|aanvaard|het ene",
    "en": r"path|sum|first this|asks? for attention|(?<!owner's )judge\w*|deliver\w*|picture of the region|"
    r"mend\w*|over (?:its|their) date|ask\w* for a word|demand\w*|thrown?|anew|the one",
}


def _said(lang: str) -> Iterator[str]:
    """Every text of the catalogue that a screen shows in a language, without its figures."""
    for message in _catalogue("nl"):
        words = message.id if lang == "en" else message.string
        for each in words if isinstance(words, tuple) else (words,):
            yield re.sub(r"\{\w+\}", "", each)


def _gone(lang: str, words: str) -> bool:
    return re.search(rf"\b(?:{GONE[lang]})\b", words, re.IGNORECASE) is not None


@pytest.mark.parametrize("lang", LANGUAGES)
def test_words_that_went_do_not_come_back(lang: str) -> None:
    assert [words for words in _said(lang) if _gone(lang, words)] == []


def test_reasons_and_messages_about_files_use_the_same_words() -> None:
    messages = [words for fault in EVERY.values() for words in (fault.title, fault.nl, fault.cure)]
    reasons = [words for words in DUTCH if isinstance(words, str)]
    assert [words for words in (*messages, *reasons) if _gone("nl", words)] == []


@pytest.mark.parametrize(
    ("lang", "words", "gone"),
    [
        ("nl", "De som", True),
        ("nl", "samen, soms op zijn padvinders", False),
        ("nl", "oordeel eigenaar", False),
        ("nl", "geen oordeel", True),
        ("nl", "nog niet te beoordelen", False),
        ("nl", "waardering van de naar haarzelf genoemde dinges", False),
        ("en", "The one result", True),
        ("en", "Amended provision", False),
        ("en", "owner's judgement", False),
        ("en", "The one judged result", True),
    ],
)
def test_a_word_that_went_is_known_as_a_whole_word(lang: str, words: str, gone: bool) -> None:
    assert _gone(lang, words) is gone
