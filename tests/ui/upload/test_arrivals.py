"""Small files that once went wrong, on the page; the same on the command line: tests/cli/test_arrivals.py."""

from collections.abc import Iterator

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from kpi.present.html.markup import markup
from kpi.present.words import text
from kpi.service.uploads.checking import Checked
from tests.arrivals import ARRIVALS, FIRST, PLAN, SECOND, TEXTS, Arrival, practices
from tests.databases import put
from tests.ui.dashboard import checked, open_page, seen

BY_NAME = {one.name: one for one in ARRIVALS}
TITLE = TEXTS["plan.toml"].rpartition('title = "')[2].partition('"\n')[0]


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AppTest]:
    """The page of deliveries in one session, as somebody who hands in one file after another."""
    with pytest.MonkeyPatch.context() as patch:
        file = tmp_path_factory.mktemp("arrivals") / "planpeil.db"
        patch.setenv("PLANPEIL_DATABASE_URL", put(file, practices))
        st.cache_resource.clear()
        app = open_page("data/upload", plan=PLAN)
        app.text_input(key="your-name").set_value("J. de Vries").run()
        yield app
    st.cache_resource.clear()


def handed_in(page: AppTest, name: str, content: bytes) -> Checked:
    """What the page makes of a file; the file before it is put away first."""
    for one in page.button:
        if one.key == "deliver-another" or (one.key or "").startswith("away-"):
            one.click()
            page.run()
            break
    page.file_uploader[0].upload(name, content)
    found = checked(page).session_state["_upload"].draft.checked
    assert isinstance(found, Checked)
    return found


def recorded(page: AppTest) -> None:
    next(one for one in page.button if "vastleggen" in one.label).click()
    page.run()
    assert text("nl", "Recorded. Thank you.") in seen(page)


@pytest.mark.parametrize("one", ARRIVALS, ids=lambda one: one.name)
def test_a_file_is_refused_or_read_for_what_it_is(one: Arrival, page: AppTest) -> None:
    given = handed_in(page, one.name, one.content)
    assert {issue.code for issue in given.reading.issues} == one.codes
    assert {repair.rule for repair in given.reading.repairs} >= one.rules
    html = seen(page)
    assert [issue.message for issue in given.reading.issues if markup("{}", issue.message) not in html] == []
    assert (text("nl", "This file can be recorded.") in html) is (one.records is not None)
    assert any("vastleggen" in button.label for button in page.button) is (one.records is not None)


def test_one_practice_of_six_is_a_partial_period(page: AppTest) -> None:
    one = BY_NAME["een-praktijk.csv"]
    handed_in(page, one.name, one.content)
    assert "1 van 6 praktijken meldde" in seen(page)


def test_what_a_column_is_is_said_and_remembered(page: AppTest) -> None:
    content = b"Indicator;Periode;Som van Aantal\nscans;2021-Q4;4\n"
    assert handed_in(page, "aantal.csv", content).reading.questions
    next(box for box in page.selectbox if (box.key or "").startswith("question-")).set_value("value")
    next(button for button in page.button if button.label == text("nl", "Use these answers")).click()
    page.run()
    recorded(page)
    again = handed_in(page, "nog-eens.csv", content)
    assert (again.valid, again.reading.questions) == (True, ())


def test_a_column_that_is_not_there_changes_nothing(page: AppTest) -> None:
    handed_in(page, "v1.csv", FIRST)
    recorded(page)
    again = handed_in(page, "v2.csv", SECOND)
    assert text("nl", "This file changes nothing: its values are there already.") in seen(page)
    (kept,) = again.changes.unchanged
    assert (kept.value, kept.provisional, kept.note) == (3, True, "nog een telling")


def test_a_title_is_text_in_the_menu(page: AppTest) -> None:
    menu = next(block.value for block in page.get("html") if "pp-menu" in block.value and "<nav" in block.value)
    assert markup("{}", TITLE) in menu
    assert "<i>meer" not in menu
