"""The files of a meeting on its page: each is made beside it, which the page follows, and then given by a link."""

import streamlit as st

from kpi.core.meeting.pack import AskedPack, PackFile, PackJob, PackState
from kpi.core.meeting.records import Meeting
from kpi.present.html.uploads.upload import aside
from kpi.present.screen.meetings import pack_link
from kpi.present.screen.scene import Scene
from kpi.present.words import mark
from kpi.service.logged import noted_export
from kpi.service.packs.queue import PackMaker
from kpi.service.packs.requests import ask_for_pack, how_far, pack_made
from kpi.service.report import asked_pack, in_form
from kpi.ui import cached, doing, show
from kpi.ui.results.files import EXCEL, POWERPOINT, WORD
from kpi.ui.rooted import rooted
from kpi.ui.serving.packs import pack_address

LOOK_UP = 1.0  # seconds
BEGUN = 0.05  # how full a bar is once somebody works, before its parts are counted
FORMS = {
    "pdf": (mark("Report (PDF)"), "application/pdf"),
    "pptx": (mark("Presentation (PowerPoint)"), POWERPOINT),
    "docx": (mark("Account to a funder (Word)"), WORD),
    "xlsx": (mark("Figures (Excel)"), EXCEL),
    "html": (mark("Screens (HTML)"), "text/html"),
}
_PARTS = {
    "pdf": mark("{what}: chart {n} of {all}"),
    "pptx": mark("{what}: slide {n} of {all}"),
    "docx": mark("{what}: theme {n} of {all}"),
    "html": mark("{what}: screen {n} of {all}"),
}


@st.cache_resource(show_spinner=False)
def maker() -> PackMaker:
    """Who makes the packs of this process, one at a time."""
    return PackMaker(cached.own_desk())


def pack_by_key(key: str) -> PackFile:
    """A pack that is made, noted as an export; raises PlanpeilError as `pack_made`."""
    found = pack_made(cached.desk(), key)
    noted_export(cached.desk(), found.content, found.name, plan="")
    return found


def stop_and_drain(seconds: float) -> bool:
    """End what is being made, which then waits for another server, and wait for commits in flight."""
    maker().stop(seconds)
    return cached.own_desk().flight.drain(seconds)


def offer_packs(scene: Scene, meeting: Meeting, user: str) -> None:
    """The files of a meeting behind one button; where nothing can be kept, each is made while its visitor waits."""
    desk = cached.desk()
    first = asked_pack(desk, scene.plan, None, next(iter(FORMS)), meeting=meeting.code, lang=scene.lang)
    each = {form: in_form(desk, first, form) for form in FORMS}
    if desk.settings.read_only:
        doing.offer_files_of_meeting(scene, meeting.code, "meeting", FORMS, lambda form: maker().make_now(each[form]))
        return
    jobs = how_far(desk, maker(), each.values())
    busy = any(job.is_under_way for job in jobs.values())
    with st.popover(scene.text("Download"), key="meeting-files"):
        st.fragment(_forms, run_every=LOOK_UP if busy else None)(scene, each, user, busy)


def _forms(scene: Scene, each: dict[str, AskedPack], user: str, busy: bool) -> None:
    """Every form as it stands; once none is being made any more the page is drawn again, to look no longer."""
    jobs = how_far(cached.desk(), maker(), each.values())
    if busy and not any(job.is_under_way for job in jobs.values()):
        st.rerun()
    for form, asked in each.items():
        _form(scene, asked, jobs.get(asked.key), scene.text(FORMS[form][0]), user)


def _form(scene: Scene, asked: AskedPack, job: PackJob | None, what: str, user: str) -> None:
    if job is not None and job.is_under_way:
        begun = BEGUN if job.state is PackState.RUNNING else 0.0
        st.progress(max(begun, job.done / (job.total + 1)), _standing(scene, job, what))
        return
    if job is not None and job.state is PackState.DONE:
        words = scene.text("Download {what}", what=what)
        show.show_worded(scene, pack_link(words, rooted(pack_address(asked.key, asked.file_name))))
        return
    words = scene.text("Make {what}", what=what)
    if job is not None:
        show.show_worded(scene, aside(job.en if scene.lang == "en" else job.nl))
        words = scene.text("Make {what} again", what=what)
    if st.button(words, key=f"meeting-make-{asked.form}", type="tertiary"):
        ask_for_pack(cached.desk(), maker(), asked, user=user)
        st.rerun()


def _standing(scene: Scene, job: PackJob, what: str) -> str:
    if job.state is PackState.WAITING:
        return scene.text("{what}: waiting for its turn", what=what)
    part = _PARTS.get(job.asked.form)
    if part is None or not job.total:
        return scene.text("{what}: being prepared", what=what)
    return scene.text(part, what=what, n=job.done, all=job.total)
