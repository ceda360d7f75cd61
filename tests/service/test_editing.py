"""Editing a plan: drafts, what publishing refuses, what it keeps, and what was promised when."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from kpi.core.batch import batch_of
from kpi.core.calendar.period import parse_period
from kpi.core.errors import NotFoundError, RefusedError
from kpi.core.model import Measurement
from kpi.intake.edit.export import as_zip, plan_files
from kpi.intake.edit.plan_zip import read_archive
from kpi.intake.plan.folder import read_files
from kpi.intake.plan.plan_file import PlanHeader
from kpi.service.desk import Desk, at_desk
from kpi.service.drafting.copying import new_plan_from
from kpi.service.drafting.editing import Draft, check_draft, draft_of, header_of, new_draft, read_phrase, with_rows
from kpi.service.drafting.publishing import export_workbook, export_zip, import_workbook, import_zip, publish
from kpi.service.drafting.starting import Beginning, starter_files
from kpi.service.plans import Loaded, load_folder
from kpi.service.snapshots import take_snapshot, target_page
from kpi.settings import load_settings
from kpi.store.database.engine import read
from kpi.store.query import read_plan
from kpi.store.uploads.delivery import Delivery
from kpi.store.uploads.uploads import commit_upload
from tests.databases import put
from tests.store.commits import commits

OWN = Beginning("eigen", "Eigen plan", "Praktijk", date(2025, 1, 1), date(2027, 12, 31))
TARGETS = """target,theme,statement,kind,indicator,value,baseline,deadline,owner
N-1,zorg,Acht netwerken,cumulative,netwerken,8,,eind 2026,Anna
N-2,zorg,Negen van tien tevreden,reach,tevreden,9,7,medio 2026,Anna
N-3,ict,Plan gereed,milestone,,,,vóór juni 2025,Bert
"""
INDICATORS = """indicator,name,unit,direction,frequency,aggregation,decimals
netwerken,Netwerken,netwerken,increase,quarter,sum,0
tevreden,Tevredenheid,cijfer,increase,quarter,last,1
"""
FILES = {
    "plan.toml": b'code = "eigen"\ntitle = "Eigen plan"\norganisation = "Praktijk"\n'
    b"start = 2025-01-01\nend = 2027-12-31\n"
    b'[[themes]]\ncode = "zorg"\ntitle = "Zorg"\n[[themes]]\ncode = "ict"\ntitle = "ICT"\n',
    "targets.csv": TARGETS.encode(),
    "indicators.csv": INDICATORS.encode(),
    "org_units.csv": b"org_unit,name\nnoord,Noord\nzuid,Zuid\n",
}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk with the plan `eigen`, without figures."""
    settings = load_settings(tmp_path / "none.toml", {"PLANPEIL_DATABASE_URL": put(tmp_path / "p.db", own_plan)})
    with at_desk(settings) as desk:
        yield desk


def own_plan(desk: Desk) -> None:
    """The plan `eigen`."""
    assert import_zip(desk, as_zip(FILES, "eigen"), user="anna").revision == 1


def measure(desk: Desk, code: str, period: str, value: float, unit: str = "") -> None:
    """An upload of one value by staff."""
    with read(desk.engine) as connection:
        newest = commits(connection)[0].revision
        plan = read_plan(connection, "eigen", newest)
    assert plan is not None
    one = Measurement(code, parse_period(period), value, org_unit=unit)
    delivery = Delivery((f"{code}.csv", f"{code}{period}{value}", b"x"), "staf", batch_of([one]), newest)
    commit_upload(desk.engine, plan, delivery, recorded_at=datetime.now(UTC))


def changed(draft: Draft, table: str, code: str, **cells: str) -> Draft:
    """The draft with cells of one row replaced; the row is found by its first column."""
    rows = [
        tuple({**record, **cells}.values()) if next(iter(record.values())) == code else tuple(record.values())
        for record in draft.tables[table].records()
    ]
    return with_rows(draft, table, rows)


def without(draft: Draft, table: str, code: str) -> Draft:
    return with_rows(draft, table, [row for row in draft.tables[table].rows if row[0] != code])


def codes(found: Loaded) -> set[tuple[str, str, int | None, str]]:
    return {(one.code, one.file, one.row, one.column) for one in found.issues}


def test_publishing_an_unchanged_draft_changes_nothing(desk: Desk) -> None:
    found = publish(desk, draft_of(desk, "eigen"), user="anna")
    assert (found.plan, found.revision, found.changed, found.issues) == ("eigen", 1, False, ())


def test_description_changes_without_a_reason(desk: Desk) -> None:
    found = publish(desk, changed(draft_of(desk, "eigen"), "targets", "N-1", owner="Carla"), user="anna")
    assert (found.revision, found.changed, found.revised) == (2, True, 1)
    assert draft_of(desk, "eigen").tables["targets"].rows[0][24] == "Carla"


@pytest.mark.parametrize(
    ("column", "cell"), [("value", "6"), ("statement", "Zes"), ("deadline", "eind 2027"), ("weight", "0")]
)
def test_promise_changes_only_with_a_reason(desk: Desk, column: str, cell: str) -> None:
    draft = changed(draft_of(desk, "eigen"), "targets", "N-1", **{column: cell})
    refused = publish(desk, draft, user="anna", why="  ")
    assert (refused.plan, refused.changed, refused.revision) == (None, False, 1)
    assert ("reason-missing", "targets", 2, column) in codes(refused)
    done = publish(desk, draft, user="anna", why="Besluit van de ledenvergadering")
    assert (done.plan, done.revision) == ("eigen", 2)
    with read(desk.engine) as connection:
        assert commits(connection)[0].why == "Besluit van de ledenvergadering"


def test_old_and_new_promise_are_both_told(desk: Desk) -> None:
    measure(desk, "netwerken", "2025-Q1", 2)
    draft = changed(draft_of(desk, "eigen"), "targets", "N-1", value="6", deadline="eind 2027")
    publish(desk, draft, user="anna", why="Minder geld")
    publish(desk, changed(draft_of(desk, "eigen"), "targets", "N-1", owner="Carla"), user="anna")
    view = target_page(desk, take_snapshot(desk, "eigen", as_of=date(2025, 3, 31)), "N-1")
    (old,) = view.earlier
    assert (old.target.value, old.target.due, old.why, old.replaced_by) == (
        8.0,
        date(2026, 12, 31),
        "Minder geld",
        "anna",
    )
    assert (view.row.target.value, view.row.target.due) == (6.0, date(2027, 12, 31))
    assert old.path[-1] == (date(2026, 12, 31), 8.0)
    assert view.path[-1] == (date(2027, 12, 31), 6.0)
    before = target_page(desk, take_snapshot(desk, "eigen", as_of=date(2025, 3, 31), revision=2), "N-1")
    assert (before.row.target.value, before.earlier) == (8.0, ())


def test_changed_meaning_of_an_indicator_needs_a_reason(desk: Desk) -> None:
    draft = changed(draft_of(desk, "eigen"), "indicators", "tevreden", unit="punten")
    assert ("reason-missing", "indicators", 3, "unit") in codes(publish(desk, draft, user="anna"))


def test_somebody_elses_publication_is_told_and_stays(desk: Desk) -> None:
    mine = changed(draft_of(desk, "eigen"), "targets", "N-1", owner="Ik")
    theirs = changed(draft_of(desk, "eigen"), "targets", "N-2", owner="Zij")
    assert publish(desk, theirs, user="zij").changed
    refused = publish(desk, mine, user="ik")
    assert refused.plan is None
    assert codes(refused) == {("published-meanwhile", "targets", 3, "owner")}
    assert [one.value for one in refused.issues] == ["Zij"]
    assert publish(desk, changed(draft_of(desk, "eigen"), "targets", "N-1", owner="Ik"), user="ik").changed


def test_an_upload_meanwhile_does_not_stop_publishing(desk: Desk) -> None:
    draft = changed(draft_of(desk, "eigen"), "targets", "N-1", owner="Ik")
    measure(desk, "netwerken", "2025-Q1", 2)
    assert publish(desk, draft, user="ik").changed


def test_measured_target_that_is_taken_out_is_kept_as_ended(desk: Desk) -> None:
    measure(desk, "N-3", "2025-Q1", 40)
    draft = without(draft_of(desk, "eigen"), "targets", "N-3")
    assert ("reason-missing", "targets", None, "ended") in codes(publish(desk, draft, user="anna"))
    done = publish(desk, draft, user="anna", why="Vervalt")
    assert ("measured-kept", "targets", None, "target") in codes(done)
    snapshot = take_snapshot(desk, "eigen")
    assert [one.code for one in snapshot.plan.targets] == ["N-1", "N-2"]
    assert [one.target.code for one in snapshot.plan.ended] == ["N-3"]
    again = draft_of(desk, "eigen")
    assert [row["target"] for row in again.tables["targets"].records() if row["ended"]] == ["N-3"]
    assert not publish(desk, again, user="anna").changed
    files, _ = read_archive(export_zip(desk, "eigen"))
    found = read_files(files)
    assert found.plan == snapshot.plan
    assert [(one.indicator, one.value) for one in found.measurements] == [("N-3", 40.0)]


def test_unmeasured_target_that_is_taken_out_is_gone(desk: Desk) -> None:
    done = publish(desk, without(draft_of(desk, "eigen"), "targets", "N-3"), user="anna", why="Vervalt")
    assert done.plan == "eigen"
    plan = take_snapshot(desk, "eigen").plan
    assert ([one.code for one in plan.targets], plan.ended) == (["N-1", "N-2"], ())
    assert len(take_snapshot(desk, "eigen", revision=1).plan.targets) == 3


def test_measured_indicator_and_unit_stay_when_left_out(desk: Desk) -> None:
    measure(desk, "netwerken", "2025-Q1", 2, "noord")
    draft = without(without(draft_of(desk, "eigen"), "targets", "N-1"), "indicators", "netwerken")
    draft = without(without(draft, "org_units", "noord"), "org_units", "zuid")
    done = publish(desk, draft, user="anna", why="Andere koers")
    assert {(file, code) for code, file, _, _ in codes(done) if code == "measured-kept"} == {
        ("targets", "measured-kept"), ("indicators", "measured-kept"), ("org_units", "measured-kept"),
    }  # fmt: skip
    plan = take_snapshot(desk, "eigen").plan
    assert {one.code for one in plan.indicators} == {"tevreden", "netwerken"}
    assert {one.code for one in plan.org_units} == {"noord"}
    assert read_files(read_archive(export_zip(desk, "eigen"))[0]).plan == plan


def test_theme_of_a_kept_target_stays_with_it(desk: Desk) -> None:
    measure(desk, "N-3", "2025-Q1", 40)
    draft = without(without(draft_of(desk, "eigen"), "targets", "N-3"), "themes", "ict")
    assert publish(desk, draft, user="anna", why="Vervalt").plan == "eigen"
    assert [one.code for one in take_snapshot(desk, "eigen").plan.themes] == ["zorg", "ict"]


@pytest.mark.parametrize(
    ("table", "was", "now", "row"),
    [("targets", "N-3", "X-3", 4), ("indicators", "netwerken", "netten", 2), ("org_units", "noord", "n", 2)],
)
def test_renaming_what_is_measured_is_refused_at_its_row(desk: Desk, table: str, was: str, now: str, row: int) -> None:
    measure(desk, "N-3", "2025-Q1", 40)
    measure(desk, "netwerken", "2025-Q1", 2, "noord")
    column = {"targets": "target", "indicators": "indicator", "org_units": "org_unit"}[table]
    draft = changed(draft_of(desk, "eigen"), table, was, **{column: now})
    if table == "indicators":
        draft = changed(draft, "targets", "N-1", indicator=now)
    refused = publish(desk, draft, user="anna", why="Netter")
    assert refused.plan is None
    assert ("code-renamed", table, row, column) in codes(refused)
    assert was in next(one.suggestion for one in refused.issues if one.code == "code-renamed")


def test_renaming_what_is_not_measured_is_allowed(desk: Desk) -> None:
    draft = changed(draft_of(desk, "eigen"), "targets", "N-3", target="X-3")
    assert publish(desk, draft, user="anna", why="Netter").plan == "eigen"


@pytest.mark.parametrize(
    ("column", "now", "code"),
    [("frequency", "year", "period-not-of-frequency"), ("aggregation", "ratio", "share-without-counts")],
)
def test_new_version_must_fit_what_is_measured(desk: Desk, column: str, now: str, code: str) -> None:
    measure(desk, "netwerken", "2025-Q1", 2, "noord")
    draft = changed(draft_of(desk, "eigen"), "indicators", "netwerken", **{column: now})
    refused = publish(desk, draft, user="anna", why="Anders geteld")
    assert {one.code for one in refused.issues} == {code}
    assert refused.plan is None


def test_what_did_not_fit_before_keeps_nobody_from_another_change(desk: Desk) -> None:
    draft = changed(draft_of(desk, "eigen"), "indicators", "tevreden", aggregation="ratio")
    assert publish(desk, draft, user="anna", why="Opgeteld").plan == "eigen"
    measure(desk, "tevreden", "2025-Q1", 8, "noord")
    renamed = changed(draft_of(desk, "eigen"), "themes", "zorg", title="Zorg dichtbij")
    assert publish(desk, renamed, user="anna").issues == ()
    draft = changed(draft_of(desk, "eigen"), "indicators", "tevreden", frequency="year")
    refused = publish(desk, draft, user="anna", why="Jaarlijks")
    assert {one.code for one in refused.issues} == {"period-not-of-frequency"}


def test_other_plan_and_taken_code_are_refused(desk: Desk) -> None:
    draft = changed(draft_of(desk, "eigen"), "plan", "code", value="ander")
    assert codes(publish(desk, draft, user="anna")) == {("other-plan", "plan", 2, "code")}
    assert codes(publish(desk, replace(draft_of(desk, "eigen"), plan=""), user="anna")) == {
        ("plan-exists", "plan", 2, "code")
    }
    zipped = import_zip(desk, as_zip(FILES, "eigen"), user="anna", plan="ander")
    assert codes(zipped) == {("other-plan", "plan.toml", 1, "code")}


def test_issues_stand_at_table_and_row(desk: Desk) -> None:
    draft = changed(draft_of(desk, "eigen"), "targets", "N-2", theme="zrog", deadline="ooit")
    draft = changed(changed(draft, "themes", "ict", title=""), "plan", "start", value="1-1-2025")
    found = check_draft(desk, draft)
    assert {(one.code, one.file, one.row, one.column) for one in found.issues} == {
        ("bad-setting", "plan", 7, "start"),
        ("missing-key", "themes", 3, "title"),
        ("unknown-theme", "targets", 3, "theme"),
    }
    assert (found.plan, found.before, found.after) == (None, None, None)


def test_check_shows_lights_before_and_after_and_changes_nothing(desk: Desk) -> None:
    measure(desk, "netwerken", "2025-Q1", 2)
    draft = changed(draft_of(desk, "eigen"), "targets", "N-1", value="80")
    found = check_draft(desk, draft)
    assert found.issues == ()
    assert [(one.field, one.before, one.after) for one in found.promises] == [("value", "8", "80")]
    (light,) = [one for one in found.lights if one.differs]
    assert light.before is not None
    assert light.after is not None
    assert (light.code, light.before.light.value, light.after.light.value) == ("N-1", "green", "amber")
    assert draft_of(desk, "eigen").revision == 2


def test_new_plan_is_published_from_the_starter_set(desk: Desk) -> None:
    draft = new_draft(desk, replace(OWN, code="nieuw"))
    assert check_draft(desk, draft).issues == ()
    done = publish(desk, draft, user="anna")
    assert (done.plan, done.changed) == ("nieuw", True)
    assert take_snapshot(desk, "nieuw").plan.title == "Eigen plan"


def test_new_plan_from_another_moves_to_its_own_years(desk: Desk) -> None:
    measure(desk, "netwerken", "2025-Q1", 2)
    draft = new_plan_from(desk, "eigen", Beginning("vervolg", "Vervolg", "", date(2028, 1, 1), date(2030, 12, 31)))
    found = check_draft(desk, draft)
    assert found.plan is not None
    assert found.issues == ()
    assert publish(desk, draft, user="anna").plan == "vervolg"
    plan = take_snapshot(desk, "vervolg").plan
    assert (plan.organisation, plan.start, len(plan.targets)) == ("Praktijk", date(2028, 1, 1), 3)
    assert [one.deadline for one in plan.targets] == ["eind 2029", "medio 2029", "vóór juni 2028"]
    assert [one.baseline for one in plan.targets] == [None, None, None]
    assert b"2025-Q1" not in export_zip(desk, "vervolg")


def test_zip_goes_out_and_comes_back_unchanged(desk: Desk) -> None:
    measure(desk, "netwerken", "2025-Q1", 2)
    content = export_zip(desk, "eigen")
    assert content == export_zip(desk, "eigen")
    assert not import_zip(desk, content, user="anna").changed
    with pytest.raises(NotFoundError):
        export_zip(desk, "geen")


def test_import_adds_measurements_and_ends_none(desk: Desk) -> None:
    measure(desk, "netwerken", "2025-Q1", 2)
    more = FILES | {"measurements/2025-Q2.csv": b"indicator,period,value\nnetwerken,2025-Q2,3\n"}
    assert import_zip(desk, as_zip(more, "x"), user="anna").added == 1
    files, _ = read_archive(export_zip(desk, "eigen"))
    assert {"measurements/2025-Q1.csv", "measurements/2025-Q2.csv"} <= set(files)


def test_import_asks_for_a_reason_too_and_can_go_back(desk: Desk) -> None:
    lower = FILES | {"targets.csv": TARGETS.replace(",8,", ",6,").encode()}
    refused = import_zip(desk, as_zip(lower, "x"), user="anna")
    assert codes(refused) == {("reason-missing", "targets.csv", 2, "value")}
    assert import_zip(desk, as_zip(lower, "x"), user="anna", why="Minder geld").changed
    assert import_zip(desk, as_zip(FILES, "x"), user="anna", why="Toch niet").changed
    assert take_snapshot(desk, "eigen").plan.targets[0].value == 8


def test_bad_zip_changes_nothing(desk: Desk) -> None:
    found = import_zip(desk, as_zip({"../plan.toml": b""}, "x"), user="anna")
    assert (found.plan, found.changed, {one.code for one in found.issues}) == (None, False, {"archive-path"})


def test_workbook_goes_out_and_comes_back_unchanged(desk: Desk) -> None:
    found = import_workbook(desk, export_workbook(desk, "eigen", "nl"), user="anna")
    assert (found.plan, found.changed, found.issues) == ("eigen", False, ())
    assert {one.code for one in import_workbook(desk, b"x,y\n", user="anna").issues} >= {"missing-file"}


def test_folder_that_drops_what_others_measured_keeps_it(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "map"
    folder.mkdir()
    files = {name: content.replace(b'"eigen"', b'"map"') for name, content in FILES.items()}
    for name, content in files.items():
        (folder / name).write_bytes(content)
    assert load_folder(desk, folder, user="anna").changed
    with read(desk.engine) as connection:
        newest = commits(connection)[0].revision
        plan = read_plan(connection, "map", newest)
    assert plan is not None
    one = Measurement("N-3", parse_period("2025-Q1"), 40.0)
    delivery = Delivery(("a.csv", "a", b"a"), "staf", batch_of([one]), newest)
    commit_upload(desk.engine, plan, delivery, recorded_at=datetime.now(UTC))
    (folder / "targets.csv").write_text("".join(TARGETS.splitlines(keepends=True)[:3]), "utf-8")
    asked = load_folder(desk, folder, user="anna", why="Korter")
    assert (asked.plan, [(one.kind, one.names) for one in asked.leaving]) == (None, [("targets", ("N-3",))])
    assert take_snapshot(desk, "map").plan.ended == ()
    first = load_folder(desk, folder, user="anna", why="Korter", take_out=True)
    assert ("measured-kept", "targets.csv", None, "target") in codes(first)
    assert [one.target.code for one in take_snapshot(desk, "map").plan.ended] == ["N-3"]
    assert not load_folder(desk, folder, user="anna").changed


def test_folder_leaves_what_was_published_in_peace(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "los"
    folder.mkdir()
    for name, content in starter_files("nl", replace(OWN, code="los")).items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(content)
    load_folder(desk, folder, user="anna")
    draft = draft_of(desk, "los")
    rows = draft.tables["targets"].rows
    more = [rows[0], ("R-02", rows[0][1], *rows[0][2:5], "Nog een", *rows[0][6:])]
    assert publish(desk, with_rows(draft, "targets", more), user="anna").added == 1
    assert not load_folder(desk, folder, user="anna").changed
    assert [one.code for one in take_snapshot(desk, "los").plan.targets] == ["R-01", "R-02"]


def test_read_only_refuses_every_change(desk: Desk) -> None:
    draft = draft_of(desk, "eigen")
    closed = Desk(replace(desk.settings, read_only=True), desk.engine)
    for change in (
        lambda: publish(closed, draft, user="anna"),
        lambda: import_zip(closed, as_zip(FILES, "x"), user="anna"),
        lambda: import_workbook(closed, b"", user="anna"),
    ):
        with pytest.raises(RefusedError):
            change()
    assert check_draft(closed, draft).issues == ()
    assert export_zip(closed, "eigen") == export_zip(desk, "eigen")


@pytest.mark.parametrize(
    ("phrase", "nl"),
    [
        ("vóór juni 2026", "Uiterlijk 31-05-2026."),
        ("Q3 2026", "Uiterlijk 30-09-2026; op zijn vroegst 01-07-2026."),
        ("", "Uiterlijk 31-12-2027."),
        ("zo snel mogelijk", "Niet te lezen als deadline."),
        ("ieder half jaar", "Uiterlijk 31-12-2027; op zijn vroegst 01-01-2025; 1 keer per halfjaar."),
        (
            "juni 2031",
            "Uiterlijk 30-06-2031; op zijn vroegst 01-06-2031. Let op: dat ligt buiten het plan; controleer het jaar.",
        ),
        (
            "jaarlijks vóór 1 mei",
            "Uiterlijk 31-12-2027; op zijn vroegst 01-01-2025; 1 keer per jaar; later in het jaar is ook op tijd.",
        ),
    ],
)
def test_phrase_is_told_as_it_is_read(desk: Desk, phrase: str, nl: str) -> None:
    found = read_phrase(desk, phrase, PlanHeader(start=OWN.start, end=OWN.end))
    assert found.nl == nl
    assert (found.deadline is None) == (phrase == "zo snel mogelijk")
    assert found.en


def test_phrase_is_read_with_the_terms_of_the_draft(desk: Desk) -> None:
    draft = draft_of(desk, "eigen")
    table = draft.tables["plan"]
    rows = [*table.rows, ("terms.bestuursperiode", "2026-03-30/2027-03-18")]
    explained = with_rows(draft, "plan", rows)
    before, after = (read_phrase(desk, "eind bestuursperiode", header_of(desk, one)) for one in (draft, explained))
    assert before.deadline is None
    assert after.nl == "Uiterlijk 18-03-2027."
    published = check_draft(desk, explained).plan
    assert published is not None
    assert [name for name, *_ in published.terms] == ["bestuursperiode"]
    assert [one.field for one in check_draft(desk, explained).differences] == ["terms"]


def test_windows_of_years_are_told(desk: Desk) -> None:
    found = read_phrase(desk, "tweejaarlijks", header_of(desk, draft_of(desk, "eigen")))
    assert found.nl.endswith("1 keer per 2 jaar.")
    assert found.en.endswith("1 times per 2 years.")


def test_draft_of_an_unknown_plan_is_not_found(desk: Desk) -> None:
    with pytest.raises(NotFoundError):
        draft_of(desk, "geen")
    assert plan_files(take_snapshot(desk, "eigen").plan)["plan.toml"].startswith(b'code = "eigen"')
