"""Publishing a draft: who and why, the one button that stores it, and what became of it."""

from dataclasses import replace
from functools import partial
from hashlib import sha256

import streamlit as st

from kpi.core.errors import PlanpeilError
from kpi.core.history.renaming import swaps
from kpi.present.html.plans import plan as html_plan
from kpi.present.html.uploads import upload
from kpi.present.pages import DELIVER
from kpi.present.screen.scene import Scene
from kpi.present.words import plural
from kpi.service.drafting import publishing
from kpi.service.drafting.editing import Draft, DraftCheck, is_publishable
from kpi.service.plans import Loaded
from kpi.store.leaving import NAMED
from kpi.ui import cached, doing, show
from kpi.ui.plan import check, state

OVERTAKEN = "published-meanwhile"


def decide_publishing(scene: Scene, draft: Draft, found: DraftCheck, *, confirmed: bool) -> None:
    """The name, the reason where a promise changes, and the button; a draft with errors waits for them."""
    if any(one.code == OVERTAKEN for one in found.issues):
        _overtaken(scene, draft)
    show.html(upload.step(scene.text("Publish")))
    if not is_publishable(found):
        show.html(upload.aside(scene.text("Put the errors right first.")))
        return
    if draft.plan and not found.differences and not _brings(draft):
        show.html(upload.aside(scene.text("Nothing differs from the plan as it is.")))
        return
    if found.before and found.plan:
        show.show_worded(scene, html_plan.swapped(swaps(found.before.plan, found.plan), scene.lang))
    why, agreed = _why(scene, found), _agreed(scene, found)
    user = doing.user(scene)
    if not st.button(scene.text("Publish as a version"), key="plan-publish", type="primary"):
        return
    lacking = _lacking(scene, found, user, why, confirmed=confirmed)
    if not agreed:
        lacking.append(scene.text("Confirm what goes out of the plan."))
    if lacking:
        show.show_message(scene.text("Not stored"), " ".join(lacking), "", scene.lang)
        return
    _store(scene, draft, user, why)


def _brings(draft: Draft) -> bool:
    """Whether figures come with the draft."""
    return any(table.rows for name, table in draft.tables.items() if name.startswith(("measurements", "checkins")))


def _why(scene: Scene, found: DraftCheck) -> str:
    if found.promises:
        said = scene.text("These promises change. Say why; the old promise stays visible, with your reason.")
        table = html_plan.field_changes(found.promises, lambda one: check.column_words(scene, one), scene.lang)
        show.html(upload.aside(said), table)
    label = scene.text("Reason (needed)") if found.promises else scene.text("Reason (optional)")
    why = st.text_input(label, state.current_plan().why, key="plan-why", max_chars=300, width=720).strip()
    state.keep_why(why)
    return why


def _agreed(scene: Scene, found: DraftCheck) -> bool:
    """Whether the parts that go out of the plan, the first few by name, may go; what goes besides asks again."""
    gone = [f"{check.part_words(scene, one)} {one.code}" for one in found.gone]
    if not gone:
        return True
    named = ", ".join(gone[:NAMED]) + (", ..." if len(gone) > NAMED else "")
    said = plural(
        scene.lang,
        "{n} part goes out of the plan: {names}",
        "{n} parts go out of the plan: {names}",
        len(gone),
        names=named,
    )
    show.html(upload.aside(said))
    key = sha256(repr(gone).encode()).hexdigest()[:12]
    return st.checkbox(scene.text("This may go out of the plan"), key=f"plan-leaving-{key}")


def _lacking(scene: Scene, found: DraftCheck, user: str, why: str, *, confirmed: bool) -> list[str]:
    lacking = []
    if not user:
        lacking.append(scene.text("Fill in your name first."))
    if found.promises and not why:
        lacking.append(scene.text("A changed promise needs a reason."))
    if not confirmed:
        lacking.append(scene.text("Confirm how the deadlines are read."))
    return lacking


def _store(scene: Scene, draft: Draft, user: str, why: str) -> None:
    """Publish once; the answer is kept before anything is drawn, so that a second click finds it done."""
    try:
        answer = publishing.publish(cached.desk(), draft, user=user, why=why)
    except PlanpeilError as fault:
        show.show_message(scene.text("Not recorded"), fault.said(scene.lang), "", scene.lang)
        return
    if answer.plan is None:
        state.keep_answer(answer)
    else:
        state.begin_draft(None, answer=answer)
    st.rerun()


def _overtaken(scene: Scene, draft: Draft) -> None:
    """Somebody else published: what they changed stands among the messages; nobody merges it unseen."""
    show.show_message(
        scene.text("Somebody else published this plan since you began"),
        scene.text(
            "What they changed is shown above. If you carry on, your draft is compared with their version: "
            "see what changes."
        ),
        scene.text("Or discard this draft and begin again."),
        scene.lang,
    )
    if st.button(scene.text("I have seen it, carry on with mine"), key="plan-rebase"):
        state.rebase(replace(draft, revision=scene.head))
        st.rerun()


def publish_receipt(scene: Scene, answer: Loaded) -> None:
    """What was stored, its revision, and where to go next."""
    if answer.plan is None:
        return
    plan = cached.plan(answer.revision, answer.plan)
    rows = [
        (scene.text("Plan"), f"{plan.title} ({plan.code})", ""),
        (scene.text("Revision"), str(answer.revision), ""),
        (scene.text("New"), str(answer.added), ""),
        (scene.text("Revised"), str(answer.revised), ""),
        (scene.text("Ended"), str(answer.ended), ""),
    ]
    there = replace(scene, plan=plan.code, as_of=cached.opening_day(answer.revision, plan.code), known="")
    head = (
        scene.text("Published as revision {revision}.", revision=answer.revision)
        if answer.changed
        else scene.text("Nothing differs from the plan as it is.")
    )
    ways = [(there.href(""), scene.text("To the overview")), (there.href(DELIVER), scene.text("Upload figures"))]
    show.html(upload.receipt(head, rows, ways, scene.lang))
    if answer.issues:
        place, column = partial(check.table_word, scene), partial(check.issue_column, scene)
        show.html(html_plan.plan_issue_table(answer.issues, place, column, scene.lang))
