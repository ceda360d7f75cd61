"""A board pack that is made beside the page, in both databases: the bytes of `report`."""

from datetime import date

from kpi.core.meeting.pack import PackState
from kpi.service.desk import Desk
from kpi.service.packs.queue import PackMaker
from kpi.service.packs.requests import ask_for_pack, how_far, pack_made
from kpi.service.report import asked_pack, report

DAY = date(2021, 6, 30)
WAIT = 120


def test_a_pack_has_the_bytes_of_a_report(desk: Desk) -> None:
    maker = PackMaker(desk)
    asked = asked_pack(desk, "proef", DAY, "docx")
    assert how_far(desk, maker, [asked]) == {}
    assert ask_for_pack(desk, maker, asked, user="Anna ").state is PackState.WAITING
    assert maker.wait(WAIT)
    job = how_far(desk, maker, [asked])[asked.key]
    assert (job.state, job.asked_by) == (PackState.DONE, "Anna")
    made = pack_made(desk, asked.key)
    assert made.name == f"planpeil-proef-rapport-stand-2021-06-30-revisie-{asked.revision}.docx"
    assert made.content == report(desk, "proef", DAY, "docx").content
    assert ask_for_pack(desk, maker, asked).state is PackState.DONE
