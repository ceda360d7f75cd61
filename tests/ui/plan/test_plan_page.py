"""Managing plans in process: a draft, its messages, a promise with and without a reason, a version, and read-only."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from kpi.core.light.assessment import Status
from kpi.intake.edit.export import as_zip
from kpi.intake.edit.plan_zip import read_archive
from kpi.present.words import text
from kpi.service.drafting import arriving, publishing, starting
from kpi.service.drafting.editing import Draft, draft_of, with_rows
from kpi.service.snapshots import take_snapshot, target_page
from kpi.ui import cached
from kpi.ui.plan import typed_cells as plan_cells
from tests.present.chart.vega import path_chart
from tests.ui.dashboard import open_page, seen

PLAN = "proef"


pytestmark = pytest.mark.usefixtures("own_small_plan")


def page() -> AppTest:
    """The page, opened."""
    return open_page("admin/plan", plan=PLAN)


def press(app: AppTest, key: str) -> AppTest:
    """Press the button with this key."""
    app.button(key=key).click()
    app.run()
    assert not app.exception
    return app


def begun() -> AppTest:
    """The page with a draft of the plan and a name filled in."""
    return press(page(), "plan-change")


def typed(app: AppTest, at: int, **cells: str) -> AppTest:
    """Cells of one row of the grid typed over."""
    key = str(app.data_editor[0].key)
    app.session_state[key] = {"edited_rows": {at: cells}, "added_rows": [], "deleted_rows": []}
    app.run()
    assert not app.exception
    return app


def signed(app: AppTest, why: str = "") -> AppTest:
    """The name and the reason filled in and the button pressed."""
    app.text_input(key="your-name").set_value("A. Jansen")
    app.text_input(key="plan-why").set_value(why)
    return press(app, "plan-publish")


def brought(files: dict[str, bytes]) -> AppTest:
    """The page with the draft of a ZIP of these files."""
    app = page()
    app.segmented_control(key="plan-way").set_value("bestand").run()
    app.file_uploader[0].upload("plan.zip", as_zip(files, PLAN))
    app.run()
    assert not app.exception
    return app


def stored() -> dict[str, bytes]:
    """The files of the plan as it is stored now, by name."""
    with ZipFile(BytesIO(publishing.export_zip(cached.desk(), PLAN))) as archive:
        return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}


def lights_now() -> list[tuple[Status, float | None]]:
    """Status and value of every result at the end of the first quarter."""
    rows = [row.assessment for row in take_snapshot(cached.desk(), PLAN, as_of=date(2021, 3, 31)).rows]
    return [(one.status, one.point.value if one.point else None) for one in rows]


def without_measurements(files: dict[str, bytes]) -> dict[str, bytes]:
    return {name: content for name, content in files.items() if not name.startswith("measurements/")}


def draft(app: AppTest) -> Draft:
    found = app.session_state["_plan_draft"].draft
    assert isinstance(found, Draft)
    return found


def test_a_draft_as_it_is_has_nothing_to_publish() -> None:
    html = seen(begun())
    assert text("nl", "No messages about this draft.") in html
    assert text("nl", "Nothing differs from the plan as it is.") in html


def test_a_changed_promise_is_stored_only_with_a_reason_and_stays_to_be_seen() -> None:
    before = cached.newest_revision()
    app = typed(begun(), 0, value="9")
    assert text("nl", "Reason (needed)") in [one.label for one in app.text_input]
    app = signed(app)
    assert text("nl", "A changed promise needs a reason.") in seen(app)
    assert cached.newest_revision() == before
    app = signed(app, "Besluit van de leden")
    assert text("nl", "Published as revision {revision}.", revision=before + 1) in seen(app)
    html = seen(open_page("target", plan=PLAN, target="T1"))
    assert text("nl", "Promised earlier") in html
    assert "Besluit van de leden" in html


def test_lights_are_shown_before_and_after() -> None:
    app = typed(begun(), 1, value="61,5")
    assert draft(app).tables["targets"].rows[1][plan_cells_at(app, "value")] == "61.5"
    html = seen(app)
    assert text("nl", "Results before and after") in html
    assert "gehaald" in html


def plan_cells_at(app: AppTest, column: str) -> int:
    return draft(app).tables["targets"].columns.index(column)


def test_an_unknown_theme_stands_at_its_row_and_cannot_be_published() -> None:
    app = typed(begun(), 2, theme="onbekend")
    html = seen(app)
    assert "<code>onbekend</code>" in html
    assert "3 · T3" in html
    assert text("nl", "Put the errors right first.") in html
    assert "plan-publish" not in [one.key for one in app.button]


def test_another_deadline_waits_until_its_reading_is_confirmed() -> None:
    app = signed(typed(begun(), 2, deadline="eind 2021"), "later besloten")
    assert text("nl", "Confirm how the deadlines are read.") in seen(app)
    assert ">31-12-2021<" in seen(app)
    app.checkbox[0].check()
    assert "Gepubliceerd als revisie" in seen(signed(app, "later besloten"))


def test_a_phrase_is_read_while_it_is_typed() -> None:
    app = begun()
    app.text_input(key="plan-phrase").set_value("vóór juni 2022").run()
    assert ">31-05-2022<" in seen(app)
    app.text_input(key="plan-phrase").set_value("ooit").run()
    assert "Niet te lezen als deadline." in seen(app)


def test_what_somebody_else_published_is_shown_before_it_is_replaced() -> None:
    app = typed(begun(), 0, owner="Anna")
    theirs = draft_of(cached.desk(), PLAN)
    rows = [(*row[:5], "Negen netwerken", *row[6:]) if row[0] == "T1" else row for row in theirs.tables["targets"].rows]
    done = publishing.publish(cached.desk(), with_rows(theirs, "targets", rows), user="Bert", why="besloten")
    assert done.plan == PLAN
    app.run()
    assert "Negen netwerken" in seen(app)
    assert "plan-publish" not in [one.key for one in app.button]
    app = press(app, "plan-rebase")
    assert text("nl", "Reason (needed)") in [one.label for one in app.text_input]
    assert "Gepubliceerd als revisie" in seen(signed(app, "toch acht"))


def test_a_draft_survives_another_table_and_another_page() -> None:
    app = typed(begun(), 0, owner="Anna")
    app.segmented_control(key="plan-table").set_value("themes").run()
    assert not app.exception
    app = typed(app, 0, title="Samen sterk")
    app.switch_page("pages/monitor/matrix.py").run()
    app.switch_page("pages/admin/plan.py").run()
    assert not app.exception
    rows = draft(app).tables
    assert "Anna" in rows["targets"].rows[0]
    assert "Samen sterk" in rows["themes"].rows[0]


def test_all_columns_stay_on_screen_after_another_table() -> None:
    app = begun()
    app.toggle(key="plan-all-targets").set_value(True).run()
    for table in ("themes", "targets"):
        app.segmented_control(key="plan-table").set_value(table).run()
    assert not app.exception
    assert app.toggle(key="plan-all-targets").value


def test_an_empty_table_has_a_row_to_paste_in_that_is_none_of_the_plan() -> None:
    app = begun()
    app.segmented_control(key="plan-table").set_value("org_units").run()
    assert len(app.data_editor[0].value) == 1
    assert draft(app).tables["org_units"].rows == ()
    app = typed(app, 0, org_unit="noord", name="School Noord")
    assert [row[:2] for row in draft(app).tables["org_units"].rows] == [("noord", "School Noord")]


def test_a_new_plan_begins_empty_or_as_a_copy() -> None:
    for way, button in (("leeg", "plan-new"), ("kopie", "plan-copy")):
        app = page()
        app.segmented_control(key="plan-way").set_value(way).run()
        app.text_input(key="plan-code").set_value(f"nieuw-{way}")
        app.text_input(key="plan-title").set_value("Nieuw plan").run()
        app = press(app, button)
        app.checkbox[0].check().run()
        app = signed(app)
        assert "Gepubliceerd als revisie" in seen(app)
    assert {"nieuw-leeg", "nieuw-kopie"} <= set(cached.codes_of_plans(cached.newest_revision()))


def test_a_file_becomes_a_draft_or_is_refused_at_its_places() -> None:
    app = page()
    app.segmented_control(key="plan-way").set_value("bestand").run()
    app.file_uploader[0].upload("plan.zip", b"geen zip")
    app.run()
    assert text("nl", "This file is no plan yet.") in seen(app)
    app.file_uploader[0].upload("plan.zip", publishing.export_zip(cached.desk(), PLAN))
    app.run()
    assert not app.exception
    assert draft(app).plan == PLAN
    assert "2 waarden komen met dit bestand mee." in seen(app)
    assert text("nl", "No messages about this draft.") in seen(app)


def test_a_zip_and_a_workbook_read_in_give_the_plan_back() -> None:
    desk = cached.desk()
    content = publishing.export_zip(desk, PLAN)
    found = arriving.draft_of_file(desk, content, "plan.zip").draft
    assert found is not None
    new = arriving.draft_of_file(
        desk,
        starting.starter_workbook(
            "nl", starting.Beginning("eigen", "Eigen", "Wij", date(2027, 1, 1), date(2028, 12, 31))
        ),
        "eigen.xlsx",
    )
    assert new.draft is not None
    assert new.draft.plan == ""
    assert publishing.publish(desk, replace(found), user="test").changed is False
    assert read_archive(publishing.export_zip(desk, PLAN)) == read_archive(content)


def test_numbers_and_days_are_typed_as_dutch_people_write_them() -> None:
    assert plan_cells.typed("targets", "value", "5,5", "nl") == "5.5"
    assert plan_cells.typed("targets", "due", "20-6-2025", "nl") == "2025-06-20"
    assert plan_cells.shown("targets", "value", "5.5", "nl") == "5,5"
    assert plan_cells.typed("targets", "value", "1.234", "nl") == "1.234 of 1234?"
    assert plan_cells.typed("targets", "value", "5.5", "en") == "5.5"


def test_read_only_says_so_and_still_exports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANPEIL_READ_ONLY", "true")
    st.cache_resource.clear()
    app = page()
    assert text("nl", "This Planpeil is set to read-only: no plan can be changed here.") in seen(app)
    assert "plan-change" not in [one.key for one in app.button]
    assert len(app.get("download_button")) == 2


def test_a_row_taken_out_leaves_the_others_numbered_anew() -> None:
    app = begun()
    key = str(app.data_editor[0].key)
    app.session_state[key] = {"edited_rows": {}, "added_rows": [], "deleted_rows": [0]}
    app.run()
    assert not app.exception
    assert app.data_editor[0].key != key
    assert list(app.data_editor[0].value["nr"]) == ["1", "2"]
    assert "T1" in seen(app)  # measured: kept as ended, and said so
    assert draft(app).tables["targets"].rows[0][0] == "T2"


def test_what_goes_out_of_the_plan_is_agreed_to_first() -> None:
    before = cached.newest_revision()
    app = begun()
    app.session_state[str(app.data_editor[0].key)] = {"edited_rows": {}, "added_rows": [], "deleted_rows": [2]}
    app.run()
    app = signed(app, "Vervalt")
    assert text("nl", "Confirm what goes out of the plan.") in seen(app)
    assert cached.newest_revision() == before
    assert "1 onderdeel verdwijnt uit het plan: Resultaten T3" in seen(app)
    next(one for one in app.checkbox if one.label == text("nl", "This may go out of the plan")).check()
    signed(app, "Vervalt")
    assert cached.newest_revision() == before + 1


def test_a_zip_without_measurements_leaves_what_was_measured() -> None:
    """Loaded as a folder the same files are asked about; here the plan is published, and no figure ever goes."""
    before, files = cached.newest_revision(), stored()
    measured = {name: content for name, content in files.items() if name not in without_measurements(files)}
    assert b"tevreden,2021-Q1,61.5" in b"".join(measured.values())
    lights = lights_now()
    app = brought(without_measurements(files))
    assert text("nl", "Nothing differs from the plan as it is.") in seen(app)
    app = typed(app, 1, owner="Anna")
    assert text("nl", "This may go out of the plan") not in [one.label for one in app.checkbox]
    assert "Gepubliceerd als revisie" in seen(signed(app))
    assert cached.newest_revision() == before + 1
    assert {name: content for name, content in stored().items() if name.startswith("measurements/")} == measured
    assert lights_now() == lights
    assert [one.target.owner for one in take_snapshot(cached.desk(), PLAN).rows] == ["Els", "Anna", "Piet"]


def test_a_zip_that_lacks_a_measured_result_too_asks_before_it_goes() -> None:
    before, files = cached.newest_revision(), stored()
    lines = files["targets.csv"].splitlines(keepends=True)
    left = {**without_measurements(files), "targets.csv": b"".join(one for one in lines if not one.startswith(b"T2,"))}
    app = signed(brought(left), "Vervalt")
    assert "1 onderdeel verdwijnt uit het plan: Resultaten T2" in seen(app)
    assert text("nl", "Confirm what goes out of the plan.") in seen(app)
    assert cached.newest_revision() == before
    assert [one.target.code for one in take_snapshot(cached.desk(), PLAN).rows] == ["T1", "T2", "T3"]
    next(one for one in app.checkbox if one.label == text("nl", "This may go out of the plan")).check()
    signed(app, "Vervalt")
    assert cached.newest_revision() == before + 1
    assert [one.target.code for one in take_snapshot(cached.desk(), PLAN).rows] == ["T1", "T3"]
    assert b"tevreden,2021-Q1,61.5" in b"".join(stored().values())


def test_a_code_and_words_that_change_together_are_asked_about_before_publishing() -> None:
    app = typed(begun(), 0, target="T9", statement="Negen netwerken in de wijk")
    html = seen(app)
    assert text("nl", "Renamed?") in html
    assert "T1 “Acht netwerken” eindigt en T9 “Negen netwerken in de wijk” is nieuw." in html
    assert text("nl", "Reason (needed)") in [one.label for one in app.text_input]
    assert text("nl", "Renamed?") not in seen(typed(app, 0, target="T1"))


def test_what_people_write_is_never_markup() -> None:
    app = typed(begun(), 0, statement="<img src=x>", theme="<b>")
    html = seen(app)
    assert "&lt;b&gt;" in html
    assert "<img" not in html
    assert "<b>&lt;img" in seen(typed(app, 0, statement="<img src=x>"))


def test_the_chart_draws_what_was_promised_before() -> None:
    desk = cached.desk()
    mine = draft_of(desk, PLAN)
    at = mine.tables["targets"].columns.index("value")
    rows = [(*row[:at], "12", *row[at + 1 :]) if row[0] == "T1" else row for row in mine.tables["targets"].rows]
    publishing.publish(desk, with_rows(mine, "targets", rows), user="Bert", why="meer wijken")
    found = target_page(desk, take_snapshot(desk, PLAN, as_of=date(2021, 3, 31)), "T1")
    drawn = str(path_chart(found, "nl"))
    assert "beloofd tot" in drawn
    assert "'value': 8.0, 'version': 1" in drawn
