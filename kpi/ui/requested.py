"""What an address asks for, read into a view: for the page and for its first answer alike."""

from collections.abc import Mapping, Sequence
from datetime import date

from kpi.access.rights import Actor, Right
from kpi.core.calendar.moment import moment
from kpi.core.calendar.period import YearStart
from kpi.core.errors import NotFoundError, PlanpeilError, UsageError
from kpi.core.view.arranging import GROUP, GROUPS, PAGE, SORT, Arrangement, Sort, read_sort
from kpi.core.view.filters import FIELDS, SINCE, UNTIL, WORDS, Filters
from kpi.core.view.views import date_range
from kpi.present.screen.scene import Scene
from kpi.present.words import LANGUAGES
from kpi.service.desk import no_role
from kpi.service.snapshots import part_of
from kpi.service.texts import read_day, read_period
from kpi.service.uploads import checking
from kpi.ui import cached

Query = Mapping[str, Sequence[str]]
_NAMED = 20  # plans, of those there are


def one(query: Query, name: str) -> str:
    """The value of a parameter that has one, the last when it is given twice; empty when it is not there."""
    return next(reversed(query.get(name) or ("",)))


def language_of(query: Query, own: str = "") -> str:
    """The language of the screens: that of the address, else `own`, else that of the settings.

    Raises UsageError for one there is no catalogue of.
    """
    lang = one(query, "lang") or own or cached.own_desk().settings.language
    if lang not in LANGUAGES:
        raise UsageError(
            f"De taal {lang!r} is er niet: kies {' of '.join(LANGUAGES)}.",
            f"There is no language {lang!r}: choose {' or '.join(LANGUAGES)}.",
        )
    return lang


def kept_language() -> str:
    """The language kept with the account of who asks; empty for none, and while nobody can tell who that is."""
    try:
        return cached.desk().who.lang
    except PlanpeilError:
        return ""


def scene_of(query: Query, page: str) -> Scene:
    """What the address of `page` asks for, complete; raises NotFoundError and UsageError when that cannot be.

    A day too far from the plan becomes the nearest that can be looked at: `day_outside` says so. Without any plan the
    address asks for nothing but a language.
    """
    desk = cached.desk()
    lang = language_of(query, desk.who.lang)
    head = cached.newest_revision()
    names = cached.plan_names(head)
    codes = tuple(names)
    if not codes and cached.titles(head):
        raise no_role()
    if not codes:
        return Scene(head, head, "", checking.today(), "", lang, page, rights=desk.who.rights(""))
    known = one(query, "known_at")
    revision = cached.revision_then(head, moment(known).isoformat()) if known else head
    code = _plan_code(query, names)
    plan = cached.plan(revision, code)
    # Dutch is what a plan that says nothing is in: then the settings decide.
    lang = language_of(query, desk.who.lang or (plan.language if plan.language != "nl" else ""))
    first, last = date_range(plan)
    as_of = min(max(_asked_day(query, plan.year_starts) or cached.opening_day(revision, code), first), last)
    chosen = selection_of(query), arrangement_of(query)
    return Scene(
        head,
        revision,
        code,
        as_of,
        known,
        lang,
        page,
        *chosen,
        plan.year_starts,
        _rights(desk.who, code),
        None if desk.who.is_free else tuple(one for one in codes if desk.who.may(Right.SEE, one)),
        part_of(desk, plan),
    )


def _rights(who: Actor, plan: str) -> frozenset[Right]:
    """What may be done on the pages of a plan; what holds for all plans takes a role for every one."""
    everywhere = frozenset({Right.ADMINISTER})
    return who.rights(plan) - everywhere | who.rights("") & everywhere


def day_outside(query: Query, scene: Scene) -> date | None:
    """The day that was asked for and is too far from the plan; None when the view is of the day that was asked for."""
    asked = _asked_day(query, scene.year_starts) if scene.plan else None
    return asked if asked != scene.as_of else None


def selection_of(query: Query) -> Filters:
    """The selection in an address; raises UsageError for a day that is none."""
    chosen = tuple((field, tuple(dict.fromkeys(codes))) for field in FIELDS if (codes := query.get(field)))
    since, until = (read_day(day) if (day := one(query, name)) else None for name in (SINCE, UNTIL))
    return Filters(chosen, since, until, one(query, WORDS))


def arrangement_of(query: Query) -> Arrangement:
    """The order, groups and page in an address; raises UsageError for what is none."""
    order, group, page = one(query, SORT) or Sort.STATUS, one(query, GROUP), one(query, PAGE) or "1"
    sort = read_sort(order)
    if sort is None:
        raise _no_such(SORT, order, tuple(Sort))
    if group and group not in GROUPS:
        raise _no_such(GROUP, group, GROUPS)
    if not page.isdecimal() or len(page) > 4 or int(page) < 1:
        raise UsageError(
            f"Een bladzijde is een nummer vanaf 1, niet {page!r}. Schrijf bijvoorbeeld page=2.",
            f"A page is a number from 1, not {page!r}. Write for instance page=2.",
        )
    return Arrangement(*sort, group, int(page))


def _no_such(name: str, asked: str, known: Sequence[str]) -> UsageError:
    return UsageError(
        f"{name}={asked!r} kan niet. Kies uit: {', '.join(known)}.",
        f"{name}={asked!r} is not possible. Choose from: {', '.join(known)}.",
    )


def _plan_code(query: Query, names: Mapping[str, str]) -> str:
    code = one(query, "plan") or next(iter(names))
    if code not in names:
        there = ", ".join(list(names.values())[:_NAMED])
        raise NotFoundError(
            f"Er is geen plan {code!r}. Wel: {there}.",
            f"There is no plan {code!r}. There are: {there}.",
        )
    return code


def _asked_day(query: Query, year: YearStart) -> date | None:
    if day := one(query, "as_of"):
        return read_day(day)
    if code := one(query, "period"):
        return read_period(code, year).last
    return None
