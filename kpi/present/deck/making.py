"""From the run of a meeting to its screens as words and figures: nothing is decided here but how it is said."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from kpi.core.history.why_changed import ChangedLight
from kpi.core.light.assessment import Flag, Light
from kpi.core.meeting.screens import (
    AgreedScreen,
    DeadlinesScreen,
    Material,
    ResultScreen,
    ResultsScreen,
    Run,
    Screen,
    SinceScreen,
    ThemesScreen,
    TitleScreen,
    UndeliveredScreen,
)
from kpi.core.notation import day
from kpi.core.view.counted import counted_lights
from kpi.core.view.target_view import TargetView
from kpi.core.view.views import ThemeCard
from kpi.present.count_words import headline
from kpi.present.deck.ends import agreed_slide, deadlines_slide, undelivered_slide
from kpi.present.deck.fitting import PLAN, SCREEN, WORDS, Space, clipped, squeezed, whole_titles
from kpi.present.deck.result import in_short, lamp_of, result_line, result_slide
from kpi.present.deck.slide import Deck, DeckLine, Share, Slide, SlideKind
from kpi.present.style import code_word, light_word
from kpi.present.words import plural, text

Views = Mapping[str, TargetView]


def make_deck(run: Run, views: Views, lang: str, *, known_at: datetime | None = None, space: Space = SCREEN) -> Deck:
    """All screens of a run in one language; `views`: the results that have a screen of their own, by code.

    `known_at`: the moment of what was known, None: now. `space`: how many words there are place for.
    """
    shot, meeting = run.material.snapshot, run.material.meeting
    invented = any(Flag.SAMPLE in row.assessment.flags for row in shot.rows)
    sample, as_of = text(lang, "sample figures") if invented else "", day(shot.as_of, lang)
    title = clipped(shot.plan.title, PLAN) if space.words == WORDS else shot.plan.title
    return Deck(
        meeting=meeting.code,
        name=meeting.name,
        plan=shot.plan.code,
        title=title,
        organisation=shot.plan.organisation,
        lang=lang,
        day=day(meeting.day, lang),
        as_of=as_of,
        known=day(known_at.date(), lang) if known_at else "",
        revision=shot.revision,
        sample=sample,
        slides=tuple(_slide(screen, run.material, views, lang, space) for screen in run.screens),
        beyond=tuple(result_line(row, lang, space=space) for row in run.beyond),
        left_out=tuple(result_line(row, lang, space=space) for row in run.left_out),
    )


def report_name(lang: str) -> str:
    """What a report is called that was made outside any meeting."""
    return text(lang, "Board report")


def _slide(screen: Screen, material: Material, views: Views, lang: str, space: Space) -> Slide:
    """One screen, by what it is about."""
    thresholds = material.snapshot.plan.thresholds
    makers: Mapping[type[Any], Callable[[Any], Slide]] = {
        TitleScreen: lambda one: title_slide(one, material, lang),
        SinceScreen: lambda one: since_slide(one, lang, space),
        ResultScreen: lambda one: result_slide(one, views.get(one.row.target.code), thresholds, lang, space),
        ResultsScreen: lambda one: results_slide(one, lang, space),
        ThemesScreen: lambda one: themes_slide(one, lang, space),
        DeadlinesScreen: lambda one: deadlines_slide(one, lang, space),
        UndeliveredScreen: lambda one: undelivered_slide(one, lang),
        AgreedScreen: lambda one: agreed_slide(one, material.snapshot.as_of, lang, space),
    }
    return makers[type(screen)](screen)


def title_slide(screen: TitleScreen, material: Material, lang: str) -> Slide:
    """The plan, one sentence, and how its lights are spread."""
    plan, meeting = material.snapshot.plan, material.meeting
    return Slide(
        SlideKind.TITLE,
        title=plan.title,
        side=plan.organisation,
        lead=headline(counted_lights(screen.rollup), lang),
        shares=_shares(screen.rollup.lights, lang),
        more=f"{meeting.name}, {day(meeting.day, lang)}",
    )


def _shares(lights: Mapping[Light, int], lang: str) -> tuple[Share, ...]:
    return tuple(Share(one.value, lights[one], light_word(one, lang)) for one in Light if lights.get(one))


def since_slide(screen: SinceScreen, lang: str, space: Space = SCREEN) -> Slide:
    """What changed, the old light and the new one, and what made it change."""
    if screen.first is None:
        words = text(lang, "There is no earlier meeting to compare with.")
        return Slide(SlideKind.SINCE, text(lang, "Since the previous meeting"), lead=words)
    title = text(lang, "Since {day}", day=day(screen.first, lang))
    if not screen.total:
        return Slide(SlideKind.SINCE, title, lead=text(lang, "No result changed."))
    moved = bool(screen.worse or screen.better)
    side = text(lang, "{worse} worse, {better} better", worse=screen.worse, better=screen.better) if moved else ""
    lines = whole_titles([changed_line(one, lang) for one in screen.rows], space, title, side)
    shown = len(lines)
    part = plural(lang, "{shown} of {n} change", "{shown} of {n} changes", screen.total, shown=shown)
    return Slide(
        SlideKind.SINCE,
        title,
        side=side,
        lines=lines,
        more=part if shown < screen.total else "",
    )


def changed_line(one: ChangedLight, lang: str) -> DeckLine:
    """A result whose light changed, with its cause at the end."""
    now = one.after
    return DeckLine(
        title=one.target.statement,
        detail=in_short(now, lang) if now else text(lang, "no longer in the plan"),
        right=code_word(one.causes[0], lang),
        before=lamp_of(one.before, lang) if one.before else None,
        lamp=lamp_of(now, lang) if now else None,
        target=one.target.code if now else "",
    )


def results_slide(screen: ResultsScreen, lang: str, space: Space = SCREEN) -> Slide:
    """Further results, each with its correction where one was named."""
    title = text(lang, "These need attention too")
    lines = [result_line(one.row, lang, one.said.correction if one.said else "", space) for one in screen.results]
    return Slide(SlideKind.RESULTS, title, lines=squeezed(lines, space, title))


def themes_slide(screen: ThemesScreen, lang: str, space: Space = SCREEN) -> Slide:
    """Themes, each with one sentence and its bar."""
    last = screen.first + len(screen.cards) - 1
    part = text(lang, "{first}–{last} of {total}", first=screen.first, last=last, total=screen.total)
    title, side = text(lang, "Themes"), part if len(screen.cards) < screen.total else ""
    lines = [_theme(card, lang) for card in screen.cards]
    return Slide(SlideKind.THEMES, title, side=side, lines=squeezed(lines, space, title, side))


def _theme(card: ThemeCard, lang: str) -> DeckLine:
    said = headline(counted_lights(card.rollup), lang)
    return DeckLine(title=card.theme.title, detail=said, shares=_shares(card.rollup.lights, lang))
