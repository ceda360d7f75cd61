"""Hostile words in every text of a value, however deep: what people and files can write."""

from dataclasses import fields, is_dataclass, replace
from typing import Any

from kpi.core.calendar.period import Period

WORD = "<script>&\"'"
# Texts that name another part, so that a value stays whole: codes, which intake has checked.
CODES = {"code", "theme", "indicator", "target", "org_unit", "parent", "language", "icon", "category", "contributes_to"}


def hostile(value: Any) -> Any:
    """The same value with the word in every text that is no code, also in one that is empty."""
    if type(value) is str:
        return WORD
    if type(value) is tuple:
        return tuple(map(hostile, value))
    if isinstance(value, dict):
        return {key: hostile(one) for key, one in value.items()}
    if not is_dataclass(value) or isinstance(value, type | Period):
        return value
    known = {field.name: getattr(value, field.name) for field in fields(value) if field.init}
    return replace(value, **{name: one if _names(name, one) else hostile(one) for name, one in known.items()})


def _names(field: str, value: object) -> bool:
    return field in CODES and not is_dataclass(value)
