"""The pages of the meeting as AppTest runs them: what they say, what they record, and what they refuse."""

import os
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from kpi.core.calendar.period import parse_period
from kpi.core.meeting.records import Agreement, AgreementKind, MeetingState
from kpi.core.model import CheckIn
from kpi.service.desk import Desk, at_desk
from kpi.service.meetings.agreeing import agree, agreement_list
from kpi.service.meetings.holding import begin_meeting, meeting_list, prepare_meeting, show_result
from kpi.service.meetings.saying import checkin_list, say
from kpi.service.meetings.showing import close
from kpi.service.packs.queue import PackMaker
from kpi.service.plans import load_folder
from kpi.service.report import asked_pack, report
from kpi.service.uploads.importing import import_file
from kpi.settings import load_settings
from kpi.store.kept.packs import begin_job, fail_job, take_job, tell_progress
from kpi.ui.meeting import packs
from kpi.ui.navigation import as_label
from tests.service.small_plan import write_plan
from tests.ui.dashboard import open_page, seen

DAY = date(2021, 9, 30)
WAIT = 120
AT = {"plan": "proef", "as_of": DAY.isoformat(), "lang": "nl"}


@pytest.fixture
def desk(own_small_plan: None) -> Iterator[Desk]:
    """A store of its own with the small plan: T3 is late, and nobody said why."""
    with at_desk(load_settings(environ=os.environ)) as opened:
        yield opened


def page(name: str, **query: str) -> AppTest:
    app = open_page(f"meeting/{name}", **AT, **query)
    assert not app.exception
    return app


def press(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click().run()
    assert not app.exception
    return app


def signed(app: AppTest, name: str = "Anna") -> AppTest:
    return app.text_input(key="your-name").set_value(name).run()


def test_a_meeting_is_prepared_and_opened(desk: Desk) -> None:
    app = signed(page("meetings"))
    assert "Er is nog geen vergadering" in seen(app)
    app.text_input(key="meeting-name").set_value("Bestuur")
    app.date_input(key=f"meeting-as-of-{DAY}").set_value(DAY)
    press(app, "meeting-prepare")
    (made,) = meeting_list(desk, "proef")
    assert (made.one.name, made.one.as_of, made.recorded_by) == ("Bestuur", DAY, "Anna")
    assert app.query_params["vergadering"] in ("M1", ["M1"])
    assert "Wat wordt getoond" in seen(app)


@pytest.mark.parametrize(("name", "user"), [("", "Anna"), ("Bestuur", "")])
def test_without_a_name_nothing_is_recorded(desk: Desk, name: str, user: str) -> None:
    app = signed(page("meetings"), user)
    app.text_input(key="meeting-name").set_value(name)
    press(app, "meeting-prepare")
    assert meeting_list(desk, "proef") == ()
    assert "Niet vastgelegd" in seen(app)


def test_a_result_is_left_out_and_shown_again(desk: Desk) -> None:
    made = prepare_meeting(desk, "proef", "Bestuur", DAY, DAY, user="Anna")
    app = signed(page("meetings", vergadering=made.code))
    first = next(one.key for one in app.button if (one.key or "").startswith("meeting-T"))
    press(app, str(first))
    assert meeting_list(desk, "proef")[0].one.left_out == (str(first).removeprefix("meeting-"),)
    press(app, str(first))
    assert meeting_list(desk, "proef")[0].one.left_out == ()


def test_what_can_be_left_out_is_called_by_its_whole_title(desk: Desk, tmp_path: Path) -> None:
    title = "Elke *praktijk* in de regio heeft afspraken gemaakt met het ziekenhuis en met de gemeente over ouderenzorg"
    folder = write_plan(tmp_path / "proef")
    targets = folder / "targets.csv"
    targets.write_text(targets.read_text("utf-8").replace("Acht netwerken", title), "utf-8")
    assert load_folder(desk, folder, user="Anna").changed
    made = prepare_meeting(desk, "proef", "Bestuur", DAY, DAY, user="Anna")
    labels = [one.label for one in signed(page("meetings", vergadering=made.code)).button]
    assert f"Weglaten: {as_label(title)}" in labels


def test_what_is_left_out_is_marked_where_words_are_asked_until_the_meeting_is_closed(desk: Desk) -> None:
    made = prepare_meeting(desk, "proef", "Bestuur", DAY, DAY, user="Anna")
    mark = "niet in de vergadering"
    assert [mark in seen(page(name, vergadering=made.code)) for name in ("meetings", "said", "since")] == [False] * 3
    show_result(desk, "proef", made.code, "T2", shown=False, user="Anna")
    assert [mark in seen(page(name, vergadering=made.code)) for name in ("meetings", "said", "since")] == [True] * 3
    close(desk, "proef", made.code, user="Anna")
    assert [mark in seen(page(name)) for name in ("said", "since")] == [False] * 2


def test_who_was_overtaken_is_told_and_nothing_is_lost(desk: Desk) -> None:
    made = prepare_meeting(desk, "proef", "Bestuur", DAY, DAY, user="Anna")
    app = signed(page("meetings", vergadering=made.code))
    close(desk, "proef", made.code, user="Bert")
    press(app, "meeting-close")
    assert "gesloten" in seen(app)
    assert meeting_list(desk, "proef")[0].recorded_by == "Bert"


def test_a_meeting_begins_closes_and_opens_again_with_a_reason(desk: Desk) -> None:
    made = prepare_meeting(desk, "proef", "Bestuur", DAY, DAY, user="Anna")
    app = signed(page("meetings", vergadering=made.code))
    press(app, "meeting-begin")
    assert meeting_list(desk, "proef")[0].one.state is MeetingState.HELD
    press(app, "meeting-close")
    assert meeting_list(desk, "proef")[0].one.state is MeetingState.CLOSED
    press(app, "meeting-reopen")
    assert "Niet vastgelegd" in seen(app)
    app.text_input(key="meeting-why").set_value("een besluit vergeten")
    press(app, "meeting-reopen")
    found = meeting_list(desk, "proef")[0]
    assert (found.one.state, found.why) == (MeetingState.HELD, "een besluit vergeten")


def test_a_closed_meeting_says_what_is_known_otherwise_now(desk: Desk) -> None:
    made = prepare_meeting(desk, "proef", "Bestuur", DAY, DAY, user="Anna")
    begin_meeting(desk, "proef", made.code, user="Anna")
    close(desk, "proef", made.code, user="Anna")
    assert "Sindsdien is niets anders bekend geworden" in seen(page("meetings", vergadering=made.code))


def test_the_name_of_a_meeting_stands_while_its_screens_are_made(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    made = prepare_meeting(desk, "proef", "Bestuursdag", DAY, DAY, user="Anna")
    before: list[str] = []
    monkeypatch.setattr("kpi.ui.meeting.room.meeting_shown", lambda *_: before.append("asked") or 1 / 0)
    assert "Bestuursdag" in seen(page("meetings", vergadering=made.code))
    assert before
    assert "Bestuursdag" not in seen(page("meetings", vergadering="M7"))


@pytest.mark.parametrize("name", ["since", "then_and_now"])
def test_what_a_page_compares_with_is_asked_under_its_title(desk: Desk, name: str) -> None:
    begin_meeting(desk, "proef", prepare_meeting(desk, "proef", "Bestuur", DAY, DAY, user="Anna").code, user="Anna")
    parts = list(page(name).main)
    titles = [at for at, one in enumerate(parts) if one.type == "html" and "<h1" in one.value]
    asked = [at for at, one in enumerate(parts) if getattr(one, "label", "") == "Vergeleken met"]
    assert (len(titles), len(asked)) == (1, 1)
    assert titles < asked


def test_a_meeting_that_is_not_there_is_said(desk: Desk) -> None:
    assert "M7" in seen(page("meetings", vergadering="M7"))


def test_words_are_recorded_and_who_was_first_is_told(desk: Desk) -> None:
    app = signed(page("said", target="T3"))
    cause = next(one for one in app.text_area if one.label == "Oorzaak")
    cause.set_value("te weinig uren").run()
    say(desk, "proef", CheckIn("T3", parse_period("2021-Q3"), "iets anders"), user="Bert")
    press(app, next(str(one.key) for one in app.button if str(one.key).endswith("-record")))
    assert "Bert" in seen(app)
    assert checkin_list(desk, "proef")[0].one.cause == "iets anders"
    assert next(one for one in app.text_area if one.label == "Oorzaak").value == "te weinig uren"
    press(app, next(str(one.key) for one in app.button if str(one.key).endswith("-over")))
    assert checkin_list(desk, "proef")[0].one.cause == "te weinig uren"


def test_words_about_a_result_are_asked_and_counted(desk: Desk) -> None:
    assert "nog niet toegelicht" in seen(page("said"))
    say(desk, "proef", CheckIn("T1", parse_period("2021-Q3"), "te weinig uren", correction="extra uren"), user="Bert")
    assert "extra uren" in seen(page("said"))


def test_an_action_is_closed_with_what_came_of_it(desk: Desk) -> None:
    agree(desk, "proef", Agreement("", AgreementKind.ACTION, "Bellen", owner="Els", due=DAY), user="Anna")
    app = signed(page("agreed"))
    assert "Bellen" in seen(app)
    press(app, "agreed-closing")
    assert "Niet vastgelegd" in seen(app)
    app.text_input(key="agreed-outcome").set_value("gebeld")
    press(app, "agreed-closing")
    (found,) = agreement_list(desk, "proef")
    assert (found.one.outcome, found.one.is_open) == ("gebeld", False)
    assert "Er staat geen actie open." in seen(page("agreed"))


def test_how_late_an_action_is_counts_to_the_day_of_the_view(desk: Desk) -> None:
    for what, due in (("Bellen", date(2021, 9, 20)), ("Mailen", date(2021, 10, 1))):
        agree(desk, "proef", Agreement("", AgreementKind.ACTION, what, due=due), user="Anna")
    shown = seen(page("agreed"))
    assert "10 dagen te laat" in shown
    assert shown.count("te laat</b>") == 1


def test_a_meeting_gets_another_name_and_day(desk: Desk) -> None:
    made = prepare_meeting(desk, "proef", "Bestuur", DAY, DAY, user="Anna")
    app = signed(page("meetings", vergadering=made.code), "Bert")
    app.text_input(key=f"meeting-name-{made.revision}").set_value("Bestuursraad")
    app.date_input(key=f"meeting-day-{made.revision}").set_value(date(2021, 10, 12))
    press(app, "meeting-change")
    (found,) = meeting_list(desk, "proef")
    assert (found.one.name, found.one.day, found.one.as_of) == ("Bestuursraad", date(2021, 10, 12), DAY)
    assert found.recorded_by == "Bert"


def test_a_decision_is_corrected_while_its_meeting_is_not_closed(desk: Desk) -> None:
    made = prepare_meeting(desk, "proef", "Bestuur", DAY, DAY, user="Anna")
    agree(desk, "proef", Agreement("", AgreementKind.DECISION, "Dorgaan", made.code, due=DAY), user="Anna")
    app = signed(page("agreed"), "Bert")
    app.text_input(key="agreed-B1-what").set_value("Doorgaan")
    app.date_input(key="agreed-B1-by").set_value(None)
    press(app, "agreed-corrected")
    (found,) = agreement_list(desk, "proef")
    assert (found.one.text, found.one.due, found.recorded_by) == ("Doorgaan", None, "Bert")
    assert "Anna: Dorgaan" in re.sub("<[^>]*>", "", seen(app))
    close(desk, "proef", made.code, user="Anna")
    assert "agreed-correcting" not in [one.key for one in page("agreed").selectbox]


def test_a_decision_is_written_down_outside_a_meeting(desk: Desk) -> None:
    app = signed(page("agreed"))
    app.text_input(key="agreed-what").set_value("Doorgaan")
    press(app, "agreed-record")
    (found,) = agreement_list(desk, "proef")
    assert (found.one.text, found.one.meeting, found.recorded_by) == ("Doorgaan", "", "Anna")


@pytest.mark.parametrize("since", ["", "2021-06-30", "2030-01-01", "onzin"])
def test_what_changed_is_told_since_any_day_and_an_impossible_one_is_no_fault(desk: Desk, since: str) -> None:
    shown = seen(page("since", **({"sinds": since} if since else {})))
    assert "Sinds 30-06-2021" in re.sub("<[^>]*>", "", shown)


def test_a_view_of_the_past_changes_nothing(desk: Desk) -> None:
    prepare_meeting(desk, "proef", "Bestuur", DAY, DAY, user="Anna")
    for name in ("meetings", "agreed", "said"):
        app = page(name, known_at="2090-01-01")
        assert [one.key for one in app.text_input if one.key == "your-name"] == []


@pytest.fixture
def maker(desk: Desk) -> Iterator[PackMaker]:
    """Who makes the packs of the pages, stopped before the store goes."""
    found = packs.maker()
    yield found
    assert found.stop(WAIT)


def test_a_file_is_made_beside_the_page_and_then_given(desk: Desk, maker: PackMaker) -> None:
    made = prepare_meeting(desk, "proef", "Bestuur", DAY, DAY, user="Anna")
    app = press(signed(page("meetings", vergadering=made.code)), "meeting-make-xlsx")
    again = page("meetings", vergadering=made.code)
    for one in (app, again):
        assert "meeting-make-xlsx" not in [button.key for button in one.button]
    assert maker.wait(WAIT)
    found = seen(again.run())
    (key, name), *more = re.findall(r'href="/pakket/(\w{64})/([^"]+)" download', found)
    assert not more
    assert "Cijfers (Excel) downloaden" in found
    assert name.startswith("planpeil-proef-vergadering-M1-stand-2021-09-30-revisie-")
    assert packs.pack_by_key(key).content == report(desk, "proef", None, "xlsx", meeting="M1").content


def test_a_file_that_failed_says_why_and_is_made_again(desk: Desk, maker: PackMaker) -> None:
    made = prepare_meeting(desk, "proef", "Bestuur", DAY, DAY, user="Anna")
    asked = asked_pack(desk, "proef", None, "xlsx", meeting=made.code)
    begin_job(desk.engine, asked, None, "Anna", datetime.now(UTC))
    assert take_job(desk.engine, "w", asked.ours, ("", ""), datetime.now(UTC))
    assert fail_job(desk.engine, asked.key, "w", ("Kies een latere dag.", ""), datetime.now(UTC))
    app = page("meetings", vergadering=made.code)
    assert "Kies een latere dag." in seen(app)
    assert app.button(key="meeting-make-xlsx").label == "Cijfers (Excel) opnieuw maken"
    press(app, "meeting-make-xlsx")
    assert maker.wait(WAIT)
    assert "Cijfers (Excel) downloaden" in seen(app.run())


def test_how_far_a_file_is_stands_on_the_page(desk: Desk, maker: PackMaker) -> None:
    made = prepare_meeting(desk, "proef", "Bestuur", DAY, DAY, user="Anna")
    asked = asked_pack(desk, "proef", None, "pptx", meeting=made.code)
    begin_job(desk.engine, asked, None, "Anna", datetime.now(UTC))
    assert take_job(desk.engine, "w", asked.ours, ("", ""), datetime.now(UTC))
    assert tell_progress(desk.engine, asked.key, "w", 6, 14, datetime.now(UTC))
    (bar,) = page("meetings", vergadering=made.code).get("progress")
    assert (bar.proto.text, bar.proto.value) == ("Presentatie (PowerPoint): dia 6 van 14", 40)


def test_where_nothing_is_kept_files_are_given_as_they_are_asked(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    made = prepare_meeting(desk, "proef", "Bestuur", DAY, DAY, user="Anna")
    monkeypatch.setenv("PLANPEIL_READ_ONLY", "1")
    st.cache_resource.clear()
    app = page("meetings", vergadering=made.code)
    assert [one.key for one in app.button if (one.key or "").startswith("meeting-make-")] == []
    assert len(app.get("download_button")) == len(packs.FORMS)


def test_a_meeting_beside_what_is_known_now(desk: Desk) -> None:
    empty = seen(page("then_and_now"))
    assert "Nog niets om mee te vergelijken" in empty
    assert re.findall(r"<h1[^>]*>([^<]*)", empty) == ["Toen en nu"]
    made = prepare_meeting(desk, "proef", "Bestuur", DAY, DAY, user="Anna")
    begin_meeting(desk, "proef", made.code, user="Anna")
    assert "Sindsdien is niets anders bekend geworden" in seen(page("then_and_now"))
    content = b"Indicator;Periode;Waarde\r\nnetwerken;2021-Q3;4\r\nT3;2021-Q3;ja\r\n"
    upload = import_file(desk, "proef", content, "q3.csv", user="Bert").upload
    told = seen(page("then_and_now", vergadering=made.code))
    assert "Stand van 30-09-2021, zoals gezien in Bestuur." in told
    assert "3e kwartaal 2021: 4" in told
    close(desk, "proef", made.code, user="Anna")
    assert "3e kwartaal 2021: 4" in seen(page("meetings", vergadering=made.code))
    told = seen(open_page("data/uploads", **AT, aanlevering=str(upload)))
    assert "Wat vergaderingen anders zagen" in told
    assert "Bestuur" in told


def test_a_moment_of_the_past_beside_what_is_known_now(desk: Desk) -> None:
    before = datetime.now(UTC).isoformat()
    import_file(desk, "proef", b"Indicator;Periode;Waarde\r\nT3;2021-Q3;ja\r\n", "q3.csv", user="Bert")
    told = seen(page("then_and_now", known_at=before))
    assert "bekend was" in told
    assert "3e kwartaal 2021: ja" in told
