"""The page of people: what an administrator sees and changes, what is refused, and who does not come here."""

from collections.abc import Callable
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from kpi.access.rights import Grant, Role
from kpi.core.errors import UsageError
from kpi.service.accounts.listing import account_at
from kpi.service.accounts.people import add_account, set_blocked, set_mail, set_role
from kpi.service.accounts.signing import SignedOutError, actor_of, sign_in
from kpi.service.upkeep.logbook import AuditFilter, log_page
from kpi.store.accounts.people import AccountRecord
from kpi.ui import cached
from kpi.ui.serving.tickets import TICKET
from tests.databases import put, small_plan_of
from tests.ui.dashboard import open_page, seen

PAGE, WORDS = "admin/people", "een zin die lang genoeg is"
ADA, NOOR = 1, 2  # the numbers of their accounts
WITH_UNITS = small_plan_of(2)
SignIn = Callable[[str], str]


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The settings of a Planpeil where one signs in, with one plan and its two units."""
    config = tmp_path / "config.toml"
    config.write_text('plans = "none"\n[access]\nusers = true\n')
    monkeypatch.setenv("PLANPEIL_CONFIG", str(config))
    monkeypatch.setenv("PLANPEIL_DATABASE_URL", put(tmp_path / "planpeil.db", WITH_UNITS))
    st.cache_resource.clear()
    return config


@pytest.fixture
def come_in(config: Path, monkeypatch: pytest.MonkeyPatch) -> SignIn:
    """Return what signs somebody in for the pages that are opened after it."""
    desk = cached.own_desk()
    for name, grant in (("Ada", Grant(Role.ADMIN)), ("Noor", Grant(Role.UPLOADER, "proef", "u1"))):
        add_account(desk, name, f"{name.lower()}@example.nl", WORDS, user="beheer")
        set_role(desk, name, grant, held=True, user="beheer")

    def enter(name: str) -> str:
        ticket = sign_in(desk, name, WORDS, address="")
        monkeypatch.setattr(type(st.context), "cookies", property(lambda _: {TICKET: ticket}))
        return ticket

    return enter


@pytest.fixture
def ada(come_in: SignIn) -> str:
    return come_in("Ada")


def people(**query: str) -> AppTest:
    app = open_page(PAGE, plan="proef", **{"lang": "nl", **query})
    assert not app.exception
    return app


def now(number: int = NOOR) -> AccountRecord:
    return account_at(cached.own_desk(), number)


def actions() -> list[str]:
    """What the log tells that Ada did, newest first."""
    return [one.row.action for one in log_page(cached.own_desk(), AuditFilter(who="Ada")).lines]


def test_everybody_stands_there_with_their_roles_and_the_way_to_each(ada: str) -> None:
    html = seen(people())
    assert '<h1 class="pp-h1">Mensen</h1>' in html
    assert "noor@example.nl" in html
    assert "Beheerder van alle plannen" in html
    assert "Aanleveraar voor Eenheid 1 (Proefplan)" in html
    assert f"account={NOOR}" in html
    html = seen(people(account=str(NOOR)))
    assert '<h1 class="pp-h1">Noor</h1>' in html
    assert "Elke wijziging meldt Noor overal af" in html


def test_english(ada: str) -> None:
    assert "Administrator of all plans" in seen(people(lang="en"))
    html = seen(people(lang="en", account=str(ADA)))
    assert "This is your own account" in html
    assert "Alle" not in html


def test_many_are_searched_and_come_twenty_five_at_a_time(ada: str) -> None:
    for number in range(40):
        add_account(cached.own_desk(), f"Medewerker {number:02}", user="beheer")
    app = people()
    assert "1 t/m 25 van 42" in seen(app)
    assert seen(app).count("account=") == 25
    assert "26 t/m 42 van 42" in seen(people(vanaf="26"))
    app.text_input(key="zoek").set_value("werker 0").run()
    assert "10 mensen" in seen(app)
    assert app.query_params["zoek"] == "werker 0"
    back = seen(people(vanaf="26", zoek="medewerker", account=str(NOOR)))
    assert "zoek=medewerker&amp;vanaf=26" in back
    app.text_input(key="zoek").set_value("niemand").run()
    assert "Niemand gevonden" in seen(app)


def test_somebody_is_added_and_gets_a_role(ada: str) -> None:
    app = people()
    app.text_input(key="people-name").set_value(" Piet Bos ")
    app.text_input(key="people-mail").set_value("piet@example.nl")
    app.text_input(key="people-password").set_value(WORDS)
    app.button(key="people-added").click().run()
    number = int(app.query_params["account"])
    assert (now(number).name, now(number).mail, now(number).grants) == ("Piet Bos", "piet@example.nl", ())
    assert "ziet niets en kan niets" in seen(app)
    assert sign_in(cached.own_desk(), "Piet Bos", WORDS, address="")
    app.button(key=f"give-{number}-viewer-proef-").click().run()
    assert now(number).grants == (Grant(Role.VIEWER, "proef"),)
    assert "Lezer van Proefplan" in seen(app)
    assert actions()[:2] == ["role-give", "user-add"]


@pytest.mark.parametrize(
    ("name", "mail", "password", "said"),
    [
        ("noor", "", WORDS, "heeft al een account"),
        ("", "", WORDS, "Geef een naam"),
        ("Piet", "geen adres", WORDS, "geen mailadres"),
        ("Piet", "", "kort", "12 tot en met 200 tekens"),
        ("Piet", "", "planpeil-welkom", "te makkelijk te raden"),
    ],
)
def test_a_new_account_is_refused_in_words_and_what_was_typed_stays(
    ada: str, name: str, mail: str, password: str, said: str
) -> None:
    app = people()
    typed = {"people-name": name, "people-mail": mail, "people-password": password}
    for key, words in typed.items():
        app.text_input(key=key).set_value(words)
    app.button(key="people-added").click().run()
    assert "Niet vastgelegd" in seen(app)
    assert said in seen(app)
    assert {key: app.text_input(key=key).value for key in typed} == typed
    assert actions() == ["sign-in"]


def test_a_role_for_a_unit_of_a_plan_or_for_all_plans_is_given_and_taken(ada: str, come_in: SignIn) -> None:
    noor = sign_in(cached.own_desk(), "Noor", WORDS, address="")
    app = people(account=str(NOOR))
    app.selectbox(key=f"give-unit-{NOOR}-proef").set_value("u0").run()
    app.button(key=f"give-{NOOR}-viewer-proef-u0").click().run()
    assert Grant(Role.VIEWER, "proef", "u0") in now().grants
    with pytest.raises(SignedOutError):
        actor_of(cached.own_desk(), noor)
    app.selectbox(key=f"give-role-{NOOR}").set_value(Role.OWNER).run()
    assert not [one for one in app.selectbox if one.key == f"give-unit-{NOOR}-proef"]
    app.selectbox(key=f"give-plan-{NOOR}").set_value("").run()
    app.button(key=f"give-{NOOR}-owner--").click().run()
    assert Grant(Role.OWNER) in now().grants
    app.selectbox(key=f"take-role-{NOOR}").set_value(Grant(Role.UPLOADER, "proef", "u1")).run()
    app.button(key=f"take-{NOOR}-uploader-proef-u1").click().run()
    assert now().grants == (Grant(Role.OWNER), Grant(Role.VIEWER, "proef", "u0"))
    assert actions()[:3] == ["role-take", "role-give", "role-give"]


def test_a_role_that_somebody_else_took_meanwhile_is_not_taken_from_the_next(ada: str) -> None:
    desk, held = cached.own_desk(), Grant(Role.VIEWER, "proef")
    set_role(desk, "Noor", held, held=True, user="beheer")
    app = people(account=str(NOOR))
    app.selectbox(key=f"take-role-{NOOR}").set_value(held).run()
    button = app.button(key=f"take-{NOOR}-viewer-proef-")
    set_role(desk, "Noor", held, held=False, user="bert")
    button.click().run()
    assert now().grants == (Grant(Role.UPLOADER, "proef", "u1"),)
    assert "Lezer van Proefplan" not in seen(app)


def test_the_last_administrator_keeps_the_role_and_is_not_blocked(ada: str) -> None:
    app = people(account=str(ADA))
    for key in (f"take-{ADA}-admin--", f"block-{ADA}"):
        app.button(key=key).click().run()
        assert "Ada is de laatste beheerder" in seen(app)
    assert (now(ADA).grants, now(ADA).blocked) == ((Grant(Role.ADMIN),), False)
    assert actor_of(cached.own_desk(), ada).name == "Ada"


def test_an_address_is_changed_and_what_somebody_else_wrote_meanwhile_is_told_first(ada: str) -> None:
    app = people(account=str(NOOR))
    mail, done = app.text_input(key=f"mail-{NOOR}"), app.button(key=f"mail-done-{NOOR}")
    assert mail.value == "noor@example.nl"
    mail.set_value("geen adres")
    done.click().run()
    assert "Dit is geen mailadres" in seen(app)
    assert app.text_input(key=f"mail-{NOOR}").value == "geen adres"
    set_mail(cached.own_desk(), "Noor", "bert@example.nl", "", user="bert")
    app.text_input(key=f"mail-{NOOR}").set_value("nieuw@example.nl")
    app.selectbox(key=f"lang-{NOOR}").set_value("en")
    app.button(key=f"mail-done-{NOOR}").click().run()
    assert "Daar staat nu: bert@example.nl" in seen(app)
    assert app.text_input(key=f"mail-{NOOR}").value == "nieuw@example.nl"
    assert now().mail == "bert@example.nl"
    app.button(key=f"mail-done-{NOOR}").click().run()
    assert (now().mail, now().lang) == ("nieuw@example.nl", "en")
    assert app.text_input(key=f"mail-{NOOR}").value == "nieuw@example.nl"


def test_another_password_is_set_and_stands_nowhere_after_it(ada: str) -> None:
    key, other = f"password-{NOOR}", "een heel andere zin"
    app = people(account=str(NOOR))
    app.text_input(key=key).set_value("kort")
    app.button(key=f"password-done-{NOOR}").click().run()
    assert "12 tot en met 200 tekens" in seen(app)
    assert app.text_input(key=key).value == "kort"
    app.text_input(key=key).set_value(other)
    app.button(key=f"password-done-{NOOR}").click().run()
    assert app.text_input(key=key).value == ""
    assert sign_in(cached.own_desk(), "Noor", other, address="")
    with pytest.raises(UsageError):
        sign_in(cached.own_desk(), "Noor", WORDS, address="")
    assert other not in seen(app) + str(app.query_params)
    with cached.own_desk().engine.connect() as connection:
        assert not [line for line in connection.connection.iterdump() if other in line]


def test_somebody_is_signed_out_blocked_and_let_in_again(ada: str) -> None:
    desk = cached.own_desk()
    noor = sign_in(desk, "Noor", WORDS, address="")
    app = people(account=str(NOOR))
    app.button(key=f"sign-out-{NOOR}").click().run()
    with pytest.raises(SignedOutError):
        actor_of(desk, noor)
    app.button(key=f"block-{NOOR}").click().run()
    assert now().blocked
    assert "geblokkeerd: kan zich niet aanmelden" in seen(app)
    app.button(key=f"unblock-{NOOR}").click().run()
    assert not now().blocked
    assert actions()[:3] == ["user-unblock", "user-block", "user-sign-out"]


def test_who_was_blocked_by_another_administrator_is_not_let_in_by_a_click_that_came_later(ada: str) -> None:
    app = people(account=str(NOOR))
    button = app.button(key=f"block-{NOOR}")
    set_blocked(cached.own_desk(), "Noor", blocked=True, user="bert")
    button.click().run()
    assert now().blocked
    assert [one.key for one in app.button if one.key == f"unblock-{NOOR}"]


def test_who_changes_their_own_account_signs_in_again(ada: str) -> None:
    app = people(account=str(ADA))
    app.button(key=f"sign-out-{ADA}").click().run()
    assert "U bent niet meer aangemeld" in seen(app)
    assert "Noor" not in seen(app)


@pytest.mark.parametrize(("asked", "said"), [("99", "geen account 99"), ("x", "een nummer"), ("9" * 12, "een nummer")])
def test_nobody_of_that_number(ada: str, asked: str, said: str) -> None:
    assert said in seen(people(account=asked))


@pytest.mark.parametrize("grant", [Grant(Role.OWNER), Grant(Role.ADMIN, "proef"), Grant(Role.VIEWER)])
def test_who_does_not_administer_all_finds_no_such_page_and_is_refused_at_its_address(
    come_in: SignIn, grant: Grant
) -> None:
    set_role(cached.own_desk(), "Noor", grant, held=True, user="beheer")
    come_in("Noor")
    assert "mensen?" not in seen(open_page("admin/smart", plan="proef", lang="nl"))
    for query in ({}, {"account": str(ADA)}):
        app = people(**query)
        assert "U mag dit niet beheren" in seen(app)
        assert "ada@example.nl" not in seen(app)
        assert not app.button


def test_who_signs_in_elsewhere_has_no_password_here(
    come_in: SignIn, config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config.write_text('plans = "none"\n[auth]\nissuer = "https://idp.example"\nclient_id = "planpeil"\nname = "SURF"\n')
    monkeypatch.setenv("PLANPEIL_AUTH_SECRET", "geheim van de dienst")
    come_in("Ada")
    st.cache_resource.clear()
    app = people()
    assert "Meldt zich aan bij SURF" in seen(app)
    assert "people-password" not in [one.key for one in app.text_input]
    app = people(account=str(NOOR))
    assert "meldt zich aan bij SURF" in seen(app)
    assert f"password-{NOOR}" not in [one.key for one in app.text_input]


@pytest.mark.parametrize(
    ("settings", "said"),
    [("", "zet users = true onder [access]"), ("read_only = true\n", "Mensen staan hier niet")],
    ids=["one's own computer", "read-only"],
)
def test_where_nobody_signs_in_there_is_nothing_to_do(come_in: SignIn, config: Path, settings: str, said: str) -> None:
    config.write_text(f'plans = "none"\n{settings}')
    st.cache_resource.clear()
    app = people(account=str(NOOR))
    assert said in seen(app)
    assert "Noor" not in seen(app)
    assert not app.button
    assert not app.text_input


def test_the_log_names_the_unit_of_a_role(ada: str) -> None:
    assert "Noor, aanleveraar, Eenheid 1" in seen(open_page("admin/log", plan="proef", lang="nl"))
