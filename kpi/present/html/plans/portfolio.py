"""All plans side by side: the head of the screens that show several plans, and a card a plan."""

from collections.abc import Callable, Iterable, Sequence

from markupsafe import Markup

from kpi.core.light.assessment import Light
from kpi.core.light.rollup import Rollup
from kpi.core.light.snapshot import Row, Snapshot
from kpi.core.notation import day, number
from kpi.core.view.counted import most_behind
from kpi.core.view.portfolio import LevelRollup, PlanCard
from kpi.core.view.views import ThemeCard
from kpi.core.vocabulary import Level
from kpi.present.html.heading import distribution, judged_words
from kpi.present.html.markup import NOTHING, joined, markup, prose
from kpi.present.html.parts import colour_light, folded_when_narrow, light, link, opening_light, sample_tag, soft
from kpi.present.html.values import folded
from kpi.present.style import code_word, light_word
from kpi.present.words import plural, text

THEMES, LEAST = 12, 3  # themes that stand open on a card at most, and where fewer ask for attention
PlanHref = Callable[[str], str]  # plan -> its overview
PartHref = Callable[[str, str], str]  # plan and target, or plan and theme -> its page


def together(title: str, lead: str, when: str, sample: bool, lang: str) -> Markup:
    """The top of a screen of several plans; `lead` and `when` (at which date each is seen) are text."""
    return markup(
        '<header class="pp pp-head"><div><h1 class="pp-h1">{title}</h1></div>'
        '<div class="pp-soft pp-asof"><span class="pp-seen">{when}</span> {sample}</div></header>'
        '<p class="pp pp-lead">{lead}</p>',
        title=title,
        when=prose(when),
        sample=sample_tag(sample, lang),
        lead=prose(lead),
    )


def cards_lead(cards: tuple[PlanCard, ...], lang: str) -> str:
    """How much all plans promise and how much of it could be judged; the lights of plans are never added up."""
    promised = plural(lang, "{n} result", "{n} results", sum(card.rollup.total for card in cards))
    seen = sum(card.rollup.assessed for card in cards)
    plans = plural(lang, "{n} plan", "{n} plans", len(cards))
    return text(
        lang,
        "{plans} with {promised}; {n} have been assessed.",
        plans=plans,
        promised=promised,
        n=number(seen, 0, lang),
    )


def plan_card_grid(
    cards: Iterable[PlanCard], plan_href: PlanHref, theme_href: PartHref, href: PartHref, lang: str
) -> Markup:
    """A card a plan, with the same parts at the same height."""
    each = joined(_card(card, plan_href, theme_href, href, lang) for card in cards)
    return markup('<div class="pp pp-cardbox"><div class="pp-plans">{}</div></div>', each)


def _card(card: PlanCard, plan_href: PlanHref, theme_href: PartHref, href: PartHref, lang: str) -> Markup:
    plan = card.snapshot.plan
    ordered = most_behind(card.themes)
    themes = [_theme(one, theme_href(plan.code, one.theme.code), lang) for one in ordered]
    asking = sum(one.rollup.light in (Light.RED, Light.AMBER) for one in ordered)
    return markup(
        '<article class="pp-card pp-plan"><div>{title}</div>'
        '<div>{distribution}{judged}{levels}</div><div><h3 class="pp-h4">{head}</h3>'
        "{themes}</div><div>{deadlines}</div></article>",
        title=_plan_title(card, plan_href(plan.code), lang),
        distribution=distribution(card.rollup, lang),
        judged=soft(judged_words(card.rollup, lang)),
        levels=levels(card.levels, lang),
        head=text(lang, "Themes"),
        themes=folded_when_narrow(text(lang, "Themes"), _begun_themes(themes, max(LEAST, asking), lang)),
        deadlines=_deadlines(card, href, lang),
    )


def _begun_themes(each: Sequence[Markup], asking: int, lang: str) -> Markup:
    """The themes that ask for attention; the others are folded under their count."""
    most = min(THEMES, asking)
    first, rest = (markup("<ul>{}</ul>", joined(part)) for part in (each[:most], each[most:]))
    return first + folded(text(lang, "and {n} more", n=len(each) - most), rest) if each[most:] else first


def _plan_title(card: PlanCard, address: str, lang: str) -> Markup:
    plan = card.snapshot.plan
    span = text(lang, "{first} up to and including {last}", first=day(plan.start, lang), last=day(plan.end, lang))
    who = " · ".join(part for part in (plan.organisation, plan.region, span) if part)
    seen = markup("{} <b>{}</b>", text(lang, "as of"), day(card.snapshot.as_of, lang))
    lit = opening_light(address, colour_light(card.rollup.light, lang, size=26))
    return markup(
        '<h2 class="pp-h3">{lit}<span>{name}</span></h2>{who}<div class="pp-soft">{seen} {sample}</div>',
        lit=lit,
        name=link(address, plan.title),
        who=soft(who),
        seen=seen,
        sample=sample_tag(card.rollup.sample, lang),
    )


def _theme(card: ThemeCard, address: str, lang: str) -> Markup:
    lit = opening_light(address, colour_light(card.rollup.light, lang, size=14))
    return markup("<li>{}<span>{}</span></li>", lit, link(address, card.theme.title))


def _deadlines(card: PlanCard, href: PartHref, lang: str) -> Markup:
    title = markup('<h3 class="pp-h4">{}</h3>', text(lang, "Next deadlines"))
    if not card.deadlines:
        return title + soft(text(lang, "No deadlines are left."))
    rows = joined(_deadline(card.snapshot, row, href, lang) for row in card.deadlines)
    return title + folded_when_narrow(text(lang, "Next deadlines"), markup("<ul>{}</ul>", rows))


def _deadline(snapshot: Snapshot, row: Row, href: PartHref, lang: str) -> Markup:
    one, address = row.assessment, href(snapshot.plan.code, row.target.code)
    due = markup('<b class="pp-day">{}</b>', day(row.target.due, lang))
    lit = opening_light(address, light(one.status, one.flags, lang, size=14))
    return markup("<li>{}<span>{} {}</span></li>", lit, due, link(address, row.target.statement))


def levels(each: tuple[LevelRollup, ...], lang: str) -> Markup:
    """The worst light and the number of targets of every level, in one line; nothing for no targets."""
    parts = joined(
        markup(
            '<span class="pp-count">{}{} {}</span>',
            colour_light(one.rollup.light, lang, size=13),
            level_word(one.level, lang),
            number(one.rollup.total, 0, lang),
        )
        for one in each
    )
    return markup('<div class="pp-counts pp-levels">{}</div>', parts) if parts else NOTHING


def level_word(level: Level | None, lang: str) -> str:
    """The word of a level, also where the plan names none."""
    return code_word(level, lang) if level else text(lang, "no level")


def lights_told(rollup: Rollup, lang: str) -> str:
    """The lights of several targets as words: "2 aandacht, 3 op koers of gehaald"."""
    return ", ".join(f"{count} {light_word(one, lang)}" for one, count in rollup.lights.items() if count)
