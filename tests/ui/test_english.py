"""An English screen of an English plan holds no Dutch word: whatever would be Dutch there is ours."""

import html
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
import streamlit as st
from babel.messages.pofile import read_po
from google.protobuf.json_format import MessageToDict
from streamlit.testing.v1 import AppTest

from kpi.present.words import catalogue_file
from tests.ui.dashboard import ROOT, open_page

SCRIPTS = sorted(
    path.relative_to(ROOT).as_posix()
    for path in (ROOT / "pages").glob("*/*.py")
    if path.stem not in ("unknown", "empty")
)
BOTH = {"met", "per"}  # words of the Dutch catalogue that are English words too
NOT_WORDS = {"id", "formId", "url", "elementId", "widgetId", "deferredFileId", "data", "columnOrder", "disabledColumns"}
HEAD = "Indicator;Period;Value;Remark\n"
FILES = {
    "faulty": "netwrks;2021-Q4;1;\nnetworks;12-05-2021;2;\ncontent;2021-Q4;abc;\nshare;2021-Q3;-5;\n"
    "networks;2030-Q1;5;\nT3;2021-Q4;maybe;\nwait;2021-Q4;<5;\nwait;2021-H1;3;\n;2021-Q4;5;\n",
    "doubtful": "networks;2021-Q4;1.234;\ncontent;2021-Q4;0.85;\n",
    "good": "networks;2021-Q4;5;\ncontent;2021-Q4;71,5;\nT3;2021-Q4;yes;ready\n",
}


def tokens(words: str) -> set[str]:
    return set(re.findall(r"[a-zà-ÿ]+", words.casefold()))


def dutch_words() -> set[str]:
    """The words of the Dutch catalogue that stand in no message of its own, which are English."""
    dutch: set[str] = set()
    english: set[str] = set()
    with catalogue_file("nl").open("rb") as file:
        for message in filter(lambda one: one.id, read_po(file)):
            for found, texts in ((dutch, message.string), (english, message.id)):
                for one in texts if isinstance(texts, list | tuple) else (texts,):
                    found |= tokens(re.sub(r"\{[^}]*\}", "", one))
    return dutch - english - BOTH


DUTCH = dutch_words()


def strings(part: Any, name: str = "") -> Iterator[str]:
    if isinstance(part, dict):
        for key, value in part.items():
            yield from strings(value, key)
    elif isinstance(part, list):
        for value in part:
            yield from strings(value, name)
    elif isinstance(part, str) and name == "spec":
        yield from strings(json.loads(part))
    elif isinstance(part, str) and name == "columns":
        yield from columns(part)
    elif isinstance(part, str) and name not in NOT_WORDS:
        # In a chart's expressions: the row at hand, and the formats of days.
        yield from texts(re.sub(r"\bdatum(?=[.\[])|%[a-zA-Z]", "", part))


def texts(written: str) -> Iterator[str]:
    """The words of markup: between its tags, and in the attributes that are read aloud."""
    shown = re.sub(r"<style.*?</style>", "", written, flags=re.DOTALL)
    # The links to the other languages are in those languages, and say so.
    shown = re.sub(r'<a [^>]*lang="[a-z]+"[^>]*>.*?</a>', "", shown)
    yield from re.findall(r'(?:aria-label|title|alt|placeholder)="([^"]*)"', shown)
    yield from re.split(r"<[^>]*>", shown)


def columns(config: str) -> Iterator[str]:
    """The words of a grid: labels, help and choices of its columns, whose names are codes."""
    yield from (word for one in json.loads(config).values() for word in strings(one))


def elements(block: Any) -> Iterator[Any]:
    for child in block.children.values():
        yield child.proto
        if hasattr(child, "children"):
            yield from elements(child)


def left_over(app: AppTest) -> dict[str, set[str]]:
    """Every text on the page that holds Dutch words, with these."""
    assert not app.exception
    shown = (MessageToDict(proto) for block in (app.main, app.sidebar) for proto in elements(block) if proto)
    said = {html.unescape(one) for part in shown for one in strings(part)}
    assert len(said) > 20
    return {one[:200]: found for one in said if (found := tokens(one) & DUTCH)}


@pytest.fixture(scope="module", autouse=True)
def _plans(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A Planpeil that is English by its settings, with plans that are."""
    home = tmp_path_factory.mktemp("english")
    plans = (ROOT / "tests" / "ui" / "english").as_posix()
    (home / "config.toml").write_text(f'language = "en"\norganisation = "Foundation"\nplans = "{plans}"\n', "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PLANPEIL_CONFIG", str(home / "config.toml"))
        patch.setenv("PLANPEIL_DATABASE_URL", f"sqlite:///{home / 'planpeil.db'}")
        st.cache_resource.clear()
        yield
    st.cache_resource.clear()


def page(script: str, **query: str) -> AppTest:
    """A page of the English plan, opened."""
    return open_page(script.removeprefix("pages/").removesuffix(".py"), **{"plan": "english", **query})


def test_dutch_words_are_known() -> None:
    assert {"resultaat", "achter", "kwartaal", "melding"} <= DUTCH
    assert not {"result", "behind", "plan", "message"} & DUTCH


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_page_is_english(script: str) -> None:
    assert left_over(page(script)) == {}


@pytest.mark.parametrize("target", ["T1", "T2", "T3", "T5", "T6", "T7"])
def test_a_result_of_every_kind_is_english(target: str) -> None:
    assert left_over(page("pages/monitor/target.py", target=target)) == {}


@pytest.mark.parametrize("rows", FILES.values(), ids=FILES)
def test_what_a_file_meets_is_english(rows: str) -> None:
    app = page("pages/data/upload.py")
    app.text_input(key="your-name").set_value("Ann").run()
    app.file_uploader[0].upload("q.csv", (HEAD + rows).encode())
    assert left_over(app.run()) == {}


@pytest.mark.parametrize(
    ("script", "query"),
    [
        ("monitor/target", {"target": "x"}),
        ("monitor/results", {"owner": "nobody"}),
        ("portfolio/cascade", {"vanuit": "q/z"}),
        ("portfolio/coverage", {"regel": "eigen/q"}),
        ("data/uploads", {"rapportage": "x"}),
    ],
)
def test_what_cannot_be_shown_is_said_in_english(script: str, query: dict[str, str]) -> None:
    asked = next(iter(query.values()))
    found = left_over(page(f"pages/{script}.py", **query))
    assert {one: words for one, words in found.items() if words - tokens(asked)} == {}


def test_a_dutch_word_would_be_found() -> None:
    assert left_over(page("pages/monitor/overview.py", lang="nl"))


@pytest.mark.parametrize(
    "cells",
    [
        {},
        {"value": "9", "deadline": "end of 2021"},
        {"theme": "togther", "value": "x", "deadline": "as soon as can be"},
    ],
    ids=["untouched", "promise", "faulty"],
)
def test_a_draft_of_a_plan_is_english(cells: dict[str, str]) -> None:
    app = page("pages/admin/plan.py")
    app.button(key="plan-change").click()
    app.run()
    if cells:
        key = str(app.data_editor[0].key)
        app.session_state[key] = {"edited_rows": {0: cells}, "added_rows": [], "deleted_rows": []}
        app.run()
    assert left_over(app) == {}
