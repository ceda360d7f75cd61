"""The decimal mark of plan files: proved by the column, by what is written of the indicator, or asked about."""

import pytest

from kpi.intake.plan.folder import Folder, read_files

PLAN = """code = "p"
title = "P"
organisation = "O"
start = 2021-01-01
end = 2021-12-31
[[themes]]
code = "t"
title = "T"
"""
AMBIGUOUS, MIXED, NOTATION, WORDS = "decimal-ambiguous", "decimal-mixed", "number-notation", "not-a-number"


def read(
    targets: str, *, decimals: str = "", limits: str = ",", measured: str = "", context: str = ""
) -> tuple[Folder, list[tuple[str, int | None, str, str]]]:
    """A plan with an indicator `a` (with these decimals) and `b` (with none written), and what is found in it."""
    files = {
        "plan.toml": PLAN,
        "targets.csv": f"target;theme;statement;kind;indicator;{targets}",
        "indicators.csv": "indicator;name;unit;direction;frequency;decimals;min;max\n"
        f"a;A;euro;increase;quarter;{decimals};{limits.replace(',', ';')}\nb;B;euro;increase;quarter;;;\n",
        "measurements/m.csv": measured,
        "context.csv": context,
    }
    found = read_files({name: text.encode() for name, text in files.items() if text})
    return found, [(one.file, one.row, one.column, one.code) for one in found.issues]


def targets(*values: str) -> str:
    """A row a value, all of indicator `a`."""
    return "value\n" + "".join(f"T{at};t;x;reach;a;{value}\n" for at, value in enumerate(values, start=2))


@pytest.mark.parametrize(
    ("values", "numbers", "told"),
    [
        (("80.000",), None, {2: AMBIGUOUS}),
        (("1,234",), None, {2: AMBIGUOUS}),
        (("-1.200", "7"), None, {2: AMBIGUOUS}),
        (("80.000", "1.200", "8"), None, {2: AMBIGUOUS, 3: AMBIGUOUS}),
        (("80000", "8"), (80000, 8), {}),
        (("80.000", "12.5"), (80, 12.5), {}),
        (("0.125", "1.200"), (0.125, 1.2), {}),
        (("1.2340", "+80.0"), (1.234, 80), {}),
        (("80.000", "7,25"), (80000, 7.25), {2: NOTATION}),
        (("9", "1.200,5"), (9, 1200.5), {3: NOTATION}),
        (("1.234.567", "80.000"), (1234567, 80000), {2: NOTATION}),
        (("1,234,567", "80.000"), (1234567, 80), {2: NOTATION}),
        (("7,25", "12.5", "8.5"), None, {2: MIXED}),
        (("7,25", "12.5"), None, {2: NOTATION, 3: MIXED}),
        (("80.000", "€ 7,25"), None, {2: AMBIGUOUS, 3: WORDS}),
        (("7,25", "1 200"), None, {2: NOTATION, 3: WORDS}),
    ],
)  # fmt: skip
def test_a_column_proves_its_mark_or_is_asked_about(
    values: tuple[str, ...], numbers: tuple[float, ...] | None, told: dict[int, str]
) -> None:
    found, issues = read(targets(*values))
    assert issues == [("targets.csv", row, "value", code) for row, code in told.items()]
    assert (found.plan and tuple(one.value for one in found.plan.targets)) == numbers


@pytest.mark.parametrize(
    ("cell", "decimals", "value"),
    [("1.234", "3", 1.234), ("1,234", "3", 1.234), ("1.234", "2", None), ("1.234", "0", None), ("1.234", "", None)],
)
def test_three_decimals_that_are_written_of_an_indicator_prove_its_own_values(
    cell: str, decimals: str, value: float | None
) -> None:
    measured = f"indicator;period;value\na;2021-Q1;{cell}\n"
    found, issues = read(targets(cell), decimals=decimals, limits=f"{cell.replace(',', '.')},", measured=measured)
    told = {code for *_, code in issues} - {NOTATION}
    if value is None:
        assert told == {AMBIGUOUS}
        return
    assert told == set()
    assert found.plan is not None
    assert (found.plan.targets[0].value, found.plan.indicators[0].minimum) == (value, value)
    assert found.measurements[0].value == value


def test_of_another_indicator_they_prove_nothing() -> None:
    _, issues = read(targets("5"), decimals="3", measured="indicator;period;value\na;2021-Q1;1.234\nb;2021-Q1;80.000\n")
    assert issues == [("measurements/m.csv", row, "value", AMBIGUOUS) for row in (2, 3)]


def test_they_say_nothing_of_counts() -> None:
    measured = "indicator;period;numerator;denominator\na;2021-Q1;1.234;5\n"
    _, issues = read(targets("5"), decimals="3", measured=measured)
    assert ("measurements/m.csv", 2, "numerator", AMBIGUOUS) in issues


@pytest.mark.parametrize(
    ("column", "row"),
    [("value_high", ";1.200"), ("baseline", ";1.200"), ("tolerance", ";1.200"), ("weight", ";1.200"),
     ("waypoints", ";2021-06-30=1.200")],
)  # fmt: skip
def test_every_column_of_numbers_of_a_target_is_held(column: str, row: str) -> None:
    _, issues = read(f"value;{column}\nT1;t;x;reach;a;5{row}\n")
    assert ("targets.csv", 2, column, AMBIGUOUS) in issues


@pytest.mark.parametrize(
    ("file", "column"),
    [("indicators.csv", "decimals"), ("indicators.csv", "min"), ("indicators.csv", "max"), ("context.csv", "value"),
     ("measurements/m.csv", "value"), ("measurements/m.csv", "numerator"), ("measurements/m.csv", "denominator")],
)  # fmt: skip
def test_and_of_every_other_file(file: str, column: str) -> None:
    _, issues = read(
        targets("5"),
        decimals="3.000",
        limits="1.000,2.000",
        context="code;name;value\nc;C;1.200\n",
        measured="indicator;period;value;numerator;denominator\na;2021-Q1;1.200;1.000;1.000\n",
    )
    assert next(one for one in issues if one[0] == file and one[2] == column)[3] == AMBIGUOUS


def test_one_column_never_decides_another() -> None:
    _, issues = read("value;baseline\nT1;t;x;reach;a;12.5;1.200\n")
    assert issues == [("targets.csv", 2, "baseline", AMBIGUOUS)]


@pytest.mark.parametrize(
    ("cell", "points"),
    [("2021-06-30=1.200;2021-09-30=1.250,5", (1200, 1250.5)), ("2021-06-30=1.200;2021-09-30=1.25", (1.2, 1.25)),
     ("2021-06-30=7,5", (7.5,))],
)  # fmt: skip
def test_waypoints_prove_their_own_mark(cell: str, points: tuple[float, ...]) -> None:
    found, _ = read(f'value;waypoints\nT1;t;x;reach;a;5;"{cell}"\n')
    assert found.plan is not None, found.issues
    assert tuple(value for _, value in found.plan.targets[0].waypoints) == points


def test_what_is_asked_and_what_was_read_stand_in_the_words() -> None:
    (asked,) = read(targets("80.000"))[0].issues
    assert asked.message == "'80.000' kan 80 of 80000 zijn, en niets in kolom 'value' maakt duidelijk welk."
    assert "80000, niet 80.000" in asked.suggestion
    assert "80000, not 80.000" in asked.suggestion_en
    (told,) = read(targets("7,25"))[0].issues
    assert told.message == "De komma is het decimaalteken van kolom 'value': '7,25' is gelezen als 7.25."
    assert told.message_en == "The comma is the decimal mark of column 'value': '7,25' was read as 7.25."


def test_decimals_of_a_comma_count_as_those_of_a_point() -> None:
    """Both where an indicator leaves them unsaid and where a share may be rounded."""
    found, _ = read(targets("7,25", "1.200,5"))
    assert found.plan is not None
    assert found.plan.indicators[0].decimals == 2
    measured = "indicator;period;value;numerator;denominator\na;2021-Q1;0,50;1;3\n"
    assert ("measurements/m.csv", 2, "value", "share-disagrees") in read(targets("5"), measured=measured)[1]
