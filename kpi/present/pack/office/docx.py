"""The accountability report for a funder: every promise by theme, focus and activity, with what became of it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time
from io import BytesIO
from typing import TYPE_CHECKING, Any

from kpi.core.category import category_codes
from kpi.core.errors import UsageError
from kpi.core.explain.promised import promise
from kpi.core.light.assessment import Assessment, Flag, Light
from kpi.core.light.rollup import roll_up
from kpi.core.light.snapshot import Row
from kpi.core.meeting.lasting import ASKING
from kpi.core.meeting.screens import Material
from kpi.core.model import CheckIn, Theme
from kpi.core.notation import day
from kpi.core.notation import period as period_words
from kpi.core.plain import in_xml
from kpi.core.stages import counted_steps
from kpi.core.view.counted import counted_lights
from kpi.present.count_words import headline
from kpi.present.files.sealed import sealed
from kpi.present.files.word import about_document, word_table
from kpi.present.promise_words import correction_words
from kpi.present.reason_words import reason, value_words
from kpi.present.style import CHARACTERS, code_word, colour, flag_words, light_word, status_word
from kpi.present.words import mark, text

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell

STYLES = ("Title", "Heading 1", "Heading 2", "Normal", "Table Grid")  # what a template of others must have
_HEADS = (
    mark("Result and activity"),
    mark("Promised"),
    mark("Deadline"),
    mark("Measured"),
    mark("Status"),
    mark("Explanation"),
    mark("Category"),
)
_WIDTHS = (6.2, 2.8, 2.4, 3.0, 2.9, 5.6, 2.8)  # centimetres, on A4 on its side
_SMALL = 9  # points


def accountability_docx(
    material: Material, categories: Mapping[str, str], foot: str, lang: str, template: bytes | None = None
) -> bytes:
    """The report on the whole plan at its date; the same material and template make the same bytes.

    `categories`: names by code. `foot`: what stands under every page. `template`: a document of an organisation whose
    letterhead and styles are used, None: ours. Raises UsageError for one that is no document or lacks a style.
    """
    document, shot = _opened(template), material.snapshot
    about_document(document, _title(material, lang), datetime.combine(shot.as_of, time()), lang)
    _pages(document, foot, own=template is None)
    _opening(document, material, lang)
    said = {one.target: one for one in material.said}
    for theme in counted_steps(shot.plan.themes):
        rows = shot.of_theme(theme.code)
        if rows:
            _theme(document, theme, rows, said, categories, lang)
    out = BytesIO()
    document.save(out)
    return sealed(out.getvalue())


def _title(material: Material, lang: str) -> str:
    return f"{text(lang, 'Accountability report')}: {material.snapshot.plan.title}"


def _opened(template: bytes | None) -> "Document":
    from docx import Document

    if template is None:
        return Document()
    try:
        found = Document(BytesIO(template))
    except Exception as fault:  # the library raises whatever a broken package makes of it
        raise UsageError(
            "Het sjabloon is geen Word-document: geef een .docx.", "The template is no Word document: give a .docx."
        ) from fault
    known = {one.name for one in found.styles}
    lacking = ", ".join(name for name in STYLES if name not in known)
    if lacking:
        raise UsageError(
            f"Het sjabloon mist stijlen: {lacking}. Gebruik elke stijl in Word een keer en sla het sjabloon op.",
            f"The template lacks styles: {lacking}. Use each style in Word once and save the template.",
        )
    return found


def _pages(document: "Document", foot: str, *, own: bool) -> None:
    """A4 on its side (a template keeps its own paper), and under every page what it was made of and its number."""
    from docx.enum.section import WD_ORIENT
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Cm

    section = document.sections[-1]
    if own:
        section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Cm(29.7), Cm(21)
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2)
        for name in STYLES[:4]:
            _in_ink(document.styles[name])
    line = section.footer.paragraphs[0]
    line.add_run(in_xml(f"{foot} · "))
    for name in ("PAGE", "NUMPAGES"):
        if name == "NUMPAGES":
            line.add_run("/")
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), name)
        line._p.append(field)


def _in_ink(style: Any) -> None:
    from docx.oxml.ns import qn
    from docx.shared import RGBColor

    style.font.name, style.font.color.rgb = "Arial", RGBColor.from_string(_hex("ink"))
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(name), None)


def _hex(token: str) -> str:
    return colour(token).removeprefix("#").upper()


def _opening(document: "Document", material: Material, lang: str) -> None:
    shot = material.snapshot
    whole = roll_up(row.assessment for row in shot.rows)
    document.add_paragraph(in_xml(_title(material, lang)), style="Title")
    start, end = (day(one, lang) for one in (shot.plan.start, shot.plan.end))
    days = text(lang, "{first} up to and including {last}", first=start, last=end)
    document.add_paragraph(in_xml(" · ".join(one for one in (shot.plan.organisation, days) if one)))
    document.add_paragraph(in_xml(f"{headline(counted_lights(whole), lang)}."))
    counts = document.add_paragraph()
    for light in Light:
        if whole.lights.get(light):
            _light(counts, light, f"{whole.lights[light]} {light_word(light, lang)}    ")
    if any(Flag.SAMPLE in row.assessment.flags for row in shot.rows):
        document.add_paragraph(text(lang, "Figures marked as sample figures are invented, not measured."))


def _light(paragraph: Any, light: Light, words: str) -> None:
    from docx.shared import RGBColor

    sign = paragraph.add_run(f"{CHARACTERS[light]} ")
    sign.font.color.rgb = RGBColor.from_string(_hex("amber-edge" if light is Light.AMBER else light.value))
    paragraph.add_run(words)


def _theme(
    document: "Document",
    theme: Theme,
    rows: Sequence[Row],
    said: Mapping[str, CheckIn],
    categories: Mapping[str, str],
    lang: str,
) -> None:
    document.add_heading(in_xml(theme.title), level=1)
    if theme.ambition:
        document.add_paragraph(in_xml(theme.ambition))
    document.add_paragraph(in_xml(f"{headline(counted_lights(roll_up(row.assessment for row in rows)), lang)}."))
    for (kind, focus), each in _by_focus(rows).items():
        named = dict.fromkeys(part for part in (code_word(kind, lang), focus) if part)
        document.add_heading(in_xml(": ".join(named)), level=2)
        _results(document, each, said, categories, lang)


def _by_focus(rows: Iterable[Row]) -> dict[tuple[Any, str], list[Row]]:
    found: dict[tuple[Any, str], list[Row]] = {}
    for row in rows:
        found.setdefault((row.target.focus_kind, row.target.focus), []).append(row)
    return found


def _results(
    document: "Document", rows: Sequence[Row], said: Mapping[str, CheckIn], categories: Mapping[str, str], lang: str
) -> None:
    from docx.shared import Cm, Pt

    lines = [_cells(row, said.get(row.target.code), categories, lang) for row in rows]
    table = word_table(document, [text(lang, head) for head in _HEADS], lines)
    table.autofit = False
    for at, width in enumerate(_WIDTHS):
        table.columns[at].width = Cm(width)
        for cell in table.columns[at].cells:
            cell.width = Cm(width)
    for row, line in zip(rows, list(table.rows)[1:], strict=True):
        _promised(line.cells[0], row)
        _status(line.cells[_HEADS.index("Status")], row.assessment, lang)
    for line in table.rows:
        for cell in line.cells:
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.space_after = Pt(0)
                for run in paragraph.runs:
                    run.font.size = Pt(_SMALL)


def _cells(row: Row, said: CheckIn | None, categories: Mapping[str, str], lang: str) -> tuple[str, ...]:
    target, one = row.target, row.assessment
    codes = category_codes(target.category)
    return (
        "",
        promise(target, lang) if target.value is not None else text(lang, "done"),
        day(target.due, lang),
        _measured(one, lang),
        "",
        _told(one, said, lang),
        "; ".join(categories.get(code, code) for code in codes),
    )


def _measured(one: Assessment, lang: str) -> str:
    when = period_words(one.point.period, lang) if one.point else ""
    sample = text(lang, "sample figures") if Flag.SAMPLE in one.flags else ""
    return "\n".join(part for part in (value_words(one, lang), when, sample) if part)


def _told(one: Assessment, said: CheckIn | None, lang: str) -> str:
    """The words of the owner, else why the light is what it is."""
    if said is None:
        asks = one.light in ASKING
        return "\n".join((reason(one, lang), text(lang, "not explained yet")) if asks else (reason(one, lang),))
    told = (
        (text(lang, "Cause"), said.cause),
        (text(lang, "Consequence"), said.consequence),
        (text(lang, "Correction"), correction_words(said, lang)),
    )
    return "\n".join(f"{label}: {words}" for label, words in told if words)


def _promised(cell: "_Cell", row: Row) -> None:
    """The result, the activity it comes from, and whose it is."""
    target = row.target
    cell.paragraphs[0].add_run(in_xml(target.statement)).bold = True
    for words in (target.activity, target.owner):
        if words:
            cell.add_paragraph(in_xml(words))


def _status(cell: "_Cell", one: Assessment, lang: str) -> None:
    _light(cell.paragraphs[0], one.light, status_word(one.status, lang))
    others = flag_words(tuple(flag for flag in one.flags if flag is not Flag.SAMPLE), lang)
    for words in others:
        cell.add_paragraph(words)
