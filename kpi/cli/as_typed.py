"""What Typer does for every command and one command need not wait for.

It puts all commands together to run one. It asks pydantic even for plain text, and importing that takes longer than
importing Typer: parameters are taken as they were typed.
"""

import os
from collections.abc import Callable, Sequence
from copy import copy
from functools import partial
from pathlib import Path
from typing import Any

from typer import Typer
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption
from typer.main import get_command_name
from typer.models import CommandInfo

Process = Callable[[Any, Any], Any]  # context and value: what becomes of a value


def asked_for(program: Typer, words: Sequence[str]) -> Typer:
    """The program with no other command than the first word names; the whole of it where that names none."""
    name, one = next(iter(words), ""), copy(program)
    one.registered_commands = [each for each in program.registered_commands if _name(each) == name]
    one.registered_groups = [each for each in program.registered_groups if each.name == name]
    return one if one.registered_commands or one.registered_groups else program


def _name(command: CommandInfo) -> str | None:
    return command.name or (get_command_name(command.callback.__name__) if command.callback else None)


class AsTyped(TyperCommand):
    """A command that takes what is certainly right without pydantic; all else, each fault too, goes Typer's way.

    For commands whose paths ask no more of a file than that it can be read, which is what Typer asks of any.
    """

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """As any command."""
        _take_as_typed(self.get_params(ctx))
        return super().parse_args(ctx, args)


class GroupAsTyped(TyperGroup):
    """The same for the program itself, whose only option is `--help`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """As any group."""
        _take_as_typed(self.get_params(ctx))
        return super().parse_args(ctx, args)


def _take_as_typed(params: list[Any]) -> None:
    for param in params:
        if isinstance(param, TyperOption | TyperArgument):
            taken: Process = partial(_taken, param, param.process_value)
            param.process_value = taken  # type: ignore[assignment, method-assign]


def _taken(param: TyperOption | TyperArgument, otherwise: Process, ctx: Any, value: Any) -> Any:
    if value is None and param.nargs == 1 and not (param.required or param.multiple):
        return param.callback(ctx, param, None) if param.callback else None
    kind: Any = param.type_descriptor.annotation
    if param.callback is None:
        if kind is str and isinstance(value, str):
            return value
        if kind == list[str] and value and all(isinstance(one, str) for one in value):
            return value
        if kind is Path and isinstance(value, str) and os.access(value, os.R_OK):
            return Path(value)
    return otherwise(ctx, value)
