"""The words of the log: what was done, in which role, and about what, with names for the codes of its rows."""

import re
from collections.abc import Callable, Mapping
from textwrap import shorten
from types import MappingProxyType

from kpi.core.audit import AuditRow, LogNames
from kpi.core.calendar.period import JANUARY, parse_period
from kpi.core.notation import day, period
from kpi.present.role_words import ROLE_NAMES
from kpi.present.words import mark, text

ACTION_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "load": mark("Plan loaded"),
        "publish": mark("Plan published"),
        "upload": mark("Figures uploaded"),
        "undo": mark("Upload taken back"),
        "freeze": mark("Period closed"),
        "unfreeze": mark("Period opened again"),
        "checkin": mark("Explanation written"),
        "meeting": mark("Meeting recorded"),
        "agreement": mark("Decision or action recorded"),
        "accept": mark("Lower value accepted for a while"),
        "restore": mark("Backup restored"),
        "export": mark("File downloaded"),
        "refused": mark("Refused"),
        "list-address": mark("Calendar address of a list created"),
        "list-address-end": mark("Calendar address of a list withdrawn"),
        "rename": mark("Name replaced in the log"),
        "hand-in": mark("Upload waits for approval"),
        "approve": mark("Upload approved"),
        "return": mark("Upload returned"),
        "withdraw": mark("Upload withdrawn"),
        "four-eyes": mark("Approval by somebody else switched on"),
        "two-eyes": mark("Approval by somebody else switched off"),
        "sign-in": mark("Signed in"),
        "sign-out": mark("Signed out"),
        "user-add": mark("Account created"),
        "user-mail": mark("Mail or language of an account changed"),
        "user-password": mark("Password changed"),
        "user-block": mark("Account blocked"),
        "user-sign-out": mark("Signed out everywhere"),
        "user-unblock": mark("Account unblocked"),
        "role-give": mark("Role given"),
        "role-take": mark("Role removed"),
        "token-add": mark("Token created"),
        "token-use": mark("Token used"),
        "token-withdraw": mark("Token withdrawn"),
    }
)
_RULES: Mapping[str, str] = MappingProxyType(
    {
        "overtaken": mark("changed by somebody else meanwhile"),
        "frozen": mark("the period is closed"),
        "refused": mark("not allowed at that moment"),
        "denied": mark("no right to do this"),
    }
)
# What is refused before anything is changed, and by which way one signed in or tried to.
_KNOCKS: Mapping[str, str] = MappingProxyType({"sign-in": mark("Sign in"), "token": mark("Token")})
_WAYS: Mapping[str, str] = MappingProxyType(
    {"password": mark("with a password"), "provider": mark("at the provider"), "wait": mark("too often, waits now")}
)
_SHORT = 12  # characters of a hash: enough to compare
_AGREED = 120  # characters of what was agreed
_UPLOAD = frozenset({"undo", "approve", "return", "withdraw"})
_PERIOD = frozenset({"freeze", "unfreeze"})
_PEOPLE = re.compile("(?:user|role)-[a-z-]+|rename")
_OF_PLAN = frozenset({"four-eyes", "two-eyes"})


def about_words(row: AuditRow, names: LogNames, lang: str) -> str:
    """What a row is about: by its name where it has one, else as it stands; of a file the beginning of its hash."""
    file, sha, rest = row.subject.partition(" sha256:")
    if sha:
        several = file.removesuffix(" files")
        told = text(lang, "{n} files", n=several) if several != file and several.isdecimal() else file
        return f"{told} ({rest[:_SHORT]})"
    if row.action == "refused":
        return _refused(row.subject, lang)
    if row.action == "sign-in" and row.subject in _WAYS:
        return text(lang, _WAYS[row.subject])
    if row.action in _OF_PLAN:
        return ""  # the plan stands in a column of its own
    if row.action in _UPLOAD and row.subject.isdecimal():
        return text(lang, "Upload {number}", number=row.subject)
    if row.action in _PERIOD:
        return _period(row.subject, row.plan, names, lang)
    if _PEOPLE.fullmatch(row.action):
        return _people(row.subject, row.plan, names, lang)
    if row.action.startswith("token-"):
        return " ".join(names.people.get(word, word) for word in row.subject.split())
    known = _RECORDS.get(row.action)
    return "; ".join(known(one, row.plan, names, lang) for one in row.subject.split(", ")) if known else row.subject


def _refused(subject: str, lang: str) -> str:
    """Which change was refused, and by what rule."""
    action, _, rule = subject.partition(" ")
    if action in _KNOCKS:
        return ": ".join(text(lang, one) for one in (_KNOCKS[action], _WAYS.get(rule, "")) if one)
    if action in ACTION_WORDS and rule in _RULES:
        return f"{text(lang, ACTION_WORDS[action])}: {text(lang, _RULES[rule])}"
    return subject


def _people(subject: str, plan: str, names: LogNames, lang: str) -> str:
    """A name, with the role and the unit of it; somebody who was called otherwise before stands here once."""
    named = {word: names.people.get(word) or names.units.get((plan, word)) for word in subject.split()}
    words = (name or text(lang, ROLE_NAMES.get(word, word)) for word, name in named.items())
    return ", ".join(dict.fromkeys(words))


def _period(code: str, plan: str, names: LogNames, lang: str) -> str:
    try:
        return period(parse_period(code, names.years.get(plan, JANUARY)), lang)
    except ValueError:
        return code


def _explained(code: str, plan: str, names: LogNames, lang: str) -> str:
    """ "8 wijknetwerken, 2e kwartaal 2021"."""
    target, _, when = code.rpartition(" ")
    statement = names.results.get((plan, target))
    return f"{statement}, {_period(when, plan, names, lang)}" if statement else code


def _meeting(code: str, plan: str, names: LogNames, lang: str) -> str:
    """ "Bestuursvergadering, 15-07-2021"."""
    found = names.meetings.get((plan, code))
    return f"{found[0]}, {day(found[1], lang)}" if found else code


def _agreement(code: str, plan: str, names: LogNames, _lang: str) -> str:
    return shorten(names.agreed.get((plan, code), code), _AGREED, placeholder=" …")


_RECORDS: Mapping[str, Callable[[str, str, LogNames, str], str]] = MappingProxyType(
    {"checkin": _explained, "meeting": _meeting, "agreement": _agreement, "accept": _agreement}
)
