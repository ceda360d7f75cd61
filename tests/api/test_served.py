"""The API as a program meets it: rows in both forms, pages, tags, languages, and what it refuses."""

import csv
import io
import json
import logging
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from typer.testing import CliRunner

from kpi.access.rights import Actor, Grant, Role
from kpi.api import served
from kpi.api.columns import KNOWN_OTHERWISE, STATUS, Columns, Holds, cells, flat
from kpi.api.openapi import description
from kpi.api.operations import MOST_ROWS, OPERATIONS, Operation
from kpi.cli.commands import app
from kpi.core.errors import PlanpeilError
from kpi.core.plain import as_sent
from kpi.service.desk import Desk, at_desk, newest_commit
from kpi.service.meetings.holding import prepare_meeting
from kpi.service.meetings.saying import checkin_list
from kpi.service.uploads.importing import import_file
from kpi.settings import load_settings
from kpi.store.database.engine import read
from kpi.store.revisions import recorded_at
from tests.api.conftest import everything
from tests.api.listening import Given, Listening, listening
from tests.databases import nothing, put

DAYS = "from=2021-03-31&to=2021-06-30"
ASKED = {"changes": f"?{DAYS}", "status": "?as_of=2021-06-30"}
ids = {"argvalues": OPERATIONS, "ids": [one.name for one in OPERATIONS]}


def address(one: Operation, ending: str = "") -> str:
    """Where an operation is, of the plan `proef`."""
    return f"{one.path.format(plan='proef')}{ending}{ASKED.get(one.name, '')}"


def rows_of(one: Operation, given: Given) -> list[dict[str, Any]]:
    return [given.json] if one.single else given.rows


@pytest.mark.parametrize("one", **ids)
def test_every_address_has_rows_of_exactly_its_columns(api: Listening, one: Operation) -> None:
    found = api.ask(address(one))
    assert (found.status, found.headers["Content-Type"]) == (200, "application/json")
    rows = rows_of(one, found)
    assert rows
    for row in rows:
        assert list(row) == [column.name for column in one.row]
        for column in one.row:
            if column.of and row[column.name] is not None:
                assert list(row[column.name]) == [inner.name for inner in column.of]
    if not one.single:
        beside = ["revision", "total", *(column.name for column in one.about), "rows"]
        assert list(found.json) == beside
        assert found.json["total"] == len(rows) == int(found.headers["X-Total-Count"])
        assert found.json["revision"] > 0


COMMANDS = {
    "plans": ("plans",),
    "status": ("status", "--plan", "proef", "--as-of", "2021-06-30"),
    "changes": ("changed", "--plan", "proef", "--from", "2021-03-31", "--to", "2021-06-30"),
    "meetings": ("meetings", "--plan", "proef"),
    "checkins": ("checkins", "--plan", "proef"),
    "actions": ("actions", "--plan", "proef"),
}


@pytest.mark.parametrize(("name", "words"), COMMANDS.items())
def test_the_rows_are_those_of_the_command_line(
    api: Listening, desk: Desk, monkeypatch: pytest.MonkeyPatch, name: str, words: tuple[str, ...]
) -> None:
    monkeypatch.setenv("PLANPEIL_DATABASE_URL", desk.settings.database_url)
    printed = json.loads(CliRunner().invoke(app, [*words, "--json"]).stdout)
    one = next(one for one in OPERATIONS if one.name == name)
    assert api.ask(address(one)).rows == [row for row in printed if row.get("kind") != "frame"]


@pytest.fixture
def then(desk: Desk) -> str:
    """The moment at which only the first quarter was known."""
    with read(desk.engine) as connection:
        return quote(recorded_at(connection, 1).isoformat())


def test_what_is_known_otherwise_now_is_told_of_what_was_known_then(api: Listening, then: str) -> None:
    asked = f"/plans/proef/status{{}}?as_of=2021-06-30&known_at={then}"
    found = api.ask(asked.format(""))
    told = {row["target"]: row["known_otherwise"] for row in found.rows}
    assert told == {"T1": ["value"], "T2": ["value"], "T3": ["value"]}
    assert [list(row) for row in found.rows] == [[column.name for column in (*STATUS, *KNOWN_OTHERWISE)]] * 3
    assert list(checked_status().iter_errors(found.json)) == []
    frame = pd.read_csv(io.BytesIO(api.ask(asked.format(".csv")).content))
    assert list(frame["known_otherwise"]) == ["value"] * 3
    now = api.ask("/plans/proef/status?as_of=2021-03-31&known_at=2199-12-31").rows
    assert [row["known_otherwise"] for row in now] == [[], [], []]


def test_who_sees_a_part_is_not_told_what_is_known_otherwise(desk: Desk, then: str) -> None:
    noor = replace(desk, who=Actor("noor", (Grant(Role.VIEWER, "proef", "u0"),)))
    with listening(lambda: noor) as part:
        rows = part.ask(f"/plans/proef/status?known_at={then}").rows
    assert rows
    assert {row["known_otherwise"] for row in rows} == {None}


def checked_status() -> Draft202012Validator:
    """What the description says of an answer of `status`."""
    said = description()
    of = said["paths"]["/plans/{plan}/status"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    return Draft202012Validator({**of, "components": said["components"]})


def test_one_plan_is_its_row_among_all(api: Listening) -> None:
    assert [api.ask("/plans/proef").json] == api.ask("/plans").rows


def as_read(text: str, holds: Holds) -> object:
    """A cell of CSV as what it holds; empty is None."""
    if text == "":
        return None
    if holds is Holds.CODES:
        return text.split(";")
    if holds is Holds.YES_NO:
        return {"true": True, "false": False}[text]
    return float(text) if holds in (Holds.NUMBER, Holds.WHOLE) else as_sent(text)


def kinds_of(columns: Columns) -> list[Holds]:
    return [kind for one in columns for kind in (kinds_of(one.of) if one.of else [one.holds])]


@pytest.mark.parametrize("one", **ids)
def test_csv_says_what_json_says(api: Listening, one: Operation) -> None:
    by_ending, by_header = api.ask(address(one, ".csv")), api.ask(address(one), Accept="text/csv")
    assert by_ending.content == by_header.content
    assert by_ending.headers["Content-Type"] == "text/csv; charset=utf-8; header=present"
    assert by_ending.content.startswith(b"\xef\xbb\xbf")
    head, *lines = csv.reader(io.StringIO(by_ending.content.decode("utf-8-sig"), newline=""))
    assert head == list(flat(one.row))
    read = [[as_read(cell, kind) for cell, kind in zip(line, kinds_of(one.row), strict=True)] for line in lines]
    rows = rows_of(one, api.ask(address(one)))
    assert read == [[None if cell in ("", []) else cell for cell in cells(row, one.row)] for row in rows]


@pytest.mark.parametrize("one", **ids)
def test_pandas_reads_typed_columns_from_it(api: Listening, one: Operation) -> None:
    frame = pd.read_csv(io.BytesIO(api.ask(address(one, ".csv")).content))
    names = list(flat(one.row))
    assert list(frame.columns) == names
    for name, kind in zip(names, kinds_of(one.row), strict=True):
        if kind in (Holds.NUMBER, Holds.WHOLE):
            assert pd.api.types.is_numeric_dtype(frame[name]), name
        if kind is Holds.DAY:
            pd.to_datetime(frame[name].dropna(), format="%Y-%m-%d")


def test_no_cell_is_run_as_a_formula(api: Listening) -> None:
    head, *lines = csv.reader(io.StringIO(api.ask("/plans/proef/measurements.csv").content.decode("utf-8-sig")))
    notes = {line[head.index("note")] for line in lines}
    assert {'\'=HYPERLINK("http://evil.example")', "'-12", 'één; "twee", -3'} <= notes
    numbers = [line[head.index("numerator")] for line in lines]
    assert "132" in numbers


def pages(api: Listening, path: str) -> list[Given]:
    found = [api.ask(path)]
    while found[-1].next:
        found.append(api.ask(found[-1].next))
    return found


@pytest.mark.parametrize("per_page", [1, 2, 3, 7, MOST_ROWS])
@pytest.mark.parametrize("query", ["", "indicator=netwerken", "org_unit=", "from=2021-06-10&to=2021-06-20"])
def test_paged_to_the_end_is_the_whole(api: Listening, per_page: int, query: str) -> None:
    whole = api.ask(f"/plans/proef/measurements?{query}")
    found = pages(api, f"/plans/proef/measurements?{urlencode({'per_page': per_page})}&{query}")
    assert [row for one in found for row in one.rows] == whole.rows
    assert {one.json["total"] for one in found} == {len(whole.rows)}
    assert [one.json["page"] for one in found] == list(range(1, len(found) + 1))
    assert all(len(one.rows) == per_page for one in found[:-1])


def test_a_page_after_the_last_is_empty_and_ends(api: Listening) -> None:
    found = api.ask("/plans/proef/measurements?page=1000000&per_page=10000")
    assert (found.rows, found.next, found.json["total"]) == ([], "", 7)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (
            "indicator=netwerken",
            {("netwerken", "2021-Q1", ""), *(("netwerken", "2021-Q2", u) for u in ("", "u0", "u1"))},
        ),
        ("org_unit=u1", {("netwerken", "2021-Q2", "u1")}),
        ("to=2021-03-31", {("netwerken", "2021-Q1", ""), ("tevreden", "2021-Q1", "")}),
        ("from=2021-06-10&to=2021-06-20", {("T3", "2021-Q2", ""), ("netwerken", "2021-Q2", "u0")}),
        ("from=2021-06-11&to=2021-06-19", set()),
        ("revision=1", {("netwerken", "2021-Q1", ""), ("tevreden", "2021-Q1", "")}),
    ],
)
def test_measurements_of_what_is_asked(api: Listening, query: str, found: set[tuple[str, str, str]]) -> None:
    rows = api.ask(f"/plans/proef/measurements?{query}").rows
    assert {(row["indicator"], row["period"], row["org_unit"]) for row in rows} == found


def test_pages_are_of_one_moment_also_when_something_is_added_between_them(tmp_path: Path) -> None:
    new = {"PLANPEIL_DATABASE_URL": put(tmp_path / "p.db", everything)}
    with at_desk(load_settings(tmp_path / "none.toml", new)) as desk, listening(lambda: desk) as api:
        first = api.ask("/plans/proef/measurements?per_page=3")
        whole = api.ask("/plans/proef/measurements").rows
        file = b"Indicator;Periode;Waarde\r\nnetwerken;2020-Q4;0\r\n"
        warned = {"period-outside-plan": "eerder"}
        done = import_file(desk, "proef", file, "a.csv", user="Els", justifications=warned)
        assert done.revision > first.json["revision"], done.checked.reading.issues
        assert len(api.ask("/plans/proef/measurements").rows) == len(whole) + 1
        assert first.rows + [row for one in pages(api, first.next) for row in one.rows] == whole


@pytest.mark.parametrize("ending", ["", ".csv"])
@pytest.mark.parametrize("one", **ids)
def test_an_answer_that_is_there_already_is_not_sent_again(api: Listening, one: Operation, ending: str) -> None:
    first = api.ask(address(one, ending))
    tag = first.headers["ETag"]
    again = api.ask(address(one, ending), If_None_Match=f'"other", W/{tag}')
    assert (again.status, again.content, again.headers["ETag"]) == (304, b"", tag)
    assert first.headers["Cache-Control"] == again.headers["Cache-Control"] == "private, no-store"
    assert api.ask(address(one, ending), If_None_Match='"other"').content == first.content


def test_each_address_form_and_language_has_a_tag_of_its_own(api: Listening) -> None:
    asked: list[tuple[str, dict[str, str]]] = [
        ("/plans/proef/status", {}),
        ("/plans/proef/status", {"Accept": "text/csv"}),
        ("/plans/proef/status", {"Accept_Language": "en"}),
        ("/plans/proef/status?as_of=2021-06-30", {}),
        ("/plans/proef/targets", {}),
    ]
    assert len({api.ask(path, **headers).headers["ETag"] for path, headers in asked}) == len(asked)


def test_a_commit_makes_another_tag(tmp_path: Path) -> None:
    new = {"PLANPEIL_DATABASE_URL": put(tmp_path / "p.db", everything)}
    with at_desk(load_settings(tmp_path / "none.toml", new)) as desk, listening(lambda: desk) as api:
        before = api.ask("/plans/proef/meetings")
        one = checkin_list(desk, "proef")[0].one.due
        assert one is not None
        prepare_meeting(desk, "proef", "Volgend overleg", one, one, user="Jan")
        after = api.ask("/plans/proef/meetings", If_None_Match=before.headers["ETag"] or "")
        assert (after.status, len(after.rows)) == (200, 2)


@pytest.mark.parametrize("path", ["/plans", "/plans/proef/status.csv", "/plans/nee", "/nergens", "/openapi.json"])
def test_head_is_get_without_a_body(api: Listening, path: str) -> None:
    whole, head = api.ask(path), api.ask(path, "HEAD")
    assert (head.status, head.content) == (whole.status, b"")
    for name in ("Content-Type", "Content-Length", "ETag", "Cache-Control", "X-Total-Count"):
        assert head.headers[name] == whole.headers[name]


def is_problem(given: Given, status: int, name: str, title: str, detail: str) -> None:
    assert (given.status, given.headers["Content-Type"]) == (status, "application/problem+json")
    assert set(given.json) == {"type", "title", "status", "detail"}
    assert given.json["type"] == f"urn:planpeil:problem:{name}"
    assert (given.json["status"], given.json["title"]) == (status, title)
    assert detail in given.json["detail"]
    assert given.headers["Cache-Control"] == "no-store"
    assert given.headers["ETag"] is None


WRONG, ABSENT = ("De vraag klopt niet", "The question is wrong"), ("Niet gevonden", "Not found")


@pytest.mark.parametrize(
    ("path", "status", "name", "title", "nl", "en"),
    [
        ("/plans/nee", 404, "not-found", ABSENT, "Er is geen plan 'nee'. Wel: proef.", "There is no plan 'nee'."),
        ("/plans/nee/status.csv", 404, "not-found", ABSENT, "geen plan 'nee'", "no plan 'nee'"),
        ("/plans/nee/measurements", 404, "not-found", ABSENT, "geen plan 'nee'", "no plan 'nee'"),
        ("/plans/nee/meetings", 404, "not-found", ABSENT, "geen plan 'nee'", "no plan 'nee'"),
        ("/nergens", 404, "not-found", ABSENT, "Dit adres is er niet.", "nothing at this address"),
        ("/plans/", 404, "not-found", ABSENT, "/api/v1/openapi.json", "/api/v1/openapi.json"),
        ("/plans.xml", 404, "not-found", ABSENT, "Dit adres is er niet.", "nothing at this address"),
        ("/plans/proef/status/x", 404, "not-found", ABSENT, "Dit adres is er niet.", "nothing at this address"),
        ("/plans/proef/a%0Ab", 404, "not-found", ABSENT, "Dit adres is er niet.", "nothing at this address"),
        ("/api", 404, "not-found", ABSENT, "Dit adres is er niet.", "nothing at this address"),
        ("/api/", 404, "not-found", ABSENT, "Dit adres is er niet.", "nothing at this address"),
        ("/api/v2/plans", 404, "not-found", ABSENT, "Dit adres is er niet.", "nothing at this address"),
        ("/plans/proef/measurements?indicator=x", 404, "not-found", ABSENT, "Wel: netwerken, tevreden", "There are:"),
        ("/plans/proef/measurements?org_unit=x", 404, "not-found", ABSENT, "Wel: u0, u1.", "There are: u0, u1."),
        (
            "/plans/proef/measurements?revision=999",
            404,
            "not-found",
            ABSENT,
            "Revisie 999 is er nog niet",
            "revision 999",
        ),
        ("/plans/proef/status?known_at=1999-01-01", 404, "not-found", ABSENT, "nog niets vastgelegd", "had been"),
        ("/plans/proef/status?as_of=morgen", 400, "wrong-question", WRONG, "geen datum", "no date"),
        ("/plans/proef/status?as_of=9999-12-31", 400, "wrong-question", WRONG, "geen datum", "no date"),
        ("/plans/proef/status?known_at=x", 400, "wrong-question", WRONG, "geen tijdstip", "no moment"),
        ("/plans/proef/status?as_off=2021-06-30", 400, "wrong-question", WRONG, "kent geen 'as_off'", "'as_off'"),
        ("/plans/proef/status?as_of=2021-06-30&as_of=x", 400, "wrong-question", WRONG, "twee keer", "twice"),
        ("/plans?x=1", 400, "wrong-question", WRONG, "kent geen 'x'", "does not know 'x'"),
        ("/plans/%00", 400, "wrong-question", WRONG, "geen code", "no code"),
        (f"/plans/{'a' * 300}", 400, "wrong-question", WRONG, "geen code", "no code"),
        ("/plans/proef/changes", 400, "wrong-question", WRONG, "from ontbreekt", "from is missing"),
        ("/plans/proef/changes?from=2021-07-01&to=2021-06-30", 400, "wrong-question", WRONG, "verwissel", "swap"),
        ("/plans/proef/measurements?from=2021-07-01&to=2021-06-30", 400, "wrong-question", WRONG, "verwissel", "swap"),
        ("/plans/proef/measurements?per_page=10001", 400, "wrong-question", WRONG, "tot en met 10000", "10000"),
        ("/openapi.json?x", 400, "wrong-question", WRONG, "kent geen", "does not know"),
    ],
)
def test_what_cannot_be_answered_is_told_in_two_languages(
    api: Listening, path: str, status: int, name: str, title: tuple[str, str], nl: str, en: str
) -> None:
    for lang, at, words in (("nl", 0, nl), ("en", 1, en)):
        told = api.ask(path, Accept_Language=lang)
        is_problem(told, status, name, title[at], words)
        assert told.headers["Content-Language"] == lang
    assert api.ask(path).json == api.ask(path, Accept_Language="nl").json


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "EDIT"])
@pytest.mark.parametrize("path", ["/plans", "/plans/proef/status.csv", "/openapi.json"])
def test_nothing_can_be_changed(api: Listening, desk: Desk, path: str, method: str) -> None:
    before = newest_commit(desk)
    told = api.ask(path, method, Accept_Language="en")
    is_problem(told, 405, "only-reading", "Reading is all that can be done", "use GET or HEAD")
    assert set((told.headers["Allow"] or "").split(", ")) == {"GET", "HEAD"}
    assert newest_commit(desk) == before


@pytest.mark.parametrize("headers", [{"Origin": "https://example.org"}, {"Origin": "null"}, {"Host": "evil.example"}])
@pytest.mark.parametrize("path", ["/plans", "/openapi.json", "/nergens"])
def test_strangers_are_refused_as_everywhere(api: Listening, path: str, headers: dict[str, str]) -> None:
    told = api.ask(path, **headers)
    assert (told.status, told.content[:10]) == (403, b"Geweigerd.")


@pytest.mark.parametrize("path", ["/plans", "/nergens", "/plans/nee", "/openapi.json"])
def test_every_answer_has_the_headers_of_all_others_and_opens_to_no_other_page(api: Listening, path: str) -> None:
    headers = api.ask(path).headers
    assert (headers["X-Content-Type-Options"], headers["Referrer-Policy"]) == ("nosniff", "same-origin")
    assert headers["Access-Control-Allow-Origin"] is None


def test_without_plans_the_list_is_empty(tmp_path: Path) -> None:
    new = {"PLANPEIL_DATABASE_URL": put(tmp_path / "p.db", nothing)}
    with at_desk(load_settings(tmp_path / "none.toml", new)) as desk, listening(lambda: desk) as api:
        assert api.ask("/plans").json == {"revision": 0, "total": 0, "rows": []}
        assert api.ask("/plans.csv").content.decode("utf-8-sig") == ",".join(flat(OPERATIONS[0].row)) + "\r\n"
        told = api.ask("/plans/proef/status", Accept_Language="en")
        is_problem(told, 404, "not-found", "Not found", "There is no plan at all yet")


def test_a_database_that_goes_away_is_told_and_its_return_noticed(tmp_path: Path) -> None:
    new = {"PLANPEIL_DATABASE_URL": put(tmp_path / "p.db", everything)}
    file, aside = tmp_path / "p.db", tmp_path / "aside.db"
    with at_desk(load_settings(tmp_path / "none.toml", new)) as desk, listening(lambda: desk) as api:
        tag = api.ask("/plans").headers["ETag"] or ""
        file.rename(aside)
        for headers in ({}, {"If_None_Match": tag}):
            told = api.ask("/plans", Accept_Language="en", **headers)
            is_problem(told, 503, "unavailable", "Not available now", "moved, replaced or removed")
        assert api.ask("/openapi.json").status == 200
        aside.rename(file)
        assert api.ask("/plans", If_None_Match=tag).status == 304


def test_a_database_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    def no_desk() -> Desk:
        raise PlanpeilError("Zet de database terug.", "Put the database back.")

    with listening(no_desk) as api:
        told = api.ask("/plans/proef/status.csv")
        is_problem(told, 503, "unavailable", "Nu niet beschikbaar", "Zet de database terug.")


def test_what_nobody_foresaw_is_told_and_logged_without_figures(
    api: Listening, monkeypatch: pytest.MonkeyPatch
) -> None:
    figure = str(123 / 2)

    def broken(*_: object) -> bytes:
        raise RuntimeError(figure)

    said: list[str] = []
    monkeypatch.setattr(served, "body_of", broken)
    monkeypatch.setattr(served._log, "error", lambda words, *figures: said.append(words % figures))
    told = api.ask("/plans/proef/status")
    is_problem(told, 500, "fault", "Een fout in Planpeil", "Probeer het opnieuw")
    assert figure not in told.content.decode()
    (logged,) = said
    assert "RuntimeError" in logged
    assert "test_served.py" in logged
    assert figure not in logged


def test_an_answer_leaves_no_line_in_the_log(api: Listening) -> None:
    heard: list[logging.LogRecord] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            heard.append(record)

    listener, root = Listener(logging.INFO), logging.getLogger()
    root.addHandler(listener)
    try:
        for path in ("/plans/proef/measurements", "/plans/nee", "/plans/proef/status?as_of=x"):
            api.ask(path)
    finally:
        root.removeHandler(listener)
    assert [record.getMessage() for record in heard if record.name.startswith("planpeil")] == []


HOSTILE = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        ["' OR 1=1 --", "../../etc/passwd", "%00", "${jndi:x}", "<script>", "2021-06-30'", "-1", "NaN", "9" * 400]
    ),
)
NAMES = sorted({one.name for operation in OPERATIONS for one in operation.parameters})


@given(
    st.sampled_from(OPERATIONS),
    st.dictionaries(st.sampled_from([*NAMES, "lang"]) | st.text(min_size=1, max_size=8), HOSTILE, max_size=3),
    st.sampled_from(["proef"]) | HOSTILE,
    st.sampled_from(["", ".csv"]),
)
def test_whatever_is_asked_is_answered_or_refused(
    api: Listening, one: Operation, query: dict[str, str], plan: str, ending: str
) -> None:
    path = one.path.format(plan=quote(plan, safe="", errors="replace") or "-")
    given = api.ask(f"{path}{ending}?{urlencode(query, errors='replace')}")
    assert given.status in (200, 400, 404)
    if given.status != 200:
        assert set(given.json) == {"type", "title", "status", "detail"}
        assert "Traceback" not in given.json["detail"]
