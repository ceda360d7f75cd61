"""Handing in with a token: the same intake as `import`, and what is refused."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kpi.access.rights import Grant, Role
from kpi.api.handing_in import MOST_BYTES
from kpi.service.accounts.people import add_account, set_blocked, set_role
from kpi.service.accounts.tokens import add_token
from kpi.service.desk import Desk, at_desk, newest_commit
from kpi.service.upkeep.logbook import AuditFilter, log_page
from kpi.service.uploads.listing import upload_list
from kpi.settings import load_settings
from tests.api.conftest import everything
from tests.api.listening import Given, Listening, listening
from tests.databases import put

FILE = b"indicator,period,value\nnetwerken,2021-Q3,6\n"
AT = "/plans/proef/uploads"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    settings = replace(load_settings(environ={}), database_url=put(tmp_path / "h.db", everything))
    with at_desk(settings) as opened:
        add_account(opened, "Noor", user="beheer")
        set_role(opened, "Noor", Grant(Role.UPLOADER, "proef"), held=True, user="beheer")
        yield opened


@pytest.fixture
def api(desk: Desk) -> Iterator[Listening]:
    with listening(lambda: desk) as server:
        yield server


def send(
    api: Listening, token: str, content: bytes = FILE, query: str = "?name=q3.csv", kind: str = "text/csv"
) -> Given:
    return api.ask(AT + query, "POST", content, Authorization=f"Bearer {token}", Content_Type=kind)


@pytest.fixture
def token(desk: Desk) -> str:
    return add_token(desk, "Koppeling", "Noor", "hand-in", "proef", user="beheer")


def test_a_file_is_checked_imported_and_known_again(api: Listening, desk: Desk, token: str) -> None:
    before = newest_commit(desk)
    looked = send(api, token, query="?name=q3.csv&commit=false")
    assert (looked.status, looked.json["valid"], newest_commit(desk)) == (200, True, before)
    done = send(api, token)
    assert (done.status, done.json["result"]) == (201, "imported")
    assert upload_list(desk, "proef")[0].uploaded_by == "Noor"
    (row,) = log_page(desk, AuditFilter(who="Noor", action="upload")).lines
    assert row.row.role == "uploader"
    again = send(api, token)
    assert (again.status, again.json["result"], again.json["upload"]) == (200, "same", done.json["upload"])


def test_a_form_brings_a_file_with_its_name(api: Listening, token: str) -> None:
    form = b'--x\r\nContent-Disposition: form-data; name="file"; filename="q3.csv"\r\n\r\n' + FILE + b"\r\n--x--\r\n"
    done = send(api, token, form, "", "multipart/form-data; boundary=x")
    assert (done.status, done.json["file_name"]) == (201, "q3.csv")


def test_a_faulty_file_is_refused_with_its_issues(api: Listening, desk: Desk, token: str) -> None:
    before = newest_commit(desk)
    for query in ("?name=q3.csv", "?name=q3.csv&commit=false"):
        told = send(api, token, FILE.replace(b"netwerken", b"nergens"), query)
        assert (told.status, told.json["type"]) == (422, "urn:planpeil:problem:refused-file")
        assert (told.json["result"], bool(told.json["issues"] or told.json["questions"])) == ("faulty", True)
    assert newest_commit(desk) == before


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer fout"}, {"Cookie": "planpeil_session=x"}])
def test_without_a_token_nothing_is_taken_also_where_nobody_signs_in(
    api: Listening, desk: Desk, headers: dict[str, str]
) -> None:
    before = newest_commit(desk)
    told = api.ask(f"{AT}?name=q3.csv", "POST", FILE, **headers)
    assert (told.status, told.headers["WWW-Authenticate"]) == (401, "Bearer")
    assert newest_commit(desk) == before


def test_a_token_to_see_and_one_of_who_is_blocked_hand_nothing_in(api: Listening, desk: Desk, token: str) -> None:
    sees = add_token(desk, "Lezer", "Noor", "see", user="beheer")
    assert send(api, sees).status == 403
    assert api.ask("/plans", Authorization=f"Bearer {sees}").status == 200
    assert api.ask("/plans", Authorization="Bearer fout").status == 401
    set_blocked(desk, "Noor", blocked=True, user="beheer")
    assert send(api, token).status == 401


@pytest.mark.parametrize(
    ("content", "query", "kind", "status"),
    [
        (FILE, "", "text/csv", 400),
        (FILE, "?name=q3.csv&commit=ja", "text/csv", 400),
        (FILE, "?name=q3.csv&meer=1", "text/csv", 400),
        (b"x", "", "multipart/form-data; boundary=x", 400),
        (b" " * (MOST_BYTES + 1), "?name=q3.csv", "text/csv", 413),
    ],
)
def test_what_cannot_be_read_is_told(
    api: Listening, token: str, content: bytes, query: str, kind: str, status: int
) -> None:
    assert send(api, token, content, query, kind).status == status


def test_the_address_takes_files_only(api: Listening) -> None:
    told = api.ask(AT)
    assert (told.status, told.headers["Allow"]) == (405, "POST")
