"""One screen of a meeting as HTML; what it says comes from its slide."""

from dataclasses import dataclass

from markupsafe import Markup

from kpi.core.light.assessment import Flag, Light, Status
from kpi.present.deck.result import READ_ALL
from kpi.present.deck.slide import CourseChart, Deck, DeckLine, Figure, Lamp, Share, Slide, SlideKind
from kpi.present.html.markup import NOTHING, joined, markup, prose
from kpi.present.html.parts import colour_light, light
from kpi.present.pack.vector import svg_of
from kpi.present.words import text

# A light beside a title, in a row, among others and as it was: in thousandths of the shorter side of the screen.
LAMP, ROW, SMALL, WAS = 56, 42, 34, 28
SHORT = 2  # characters of a figure that may be drawn as large as the screen is read by


@dataclass(frozen=True, slots=True)
class Live:
    """What a document can do while Planpeil serves it: the address of a result (its code follows), and of agreements.

    `script`: where its script is. `leave`: where leaving leads. `notes`: whether something may still be
    agreed. `font`: where its letters are; empty: those of the computer.
    """

    script: str
    result: str
    agreements: str
    leave: str
    notes: bool = True
    font: str = ""


def screen_html(slide: Slide, deck: Deck, at: int, count: int, live: Live | None) -> Markup:
    """One screen, the `at`th of `count`; only the first is shown at first. `live` None: in a file."""
    return markup(
        '<section class="screen screen-{kind}" id="s{at}" aria-roledescription="slide" aria-label="{at}/{count}"'
        ' data-target="{target}"{hidden}><header><h1>{title}</h1>{side}</header><div class="body">{body}</div>'
        '{ask}{note}{foot}{whole}<aside class="spoken" hidden>{spoken}</aside></section>',
        kind=slide.kind.value,
        at=at,
        count=count,
        target=slide.target,
        hidden=NOTHING if at == 1 else Markup(" hidden"),
        title=opened_over(prose(slide.title), slide.target, live),
        side=_side(slide),
        body=body_html(slide, live, deck.lang),
        ask=_asked(slide, deck.lang),
        note=_note(slide, deck.lang) if live is not None and live.notes else NOTHING,
        foot=_foot(slide, deck, at, count),
        whole=_whole(slide, deck.lang),
        spoken=prose(slide.spoken),
    )


def opened_over(words: Markup, target: str, live: Live | None) -> Markup:
    """Words that open a result over the screen; in a file, and without a result, the words alone."""
    if live is None or not target:
        return words
    return markup('<a class="open" href="{}{}">{}</a>', live.result, target, words)


def _side(slide: Slide) -> Markup:
    if slide.lamp is not None:
        return markup('<p class="side">{}</p>', lamp_html(slide.lamp, LAMP))
    return markup('<p class="side">{}</p>', slide.side) if slide.side else NOTHING


def lamp_html(one: Lamp, size: int, *, word: bool = True) -> Markup:
    """A light and its word; without the frame of sample figures, which the foot tells of."""
    flags = tuple(Flag(flag) for flag in one.flags if flag != Flag.SAMPLE)
    drawn = light(Status(one.status), flags, "nl", size=size)
    if not word:
        return markup('<span class="lamp">{}</span>', drawn)
    return markup(
        '<span class="lamp">{}<b>{}</b></span>', markup('<span aria-hidden="true">{}</span>', drawn), one.word
    )


def body_html(slide: Slide, live: Live | None, lang: str) -> Markup:
    """What stands between the title of a screen and its foot."""
    if slide.kind is SlideKind.RESULT:
        return markup("{}<div>{}{}</div>", _course(slide.course, lang), _figures(slide.figures), _said(slide, lang))
    lead = markup('<p class="lead">{}</p>', prose(slide.lead)) if slide.lead else NOTHING
    shares = markup("{}{}", _bar(slide.shares), _counts(slide.shares)) if slide.shares else NOTHING
    more = markup('<p class="soft">{}</p>', prose(slide.more)) if slide.kind is SlideKind.TITLE else NOTHING
    return markup("{}{}{}{}", lead, shares, more, _lines(slide, live))


def _course(one: CourseChart | None, lang: str) -> Markup:
    if one is None:
        return markup('<div class="course"></div>')
    return markup('<figure class="course" role="img" aria-label="{}">{}</figure>', one.words, svg_of(one.spec, lang))


def _figures(figures: tuple[Figure, ...]) -> Markup:
    each = joined(
        markup(
            '<div class="figure{}"><b>{}</b><span>{}</span>{}</div>',
            " expected" if one.expected else "",
            one.value,
            one.words,
            markup('<span class="under">{}</span>', one.under) if one.under else NOTHING,
        )
        for one in figures
    )
    size = " short" if all(len(one.value) <= SHORT for one in figures) else ""
    return markup('<div class="figures{}">{}</div>', size, each) if figures else NOTHING


def _said(slide: Slide, lang: str) -> Markup:
    told = joined(markup("<dt>{}</dt><dd>{}</dd>", label, prose(words)) for label, words in slide.said)
    untold = markup('<p class="untold">{}</p>', slide.untold) if slide.untold else NOTHING
    accepted = markup('<p class="accepted">{}</p>', prose(slide.accepted)) if slide.accepted else NOTHING
    ahead = markup('<p class="ahead">{}</p>', prose(slide.ahead)) if slide.ahead else NOTHING
    every = markup('<p><button type="button" class="every">{}</button></p>', text(lang, READ_ALL))
    said = markup("<dl>{}</dl>", told) if told else NOTHING
    return markup("{}{}{}{}{}", accepted, untold, ahead, said, every if slide.whole else NOTHING)


def _whole(slide: Slide, lang: str) -> Markup:
    """All that was said and decided, over its screen, where that has no room for every word of it."""
    if not slide.whole:
        return NOTHING
    told = joined(markup("<dt>{}</dt><dd>{}</dd>", label, prose(words)) for label, words in slide.whole)
    close = text(lang, "Back to the screen")
    return markup(
        '<aside class="whole" hidden><h2>{}</h2><dl>{}</dl><button type="button" class="every">{}</button></aside>',
        prose(slide.title),
        told,
        close,
    )


def _lines(slide: Slide, live: Live | None) -> Markup:
    if not slide.lines:
        return NOTHING
    heads = NOTHING
    if slide.columns:
        heads = markup(
            '<li class="heads"><span></span>{}</li>', joined(markup("<span>{}</span>", one) for one in slide.columns)
        )
    return markup('<ul class="lines">{}{}</ul>', heads, joined(_line(one, live) for one in slide.lines))


def _line(one: DeckLine, live: Live | None) -> Markup:
    title = opened_over(prose(one.title), one.target, live)
    before = markup('{}<i class="to">→</i>', lamp_html(one.before, WAS, word=False)) if one.before else NOTHING
    return markup(
        '<li{}>{}{}<div class="what"><b>{}</b>{}{}</div>{}</li>',
        Markup(' class="strong"') if one.strong else NOTHING,
        markup('<span class="label">{}</span>', one.label) if one.label else NOTHING,
        markup('<span class="lamps">{}{}</span>', before, lamp_html(one.lamp, ROW)) if one.lamp else NOTHING,
        title,
        markup("<span>{}</span>", prose(one.detail)) if one.detail else NOTHING,
        _bar(one.shares),
        markup('<span class="right">{}</span>', prose(one.right)) if one.right else NOTHING,
    )


def _bar(shares: tuple[Share, ...]) -> Markup:
    if not shares:
        return NOTHING
    parts = joined(markup('<i class="seg {}" style="flex:{}"></i>', one.light, one.count) for one in shares)
    words = ", ".join(f"{one.count} {one.words}" for one in shares)
    return markup('<div class="bar" role="img" aria-label="{}">{}</div>', words, parts)


def _counts(shares: tuple[Share, ...]) -> Markup:
    each = joined(markup("<li>{}<b>{}</b> {}</li>", _small(one.light), one.count, one.words) for one in shares)
    return markup('<ul class="counts">{}</ul>', each)


def _small(one: str) -> Markup:
    return colour_light(Light(one), "nl", SMALL, silent=True)


def _asked(slide: Slide, lang: str) -> Markup:
    if not slide.asked:
        return NOTHING
    return markup('<p class="asked"><span>{}</span><b>{}</b></p>', text(lang, "Decision"), prose(slide.asked))


def _note(slide: Slide, lang: str) -> Markup:
    """One line to write down what was agreed, on the screen it belongs to; folded until somebody begins."""
    if slide.kind not in (SlideKind.RESULT, SlideKind.AGREED):
        return NOTHING
    fields = joined(
        markup('<input name="{}" type="{}" aria-label="{label}" placeholder="{label}">', name, kind, label=label)
        for name, kind, label in (
            ("text", "text", text(lang, "Decision or action")),
            ("owner", "text", text(lang, "Who")),
            ("due", "date", text(lang, "Due")),
            ("user", "text", text(lang, "Your name")),
        )
    )
    return markup(
        '<form class="note" data-target="{}"><select name="kind" aria-label="{}"><option value="decision">{}</option>'
        '<option value="action">{}</option></select>{}<button>{}</button><output role="status"></output></form>',
        slide.target,
        text(lang, "Kind"),
        text(lang, "Decision"),
        text(lang, "Action"),
        fields,
        text(lang, "Record"),
    )


def _foot(slide: Slide, deck: Deck, at: int, count: int) -> Markup:
    more = slide.more if slide.kind is not SlideKind.TITLE else ""
    return markup(
        '<footer><i class="progress" style="width:{:.1f}%"></i><span>{}</span><span>{}</span>{}{}<b>{}/{}</b></footer>',
        100 * at / count,
        deck.title if slide.kind is not SlideKind.TITLE else "",
        prose(text(deck.lang, "as of {day}", day=deck.as_of)),
        markup('<span class="sample">{}</span>', deck.sample) if deck.sample else NOTHING,
        markup("<span>{}</span>", prose(more)) if more else NOTHING,
        at,
        count,
    )
