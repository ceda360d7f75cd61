"""One cell, one value: what is read, what is refused, and never an exception."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.core.calendar.deadline import Per
from kpi.core.calendar.period import Frequency
from kpi.core.vocabulary import Aggregation, Comparator, Direction, FocusKind, Kind, Level, PathKind
from kpi.intake.faults.hints import did_you_mean
from kpi.intake.parse.cells import plain_cells
from kpi.intake.parse.cells.plain_cells import Bad, Parser
from kpi.intake.plan.columns import SHEETS


@pytest.mark.parametrize(
    ("cell", "value"), [("0", 0.0), ("12.5", 12.5), ("-3", -3.0), ("+3.0", 3.0), ("007", 7.0), ("10000", 10000.0)]
)
def test_number_is_read(cell: str, value: float) -> None:
    assert plain_cells.plain_number(cell) == value


@pytest.mark.parametrize(
    "cell",
    ["12,5", "1.234,5", "1 000", "1_000", "85%", "€ 5", "1e3", "1e400", "inf", "NaN", "n.v.t.", "-", ".5", "5.", "٣",
     "9" * 400, "0x10", "<5"],
)  # fmt: skip
def test_what_is_no_plain_number_is_refused(cell: str) -> None:
    assert plain_cells.plain_number(cell) == Bad("not-a-number")


@pytest.mark.parametrize(
    ("cell", "value"), [("1", True), ("0", False), ("ja", True), ("NEE", False), ("2", Bad("not-yes-or-no"))]
)
def test_flag_is_also_read_from_a_digit(cell: str, value: bool | Bad) -> None:
    assert plain_cells.flag(cell) == value


@pytest.mark.parametrize("cell", ["2.5", "x"])
def test_part_of_a_whole_is_refused(cell: str) -> None:
    assert plain_cells.whole(cell) == Bad("not-a-whole-number")


@pytest.mark.parametrize(
    "cell",
    ["2021-02-29", "2021-6-30", "20210630", "2021-W01-1", "30-13-2021", "juni 2021", "0021-01-01", "2021-01-01T00"],
)
def test_what_is_no_date_is_refused_without_a_guess(cell: str) -> None:
    assert plain_cells.iso_day(cell) == Bad("not-a-date")


def test_dutch_date_is_refused_with_its_iso_form() -> None:
    assert plain_cells.iso_day("1/6/2021") == Bad("not-a-date", did_you_mean("2021-06-01"))
    assert plain_cells.iso_day("2021-06-01") == date(2021, 6, 1)


@pytest.mark.parametrize("cell", ["2021-q3", "2021-Q3"])
def test_period_is_read_in_any_case(cell: str) -> None:
    found = plain_cells.period_code(cell)
    assert not isinstance(found, Bad)
    assert found.code == "2021-Q3"


@pytest.mark.parametrize("cell", ["2021-Q5", "Q3 2021", "2021-13", "21", "2021-H3"])
def test_what_is_no_period_is_refused(cell: str) -> None:
    assert plain_cells.period_code(cell) == Bad("not-a-period")


@pytest.mark.parametrize(
    ("cell", "value"),
    [("ja", True), ("Nee", False), ("YES", True), ("no", False), ("true", True), ("FALSE", False), ("WAAR", True),
     ("onwaar", False), ("1", 1.0), ("0", 0.0), ("n.v.t.", Bad("not-a-number"))],
)  # fmt: skip
def test_measured_value_is_a_number_or_yes_or_no(cell: str, value: object) -> None:
    found = plain_cells.number_or_yes(cell)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    "cell", ["2021-06-30", "2021-06-30=x", "2021-06-30=1;2021-06-30=2", "2021-12-31=1;2021-06-30=2", ";", "a=1"]
)
def test_waypoints_out_of_order_or_unreadable_are_refused(cell: str) -> None:
    assert plain_cells.waypoints(cell) == Bad("bad-waypoints")


def test_waypoints_are_read() -> None:
    points = ((date(2021, 6, 30), 3.0), (date(2021, 12, 31), 8.5))
    assert plain_cells.waypoints("2021-06-30=3; 2021-12-31 = 8.5;") == points


@pytest.mark.parametrize(
    ("sheet", "column", "cell", "value"),
    [
        ("indicators", "frequency", "monthly", Frequency.MONTH),
        ("indicators", "frequency", "maand", Frequency.MONTH),
        ("indicators", "frequency", "Kwartaal", Frequency.QUARTER),
        ("indicators", "frequency", "quarterly", Frequency.QUARTER),
        ("indicators", "frequency", "halfjaar", Frequency.HALF_YEAR),
        ("indicators", "frequency", "half-yearly", Frequency.HALF_YEAR),
        ("indicators", "frequency", "jaar", Frequency.YEAR),
        ("indicators", "frequency", "annual", Frequency.YEAR),
        ("indicators", "frequency", "yearly", Frequency.YEAR),
        ("indicators", "direction", "up", Direction.INCREASE),
        ("indicators", "direction", "lager", Direction.DECREASE),
        ("indicators", "direction", "hoger", Direction.INCREASE),
        ("indicators", "direction", "down", Direction.DECREASE),
        ("indicators", "aggregation", "gemiddelde", Aggregation.MEAN),
        ("targets", "comparator", "≥", Comparator.AT_LEAST),
        ("targets", "comparator", "≤", Comparator.AT_MOST),
        ("targets", "comparator", "==", Comparator.EQUAL),
        ("targets", "comparator", "tussen", Comparator.BETWEEN),
        ("targets", "kind", "mijlpaal", Kind.MILESTONE),
        ("targets", "per", "kwartaal", Per.QUARTER),
        ("targets", "per", "plan", Per.PLAN),
        ("targets", "level", "regional", Level.REGION),
        ("targets", "path", "stap", PathKind.STEP),
        ("activities", "focus_kind", "Doorlopend", FocusKind.ONGOING),
    ],
)
def test_synonyms_are_read(sheet: str, column: str, cell: str, value: object) -> None:
    assert SHEETS[sheet].columns[column](cell) is value


PARSERS: list[Parser] = [parser for sheet in SHEETS.values() for parser in sheet.columns.values()]


@given(cell=st.text(min_size=1), parser=st.sampled_from(PARSERS))
def test_no_cell_raises(cell: str, parser: Parser) -> None:
    assert parser(cell) is not None


@given(st.floats(min_value=-1e9, max_value=1e9).map(lambda value: round(value, 6)))
def test_number_written_plainly_is_read_back(value: float) -> None:
    assert plain_cells.plain_number(f"{value:.6f}") == value
