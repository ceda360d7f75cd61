"""Files that a command reads or writes; what goes wrong is one line in Dutch and English."""

import os
import sys
from getpass import getuser
from pathlib import Path
from typing import TYPE_CHECKING

from kpi.core.errors import UsageError

if TYPE_CHECKING:
    from kpi.service.desk import Desk

STDIN = "-"


def file_name_of(file: Path) -> str:
    """What a file is called in an answer."""
    return "stdin" if str(file) == STDIN else file.name


def content(file: Path) -> bytes:
    """The bytes of a file, or of stdin for `-`; raises UsageError when it cannot be read."""
    if str(file) == STDIN:
        return sys.stdin.buffer.read()
    try:
        return file.read_bytes()
    except FileNotFoundError as fault:
        raise UsageError(
            f"Er is geen bestand {file}: controleer naam en map.", f"There is no file {file}: check name and folder."
        ) from fault
    except IsADirectoryError as fault:
        raise UsageError(f"{file} is een map: geef een bestand.", f"{file} is a folder: give a file.") from fault
    except OSError as fault:
        raise UsageError(
            f"{file} is niet te lezen: controleer of u bij het bestand kunt.",
            f"{file} cannot be read: check whether you have access to it.",
        ) from fault


def refuse_folder(out: Path) -> None:
    """Raise UsageError where a file is to be written and a folder stands."""
    if out.is_dir():
        raise UsageError(f"{out} is een map: geef een bestand.", f"{out} is a folder: give a file.")


def replace_file(out: Path, written: bytes) -> None:
    """Put a file in its place whole, or leave what was there.

    What is no ordinary file (a pipe, a device) is written to. Raises UsageError for a folder and when it cannot be.
    """
    refuse_folder(out)
    if out.exists() and not out.is_file():
        return write_file(out, written)
    part = out.with_name(f".{out.name}.{os.getpid()}")
    try:
        part.write_bytes(written)
        part.replace(out)
    except OSError as fault:
        raise _unwritable(out) from fault
    finally:
        part.unlink(missing_ok=True)


def write_export(desk: "Desk", out: Path, written: bytes, *, plan: str) -> None:
    """Write a file that leaves Planpeil, as `write_file`, and note it in the log."""
    from kpi.service.logged import noted_export

    write_file(out, noted_export(desk, written, out.name, plan=plan, user=getuser()))


def write_file(out: Path, written: bytes, *, parents: bool = False) -> None:
    """Write a file over what is there (`parents`: with its folders); raises UsageError when that cannot be."""
    try:
        if parents:
            out.parent.mkdir(parents=True, exist_ok=True)
        out.write_bytes(written)
    except OSError as fault:
        raise _unwritable(out) from fault


def _unwritable(out: Path) -> UsageError:
    return UsageError(
        f"{out} is niet te schrijven: controleer of de map bestaat en u er mag schrijven.",
        f"{out} cannot be written: check that the folder is there and that you may write in it.",
    )
