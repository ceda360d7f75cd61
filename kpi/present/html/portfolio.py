"""All plans side by side: the head of the screens that show several plans, and a card a plan."""

from collections.abc import Callable, Iterable

from kpi.core.light.rollup import Rollup
from kpi.core.light.snapshot import Row, Snapshot
from kpi.core.notation import day, number
from kpi.core.view.portfolio import LevelRollup, PlanCard
from kpi.core.view.views import ThemeCard
from kpi.core.vocabulary import Level
from kpi.present.html.heading import distribution, judged
from kpi.present.html.parts import (
    colour_light,
    escape,
    light,
    link,
    opening,
    prose,
    sample_tag,
    soft,
)
from kpi.present.style import code_word, light_word
from kpi.present.words import plural, text

PlanHref = Callable[[str], str]  # plan -> its overview
PartHref = Callable[[str, str], str]  # plan and target, or plan and theme -> its page


def together(title: str, lead: str, when: str, sample: bool, lang: str) -> str:
    """The top of a screen of several plans; `lead` and `when` (at which date each is seen) are text."""
    return (
        f'<header class="pp pp-head"><div><h1 class="pp-h1">{escape(title)}</h1></div>'
        f'<div class="pp-soft pp-asof">{prose(when)} {sample_tag(sample, lang)}</div></header>'
        f'<p class="pp pp-lead">{prose(lead)}</p>'
    )


def cards_lead(cards: tuple[PlanCard, ...], lang: str) -> str:
    """How much all plans promise and how much of it could be judged; the lights of plans are never added up."""
    promised = plural(lang, "{n} result", "{n} results", sum(card.rollup.total for card in cards))
    seen = sum(card.rollup.assessed for card in cards)
    plans = plural(lang, "{n} plan", "{n} plans", len(cards))
    return text(lang, "{plans} with {promised}; {n} have been judged.", plans=plans, promised=promised, n=seen)


def plan_cards(cards: Iterable[PlanCard], plan_href: PlanHref, theme_href: PartHref, href: PartHref, lang: str) -> str:
    """A card a plan, with the same parts at the same height."""
    each = "".join(_card(card, plan_href, theme_href, href, lang) for card in cards)
    return f'<div class="pp pp-cardbox"><div class="pp-plans">{each}</div></div>'


def _card(card: PlanCard, plan_href: PlanHref, theme_href: PartHref, href: PartHref, lang: str) -> str:
    plan = card.snapshot.plan
    themes = "".join(_theme(one, theme_href(plan.code, one.theme.code), lang) for one in card.themes)
    return (
        f'<article class="pp-card pp-plan"><div>{_plan_title(card, plan_href(plan.code), lang)}</div>'
        f"<div>{distribution(card.rollup, lang)}{soft(judged(card.rollup, lang))}{levels(card.levels, lang)}</div>"
        f'<div><h3 class="pp-h4">{escape(text(lang, "Themes"))}</h3><ul>{themes}</ul></div>'
        f"<div>{_deadlines(card, href, lang)}</div></article>"
    )


def _plan_title(card: PlanCard, address: str, lang: str) -> str:
    plan = card.snapshot.plan
    who = " · ".join(part for part in (plan.organisation, plan.region) if part)
    span = text(lang, "{first} up to and including {last}", first=day(plan.start, lang), last=day(plan.end, lang))
    seen = f"{escape(text(lang, 'as of'))} <b>{escape(day(card.snapshot.as_of, lang))}</b>"
    lit = opening(address, colour_light(card.rollup.light, lang, size=26))
    return (
        f'<h2 class="pp-h3">{lit}<span>{link(address, plan.title)}</span></h2>'
        f'{soft(who)}{soft(span)}<div class="pp-soft">{seen} {sample_tag(card.rollup.sample, lang)}</div>'
    )


def _theme(card: ThemeCard, address: str, lang: str) -> str:
    lit = opening(address, colour_light(card.rollup.light, lang, size=14))
    return f"<li>{lit}<span>{link(address, card.theme.title)}</span></li>"


def _deadlines(card: PlanCard, href: PartHref, lang: str) -> str:
    title = f'<h3 class="pp-h4">{escape(text(lang, "Next deadlines"))}</h3>'
    if not card.deadlines:
        return title + soft(text(lang, "No open result has a deadline ahead."))
    rows = "".join(_deadline(card.snapshot, row, href, lang) for row in card.deadlines)
    return f"{title}<ul>{rows}</ul>"


def _deadline(snapshot: Snapshot, row: Row, href: PartHref, lang: str) -> str:
    one, address = row.assessment, href(snapshot.plan.code, row.target.code)
    due = f'<b class="pp-day">{escape(day(row.target.due, lang))}</b>'
    lit = opening(address, light(one.status, one.flags, lang, size=14))
    return f"<li>{lit}<span>{due} {link(address, row.target.statement)}</span></li>"


def levels(each: tuple[LevelRollup, ...], lang: str) -> str:
    """The worst light and the number of targets of every level, in one line; nothing for no targets."""
    parts = "".join(
        f'<span class="pp-count">{colour_light(one.rollup.light, lang, size=13)}'
        f"{escape(level_word(one.level, lang))} {number(one.rollup.total, 0, lang)}</span>"
        for one in each
    )
    return f'<div class="pp-counts pp-levels">{parts}</div>' if parts else ""


def level_word(level: Level | None, lang: str) -> str:
    """The word of a level, also where the plan names none."""
    return code_word(level, lang) if level else text(lang, "no level")


def lights_told(rollup: Rollup, lang: str) -> str:
    """The lights of several targets as words: "2 aandacht, 3 op koers of gehaald"."""
    return ", ".join(f"{count} {light_word(one, lang)}" for one, count in rollup.lights.items() if count)
