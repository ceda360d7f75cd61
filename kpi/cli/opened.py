"""The settings and the database of a command; what needs neither never imports them."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from kpi.service.desk import Desk
    from kpi.settings import Settings


def read_settings() -> "Settings":
    """The settings of this Planpeil; raises UsageError with what is wrong in them."""
    from kpi.settings import load_settings

    return load_settings(environ=os.environ)


@contextmanager
def opened_desk(*, new: bool = False) -> "Iterator[Desk]":
    """The desk of the settings, closed afterwards; raises StoreError when the database cannot be opened.

    `new`: a database that is named and not there is made.
    """
    from kpi.service.desk import at_desk, file_to_make

    settings = read_settings()
    made = file_to_make(settings)
    with at_desk(replace(settings, new_database=settings.new_database or new)) as desk:
        if made is not None:
            # Whoever forgot to name the database of the server would else not hear that this is another one.
            typer.echo(f"Nieuwe database / new database: {made}", err=True)
        yield desk
