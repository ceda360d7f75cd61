"""What is being delivered comes back in a new session of the same browser, and only there."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from kpi.present.words import text
from kpi.service.drafts import DraftKind, keep_draft, kept_draft
from kpi.service.uploads.importing import import_file
from kpi.service.uploads.listing import upload_list
from kpi.store.kept import drafts as stored
from kpi.ui import cached, drafts
from tests.databases import all_plans, put
from tests.ui.dashboard import seen
from tests.ui.upload.test_upload_pages import ASKING, FAULTY, GOOD, HEAD, PLAN, deliver, page, press

NAME, ON = "a" * 43, "Verder waar u was."
WARNED = f"{HEAD}\nT-CO-06;4e kwartaal 2021;;ja;5\n".encode()


@pytest.fixture(autouse=True)
def _plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A database of its own with all plans, and one browser."""
    monkeypatch.setenv("PLANPEIL_DATABASE_URL", put(tmp_path / "planpeil.db", all_plans))
    be(monkeypatch, NAME)
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


def be(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Come as this browser: a test of pages has no connection to bring a cookie."""
    monkeypatch.setattr(drafts, "browser", lambda: name)


def kept() -> bool:
    return kept_draft(cached.desk(), NAME, DraftKind.UPLOAD, PLAN) is not None


def test_a_file_its_answers_and_the_name_come_back() -> None:
    app = deliver(ASKING)
    next(one for one in app.selectbox if one.key and one.key.startswith("question-")).set_value(",").run()
    again = page("upload")
    assert ON in seen(again)
    assert "kwartaal.csv, vandaag" in seen(again)
    assert again.text_input(key="your-name").value == "J. de Vries"
    question = next(one for one in again.selectbox if one.key and one.key.startswith("question-"))
    assert question.value == ","
    press(again, "Deze antwoorden gebruiken")
    assert not any(one.key and one.key.startswith("question-") for one in page("upload").selectbox)


def test_mended_cells_and_reasons_come_back_before_they_are_used() -> None:
    app = deliver(FAULTY)
    app.session_state[app.data_editor[0].key] = {
        "edited_rows": {0: {"Indicator": "T-CO-06"}},
        "added_rows": [],
        "deleted_rows": [],
    }
    app.run()
    again = page("upload")
    assert list(again.data_editor[0].value["Indicator"]) == ["T-CO-06"]
    again = press(again, "Opnieuw controleren")
    assert "kwartaal-hersteld.csv" in seen(page("upload"))


def test_a_reason_comes_back_and_the_file_is_recorded_with_it_once() -> None:
    app = deliver(WARNED)
    next(one for one in app.text_input if one.key and one.key.startswith("reason-")).set_value("zo geteld").run()
    press(page("upload"), "vastleggen")
    assert upload_list(cached.desk(), PLAN)[0].reasons == (("note-is-number", "zo geteld"),)
    assert not kept()
    assert "al aangeleverd" in seen(press(app, "vastleggen"))
    assert len(upload_list(cached.desk(), PLAN)) == 1
    assert ON not in seen(page("upload"))


def test_pasted_rows_and_typed_values_come_back() -> None:
    app = page("upload", rapportage="2022-Q1")
    app.text_input(key="your-name").set_value("J. de Vries").run()
    app.segmented_control(key="upload-way").set_value("plakken").run()
    app.text_area[0].set_value("Indicator\tKwartaal").run()
    assert page("upload").text_area[0].value == "Indicator\tKwartaal"
    app.segmented_control(key="upload-way").set_value("invullen").run()
    app.session_state[app.data_editor[0].key] = {
        "edited_rows": {1: {"Waarde": "3"}},
        "added_rows": [],
        "deleted_rows": [],
    }
    app.run()
    again = page("upload", rapportage="2022-Q1")
    assert list(again.data_editor[0].value["Waarde"].fillna(""))[:3] == ["", "3", ""]
    again = press(again, "Controleren")
    again = press(again, "Terug naar wat u typte")
    assert list(again.data_editor[0].value["Waarde"])[1] == "3"


def test_what_is_thrown_away_is_gone() -> None:
    press(deliver(GOOD), "Weggooien")
    assert not kept()
    assert ON not in seen(page("upload"))


def test_another_browser_finds_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    deliver(GOOD)
    for name in ("b" * 43, ""):
        be(monkeypatch, name)
        assert "kwartaal.csv" not in seen(page("upload"))


def test_what_somebody_else_recorded_meanwhile_is_the_new_difference() -> None:
    deliver(GOOD)
    import_file(cached.desk(), PLAN, GOOD, "ander.csv", user="P. Jansen")
    html = seen(page("upload"))
    assert ON in html
    assert "Dit bestand verandert niets" in html


def loose(app: AppTest) -> bool:
    return "pp-loose" in seen(app)


def test_leaving_asks_only_for_what_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not loose(page("upload"))
    app = deliver(GOOD)
    assert not loose(app)
    be(monkeypatch, "")
    app = deliver(GOOD)
    assert loose(app)
    assert "niet bewaard op de server" in seen(app)
    assert not loose(press(app, "vastleggen"))


def test_a_file_with_a_citizen_number_is_not_kept() -> None:
    app = deliver(f"{HEAD}\nT-CO-06;4e kwartaal 2021;;ja;mevrouw 111222333\n".encode())
    assert loose(app)
    assert not kept()


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"<html><table><tr><td>Indicator</td></tr></table></html>", "cijfers.xls", "Dit is een webpagina"),
        (b"%PDF-1.7 cijfers", "cijfers.csv", "een PDF"),
        (b"\x89PNG\r\n\x1a\n", "cijfers.xlsx", "een afbeelding"),
        (b"\x1f\x8bcijfers", "cijfers.csv", "een ingepakt bestand"),
    ],
)
def test_what_is_no_table_is_said_and_not_kept(content: bytes, name: str, said: str) -> None:
    app = deliver(content, name)
    assert said in seen(app)
    assert loose(app)
    assert not kept()
    assert not loose(press(app, text("nl", "Discard")))


def test_without_room_everything_works_and_leaving_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stored.keep_parts, "__defaults__", (stored.Room(0, 0, 0),))
    app = deliver(GOOD)
    assert loose(app)
    assert "Vastgelegd. Dank u wel." in seen(press(app, "vastleggen"))


def test_what_was_kept_by_another_version_is_as_if_it_were_not_there() -> None:
    keep_draft(cached.desk(), NAME, DraftKind.UPLOAD, PLAN, {"cells": None}, {})
    app = page("upload")
    assert not app.exception
    assert ON not in seen(app)
