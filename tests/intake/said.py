"""Whether the words of an issue are there in both languages, each in its own."""

import re

from kpi.core.issue import Issue

# Words that give a language away: none of them is a word, a code or a column name of the other one.
_DUTCH = """
de het een niet geen van voor met rij kolom waarde bestand wordt zijn staat deze uit schrijf vul kies bedoelde onbekend
zet geef maak verwijder verbeter ontbreekt tekst dagen jaar kwartaal maand zonder
"""
_ENGLISH = "the a an not no with from row column file write choose this fill put keep unknown days"
_NOT_OURS = re.compile(r"'[^']*'|\{[^}]*\}")


def dutch(words: str) -> set[str]:
    """The Dutch words in a text that should be English; what stands in quotes or braces is somebody else's."""
    return _words(words) & set(_DUTCH.split())


def english(words: str) -> set[str]:
    """The English words in a text that should be Dutch; what stands in quotes or braces is somebody else's."""
    return _words(words) & set(_ENGLISH.split())


def _words(words: str) -> set[str]:
    return set(re.findall(r"[a-zë_]+", _NOT_OURS.sub("", words).casefold()))


def says_all(one: Issue) -> bool:
    """An issue says what is wrong and what to do, in Dutch and in English; the cell's own words are in neither."""
    own = (one.value, one.column, one.file)
    english_words = [_without(words, own) for words in (one.message_en, one.suggestion_en)]
    return all((one.message, one.message_en, one.suggestion, one.suggestion_en)) and not any(map(dutch, english_words))


def _without(words: str, own: tuple[str, ...]) -> str:
    for part in filter(None, own):
        words = words.replace(part, "")
    return words
