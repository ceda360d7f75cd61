"""Mijn lijst in process: who it is of, where its rows lead, and its pages."""

import pytest
from sqlalchemy import text

from kpi.access.rights import Grant, Role
from kpi.core.errors import NotFoundError
from kpi.core.meeting.records import Agreement, AgreementKind
from kpi.service.accounts.people import add_account, set_role
from kpi.service.meetings.agreeing import agree
from kpi.service.uploads.approving import give_back, switch_four_eyes
from kpi.service.uploads.importing import import_file
from kpi.ui import cached, my_list
from tests.ui.dashboard import open_page, seen

PAGE = "data/my_list"
FILE = b"Indicator;Periode;Waarde\r\nnetwerken;2021-Q2;2\r\n"


pytestmark = pytest.mark.usefixtures("own_small_plan")


@pytest.mark.parametrize(
    ("page", "title"), [(PAGE, "Mijn lijst"), ("data/uploads", "Aanleveringen over het 1e kwartaal van 2021")]
)
def test_a_page_says_what_it_is_before_it_reads_what_takes_long_or_fails(page: str, title: str) -> None:
    cached.newest_revision()
    with cached.own_desk().engine.begin() as connection:
        connection.execute(text("DROP TABLE handed_in"))
    html = seen(open_page(page, plan="proef"))
    assert f'<h1 class="pp-h1">{title}</h1>' in html
    assert "Er ging iets mis" in html


def test_who_looks_chooses_a_name_and_sees_what_is_asked() -> None:
    app = open_page(PAGE, plan="proef")
    options = app.selectbox(key="wie").options
    assert options[0] == "kies uw naam"
    assert {"Els", "Jan", "Piet"} < set(options)
    assert "pp-table" not in seen(app)
    app.selectbox(key="wie").set_value("Jan").run()
    html = seen(app)
    assert "Lever 1 cijfer aan over het 2e kwartaal van 2022" in html
    assert "aanleveren?plan=proef" in html
    assert "rapportage=2022-Q2&amp;eigenaar=Jan" in html
    assert "dagen te laat" in html
    assert [one.label for one in app.get("download_button")] == ["Agenda (iCalendar)"]


def test_a_name_in_the_address_is_taken_whatever_its_capitals_and_another_is_not() -> None:
    assert open_page(PAGE, plan="proef", wie="jAN").selectbox(key="wie").value == "Jan"
    assert open_page(PAGE, plan="proef", wie="Nobody").selectbox(key="wie").value == ""


def test_twenty_five_a_page_and_actions_lead_to_where_they_are_closed() -> None:
    for number in range(30):
        new = Agreement("", AgreementKind.ACTION, f"Doe {number}", owner="Kees")
        agree(cached.own_desk(), "proef", new, user="els")
    app = open_page(PAGE, plan="proef", wie="Kees")
    assert "Er staan 30 punten op uw lijst" in seen(app)
    assert seen(app).count("Actie: Doe") == 25
    assert "besluiten-en-acties?plan=proef" in seen(app)
    app = open_page(PAGE, plan="proef", wie="Kees", vanaf="26")
    assert seen(app).count("Actie: Doe") == 5


def test_english_words() -> None:
    html = seen(open_page(PAGE, plan="proef", wie="Jan", lang="en"))
    assert "Upload 1 figure for the 2nd quarter of 2022" in html


def test_nothing_is_asked_of_who_did_all() -> None:
    new = Agreement("", AgreementKind.ACTION, "Bel", owner="Kees")
    agree(cached.own_desk(), "proef", new, user="els")
    assert "Actie: Bel" in seen(open_page(PAGE, plan="proef", wie="Kees"))


def test_a_file_that_waits_stands_there_at_once_though_nothing_was_committed() -> None:
    desk = cached.own_desk()
    add_account(desk, "Bert", password="een zin die lang genoeg is", user="beheer")
    set_role(desk, "Bert", Grant(Role.APPROVER), held=True, user="beheer")
    switch_four_eyes(desk, "proef", "beheer", "afgesproken", on=True)
    assert "q2.csv" not in seen(open_page(PAGE, plan="proef", wie="Bert"))
    number = import_file(desk, "proef", FILE, "q2.csv", user="Anna").upload
    assert number is not None
    assert "q2.csv" in seen(open_page(PAGE, plan="proef", wie="Bert"))
    give_back(desk, number, user="Bert", why="de helft ontbreekt")
    assert "q2.csv" not in seen(open_page(PAGE, plan="proef", wie="Bert"))
    assert "q2.csv" in seen(open_page(PAGE, plan="proef", wie="Anna"))


def test_an_address_is_shown_once_then_told_and_withdrawn() -> None:
    app = open_page(PAGE, plan="proef", wie="Jan")
    app.button(key="my-address-make").click().run()
    (address,) = [one.value for one in app.code]
    assert address.endswith(".ics")
    token = address.rsplit("/", 1)[1].removesuffix(".ics")
    assert my_list.calendar_by_secret(token).startswith(b"BEGIN:VCALENDAR")
    app.run()
    assert not app.code
    assert "Er is een adres sinds" in seen(app)
    app.button(key="my-address-end").click().run()
    with pytest.raises(NotFoundError):
        my_list.calendar_by_secret(token)


def test_figures_lead_to_where_they_are_typed_for_that_period_and_owner() -> None:
    app = open_page("data/upload", plan="proef", rapportage="2021-Q1", eigenaar="Piet")
    assert app.selectbox(key="rapportage").value == "2021-Q1"
    assert app.selectbox(key="eigenaar").value == "Piet"
