"""A desk with the plan `proef`, of which everything that the API tells is there at least once, and its server."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from kpi.core.calendar.period import parse_period
from kpi.core.meeting.records import Agreement, AgreementKind
from kpi.core.model import CheckIn
from kpi.service.desk import Desk, at_desk
from kpi.service.meetings.agreeing import agree, close_action
from kpi.service.meetings.holding import begin_meeting, prepare_meeting
from kpi.service.meetings.saying import say
from kpi.service.plans import load_folder
from kpi.settings import load_settings
from tests.api.listening import Listening, listening
from tests.databases import put
from tests.service.small_plan import write_plan

# A note that a spreadsheet would run, letters of every kind, a share, a unit, an answer, and a day of its own.
MORE = """indicator,org_unit,period,value,numerator,denominator,measured_on,provisional,note
netwerken,,2021-Q2,4,,,,,=HYPERLINK("http://evil.example")
tevreden,,2021-Q2,,132,200,,ja,"één; ""twee"", -3"
netwerken,u0,2021-Q2,1,,,2021-06-10,,
netwerken,u1,2021-Q2,3,,,,,-12
T3,,2021-Q2,ja,,,2021-06-20,,klaar
"""


def everything(desk: Desk) -> None:
    """The plan with units, two quarters, a check-in, a meeting that began, a decision and two actions."""
    with TemporaryDirectory() as name:
        folder = write_plan(Path(name) / "proef", units=2)
        assert load_folder(desk, folder, user="beheer").changed
        (folder / "measurements" / "2021-Q2.csv").write_text(MORE, encoding="utf-8")
        assert load_folder(desk, folder, user="beheer").added == 5
    said = CheckIn("T1", parse_period("2021-Q2"), "+later begonnen", "", "Meer begeleiding", "Els", date(2021, 9, 1))
    say(desk, "proef", said, user="Els")
    held = prepare_meeting(desk, "proef", "Kwartaaloverleg", date(2021, 7, 20), date(2021, 6, 30), user="Jan")
    begin_meeting(desk, "proef", held.code, user="Jan")
    new = Agreement("", AgreementKind.ACTION, "@Els belt", held.code, "T1", "Els", date(2021, 8, 1))
    agree(desk, "proef", new, user="Jan")
    agree(desk, "proef", replace(new, kind=AgreementKind.DECISION, target=""), user="Jan")
    agree(desk, "proef", replace(new, due=None, meeting=""), user="Jan")
    close_action(desk, "proef", "A2", "Gedaan", user="Els", on=date(2021, 7, 30))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("api")
    address = {"PLANPEIL_DATABASE_URL": put(folder / "p.db", everything)}
    with at_desk(load_settings(folder / "none.toml", address)) as opened:
        yield opened


@pytest.fixture(scope="module")
def api(desk: Desk) -> Iterator[Listening]:
    with listening(lambda: desk) as server:
        yield server
