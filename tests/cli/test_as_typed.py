"""A command that takes parameters as they were typed answers as any Typer command does."""

from pathlib import Path
from typing import Annotated, Any

import pytest
import typer
from typer.core import TyperCommand
from typer.exceptions import TyperException

from kpi.cli.as_typed import AsTyped, GroupAsTyped

SEEN: list[dict[str, Any]] = []


def command(
    words: Annotated[list[str], typer.Argument()],
    named: Annotated[str, typer.Option()],
    file: Annotated[Path | None, typer.Option()] = None,
    text: Annotated[str | None, typer.Option()] = None,
    lang: str = "nl",
    number: Annotated[int | None, typer.Option(min=1)] = None,
    answers: Annotated[list[str] | None, typer.Option("--answer")] = None,
    yes: Annotated[bool, typer.Option("--yes")] = False,
    browser: bool = True,
) -> None:
    """Keep what was given."""
    SEEN.append(dict(locals()))


def answer(cls: type[TyperCommand], words: list[str]) -> object:
    """What the command was called with, or what is wrong."""
    SEEN.clear()
    app = typer.Typer(cls=GroupAsTyped if cls is AsTyped else None)
    app.command(cls=cls)(command)
    app.command("other")(lambda: None)
    try:
        app(words, standalone_mode=False)
    except TyperException as fault:
        return fault.format_message()
    return list(SEEN)


@pytest.mark.parametrize(
    "words",
    [
        "a --named x",
        "a b é --named x --text y --lang en",
        "a --named= --text=",
        "a --named x --file .",
        "a --named x --file nowhere/x.csv",
        "a --named x --number 3 --answer k=v --answer l=w --yes --no-browser",
        "a --named x --number 0",
        "a --named x --number twee",
        "a",
        "--named x",
        "a --named",
        "a --named x --yes=3",
        "a --named x --other",
        "--help",
    ],
)
def test_the_answer_is_that_of_typer(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    given = ["command", *words.split()]
    expected, said = answer(TyperCommand, given), capsys.readouterr()
    assert answer(AsTyped, given) == expected
    assert capsys.readouterr() == said
    assert expected or said.out


def test_a_file_that_cannot_be_read_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever runs the tests may be allowed to read everything."""
    monkeypatch.setattr("os.access", lambda *_: False)
    assert "not readable" in str(answer(AsTyped, ["command", "a", "--named", "x", "--file", "."]))
