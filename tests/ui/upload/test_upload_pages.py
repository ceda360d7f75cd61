"""Delivering in process: the steps, the questions, the repair, one commit, somebody else's commit, and taking back."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from kpi.core.issue import Severity
from kpi.intake.faults.catalogue import EVERY, title_of
from kpi.intake.parse import reading
from kpi.present.words import text
from kpi.service.uploads.checking import Checked
from kpi.service.uploads.importing import import_file
from kpi.service.uploads.listing import upload_detail, upload_file, upload_list
from kpi.ui import cached
from tests.databases import all_plans, put
from tests.ui.dashboard import checked, open_page, seen

PLAN = "thoon-2021"
DAY = '<span class="pp-day">31-12-2021</span>'  # never broken over two lines
HEAD = "Indicator;Kwartaal;Organisatie;Waarde;Opmerking"
GOOD = f"{HEAD}\nT-CO-06;4e kwartaal 2021;;ja;enquête alsnog gerapporteerd\n".encode("cp1252")
FAULTY = f"{HEAD}\nT-CO-6;4e kwartaal 2021;;ja;te laat\nT-CO-02;4e kwartaal 2021;;100;rond\n".encode("cp1252")
ASKING = f"{HEAD}\nwijknetwerken;4e kwartaal 2021;stad-a;1.234;veel\n".encode()


@pytest.fixture(autouse=True)
def _plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A database of its own with all plans."""
    monkeypatch.setenv("PLANPEIL_DATABASE_URL", put(tmp_path / "planpeil.db", all_plans))
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


def page(script: str, **query: str) -> AppTest:
    """A page of deliveries, opened."""
    return open_page(f"data/{script}", plan=PLAN, **query)


def deliver(content: bytes, name: str = "kwartaal.csv") -> AppTest:
    """The page with a name filled in and a file dropped on it."""
    app = page("upload")
    app.text_input(key="your-name").set_value("J. de Vries").run()
    app.file_uploader[0].upload(name, content)
    return checked(app)


def press(app: AppTest, words: str) -> AppTest:
    """Press the button with these words."""
    next(one for one in app.button if words in one.label).click()
    return checked(app)


def test_without_a_name_nothing_is_asked_for() -> None:
    app = page("upload")
    assert app.file_uploader[0].disabled
    assert text("nl", "Fill in your name first.") in seen(app)


def test_a_good_file_shows_its_lights_and_writes_nothing_before_it_is_confirmed() -> None:
    before = cached.newest_revision()
    app = deliver(GOOD)
    html = seen(app)
    assert text("nl", "This file can be recorded.") in html
    assert "Windows-tekst (cp1252), puntkomma" in html
    assert "niet gehaald" in html
    assert "later gehaald" in html
    assert cached.newest_revision() == before


def test_confirming_records_once_and_shows_a_receipt() -> None:
    before = cached.newest_revision()
    app = deliver(GOOD)
    assert f"Resultaten die veranderen, op {DAY}" in seen(app)
    html = seen(press(app, "vastleggen"))
    assert f"Resultaten die zijn veranderd, op {DAY}" in html
    assert text("nl", "Recorded. Thank you.") in html
    assert "aanlevering=1" in html
    assert cached.newest_revision() == before + 1
    app.run()
    assert cached.newest_revision() == before + 1
    again = deliver(GOOD)
    assert text("nl", "This file changes nothing: its values are there already.") in seen(again)
    assert "Dit bestand is al aangeleverd door" in seen(press(again, text("nl", "Record that nothing changes")))


def test_an_upload_that_is_chosen_stands_by_itself_and_leads_back_to_all() -> None:
    html = seen(page("uploads"))
    assert f'">{text("nl", "Begin at Upload")}</a>' in html
    press(deliver(GOOD), "vastleggen")
    changed, asked = "Wat aanlevering 1 veranderde", text("nl", "requested")
    every, one = seen(page("uploads")), seen(page("uploads", aanlevering="1"))
    assert [changed in every, changed in one] == [False, True]
    assert [asked in every, asked in one] == [True, False]
    assert '<h1 class="pp-h1">Aanlevering 1</h1>' in one
    assert f"‹ {text('nl', 'All uploads')}</a>" in one


def test_what_was_shown_is_recorded_without_the_file_being_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    app = deliver(GOOD)
    shown = _checked(app)

    def fails(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr(reading, "read_upload", fails)
    assert text("nl", "Recorded. Thank you.") in seen(press(app, "vastleggen"))
    assert _checked(app) is shown
    assert len(upload_list(cached.desk(), PLAN)) == 1


def test_faults_stand_at_their_rows_and_are_repaired_in_place() -> None:
    app = deliver(FAULTY)
    assert "Dat is: Er is een rapportage met verbeterpunten en activiteiten ouderenzorg voor 2022." in seen(app)
    html = seen(app)
    assert text("nl", "Nothing has been recorded.") in html
    assert "T-CO-6" in html
    assert not any("vastleggen" in one.label for one in app.button)
    key = app.data_editor[0].key
    app.session_state[key] = {"edited_rows": {0: {"Indicator": "T-CO-06"}}, "added_rows": [], "deleted_rows": []}
    app = press(app, "Opnieuw controleren")
    assert text("nl", "This file can be recorded.") in seen(app)
    assert "kwartaal-hersteld.csv" in seen(app)


def mended(content: bytes, at: int, **cells: str) -> AppTest:
    """The page with cells of a faulty row typed over and the file checked again."""
    app = deliver(content)
    app.session_state[app.data_editor[0].key] = {"edited_rows": {at: cells}, "added_rows": [], "deleted_rows": []}
    return press(app, "Opnieuw controleren")


def test_checking_again_without_a_change_says_so() -> None:
    app = press(deliver(FAULTY), "Opnieuw controleren")
    assert text("nl", "No cell was changed yet: choose one and type over it.") in seen(app)


def test_a_mended_file_is_kept_beside_the_one_that_came() -> None:
    app = press(mended(FAULTY, 0, Indicator="T-CO-06"), "vastleggen")
    assert "1 cel; beide bestanden zijn bewaard" in seen(app)
    found = upload_detail(cached.desk(), 1)
    assert found.repair is not None
    assert (found.repair.name, found.repair.content) == ("kwartaal.csv", FAULTY)
    assert found.repair.sha256 == sha256(FAULTY).hexdigest()
    assert [(one.row, one.column, one.before, one.after) for one in found.repair.cells] == [
        (2, "Indicator", "T-CO-6", "T-CO-06")
    ]
    name, recorded = upload_file(cached.desk(), 1)
    assert name == "kwartaal-hersteld.csv"
    assert recorded.decode("utf-8-sig").split() == FAULTY.replace(b"T-CO-6;", b"T-CO-06;").decode().split()
    html = seen(page("uploads", aanlevering="1"))
    for one in (found.repair.sha256, found.record.sha256):
        assert f"{one[:8]}<wbr>{one[8:16]}<wbr>" in html
        assert one in html.replace("<wbr>", "")
    assert "1 cel is op het scherm hersteld" in html
    labels = [one.label for one in page("uploads", aanlevering="1").get("download_button")]
    assert {"Bestand zoals ontvangen downloaden", "Hersteld bestand downloaden"} <= set(labels)


def test_a_cell_that_is_mended_twice_is_told_once_from_first_to_last() -> None:
    app = mended(FAULTY, 0, Indicator="T-CO-66")
    app.session_state[app.data_editor[0].key] = {
        "edited_rows": {0: {"Indicator": "T-CO-06"}},
        "added_rows": [],
        "deleted_rows": [],
    }
    press(press(app, "Opnieuw controleren"), "vastleggen")
    found = upload_detail(cached.desk(), 1)
    assert found.repair is not None
    assert (found.repair.name, found.repair.content) == ("kwartaal.csv", FAULTY)
    assert [(one.before, one.after) for one in found.repair.cells] == [("T-CO-6", "T-CO-06")]


def test_a_file_that_came_with_a_citizen_service_number_is_named_and_not_kept() -> None:
    private = f"{HEAD}\nT-CO-06;4e kwartaal 2021;;ja;mevrouw 111222333\n".encode()
    press(mended(private, 0, Opmerking="mevrouw"), "vastleggen")
    found = upload_detail(cached.desk(), 1)
    assert found.repair is not None
    assert found.repair.content is None
    assert found.repair.sha256 == sha256(private).hexdigest()
    assert "111222333" not in str(found.repair.cells)
    app = page("uploads", aanlevering="1")
    assert "burgerservicenummer" in seen(app)
    assert "Bestand zoals ontvangen downloaden" not in [one.label for one in app.get("download_button")]


def test_a_question_is_answered_in_the_page() -> None:
    app = deliver(ASKING)
    assert "1.234" in seen(app)
    assert "Dit bestand is nog niet klaar: 1 vraag." in seen(app)
    chosen = next(one for one in app.selectbox if one.key and one.key.startswith("question-"))
    chosen.set_value(",")
    app = press(app, text("nl", "Use these answers"))
    assert not any(one.key and one.key.startswith("question-") for one in app.selectbox)
    assert "decimal-ambiguous" not in {one.code for one in _checked(app).reading.issues}


def _checked(app: AppTest) -> Checked:
    checked = app.session_state["_upload"].draft.checked
    assert isinstance(checked, Checked)
    return checked


def test_what_somebody_else_recorded_since_is_shown_as_the_new_difference() -> None:
    app = deliver(GOOD)
    other = f"{HEAD}\nT-CO-06;4e kwartaal 2021;;40;half\n".encode()
    import_file(cached.desk(), PLAN, other, "ander.csv", user="P. Jansen")
    app = press(app, "vastleggen")
    html = seen(app)
    assert text("nl", "Not recorded") in html
    assert "40%" in html
    assert [one.uploaded_by for one in upload_list(cached.desk(), PLAN)] == ["P. Jansen"]
    assert text("nl", "Recorded. Thank you.") in seen(press(app, "vastleggen"))


def test_a_warning_waits_for_its_line() -> None:
    content = f"{HEAD}\nT-CO-06;4e kwartaal 2021;;ja;5\n".encode()
    app = deliver(content)
    assert _checked(app).warnings == ("note-is-number",)
    app = press(app, "vastleggen")
    assert text("nl", "Every kind of warning needs a line that explains it. Nothing was recorded.") in seen(app)
    next(one for one in app.text_input if one.key and one.key.startswith("reason-")).set_value("5 is het aantal bladen")
    press(app, "vastleggen")
    assert upload_list(cached.desk(), PLAN)[0].reasons == (("note-is-number", "5 is het aantal bladen"),)
    assert title_of("note-is-number", "nl") in seen(page("uploads", aanlevering="1"))


def _justifying() -> None:
    """The step of the justifications, for a file with a warning of every kind."""
    from datetime import date
    from types import SimpleNamespace

    from kpi.core.issue import Issue, Severity
    from kpi.intake.faults.catalogue import EVERY
    from kpi.present.screen.scene import Scene
    from kpi.ui.upload import commit

    codes = [code for code, kind in EVERY.items() if kind.severity is Severity.WARNING]
    issues = [Issue(code, Severity.WARNING, 2, "", "", "Zo.", "So.") for code in codes]
    nothing = SimpleNamespace(written=(), empty=True)
    checked = SimpleNamespace(changes=nothing, warnings=codes, reading=SimpleNamespace(no_values=()))
    scene = Scene(1, 1, "proef", date(2021, 6, 30), "", "nl", "")
    commit.decide_commit(scene, SimpleNamespace(checked=checked, issues=issues, user=""))


def test_every_kind_of_warning_is_called_by_its_title() -> None:
    app = AppTest.from_function(_justifying).run()
    assert not app.exception
    titles = [kind.title for kind in EVERY.values() if kind.severity is Severity.WARNING]
    assert [one.label for one in app.text_input] == titles
    assert [title for title in titles if title not in seen(app)] == []


def test_that_there_is_no_value_is_recorded_as_an_answer() -> None:
    app = deliver(b"Indicator;Kwartaal;Waarde\r\nwijknetwerken;2021-Q4;n.v.t.\r\n")
    assert "Dit bestand bevat geen waarden." in seen(app)
    assert "1 antwoord zegt dat er geen is." in seen(app)
    assert "0 waarden" not in seen(app)
    assert text("nl", "Recorded. Thank you.") in seen(press(app, "1 antwoord zonder waarde vastleggen"))


def test_pasted_rows_are_read_like_a_file() -> None:
    app = page("upload")
    app.text_input(key="your-name").set_value("J. de Vries").run()
    app.segmented_control(key="upload-way").set_value("plakken").run()
    app.text_area[0].set_value("Indicator\tKwartaal\tWaarde\nT-CO-02\t4e kwartaal 2021\t100")
    app = press(app, "Controleren")
    assert text("nl", "This file can be recorded.") in seen(app)


def test_values_are_typed_where_they_are_due() -> None:
    app = page("upload", rapportage="2022-Q1")
    app.text_input(key="your-name").set_value("J. de Vries").run()
    app.segmented_control(key="upload-way").set_value("invullen").run()
    key = app.data_editor[0].key
    names = [str(name) for name in app.data_editor[0].value["Wat"]]
    at = names.index("Berichten over goede initiatieven")
    app.session_state[key] = {"edited_rows": {at: {"Waarde": "3"}}, "added_rows": [], "deleted_rows": []}
    app = press(app, "Controleren")
    written = _checked(app).changes
    assert written is not None
    assert [(one.indicator, one.period.code, one.value) for one in written.added] == [
        ("initiatieven-gedeeld", "2022-Q1", 3.0)
    ]


def test_an_upload_is_taken_back_with_a_name_and_a_reason() -> None:
    press(deliver(GOOD), "vastleggen")
    app = page("uploads", aanlevering="1")
    assert "kwartaal.csv" in seen(app)
    app = press(app, "Terugnemen")
    assert "Zeg wie dit doet en waarom." in seen(app)
    app.text_input(key="your-name").set_value("P. Jansen").run()
    app.text_input(key="undo-why-1").set_value("verkeerd bestand")
    app = press(app, "Terugnemen")
    assert "teruggenomen door P. Jansen" in seen(app)
    assert "verkeerd bestand" in seen(app)
    assert not any("Terugnemen" in one.label for one in app.button)


def test_reporting_follows_the_quarter_of_the_view_and_says_late_in_words_not_in_lights() -> None:
    app = page("uploads", rapportage="2022-Q1")
    assert app.query_params["period"] == "2022-Q1"
    html = seen(app)
    assert "Aanleveringen over het 1e kwartaal van 2022" in html
    assert text("nl", "overdue") in html
    assert "pp-l pp-red" not in html.split('<h1 class="pp-h1">')[1]
    assert "Complexe ouderenzorg" in html
    assert "coördinator ouderenzorg" in html
    assert text("nl", "No uploads yet") in html


@pytest.mark.parametrize("script", ["upload", "uploads"])
def test_pages_speak_english(script: str) -> None:
    html = seen(page(script, lang="en", rapportage="2022-Q1"))
    assert '<div lang="en">' in html
    assert "Aanlever" not in html


def test_read_only_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = tmp_path / "config.toml"
    config.write_text("read_only = true\n")
    monkeypatch.setenv("PLANPEIL_CONFIG", str(config))
    st.cache_resource.clear()
    app = page("upload")
    assert text("nl", "Read-only") in seen(app)
    assert len(app.file_uploader) == 0
