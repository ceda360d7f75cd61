"""The screens of a meeting: what each says, in both languages, and that texts of people stay text."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest

from kpi.core.meeting.records import Accepted, Agreement, AgreementKind
from kpi.core.meeting.run import make_run
from kpi.core.model import CheckIn
from kpi.present.deck.fitting import WORDS, line_words, words_in
from kpi.present.deck.making import make_deck
from kpi.present.deck.result import READ_ALL
from kpi.present.deck.slide import LISTED, Deck, Slide, SlideKind
from kpi.present.pack.html import deck_html
from kpi.present.pack.screens import Live
from kpi.present.words import text
from tests.core.meeting.boards import AS_OF, board, material
from tests.present.hostile import WORD, hostile

UNDER = 17  # words in the foot of a screen: plan, day, sample figures, how many there are besides, number
LIVE = Live("/room.js", "/resultaat?target=", "/afspraken", "/vergadering")


def deck(lang: str = "nl", **plan: int) -> Deck:
    return make_deck(make_run(material(board(**(plan or {"red": 4, "amber": 5, "green": 2})))), {}, lang)


def said_deck(lang: str = "nl") -> Deck:
    """A deck in which the first result was explained, decided on and accepted."""
    known = material(board(red=2))
    said = CheckIn(
        "red1", known.snapshot.period, "Te weinig uren", "Doel niet haalbaar", "Coördinator vanaf september", "Els"
    )
    decided = Agreement(
        "B1", AgreementKind.DECISION, "Coördinator aanstellen", known.meeting.code, "red1", "bestuur", AS_OF
    )
    late = Agreement("A1", AgreementKind.ACTION, "Enquête houden", "M0", "", "Jan", date(2021, 1, 1))
    taken = Accepted("D1", "red1", 40.0, AS_OF, date(2022, 12, 31), "ziekte")
    whole = replace(known, said=(said,), agreed=(decided, late), accepted=(taken,))
    return make_deck(make_run(whole), {}, lang)


def test_screens_stand_in_the_order_of_the_meeting() -> None:
    kinds = [one.kind for one in deck().slides]
    assert kinds == [
        SlideKind.TITLE, SlideKind.SINCE, *[SlideKind.RESULT] * 4, *[SlideKind.RESULTS] * 2, SlideKind.THEMES,
        SlideKind.DEADLINES, SlideKind.UNDELIVERED, SlideKind.AGREED,
    ]  # fmt: skip


def test_what_is_left_out_stands_in_the_list_and_opens_from_there_but_not_in_a_file() -> None:
    shown = make_deck(make_run(material(board(red=8), left_out=("red2", "red8"))), {}, "nl")
    assert [one.target for one in shown.left_out] == ["red2", "red8"]
    listed = deck_html(shown, LIVE).split('<nav id="list"')[1].split("</nav>")[0]
    assert "<h2>Weggelaten</h2>" in listed
    assert 'href="/resultaat?target=red8"' in listed
    assert "/resultaat?target=" not in deck_html(shown)


@pytest.mark.parametrize(("count", "listed", "more"), [(70, 70, ""), (200, LISTED, "en nog")])
def test_the_list_of_screens_holds_so_many_results_without_one_and_counts_the_rest(
    count: int, listed: int, more: str
) -> None:
    found = deck(red=count)
    page = deck_html(found, LIVE).split('<nav id="list"')[1].split("</nav>")[0]
    assert page.count("/resultaat?target=") == min(listed, len(found.beyond))
    assert ("en nog" in page) is bool(more)
    assert not more or f"<li>en nog {len(found.beyond) - LISTED}</li>" in page


def test_a_result_says_what_was_said_decided_and_accepted() -> None:
    slide = next(one for one in said_deck().slides if one.kind is SlideKind.RESULT)
    assert (slide.target, slide.lamp and slide.lamp.light) == ("red1", "red")
    assert [label for label, _ in slide.said] == ["Bijsturing", "Oorzaak", "Gevolg", "Eigenaar"]
    assert dict(slide.said)["Bijsturing"] == "Coördinator vanaf september"
    assert (slide.untold, slide.asked) == ("", "Coördinator aanstellen")
    assert "tot en met 31-12-2022" in slide.accepted


def test_long_words_are_cut_on_the_screen_and_stand_whole_behind_it() -> None:
    long = "woord " * 40
    known = material(board(red=1))
    said = CheckIn("red1", known.snapshot.period, long, long, "kort", "Els")
    decided = Agreement("B1", AgreementKind.DECISION, long, known.meeting.code, "red1", "bestuur", AS_OF)
    made = make_deck(make_run(replace(known, said=(said,), agreed=(decided,))), {}, "nl")
    slide = next(one for one in made.slides if one.kind is SlideKind.RESULT)
    assert slide.asked.endswith("…")
    assert dict(slide.said)["Oorzaak"].endswith("…")
    whole = {"Bijsturing": "kort", "Oorzaak": long, "Gevolg": long, "Eigenaar": "Els", "Besluit": long}
    assert dict(slide.whole) == whole
    html = deck_html(made)
    assert html.count(long) == 3
    assert "Alles lezen" in html


def test_words_that_fit_stand_on_the_screen_alone() -> None:
    slide = next(one for one in said_deck().slides if one.kind is SlideKind.RESULT)
    assert slide.whole == ()
    assert "Alles lezen" not in deck_html(said_deck())


def test_titles_of_what_changed_and_of_deadlines_are_never_cut() -> None:
    for lang in ("nl", "en"):
        for slide in deck(lang, red=6, amber=6).slides:
            if slide.kind in (SlideKind.SINCE, SlideKind.DEADLINES):
                assert not [one.title for one in slide.lines if "…" in one.title]


def test_a_red_result_without_words_says_so() -> None:
    assert {one.untold for one in deck().slides if one.kind is SlideKind.RESULT} == {"nog niet toegelicht"}


def test_what_was_promised_before_and_is_late_says_how_late() -> None:
    slide = said_deck().slides[-1]
    assert [(one.label, one.title, one.strong) for one in slide.lines] == [
        ("Besluit", "Coördinator aanstellen", False),
        ("Vorige keer", "Enquête houden", True),
    ]
    assert slide.lines[1].right.endswith("dagen te laat")
    assert slide.side == "1 besluit, 0 acties"


def words_on(slide: Slide) -> int:
    """How many words a screen shows above its foot."""
    texts = [slide.title, slide.side, slide.lead, slide.untold, slide.ahead, slide.asked, slide.accepted]
    texts += [part for one in slide.figures for part in (one.value, one.words, one.under)]
    texts += [*slide.columns, *(part for pair in slide.said for part in pair)]
    texts += [f"{one.count} {one.words}" for one in slide.shares]
    if slide.whole:
        texts.append(text("nl", READ_ALL))
    lamp = slide.lamp.word if slide.lamp else ""
    return words_in(*texts, lamp) + sum(map(line_words, slide.lines))


def words_under(slide: Slide, deck: Deck) -> int:
    """How many words its foot has."""
    more = slide.more if slide.kind is not SlideKind.TITLE else ""
    return words_in(deck.title, text(deck.lang, "as of {day}", day=deck.as_of), deck.sample, more, "1/15")


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("plan", [{"green": 3}, {"red": 60, "themes": 60}, {"amber": 40}, {"red": 1}])
def test_no_screen_has_more_than_sixty_words(lang: str, plan: dict[str, int]) -> None:
    for whole in (deck(lang, **plan), said_deck(lang), *hostile_decks()):
        assert [words_on(one) for one in whole.slides if words_on(one) > WORDS] == []
        assert [words_under(one, whole) for one in whole.slides if words_under(one, whole) > UNDER] == []


class Words(HTMLParser):
    """The words of a document and the elements it has."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def text_of(html: str) -> str:
    return " ".join(Words(html).words)


def hostile_decks() -> Iterator[Deck]:
    known = material(board(red=2, amber=4))
    said = CheckIn("red1", known.snapshot.period, "a", "b", "c", "d")
    decided = Agreement("B1", AgreementKind.DECISION, "e", known.meeting.code, "red1", "f", AS_OF)
    whole = hostile(replace(known, said=(said,), agreed=(decided,)))
    for lang in ("nl", "en"):
        yield make_deck(make_run(whole), {}, lang)


@pytest.mark.parametrize("live", [None, LIVE])
def test_texts_of_people_stay_text(live: Live | None) -> None:
    for one in hostile_decks():
        html = deck_html(one, live)
        assert "<script>&" not in html
        assert WORD in text_of(html)
        assert Words(html).tags.count("script") == 1


def test_a_file_names_nothing_outside_itself() -> None:
    html = deck_html(said_deck())
    assert not any(f'{name}="' in html for name in ("src", 'href="http'))
    assert "addEventListener" in html


def test_a_live_document_leaves_its_script_where_it_is() -> None:
    html = deck_html(said_deck(), LIVE)
    assert '<script src="/room.js" defer></script>' in html
    assert 'href="/resultaat?target=red1"' in html
    assert "<form" in html
    assert "<form" not in deck_html(said_deck(), replace(LIVE, notes=False))
