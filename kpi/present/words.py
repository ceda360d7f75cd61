"""The words of the screens: gettext catalogues in Dutch and English, read from their text files at first use."""

from functools import cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

from kpi.core.notation import number

LANGUAGES = ("nl", "en")
DEFAULT = "nl"
LOCALES = {"nl": "nl-NL", "en": "en-GB"}  # as office documents name them
LOCALE = Path(__file__).parent / "locale"
DOMAIN = "planpeil"


def text(lang: str, msgid: str, **figures: object) -> str:
    """The words of `msgid` (plain English) in `lang`, with `{name}` filled in; an unknown language is Dutch."""
    return _catalogue(known(lang)).gettext(msgid).format(**figures)


def plural(lang: str, one: str, many: str, n: int, **figures: object) -> str:
    """As `text`, with the form that fits `n`; `{n}` is filled in too, as the language writes numbers."""
    spoken = known(lang)
    return _catalogue(spoken).ngettext(one, many, n).format(n=number(n, 0, spoken), **figures)


def known(lang: str) -> str:
    """`lang` itself when there is a catalogue of it, else Dutch."""
    return lang if lang in LANGUAGES else DEFAULT


def mark(msgid: str) -> str:
    """The msgid itself: marks a word of a mapping as one of the catalogue's, for `text` to look up later."""
    return msgid


def catalogue_file(lang: str) -> Path:
    """Where the words of one language stand."""
    return LOCALE / lang / "LC_MESSAGES" / f"{DOMAIN}.po"


@cache
def _catalogue(lang: str) -> GNUTranslations:
    """One language, compiled in memory: there is no second file to keep in step."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with catalogue_file(lang).open("rb") as file:
        words = read_po(file, locale=lang, domain=DOMAIN, abort_invalid=True)
    compiled = BytesIO()
    write_mo(compiled, words)
    compiled.seek(0)
    return GNUTranslations(compiled)
