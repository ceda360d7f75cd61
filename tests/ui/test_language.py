"""In which language a link opens: its own, else that of the account, else the plan's, else that of the settings."""

import gzip
from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import streamlit as st

from kpi.access.rights import Grant, Role
from kpi.core.errors import UsageError
from kpi.service.accounts.people import add_account, set_blocked, set_mail, set_role
from kpi.service.accounts.signing import SignedOutError, sign_in
from kpi.service.desk import Desk
from kpi.service.meetings.holding import prepare_meeting
from kpi.service.plans import load_folder
from kpi.ui import cached, requested
from kpi.ui.first_light import first_light
from kpi.ui.meeting.room import no_room, refusal, room_document
from kpi.ui.serving.tickets import with_ticket
from tests.databases import put, small_plan
from tests.service.small_plan import PLAN, write_plan

DAY = date(2021, 6, 30)
WORDS = "een zin die lang genoeg is"
NAMES = {"Els": "en", "Noor": "nl", "Vera": ""}


def people(desk: Desk) -> None:
    small_plan(desk)
    with TemporaryDirectory() as place:
        folder = write_plan(Path(place) / "english")
        words = PLAN.replace('"proef"', '"english"', 1).replace("start =", 'language = "en"\nstart =', 1)
        (folder / "plan.toml").write_text(words, encoding="utf-8")
        assert load_folder(desk, folder, user="beheer").changed
    for name, lang in NAMES.items():
        add_account(desk, name, password=WORDS, user="beheer")
        set_role(desk, name, Grant(Role.OWNER), held=True, user="beheer")
        set_mail(desk, name, "", lang, user="beheer")
    prepare_meeting(desk, "proef", "Bestuursvergadering", DAY, DAY, user="beheer")


@pytest.fixture(autouse=True)
def _shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    (tmp_path / "config.toml").write_text('plans = "none"\n[access]\nusers = true\n', encoding="utf-8")
    monkeypatch.setenv("PLANPEIL_CONFIG", str(tmp_path / "config.toml"))
    monkeypatch.setenv("PLANPEIL_DATABASE_URL", put(tmp_path / "planpeil.db", people))
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


def asking(name: str) -> AbstractContextManager[None]:
    """What is asked inside is asked by somebody who signed in."""
    return with_ticket(sign_in(cached.own_desk(), name, WORDS, address=""))


@pytest.mark.parametrize(
    ("name", "plan", "lang", "opens"),
    [
        ("Els", "proef", "", "en"),
        ("Els", "proef", "nl", "nl"),
        ("Noor", "english", "", "nl"),
        ("Noor", "english", "en", "en"),
        ("Vera", "proef", "", "nl"),
        ("Vera", "english", "", "en"),
        ("Vera", "proef", "en", "en"),
    ],
)
def test_a_link_opens_in_its_language_else_that_of_the_account_else_that_of_the_plan(
    name: str, plan: str, lang: str, opens: str
) -> None:
    query = {"plan": (plan,), **({"lang": (lang,)} if lang else {})}
    with asking(name):
        scene = requested.scene_of(query, "resultaten")
        assert scene.lang == opens
        document = first_light("resultaten", query)
    assert document is not None
    assert f'<html lang="{opens}">' in gzip.decompress(document).decode()


def test_a_language_that_is_none_is_refused_whatever_the_account_says() -> None:
    with asking("Els"), pytest.raises(UsageError, match="There is no language 'fr'"):
        requested.scene_of({"plan": ("proef",), "lang": ("fr",)}, "")


def test_a_meeting_in_the_room_opens_in_the_language_of_the_account() -> None:
    fault = UsageError("mis", "wrong")
    for name, lang, opens in (("Els", "", "en"), ("Els", "nl", "nl"), ("Vera", "", "nl")):
        with asking(name):
            assert f'<html lang="{opens}"' in room_document("proef", "M1", lang)
            assert refusal(fault, lang).endswith("wrong" if opens == "en" else "mis")
            page = no_room(fault, "proef", lang)
            assert ("To the meetings" if opens == "en" else "Naar de vergaderingen") in page
            assert f'href="/vergadering?plan=proef&amp;lang={opens}"' in page
            assert 'src:url("/static/media/SourceSans' in page


def test_who_is_not_signed_in_any_more_is_told_in_the_language_of_the_settings() -> None:
    with asking("Els"):
        assert requested.kept_language() == "en"
        set_blocked(cached.own_desk(), "Els", blocked=True, user="beheer")
        assert requested.language_of({}, requested.kept_language()) == "nl"
        with pytest.raises(SignedOutError):
            requested.scene_of({}, "")
    assert requested.kept_language() == ""
