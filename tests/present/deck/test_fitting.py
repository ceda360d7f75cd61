"""What fits on a screen of a meeting: whole words, as many as there is room for."""

import pytest

from kpi.present.deck.fitting import (
    Space,
    clipped,
    fitting,
    line_words,
    shared,
    squeezed,
    whole_titles,
    words_in,
)
from kpi.present.deck.slide import DeckLine, Lamp


@pytest.mark.parametrize(
    ("texts", "count"),
    [
        ((), 0),
        (("",), 0),
        (("8 wijknetwerken",), 2),
        (("twee  woorden\nen drie",), 4),
        (("40%; verwacht 50%", "→ · –"), 3),
        (("élan ① 中文",), 3),
    ],
)
def test_words_are_counted_and_signs_are_not(texts: tuple[str, ...], count: int) -> None:
    assert words_in(*texts) == count


@pytest.mark.parametrize(
    ("text", "most", "cut"),
    [
        ("een twee drie", 3, "een twee drie"),
        ("een twee drie", 2, "een twee …"),
        ("een, twee; drie", 1, "een …"),
        ("een twee", 0, "een …"),
        ("", 2, ""),
        ("langwoord", 1, "langwoord"),
    ],
)
def test_a_text_is_cut_after_whole_words(text: str, most: int, cut: str) -> None:
    assert clipped(text, most) == cut


def lines(*titles: str) -> list[DeckLine]:
    return [
        DeckLine(title, "2 van 8", right="gisteren", lamp=Lamp("missed", "red", "niet gehaald")) for title in titles
    ]


def test_a_row_counts_everything_that_is_read() -> None:
    assert line_words(lines("een twee drie")[0]) == 3 + 3 + 1 + 2


@pytest.mark.parametrize(("room", "shown"), [(0, 1), (7, 1), (13, 1), (14, 2), (21, 3), (99, 3)])
def test_as_many_rows_are_shown_as_fit_and_at_least_one(room: int, shown: int) -> None:
    every = lines("een", "twee", "drie")
    assert fitting(every, Space(words=room)) == tuple(every[:shown])


def test_what_stands_beside_rows_takes_its_words() -> None:
    assert len(fitting(lines("een", "twee"), Space(words=14), "een titel")) == 1


def test_no_rows_are_none() -> None:
    assert fitting([], Space(words=40)) == ()
    assert squeezed([], Space(words=40)) == ()


@pytest.mark.parametrize(
    ("room", "titles"),
    [
        (40, ["een twee drie vier vijf zes", "kort"]),
        (20, ["een twee drie vier vijf zes", "kort"]),
        (18, ["een twee drie vier vijf …", "kort"]),
        (2, ["een twee drie vier …", "kort"]),
    ],
)
def test_all_rows_stay_and_long_titles_are_cut(room: int, titles: list[str]) -> None:
    assert [one.title for one in squeezed(lines("een twee drie vier vijf zes", "kort"), Space(words=room))] == titles


@pytest.mark.parametrize(
    ("texts", "words", "cut"),
    [
        (["een twee drie", "vier"], 4, ["een twee drie", "vier"]),
        (["een twee drie", "vier"], 3, ["een twee …", "vier"]),
        (["een twee drie vier", "vijf zes zeven acht"], 4, ["een twee …", "vijf zes …"]),
        (["een twee", "drie vier"], 0, ["een …", "drie …"]),
        ([], 5, []),
    ],
)
def test_short_texts_stay_whole_and_long_ones_share_the_rest(texts: list[str], words: int, cut: list[str]) -> None:
    assert shared(texts, words) == cut


@pytest.mark.parametrize(
    ("room", "titles"),
    [
        (99, ["een twee drie vier vijf zes zeven acht", "een twee drie vier vijf zes zeven"]),
        (26, ["een twee drie vier vijf zes zeven …", "een twee drie vier vijf zes zeven"]),
        (22, ["een twee drie vier vijf …", "een twee drie vier vijf …"]),
        (21, ["een twee drie vier vijf zes zeven acht"]),  # no more would fit: the title stays
    ],
)
def test_titles_are_cut_where_more_rows_then_fit(room: int, titles: list[str]) -> None:
    every = lines("een twee drie vier vijf zes zeven acht", "een twee drie vier vijf zes zeven")
    assert [one.title for one in fitting(every, Space(words=room))] == titles


@pytest.mark.parametrize(
    ("room", "titles", "details"),
    [
        (99, ["een twee drie vier", "vijf zes", "zeven"], ["2 van 8"] * 3),
        (25, ["een twee drie vier", "vijf zes", "zeven"], ["2 van 8"] * 3),
        (24, ["een twee drie vier", "vijf zes", "zeven"], ["", "", ""]),
        (16, ["een twee drie vier", "vijf zes", "zeven"], ["", "", ""]),
        (15, ["een twee drie vier", "vijf zes"], ["", ""]),
        (10, ["een twee drie vier"], ["2 van 8"]),
        (7, ["een twee drie vier"], [""]),
        (0, ["een twee drie vier"], [""]),
    ],
)
def test_titles_stay_whole_and_details_stand_where_all_of_them_fit(
    room: int, titles: list[str], details: list[str]
) -> None:
    found = whole_titles(lines("een twee drie vier", "vijf zes", "zeven"), Space(words=room))
    assert ([one.title for one in found], [one.detail for one in found]) == (titles, details)


def test_a_title_without_end_is_cut_all_the_same() -> None:
    assert whole_titles(lines("woord " * 100), Space(heading=3))[0].title == "woord woord woord …"
