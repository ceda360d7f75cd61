"""The settings and the database of a command; what needs neither never imports them."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kpi.service.desk import Desk
    from kpi.settings import Settings


def read_settings() -> "Settings":
    """The settings of this Planpeil; raises UsageError with what is wrong in them."""
    from kpi.settings import load_settings

    return load_settings(environ=os.environ)


@contextmanager
def opened_desk() -> "Iterator[Desk]":
    """The desk of the settings, closed afterwards; raises StoreError when the database cannot be opened."""
    from kpi.service.desk import at_desk

    with at_desk(read_settings()) as desk:
        yield desk
