"""Every upload: who, when, which file, what it changed, the file itself, and taking it back."""

from collections.abc import Callable, Iterable

import streamlit as st

from kpi.core.errors import PlanpeilError
from kpi.intake.faults.catalogue import title_of
from kpi.present.html import deliveries as html_deliveries
from kpi.present.html import upload
from kpi.present.html import values as html_values
from kpi.present.html.deliveries import DeliveryLine
from kpi.present.html.markup import markup
from kpi.present.pages import DELIVERIES
from kpi.present.screen.scene import Scene
from kpi.present.words import plural
from kpi.service.uploads.listing import UploadDetail, undo, upload_detail, upload_file, upload_list
from kpi.store.undo import Blocked
from kpi.store.upload_query import UploadRecord
from kpi.ui import address, cached, show
from kpi.ui.upload import state

UPLOAD = "aanlevering"


def page_top(scene: Scene) -> None:
    """The top of the page, and what was just done."""
    lead = scene.text(
        "What was delivered for {plan}, and what is still to come.", plan=cached.plan(scene.head, scene.plan).title
    )
    show.show_worded(scene, upload.title(scene.text("Deliveries"), lead))
    if told := state.current_upload().told:
        show.show_worded(scene, upload.verdict(told))
        state.keep_told("")


def show_deliveries(scene: Scene) -> None:
    """The list, and one upload in full."""
    show.show_worded(scene, upload.step(scene.text("All deliveries")))
    records = upload_list(cached.desk(), scene.plan)
    if not records:
        words = scene.text("Nothing has been delivered for this plan yet: its figures came with the plan itself.")
        show.show_message(
            scene.text("No deliveries"), words, scene.text("Deliver the first file under Deliver."), scene.lang
        )
        return
    rows = [_delivery(scene, one) for one in records]
    show.show_worded(scene, html_deliveries.deliveries(rows, lambda number: _href(scene, number), scene.lang))
    _detail(scene, upload_detail(cached.desk(), _chosen(scene, records)))


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


def _chosen(scene: Scene, records: tuple[UploadRecord, ...]) -> int:
    """The upload to show in full: that of the URL, else the newest."""
    names = {str(one.id): _name(scene, one) for one in records}
    asked = st.query_params.get(UPLOAD, "")
    asked = asked if asked in names else str(records[0].id)
    if st.session_state.get(UPLOAD) != asked:
        st.session_state[UPLOAD] = asked
    st.selectbox(
        scene.text("Look into"),
        list(names),
        format_func=lambda number: names.get(number, number),
        key=UPLOAD,
        on_change=_changed,
        width=620,
    )
    return int(asked)


def _name(scene: Scene, one: UploadRecord) -> str:
    number = scene.text("Delivery {number}", number=one.id)
    return f"{number} · {one.file_name} · {html_deliveries.local_moment(one.recorded_at, scene.lang)}"


def _changed() -> None:
    address.write_address(**{UPLOAD: st.session_state[UPLOAD]})


def _detail(scene: Scene, found: UploadDetail) -> None:
    """Its changes and justifications, its file, and taking it back."""
    record, lang = found.record, scene.lang
    values = html_values.Values(cached.plan(scene.head, scene.plan), lang)
    rows = sorted(found.changes, key=lambda both: both[0] is None)
    title = scene.text("What delivery {number} changed", number=record.id)
    body = html_values.both_table(title, rows, values, lang) if rows else ""
    reasons = [(title_of(code, lang), why) for code, why in record.reasons]
    nothing = scene.text("It changed nothing: all its values were there already.")
    show.show_worded(
        scene,
        upload.step(title),
        markup('<div class="pp">{}</div>', body) if body else upload.aside(nothing),
        markup('<div class="pp">{}</div>', html_deliveries.reasons(reasons, lang)),
    )
    _files(scene, found)
    if not record.undone and not cached.desk().settings.read_only:
        _undo(scene, record)


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
    with st.container(horizontal=True):
        if repair is None:
            _download(scene.text("Download the file as received"), record.file_name, _bytes(record), f"raw-{record.id}")
            return
        if (content := repair.content) is not None:
            _download(scene.text("Download the file as received"), repair.name, lambda: content, f"raw-{record.id}")
        _download(scene.text("Download the mended file"), record.file_name, _bytes(record), f"mended-{record.id}")


def _bytes(record: UploadRecord) -> Callable[[], bytes]:
    return lambda: upload_file(cached.desk(), record.id)[1]


def _download(label: str, name: str, content: Callable[[], bytes], key: str) -> None:
    st.download_button(label, content, file_name=name, mime="application/octet-stream", key=key, on_click="ignore")


def _undo(scene: Scene, record: UploadRecord) -> None:
    """Take an upload back, with a name and a reason."""
    title = scene.text("Take delivery {number} back", number=record.id)
    with st.expander(title):
        words = scene.text("All its values become what they were before, as a new revision; nothing is deleted.")
        show.show_worded(scene, upload.aside(words))
        user = state.user_field(scene.text("Your name"), needed=scene.text("needed, it stands with what you do"))
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
    said = scene.text("Delivery {number} was taken back: {what}.", number=done.upload, what=", ".join(figures))
    state.keep_told(said)
    st.rerun()


def _blocked(scene: Scene, found: Iterable[Blocked]) -> None:
    """Who changed what since: those deliveries come first."""
    places = [f"{' '.join(part for part in one.key if part)} ({one.recorded_by})" for one in found]
    words = scene.text("These values were recorded again since: {places}.", places="; ".join(places[:10]))
    hint = scene.text("Take the later delivery back first.")
    show.show_message(scene.text("Not taken back"), words, hint, scene.lang)
