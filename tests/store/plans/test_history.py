"""What was recorded of a target, newest first, in words of the plan files."""

from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import Engine

from kpi.core.view.target_view import Version
from kpi.store.database.engine import read
from kpi.store.plans.history import target_history
from tests.store.samples import BARE, FULL, FULLEST, NINE, PLAN, measured, save

LATER = NINE + timedelta(days=1)


def history(engine: Engine, code: str = "T2", measured_as: str = "networks", revision: int = 99) -> tuple[Version, ...]:
    with read(engine) as connection:
        return target_history(connection, PLAN.code, code, measured_as, revision)


def said(versions: tuple[Version, ...]) -> list[tuple[int, str, str, str]]:
    return [(one.revision, one.what, one.before, one.after) for one in versions]


def test_a_target_and_its_measurements_from_new_to_old(engine: Engine) -> None:
    save(engine, measured("2021-Q1", 4.0), measured("2021-Q1", 2.5, unit="west"), measured("2021", 1.0, of="T1"))
    later = replace(FULL, due=date(2022, 6, 30), value=10.0, waypoints=(), level=None, deadline="medio 2022")
    save(engine, measured("2021-Q1", 3.0), plan=replace(PLAN, targets=(later, BARE)), at=LATER)
    found = history(engine)
    assert said(found) == [
        (2, "due", "2021-12-31", "2022-06-30"),
        (2, "value", "8.5", "10"),
        (2, "waypoints", "2021-06-30=3;2021-12-31=8", ""),
        (2, "level", "wijk", ""),
        (2, "deadline", "eind 2021", "medio 2022"),
        (2, "2021-Q1", "4", "3"),
        (2, "2021-Q1 (west)", "2.5", ""),
        (1, "target", "", "Acht netwerken"),
        (1, "2021-Q1", "", "4"),
        (1, "2021-Q1 (west)", "", "2.5"),
    ]
    assert {(one.revision, one.recorded_at, one.recorded_by) for one in found} == {
        (1, NINE, "anna"),
        (2, LATER, "anna"),
    }
    assert history(engine, revision=1) == found[-3:]


def test_a_target_that_was_taken_out_and_came_back(engine: Engine) -> None:
    save(engine)
    save(engine, plan=replace(PLAN, targets=(FULL,)))
    save(engine)
    assert said(history(engine, "T1", "T1")) == [
        (3, "target", "", "Plan gereed"),
        (2, "target", "Plan gereed", ""),
        (1, "target", "", "Plan gereed"),
    ]


def test_the_fields_of_a_measurement(engine: Engine) -> None:
    save(engine, FULLEST)
    save(engine, replace(FULLEST, value=None, note="", provisional=False, measured_on=None))
    save(engine, replace(FULLEST, value=None, numerator=None, denominator=None, note="", provisional=False))
    of_measurement = [one for one in said(history(engine)) if one[1].startswith("2021")]
    assert of_measurement == [
        (3, "2021-H1 (west)", "2/3", "ja"),
        (3, "2021-H1 (west): measured_on", "", "2021-06-15"),
        (2, "2021-H1 (west)", "66.5 (2/3)", "2/3"),
        (2, "2021-H1 (west): measured_on", "2021-06-15", ""),
        (2, "2021-H1 (west): provisional", "ja", "nee"),
        (2, "2021-H1 (west): note", "Voorlopig; “geschat”", ""),
        (1, "2021-H1 (west)", "", "66.5 (2/3)"),
    ]


def test_a_day_alone_is_its_own_value(engine: Engine) -> None:
    done = replace(measured("2021-Q2", 0.0, of="T1", on=date(2021, 5, 3)), value=None)
    save(engine, done)
    save(engine, replace(done, measured_on=date(2021, 5, 4)))
    assert said(history(engine, "T1", "T1"))[0] == (2, "2021-Q2", "2021-05-03", "2021-05-04")


def test_nothing_is_known_of_a_target_that_never_was(engine: Engine) -> None:
    save(engine)
    assert history(engine, "T9", "T9") == ()
