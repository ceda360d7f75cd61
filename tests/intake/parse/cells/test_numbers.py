"""Numbers in every notation; the decimal mark by proof and never by guess."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kpi.intake.parse.cells.numbers import COMMA, POINT, is_unsure, proof_of, rules_of, shape
from kpi.intake.parse.cells.plain_numbers import Shapes, decide_mark
from kpi.intake.read.opening import text_column
from tests.examples import examples

GROUPS = [".", " ", "\u00a0", "\u202f", "'", "’"]


@pytest.mark.parametrize(
    ("text", "proof"),
    [
        ("12,5", COMMA),
        ("1.234,5", COMMA),
        ("1.234.567", COMMA),
        ("12.50", POINT),
        ("1,234.5", POINT),
        ("1,234,567", POINT),
        ("0.125", POINT),
        ("0,125", COMMA),
        ("1234.567", POINT),
        ("1 234,567", COMMA),
        ("1'234.567", POINT),
        (",5", COMMA),
        ("€ 12,-", COMMA),
        ("1.234", ""),
        ("1,234", ""),
        ("-12.345 %", ""),
        ("12", ""),
        ("1 234", ""),
        ("1'234'567", ""),
    ],
)
def test_number_proves_a_mark_only_when_it_is_none_under_the_other(text: str, proof: str) -> None:
    number = shape(text)
    assert number is not None
    assert number.proof == proof


@pytest.mark.parametrize(
    "text",
    ["", "-", "12..5", "12,5,3", "1 2 3", "1_000", "1e400", "inf", "NaN", "１２", "٣", "3²", "12 345 6", "1.23.456",
     "0.234.567", "(5", "5)", "--5", "-5-", "€ 5 €", "€ 5 %", "1234567890123456", "5.", "5,", "= 1", "0x1F", "1/2"],
)  # fmt: skip
def test_what_is_no_number_under_either_mark(text: str) -> None:
    assert shape(text) is None


@pytest.mark.parametrize(
    ("text", "mark", "value", "unit"),
    [
        ("−5", "", -5.0, ""),
        ("5-", "", -5.0, ""),
        ("(1.234,50)", COMMA, -1234.5, ""),
        ("€ -1.234,50", COMMA, -1234.5, "€"),
        ("85 procent", "", 85.0, "%"),
        ("12 Netwerken", "", 12.0, "netwerken"),
        ("+3", "", 3.0, ""),
        ("1.234", COMMA, 1234.0, ""),
        ("1.234", POINT, 1.234, ""),
        ("1.234", "", None, ""),
        ("12.5", COMMA, None, ""),
        ("12,5", POINT, None, ""),
    ],
)
def test_value_under_a_mark(text: str, mark: str, value: float | None, unit: str) -> None:
    number = shape(text)
    assert number is not None
    assert (number.by(mark), number.unit) == (value, unit)


def test_most_proofs_decide_and_at_a_tie_the_first() -> None:
    def mark(*texts: str, answer: str = "") -> str:
        return decide_mark([Shapes(text_column(list(texts)))], answer)

    assert mark("1.5", "1,5", "€ 2,5") == COMMA
    assert mark("1.5", "1,5") == POINT
    assert mark("1.234") == ""
    assert mark("1.234", answer=COMMA) == COMMA
    assert mark("1.234", "1.5", answer=COMMA) == POINT
    assert mark("1.234", answer="both") == ""


@pytest.mark.parametrize(
    ("columns", "mark"),
    [
        ([["a", "b", "1,5"], ["1.5"]], COMMA),
        ([["a", "b", "1.5"], ["1,5"]], POINT),
        ([["€ 1,5", "1.5", "2,5", "2.5"]], COMMA),
        ([["€ 1.5", "1,5", "2.5", "2,5"]], POINT),
        ([["1,5"], ["1.5", "2.5"]], POINT),
        ([["1,5"], ["1.5", "2.5"], ["2,5"]], COMMA),
        ([["1.5"], ["1,5", "2,5"]], COMMA),
        ([["1,5", "€ 2,5"], ["1.5"]], COMMA),
        ([["a"], ["1.234", "1,5"], ["b"]], COMMA),
        ([["a"], ["1,234"]], ""),
    ],
)
def test_columns_decide_together_and_the_first_column_breaks_a_tie(columns: list[list[str]], mark: str) -> None:
    assert decide_mark([Shapes(text_column(texts)) for texts in columns], "") == mark
    assert decide_mark([Shapes(text_column(texts)) for texts in columns], COMMA) == (mark or COMMA)


@pytest.mark.parametrize(
    ("text", "comma", "point"),
    [
        ("123456789012345", 123456789012345.0, 123456789012345.0),
        ("123456789012345,5", 123456789012345.5, None),
        ("123456789012345.5", None, 123456789012345.5),
        ("123.456.789.012.345", 123456789012345.0, None),
        ("1,12345678901234567890", 1.1234567890123457, None),
        ("1234567890123456", None, None),
        ("1234567890123456,5", None, None),
        ("1234567890123456.5", None, None),
        ("1.234.567.890.123.456", None, None),
        ("1 234 567 890 123 456", None, None),
        ("1,123456789012345678901", None, None),
    ],
)
def test_a_number_has_at_most_fifteen_digits_before_its_mark(
    text: str, comma: float | None, point: float | None
) -> None:
    number = shape(text)
    assert ((number.comma, number.point) if number else (None, None)) == (comma, point)
    shapes = Shapes(text_column([text]))
    assert bool((shapes.whole | shapes.decimal).any() or shapes.others) == (number is not None)


@given(st.floats(min_value=0, max_value=999_999_999, allow_nan=False), st.integers(1, 4), st.sampled_from(GROUPS))
def test_every_notation_of_a_value_gives_the_same_float(value: float, decimals: int, group: str) -> None:
    english = f"{value:.{decimals}f}"
    whole, part = f"{value:,.{decimals}f}".split(".")
    expected = float(english)
    for text, mark in [
        (english, POINT),
        (english.replace(".", ","), COMMA),
        (f"{whole}.{part}", POINT),
        (f"{whole.replace(',', group)},{part}", COMMA),
    ]:
        number = shape(text)
        assert number is not None
        assert number.by(mark) == expected
        assert shape(f"−{text}") is not None


@given(st.integers(0, 999), st.integers(0, 99))
def test_a_decimal_is_never_read_as_thousands(whole: int, part: int) -> None:
    for text in (f"{whole}.{part}", f"{whole},{part}", f"{whole}.{part:02d}"):
        number = shape(text)
        assert number is not None
        readings = {number.comma, number.point} - {None}
        assert readings == {float(text.replace(",", "."))}


@given(st.text(alphabet="0123456789.,' -+()%€\u00a0e_x", max_size=14))
def test_two_readings_are_ambiguous_and_need_a_mark(text: str) -> None:
    number = shape(text)
    if number is not None and number.ambiguous:
        assert number.by("") is None
    if number is not None:
        assert not (number.comma is None and number.point is None)


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("-5", ()),
        ("5-", ("minus-sign",)),
        ("−5", ("minus-sign",)),
        ("(5)", ("minus-sign",)),
        ("€ (5)", ("minus-sign", "currency")),
        ("+5", ("plus-sign",)),
        ("€ 1.234,50", ("currency", "thousands", "decimal-comma")),
        ("1 234", ("thousands",)),
        ("12,5%", ("percent-sign", "decimal-comma")),
        ("12 netwerken", ("unit-word",)),
    ],
)
def test_every_normalisation_has_its_rule(text: str, rules: tuple[str, ...]) -> None:
    number = shape(text)
    assert number is not None
    assert rules_of(text, COMMA, number) == rules


@settings(max_examples=examples(300))
@given(st.from_regex(r"[+-]?[0-9][0-9.,]{0,12}", fullmatch=True))
@example("1.234")
@example("+1,234")
@example("-0,125")
@example("1.234.567")
@example("1,234.5")
@example("12")
def test_what_digits_prove_by_themselves_is_what_their_number_proves(text: str) -> None:
    number = shape(text)
    assert proof_of(text) == (number.proof if number else "")
    assert is_unsure(text) == bool(number and number.ambiguous)
