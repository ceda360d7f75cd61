"""What a file says and what is wrong with it: the verdict, the reading, the questions, the issues and their repair."""

from collections.abc import Mapping
from functools import partial
from pathlib import PurePosixPath

import streamlit as st

from kpi.core.issue import Issue, Severity
from kpi.intake.parse.head.headless import HEADER_ROW, NO_ROW
from kpi.intake.parse.reading import Reading
from kpi.intake.parse.understood import Question, Understood
from kpi.present.html import values as html_values
from kpi.present.html.uploads import upload
from kpi.present.screen.scene import Scene
from kpi.present.words import mark, plural
from kpi.service.uploads import returning
from kpi.ui import show
from kpi.ui.upload import repair, state
from kpi.ui.upload.repair import Mended
from kpi.ui.upload.state import CheckedFile

ENCODINGS = {"cp1252": mark("Windows text (cp1252)"), "utf-8": "UTF-8", "utf-8-sig": "UTF-8", "utf-16": "UTF-16"}
MARKS = {",": mark("comma"), ";": mark("semicolon"), ".": mark("point"), "\t": mark("tab"), "|": mark("vertical bar")}
LAYOUTS = {"long": mark("one row per value"), "wide": mark("one column per period")}
ANSWERS = {
    ",": mark("the comma; a point parts thousands"),
    ".": mark("the point; a comma parts thousands"),
    "day-month": mark("day/month: 03/09 is 3 September"),
    "month-day": mark("month/day: 03/09 is 9 March"),
    "as-written": mark("as it is written"),
    "times-100": mark("times 100: 0.85 is 85%"),
    "times-1000": mark("times 1000"),
    "value": mark("the value"),
    "period": mark("the period"),
    "indicator": mark("the indicator"),
    "org_unit": mark("the organisation unit"),
    "numerator": mark("the numerator"),
    "denominator": mark("the denominator"),
    "measured_on": mark("the day it was measured"),
    "note": mark("the remark"),
    "provisional": mark("whether it is provisional"),
    "whole": mark("the whole organisation"),
    "by-line": mark("the unit on the line above them"),
    "aside": mark("none of these: it is not read"),
}
_MIME = {"csv": "text/csv", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


def show_verdict(scene: Scene, draft: CheckedFile) -> None:
    """How far this file is, in one sentence."""
    checked, lang = draft.checked, scene.lang
    asked = len(checked.reading.questions)
    # What is asked stands among the issues too: it is counted once, as a question.
    told = {(one.code, one.column) for one in checked.reading.questions}
    errors = sum(one.severity is Severity.ERROR and not _is_asked(one, told) for one in draft.issues)
    values = _read_from(checked.reading, lang)
    if checked.changes is None:
        parts = [upload.severity_count(Severity.ERROR, errors, lang)] if errors else []
        parts += [plural(lang, "{n} question", "{n} questions", asked)] if asked else []
        said = scene.text("This file is not ready yet: {what}.", what=", ".join(parts))
        rest = scene.text("Nothing has been recorded.")
    elif checked.changes.empty:
        nothing = scene.text("This file changes nothing: its values are there already.")
        said, rest = (nothing if len(checked.reading.records) else scene.text("This file holds no values.")), values
    else:
        said, rest = scene.text("This file can be recorded."), values
    show.show_worded(scene, upload.verdict(said, rest))


def _read_from(found: Reading, lang: str) -> str:
    """How many values there are, and how many answers that there is none."""
    read, without = len(found.records), len(found.no_values)
    values = plural(lang, "{n} value was read.", "{n} values were read.", read)
    answers = plural(lang, "{n} answer says there is none.", "{n} answers say there is none.", without)
    return " ".join(one for one, said in ((values, read or not without), (answers, without)) if said)


def _is_asked(one: Issue, questions: set[tuple[str, str]]) -> bool:
    return (one.code, one.column) in questions or (one.code, "") in questions


def show_reading(scene: Scene, draft: CheckedFile) -> None:
    """How the file was read, with its first rows and what was read otherwise than it is written."""
    found, lang = draft.checked.reading.understood, scene.lang
    if found is None:
        return
    rows = [
        (scene.text("Format"), found.format.upper(), ""),
        (scene.text("Encoding"), _word(scene, ENCODINGS, found.encoding), ""),
        (scene.text("Separator"), _word(scene, MARKS, found.delimiter), ""),
        (scene.text("Sheet"), found.sheet or "", ""),
        (scene.text("Header row"), "" if found.header_row is None else str(found.header_row), ""),
        (
            scene.text("Decimal mark"),
            _word(scene, MARKS, found.decimal) or scene.text("the numbers do not show which"),
            "",
        ),
        (scene.text("Layout"), _word(scene, LAYOUTS, found.layout), ""),
    ]
    repairs = [(one.row, one.column, one.before, one.after) for one in draft.checked.reading.repairs]
    body = upload.understood(rows, found.preview, found.columns, lang) + upload.repairs(repairs, lang)
    show.show_worded(scene, html_values.folded(_gist(scene, found), body))


def _gist(scene: Scene, found: Understood) -> str:
    """How a file was read, in one line."""
    parts = [found.format.upper(), _word(scene, ENCODINGS, found.encoding), _word(scene, MARKS, found.delimiter)]
    if found.sheet:
        parts.append(scene.text("sheet {name}", name=found.sheet))
    if found.header_row is not None:
        parts.append(scene.text("headers in row {row}", row=found.header_row))
    if found.decimal:
        parts.append(scene.text("decimal {mark}", mark=_word(scene, MARKS, found.decimal)))
    return scene.text("How the file was read: {gist}", gist=", ".join(part for part in parts if part))


def _word(scene: Scene, words: Mapping[str, str], code: str | None) -> str:
    return scene.text(words.get(code, code)) if code else ""


def questions(scene: Scene, draft: CheckedFile) -> dict[str, str] | None:
    """The answers that were just given, by question; None while none were."""
    asked, turn = draft.checked.reading.questions, state.current_upload().turn
    if not asked:
        return _remembered(scene, draft, turn)
    show.show_worded(scene, upload.step(scene.text("Questions about this file")))
    before = state.current_upload().entered.chosen
    given = {one.key: said for one in asked if (said := _choice(scene, draft, one, before.get(one.key, "")))}
    state.put_in(chosen=given)
    used = st.button(scene.text("Use these answers"), key=f"answers-{turn}", type="primary")
    return given if used and given else None


def _choice(scene: Scene, draft: CheckedFile, one: Question, before: str) -> str:
    """What is chosen for a question; empty while nothing is."""
    show.show_worded(scene, upload.aside(_asking(draft, one.code, one.column, scene.lang)))
    chosen = st.selectbox(
        scene.text("Choose"),
        one.options,
        index=one.options.index(before) if before in one.options else None,
        format_func=partial(_row_words, scene, draft) if one.key == HEADER_ROW else partial(_word, scene, ANSWERS),
        placeholder=scene.text("Choose"),
        label_visibility="collapsed",
        key=f"question-{draft.checked.reading.sha256[:12]}-{one.key}",
        width=420,
    )
    return chosen or ""


def _row_words(scene: Scene, draft: CheckedFile, row: str) -> str:
    """A row by its number, with what stands in it; or that there are no column names."""
    found = draft.checked.reading.understood
    if row == NO_ROW or found is None:
        return scene.text("none: there are no column names")
    at = next(one for one in draft.checked.reading.questions if one.key == HEADER_ROW).options.index(row)
    cells = " | ".join(cell for cell in found.preview[at] if cell)
    return scene.text("row {row}: {cells}", row=row, cells=cells[:80])


def _asking(draft: CheckedFile, code: str, column: str, lang: str) -> str:
    """The sentence of the issue that asks."""
    found = [one for one in draft.issues if one.code == code and column in ("", one.column)]
    if not found:
        return column
    return found[0].said(lang)


def _remembered(scene: Scene, draft: CheckedFile, turn: int) -> dict[str, str] | None:
    """Answers of earlier times that were used again, and a way to be asked anew."""
    used = draft.checked.from_memory
    if not used:
        return None
    said = ", ".join(f"{key}: {_word(scene, ANSWERS, answer)}" for key, answer in used.items())
    with st.container(horizontal=True, vertical_alignment="center"):
        show.show_worded(scene, upload.aside(scene.text("Answers you gave earlier count here too: {said}.", said=said)))
        again = st.button(scene.text("Ask me again"), key=f"forget-{turn}")
    return dict.fromkeys(used, "") if again else None


def upload_issues(scene: Scene, draft: CheckedFile) -> Mended | None:
    """The issues by row, the file sent back, and the faulty rows; the file once something in it was mended."""
    show.show_worded(scene, upload.step(scene.text("Messages")))
    with st.container(horizontal=True, vertical_alignment="center"):
        chosen = _severities(scene, draft)
        _send_back(scene, draft)
    shown = [one for one in draft.issues if one.severity in chosen]
    show.show_worded(scene, upload.issue_table(shown, scene.lang))
    return repair.repair(scene, draft)


def _severities(scene: Scene, draft: CheckedFile) -> list[Severity]:
    """Which severities are shown: those there are, all of them at first."""
    there = {severity: sum(one.severity is severity for one in draft.issues) for severity in Severity}
    options = [severity for severity, count in there.items() if count]
    chosen = st.segmented_control(
        scene.text("Show"),
        [severity.value for severity in options],
        format_func=lambda code: upload.severity_count(Severity(code), there[Severity(code)], scene.lang),
        selection_mode="multi",
        default=[severity.value for severity in options],
        key=f"severities-{state.current_upload().turn}",
        label_visibility="collapsed",
    )
    return [Severity(code) for code in chosen] or options


def _send_back(scene: Scene, draft: CheckedFile) -> None:
    if draft.sheet is None:
        return
    stamp = show.file_stamp()
    stem = PurePosixPath(draft.checked.reading.file_name).stem
    st.download_button(
        scene.text("Download the file with these messages"),
        partial(returning.sent_back, draft.content, draft.checked.reading, scene.lang),
        file_name=f"{stem}-meldingen-{stamp}.{draft.sheet.suffix}",
        mime=_MIME[draft.sheet.suffix],
        key="send-back",
        on_click="ignore",
    )
