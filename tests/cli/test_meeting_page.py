"""docs/meeting.md has every command of the meeting with exactly the options it takes."""

import re

import typer

from kpi.cli.commands import app
from kpi.settings import ROOT

GROUPS = ("meetings", "checkins", "actions", "accepted")
EVERYWHERE = {"--json", "--user"}
LATER = {"meetings", "checkins", "actions", "accepted"}  # lists ask for their plan themselves: see plan_of
ROW = re.compile(r"^\| `([a-z -]+)` \|([^|]*)\|([^|]*)\|", re.MULTILINE)


def told() -> dict[str, tuple[set[str], set[str]]]:
    """Required and further options of every command in the page's table."""
    table = (ROOT / "docs" / "meeting.md").read_text("utf-8").partition("| command |")[2]
    return {name: (_options(required), _options(further)) for name, required, further in ROW.findall(table)}


def _options(cell: str) -> set[str]:
    return set(re.findall(r"`(--[a-z-]+)`", cell))


def taken() -> dict[str, tuple[set[str], set[str]]]:
    """The same as the program has it."""
    found = {}
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    for group in GROUPS:
        below = {f"{group} {name}": one for name, one in commands[group].commands.items()}
        for name, command in {group: commands[group], **below}.items():
            options = [one for one in command.params if one.param_type_name == "option"]
            names = {one.opts[0]: one.required or (name in LATER and one.opts[0] == "--plan") for one in options}
            required = {option for option, needed in names.items() if needed}
            found[name] = (required, set(names) - required - EVERYWHERE - {"--help"})
    return found


def test_every_command_stands_there_with_its_options() -> None:
    assert told() == taken()
