"""What stands around every page: the menu with what is behind in each theme, the tabs, and what is done with a page."""

from collections.abc import Mapping
from dataclasses import replace

from markupsafe import Markup

from kpi.core.light.assessment import Light
from kpi.core.light.snapshot import Snapshot
from kpi.core.model import Plan
from kpi.core.notation import day
from kpi.present.control_words import control_names
from kpi.present.html.markup import NOTHING, joined, markup
from kpi.present.html.parts import colour_light, sample_tag
from kpi.present.pages import (
    PAGES,
    SELECTING,
    TARGET,
    WITHOUT_PLAN,
    Page,
    Section,
    page_at,
    pages_of,
    paths_of,
    theme_path,
)
from kpi.present.screen.scene import Scene
from kpi.present.words import LANGUAGES, plural, text

Query = Mapping[str, tuple[str, ...]]
_OWN = frozenset({"plan", "period", "as_of", "known_at", "lang"})


def menu(scene: Scene, plan: Plan | None, behind: Mapping[str, int], others: Query) -> Markup:
    """The menu, beside a wide page and folded above a narrow one.

    `behind` counts the red results of a theme. `others`: the parameters of the address that are no part of the view,
    kept when the language changes. Without a plan there is only the way to a first one, and to people.
    """
    name = plan.organisation if plan else ""
    entries = _entries(scene, plan, behind)
    languages = _languages(scene, others)
    if scene.plans is not None:
        languages += markup(' · <a href="account?lang={}" target="_self">{}</a>', scene.lang, scene.text("My account"))
    paths = " ".join(paths_of(plan)) if plan else " ".join(one.path for one in PAGES)
    return markup(
        '<nav class="pp pp-menu pp-wide" aria-label="{label}" data-pages="{paths}"'
        ' data-names="{names}">{brand}<ul>{entries}</ul>'
        '<div class="pp-langs">{languages}</div></nav>'
        '<nav class="pp pp-menu pp-narrow" aria-label="{label}"><details><summary>{brand}</summary>'
        '<ul>{entries}</ul><div class="pp-langs">{languages}</div></details></nav>',
        label=scene.text("Menu"),
        paths=paths,
        names=control_names(scene.lang),
        brand=markup('<span class="pp-brand"><b>Planpeil</b><span>{}</span></span>', name),
        entries=entries,
        languages=languages,
    )


def behind_by_theme(snapshot: Snapshot) -> dict[str, int]:
    """How many results of each theme are behind or missed, by the theme's code; a theme without any is left out."""
    red = [row.target.theme for row in snapshot.rows if row.assessment.light is Light.RED]
    return {theme: red.count(theme) for theme in dict.fromkeys(red)}


def _entries(scene: Scene, plan: Plan | None, behind: Mapping[str, int]) -> Markup:
    if plan is None:
        keeping = [one for one in pages_of(Section.KEEPING, scene.rights) if one.path in WITHOUT_PLAN]
        front = pages_of(Section.OVERVIEW, scene.rights)
        return joined(_entry(scene, pages[0], pages[0].section) for pages in (front, keeping) if pages)
    return joined(
        _themes(scene, plan, behind) if one is Section.THEMES else _entry(scene, pages[0], one)
        for one in Section
        if (pages := pages_of(one, scene.rights))
    )


def _entry(scene: Scene, first: Page, section: Section) -> Markup:
    shown = page_at(scene.page)
    here = shown is not None and shown.section is section
    path = "" if section is Section.OVERVIEW else first.path
    words = scene.text(section.value)
    return markup("<li>{}</li>", _link(scene.href(path), words, here))


def _themes(scene: Scene, plan: Plan, behind: Mapping[str, int]) -> Markup:
    each = joined(
        markup(
            "<li>{}</li>",
            _link(
                scene.href(theme_path(theme.code)),
                theme.title,
                scene.page == theme_path(theme.code),
                _behind(behind.get(theme.code, 0), scene.lang),
            ),
        )
        for theme in plan.themes
    )
    return markup('<li class="pp-under"><span>{}</span><ul>{}</ul></li>', scene.text("Themes"), each)


def _behind(count: int, lang: str) -> Markup:
    if not count:
        return NOTHING
    words = plural(lang, "{n} behind or missed", "{n} behind or missed", count)
    return markup(
        '<span class="pp-behind">{}<span aria-hidden="true">{}</span><span class="pp-sr">{}</span></span>',
        colour_light(Light.RED, lang, size=11, silent=True),
        count,
        words,
    )


def _link(address: str, words: str, here: bool, beside: Markup = NOTHING) -> Markup:
    return markup(
        '<a href="{}" target="_self"{}><span>{}</span>{}</a>',
        address,
        Markup(' aria-current="page"') if here else NOTHING,
        words,
        beside,
    )


def _languages(scene: Scene, others: Query) -> Markup:
    kept = {name: values[-1] for name, values in others.items() if name not in _OWN and name not in scene.params}
    return joined(
        (
            markup(
                '<a href="{}" target="_self" lang="{}" title="{}"{}>{}</a>',
                replace(scene, lang=lang).href(scene.page, kept),
                lang,
                text(lang, "In English") if lang == "en" else "In het Nederlands",
                Markup(' aria-current="true"') if lang == scene.lang else NOTHING,
                lang.upper(),
            )
            for lang in LANGUAGES
        ),
        " · ",
    )


def tabs(scene: Scene) -> Markup:
    """The pages of one entry of the menu beside each other, on the same selection; nothing where there is one."""
    shown = page_at(scene.page)
    pages = [one for one in pages_of(shown.section, scene.rights) if one.tab] if shown and shown.tab else []
    if not scene.plan:
        pages = [one for one in pages if one.path in WITHOUT_PLAN]
    if len(pages) < 2:
        return NOTHING
    each = joined(_link(scene.href(one.path), scene.text(one.words), one is shown) for one in pages)
    return markup('<nav class="pp pp-tabs" aria-label="{}">{}</nav>', scene.text("Views"), each)


def doings(scene: Scene, sample: bool) -> Markup:
    """Whether figures are invented, and what can be done with any page: copy its address, print it."""
    return markup(
        '<div class="pp pp-doings">{}<span class="pp-acts-right">'
        '<button type="button" data-do="copy" data-done="{done}">{copy}</button>'
        '<button type="button" data-do="print">{print}</button></span></div>',
        sample_tag(sample, scene.lang),
        done=scene.text("Copied"),
        copy=scene.text("Copy link"),
        print=scene.text("Print"),
    )


def print_margins(scene: Scene, plan: Plan, sample: bool) -> str:
    """CSS of what stands in the margin of every printed page: plan and date, whether figures are invented, the number.

    Text of a plan is put in as escaped characters, so that it cannot end the string it stands in.
    """
    said = [plan.title, day(scene.as_of, scene.lang), *([scene.text("sample figures")] if sample else [])]
    top = "".join(f"\\{ord(sign):06x}" for sign in " · ".join(said))
    return (
        f'@page{{size:A4;margin:18mm 12mm 16mm;@top-left{{content:"{top}";font:9pt sans-serif;color:#5b6670}}'
        '@bottom-left{content:"Planpeil";font:9pt sans-serif;color:#5b6670}'
        '@bottom-right{content:counter(page) " / " counter(pages);font:9pt sans-serif;color:#5b6670}}'
    )


def way_back(scene: Scene, plan: Plan, opened_from: str) -> Markup:
    """The way back from a result to the page it was opened from, on the same selection; nothing for an unknown one."""
    page = page_at(opened_from)
    if page is None or not opened_from:
        return NOTHING
    themes = {theme_path(theme.code): theme.title for theme in plan.themes}
    name = themes.get(opened_from) or scene.text(page.section.value if page.tab else page.words)
    words = scene.text("Back to {page}", page=name)
    return markup(
        '<p class="pp pp-back"><a class="pp-link" href="{}" target="_self">‹ {}</a></p>', scene.href(opened_from), words
    )


def tab_title(scene: Scene, plan: Plan | None, target: str = "") -> str:
    """The title of a browser's tab: "Complexe ouderenzorg · THOON · 30-06-2021 · Planpeil"; of a result its own name.

    `plan` None: there is no plan at all.
    """
    page = page_at(scene.page)
    name = scene.text(page.words) if page else scene.text("Unknown page")
    if plan is None:
        return f"{name} · Planpeil"
    if page and page.path in SELECTING:
        name = f"{scene.text(page.section.value)}: {name.lower()}"
    if page and page.section is Section.THEMES:
        name = next((theme.title for theme in plan.themes if theme_path(theme.code) == scene.page), name)
    statement = next((one.statement for one in plan.targets if one.code == target), "") if target else ""
    if statement:
        name = statement if page is None or page.path == TARGET else f"{name}: {statement}"
    return " · ".join(part for part in (name, plan.organisation, day(scene.as_of, scene.lang), "Planpeil") if part)
