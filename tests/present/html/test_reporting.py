"""What was asked for and what came, on the page of uploads: who owes the most stands open, the rest is folded."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from kpi.core.calendar.period import parse_period
from kpi.core.delivery.completeness import Report, ReportGroup, completeness
from kpi.core.delivery.due import due_in
from kpi.present.html.uploads.deliveries import DeliveryLine, deliveries
from kpi.present.html.uploads.reporting import owners_open
from tests.core.meeting.boards import board
from tests.present.html.test_html import Reader

PERIOD = parse_period("2021-Q2")
ONE = DeliveryLine(1, "cijfers.csv", "Anna", datetime(2021, 7, 1, tzinfo=UTC), 1, 0, 0, 0)


def reports() -> tuple[Report, ...]:
    """Reports of which none came, a hundred."""
    plan = board(amber=100).plan
    return completeness(plan, PERIOD, due_in(plan, PERIOD, {}), {}, date(2022, 6, 1)).whole.reports


@pytest.mark.parametrize(("owners", "more"), [(1, ""), (8, ""), (9, "en nog 1"), (90, "en nog 82")])
def test_who_owes_the_most_stands_open_and_the_rest_is_folded(owners: int, more: str) -> None:
    every = reports()
    groups = [ReportGroup(f"o{at}", f"Eigenaar {at:02}", every[: at + 1]) for at in range(owners)]
    page = Reader(owners_open(groups, "nl"))
    names = [one for one in page.said if one.startswith("Eigenaar ")]
    assert names == [one.name for one in reversed(groups)]
    assert page.tags.count("details") == owners + bool(more)
    assert not more or page.said.index(more) > page.said.index(names[7])
    assert not more or page.said.index(more) < page.said.index(names[8])


@pytest.mark.parametrize(("count", "more"), [(6, ""), (25, "en nog 19")])
def test_the_newest_uploads_stand_open_and_the_rest_is_folded(count: int, more: str) -> None:
    page = Reader(deliveries([replace(ONE, number=at) for at in range(count)], str, "nl"))
    assert page.text.count("cijfers.csv") == count
    assert (page.tags.count("details"), "en nog" in page.text) == (bool(more), bool(more))
    assert more in page.text


def test_what_is_asked_of_a_unit_names_it() -> None:
    every = reports()
    of_unit = [replace(one, due=replace(one.due, org_unit="stad-a", unit="Stad A")) for one in every[:2]]
    page = Reader(owners_open([ReportGroup("o", "Eigenaar", tuple(of_unit))], "nl"))
    assert page.text.count(" · Stad A") == 2
    assert "stad-a" not in page.text
