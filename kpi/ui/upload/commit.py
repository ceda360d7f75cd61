"""What an upload would change, the justifications, the one button that records it, and the receipt."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import streamlit as st

from kpi.core.issue import Severity
from kpi.core.notation import day as day_text
from kpi.intake.faults.catalogue import title_of
from kpi.present.html import values as html_values
from kpi.present.html.uploads import upload
from kpi.present.pages import DELIVERIES
from kpi.present.screen.scene import Scene
from kpi.present.words import mark, plural
from kpi.service.uploads.importing import Result
from kpi.store.uploads.upload_query import UploadRecord
from kpi.ui import show
from kpi.ui.upload import state
from kpi.ui.upload.state import CheckedFile

STOPPED = {
    Result.OVERTAKEN: mark(
        "Something was recorded since you looked, so your file now changes other values. "
        "It was not recorded: look at the new differences below."
    ),
    Result.FROZEN: mark("A period in this file was closed since you looked: {periods}. Nothing was recorded."),
    Result.UNJUSTIFIED: mark("Every kind of warning needs a line that explains it. Nothing was recorded."),
    Result.FAULTY: mark(
        "The check gives other messages than when you looked. Nothing was recorded: look at them again."
    ),
}

WAITS = mark("Handed in. It counts once somebody else approves it.")


def preview_upload(scene: Scene, draft: CheckedFile) -> None:
    """The values that would be written, and the lights that follow."""
    checked, lang = draft.checked, scene.lang
    _stopped(scene, draft)
    if checked.changes is None:
        return
    values = html_values.Values(checked.plan, lang)
    if checked.partial:
        show.show_worded(scene, html_values.partly_heard_lines(checked.partial, lang))
    if not checked.changes.empty:
        changed = html_values.visible_changes(checked.lights)
        there = replace(scene, as_of=checked.as_of)
        show.show_worded(
            scene,
            upload.step(_on(scene, scene.text("Results that change"), checked.as_of)),
            html_values.light_changes_table(changed, checked.plan, there.target_href, lang),
        )
    show.show_worded(scene, html_values.value_changes(checked.changes, values, lang))


def _stopped(scene: Scene, draft: CheckedFile) -> None:
    """Why the last try recorded nothing."""
    if draft.receipt is None or draft.receipt.done:
        return
    said = scene.text(STOPPED[draft.receipt.result], periods=", ".join(draft.receipt.frozen))
    show.show_message(scene.text("Not recorded"), said, "", scene.lang)


def decide_commit(scene: Scene, draft: CheckedFile) -> Mapping[str, str] | None:
    """The justifications once everything is said and the button is pressed; None until then."""
    checked, turn = draft.checked, state.current_upload().turn
    changes = checked.changes
    if changes is None:
        return None
    reasons = _justify(scene, draft)
    n = len(changes.written)
    without = len(checked.reading.no_values)
    if n:
        label = plural(scene.lang, "Record {n} value", "Record {n} values", n)
    elif without:
        label = plural(scene.lang, "Record {n} answer without a value", "Record {n} answers without a value", without)
    else:
        label = scene.text("Record that nothing changes")
    pressed = st.button(label, key=f"confirm-{turn}", type="primary")
    if not pressed:
        return None
    if not draft.user:
        show.show_worded(scene, upload.aside(scene.text("Fill in your name first.")))
        return None
    if any(not reasons[code] for code in checked.warnings):
        show.show_message(scene.text("Not recorded"), scene.text(STOPPED[Result.UNJUSTIFIED]), "", scene.lang)
        return None
    return reasons


def _justify(scene: Scene, draft: CheckedFile) -> dict[str, str]:
    """One line for each kind of warning; it stays with the values."""
    codes = draft.checked.warnings
    if not codes:
        return {}
    said = state.current_upload().entered.reasons
    lead = scene.text(
        "One line for each kind of warning: what caused it, or why it is right. It stays with the values."
    )
    show.show_worded(scene, upload.step(scene.text("Explain the warnings")), upload.aside(lead))
    reasons = {code: _reason(scene, draft, code, said.get(code, "")) for code in codes}
    state.put_in(reasons={code: words for code, words in {**said, **reasons}.items() if words})
    return reasons


def _reason(scene: Scene, draft: CheckedFile, code: str, before: str) -> str:
    found = [one for one in draft.issues if one.code == code and one.severity is Severity.WARNING]
    said = found[0].said(scene.lang)
    more = f" ({scene.text('and {n} more', n=len(found) - 1)})" if len(found) > 1 else ""
    title = title_of(code, scene.lang)
    show.show_worded(scene, upload.warned(title, said + more))
    words = st.text_input(title, before, key=f"reason-{code}", max_chars=300, label_visibility="collapsed", width=720)
    return words.strip()


def _mended(scene: Scene, draft: CheckedFile) -> str:
    """How much of the file was typed over; nothing when it was recorded as it came."""
    if draft.repair is None:
        return ""
    n = len(draft.repair.cells)
    return plural(scene.lang, "{n} cell; both files are kept", "{n} cells; both files are kept", n)


def _before(scene: Scene, earlier: UploadRecord) -> str:
    """Who handed this very file in before, and when."""
    return scene.text(
        "This file was already uploaded by {user} on {day} (upload {number}); nothing was changed.",
        user=earlier.uploaded_by,
        day=day_text(earlier.recorded_at.date(), scene.lang),
        number=earlier.id,
    )


def upload_receipt(scene: Scene, draft: CheckedFile) -> None:
    """What was recorded, with its number, and where to go next."""
    done, lang = draft.receipt, scene.lang
    if done is None or done.checked.changes is None:
        return
    same = done.result is Result.SAME
    waits = done.result is Result.WAITING
    thanks = WAITS if waits else mark("Recorded. Thank you.")
    head = _before(scene, done.earlier) if done.earlier else scene.text(thanks)
    changes = done.checked.changes
    rows = [
        (scene.text("Upload number"), str(done.upload or ""), ""),
        (scene.text("File"), draft.checked.reading.file_name, ""),
        (scene.text("Corrected on the screen"), _mended(scene, draft), ""),
        (scene.text("By"), draft.user, ""),
        (scene.text("New"), "" if same else str(len(changes.added)), ""),
        (scene.text("Revised"), "" if same else str(len(changes.revised)), ""),
        (scene.text("Unchanged"), "" if same else str(len(changes.unchanged)), ""),
        (scene.text("Revision"), "" if waits else str(done.revision), ""),
    ]
    there = replace(scene, as_of=done.checked.as_of)
    ways = [
        (there.href(DELIVERIES, {"aanlevering": str(done.upload or "")}), scene.text("To the uploads")),
        (there.href(""), scene.text("To the overview")),
    ]
    show.show_worded(scene, upload.receipt(head, rows, ways, lang))
    changed = html_values.visible_changes(done.checked.lights)
    if changed and not same:
        show.show_worded(
            scene,
            upload.step(
                _on(scene, scene.text("Results that change" if waits else "Results that changed"), there.as_of)
            ),
            html_values.light_changes_table(changed, done.checked.plan, there.target_href, lang),
        )
    if st.button(scene.text("Upload another file"), key="deliver-another"):
        state.begin_anew()
        st.rerun()


def _on(scene: Scene, what: str, on: date) -> str:
    """What is seen on another day than that of the page: the newest that the file tells of."""
    return scene.text("{what}, on {day}", what=what, day=day_text(on, scene.lang))
