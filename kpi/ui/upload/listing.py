"""Every upload: who, when, which file, what it changed, the file itself, and taking it back."""

from collections.abc import Callable, Iterable

import streamlit as st
from markupsafe import Markup

from kpi.access.rights import Right
from kpi.core.errors import NotFoundError, PlanpeilError
from kpi.intake.faults.catalogue import title_of
from kpi.present.html import values as html_values
from kpi.present.html.heading import head
from kpi.present.html.markup import NOTHING, markup
from kpi.present.html.parts import message, way_on
from kpi.present.html.uploads import deliveries as html_deliveries
from kpi.present.html.uploads import upload
from kpi.present.html.uploads.deliveries import DeliveryLine
from kpi.present.pages import DELIVER, DELIVERIES
from kpi.present.screen.scene import Scene
from kpi.present.screen.then_and_now import seen_by_meetings
from kpi.present.words import plural
from kpi.service.meetings.showing import meetings_before
from kpi.service.uploads.listing import UploadDetail, undo, upload_detail, upload_file, upload_list
from kpi.store.uploads.undo import Blocked
from kpi.store.uploads.upload_query import UploadRecord
from kpi.ui import cached, doing, paging, show
from kpi.ui.cached import SCREENS
from kpi.ui.exported import exported
from kpi.ui.upload import approving, closing, complete, state

UPLOAD = "aanlevering"


def show_deliveries(scene: Scene) -> None:
    """The one that the address names, by itself; else the quarter, what waits for approval and every upload."""
    if asked := st.query_params.get(UPLOAD, ""):
        _one(scene, asked)
        return
    complete.show_quarter(scene)
    just_done(scene)
    user = approving.show_handed_in(scene)
    complete.reporting(scene)
    _list(scene)
    closing.offer_closing(scene, user)


def just_done(scene: Scene) -> None:
    """What was just done, told once."""
    if told := state.current_upload().told:
        show.show_worded(scene, upload.verdict(told))
        state.keep_told("")


def _list(scene: Scene) -> None:
    """Every upload, each with the way to what it changed."""
    show.show_worded(scene, upload.step(scene.text("All uploads")))
    records = upload_list(cached.desk(), scene.plan)
    if not records:
        words = scene.text("Nothing has been uploaded for this plan yet: its figures came with the plan itself.")
        way = way_on(scene.href(DELIVER), scene.text("Begin at Upload")) if Right.HAND_IN in scene.rights else NOTHING
        show.show_worded(scene, message(scene.text("No uploads yet"), words), way)
        return
    rows = [_delivery(scene, one) for one in paging.page_of(records)]
    show.show_worded(scene, html_deliveries.deliveries(rows, lambda number: _href(scene, number), scene.lang))
    show.show_worded(scene, paging.page_ways(scene, DELIVERIES, len(records)))


def _one(scene: Scene, asked: str) -> None:
    """One upload in full, with the way back to all."""
    records = upload_list(cached.desk(), scene.plan)
    number = _number(asked, records)
    line = _delivery(scene, next(one for one in records if one.id == number))
    back = way_on(scene.href(DELIVERIES), f"‹ {scene.text('All uploads')}")
    title = scene.text("Upload {number}", number=number)
    show.show_worded(scene, back, head(title, ""), html_deliveries.told_of(line, scene.lang))
    just_done(scene)
    _detail(scene, upload_detail(cached.desk(), number))


def _href(scene: Scene, number: int) -> str:
    return scene.href(DELIVERIES, {UPLOAD: str(number)})


def _delivery(scene: Scene, one: UploadRecord) -> DeliveryLine:
    undone = ""
    if one.undone:
        when = html_deliveries.local_moment(one.undone.recorded_at, scene.lang)
        undone = scene.text(
            "taken back by {who}, {when}: {why}", who=one.undone.recorded_by, when=when, why=one.undone.why
        )
    return DeliveryLine(
        one.id,
        one.file_name,
        one.uploaded_by,
        one.recorded_at,
        one.added,
        one.revised,
        one.unchanged,
        one.absent,
        undone,
    )


def _number(asked: str, records: tuple[UploadRecord, ...]) -> int:
    """The upload to show in full; raises NotFoundError for one that is not of this plan."""
    found = next((one.id for one in records if str(one.id) == asked), None)
    if found is None:
        raise NotFoundError(
            f"Aanlevering {asked!r} is er niet in dit plan: kies er een uit de lijst.",
            f"There is no upload {asked!r} in this plan: choose one from the list.",
        )
    return found


def _detail(scene: Scene, found: UploadDetail) -> None:
    """Its changes and justifications, its file, and taking it back."""
    record, lang = found.record, scene.lang
    values = html_values.Values(cached.plan(scene.head, scene.plan), lang)
    rows = sorted(found.changes, key=lambda both: both[0] is None)
    title = scene.text("What upload {number} changed", number=record.id)
    body = html_values.both_table(title, rows, values, lang) if rows else ""
    reasons = [(title_of(code, lang), why) for code, why in record.reasons]
    nothing = scene.text("It changed nothing: all its values were there already.")
    show.show_worded(
        scene,
        upload.step(title),
        markup('<div class="pp">{}</div>', body) if body else upload.aside(nothing),
        markup('<div class="pp">{}</div>', html_deliveries.reasons(reasons, lang)),
    )
    if Right.SEE in scene.rights:
        show.html(_seen_otherwise(scene, record.id))
    _files(scene, found)
    if not record.undone and Right.HAND_IN in scene.rights and not cached.own_desk().settings.read_only:
        _undo(scene, record)


@st.cache_resource(show_spinner=False, max_entries=SCREENS)
def _seen_otherwise(scene: Scene, upload: int) -> Markup:
    """What of the meetings before it an upload changed, as HTML."""
    return seen_by_meetings(scene, meetings_before(cached.own_desk(), upload))


def _files(scene: Scene, found: UploadDetail) -> None:
    """The file as it was received and, where that is another, as it was mended; each with its hash."""
    record, repair = found.record, found.repair
    came = (record.file_name, record.sha256) if repair is None else (repair.name, repair.sha256)
    mended = None if repair is None else (record.file_name, record.sha256)
    cells = repair.cells if repair else ()
    show.show_worded(scene, html_deliveries.files(came, mended, cells, scene.lang))
    if repair and repair.content is None:
        said = scene.text(
            "The file as received held a citizen service number, so it was not kept; its SHA-256 names it."
        )
        show.show_worded(scene, upload.aside(said))
    received = scene.text("Download the file as received")
    with st.container(horizontal=True):
        if repair is None:
            _download(record, received, record.file_name, _bytes(record), "raw")
            return
        if (content := repair.content) is not None:
            _download(record, received, repair.name, lambda: content, "raw")
        _download(record, scene.text("Download the corrected file"), record.file_name, _bytes(record), "mended")


def _bytes(record: UploadRecord) -> Callable[[], bytes]:
    return lambda: upload_file(cached.desk(), record.id)[1]


def _download(record: UploadRecord, label: str, name: str, content: Callable[[], bytes], what: str) -> None:
    make, key = exported(record.plan, name, content), f"{what}-{record.id}"
    st.download_button(label, make, file_name=name, mime="application/octet-stream", key=key, on_click="ignore")


def _undo(scene: Scene, record: UploadRecord) -> None:
    """Take an upload back, with a name and a reason."""
    title = scene.text("Take upload {number} back", number=record.id)
    with st.expander(title):
        words = scene.text("All its values go back to what they were before; the upload itself stays in the list.")
        show.show_worded(scene, upload.aside(words))
        user = doing.user(scene)
        why = st.text_input(scene.text("Why"), key=f"undo-why-{record.id}", max_chars=300, width=720)
        if st.button(scene.text("Take back"), key=f"undo-{record.id}", type="primary"):
            _take_back(scene, record, user, why)


def _take_back(scene: Scene, record: UploadRecord, user: str, why: str) -> None:
    try:
        done = undo(cached.desk(), record.id, user, why)
    except PlanpeilError as fault:
        show.show_message(scene.text("Not taken back"), fault.said(scene.lang), "", scene.lang)
        return
    if done.blocked:
        _blocked(scene, done.blocked)
        return
    figures = (
        plural(scene.lang, "{n} value was put back", "{n} values were put back", done.restored),
        plural(scene.lang, "{n} value is gone", "{n} values are gone", done.ended),
    )
    said = scene.text("Upload {number} was taken back: {what}.", number=done.upload, what=", ".join(figures))
    state.keep_told(said)
    st.rerun()


def _blocked(scene: Scene, found: Iterable[Blocked]) -> None:
    """Who changed what since: those deliveries come first."""
    places = [f"{' '.join(part for part in one.key if part)} ({one.recorded_by})" for one in found]
    words = scene.text("These values were recorded again since: {places}.", places="; ".join(places[:10]))
    hint = scene.text("Take the later upload back first.")
    show.show_message(scene.text("Not taken back"), words, hint, scene.lang)
