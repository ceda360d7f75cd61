"""What a file says there is no value of: n.v.t. is an answer, and an empty cell is none."""

from collections.abc import Sequence

import numpy as np

from kpi.core.batch import Key
from kpi.core.calendar.period import Period
from kpi.intake.upload.column import Outcome
from kpi.intake.upload.grid import Which
from kpi.intake.upload.lines import ANSWERS, Series
from kpi.intake.upload.making import SILENT
from kpi.intake.upload.records import Records


def no_values(series: Sequence[Series], bad: Which, records: Records) -> frozenset[Key]:
    """The keys whose answers all say that there is no value, or that it is too small to tell; `bad` rows left out."""
    found = {key for one in series for key in _keys(one, bad)}
    return frozenset(found.difference(records.batch().keys()) if found else ())


def _keys(series: Series, bad: Which) -> Sequence[Key]:
    silent = series.where(ANSWERS, _is_silent) & ~series.present(*ANSWERS)
    lines = map(series.line, np.flatnonzero(silent & ~bad).tolist())
    return [
        (str(line.indicator.value), str(line.org_unit.value or ""), line.period.value.code)
        for line in lines
        if line.indicator.value is not None and isinstance(line.period.value, Period)
    ]


def _is_silent(one: Outcome) -> bool:
    return one.code in SILENT
