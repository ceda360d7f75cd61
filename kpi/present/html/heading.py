"""The top of a screen, how its lights are spread, and what their shapes mean."""

from markupsafe import Markup

from kpi.core.explain.why import why
from kpi.core.light.assessment import Flag, Light, Status
from kpi.core.light.rollup import Rollup
from kpi.core.light.snapshot import Row
from kpi.core.notation import number
from kpi.present.html.markup import NOTHING, joined, markup, prose
from kpi.present.html.parts import colour_light, light, soft
from kpi.present.style import light_word, status_word
from kpi.present.words import text


def head(title: str, subtitle: str) -> Markup:
    """The title of a page, and a soft line under it."""
    return markup('<header class="pp pp-head"><div><h1 class="pp-h1">{}</h1>{}</div></header>', title, soft(subtitle))


def why_lead(row: Row, lang: str) -> Markup:
    """The light of one result, large, with its word and its reason."""
    one = row.assessment
    glyph = light(one.status, one.flags, lang, size=38)
    word = status_word(one.status, lang)
    return markup(
        '<p class="pp pp-lead pp-lit">{}<span><b>{}.</b> {}</span></p>',
        glyph,
        word[:1].upper() + word[1:],
        prose(why(one, lang)),
    )


def distribution(rollup: Rollup, lang: str) -> Markup:
    """How the lights are spread: a bar in order of seriousness, and the counts under it."""
    shown = [(light, rollup.lights.get(light, 0)) for light in Light if rollup.lights.get(light, 0)]
    bar = joined(markup('<i class="pp-seg pp-{}" style="flex:{}"></i>', one.value, count) for one, count in shown)
    counts = joined(
        markup('<span class="pp-count">{}{}</span>', colour_light(one, lang, size=15), number(count, 0, lang))
        for one, count in shown
    )
    return markup(
        '<div class="pp pp-dist"><div class="pp-bar" aria-hidden="true">{}</div><div class="pp-counts">{}</div></div>',
        bar,
        counts,
    )


def legend(lang: str, *, opens: bool = False, samples: bool = False) -> Markup:
    """What the shapes mean, in the order of the bar.

    `opens`: every light of the page opens its calculation; `samples`: with the frame of sample figures, which stands
    around a light only where others stand beside it.
    """
    lights = joined(
        markup(
            '<li class="pp-lit">{}<span>{}</span></li>',
            colour_light(one, lang, size=16, silent=True),
            _meaning(one, lang),
        )
        for one in (Light.GREEN, Light.AMBER, Light.RED, Light.GREY)
    )
    marks = joined(
        markup("<li>{}</li>", light(status, flags, lang, size=16, word=True))
        for status, flags in (
            (Status.ACHIEVED, ()),
            (Status.ACHIEVED_LATE, ()),
            (Status.MISSED, ()),
            (Status.ON_TRACK, (Flag.STALE,)),
        )
    )
    frame = markup('<li class="pp-lit"><i class="pp-sample"></i>{}</li>', text(lang, "sample figures"))
    click = markup("<li>{}</li>", text(lang, "Click a light for its calculation."))
    rest = joined((frame if samples else NOTHING, click if opens else NOTHING))
    return markup('<ul class="pp pp-legend">{lights}{marks}{rest}</ul>', lights=lights, marks=marks, rest=rest)


def _meaning(one: Light, lang: str) -> str:
    if one is not Light.GREY:
        return light_word(one, lang)
    grey = ", ".join(status_word(status, lang) for status in (Status.TOO_EARLY, Status.NO_DATA, Status.NOT_STARTED))
    return f"{light_word(one, lang)} ({grey})"


def judged_words(rollup: Rollup, lang: str) -> str:
    """ "beoordeeld 10 van 13"."""
    return text(
        lang, "{n} of {total} assessed", n=number(rollup.assessed, 0, lang), total=number(rollup.total, 0, lang)
    )
