"""Rows as JSON, for the command line and for programs."""

import json
from datetime import date
from enum import Enum


def json_text(value: object, *, indent: int | None = None) -> str:
    """One JSON document; days are ISO, what is unknown is null. Raises ValueError for what is no number."""
    return json.dumps(value, ensure_ascii=False, indent=indent, default=_plain, allow_nan=False)


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    raise TypeError(f"no JSON for {type(value).__name__}")
