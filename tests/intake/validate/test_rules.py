"""Rules against history and calendar, where one file of the corpus does not say it all."""

from dataclasses import replace
from datetime import date

import pytest

from kpi.core.calendar.period import parse_period
from kpi.core.model import Measurement
from kpi.intake.parse.cells.known import Known
from kpi.intake.parse.cells.unit_marks import contradicts, is_scale
from kpi.intake.parse.reading import read_upload
from kpi.intake.validate.outliers import is_outlier, jumps, sent_before
from kpi.intake.validate.rules import judge
from tests.intake import desk

HEAD = "indicator;periode;waarde\n"
FIGURES = {"verwijzingen": 85.0, "overleggen": 12.0}


def codes(text: str, past: list[float], code: str = "verwijzingen", **more: object) -> list[str]:
    history = {code: tuple(series(code, past))}
    reading = read_upload((HEAD + text).encode(), "x.csv", plan=desk.plan())
    return [one.code for one in judge(reading, desk.plan(), history, today=date(2024, 1, 1), **more).issues]


def series(code: str, values: list[float]) -> list[Measurement]:
    return [Measurement(code, parse_period(f"20{20 + n // 4}-Q{n % 4 + 1}"), value) for n, value in enumerate(values)]


@pytest.mark.parametrize(
    ("text", "past", "asked"),
    [
        ("0,85", [84.0, 85.0, 86.0], True),
        ("0,85", [0.8, 0.9, 0.7], False),
        ("0,85", [], True),
        ("0", [84.0], False),
        ("1", [84.0], True),
        ("0,9", [1.4, 1.6, 1.5], True),
        ("1", [1.4, 1.6, 1.5], True),
        ("0,9", [1.0, 1.2, 1.1], False),
        ("85", [84.0], False),
        ("0,85%", [84.0], False),
    ],
)
def test_part_of_one_is_asked_where_hundreds_are_usual(text: str, past: list[float], asked: bool) -> None:
    assert ("wrong-unit" in codes(f"verwijzingen;2023-Q3;{text}\n", past)) == asked


@pytest.mark.parametrize(
    ("past", "value", "far"),
    [
        ([10, 11, 10, 11, 10], 12, False),
        ([10, 11, 10, 11, 10], 100, True),
        ([10, 20, 30, 40, 50, 60], 70, False),
        ([10, 20, 30, 40, 50, 60], 700, True),
        ([5, 5, 5, 5, 5], 6, False),
        ([5, 5, 5, 5, 5], 50, True),
        ([10, 11, 500, 10, 11, 10], 480, True),
        ([10, 11, 10, 11], 100, False),
        # Three and a half times the least that counts: one in the last decimal, or a fiftieth of the usual value.
        ([10, 10, 10, 10, 10], 13.5, False),
        ([10, 10, 10, 10, 10], 13.6, True),
        ([10, 10, 10, 10, 10], 6.5, False),
        ([10, 10, 10, 10, 10], 6.4, True),
        ([100, 100, 100, 100, 100], 107, False),
        ([100, 100, 100, 100, 100], 107.1, True),
        # Three and a half times the usual spread, 10 x 1.4826.
        ([10, 20, 30, 20, 10], 71.8, False),
        ([10, 20, 30, 20, 10], 71.9, True),
        # Far from the values, and at the edge of their steps: 3.5 x 1.4826 from the last.
        ([10, 11, 10, 11, 10], 15.1, False),
        ([10, 11, 10, 11, 10], 15.2, True),
    ],
)
def test_outlier_is_far_from_values_and_from_their_steps(past: list[float], value: float, far: bool) -> None:
    one = Known(desk.plan()).measured["overleggen"]
    found = Measurement("overleggen", parse_period("2023-Q3"), float(value))
    assert is_outlier(found, one, series("overleggen", past)) == far


def test_revision_is_not_held_against_the_value_it_replaces() -> None:
    one = Known(desk.plan()).measured["overleggen"]
    past = series("overleggen", [10, 11, 10, 11, 100])
    assert not is_outlier(Measurement("overleggen", past[-1].period, 101.0), one, past)


def test_expected_indicator_with_no_answer_is_not_missing() -> None:
    text = "overleggen;2023-Q3;n.v.t.\nnetwerken;2023-Q3;veel\nwachttijd;2023-09;\n"
    expected = {"overleggen", "netwerken", "wachttijd", "tevredenheid"}
    reading = read_upload((HEAD + text).encode(), "x.csv", plan=desk.plan())
    found = judge(reading, desk.plan(), {}, today=date(2024, 1, 1), expected=expected).issues
    assert [one.value for one in found if one.code == "expected-missing"] == ["tevredenheid", "wachttijd"]


def test_expected_is_not_told_of_a_file_that_could_not_be_read() -> None:
    reading = read_upload(b"a;b\n1;2\n", "x.csv", plan=desk.plan())
    found = judge(reading, desk.plan(), {}, today=date(2024, 1, 1), expected={"overleggen"}).issues
    assert [one.code for one in found] == ["no-header"]


def test_record_with_an_error_is_left_out_and_one_with_a_warning_stays() -> None:
    text = "verwijzingen;2023-Q3;120\nverwijzingen;2023-Q4;99\n"
    history = {"verwijzingen": tuple(series("verwijzingen", [20, 21, 20, 21, 20]))}
    reading = read_upload((HEAD + text).encode(), "x.csv", plan=desk.plan())
    judged = judge(reading, desk.plan(), history, today=date(2024, 2, 1))
    assert [(one.row, one.code) for one in judged.issues] == [(2, "value-out-of-range"), (3, "outlier")]
    assert [record.row for record in judged.records] == [3]


def test_day_in_a_running_period_is_final() -> None:
    content = b"indicator;periode;meetdatum\nT-3;2024-Q1;10-01-2024\n"
    reading = read_upload(content, "x.csv", plan=desk.plan())
    assert judge(reading, desk.plan(), {}, today=date(2024, 2, 1)).issues == ()


def test_same_values_as_a_year_ago_are_told_once() -> None:
    text = "overleggen;2021-Q1;4\nnetwerken;2021-Q1;2\n"
    past = {code: (Measurement(code, parse_period("2020-Q1"), value),) for code, value in
            (("overleggen", 4.0), ("netwerken", 2.0))}  # fmt: skip
    reading = read_upload((HEAD + text).encode(), "x.csv", plan=desk.plan())
    judged = judge(reading, desk.plan(), past, today=date(2024, 2, 1))
    assert [(one.code, one.value) for one in judged.issues] == [("same-as-earlier", "2021-Q1")]


@pytest.mark.parametrize(
    ("said", "found"),
    [("x 1.000", True), ("x1000", True), ("in duizenden", True), ("k€", True), ("€ mln", True), ("$", True),
     ("per 1.000", False), ("%", False), ("aantal", False), ("2021", False), ("euro", False), ("k", True),
     ("EUR x1000", True), ("€ x 1.000", True), ("in 1.000-tallen", True), ("000s", True), ("€000", True), ("M€", True),
     ("€ m", True), ("x1e3", True), ("10^3", True), ("x €1K", True), ("bedragen x € 1.000", True), ("tientallen", True),
     ("bedragen in duizenden euro's", True), ("€ (x 1.000", True), ("alle 1.000", False), ("afgerond op 1.000", False),
     ("n = 1.000", False), ("x 100", False), ("100", False), ("op duizendtallen afgerond", False)],
)  # fmt: skip
def test_multiple_or_other_currency_in_a_header_is_a_scale(said: str, found: bool) -> None:
    assert is_scale(said, Known(desk.plan())) == found


@pytest.mark.parametrize(
    ("head", "code", "told"),
    [("(weken)", "wachttijd", False), ("(week)", "wachttijd", False), ("(in %)", "verwijzingen", False),
     ("(aantal)", "overleggen", False), ("(kwartaal)", "overleggen", False), ("[euro's]", "kosten", False),
     ("(uren)", "overleggen", True), ("(%)", "overleggen", True), ("(netwerken)", "overleggen", True)],
)  # fmt: skip
def test_unit_in_a_header_goes_with_its_numbers(head: str, code: str, told: bool) -> None:
    text = f"indicator;periode;waarde {head}\n{code};2021;3\nT-3;2021-Q3;ja\n".encode()
    issues = read_upload(text, "x.csv", plan=desk.plan()).issues
    assert [(one.row, one.value, one.code) for one in issues] == ([(2, f"3 {head[1:-1]}", "unit-mark")] * told)


@pytest.mark.parametrize(
    "head", ["indicator;periode;waarde (afgerond) (x 1.000)", "indicator (x 1.000);periode;waarde"]
)
def test_multiple_in_any_brackets_and_above_the_labels_of_rows_is_refused(head: str) -> None:
    reading = read_upload(f"{head}\noverleggen;2021-Q3;3\n".encode(), "x.csv", plan=desk.plan())
    assert ([one.code for one in reading.issues], reading.records) == (["header-scale"], ())


def test_multiple_in_brackets_in_a_column_of_units_is_refused() -> None:
    text = b"indicator;meeteenheid;periode;waarde\nkosten;euro (x 1.000);2021;3\nkosten;euro;2020;3\n"
    issues = read_upload(text, "x.csv", plan=desk.plan()).issues
    assert [(one.row, one.column, one.code) for one in issues] == [(2, "meeteenheid", "unit-mark")]


@pytest.mark.parametrize("head", ["Meeteenheid", "Eenh.", "Maateenheid", "Schaal", "unit of measure", "Waarde in"])
@pytest.mark.parametrize(("unit", "told"), [("dagen", True), ("dgn", True), ("wkn", False), ("-", False)])
def test_unit_in_a_column_of_units_under_any_of_its_names(head: str, unit: str, told: bool) -> None:
    text = f"indicator;{head};periode;waarde\nwachttijd;{unit};2021-09;3\n".encode()
    issues = read_upload(text, "x.csv", plan=desk.plan()).issues
    assert [(one.row, one.column) for one in issues if one.code == "unit-mark"] == [(2, head)] * told


@pytest.mark.parametrize(("value", "codes"), [("19", ["unit-mark"]), ("0,19", ["wrong-unit"])])
def test_a_part_of_one_that_is_above_one_is_refused_and_else_asked_about(value: str, codes: list[str]) -> None:
    text = f"indicator;meeteenheid;periode;waarde\nverwijzingen;fractie;2021-Q3;{value}\n".encode()
    assert [one.code for one in desk.judged(text).issues] == codes


def test_organisation_units_under_a_name_of_units_of_measure_are_still_told() -> None:
    text = b"indicator;eenh.;periode;waarde\noverleggen;oost;2021-Q3;3\n"
    assert [one.code for one in desk.judged(text).issues] == ["org-units-aside"]


def test_unit_with_the_number_comes_before_that_of_its_column() -> None:
    text = b"indicator;eenheid;Q3 2021;Q4 2021\nverwijzingen;netwerken;3%;\noverleggen;netwerken;3%;4\n"
    issues = read_upload(text, "x.csv", plan=desk.plan()).issues
    assert [(one.row, one.column) for one in issues] == [(3, "eenheid")]


@pytest.mark.parametrize(
    ("said", "unit", "told"),
    [("weken", "weken tot afspraak", False), ("€", "euro per inwoner", False), ("keer", "", False), ("%", "", True),
     ("mln", "", True), ("/1000", "€", True), ("/1000", "‰", False), ("/1000", "klachten", False),
     *((word, "dagen", True) for word in ("uur", "u", "wk", "wkn", "mnd", "min", "werkdagen", "kwartier", "jr", "weeks",
       "gem. weken", "weken, mediaan", "gemiddeld aantal weken", "mediaan (weken)")),
     *((word, "dagen", False) for word in ("days", "dgn", "kalenderdagen", "aantal", "maand", "kwartaal", "jaar",
       "gemiddeld", "mediaan", "max", "per kwartaal")),
     ("dagen", "werkdagen", True), ("min", "minuten per consult", False), ("wkn", "weken tot afspraak", False),
     ("min", "punten", False), ("u", "consulten", False), ("wkn", "consulten", False), ("gem. %", "punten", True),
     ("fractie", "%", True), ("fractie", "punten", False),
     ("per 1.000", "%", True), ("per 1.000", "€", False), ("per 100", "‰", True), ("per 100", "%", False),
     ("dagen", "weken tot afspraak", True), ("uren", "uur", False), ("aantal", "weken", False)],
)  # fmt: skip
def test_another_unit_contradicts_that_of_the_indicator(said: str, unit: str, told: bool) -> None:
    assert contradicts(said, unit, "value", Known(desk.plan())) == told


@pytest.mark.parametrize(
    ("head", "found"),
    [("Q3 2021 (%)", [("verwijzingen", None)]), ("Q3 2021 (x 1.000)", [(None, "header-scale")]),
     ("Q3 2021 (begroting)", [(None, "unknown-column")])],
)  # fmt: skip
def test_unit_behind_the_period_of_a_column(head: str, found: list[tuple[str | None, str | None]]) -> None:
    reading = read_upload(f"indicator;Q2 2021;{head}\nverwijzingen;;19,5\n".encode(), "x.csv", plan=desk.plan())
    said = [(one.measurement.indicator, None) for one in reading.records]
    assert [*said, *((None, one.code) for one in reading.issues)] == found


@pytest.mark.parametrize(
    ("past", "value", "told"),
    [
        ([4, 5], "50", True),
        ([4, 5], "49", False),
        ([40, 50], "4", True),
        ([40, 50], "4,1", False),
        ([40, 50], "5", False),
        ([40, 50], "0", False),
        ([0, 0], "7", False),
        ([5], "500", False),
    ],
)
def test_jump_is_told_from_two_earlier_periods_on(past: list[float], value: str, told: bool) -> None:
    found = codes(f"wachttijd;2023-09;{value}\n", past, "wachttijd")
    assert ("jump" in found) == told


def test_another_sign_than_all_earlier_values_is_a_jump() -> None:
    one = Known(desk.plan()).measured["kosten"]
    (low, high), now = series("kosten", [4, 5]), Measurement("kosten", parse_period("2023"), -4)
    assert jumps(now, one, [low, high]) == (4, 5)
    assert jumps(now, one, [replace(low, value=-1), high]) is None
    assert jumps(now, one, [replace(low, value=0), high]) is None
    assert jumps(replace(now, value=0), one, [low, high]) is None


@pytest.mark.parametrize(("earlier", "told"), [(1, None), (2, (4, 5)), (4, (4, 5)), (5, None)])
def test_jump_is_told_of_two_to_four_earlier_values(earlier: int, told: tuple[float, float] | None) -> None:
    one = Known(desk.plan()).measured["overleggen"]
    past = series("overleggen", [4, 5, 4, 5, 4][:earlier])
    assert jumps(Measurement("overleggen", parse_period("2023-Q3"), 50.0), one, past) == told


@pytest.mark.parametrize(("text", "asked"), [("0,9", True), ("0,91", False)])
def test_part_of_one_beside_whole_values_is_asked_where_a_hundred_times_as_much_is_as_near(
    text: str, asked: bool
) -> None:
    found = codes(f"verwijzingen;2023-Q3;{text}\nverwijzingen;2023-Q4;9\n", [9, 9, 9])
    assert ("wrong-unit" in found) == asked


@pytest.mark.parametrize(
    ("sent", "before", "again"),
    [("2023-Q3", "2023-Q2", True), ("2023-Q3", "2022-Q3", True), ("2023-Q3", "2022-Q2", False)],
)
def test_a_file_sent_again_is_told_up_to_four_periods_later(sent: str, before: str, again: bool) -> None:
    text = f"{HEAD}verwijzingen;{sent};85\noverleggen;{sent};12\n"
    past = {code: [Measurement(code, parse_period(before), value)] for code, value in FIGURES.items()}
    reading = read_upload(text.encode(), "x.csv", plan=desk.plan())
    expected = [(parse_period(sent), parse_period(before))] if again else []
    assert list(sent_before(reading.records, past)) == expected


def test_a_value_that_is_there_already_asks_for_no_explanation() -> None:
    assert "outlier" in codes("verwijzingen;2021-Q2;60\n", [10, 11, 10, 11, 10])
    assert "outlier" not in codes("verwijzingen;2021-Q2;60\n", [10, 11, 10, 11, 10, 60])


def test_figures_in_a_warning_are_written_as_a_language_writes_them() -> None:
    plan = desk.plan()
    plan = replace(plan, indicators=tuple(replace(one, maximum=1e9) for one in plan.indicators))
    history = {"verwijzingen": tuple(series("verwijzingen", [1_234_567.0 + step for step in (0, 3, 1, 2, 0, 4)]))}
    reading = read_upload((HEAD + "verwijzingen;2023-Q1;9876543\n").encode(), "x.csv", plan=plan)
    (one,) = judge(reading, plan, history, today=date(2024, 1, 1)).issues
    assert one.message == "9876543 wijkt sterk af van eerdere waarden van 'verwijzingen' (gebruikelijk: 1.234.568,5%)."
    assert "(usual: 1,234,568.5%)" in one.message_en


@pytest.mark.parametrize(
    ("frozen", "text", "refused"),
    [
        ("2020-Q1", "verwijzingen;2020-Q1;84", False),
        ("2020", "verwijzingen;2020-Q1;84", False),
        ("2020-Q1", "verwijzingen;2020-Q1;85", True),
        ("2020-Q1", "verwijzingen;2020-Q2;90", False),
        ("2020-Q2", "verwijzingen;2020-Q2;90", True),
    ],
)
def test_a_closed_period_refuses_what_would_change_it(frozen: str, text: str, refused: bool) -> None:
    assert ("period-frozen" in codes(text + "\n", [84.0], frozen=(frozen,))) is refused


@pytest.mark.parametrize(
    ("head", "row", "told"),
    [
        (HEAD, "bereik;2021-Q1;40", ["40 komt in de plaats van teller 45 en noemer 100."]),
        (HEAD, "bereik;2021-Q1;45", []),  # what the counts give already: nothing is taken away
        ("indicator;periode;waarde;teller;noemer\n", "bereik;2021-Q1;45;;", ["45 komt in de plaats van"]),
        ("indicator;periode;waarde;teller;noemer\n", "bereik;2021-Q1;45;45;100", []),
    ],
)
def test_a_share_in_the_place_of_counts_says_which(head: str, row: str, told: list[str]) -> None:
    old = Measurement("bereik", parse_period("2021-Q1"), numerator=45, denominator=100)
    reading = read_upload(f"{head}{row}\n".encode(), "x.csv", plan=desk.plan())
    found = judge(reading, desk.plan(), {"bereik": (old,)}, today=date(2024, 1, 1)).issues
    said = [one.message for one in found if one.code == "counts-lost"]
    assert [one.startswith(words) for one, words in zip(said, told, strict=True)] == [True] * len(told)


def test_a_share_that_disagrees_with_its_counts_says_what_they_give() -> None:
    text = "indicator;periode;waarde;teller;noemer\nbereik;2021-Q1;40;45;100\n"
    reading = read_upload(text.encode(), "x.csv", plan=desk.plan())
    (one,) = [one for one in judge(reading, desk.plan(), {}, today=date(2024, 1, 1)).issues if "share" in one.code]
    assert one.message == "De waarde 40 klopt niet met teller en noemer: die geven 45."
