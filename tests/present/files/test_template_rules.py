"""What Excel accepts in the cells of a template fits how each result is reported."""

from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest

from kpi.core.calendar.deadline import Per
from kpi.core.calendar.period import parse_period
from kpi.core.delivery.due import due_in
from kpi.core.model import Target
from kpi.core.vocabulary import Kind
from kpi.present.files.template import template_xlsx
from tests.core.make import target
from tests.core.plan import PLAN

Q2 = parse_period("2021-Q2")
TIMES = replace(target(Kind.RECURRING, value=2.0, per=Per.QUARTER), code="K")


def sheet(one: Target) -> str:
    """The only sheet of the template of this target."""
    plan = replace(PLAN, targets=(one,))
    with ZipFile(BytesIO(template_xlsx(plan, Q2, due_in(plan, Q2, {}), "nl"))) as book:
        return book.read("xl/worksheets/sheet1.xml").decode()


@pytest.mark.parametrize(
    ("one", "asked", "other"),
    [
        (target(Kind.MILESTONE), "een percentage van 0", "Een getal"),
        (TIMES, "Een getal vanaf 0, of ja, nee, n.v.t.", "percentage"),
        (target(Kind.REACH, value=9.0, baseline=7.0), "Een getal, of n.v.t.", "percentage"),
    ],
)
def test_a_number_of_times_is_no_percentage(one: Target, asked: str, other: str) -> None:
    made = sheet(one)
    assert asked in made
    assert other not in made
