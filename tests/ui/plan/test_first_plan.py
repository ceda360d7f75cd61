"""An installation without any plan, in process: what it says, and its first plan from the app alone."""

import re
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from kpi.present.html.empty import NO_RESULTS
from kpi.present.pages import OVERVIEW, PAGES, THEME, WITHOUT_PLAN, Page
from kpi.present.words import text
from kpi.service.drafting import publishing, starting
from kpi.service.drafting.arriving import draft_of_file
from kpi.ui import cached
from kpi.ui.plan import draft_start, naming
from tests.ui.dashboard import SCRIPTS, open_page, page_name, seen

BEGINNING = starting.Beginning("eigen", "Eigen plan", "Wij", date(2027, 1, 1), date(2028, 12, 31))
NO_RESULTS_SAID = {lang: text(lang, NO_RESULTS) for lang in ("nl", "en")}
BARE = """code = "kaal"
title = "Kaal plan"
organisation = "Wij"
language = "nl"
start = 2027-01-01
end = 2028-12-31

[[themes]]
code = "thema-1"
title = "Eén thema"
"""


@pytest.fixture(autouse=True)
def _nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A database of its own without any plan, and no plan folders."""
    config = tmp_path / "config.toml"
    config.write_text('plans = ""\n')
    monkeypatch.setenv("PLANPEIL_CONFIG", str(config))
    monkeypatch.setenv("PLANPEIL_DATABASE_URL", f"sqlite:///{tmp_path / 'planpeil.db'}")
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


def manage(**query: str) -> AppTest:
    """The keeping of plans, opened."""
    return open_page("admin/plan", **query)


def press(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click()
    app.run()
    assert not app.exception
    return app


@pytest.mark.parametrize(("lang", "words"), [("nl", ("Nog geen plan", "Invullen")), ("en", ("No plan yet", "Fill in"))])
def test_the_front_page_says_what_this_is_and_leads_to_a_first_plan(lang: str, words: tuple[str, ...]) -> None:
    app = open_page(lang=lang)
    assert not app.exception
    assert [word for word in words if word not in seen(app)] == []
    assert text(lang, "Begin a first plan") in [one.label for one in app.button]
    assert len(app.selectbox) == 0


EMPTY = [one for one in PAGES if one.path not in (OVERVIEW, THEME, *WITHOUT_PLAN)]


@pytest.mark.parametrize("page", EMPTY, ids=page_name)
def test_every_other_page_says_that_there_is_no_plan(page: Page) -> None:
    app = open_page(page_name(page))
    assert not app.exception
    assert text("nl", "No plan yet") in seen(app)


@pytest.mark.parametrize("script", ["admin/plan", "admin/people", "admin/log"])
def test_before_the_first_plan_its_keeping_people_and_the_log_stand_beside_each_other(script: str) -> None:
    app = open_page(script)
    assert not app.exception
    html = seen(app)
    assert text("nl", "No plan yet") not in html
    assert '<h1 class="pp-h1">' in html
    assert ("In deze Planpeil is nog niets vastgelegd." in html) == (script == "admin/log")
    tabs = html.split("pp-tabs")[1].split("</nav>")[0]
    assert re.findall(r"<span>([^<]*)</span>", tabs) == ["Plan beheren", "Mensen", "Logboek"]


def test_a_link_to_a_plan_that_is_not_there_finds_the_same_page() -> None:
    app = open_page(plan="thoon-2021", as_of="2021-06-30")
    assert not app.exception
    assert text("nl", "No plan yet") in seen(app)


def test_read_only_begins_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    open_page()
    monkeypatch.setenv("PLANPEIL_READ_ONLY", "true")
    st.cache_resource.clear()
    app = open_page()
    assert len(app.button) == 0
    assert text("nl", "This Planpeil is set to read-only: no plan can be begun here.") in seen(app)


def test_a_first_plan_begins_in_the_app_and_stands_on_the_overview() -> None:
    app = manage()
    assert not app.exception
    assert list(app.segmented_control(key="plan-way").options) == [
        text("nl", draft_start.WAYS[way]) for way in (draft_start.EMPTY, draft_start.FILE)
    ]
    assert len(app.get("download_button")) == 0
    app.text_input(key="plan-title").set_value("Wij in de wijk 2027").run()
    assert len(app.get("download_button")) == 2
    app = press(app, "plan-new")
    assert text("nl", "No messages about this draft.") in seen(app)
    app.checkbox[0].check().run()
    app.text_input(key="your-name").set_value("A. Jansen")
    app = press(app, "plan-publish")
    assert text("nl", "Published as revision {revision}.", revision=1) in seen(app)
    assert cached.codes_of_plans(1) == ("wij-in-de-wijk-2027",)
    front = open_page()
    assert "Wij in de wijk 2027" in seen(front)


def test_a_first_plan_comes_as_a_file() -> None:
    app = manage()
    app.segmented_control(key="plan-way").set_value(draft_start.FILE).run()
    app.file_uploader[0].upload("eigen.xlsx", starting.starter_workbook("nl", BEGINNING))
    app.run()
    assert not app.exception
    app.checkbox[0].check().run()
    app.text_input(key="your-name").set_value("A. Jansen")
    press(app, "plan-publish")
    assert cached.codes_of_plans(cached.newest_revision()) == ("eigen",)


@pytest.mark.parametrize(
    ("title", "code"),
    [("Huisartsen Voorbeeldstad 2025-2027", "huisartsen-voorbeeldstad-2025-2027"), ("Één & één", "een-een"), ("", "")],
)
def test_a_code_is_suggested_from_the_title(title: str, code: str) -> None:
    assert naming.suggested(title) == code


@pytest.mark.parametrize("script", SCRIPTS)
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_a_plan_without_results_says_so_on_every_page(script: str, lang: str) -> None:
    _publish_bare()
    app = open_page(script, plan="kaal", lang=lang)
    assert not app.exception
    html = seen(app)
    assert text(lang, "Something went wrong") not in html
    assert (NO_RESULTS_SAID[lang] in html) == (script != "method")


def _publish_bare() -> None:
    packed = BytesIO()
    with ZipFile(packed, "w") as made:
        made.writestr("kaal/plan.toml", BARE)
        made.writestr(
            "kaal/targets.csv", "target,theme,statement,kind,ended\nT1,thema-1,Iets is klaar,milestone,2027-02-01\n"
        )
    found = draft_of_file(cached.desk(), packed.getvalue(), "kaal.zip")
    assert found.draft is not None, found.issues
    assert publishing.publish(cached.desk(), found.draft, user="test").plan == "kaal"


@pytest.mark.parametrize(
    "script",
    ["data/upload", "data/uploads", "portfolio/plans", "portfolio/coverage", "portfolio/cascade", "portfolio/facts"],
)
def test_a_plan_without_results_breaks_no_other_page(script: str) -> None:
    _publish_bare()
    app = open_page(script, plan="kaal")
    assert not app.exception
    html = seen(app)
    assert '<h1 class="pp-h1">' in html
    assert text("nl", "Something went wrong") not in html
    assert text("nl", "This cannot be shown") not in html
