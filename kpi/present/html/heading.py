"""The top of a screen: what is seen, at which date, and the sentence that says how it stands."""

from markupsafe import Markup

from kpi.core.explain.why import why
from kpi.core.light.assessment import Flag, Light, Status
from kpi.core.light.rollup import Rollup
from kpi.core.light.snapshot import PastLight, Row, Snapshot
from kpi.core.notation import day, number, period
from kpi.present.html.markup import NOTHING, joined, markup, prose
from kpi.present.html.parts import colour_light, light, sample_tag, small_light, soft
from kpi.present.style import label, light_word, status_word
from kpi.present.words import plural, text


def head(title: str, subtitle: str, lang: str, shown: Snapshot | None = None, sample: bool = False) -> Markup:
    """The title of a page, and a soft line under it.

    `shown`: a view of which date, newest period and revision are told here, and whether figures are invented: in a
    meeting nothing else on the screen says so.
    """
    words = _told(shown, sample, lang) if shown else NOTHING
    return markup(
        '<header class="pp pp-head"><div><h1 class="pp-h1">{}</h1>{}</div>{}</header>', title, soft(subtitle), words
    )


def _told(snapshot: Snapshot, sample: bool, lang: str) -> Markup:
    until = text(lang, "up to {period}", period=period(snapshot.period, lang))
    revision = text(lang, "revision {revision}", revision=snapshot.revision)
    known = (
        ""
        if snapshot.known_at is None
        else f" · {text(lang, 'figures as recorded on {day}', day=_moment(snapshot, lang))}"
    )
    return markup(
        '<div class="pp-soft pp-asof">{as_of} <b>{day}</b> · {until} · {revision}{known} {sample}</div>',
        as_of=text(lang, "as of"),
        day=day(snapshot.as_of, lang),
        until=until,
        revision=revision,
        known=known,
        sample=sample_tag(sample, lang),
    )


def _moment(snapshot: Snapshot, lang: str) -> str:
    assert snapshot.known_at is not None
    return f"{day(snapshot.known_at.date(), lang)} {snapshot.known_at:%H:%M}"


def lead(rollup: Rollup, lang: str, ambition: str = "", worse: int | None = None, better: int | None = None) -> Markup:
    """How it stands in one or two sentences, the most serious in bold; `worse` None: changes are not told."""
    first = f"{ambition.rstrip('.')}. " if ambition else ""
    main, rest = lead_words(rollup, lang)
    changes = "" if worse is None else f" {changed_sentence(worse, better or 0, lang)}"
    return markup(
        '<p class="pp pp-lead">{first}<b>{main}</b>{rest}{changes}</p>',
        first=first,
        main=main,
        rest=rest,
        changes=changes,
    )


def lead_words(rollup: Rollup, lang: str) -> tuple[str, str]:
    """The sentence of `lead` as text: its most serious part, and what follows."""
    if not rollup.total:
        return text(lang, "No results have been promised here."), ""
    if not rollup.assessed:
        return _nothing_judged(rollup, lang), _silent(rollup, lang)
    main, attention = _judged(rollup, lang), _attention(rollup, lang)
    return main, f"{attention}. {_unjudged(rollup, lang)}".rstrip()


def _judged(rollup: Rollup, lang: str) -> str:
    red = rollup.lights.get(Light.RED, 0)
    if not red:
        return plural(
            lang, "The one assessed result is not behind", "None of {n} assessed results is behind", rollup.assessed
        )
    of = plural(lang, "{n} assessed result", "{n} assessed results", rollup.assessed)
    return plural(lang, "{n} of {of} is behind", "{n} of {of} are behind", red, of=of)


def _attention(rollup: Rollup, lang: str) -> str:
    amber = rollup.lights.get(Light.AMBER, 0)
    return f", {plural(lang, '{n} needs attention', '{n} need attention', amber)}" if amber else ""


def _unjudged(rollup: Rollup, lang: str) -> str:
    grey = rollup.lights.get(Light.GREY, 0)
    if not grey:
        return ""
    said = plural(lang, "{n} result cannot be assessed yet", "{n} results cannot be assessed yet", grey)
    return f"{said}{_silent(rollup, lang)}" if rollup.silent else f"{said}."


def _nothing_judged(rollup: Rollup, lang: str) -> str:
    said = plural(
        lang, "The one result cannot be assessed yet", "None of {n} results can be assessed yet", rollup.total
    )
    return said if rollup.silent else f"{said}."


def _silent(rollup: Rollup, lang: str) -> str:
    if not rollup.silent:
        return ""
    if rollup.lights.get(Light.GREY, 0) == 1:
        return f"; {text(lang, 'its deadline has passed without a report')}."
    said = plural(
        lang,
        "for {n} of them the deadline has passed without a report",
        "for {n} of them the deadlines have passed without a report",
        rollup.silent,
    )
    return f"; {said}."


def changed_sentence(worse: int, better: int, lang: str) -> str:
    """What became of the lights since the previous quarter, as a sentence."""
    return text(lang, "Since the previous quarter: {changes}.", changes=change_counts(worse, better, lang))


def change_counts(worse: int, better: int, lang: str) -> str:
    """ "3 verslechterd, 1 verbeterd", or that nothing changed."""
    parts = [
        text(lang, "{n} worse", n=worse) if worse else "",
        text(lang, "{n} better", n=better) if better else "",
    ]
    return ", ".join(part for part in parts if part) or text(lang, "no change")


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
        markup('<span class="pp-count">{}{}</span>', colour_light(one, lang, size=15), count) for one, count in shown
    )
    return markup(
        '<div class="pp pp-dist"><div class="pp-bar" aria-hidden="true">{}</div><div class="pp-counts">{}</div></div>',
        bar,
        counts,
    )


def strip(cells: tuple[PastLight, ...], lang: str) -> Markup:
    """One small light a quarter, the newest right."""
    if not cells:
        return NOTHING
    told = "; ".join(f"{period(cell.period, lang)}: {label(cell.status, cell.flags, lang)}" for cell in cells)
    lights = joined(small_light(cell.status, cell.flags) for cell in cells)
    return markup(
        '<span class="pp-strip" role="img" aria-label="{told}" title="{told}">{lights}</span>', told=told, lights=lights
    )


def legend(lang: str) -> Markup:
    """What the shapes mean, in the order of the bar."""
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
    rest = markup('<li class="pp-lit"><i class="pp-sample"></i>{}</li>', text(lang, "sample figures"))
    opens = markup("<li>{}</li>", text(lang, "Click a light for its calculation."))
    return markup(
        '<ul class="pp pp-legend">{lights}{marks}{rest}{opens}</ul>', lights=lights, marks=marks, rest=rest, opens=opens
    )


def _meaning(one: Light, lang: str) -> str:
    if one is not Light.GREY:
        return light_word(one, lang)
    grey = ", ".join(status_word(status, lang) for status in (Status.TOO_EARLY, Status.NO_DATA, Status.NOT_STARTED))
    return f"{light_word(one, lang)} ({grey})"


def judged_words(rollup: Rollup, lang: str) -> str:
    """ "beoordeeld 10 van 13"."""
    return text(
        lang, "assessed {n} of {total}", n=number(rollup.assessed, 0, lang), total=number(rollup.total, 0, lang)
    )
