"""The layouts of a presentation: ours, made here, or those of an organisation, found by their names."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from zipfile import BadZipFile

from pptx import Presentation
from pptx.exc import PackageNotFoundError
from pptx.oxml import parse_xml
from pptx.presentation import Presentation as Deck
from pptx.slide import SlideLayout
from pptx.util import Emu, Inches

from kpi.core.errors import UsageError
from kpi.present.style import colour

TITLE, RESULT, LIST = "Planpeil titel", "Planpeil resultaat", "Planpeil lijst"
_FONT = "Arial"
_WIDE, _HIGH = Inches(13.333), Inches(7.5)
_FIELD = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"  # any name will do, the same each time
_THEME = {
    "dk1": "ink",
    "lt1": "card",
    "dk2": "soft",
    "lt2": "paper",
    "accent1": "accent",
    "accent2": "red",
    "accent3": "amber",
    "accent4": "green",
    "accent5": "grey",
    "accent6": "soft",
}
_NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)


@dataclass(frozen=True, slots=True)
class Holder:
    """A named placeholder of ours: where it stands in inches (left, top, width, height), and how its text looks."""

    name: str
    left: float
    top: float
    width: float
    height: float
    size: int = 18
    kind: str = "body"
    bold: bool = False
    soft: bool = False
    right: bool = False
    low: bool = False


_FOOT = (
    Holder("voet", 0.6, 6.98, 10.5, 0.32, 12, "ftr", soft=True, low=True),
    Holder("nummer", 11.4, 6.98, 1.33, 0.32, 12, "sldNum", soft=True, right=True, low=True),
)
# The names are the contract with templates of others (docs/report-templates.md).
LAYOUTS: Mapping[str, tuple[Holder, ...]] = {
    TITLE: (
        Holder("titel", 0.6, 1.5, 12.1, 1.2, 44, "title", bold=True, low=True),
        Holder("vergadering", 0.6, 2.75, 12.1, 0.5, 20, soft=True),
        Holder("zin", 0.6, 3.65, 12.1, 1.0, 28, bold=True),
        Holder("balk", 0.6, 4.75, 12.1, 0.75, 14, "chart"),
        Holder("aantallen", 0.6, 5.55, 12.1, 0.5, 18),
        *_FOOT,
    ),
    RESULT: (
        Holder("titel", 0.6, 0.4, 9.4, 1.0, 28, "title", bold=True),
        Holder("licht", 10.1, 0.45, 2.63, 0.6, 22, bold=True, right=True),
        Holder("grafiek", 0.6, 1.55, 6.7, 4.2, 14, "chart"),
        Holder("cijfers", 7.6, 1.55, 5.13, 1.6, 18),
        Holder("woorden", 7.6, 3.25, 5.13, 2.5, 16),
        Holder("besluit", 0.6, 5.9, 12.13, 0.95, 20, bold=True),
        *_FOOT,
    ),
    LIST: (
        Holder("titel", 0.6, 0.4, 8.6, 0.9, 28, "title", bold=True),
        Holder("kop", 9.3, 0.45, 3.43, 0.6, 18, soft=True, right=True),
        Holder("tabel", 0.6, 1.55, 12.13, 5.1, 16, "tbl"),
        *_FOOT,
    ),
}


def opened(template: bytes | None) -> Deck:
    """A presentation without slides to put ours in: an organisation's own, or (None) ours.

    Raises UsageError for a file that is no presentation, and for one that lacks a layout or a placeholder.
    """
    if template is None:
        return _ours()
    try:
        found = Presentation(BytesIO(template))
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError) as fault:
        raise UsageError(
            "Het sjabloon is geen PowerPoint-bestand: geef een .pptx.",
            "The template is no PowerPoint file: give a .pptx.",
        ) from fault
    _without_slides(found)
    _refuse_lacking(found)
    return found


def layout_named(deck: Deck, name: str) -> SlideLayout:
    """A layout by its name; capitals do not matter."""
    return next(one for one in deck.slide_layouts if one.name.casefold() == name.casefold())


def _refuse_lacking(deck: Deck) -> None:
    lacking = []
    known = {one.name.casefold(): one for one in deck.slide_layouts}
    for name, places in LAYOUTS.items():
        layout = known.get(name.casefold())
        if layout is None:
            lacking.append(f"{name} ({', '.join(place.name for place in places)})")
            continue
        there = {one.name.casefold() for one in layout.placeholders if one.width is not None}
        missing = [place.name for place in places if place.name not in there]
        lacking += [f"{name}: {', '.join(missing)}"] if missing else []
    if lacking:
        names = "; ".join(lacking)
        raise UsageError(
            f"Het sjabloon mist indelingen of tijdelijke aanduidingen: {names}. Voeg ze toe onder precies die naam.",
            f"The template lacks layouts or placeholders: {names}. Add them under exactly that name.",
        )


def _without_slides(deck: Deck) -> None:
    """Slides that a template holds as an example are no part of the pack."""
    each = deck.slides._sldIdLst
    for one in list(each):
        deck.part.drop_rel(one.rId)
        each.remove(one)


def _ours() -> Deck:
    deck = Presentation()
    deck.slide_width, deck.slide_height = Emu(_WIDE), Emu(_HIGH)
    layouts = list(deck.slide_layouts)
    for layout in layouts[len(LAYOUTS) :]:
        deck.slide_layouts.remove(layout)
    for layout, (name, places) in zip(layouts, LAYOUTS.items(), strict=False):
        layout.name = name
        _fill(layout, places)
    master = deck.slide_master
    for shape in list(master.placeholders):
        shape.left = int(shape.left * _WIDE / Inches(10))
        shape.width = int(shape.width * _WIDE / Inches(10))
    _in_our_colours(deck)
    return deck


def _fill(layout: SlideLayout, places: Sequence[Holder]) -> None:
    tree = layout.shapes._spTree
    for shape in list(layout.shapes):
        tree.remove(shape._element)
    for at, place in enumerate(places, start=2):
        tree.append(parse_xml(_placeholder(at, place)))


def _placeholder(at: int, place: Holder) -> str:
    """A placeholder as XML; all that stands in it is ours."""
    words = f"<a:r><a:rPr/><a:t>{place.name}</a:t></a:r>"
    if place.kind == "sldNum":
        words = f'<a:fld id="{_FIELD}" type="slidenum"><a:rPr/><a:t>1</a:t></a:fld>'
    role = 'type="title"' if place.kind == "title" else f'type="{place.kind}" idx="{10 + at}"'
    level = (
        f'<a:lvl1pPr marL="0" indent="0" algn="{"r" if place.right else "l"}">'
        '<a:spcBef><a:spcPts val="300"/></a:spcBef>'
        f'<a:buNone/><a:defRPr sz="{place.size * 100}" b="{int(place.bold)}">'
        f'<a:solidFill><a:schemeClr val="{"tx2" if place.soft else "tx1"}"/></a:solidFill></a:defRPr></a:lvl1pPr>'
    )
    return (
        f'<p:sp {_NAMESPACES}><p:nvSpPr><p:cNvPr id="{at}" name="{place.name}"/>'
        '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr><p:ph {role}/></p:nvPr></p:nvSpPr>"
        f'<p:spPr><a:xfrm><a:off x="{Inches(place.left)}" y="{Inches(place.top)}"/>'
        f'<a:ext cx="{Inches(place.width)}" cy="{Inches(place.height)}"/></a:xfrm></p:spPr>'
        f'<p:txBody><a:bodyPr lIns="0" rIns="0" tIns="0" bIns="0" anchor="{"b" if place.low else "t"}">'
        f"<a:normAutofit/></a:bodyPr><a:lstStyle>{level}</a:lstStyle><a:p>{words}</a:p></p:txBody></p:sp>"
    )


def _in_our_colours(deck: Deck) -> None:
    """The theme in our letters and colours, so that what is added by hand fits."""
    theme = next(one.target_part for one in deck.slide_master.part.rels.values() if one.reltype.endswith("/theme"))
    found = theme.blob.decode()
    for name, token in _THEME.items():
        dark = colour(token).removeprefix("#").upper()
        found = re.sub(rf"<a:{name}>.*?</a:{name}>", f'<a:{name}><a:srgbClr val="{dark}"/></a:{name}>', found)
    found = re.sub(r'(<a:(?:major|minor)Font>\s*<a:latin typeface=")[^"]*', rf"\g<1>{_FONT}", found)
    theme._blob = found.encode()
