"""The list of a person, as a page: late first, each row with the way to where it is done."""

from collections.abc import Callable, Sequence
from datetime import date

from markupsafe import Markup

from kpi.access.rights import Right
from kpi.core.meeting.asked import Asked, AskedKind
from kpi.core.notation import day, within
from kpi.present.html.heading import head
from kpi.present.html.markup import NOTHING, markup, prose
from kpi.present.html.parts import link, message, soft, spoken, table
from kpi.present.pages import AGREED, DELIVER, DELIVERIES, HANDED_IN, OWNER, PERIOD, SAID
from kpi.present.screen.scene import Scene
from kpi.present.words import plural, text


def list_title(scene: Scene) -> Markup:
    """What this page is."""
    said = scene.text("What is asked of you in the plans you can see; what is late comes first.")
    return spoken(scene.lang, head(scene.text("My list"), said))


def list_screen(
    scene: Scene, who: str, found: Sequence[Asked], shown: Sequence[Asked], scene_of: Callable[[str], Scene], on: date
) -> Markup:
    """How much is asked of `who`, and the rows of one page of it (`shown`).

    `scene_of`: the view of a plan by its code. A row leads to where it is done.
    """
    lang = scene.lang
    if not found:
        nothing = scene.text("Nothing is asked of {name} at this moment.", name=who)
        hint = scene.text("Names are those of the owners in the plans; another spelling is another owner.")
        return spoken(lang, message(scene.text("Nothing to do"), nothing, hint))
    heads = (scene.text("What"), scene.text("Plan"), scene.text("Due"))
    lines = [
        (_what(scene_of(one.plan), one, lang), prose(one.title), _when(one, lang, on)) for one in shown
    ]  # fmt: skip
    return spoken(
        lang,
        markup('<p class="pp pp-lead">{}.</p>', _lead(found, lang)),
        markup('<div class="pp">{}</div>', table(heads, lines, scene.text("My list"), "pp-headed")),
    )


def _lead(found: Sequence[Asked], lang: str) -> str:
    late = sum(one.late for one in found)
    words = plural(lang, "{n} item on your list", "{n} items on your list", len(found))
    return f"{words}; {plural(lang, '{n} is late', '{n} are late', late)}" if late else words


def asked_title(one: Asked, lang: str) -> str:
    """What is asked in one line; on screen, in a mail and on the command line."""
    match one.kind:
        case AskedKind.FIGURES if one.period:
            figures = plural(lang, "{n} figure", "{n} figures", one.count)
            return text(lang, "Upload {figures} for {period}", figures=figures, period=within(one.period, lang))
        case AskedKind.WORDS:
            return text(lang, "Explain: {result}", result=one.what)
        case AskedKind.CORRECTION:
            return text(lang, "Promised correction: {result}", result=one.what)
        case AskedKind.APPROVAL:
            return text(lang, "Approve or return: {file}", file=one.what)
        case AskedKind.MENDING:
            return text(lang, "Correct what was returned: {file}", file=one.what)
        case _:
            return text(lang, "Action: {what}", what=one.what)


def _what(at: Scene, one: Asked, lang: str) -> Markup:
    name = link(_where(at, one), asked_title(one, lang))
    return markup("{}{}", name, soft(one.what) if one.kind is AskedKind.FIGURES else NOTHING)


def _where(at: Scene, one: Asked) -> str:
    """Where it is done; figures are looked at where who asks may not hand them in."""
    match one.kind:
        case AskedKind.FIGURES if one.period:
            return at.href(
                DELIVER if Right.HAND_IN in at.rights else DELIVERIES, {PERIOD: one.period.code, OWNER: one.owner}
            )
        case AskedKind.ACTION:
            return at.href(AGREED)
        case AskedKind.APPROVAL | AskedKind.MENDING:
            return at.href(DELIVERIES, {HANDED_IN: one.code})
        case _:
            return at.href(SAID, {"target": one.target})


def _when(one: Asked, lang: str, on: date) -> Markup:
    if one.due is None:
        return NOTHING
    when = prose(day(one.due, lang))
    if not one.late:
        return when
    return markup("{}<br><b>{}</b>", when, plural(lang, "{n} day late", "{n} days late", one.days_late(on)))
