"""A file that is being checked: quiet while it is quick, with its progress and a way to stop it when it is not."""

import streamlit as st

from kpi.core.delivery.repair import MendedFile
from kpi.core.stages import Stage
from kpi.present.html.uploads import upload
from kpi.present.screen.scene import Scene
from kpi.present.words import mark
from kpi.service.uploads.entered import GivenFile
from kpi.service.uploads.running import RunningCheck
from kpi.ui import cached, doing, show
from kpi.ui.upload import kept, state
from kpi.ui.upload.state import CheckedFile

QUIET, LOOK_UP = 1.0, 0.5  # seconds
_STAGES = {
    Stage.OPENING: mark("opening the file"),
    Stage.READING: mark("reading its rows"),
    Stage.JUDGING: mark("checking its values"),
    Stage.COMPARING: mark("working out what changes"),
}


def begin_looking(
    scene: Scene, content: bytes, name: str, answers: dict[str, str] | None = None, repair: MendedFile | None = None
) -> None:
    """Begin to read and judge a file, which is the draft from here on, and draw the page again.

    `repair`: the file as it came, when this is a mended one.
    """
    file = GivenFile(content, name, answers or {}, repair)
    state.begin_check(RunningCheck(cached.desk(), scene.plan, file, doing.name_given()))
    st.rerun()


def follow(scene: Scene, check: RunningCheck) -> None:
    """Wait for a check that ends soon; show how far one is that does not. Raises PlanpeilError, when the check did."""
    if check.wait(QUIET):
        _take(check)
    name = _plain(check.file.name)
    show.show_worded(scene, upload.aside(scene.text("{file} is being read and checked ...", file=name)))
    _shown(scene, check)


@st.fragment(run_every=LOOK_UP)
def _shown(scene: Scene, check: RunningCheck) -> None:
    if check.wait(0):
        st.rerun()
    at = list(_STAGES).index(check.stage)
    said = scene.text("Step {n} of {all}: {what}", n=at + 1, all=len(_STAGES), what=scene.text(_STAGES[check.stage]))
    st.progress((at + 1) / (len(_STAGES) + 1), said, width=420)
    if st.button(scene.text("Stop"), key=f"stop-{state.current_upload().turn}"):
        check.stop()
        state.end_check(None)
        st.rerun()


def _take(check: RunningCheck) -> None:
    """The file that was checked becomes the draft; one that could not be looked at stays, to be tried again."""
    state.end_check(None)
    found, file = check.answer(), check.file
    if found:
        state.end_check(
            CheckedFile(file.content, file.name, check.user, found.checked, found.sheet, repair=file.repair)
        )
    st.rerun()


def stopped(scene: Scene, file: GivenFile) -> None:
    """A file whose check was stopped: it is still here, and can be tried again."""
    kept.show_kept(scene, _plain(file.name))
    show.show_worded(scene, upload.aside(scene.text("This file was not checked to its end. Nothing was recorded.")))
    if st.button(scene.text("Check again"), key=f"again-{state.current_upload().turn}", type="primary"):
        begin_looking(scene, file.content, file.name, dict(file.answers), file.repair)


def _plain(name: str) -> str:
    """A file name without what Streamlit would read as Markdown."""
    return "".join(sign if sign.isalnum() or sign in " ._-" else " " for sign in name)[:80]
