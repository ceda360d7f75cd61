"""The log on screen: a row a line, newest first."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from kpi.core.audit import AuditLine, LogNames
from kpi.present.html.heading import head
from kpi.present.html.markup import markup
from kpi.present.html.parts import folded_when_narrow, message, spoken, table
from kpi.present.html.uploads.deliveries import local_moment
from kpi.present.log_words import ACTION_WORDS, about_words
from kpi.present.role_words import ROLE_NAMES
from kpi.present.screen.scene import Scene
from kpi.present.words import mark

_HEADS = (mark("When"), mark("Who"), mark("What"), mark("Plan"), mark("About"), mark("Revision"))


def log_intro(scene: Scene) -> Markup:
    """Title, and what this is."""
    said = scene.text(
        "Every change, every sign-in, every file that was downloaded and all that was refused. "
        "Nothing here can be changed."
    )
    return spoken(scene.lang, head(scene.text("Log"), said))


def log_closed(scene: Scene) -> Markup:
    """What stands here where anybody may look: no names."""
    said = scene.text("This Planpeil is read-only and may be seen by anybody; the log holds names.")
    return message(scene.text("The log is not shown here"), said, scene.text("Ask the administrator."))


def log_empty(scene: Scene) -> Markup:
    """What stands here before anything was done."""
    said = scene.text("Nothing has been recorded in this Planpeil yet.")
    return message(scene.text("The log is empty"), said)


def log_rows(
    scene: Scene, lines: Sequence[AuditLine], first: int, count: int, plans: Mapping[str, str], names: LogNames
) -> Markup:
    """The rows of one page of the log, of which `first` (from 1) is the first of `count`.

    `plans`: titles by code; a plan that is not among them is named by its code, as is what `names` does not know.
    """
    if not lines:
        return message(
            scene.text("Nothing found"),
            scene.text("No line of the log fits these filters."),
            scene.text("Choose fewer filters."),
        )
    told = scene.text("Lines {first} to {last} of {count}", first=first, last=first + len(lines) - 1, count=count)
    rows = [_cells(scene, one, plans, names) for one in lines]
    found = table([scene.text(one) for one in _HEADS], rows, told, "pp-logged")
    return spoken(scene.lang, markup('<div class="pp">{}</div>', folded_when_narrow(told, found)))


def _cells(scene: Scene, one: AuditLine, plans: Mapping[str, str], names: LogNames) -> tuple[str, ...]:
    row = one.row
    words = ACTION_WORDS.get(row.action)
    return (
        local_moment(row.at, scene.lang),
        _who(scene, one),
        scene.text(words) if words else row.action,
        plans.get(row.plan, row.plan),
        about_words(row, names, scene.lang),
        str(row.revision or ""),
    )


def _who(scene: Scene, one: AuditLine) -> str:
    """The name, with the role where it is known; one that is no word of ours as it stands."""
    name = one.name or scene.text("unknown")
    roles = [scene.text(ROLE_NAMES[role]) if role in ROLE_NAMES else role for role in one.row.role.split("+") if role]
    return f"{name} ({', '.join(roles)})" if roles else name
