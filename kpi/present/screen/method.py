"""The method page put together: how a light is decided, in words and in worked examples."""

from collections.abc import Iterable, Mapping

from markupsafe import Markup

from kpi.core.explain.examples import EXAMPLES, Example
from kpi.core.explain.figures import amount_of
from kpi.core.explain.rule_examples import RULE_EXAMPLES
from kpi.core.explain.why import why
from kpi.core.light.snapshot import Snapshot
from kpi.core.model import Measurement
from kpi.core.notation import day, period
from kpi.core.outlook.score import Score
from kpi.present.html.heading import head, legend
from kpi.present.html.markup import joined, markup
from kpi.present.html.method import example
from kpi.present.html.parts import folded_when_narrow, section, spoken
from kpi.present.html.scored import score_table
from kpi.present.html.values import folded
from kpi.present.screen.changed_lights import changed_by_rules
from kpi.present.screen.rule_words import FORECAST_QUESTIONS, LIGHT_QUESTIONS, RULES
from kpi.present.screen.scene import Scene
from kpi.present.words import mark, text

LEAD = mark("How a light is decided: the same rules for every result, on every screen.")


def method_screen(scene: Scene, snapshot: Snapshot, scored: Score) -> Markup:
    """The rules in words, how often forecasts were right, and worked examples that are also the cases of the tests."""
    lang, bands = scene.lang, snapshot.plan.thresholds
    figures = {
        "on_track": f"{100 * bands.on_track:g}%",
        "at_risk": f"{100 * bands.at_risk:g}%",
        "maintain": f"{100 * bands.maintain:g}%",
        "kept": f"{100 * bands.kept:g}%",
        "quorum": f"{100 * bands.quorum:g}%",
        "notice_days": bands.notice_days,
        "grace_days": bands.grace_days,
    }
    examples = joined(_example(one.spoken(lang), lang) for one in (*EXAMPLES, *RULE_EXAMPLES.values()))
    parts = (
        head(text(lang, "Method"), ""),
        markup('<p class="pp pp-lead">{}</p>', text(lang, LEAD)),
        legend(lang, samples=True),
        section(text(lang, "The rules"), _told(RULES, lang, figures)),
        folded(text(lang, "Questions about the light"), _told(LIGHT_QUESTIONS, lang, figures)),
        section(text(lang, "How often forecasts were right"), score_table(scored, lang)),
        folded(text(lang, "Questions about forecasts"), _told(FORECAST_QUESTIONS, lang, figures)),
        _changed(snapshot, lang, figures),
        folded(text(lang, "Worked examples"), markup('<div class="pp-cards">{}</div>', examples)),
    )
    return spoken(lang, *parts)


def _told(pieces: Iterable[tuple[str, str]], lang: str, figures: Mapping[str, object]) -> Markup:
    said = (markup("<h3>{}</h3><p>{}</p>", text(lang, title), text(lang, body, **figures)) for title, body in pieces)
    return markup('<div class="pp-rules">{}</div>', joined(said))


def _changed(snapshot: Snapshot, lang: str, figures: Mapping[str, object]) -> Markup:
    found = changed_by_rules(snapshot.plan, lang, **figures)
    title = text(lang, "What the rules of this version changed")
    return (
        section(title, folded_when_narrow(title, markup('<div class="pp-rules">{}</div>', found))) if found else found
    )


def _example(one: Example, lang: str) -> Markup:
    target, found = one.target, one.assessed()
    measured = "; ".join(f"{_when(seen, lang)}: {_measured(one, seen, lang)}" for seen in one.measurements)
    given = text(
        lang,
        "Promised: {promise}, {first} to {last}. Measured: {measured}. Seen on {day}.",
        promise=target.statement,
        first=day(target.start, lang),
        last=day(target.due, lang),
        measured=measured or text(lang, "nothing"),
        day=day(one.as_of, lang),
    )
    return example(text(lang, one.title), given, found.status, why(found, lang), lang, found.flags)


def _when(seen: Measurement, lang: str) -> str:
    """The period of a measurement, and its unit when it is that of a part of the organisation."""
    return period(seen.period, lang) + (f" ({seen.org_unit})" if seen.org_unit else "")


def _measured(one: Example, seen: Measurement, lang: str) -> str:
    if seen.value is not None:
        return amount_of(one.target, seen.value, lang)
    if seen.numerator is not None and seen.denominator:
        return amount_of(one.target, 100 * seen.numerator / seen.denominator, lang)
    done_on = next((seen.measured_on for seen in one.measurements if seen.measured_on), None)
    if done_on:
        return text(lang, "done on {day}", day=day(done_on, lang))
    return text(lang, "done") if seen.done else text(lang, "not done")
