"""A deck as one HTML document that needs no network: shown in the room, and given away as it is."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from markupsafe import Markup

from kpi.core.notation import number
from kpi.core.stages import counted_steps
from kpi.present.deck.slide import LISTED, Deck, DeckLine, Slide
from kpi.present.html.css import font_face, lights, palette_css
from kpi.present.html.markup import NOTHING, joined, markup, prose, script_element, style_sheet
from kpi.present.pack.screens import SMALL, Live, body_html, lamp_html, opened_over, screen_html
from kpi.present.words import mark, text

_HERE = Path(__file__)


def deck_html(deck: Deck, live: Live | None = None) -> str:
    """The whole document; `live` None: a file, with its script inside."""
    count = len(deck.slides)
    screens = joined(
        screen_html(slide, deck, at, count, live) for at, slide in enumerate(counted_steps(deck.slides), 1)
    )
    return markup(
        '<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><meta name="viewport" '
        'content="width=device-width, initial-scale=1"><title>{title}</title>{style}</head>'
        '<body data-result="{result}" data-agreements="{agreements}" data-leave="{leave}" data-meeting="{meeting}" '
        'data-saved="{saved}" data-unsaved="{unsaved}" data-unnamed="{unnamed}">'
        '<main id="run">{screens}</main>{listed}{help}{script}</body></html>',
        lang=deck.lang,
        title=f"{deck.name} · {deck.title} · {deck.as_of} · Planpeil",
        style=style_sheet(font_face("Source Sans", live.font if live else "") + _style()),
        result=live.result if live else "",
        agreements=live.agreements if live else "",
        leave=live.leave if live else "",
        meeting=f"{deck.plan}-{deck.meeting}",
        saved=text(deck.lang, "Recorded."),
        unnamed=text(deck.lang, "Fill in your name first."),
        unsaved=text(deck.lang, "Not recorded yet: there is no connection. It is kept here and tried again."),
        screens=screens,
        listed=_list(deck, live),
        help=_hidden_parts(deck.lang),
        script=_script(live),
    )


def agreed_html(slide: Slide, lang: str) -> str:
    """What was agreed, as it stands inside its screen: for who has that screen open while it changes."""
    return markup("{}<template>{}</template>", body_html(slide, None, lang), slide.side)


def _script(live: Live | None) -> Markup:
    if live is not None:
        return markup('<script src="{}" defer></script>', live.script)
    return script_element(script())


@cache
def script() -> str:
    """The keys, clicks and touches of a run."""
    return _HERE.with_name("room.js").read_text("utf-8")


@cache
def _style() -> str:
    return palette_css() + lights() + _HERE.with_name("room.css").read_text("utf-8")


def _list(deck: Deck, live: Live | None) -> Markup:
    """The jump list: every screen by its title, and the results that did not fit or were left out, each to open."""
    screens = joined(
        markup('<li><a href="#s{}"><span>{}</span> {}</a></li>', at, at, prose(title))
        for at, title in enumerate(deck.titles, 1)
    )
    others = (
        markup(
            "<h2>{}</h2><ul>{}{}</ul>",
            text(deck.lang, title),
            joined(_other(one, live) for one in lines[:LISTED]),
            _more(lines, deck.lang),
        )
        for title, lines in ((mark("No room for these"), deck.beyond), (mark("Left out"), deck.left_out))
        if lines
    )
    return markup(
        '<nav id="list" hidden><h2>{}</h2><ol>{}</ol>{}</nav>', text(deck.lang, "Screens"), screens, joined(others)
    )


def _more(lines: Sequence[DeckLine], lang: str) -> Markup:
    """How many of the others the list leaves out; nothing for none."""
    beyond = len(lines) - LISTED
    return markup("<li>{}</li>", text(lang, "and {n} more", n=number(beyond, 0, lang))) if beyond > 0 else NOTHING


def _other(one: DeckLine, live: Live | None) -> Markup:
    """A result that has no place on a screen; the room opens it over the screen that is shown."""
    lamp = lamp_html(one.lamp, SMALL) if one.lamp else NOTHING
    return markup("<li>{} {}</li>", lamp, opened_over(prose(one.title), one.target, live))


def _hidden_parts(lang: str) -> Markup:
    """The black screen, the result that is opened over a screen, and the keys in words."""
    keys = (
        ("→ · ↓ · PgDn", text(lang, "next")),
        ("← · ↑ · PgUp", text(lang, "back")),
        ("Home · End · 5 Enter", text(lang, "first, last, number 5")),
        ("R", text(lang, "the result")),
        ("T", text(lang, "all that was said")),
        ("O", text(lang, "all screens")),
        ("B", text(lang, "black screen")),
        ("F", text(lang, "full screen")),
        ("P", text(lang, "window for the presenter")),
        ("D", text(lang, "dark or light")),
        ("Esc", text(lang, "back to the meeting")),
    )
    told = joined(markup("<dt>{}</dt><dd>{}</dd>", key, words) for key, words in keys)
    return markup(
        '<nav id="thumb"><button type="button" data-key="o">{}</button><button type="button" data-key="d">{}</button>'
        '<button type="button" data-key="Escape">{}</button></nav>'
        '<div id="black" hidden></div><div id="over" hidden><button type="button">{}</button>'
        '<iframe title="{}"></iframe></div><dl id="keys" hidden>{}</dl>',
        text(lang, "all screens"),
        text(lang, "dark or light"),
        text(lang, "back to the meeting"),
        text(lang, "Back to the meeting"),
        text(lang, "Result"),
        told,
    )
