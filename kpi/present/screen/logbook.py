"""The log on screen: a row a line, newest first."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from markupsafe import Markup

from kpi.core.audit import AuditLine, AuditRow
from kpi.core.calendar.period import dutch_time
from kpi.present.html.heading import head
from kpi.present.html.markup import markup
from kpi.present.html.parts import folded_when_narrow, message, spoken, table
from kpi.present.screen.scene import Scene
from kpi.present.words import mark

ACTION_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "load": mark("Plan loaded"),
        "publish": mark("Plan published"),
        "upload": mark("Figures uploaded"),
        "undo": mark("Upload taken back"),
        "freeze": mark("Period closed"),
        "unfreeze": mark("Period opened again"),
        "checkin": mark("Explanation written"),
        "meeting": mark("Meeting changed"),
        "agreement": mark("Decision or action written"),
        "accept": mark("Deviation accepted"),
        "restore": mark("Copy put back"),
        "export": mark("File downloaded"),
        "refused": mark("Change refused"),
        "list-address": mark("Address of a list made"),
        "list-address-end": mark("Address of a list withdrawn"),
        "rename": mark("Name replaced in the log"),
        "hand-in": mark("Upload waits for approval"),
        "approve": mark("Upload approved"),
        "return": mark("Upload returned"),
        "withdraw": mark("Upload withdrawn"),
        "four-eyes": mark("Approval by another asked for"),
        "two-eyes": mark("Approval by another not asked for any more"),
        "sign-in": mark("Signed in"),
        "sign-out": mark("Signed out"),
        "user-add": mark("Account made"),
        "user-mail": mark("Mail or language of an account changed"),
        "user-password": mark("Password changed"),
        "user-block": mark("Account blocked"),
        "user-unblock": mark("Account let in again"),
        "role-give": mark("Role given"),
        "role-take": mark("Role taken back"),
        "token-add": mark("Token made"),
        "token-use": mark("Token used"),
        "token-withdraw": mark("Token withdrawn"),
    }
)
ROLE_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "viewer": mark("viewer"),
        "uploader": mark("uploader"),
        "approver": mark("approver"),
        "owner": mark("plan owner"),
        "admin": mark("administrator"),
    }
)
_RULES: Mapping[str, str] = MappingProxyType(
    {
        "overtaken": mark("changed by somebody else meanwhile"),
        "frozen": mark("the period is closed"),
        "refused": mark("not allowed as it stood"),
        "denied": mark("without the right to"),
    }
)
# What is refused before anything is changed.
_KNOCKS: Mapping[str, str] = MappingProxyType({"sign-in": mark("Sign in"), "token": mark("Token")})
_HEADS = (mark("When"), mark("Who"), mark("What"), mark("Plan"), mark("About"), mark("Revision"))
_SHORT = 12  # characters of a hash: enough to compare


def log_intro(scene: Scene) -> Markup:
    """Title, and what this is."""
    said = scene.text(
        "Every change, every file that left and every change that was refused. Nothing here can be changed."
    )
    return spoken(scene.lang, head(scene.text("Log"), said))


def log_closed(scene: Scene) -> Markup:
    """What stands here where anybody may look: no names."""
    said = scene.text("This Planpeil is read-only and may be seen by anybody; the log holds names.")
    return message(scene.text("The log is not shown here"), said, scene.text("Ask the administrator."))


def log_rows(scene: Scene, lines: Sequence[AuditLine], first: int, count: int, plans: Mapping[str, str]) -> Markup:
    """The rows of one page of the log, of which `first` (from 1) is the first of `count`.

    `plans`: titles by code; a plan that is not among them is named by its code.
    """
    if not lines:
        return message(scene.text("Nothing found"), scene.text("No row of the log fits."), scene.text("Choose less."))
    told = scene.text("{first} to {last} of {count}", first=first, last=first + len(lines) - 1, count=count)
    rows = [_cells(scene, one, plans) for one in lines]
    found = table([scene.text(one) for one in _HEADS], rows, told, "pp-audit")
    return spoken(scene.lang, markup('<div class="pp">{}</div>', folded_when_narrow(told, found)))


def _cells(scene: Scene, one: AuditLine, plans: Mapping[str, str]) -> tuple[str, ...]:
    row = one.row
    words = ACTION_WORDS.get(row.action)
    return (
        f"{dutch_time(row.at):%d-%m-%Y %H:%M}",
        _who(scene, one),
        scene.text(words) if words else row.action,
        plans.get(row.plan, row.plan),
        _about(scene, row),
        str(row.revision or ""),
    )


def _who(scene: Scene, one: AuditLine) -> str:
    """The name, with the role where it is known; one that is no word of ours as it stands."""
    name = one.name or scene.text("unknown")
    roles = [scene.text(ROLE_NAMES[role]) if role in ROLE_NAMES else role for role in one.row.role.split("+") if role]
    return f"{name} ({', '.join(roles)})" if roles else name


def _about(scene: Scene, row: AuditRow) -> str:
    """A code, a file with the beginning of its hash, or which change was refused by what rule."""
    name, sha, rest = row.subject.partition(" sha256:")
    if sha:
        several = name.removesuffix(" files")
        told = scene.text("{n} files", n=several) if several != name and several.isdecimal() else name
        return f"{told} ({rest[:_SHORT]})"
    action, _, rule = row.subject.partition(" ")
    if row.action == "refused" and row.subject in _KNOCKS:
        return scene.text(_KNOCKS[row.subject])
    if row.action == "refused" and action in ACTION_WORDS and rule in _RULES:
        return f"{scene.text(ACTION_WORDS[action])}: {scene.text(_RULES[rule])}"
    return name
