"""A deck as a presentation: native charts and tables in named placeholders, the same bytes for the same deck."""

from collections.abc import Sequence
from copy import deepcopy
from datetime import date, datetime, time
from io import BytesIO

from pptx.slide import Slide as Sheet

from kpi.core.plain import in_xml
from kpi.core.stages import counted_steps
from kpi.present.deck.slide import Deck, Slide, SlideKind
from kpi.present.files.sealed import sealed
from kpi.present.files.word import property_words
from kpi.present.pack.heads import foot_of
from kpi.present.pack.office.layouts import LIST, RESULT, TITLE, layout_named, opened
from kpi.present.pack.office.native_charts import Box, course_chart, shares_chart
from kpi.present.pack.office.native_tables import FIGURE, LEAD, Run, count_runs, lamp_runs, put_words, rows_table
from kpi.present.words import LOCALES, text


def deck_pptx(deck: Deck, on: date, template: bytes | None = None) -> bytes:
    """The deck as a presentation of 16:9 that is dated `on`; `template`: of an organisation, None: ours.

    Raises UsageError for a template that is no presentation or lacks a layout or a placeholder.
    """
    made = opened(template)
    for at, slide in enumerate(counted_steps(deck.slides), 1):
        layout = {SlideKind.TITLE: TITLE, SlideKind.RESULT: RESULT}.get(slide.kind, LIST)
        _Sheet(made.slides.add_slide(layout_named(made, layout)), deck, at).fill(slide)
    said = made.core_properties
    about = (deck.title, deck.organisation, foot_of(deck))
    said.title, said.author, said.comments = map(property_words, about)
    said.language = LOCALES[deck.lang]
    said.created = said.modified = datetime.combine(on, time())
    said.last_modified_by, said.revision = "", 1
    out = BytesIO()
    made.save(out)
    return sealed(out.getvalue())


class _Sheet:
    """One slide being filled, its places by name."""

    def __init__(self, sheet: Sheet, deck: Deck, at: int) -> None:
        self._sheet, self._deck, self._at = sheet, deck, at
        names = {one.placeholder_format.idx: one.name.casefold() for one in sheet.slide_layout.placeholders}
        self._places = {names[one.placeholder_format.idx]: one for one in sheet.placeholders}

    def fill(self, slide: Slide) -> None:
        {SlideKind.TITLE: self._title, SlideKind.RESULT: self._result}.get(slide.kind, self._list)(slide)
        self._foot(slide.more if slide.kind is not SlideKind.TITLE else "")
        for place in self._places.values():  # what was not filled would ask for it
            place._element.getparent().remove(place._element)
        if slide.spoken:
            self._sheet.notes_slide.notes_text_frame.text = in_xml(slide.spoken)

    def _title(self, slide: Slide) -> None:
        self._write("titel", [(slide.title, "")])
        self._write("vergadering", [(" · ".join(one for one in (slide.side, slide.more) if one), "")])
        self._write("zin", [(slide.lead, "")])
        if slide.shares:
            shares_chart(self._sheet, self._box("balk"), slide.shares)
            self._write("aantallen", count_runs(slide.shares))

    def _result(self, slide: Slide) -> None:
        self._write("titel", [(slide.title, "")])
        if slide.lamp:
            self._write("licht", lamp_runs(slide.lamp))
        if slide.course:
            course_chart(self._sheet, self._box("grafiek"), slide.course, self._deck.lang)
        lines = [
            [(f"{one.value}  ", "ink"), (", ".join(filter(None, (one.words, one.under))), "soft")]
            for one in slide.figures
        ]
        self._write("cijfers", *lines, first=FIGURE)
        told = [[(f"{label}: ", "soft"), (words, "")] for label, words in slide.said]
        first = [[(words, "")] for words in (slide.untold, slide.accepted, slide.ahead) if words]
        self._write("woorden", *first, *told)
        if slide.asked:
            self._write("besluit", [(f"{text(self._deck.lang, 'Decision')}: ", "soft"), (slide.asked, "")])

    def _list(self, slide: Slide) -> None:
        self._write("titel", [(slide.title, "")])
        self._write("kop", [(slide.side, "")])
        if slide.lines:
            rows_table(self._sheet, self._box("tabel"), slide, self._deck.lang)
        elif slide.lead:
            box = self._sheet.shapes.add_textbox(*self._box("tabel"))
            box.text_frame.word_wrap = True
            put_words(box.text_frame, [[(slide.lead, "ink")]], self._deck.lang, LEAD)

    def _write(self, name: str, *lines: Sequence[Run], first: int | None = None) -> None:
        """Put text in a place; a place without text is left out. `first`: the size of the first words of each line."""
        if any(words for line in lines for words, _ in line):
            frame = self._places.pop(name).text_frame
            put_words(frame, lines, self._deck.lang)
            for paragraph in frame.paragraphs if first else ():
                paragraph.runs[0].font.size, paragraph.runs[0].font.bold = first, True

    def _box(self, name: str) -> Box:
        """Where a place stands, to put something else there."""
        place = self._places[name]
        return place.left, place.top, place.width, place.height

    def _foot(self, more: str) -> None:
        """Footer and number, which a new slide does not have from its layout."""
        places = {one.name.casefold(): one for one in self._sheet.slide_layout.placeholders}
        foot = " · ".join(one for one in (self._deck.title, foot_of(self._deck), more) if one)
        for name in ("voet", "nummer"):
            self._sheet.shapes._spTree.append(deepcopy(places[name]._element))
        added = {one.name.casefold(): one for one in self._sheet.placeholders}
        put_words(added["voet"].text_frame, [[(foot, "")]], self._deck.lang)
        for field in added["nummer"]._element.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}t"):
            field.text = str(self._at)
        run = added["nummer"].text_frame.paragraphs[0].add_run()
        run.text = f"/{len(self._deck.slides)}"
