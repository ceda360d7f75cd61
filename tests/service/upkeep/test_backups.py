"""A folder of copies, and a drill: all that was kept comes back, to the last digit, in either kind of database."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from kpi.core.calendar.period import parse_period
from kpi.core.doctor import all_well
from kpi.core.errors import PlanpeilError, UsageError
from kpi.core.meeting.records import Agreement, AgreementKind
from kpi.core.model import CheckIn
from kpi.service.accounts.people import account_list, add_account
from kpi.service.desk import Desk, at_desk
from kpi.service.light_rows import status_lines
from kpi.service.meetings.agreeing import agree
from kpi.service.meetings.holding import begin_meeting, prepare_meeting
from kpi.service.meetings.saying import say
from kpi.service.meetings.showing import close
from kpi.service.plan_list import plan_lines
from kpi.service.plans import load_folder
from kpi.service.snapshots import head_revision, plan_at, snapshot_of
from kpi.service.upkeep.backups import backup, backup_among, newest_copy, restore
from kpi.service.upkeep.logbook import verify_log
from kpi.service.uploads.importing import Result, import_file
from kpi.settings import ROOT, Settings, load_settings
from kpi.store.database.copies import copies_in
from kpi.store.database.engine import read
from kpi.store.tables import Base
from tests.databases import nothing, put

FILE = b"Indicator;Periode;Waarde\r\nnetwerken;2021-Q2;2\r\ntevreden;2021-Q2;65,4321\r\nT3;2021-Q2;ja\r\n"
DAYS = (date(2021, 3, 31), date(2021, 6, 30), date(2022, 6, 30), date(2022, 12, 31))
RESTORER = "bea"
Rows = dict[str, list[dict[str, Any]]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "kopieën"
    made.mkdir()
    return made


def test_copies_are_named_by_their_moment_and_the_oldest_go(desk: Desk, folder: Path) -> None:
    made = [backup_among(desk.settings, folder, keep=2) for _ in range(4)]
    assert [one.revision for one in made] == [1, 1, 1, 1]
    assert [one.removed for one in made] == [(), (), (made[0].file,), (made[1].file,)]
    assert copies_in(folder) == (made[2].file, made[3].file)
    assert sorted(path for path in folder.iterdir()) == sorted((made[2].file, made[3].file))
    where, when = newest_copy(desk.settings)
    assert (where, when is not None) == (str(folder), True)


def test_what_planpeil_did_not_make_stays(desk: Desk, folder: Path) -> None:
    strange = {"planpeil-20200101T0000Z.db": b"van iemand", "planpeil-20200102T0000Z-2.db": b"", "brief.docx": b"x"}
    for name, content in strange.items():
        (folder / name).write_bytes(content)
    (folder / "planpeil-20200103T0000Z.db").mkdir()
    backup_among(desk.settings, folder, keep=1)
    last = backup_among(desk.settings, folder, keep=1)
    assert {path.name for path in folder.iterdir()} == {*strange, "planpeil-20200103T0000Z.db", last.file.name}
    assert {name: (folder / name).read_bytes() for name in strange} == strange


def test_two_at_once_leave_a_good_copy_and_no_part_of_one(desk: Desk, folder: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda _: backup_among(desk.settings, folder, keep=1), range(6)))
    assert len({one.file for one in made}) == 6
    left = list(folder.iterdir())
    assert left == list(copies_in(folder))
    assert left


def test_a_copy_that_cannot_be_made_takes_nothing_away(desk: Desk, folder: Path, tmp_path: Path) -> None:
    good = backup_among(desk.settings, folder, keep=1).file
    empty = load_settings(tmp_path / "c.toml", {"PLANPEIL_DATABASE_URL": put(tmp_path / "leeg.db", nothing)})
    with pytest.raises(UsageError, match="bevat nog niets"):
        backup_among(empty, folder, keep=1)
    for wrong, keep in ((folder, 0), (tmp_path / "nergens", 1), (good, 1)):
        with pytest.raises(UsageError):
            backup_among(desk.settings, wrong, keep=keep)
    assert list(folder.iterdir()) == [good]


@pytest.fixture
def used(desk: Desk) -> Desk:
    """A desk with two plans, an upload, words, an agreement and a meeting that was closed."""
    assert load_folder(desk, ROOT / "data/plans/thoon-2021", user="beheer").changed
    assert import_file(desk, "proef", FILE, "q2.csv", user="anna").result is Result.IMPORTED
    say(desk, "proef", CheckIn("T1", parse_period("2021-Q2"), "Ziekte", "Later", "Overleg", "Els"), user="els")
    held = prepare_meeting(desk, "proef", "Overleg", date(2021, 7, 20), date(2021, 6, 30), user="anna").code
    begin_meeting(desk, "proef", held, user="anna")
    agree(desk, "proef", Agreement("", AgreementKind.DECISION, "Doorgaan", meeting=held), user="anna")
    close(desk, "proef", held, user="anna")
    add_account(desk, "Noor", user="anna")
    return desk


@pytest.fixture(params=["same kind", "other kind"])
def elsewhere(request: pytest.FixtureRequest, database: str, tmp_path: Path) -> Settings:
    """Settings of a new database of either kind, with a folder of its own for what is kept."""
    server = database.startswith("postgres") is (request.param == "same kind")
    url = request.getfixturevalue("postgres_url") if server else f"sqlite:///{tmp_path / 'elders' / 'planpeil.db'}"
    (tmp_path / "elders").mkdir()
    return load_settings(tmp_path / "elders" / "config.toml", {"PLANPEIL_DATABASE_URL": url})


def rows_of(desk: Desk, *, up_to: int) -> Rows:
    """Every row of every table, without what the restoring itself added to them."""
    found: Rows = {}
    with read(desk.engine) as connection:
        for table in Base.metadata.sorted_tables:
            order = list(table.primary_key.columns)
            rows = [dict(row) for row in connection.execute(select(table).order_by(*order)).mappings()]
            found[table.name] = [row for row in rows if (row.get("revision") or 0) <= up_to]
    found["person"] = [row for row in found["person"] if row["name"] != RESTORER]
    del found["audit_head"]  # held by `verify_log`
    return found


def lights_of(desk: Desk) -> list[object]:
    """The lights of every plan at several dates, as scripts get them: no digit is rounded."""
    head = head_revision(desk)
    plans = [plan_at(desk, line.code, head) for line in plan_lines(desk)]
    return [status_lines(snapshot_of(desk, plan, as_of=day, revision=head)) for plan in plans for day in DAYS]


@pytest.mark.postgres
def test_a_drill_brings_back_every_row_and_every_light(used: Desk, elsewhere: Settings, folder: Path) -> None:
    head = head_revision(used)
    rows, lights = rows_of(used, up_to=head), lights_of(used)
    assert len(rows["measurement_version"]) > 100
    assert all(
        rows[name]
        for name in ("upload", "account", "meeting_seen", "agreement_version", "checkin_version", "source_file")
    )
    copy = backup_among(used.settings, folder, keep=14)
    assert copy.revision == head
    done = restore(elsewhere, copy.file, user=RESTORER)
    assert (done.revision, done.before) == (head + 1, None)
    with at_desk(elsewhere) as desk:
        assert rows_of(desk, up_to=head) == rows
        assert all_well(verify_log(desk))
        assert lights_of(desk) == lights
        assert import_file(desk, "proef", FILE, "q2.csv", user="anna").result is Result.SAME
        assert say(desk, "proef", CheckIn("T2", parse_period("2021-Q2"), "Later"), user="els").revision == head + 2
        add_account(desk, "Kees", user="anna")
        assert [one.name for one in account_list(desk)] == ["Kees", "Noor"]


def test_what_was_there_is_kept_and_can_come_back(used: Desk, folder: Path) -> None:
    before = backup(used.settings, folder / "eerst.db")
    say(used, "proef", CheckIn("T2", parse_period("2021-Q2"), "Vergist"), user="els")
    head = head_revision(used)
    rows = rows_of(used, up_to=head)
    done = restore(used.settings, before.file, user=RESTORER)
    assert (done.revision, head_revision(used)) == (head + 1, head + 1)
    assert done.before is not None
    assert restore(used.settings, done.before, user=RESTORER).revision == head + 2
    assert rows_of(used, up_to=head) == rows


def test_a_copy_that_is_none_changes_nothing(used: Desk, folder: Path) -> None:
    (folder / "x.db").write_bytes(b"geen kopie" * 100)
    head = head_revision(used)
    rows = rows_of(used, up_to=head)
    with pytest.raises(PlanpeilError):
        restore(used.settings, folder / "x.db", user=RESTORER)
    assert rows_of(used, up_to=head + 1) == rows
    assert list(used.settings.kept.glob("*.before-*")) == []
