"""A plan that is being edited comes back in a new session of the same browser, each draft by itself."""

import re
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from kpi.present.words import text
from kpi.service.drafts import DraftKind, kept_list
from kpi.ui import cached, drafts
from tests.ui.dashboard import seen
from tests.ui.plan.test_plan_page import begun, draft, page, press, signed, typed

NAME, ON = "a" * 43, "Verder waar u was."


pytestmark = pytest.mark.usefixtures("own_small_plan")


@pytest.fixture(autouse=True)
def _one_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "browser", lambda: NAME)


def kept() -> int:
    return len(kept_list(cached.desk(), NAME, DraftKind.PLAN))


def value_of(app: AppTest) -> str:
    table = draft(app).tables["targets"]
    return table.rows[0][table.columns.index("value")]


def test_a_draft_comes_back_as_it_was_edited_with_its_reason() -> None:
    app = typed(begun(), 0, value="9")
    app.text_input(key="plan-why").set_value("besluit van").run()
    again = page()
    assert ON in seen(again)
    assert re.search(r"Bewaard: concept van [^<]+ \(begonnen bij revisie \d+\), vandaag \d\d:\d\d", seen(again))
    assert value_of(again) == "9"
    assert again.text_input(key="plan-why").value == "besluit van"
    assert "Gepubliceerd als revisie" in seen(signed(again, "besluit van de leden"))
    assert kept() == 0
    assert ON not in seen(page())


def test_rows_that_are_half_filled_in_come_back_once() -> None:
    app = begun()
    app.session_state[str(app.data_editor[0].key)] = {
        "edited_rows": {},
        "added_rows": [{"target": "T9"}],
        "deleted_rows": [],
    }
    app.run()
    for _ in range(2):
        app = page()
        assert [row[0] for row in draft(app).tables["targets"].rows].count("T9") == 1


def test_a_draft_that_is_thrown_away_is_gone() -> None:
    press(typed(begun(), 0, value="9"), "plan-away")
    assert kept() == 0
    assert ON not in seen(page())


def test_a_second_draft_takes_the_place_of_none() -> None:
    older = typed(begun(), 0, value="9")
    press(page(), "plan-away")  # another tab, which throws away what it found
    assert kept() == 0
    typed(older, 0, value="8")
    assert kept() == 1
    other = press(press(page(), "plan-away"), "plan-change")
    typed(older, 0, value="7")
    typed(other, 0, value="6")
    assert kept() == 2
    newest = page()
    assert value_of(newest) == "6"
    offered = press(newest, "plan-away")
    assert "Bewaard: concept van" in seen(offered)
    (resume,) = [one.key for one in offered.button if str(one.key).startswith("plan-resume-")]
    assert value_of(press(offered, str(resume))) == "7"


def test_what_somebody_else_published_meanwhile_is_told_of_a_draft_that_comes_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    typed(begun(), 0, value="9")
    monkeypatch.setattr(drafts, "browser", lambda: "b" * 43)
    assert "Gepubliceerd als revisie" in seen(signed(typed(begun(), 0, value="7"), "eerder besloten"))
    monkeypatch.setattr(drafts, "browser", lambda: NAME)
    assert text("nl", "Somebody else published this plan since you began") in seen(page())


def test_without_a_name_of_the_browser_leaving_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "browser", lambda: "")
    app = typed(begun(), 0, value="9")
    assert "pp-loose" in seen(app)
    assert "niet bewaard op de server" in seen(app)
    assert "pp-loose" not in seen(press(app, "plan-away"))


def form(app: AppTest) -> tuple[str, str, str]:
    fields = (app.text_input(key="plan-title"), app.text_input(key="plan-code"), app.date_input(key="plan-end-leeg"))
    return tuple(str(one.value) for one in fields)  # type: ignore[return-value]


def naming() -> AppTest:
    app = page()
    app.segmented_control(key="plan-way").set_value("leeg").run()
    app.text_input(key="plan-title").set_value("Wij in de wijk").run()
    app.text_input(key="plan-code").set_value("wijk-2").run()
    app.date_input(key="plan-end-leeg").set_value(date(2031, 6, 30)).run()
    assert not app.exception
    return app


TYPED = ("Wij in de wijk", "wijk-2", "2031-06-30")


def test_the_form_of_a_new_plan_comes_back_until_the_plan_begins() -> None:
    app = naming()
    assert "Bewaard: wat u typte, vandaag" in seen(app)
    assert form(page()) == TYPED
    app.switch_page("pages/monitor/matrix.py").run()
    app.switch_page("pages/admin/plan.py").run()
    assert form(app) == TYPED
    app = press(app, "plan-new")
    assert kept_list(cached.desk(), NAME, DraftKind.BEGINNING) == ()
    assert "wijk-2" in str(draft(app).tables["plan"].rows)
    assert "Bewaard: concept van het nieuwe plan Wij in de wijk, vandaag" in seen(app)


def test_the_form_of_a_new_plan_is_thrown_away() -> None:
    app = press(naming(), "plan-form-away")
    assert form(app)[:2] == ("", "")
    assert form(app)[2] != TYPED[2]
    assert kept_list(cached.desk(), NAME, DraftKind.BEGINNING) == ()
    assert app.get("html")
    assert page().segmented_control(key="plan-way").value == "wijzigen"


def test_another_way_has_days_of_its_own() -> None:
    app = naming()
    app.segmented_control(key="plan-way").set_value("kopie").run()
    assert (app.text_input(key="plan-title").value, app.date_input(key="plan-end-kopie").value) == (
        TYPED[0],
        date(2024, 12, 31),
    )
