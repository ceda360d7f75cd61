"""What is asked of whom, and in which order it stands."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest

from kpi.core.calendar.period import parse_period
from kpi.core.delivery.completeness import Report
from kpi.core.delivery.due import Due
from kpi.core.light.assessment import Light
from kpi.core.light.snapshot import take
from kpi.core.meeting.asked import (
    Asked,
    AskedKind,
    OpenUpload,
    asked_actions,
    asked_corrections,
    asked_figures,
    asked_of,
    asked_uploads,
    asked_words,
    in_order_asked,
)
from kpi.core.meeting.lasting import Lasting
from kpi.core.meeting.records import Agreement, AgreementKind
from kpi.core.vocabulary import Kind
from tests.core.make import target
from tests.core.plan import EVIDENCE, PLAN

ON = date(2021, 8, 10)
Q1, Q2, Q3 = (parse_period(f"2021-Q{n}") for n in (1, 2, 3))


def report(code: str, period: object, owner: str, until: date, came: date | None = None) -> Report:
    promised = replace(target(Kind.MILESTONE), code=code, statement=f"Resultaat {code}", owner=owner)
    due = Due(code, period, "", (promised,), None, None)  # type: ignore[arg-type]
    return Report(due, until, came, late=came is None and until < ON)


def told(found: Iterable[Asked]) -> list[tuple[str, str, date | None, bool, int]]:
    return [(one.owner, one.what, one.due, one.late, one.count) for one in found]


def test_figures_of_a_period_and_owner_are_one_row_and_what_came_or_has_not_ended_is_none() -> None:
    reports = [
        report("a", Q1, "Els", date(2021, 4, 30)),
        report("b", Q1, "Els", date(2021, 4, 30)),
        report("c", Q1, "Els", date(2021, 4, 30), came=date(2021, 4, 1)),
        report("d", Q1, "Jan", date(2021, 4, 30)),
        report("a", Q2, "Els", date(2021, 8, 10)),
        report("a", Q3, "Els", date(2021, 10, 30)),
    ]
    assert told(asked_figures("p", "Plan", reports, ON, ON)) == [
        ("Els", "Resultaat a; Resultaat b", date(2021, 4, 30), True, 2),
        ("Jan", "Resultaat d", date(2021, 4, 30), True, 1),
        ("Els", "Resultaat a", date(2021, 8, 10), False, 1),  # on the day itself it is in time
    ]
    ahead = list(asked_figures("p", "Plan", reports, ON, date(2021, 12, 31)))
    assert [one.code for one in ahead if one.period == Q3] == ["2021-Q3 Els"]


def test_words_are_asked_of_red_and_amber_until_somebody_says_something() -> None:
    shot = take(PLAN, EVIDENCE, as_of=date(2021, 6, 30))
    asking = [row.target.code for row in shot.rows if row.assessment.light in (Light.RED, Light.AMBER)]
    assert asking
    assert [one.target for one in asked_words(shot, ())] == asking
    assert [one.target for one in asked_words(shot, asking[:1])] == asking[1:]


@pytest.mark.parametrize(
    ("promised", "by", "row"),
    [
        (None, "Kees", None),
        (date(2021, 8, 9), "Kees", ("Kees", True)),
        (date(2021, 8, 10), "", ("Els", False)),
    ],
)
def test_a_promised_correction_is_asked_of_who_promised_it_else_of_the_owner(
    promised: date | None, by: str, row: tuple[str, bool] | None
) -> None:
    first = take(PLAN, EVIDENCE, as_of=date(2021, 6, 30)).rows[0]
    first = replace(first, target=replace(first.target, owner="Els"))
    waiting = Lasting(first, date(2021, 3, 31), promised=promised, promised_by=by)
    found = [(one.owner, one.late) for one in asked_corrections("p", "Plan", [waiting], ON)]
    assert found == ([row] if row else [])


def test_open_actions_are_asked_and_decisions_and_closed_ones_are_not() -> None:
    action = Agreement("", AgreementKind.ACTION, "Bellen", owner="Kees", due=date(2021, 8, 1))
    agreed = {
        "A1": action,
        "A2": replace(action, due=None),
        "A3": replace(action, closed_on=ON),
        "A4": replace(action, kind=AgreementKind.DECISION),
    }
    assert [(one.code, one.late) for one in asked_actions("p", "Plan", agreed, ON)] == [("A1", True), ("A2", False)]


def asked(code: str, kind: AskedKind = AskedKind.ACTION, due: str = "", owner: str = "Els") -> Asked:
    day = date.fromisoformat(due) if due else None
    return Asked(kind, "p", "Plan", owner, code, day, day is not None and day < ON, code=code)


def test_late_comes_first_then_words_then_by_day_and_what_has_none_last() -> None:
    rows = [
        asked("none"),
        asked("later", due="2021-09-01"),
        asked("words", AskedKind.WORDS),
        asked("late", due="2021-08-01"),
        asked("latest", due="2021-05-01"),
        asked("today", due="2021-08-10"),
    ]
    assert [one.code for one in in_order_asked(rows)] == ["latest", "late", "words", "today", "later", "none"]
    assert [one.days_late(ON) for one in in_order_asked(rows)] == [101, 9, 0, 0, 0, 0]


@pytest.mark.parametrize(
    ("who", "codes"), [("Els", ["a", "b"]), ("  eLS ", ["a", "b"]), ("El", []), ("", []), (" ", [])]
)
def test_a_person_is_the_owner_called_so_whatever_the_capitals(who: str, codes: list[str]) -> None:
    rows = [asked("a", owner=" els"), asked("b", owner="ELS"), asked("c", owner="Jan"), asked("d", owner="")]
    assert [one.code for one in asked_of(rows, who)] == codes


@pytest.mark.parametrize("by", ["Bert Bakker", "bert bakker ", "Bert  Bakker"])
def test_nobody_is_asked_to_approve_what_they_handed_in_themselves(by: str) -> None:
    handed = [OpenUpload(3, "cijfers.csv", by, returned=False)]
    found = asked_uploads("p", "Plan", handed, ("Bert Bakker", "Ada"))
    assert [(one.owner, one.kind) for one in found] == [("Ada", AskedKind.APPROVAL)]
