"""The settings and the database of a command; what needs neither never imports them."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

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
    from kpi.service.desk import at_desk

    settings = read_settings()
    with at_desk(replace(settings, new_database=settings.new_database or new)) as desk:
        yield desk
