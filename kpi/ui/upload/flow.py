"""Delivering, step by step: the file, what it says, what is wrong, what it changes, and the commit."""

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from kpi.core.delivery.repair import MendedFile
from kpi.core.errors import PlanpeilError
from kpi.present.html import upload
from kpi.present.screen.scene import Scene
from kpi.service.uploads import returning
from kpi.service.uploads.checking import check_file
from kpi.service.uploads.importing import import_file
from kpi.ui import cached, show
from kpi.ui.upload import commit, handing_in, review, state
from kpi.ui.upload.state import CheckedFile


def deliver(scene: Scene) -> None:
    """The page: one step follows from another, and nothing is written before the last."""
    lead = scene.text(
        "Figures for {plan}: checked first, shown with what they change, and only then recorded.",
        plan=cached.plan(scene.head, scene.plan).title,
    )
    show.show_worded(scene, upload.title(scene.text("Deliver"), lead))
    if cached.desk().settings.read_only:
        read_only(scene)
        return
    draft = state.draft_for(scene.plan)
    if draft and draft.receipt and draft.receipt.done:
        commit.upload_receipt(scene, draft)
        return
    user = state.user_field(scene.text("Your name"), needed=scene.text("needed, it stands with what you deliver"))
    if draft is None:
        _ask(scene, user)
        return
    if draft.user != user:
        check_upload(scene, draft.content, draft.name, draft.checked.answers, draft.repair)
    _review(scene, draft)


def read_only(scene: Scene) -> None:
    """Nothing can be delivered here."""
    show.show_message(
        scene.text("Read-only"),
        scene.text("This Planpeil is set to read-only: nothing can be delivered or taken back here."),
        scene.text("Ask the administrator where figures are delivered (read_only in config.toml)."),
        scene.lang,
    )


def _ask(scene: Scene, user: str) -> None:
    given = handing_in.source(scene, disabled=not user)
    if given and user:
        check_upload(scene, *given)


def check_upload(
    scene: Scene, content: bytes, name: str, answers: Mapping[str, str] | None = None, repair: MendedFile | None = None
) -> None:
    """Read and judge a file, keep it as the draft, and draw the page again; raises PlanpeilError.

    `repair`: the file as it came, when this is a mended one.
    """
    user = state.current_upload().user
    with st.status(scene.text("{file} is being read and checked ...", file=_plain(name))):
        checked = check_file(cached.desk(), scene.plan, content, name, answers=answers, user=user)
        sheet = returning.faulty_part(content, checked.reading) if checked.reading.issues else None
        state.begin_file(CheckedFile(content, name, user, checked, sheet, repair=repair))
    st.rerun()


def _plain(name: str) -> str:
    """A file name without what Streamlit would read as Markdown."""
    return "".join(sign if sign.isalnum() or sign in " ._-" else " " for sign in name)[:80]


def _review(scene: Scene, draft: CheckedFile) -> None:
    checked = draft.checked
    _again(scene, draft)
    review.show_verdict(scene, draft)
    review.show_reading(scene, draft)
    if checked.reading.questions or checked.remembered:
        answers = review.questions(scene, draft)
        if answers is not None:
            check_upload(scene, draft.content, draft.name, {**checked.answers, **answers}, draft.repair)
    if checked.reading.issues:
        mended = review.upload_issues(scene, draft)
        if mended is not None:
            name = returning.corrected_name(draft.name, draft.sheet) if draft.sheet else draft.name
            check_upload(scene, mended.content, name, checked.answers, mended.repair)
    if checked.valid:
        commit.preview_upload(scene, draft)
        _commit(scene, draft, commit.decide_commit(scene, draft))


def _again(scene: Scene, draft: CheckedFile) -> None:
    """Which file this is, and the way back."""
    with st.container(horizontal=True, vertical_alignment="center"):
        show.show_worded(scene, upload.aside(scene.text("File: {file}", file=draft.checked.reading.file_name)))
        if st.button(scene.text("Another file"), key=f"another-{state.current_upload().turn}"):
            state.begin_file(None)
            st.rerun()


def _without_bytes(repair: MendedFile | None) -> MendedFile | None:
    """What the receipt tells of a repair; the bytes are in the store."""
    return replace(repair, content=None) if repair else None


def _commit(scene: Scene, draft: CheckedFile, reasons: Mapping[str, str] | None) -> None:
    """Import once; whatever becomes of it is kept before anything is drawn, so that a second click finds it done."""
    if reasons is None:
        return
    try:
        receipt = import_file(
            cached.desk(),
            scene.plan,
            draft.content,
            draft.name,
            user=draft.user,
            answers=draft.checked.answers,
            justifications=reasons,
            preview=draft.checked,
            repair=draft.repair,
        )
    except PlanpeilError as fault:
        show.show_message(scene.text("Not recorded"), fault.said(scene.lang), "", scene.lang)
        return
    kept, repair = (b"", _without_bytes(draft.repair)) if receipt.done else (draft.content, draft.repair)
    state.advance(replace(draft, content=kept, sheet=None, checked=receipt.checked, receipt=receipt, repair=repair))
    st.rerun()
