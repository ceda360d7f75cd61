"""Measurements in pages: what is in force at a revision, of what was asked for, on both databases."""

from datetime import date
from pathlib import Path

import pytest

from kpi.core.errors import NotFoundError, UsageError
from kpi.service.desk import Desk
from kpi.service.measured import MeasuredPage, measured_page
from kpi.service.plans import load_folder
from kpi.store.measured import MeasuredBy
from tests.service.small_plan import write_plan

LATER = """indicator,org_unit,period,value,measured_on
tevreden,,2021-Q2,65,
netwerken,u1,2021-Q2,2,2021-05-01
netwerken,u0,2021-Q2,1,
netwerken,,2021-Q2,3,
"""


@pytest.fixture
def grown(desk: Desk, tmp_path: Path) -> Desk:
    """Two quarters with units, of which the first quarter's value of `tevreden` was corrected and another taken out."""
    folder = write_plan(tmp_path / "later" / "proef", units=2)
    (folder / "measurements" / "2021-Q2.csv").write_text(LATER, encoding="utf-8")
    first = "indicator,period,value\ntevreden,2021-Q1,62\n"
    (folder / "measurements" / "2021-Q1.csv").write_text(first, encoding="utf-8")
    assert load_folder(desk, folder, user="beheer", take_out=True).revision == 2
    return desk


def told(found: MeasuredPage) -> list[tuple[str, str, str, float | None]]:
    return [(one.indicator, one.org_unit, one.period.code, one.value) for one in found.measurements]


EVERY = [
    ("netwerken", "", "2021-Q2", 3),
    ("netwerken", "u0", "2021-Q2", 1),
    ("netwerken", "u1", "2021-Q2", 2),
    ("tevreden", "", "2021-Q1", 62),
    ("tevreden", "", "2021-Q2", 65),
]


@pytest.mark.parametrize(
    ("wanted", "at"),
    [
        (MeasuredBy(), [0, 1, 2, 3, 4]),
        (MeasuredBy(indicator="netwerken"), [0, 1, 2]),
        (MeasuredBy(org_unit=""), [0, 3, 4]),
        (MeasuredBy(org_unit="u1"), [2]),
        (MeasuredBy(first=date(2021, 5, 2)), [0, 1, 4]),
        (MeasuredBy(last=date(2021, 5, 1)), [2, 3]),
        (MeasuredBy("netwerken", "u1", date(2021, 5, 1), date(2021, 5, 1)), [2]),
        (MeasuredBy(indicator="T3"), []),
    ],
)
def test_what_is_in_force_of_what_was_asked(grown: Desk, wanted: MeasuredBy, at: list[int]) -> None:
    found = measured_page(grown, "proef", wanted, revision=2, page=1, per_page=10)
    assert told(found) == [EVERY[one] for one in at]
    assert found.total == len(at)


def test_pages_follow_each_other_and_end(grown: Desk) -> None:
    pages = [measured_page(grown, "proef", MeasuredBy(), revision=2, page=n, per_page=2) for n in (1, 2, 3, 4)]
    assert [told(page) for page in pages] == [EVERY[:2], EVERY[2:4], EVERY[4:], []]
    assert {page.total for page in pages} == {5}


def test_an_earlier_revision_is_as_it_was(grown: Desk) -> None:
    found = measured_page(grown, "proef", MeasuredBy(), revision=1, page=1, per_page=10)
    assert told(found) == [("netwerken", "", "2021-Q1", 0), ("tevreden", "", "2021-Q1", 61.5)]


@pytest.mark.parametrize(
    ("plan", "wanted", "words"),
    [
        ("nee", MeasuredBy(), "geen plan 'nee'"),
        ("proef", MeasuredBy(indicator="nee"), "geen indicator 'nee'. Wel: netwerken, tevreden, T3."),
        ("proef", MeasuredBy(indicator=""), "geen indicator ''"),
        ("proef", MeasuredBy(org_unit="nee"), "geen organisatie-eenheid 'nee'. Wel: u0, u1."),
    ],
)
def test_what_is_not_there_is_told(grown: Desk, plan: str, wanted: MeasuredBy, words: str) -> None:
    with pytest.raises(NotFoundError, match=words):
        measured_page(grown, plan, wanted, revision=2, page=1, per_page=10)


def test_days_in_the_wrong_order_are_told(grown: Desk) -> None:
    wanted = MeasuredBy(first=date(2021, 5, 2), last=date(2021, 5, 1))
    with pytest.raises(UsageError, match="verwissel"):
        measured_page(grown, "proef", wanted, revision=2, page=1, per_page=10)
