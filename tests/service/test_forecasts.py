"""Forecasts are kept by the upload that brings their figures, never by reading, and scored once it is known."""

from datetime import date

from kpi.core.outlook.score import Score
from kpi.service.desk import Desk
from kpi.service.outlook import forecast_score
from kpi.service.reading import head_revision, plan_at, snapshot_of
from kpi.service.uploads.checking import check_file
from kpi.service.uploads.importing import Result
from tests.service.test_uploads import csv, give

FIRST = ("2021-Q2;63", "2021-Q3;66", "2021-Q4;67,5", "2022-Q1;71", "2022-Q2;72")


def _score(desk: Desk, as_of: date) -> Score:
    revision = head_revision(desk)
    plan = plan_at(desk, "proef", revision)
    return forecast_score(desk, snapshot_of(desk, plan, as_of=as_of, revision=revision))


def _import(desk: Desk, content: bytes, name: str) -> Result:
    why = dict.fromkeys(check_file(desk, "proef", content, name, user="anna").warnings, "klopt")
    return give(desk, content, name, justifications=why).result


def test_they_are_kept_when_figures_come_and_scored_after_the_deadline(desk: Desk) -> None:
    content = csv(*(f"tevreden;{one}" for one in FIRST))
    check_file(desk, "proef", content, "q.csv", user="anna")
    assert _score(desk, date(2022, 6, 30)) == Score(0)
    assert _import(desk, content, "q.csv") is Result.IMPORTED
    assert _score(desk, date(2022, 6, 30)) == Score(1)
    assert _import(desk, csv("netwerken;2022-Q2;2"), "n.csv") is Result.IMPORTED
    assert _score(desk, date(2022, 6, 30)) == Score(1)
    assert _import(desk, csv("tevreden;2022-Q4;75"), "l.csv") is Result.IMPORTED
    found = _score(desk, date(2023, 3, 31))
    assert (found.kept, found.ended, found.measured, found.inside) == (1, 1, 1, 1)
    assert found.brier is not None
