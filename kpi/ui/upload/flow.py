"""Delivering, step by step: the file, what it says, what is wrong, what it changes, and the commit."""

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from kpi.core.delivery.repair import MendedFile
from kpi.core.errors import PlanpeilError
from kpi.present.html.uploads import upload
from kpi.present.screen.scene import Scene
from kpi.service.uploads import returning
from kpi.service.uploads.importing import import_file
from kpi.ui import cached, doing, show
from kpi.ui.upload import commit, handing_in, kept, progress, review, state
from kpi.ui.upload.state import CheckedFile


def deliver(scene: Scene) -> None:
    """The page: one step follows from another, and nothing is written before the last."""
    lead = scene.text(
        "Figures for {plan}: checked first, shown with what they change, and only then recorded.",
        plan=cached.plan(scene.head, scene.plan).title,
    )
    show.show_worded(scene, upload.title(scene.text("Upload"), lead))
    if cached.own_desk().settings.read_only:
        read_only(scene)
        return
    kept.take_up_upload(scene.plan)
    try:
        _steps(scene)
    finally:
        kept.save_upload()


def _steps(scene: Scene) -> None:
    draft = state.draft_for(scene.plan)
    if draft and draft.receipt and draft.receipt.done:
        commit.upload_receipt(scene, draft)
        return
    user = doing.user(scene)
    current = state.current_upload()
    file = current.entered.file
    if current.check:
        progress.follow(scene, current.check)
    elif draft and draft.user != user:
        progress.begin_looking(scene, draft.content, draft.name, _given(draft), draft.repair)
    elif draft:
        _review(scene, draft)
    elif file and not current.tried:
        progress.begin_looking(scene, file.content, file.name, dict(file.answers), file.repair)
    elif file:
        progress.stopped(scene, file)
    else:
        _ask(scene, user)


def read_only(scene: Scene) -> None:
    """Nothing can be delivered here."""
    show.show_message(
        scene.text("Read-only"),
        scene.text("This Planpeil is set to read-only: nothing can be uploaded or taken back here."),
        scene.text("Ask the administrator where figures can be uploaded."),
        scene.lang,
    )


def _ask(scene: Scene, user: str) -> None:
    given = handing_in.source(scene, disabled=not user)
    if given and user:
        progress.begin_looking(scene, *given)


def _review(scene: Scene, draft: CheckedFile) -> None:
    checked = draft.checked
    kept.show_kept(scene, checked.reading.file_name)
    review.show_verdict(scene, draft)
    review.show_reading(scene, draft)
    if checked.reading.questions or checked.remembered:
        answers = review.questions(scene, draft)
        if answers is not None:
            progress.begin_looking(scene, draft.content, draft.name, {**_given(draft), **answers}, draft.repair)
    if checked.reading.issues:
        mended = review.upload_issues(scene, draft)
        if mended is not None:
            name = returning.corrected_name(draft.name, draft.sheet) if draft.sheet else draft.name
            progress.begin_looking(scene, mended.content, name, _given(draft), mended.repair)
    if checked.valid:
        commit.preview_upload(scene, draft)
        _commit(scene, draft, commit.decide_commit(scene, draft))


def _given(draft: CheckedFile) -> dict[str, str]:
    """The answers that were given to this file; those of earlier uploads come by themselves."""
    return {key: said for key, said in draft.checked.answers.items() if key not in draft.checked.remembered}


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
            replaces=state.current_upload().entered.replaces,
        )
    except PlanpeilError as fault:
        show.show_message(scene.text("Not recorded"), fault.said(scene.lang), "", scene.lang)
        return
    kept, repair = (b"", _without_bytes(draft.repair)) if receipt.done else (draft.content, draft.repair)
    state.advance(replace(draft, content=kept, sheet=None, checked=receipt.checked, receipt=receipt, repair=repair))
    st.rerun()
