"""Every code has a title and says what is wrong and what to do in two languages; docs/issues.md says the same cure."""

import re
from collections import Counter
from datetime import date
from pathlib import Path
from string import Formatter

import pytest

from kpi.core.issue import Issue, Severity
from kpi.intake.faults.catalogue import EVERY, fault, title_of
from kpi.intake.faults.hints import Hint, as_period, did_you_mean, measured_as, nearest
from tests.intake.said import dutch, english, says_all

PAGE = (Path(__file__).parents[3] / "docs" / "issues.md").read_text("utf-8")
ROW = re.compile(r"\| `([a-z0-9-]+)` \| (?:error|warning|notice) \| .+? \| .+? \| .+? \| (.+) \|")
IN_PAGE = dict(found.groups() for line in PAGE.splitlines() if (found := ROW.fullmatch(line)))
LONGEST_TITLE = 60  # characters that fit on a line of a telephone
OF_UPLOADS = re.compile(r"\| `([a-z0-9-]+)` \| ([^|]+) \|")
UPLOAD_CURES = {code: kind.upload for code, kind in EVERY.items() if kind.upload}


def figures(template: str) -> set[str]:
    return {name.removesuffix("_en") for _, name, _, _ in Formatter().parse(template) if name}


@pytest.mark.parametrize("code", EVERY)
def test_words_and_cures_are_in_both_languages_with_the_same_figures(code: str) -> None:
    kind = EVERY[code]
    for nl, en in ((kind.nl, kind.en), (kind.cure, kind.cure_en)):
        assert nl.strip()
        assert en.strip()
        assert figures(nl) == figures(en)
        assert (english(nl), dutch(en)) == (set(), set())


@pytest.mark.parametrize("code", EVERY)
def test_every_code_has_a_short_title_in_both_languages(code: str) -> None:
    nl, en = title_of(code, "nl"), title_of(code, "en")
    for title in (nl, en):
        assert title == title.strip()
        assert 0 < len(title) <= LONGEST_TITLE
        assert title != code
        assert figures(title) == set()
        assert not title.endswith(".")
    assert (english(nl), dutch(en)) == (set(), set())


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_no_two_codes_are_called_the_same(lang: str) -> None:
    titles = Counter(title_of(code, lang) for code in EVERY)
    assert [title for title, n in titles.items() if n > 1] == []


def test_a_code_that_is_no_more_is_called_by_itself() -> None:
    assert title_of("long-gone", "nl") == "long-gone"


@pytest.mark.parametrize("code", UPLOAD_CURES)
def test_cures_of_uploads_are_in_both_languages(code: str) -> None:
    nl, en = UPLOAD_CURES[code]
    assert nl
    assert en
    assert (nl, en) != (EVERY[code].cure, EVERY[code].cure_en)
    assert (english(nl), dutch(en)) == (set(), set())


def test_page_begins_each_cure_with_the_words_of_the_code() -> None:
    assert list(IN_PAGE) == list(EVERY)
    assert [code for code, kind in EVERY.items() if not IN_PAGE[code].startswith(kind.cure_en)] == []


def test_page_gives_the_cures_of_uploads() -> None:
    part = PAGE.partition("\n### Cures of an upload\n")[2].partition("\n### ")[0]
    rows = [found.groups() for line in part.splitlines() if (found := OF_UPLOADS.fullmatch(line))]
    assert rows == [(code, hint.en) for code, hint in UPLOAD_CURES.items()]


def test_a_hint_takes_the_place_of_both_cures() -> None:
    one = fault("not-a-date", file="a.csv", value="1-6-2021", hint=did_you_mean("2021-06-01"))
    assert (one.cure("nl"), one.cure("en")) == ("Bedoelde u '2021-06-01'?", "Did you mean '2021-06-01'?")
    assert (one.said("nl"), one.said("en")) == ("'1-6-2021' is geen datum.", "'1-6-2021' is not a date.")


def test_a_hint_towards_a_code_says_what_it_stands_for() -> None:
    hint = nearest("stad c", ["stad-a", "stad-b"], {"stad-a": "Stad A", "stad-b": "Stad B"})
    assert hint == Hint("Bedoelde u 'stad-b'? Dat is: Stad B.", "Did you mean 'stad-b'? That is: Stad B.")
    assert nearest("T-6", ["T-06", "T-16"], {"T-06": "Enquête"}) == did_you_mean("T-06", "Enquête")


def test_figures_with_words_are_filled_in_by_language() -> None:
    one = fault("bad-setting", file="plan.toml", column="start", wanted="een dag", wanted_en="a day")
    assert (one.suggestion, one.suggestion_en) == ("Schrijf een dag.", "Write a day.")


@pytest.mark.parametrize(
    ("word", "known", "hint"),
    [
        ("Zrog", ["zorg", "wonen"], did_you_mean("zorg")),
        ("xyz", ["b", "a", "b"], Hint("Bekend zijn: a, b.", "Known are: a, b.")),
        ("xyz", [], None),
        ("xyz", [f"lang-woord-{n}" for n in range(9)], None),
    ],
)
def test_nearest_word_or_the_few_there_are(word: str, known: list[str], hint: Hint | None) -> None:
    assert nearest(word, known) == hint


def test_hints_name_the_indicator_and_the_period() -> None:
    assert measured_as("T-5", "w").en == "'T-5' is measured as 'w'."
    assert as_period(date(2021, 9, 2)) == (
        "Dit is een dag. Schrijf de periode: 2021-Q3 of 2021-09.",
        "This is a day. Write the period: 2021-Q3 or 2021-09.",
    )


@pytest.mark.parametrize(
    ("message_en", "cure_en", "good"),
    [
        ("Not there: 'de kop'.", "Write it.", True),
        ("Wrong.", "", False),
        ("Usual: onbekend.", "Write it.", False),
        ("Wrong.", "Vul in.", False),
    ],
)
def test_an_issue_with_dutch_in_its_english_is_found(message_en: str, cure_en: str, good: bool) -> None:
    one = Issue("x", Severity.ERROR, 1, "", "", "Fout.", message_en, "Vul in.", cure_en)
    assert says_all(one) == good


def test_numbers_and_days_are_said_as_each_language_writes_them() -> None:
    words = {"indicator": "x", "unit": "%", "factor": "100"}
    one = fault("wrong-unit", file="a.csv", value=0.45, usual=64.3, **words)
    assert (one.value, one.said("nl").split()[0], one.said("en").split()[0]) == ("0.45", "0,45", "0.45")
    assert ("64,3" in one.said("nl"), "64.3" in one.said("en")) == (True, True)
    late = fault("measured-in-future", file="a.csv", value=date(2021, 6, 30))
    assert (late.value, "30-06-2021" in late.said("nl"), "2021-06-30" in late.said("en")) == ("2021-06-30", True, True)


def test_a_word_may_have_one_text_a_language() -> None:
    one = fault("share-disagrees", file="a.csv", value=20.0, share=Hint("niets", "nothing"))
    assert one.said("nl").endswith("die geven niets.")
    assert one.said("en").endswith("they give nothing.")


@pytest.mark.parametrize(("word", "meant"), [("T-CO-6", "T-CO-06"), ("t-co-016", "T-CO-16"), ("T-CO-27", "T-CO-26")])
def test_the_same_number_is_nearer_than_the_same_letters(word: str, meant: str) -> None:
    assert nearest(word, ["T-CO-06", "T-CO-16", "T-CO-26"]) == did_you_mean(meant)
