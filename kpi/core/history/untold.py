"""What a file does not tell of a value stays as it was: a column that is not there changes nothing."""

from collections.abc import Collection
from dataclasses import replace

from kpi.core.model import Measurement
from kpi.core.vocabulary import Origin

TOLD = frozenset({"value", "numerator", "measured_on", "provisional", "note"})  # what a file may leave out
PARTS_OF_ONE = {"%": 100.0, "‰": 1000.0}


def as_told(new: Measurement, old: Measurement, untold: Collection[str], unit: str) -> Measurement:
    """The new value with what a file without these columns (of TOLD) leaves as it was; `unit` is its indicator's.

    Counts stay where the new value is the share that they give. Nothing is taken over from an invented example.
    """
    if old.origin is Origin.SAMPLE:
        return new
    if "numerator" in untold and has_counts(old) and new.value is not None and agrees(new.value, old, unit):
        new = replace(new, value=old.value, numerator=old.numerator, denominator=old.denominator)
    elif "value" in untold and has_counts(old) and (new.numerator, new.denominator) == (old.numerator, old.denominator):
        new = replace(new, value=old.value)
    note = new.note or old.note if "note" in untold else new.note
    day = new.measured_on or old.measured_on if "measured_on" in untold else new.measured_on
    provisional = new.provisional or ("provisional" in untold and old.provisional)
    if (note, day, provisional) == (new.note, new.measured_on, new.provisional):
        return new
    return replace(new, note=note, measured_on=day, provisional=provisional)


def has_counts(one: Measurement) -> bool:
    """Whether it was reported as a numerator and a denominator."""
    return one.numerator is not None and one.denominator is not None


def agrees(value: float, counts: Measurement, unit: str) -> bool:
    """Whether a value is what these counts give, to half of its own last decimal."""
    share = share_of(counts, unit)
    decimals = len(f"{value:.15g}".partition(".")[2])
    return share is not None and abs(value - share) <= 0.5 * 10.0**-decimals + 1e-9 * (1 + abs(value))


def share_of(one: Measurement, unit: str) -> float | None:
    """What numerator and denominator give in this unit; None without both, or with nothing below."""
    if one.numerator is None or not one.denominator:
        return None
    return PARTS_OF_ONE.get(unit, 1.0) * one.numerator / one.denominator
