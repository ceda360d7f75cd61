"""Four eyes on the pages: handing in, approving, returning, mending, and closing a period."""

import pytest
from streamlit.testing.v1 import AppTest

from kpi.core.delivery.approval import ApprovalState
from kpi.service.uploads.approving import has_four_eyes, switch_four_eyes
from kpi.service.uploads.importing import import_file
from kpi.service.uploads.listing import frozen_list, handed_in_list, upload_list
from kpi.ui import cached
from tests.ui.dashboard import checked, open_page, seen

AT = {"plan": "proef", "as_of": "2021-06-30", "lang": "nl"}
SECOND = b"Indicator;Periode;Waarde\r\nnetwerken;2021-Q2;2\r\n"


pytestmark = pytest.mark.usefixtures("own_small_plan")


@pytest.fixture
def eyes(own_small_plan: None) -> None:
    switch_four_eyes(cached.desk(), "proef", "beheer", "afgesproken", on=True)


def page(name: str = "uploads", user: str = "Bert") -> AppTest:
    app = open_page(f"data/{name}", **AT)
    assert not app.exception
    if any(one.key == "your-name" for one in app.text_input):
        app.text_input(key="your-name").set_value(user).run()
    return app


def press(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click().run()
    assert not app.exception
    return app


def opened(number: int, user: str = "Bert") -> AppTest:
    app = page(user=user)
    app.toggle(key=f"handed-{number}").set_value(True).run()
    assert not app.exception
    return app


def handed() -> int:
    number = import_file(cached.desk(), "proef", SECOND, "q2.csv", user="Anna").upload
    assert number is not None
    return number


@pytest.mark.usefixtures("eyes")
def test_a_file_is_handed_in_and_told_so() -> None:
    app = page("upload", user="Anna")
    app.file_uploader[0].upload("q2.csv", SECOND)
    checked(app)
    next(one for one in app.button if "1 waarde" in one.label).click()
    checked(app)
    assert "De cijfers tellen zodra een ander ze goedkeurt" in seen(app)
    assert upload_list(cached.desk(), "proef") == ()
    assert "Wacht op goedkeuring (1)" in seen(page())


@pytest.mark.usefixtures("eyes")
def test_somebody_else_sees_what_it_changes_and_approves() -> None:
    number = handed()
    app = opened(number)
    assert "Acht netwerken" in seen(app)
    press(app, f"approve-{number}")
    assert "is goedgekeurd en telt vanaf nu" in seen(app)
    assert [one.id for one in upload_list(cached.desk(), "proef")] == [number]
    assert "Wacht op goedkeuring" not in seen(page())


@pytest.mark.usefixtures("eyes")
def test_ones_own_is_refused_in_words() -> None:
    number = handed()
    app = press(opened(number, "anna"), f"approve-{number}")
    assert "vraag een ander" in seen(app)
    assert upload_list(cached.desk(), "proef") == ()


@pytest.mark.usefixtures("eyes")
def test_what_is_returned_is_opened_again_with_its_note() -> None:
    number = handed()
    app = opened(number)
    assert "Zeg wie dit doet en waarom" in seen(press(app, f"return-{number}"))
    app.text_input(key=f"return-why-{number}").set_value("het zijn er drie").run()
    press(app, f"return-{number}")
    app = opened(number, "Anna")
    assert "het zijn er drie" in seen(app)
    app.button(key=f"mend-{number}").click().run()
    app.switch_page("pages/data/upload.py").run()
    checked(app)
    assert any("1 waarde" in one.label for one in app.button)
    next(one for one in app.button if "1 waarde" in one.label).click()
    checked(app)
    states = {one.id: one.state for one in handed_in_list(cached.desk(), "proef")}
    assert states[number] is ApprovalState.REPLACED


@pytest.mark.usefixtures("eyes")
def test_two_who_decide_at_once_are_told_what_the_first_did() -> None:
    number = handed()
    app, other = opened(number), opened(number, "Cor")
    press(other, f"approve-{number}")
    press(app, f"approve-{number}")
    assert "is door Cor goedgekeurd" in seen(app)


def test_approval_is_asked_for_on_the_page_of_the_plan() -> None:
    app = open_page("admin/plan", **AT)
    app.text_input(key="your-name").set_value("Els").run()
    app.text_input(key="four-eyes-why").set_value("afgesproken").run()
    press(app, "four-eyes-switch")
    assert has_four_eyes(cached.desk(), "proef")


def test_a_period_is_closed_and_opened_again() -> None:
    app = page()
    app.text_input(key="closing-why").set_value("vastgesteld").run()
    press(app, "closing-do")
    assert frozen_list(cached.desk(), "proef") == ("2021-Q2",)
    assert "Afgesloten: 2e kwartaal 2021" in seen(app)
    press(app, "closing-do")
    assert frozen_list(cached.desk(), "proef") == ()
