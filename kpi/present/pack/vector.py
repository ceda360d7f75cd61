"""A chart as SVG in the colours of the page around it, drawn without a browser and without a network."""

import re
from binascii import crc32
from typing import Any

from markupsafe import Markup

from kpi.core.plain import in_xml
from kpi.present.html.markup import drawn_element, markup
from kpi.present.style import PALETTE
from kpi.present.words import text

FONT = "Source Sans, Source Sans 3, Source Sans Pro, Arial, Liberation Sans, sans-serif"
# What lies on a light shares its colour with ink or a card in the light theme alone, and no chart draws it.
_ON_A_LIGHT = ("mark", "mark-amber")
_TOKENS = {light: token for token, (light, _) in reversed(PALETTE.items()) if token not in _ON_A_LIGHT}
_COLOUR = re.compile("|".join(map(re.escape, _TOKENS)), re.IGNORECASE)
_PART = re.compile(r'(["#])((?:clip|gradient_?)\d+)(?=[")])')
_SIZE = re.compile(r' width="[\d.]+" height="[\d.]+"')


def plain_svg(spec: dict[str, Any]) -> str:
    """The chart as SVG in the light theme; raises ValueError for one that cannot be drawn.

    Control characters are left out: the library ends the whole process over them.
    """
    import vl_convert

    drawn = _plain({**spec, "background": None, "config": {**spec["config"], "font": FONT}})
    made = str(vl_convert.vegalite_to_svg(drawn, allowed_base_urls=[]))
    # The library numbers the parts that are referred to on and on; here by the drawing, so that it is the same again.
    own = f"c{crc32(_PART.sub('', made).encode()):08x}-"
    names = {name: f"{own}{at}" for at, name in enumerate(dict.fromkeys(name for _, name in _PART.findall(made)))}
    return _PART.sub(lambda found: f"{found[1]}{names[found[2]]}", made)


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return in_xml(value)
    if isinstance(value, dict):
        return {_plain(key): _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value


def svg_of(spec: dict[str, Any], lang: str) -> Markup:
    """The chart for a page: its colours are the page's own (`--pp-ink` and the like), its size that of its place.

    One that cannot be drawn says so in its place.
    """
    try:
        drawn = plain_svg(spec)
    except ValueError:
        return markup('<p class="soft">{}</p>', text(lang, "This chart could not be drawn."))
    themed = _COLOUR.sub(lambda found: f"var(--pp-{_TOKENS[found[0].lower()]})", drawn)
    return drawn_element(_SIZE.sub("", themed, count=1))
