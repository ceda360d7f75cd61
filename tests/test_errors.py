"""Every fault a person meets is said in Dutch and in English, and says what to do."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from kpi.service.missing import there_are
from tests.intake.said import dutch, english

ROOT = Path(__file__).parents[1]
KINDS = {"PlanpeilError", "NotFoundError", "RefusedError", "UsageError", "StoreError"}
# A sentence that says what to do holds one of these.
TO_DO = {
    "nl": "schrijf kies geef controleer probeer zet maak verbeter gebruik vraag haal laad zeg open begin werk beperk "
    "verwissel zorg houd voeg bereid wel: staan bekend: hoort gewijzigd",
    "en": "write choose give check try set make correct use ask take load say open start update limit swap see keep "
    "add prepare are: is: known: stand goes changed",
}
Told = tuple[str, str, str]  # place, Dutch, English


def told(source: str, place: str) -> Iterator[Told]:
    """The two sentences of every fault that is made with words of its own; figures are left out."""
    if "Error(" not in source:
        return
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in KINDS and len(node.args) == 2:
            yield f"{place}:{node.lineno}", words(node.args[0]), words(node.args[1])


def words(node: ast.expr) -> str:
    if isinstance(node, ast.Constant):
        return str(node.value)
    parts = node.values if isinstance(node, ast.JoinedStr) else []
    return " ".join(part for one in parts for part in said(one))


def said(part: ast.expr) -> Iterator[str]:
    """The words of a part of a sentence; what there is instead says least where there is nothing."""
    if isinstance(part, ast.FormattedValue) and ast.unparse(part.value).startswith("there_are("):
        yield there_are("")["[1]" in ast.unparse(part.value)]
    else:
        yield str(part.value) if isinstance(part, ast.Constant) else "{}"


def says(sentence: str, lang: str) -> bool:
    return any(word in sentence.casefold() for word in TO_DO[lang].split())


# These put a reason of their own in the sentence, which says what to do (test_settings.py, database/test_source.py).
IN_PARTS = ("De bron is niet te lezen.  {}", "Een instelling klopt niet", "{}  klopt niet", "{} {}  is niet te lezen: ")
FAULTS = [
    one
    for path in sorted((ROOT / "kpi").rglob("*.py"))
    for one in told(path.read_text("utf-8"), path.relative_to(ROOT).as_posix())
    if not one[1].startswith(IN_PARTS)
]


def test_faults_are_found() -> None:
    source = "raise UsageError(f'{a!r} is fout: kies b.', 'wrong: choose b.')\nraise ValueError('x', 'y')"
    assert list(told(source, "a.py")) == [("a.py:1", "{}  is fout: kies b.", "wrong: choose b.")]
    assert len(FAULTS) > 40


@pytest.mark.parametrize(("place", "nl", "en"), FAULTS, ids=[place for place, _, _ in FAULTS])
def test_a_fault_speaks_both_languages_and_says_what_to_do(place: str, nl: str, en: str) -> None:
    assert nl.endswith((".", "{}")), place
    assert en.endswith((".", "{}")), place
    assert (english(nl), dutch(en)) == (set(), set())
    assert says(nl, "nl"), nl
    assert says(en, "en"), en
