"""What is in hand says whether and when it was kept, in one wording wherever it is typed."""

from datetime import UTC, date, datetime, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from kpi.present.screen.scene import Scene
from kpi.ui import drafts
from tests.present.html.test_html import Reader
from tests.ui.dashboard import seen

NOW = datetime(2026, 11, 28, 13, 30, tzinfo=UTC)


class _At(datetime):
    """A clock that stands still."""

    @classmethod
    def now(cls, tz: object = None) -> datetime:
        return NOW


@pytest.mark.parametrize(
    ("back", "lang", "said"),
    [
        (timedelta(0), "nl", "Bewaard: wat u typte, vandaag 14:30"),
        (timedelta(hours=14), "nl", "Bewaard: wat u typte, vandaag 00:30"),
        (timedelta(hours=15), "nl", "Bewaard: wat u typte, gisteren 23:30"),
        (timedelta(days=2), "nl", "Bewaard: wat u typte, 26-11-2026 14:30"),
        (timedelta(hours=15), "en", "Kept: wat u typte, yesterday 23:30"),
    ],
)
def test_when_it_was_kept_is_said_as_seen_now(
    back: timedelta, lang: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafts, "datetime", _At)
    assert drafts.kept_line(Scene(1, 1, "p", date(2021, 6, 30), "", lang, ""), "wat u typte", NOW - back) == said


def telling(at: object, resumed: bool) -> None:
    """The script of a page on which something was typed: kept at a moment, not kept (None), or nothing yet ("")."""
    from datetime import date

    from kpi.present.screen.scene import Scene
    from kpi.service.drafts import DraftKind
    from kpi.ui import drafts

    if at != "":
        drafts._remember(DraftKind.UPLOAD, "p", drafts.KeptLast(b"", at))
    scene = Scene(1, 1, "p", date(2021, 6, 30), "", "nl", "")
    drafts.tell_kept(scene, DraftKind.UPLOAD, "p", "a <b>.csv", resumed=resumed)


@pytest.mark.parametrize(
    ("at", "resumed", "said"),
    [
        ("", False, "a <b>.csv"),
        (None, False, "a <b>.csv; niet bewaard op de server: maak dit af voordat u weggaat."),
        (datetime(2021, 6, 30, 12, 0, tzinfo=UTC), False, "Bewaard: a <b>.csv, 30-06-2021 14:00"),
        (datetime(2021, 6, 30, 12, 0, tzinfo=UTC), True, "Verder waar u was. Bewaard: a <b>.csv, 30-06-2021 14:00"),
    ],
)
def test_what_is_in_hand_says_whether_it_was_kept(at: object, resumed: bool, said: str) -> None:
    app = AppTest.from_function(telling, kwargs={"at": at, "resumed": resumed}).run()
    assert not app.exception
    assert Reader(seen(app)).text.strip() == said
