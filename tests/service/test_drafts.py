"""What a browser keeps: found back by whoever has its name, by nobody else, and never a citizen number."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from kpi.core.delivery.repair import MendedCell, MendedFile
from kpi.intake.edit.starter import starter_tables
from kpi.intake.plan.text_table import EDITED, TextTable
from kpi.service.desk import Desk
from kpi.service.drafting.draft_words import draft_kept, draft_words
from kpi.service.drafting.editing import Draft
from kpi.service.drafts import (
    DraftKind,
    drop_draft,
    keep_draft,
    kept_draft,
    kept_list,
    stamp_of,
    surely_without_citizen_number,
)
from kpi.service.uploads.entered import Entered, GivenFile, entered_of, entered_words
from kpi.store.database.engine import read
from kpi.store.kept.drafts import PART

NAME, OTHER = "a" * 43, "b" * 43
KIND = DraftKind.UPLOAD
CELL = MendedCell(2, 0, "Indicator", "T-CO-6", "T-CO-06")
FULL = Entered(
    way="invullen",
    pasted="Indicator\tWaarde\nT1\t€ 3",
    cells={"2021-Q1 T1 oost": {"Value": "3", "Note": "één"}},
    file=GivenFile(b"\xff\0mended", "q.csv", {"decimal:waarde": ","}, MendedFile("q.csv", "f0", b"came", (CELL,))),
    chosen={"column:Wat": "value"},
    reasons={"outlier": "klopt"},
    mending=(replace(CELL, row=3),),
)


@pytest.mark.parametrize(
    "entered",
    [
        Entered(),
        FULL,
        replace(FULL, file=GivenFile(b"x", "x.csv")),
        replace(FULL, file=replace(FULL.file, repair=MendedFile("q.csv", "f0", None, ()))),  # type: ignore[type-var]
    ],
)
def test_what_was_put_in_is_kept_and_found_as_it_was(desk: Desk, entered: Entered) -> None:
    before = datetime.now(UTC)
    assert keep_draft(desk, NAME, KIND, "proef", *entered_words(entered))
    found = kept_draft(desk, NAME, KIND, "proef")
    assert found is not None
    assert entered_of(found.words, found.files) == entered
    assert before <= found.saved_at <= before + timedelta(minutes=5)
    assert found.stamp == stamp_of(entered_words(entered)[0])


@pytest.mark.parametrize("words", [{}, {"way": ""}, {**entered_words(FULL)[0], "cells": ["x"]}, {"cells": None}])
def test_words_of_another_version_are_refused(words: dict[str, object]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError, AttributeError)):
        entered_of(words, {})


@pytest.mark.parametrize(
    ("entered", "empty"),
    [
        (Entered(way="plakken", pasted="  \n", chosen={"a": "b"}), True),
        (Entered(pasted="x"), False),
        (Entered(cells={"k": {"Value": "1"}}), False),
        (Entered(file=GivenFile(b"", "x")), False),
    ],
)
def test_what_cannot_be_lost_is_nothing(entered: Entered, empty: bool) -> None:
    assert entered.empty is empty


def test_nobody_else_finds_it_and_the_name_itself_is_not_stored(desk: Desk) -> None:
    keep_draft(desk, NAME, KIND, "proef", {"a": 1}, {})
    for name in (OTHER, "", NAME.upper()):
        assert kept_draft(desk, name, KIND, "proef") is None
        assert kept_list(desk, name, KIND) == ()
        assert not drop_draft(desk, name, KIND, "proef")
    assert kept_list(desk, NAME, KIND) == ("proef",)
    with read(desk.engine) as connection:
        assert NAME not in str(connection.execute(PART.select()).all())


def test_without_a_name_and_while_read_only_nothing_is_kept(desk: Desk) -> None:
    assert keep_draft(desk, "", KIND, "proef", {}, {}) is None
    closed = replace(desk, settings=replace(desk.settings, read_only=True))
    assert keep_draft(closed, NAME, KIND, "proef", {}, {}) is None
    keep_draft(desk, NAME, KIND, "proef", {}, {})
    assert kept_draft(closed, NAME, KIND, "proef") is None
    assert not drop_draft(closed, NAME, KIND, "proef")
    assert kept_list(closed, NAME, KIND) == ()


@pytest.mark.parametrize("words", [{"a": "111222333"}, {"b": [{"c": "mevrouw 111.222.333"}]}, {"111222333": ""}])
def test_words_with_a_citizen_number_are_not_kept(desk: Desk, words: dict[str, object]) -> None:
    assert keep_draft(desk, NAME, KIND, "proef", words, {}) is None
    assert kept_draft(desk, NAME, KIND, "proef") is None


@pytest.mark.parametrize(
    ("content", "clean"),
    [
        (b"a;b\n1;2\n", True),
        (b"a;111222333\n", False),
        ("a;111222333\n".encode("utf-16"), False),
        (b"PK\x03\x04 a workbook", False),
        (b"%PDF-1.7 no table", False),
        (b"<html><table><tr><td>1</td></tr></table></html>", False),
    ],
)
def test_a_text_is_seen_to_hold_no_citizen_number(content: bytes, clean: bool) -> None:
    assert surely_without_citizen_number(content) is clean


def test_a_later_draft_of_another_tab_is_not_thrown_away(desk: Desk) -> None:
    first = keep_draft(desk, NAME, KIND, "proef", {"a": "1"}, {})
    assert first is not None
    keep_draft(desk, NAME, KIND, "proef", {"a": "2"}, {})
    assert not drop_draft(desk, NAME, KIND, "proef", first.stamp)
    found = kept_draft(desk, NAME, KIND, "proef")
    assert found is not None
    assert found.words == {"a": "2"}
    assert drop_draft(desk, NAME, KIND, "proef", found.stamp)


def test_a_draft_of_a_plan_is_kept_with_what_comes_along() -> None:
    tables = {name: starter_tables("nl").get(name, TextTable(("a",))) for name in EDITED}
    draft = Draft("", 7, {**tables, "measurements/2021-Q1": TextTable(("indicator",), (("é",),))})
    words, files = draft_words(draft)
    assert draft_kept(words, files) == draft
    assert len(files) == 1
    assert draft_words(Draft("proef", 7, tables))[1] == {}


@pytest.mark.parametrize("tables", [{}, {"plan": {"columns": ["a"], "rows": [["b", "c"]]}}])
def test_a_draft_of_another_version_is_refused(tables: dict[str, object]) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whatever it says, it is not taken for a draft
        draft_kept({"plan": "p", "revision": 1, "tables": tables}, {})
