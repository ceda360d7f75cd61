"""Days of a plan as an iCalendar file (RFC 5545): events of a whole day that keep their name over revisions."""

from collections.abc import Iterable
from datetime import date, datetime
from hashlib import sha256

from icalendar import Calendar, Event, vText

from kpi.core.delivery.calendar_days import DeliveryDay, PlanDays
from kpi.core.delivery.due import Due
from kpi.core.explain.promised import promise
from kpi.core.meeting.asked import Asked, AskedKind
from kpi.core.meeting.records import Agreement
from kpi.core.model import Plan, Target
from kpi.core.notation import period
from kpi.core.plain import in_xml
from kpi.present.words import plural, text

_NAMES = 20  # figures named in one event; the rest is counted
_MAKER = "-//Planpeil//Planpeil//NL"


def calendar_file(
    days: PlanDays, revision: int, moment: datetime, lang: str, actions: Iterable[Agreement] = ()
) -> bytes:
    """The calendar in `lang`, as the plan was at a revision that was recorded at `moment` (UTC).

    `actions`: what was agreed and is to be done; without a day it is left out. The same revision makes the same bytes.
    An event that comes again takes the place of the one before it.
    """
    found = _calendar(days.plan.title)
    for target in days.deadlines:
        found.add_component(_made(_deadline(days.plan, target, lang), revision, moment))
    for one in days.deliveries:
        found.add_component(_made(_delivery(days.plan, one, lang), revision, moment))
    for action in actions:
        if action.due is not None:
            found.add_component(_made(_action(days.plan, action, action.due, lang), revision, moment))
    return bytes(found.to_ical())


def list_file(asked: Iterable[Asked], revision: int, moment: datetime, lang: str) -> bytes:
    """What is asked of a person as a calendar in `lang`; without a day it is left out. As `calendar_file` otherwise.

    An event has the name it has in the calendar of its plan.
    """
    found = _calendar(text(lang, "My list"))
    for one in asked:
        if one.due is not None:
            found.add_component(_made(_asked(one, one.due, lang), revision, moment))
    return bytes(found.to_ical())


def _asked(one: Asked, due: date, lang: str) -> Event:
    place = f"{one.plan}.planpeil"
    about = f"{text(lang, 'Plan')}: {one.title}"
    if one.kind is AskedKind.FIGURES and one.period:
        counted = plural(lang, "{n} figure", "{n} figures", one.count)
        title = text(lang, "Last day to upload {period}: {figures}", period=period(one.period, lang), figures=counted)
        uid = _delivery_uid(one.period.code, one.owner, one.plan)
        return _event(uid, due, text(lang, "Upload"), title, [one.what, about])
    kind = text(lang, "Action") if one.kind is AskedKind.ACTION else text(lang, "Promised correction")
    return _event(f"{one.kind.value}-{one.code}@{place}", due, kind, f"{kind}: {one.what}", [about])


def _calendar(name: str) -> Calendar:
    found = Calendar()
    found.add("prodid", _MAKER)
    found.add("version", "2.0")
    found.add("calscale", "GREGORIAN")
    found.add("method", "PUBLISH")
    found.add("x-wr-calname", vText(in_xml(name)))  # the library escapes only names it knows
    return found


def _delivery_uid(period_code: str, owner: str, plan: str) -> str:
    """The name of an owner is no part of a name that others read."""
    return f"delivery-{period_code}-{sha256(owner.encode()).hexdigest()[:12]}@{plan}.planpeil"


def _made(event: Event, revision: int, moment: datetime) -> Event:
    event.add("dtstamp", moment.replace(microsecond=0))
    event.add("sequence", revision)
    event.add("transp", "TRANSPARENT")
    return event


def _event(uid: str, day: date, kind: str, title: str, lines: list[str]) -> Event:
    found = Event()
    found.add("uid", uid)
    found.add("dtstart", day)
    found.add("summary", in_xml(title))
    found.add("description", in_xml("\n".join(line for line in lines if line)))
    found.add("categories", [kind])
    return found


def _deadline(plan: Plan, target: Target, lang: str) -> Event:
    promised = promise(target, lang) if target.value is not None else ""
    theme = next((one.title for one in plan.themes if one.code == target.theme), "")
    lines = [
        f"{text(lang, 'Promised')}: {promised}" if promised else "",
        text(lang, "in the plan: “{phrase}”", phrase=target.deadline) if target.deadline else "",
        f"{text(lang, 'Theme')}: {theme}" if theme else "",
        f"{text(lang, 'Owner')}: {target.owner}" if target.owner else "",
        f"{text(lang, 'Plan')}: {plan.title}",
    ]
    kind = text(lang, "Deadline")
    return _event(
        f"deadline-{target.code}@{plan.code}.planpeil", target.due, kind, f"{kind}: {target.statement}", lines
    )


def _delivery(plan: Plan, one: DeliveryDay, lang: str) -> Event:
    counted = plural(lang, "{n} figure", "{n} figures", len(one.dues))
    title = text(lang, "Last day to upload {period}: {figures}", period=period(one.period, lang), figures=counted)
    names = _names(one.dues)
    lines = [
        f"{text(lang, 'Owner')}: {one.owner}" if one.owner else "",
        *(f"- {name}" for name in names[:_NAMES]),
        text(lang, "and {n} more", n=len(names) - _NAMES) if len(names) > _NAMES else "",
        f"{text(lang, 'Plan')}: {plan.title}",
    ]
    uid = _delivery_uid(one.period.code, one.owner, plan.code)
    return _event(uid, one.day, text(lang, "Upload"), f"{title} ({one.owner})" if one.owner else title, lines)


def _action(plan: Plan, one: Agreement, due: date, lang: str) -> Event:
    statement = next((target.statement for target in plan.targets if target.code == one.target), "")
    lines = [
        f"{text(lang, 'Owner')}: {one.owner}" if one.owner else "",
        f"{text(lang, 'Result')}: {statement}" if statement else "",
        f"{text(lang, 'Plan')}: {plan.title}",
    ]
    kind = text(lang, "Action")
    return _event(f"action-{one.code}@{plan.code}.planpeil", due, kind, f"{kind}: {one.text}", lines)


def _names(dues: tuple[Due, ...]) -> list[str]:
    """What is reported, each once however many units report it."""
    return list(dict.fromkeys(due.name for due in dues))
