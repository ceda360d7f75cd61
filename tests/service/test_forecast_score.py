"""How often the forecasts of a plan were right: from what was known at each upload, on both databases."""

from dataclasses import replace
from datetime import date

import pytest

from kpi.core.outlook.score import Score
from kpi.service.desk import Desk
from kpi.service.outlook import forecast_score, score_row
from kpi.service.reading import take_snapshot
from kpi.service.uploads.importing import import_file
from kpi.service.uploads.listing import undo

WHY = dict.fromkeys(("jump", "outlier", "expected-missing", "same-as-earlier"), "klopt")
QUARTERS = ("2021-Q2", "2021-Q3", "2021-Q4", "2022-Q1", "2022-Q2", "2022-Q3")
AFTER = date(2023, 3, 31)


def tell(desk: Desk, period: str, value: str) -> int:
    content = f"Indicator;Periode;Waarde\r\ntevreden;{period};{value}\r\n".encode("cp1252")
    upload = import_file(desk, "proef", content, f"{period}.csv", user="anna", justifications=WHY).upload
    assert upload is not None
    return upload


@pytest.fixture
def told(desk: Desk) -> Desk:
    """Every quarter but the last of a result that is to be 80% by the end of 2022; it began at 61.5%."""
    for period, value in zip(QUARTERS, (64, 66, 70, 69, 73, 76), strict=True):
        tell(desk, period, str(value))
    return desk


def scored(desk: Desk, as_of: date = AFTER) -> Score:
    return forecast_score(desk, take_snapshot(desk, "proef", as_of=as_of))


def test_there_is_no_score_before_a_deadline_has_passed_and_its_figure_is_in(told: Desk) -> None:
    assert scored(told, date(2022, 11, 30)).count == 0
    assert scored(told).count == 0  # the deadline passed, and nobody knows yet
    assert score_row(scored(told)) == {"count": 0, "inside": 0, "brier": None, "words": []}


def test_each_figure_from_the_sixth_on_had_a_forecast_and_now_its_outcome(told: Desk) -> None:
    tell(told, "2022-Q4", "79")
    found = scored(told)
    assert found.count == 2  # after the sixth and the seventh figure; the eighth came at the deadline
    assert (found.inside, sum(one.met for one in found.words)) == (2, 0)
    assert found.brier is not None
    assert 0 < found.brier < 1
    assert sum(one.count for one in found.words) == 2


def test_what_was_said_then_counts_though_it_was_corrected_since(told: Desk) -> None:
    tell(told, "2022-Q4", "79")
    before = scored(told)
    tell(told, "2022-Q3", "40")
    assert scored(told) == before
    undo(told, tell(told, "2022-Q2", "30"), "anna", "fout")
    assert scored(told) == before


def test_who_sees_a_part_is_told_no_score(told: Desk) -> None:
    tell(told, "2022-Q4", "79")
    shot = take_snapshot(told, "proef", as_of=AFTER)
    assert forecast_score(told, replace(shot, part=frozenset())).count == 0
