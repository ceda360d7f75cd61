"""The words deadlines are written in, Dutch and English, and how a phrase is brought to one spelling."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable


def _numbered(names: str) -> dict[str, int]:
    return {name: number for number, same in enumerate(names.split("|"), 1) for name in same.split()}


MONTHS = _numbered(
    "januari january jan|februari february feb|maart march mrt mar|april apr|mei may|juni june jun|juli july jul|"
    "augustus august aug|september sept sep|oktober october okt oct|november nov|december dec"
)
NUMBERS = _numbered(
    "een one|twee two|drie three|vier four|vijf five|zes six|zeven seven|acht eight|negen nine|tien ten|elf eleven|"
    "twaalf twelve"
)
WEEKDAYS = _numbered(
    "maandag monday ma|dinsdag tuesday di|woensdag wednesday wo|donderdag thursday do|vrijdag friday vr|"
    "zaterdag saturday za|zondag sunday zo"
)
ORDINALS = _numbered(
    "eerste first 1e 1ste 1st|tweede second 2e 2de 2nd|derde third 3e 3de 3rd|vierde fourth 4e 4de 4th"
)
# First months of the meteorological seasons. Winter is not here: "winter 2021" may start in 2020 or in 2021.
SEASONS = {"lente": 3, "voorjaar": 3, "spring": 3, "zomer": 6, "summer": 6}
SEASONS |= {"herfst": 9, "najaar": 9, "autumn": 9, "fall": 9}

_TYPOGRAPHY = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
        **dict.fromkeys("\u2018\u2019\u201b\u2032\u00b4`", "'"),
        "\u00d7": "x",
    }
    | dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb", '"')
)
_DONE = (
    r"(?:gereed|klaar|gerealiseerd|opgeleverd|afgerond|beschikbaar|geimplementeerd|voltooid|uitgevoerd|behaald|bereikt|"
    r"vastgesteld|operationeel|ready|done|completed|delivered|finished|achieved|operational|available|implemented)"
)
_DUE = (
    r"(?:(?:de |the )?(?:oplevering|opleverdatum|afronding|realisatie|voltooiing|einddatum|streefdatum|"
    r"delivery(?: date)?|completion(?: date)?|target date|due date)|te realiseren|te voltooien|op te leveren|"
    r"af te ronden|to be delivered|to be completed|due)"
)
_YEAR_END = re.compile(r"\b(?:jaareinde|year[- ]end|end of year)\b")
_BEFORE_PHRASE = re.compile(
    rf"^(?:(?:is|zijn) (?!{_DONE})|(?:(?:is|zijn) )?{_DONE}:? |{_DUE}:? |(?:deadline|periode|planning): )"
)
_AFTER_PHRASE = re.compile(rf",? (?:(?:is|zijn) )?(?:{_DONE}|\({_DONE}\)|op te leveren|af te ronden|te realiseren)$")
_DELIVERED = re.compile(rf"\b(?:{_DONE}|{_DUE})\b")


def alternatives(words: Iterable[str]) -> str:
    """A regular expression group that matches any of the words, the longest first."""
    return f"(?:{'|'.join(sorted(map(re.escape, words), key=len, reverse=True))})"


def normalise(phrase: str) -> str:
    """The phrase in lower case without accents, wrapping, closing punctuation and words such as "gereed"."""
    text = re.sub("^nog (?=(?:voor|in) )", "", _spelled(phrase))
    text = _YEAR_END.sub("eind jaar", text)
    text = _AFTER_PHRASE.sub("", _BEFORE_PHRASE.sub("", _unwrap(text)))
    return _unwrap(text)


def is_about_delivery(phrase: str) -> bool:
    """Whether a phrase says that something is ready or delivered, which happens once and is no start."""
    return _DELIVERED.search(_spelled(phrase)) is not None


def _spelled(phrase: str) -> str:
    text = unicodedata.normalize("NFKD", phrase.translate(_TYPOGRAPHY).casefold())
    text = "".join(character for character in text if not unicodedata.combining(character))
    text = re.sub(r"(?<=[a-z])\.", "", text)  # "jan." and "m.i.v."; "10.000" keeps its dot
    return re.sub(r" ?([-/]) ?", r"\1", " ".join(text.split()))


def _unwrap(text: str) -> str:
    text = text.strip(" .,;:!")
    for opening, closing in ("()", "''", '""'):
        inner = text[1:-1]
        if len(text) > 2 and text[0] == opening and text[-1] == closing and not {opening, closing} & set(inner):
            return _unwrap(inner)
    return text
