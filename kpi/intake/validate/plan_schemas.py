"""What must hold in every row of a table of a plan folder: a schema a table.

A field that is not nullable must be filled in; of the others only those stand here that a check looks at. A check's
`error` is the code of its fault; its `statistics` say which columns it looks at, that of the fault first, unless it is
about one column, and the words of the fault.
"""

from collections.abc import Mapping

import pandas as pd
import pandera.pandas as pa

from kpi.intake.validate.upload_schema import AT_LEAST_0, CountedShares

UP_TO_6 = {"bounds": "0 tot en met 6", "bounds_en": "0 up to and including 6"}


class Targets(pa.DataFrameModel):
    """The results that a plan promises."""

    target: object
    theme: object
    statement: object
    kind: object
    tolerance: float = pa.Field(nullable=True)
    weight: float = pa.Field(nullable=True)

    @pa.check("target", error="duplicate-code")
    @classmethod
    def one_row_a_code(cls, codes: pd.Series) -> pd.Series:
        """No other target has this code."""
        return ~codes.duplicated()

    @pa.check("tolerance", "weight", error="out-of-bounds", statistics=AT_LEAST_0)
    @classmethod
    def not_negative(cls, numbers: pd.Series) -> pd.Series:
        """A tolerance and a weight are at least 0."""
        return numbers.ge(0)


class Indicators(pa.DataFrameModel):
    """What is measured, and how."""

    indicator: object
    name: object
    direction: object
    frequency: object
    decimals: float = pa.Field(nullable=True)
    min: float = pa.Field(nullable=True)
    max: float = pa.Field(nullable=True)

    @pa.check("indicator", error="duplicate-code")
    @classmethod
    def one_row_a_code(cls, codes: pd.Series) -> pd.Series:
        """No other indicator has this code."""
        return ~codes.duplicated()

    @pa.check("decimals", error="out-of-bounds", statistics=UP_TO_6)
    @classmethod
    def few_decimals(cls, decimals: pd.Series) -> pd.Series:
        """No figure is written with more than six decimals."""
        return decimals.between(0, 6)

    @pa.dataframe_check(error="min-above-max", statistics={"columns": ("min", "max")})
    @classmethod
    def min_not_above_max(cls, rows: pd.DataFrame) -> pd.Series:
        """A range is not upside down; without one of its ends it is open."""
        return ~rows["min"].gt(rows["max"])


class OrgUnits(pa.DataFrameModel):
    """The units that report."""

    org_unit: object
    name: object

    @pa.check("org_unit", error="duplicate-code")
    @classmethod
    def one_row_a_code(cls, codes: pd.Series) -> pd.Series:
        """No other organisation unit has this code."""
        return ~codes.duplicated()


class Context(pa.DataFrameModel):
    """Figures that stand beside the results."""

    code: object
    name: object

    @pa.check("code", error="duplicate-code")
    @classmethod
    def one_row_a_code(cls, codes: pd.Series) -> pd.Series:
        """No other context figure has this code."""
        return ~codes.duplicated()


class Activities(pa.DataFrameModel):
    """What is done for the results of a focus."""

    theme: object
    focus: object
    activity: object


class Measurements(CountedShares):
    """What was reported, of all measurement files together."""

    indicator: pd.CategoricalDtype
    period: pd.CategoricalDtype
    org_unit: pd.CategoricalDtype = pa.Field(nullable=True)

    @pa.dataframe_check(error="duplicate-measurement", statistics={"columns": ("indicator", "period", "org_unit")})
    @classmethod
    def one_row_a_key(cls, rows: pd.DataFrame) -> pd.Series:
        """An indicator is reported once for a period and an organisation unit, or once for the whole organisation."""
        return ~rows.duplicated(["indicator", "period", "org_unit"])


class Checkins(pa.DataFrameModel):
    """What was said of a target in a period."""

    target: object
    period: object

    @pa.dataframe_check(error="duplicate-checkin", statistics={"columns": ("target", "period")})
    @classmethod
    def one_row_a_key(cls, rows: pd.DataFrame) -> pd.Series:
        """A target has one check-in a period."""
        return ~rows.duplicated(["target", "period"])


SCHEMAS: Mapping[str, type[pa.DataFrameModel]] = {
    "targets": Targets,
    "indicators": Indicators,
    "org_units": OrgUnits,
    "context": Context,
    "activities": Activities,
    "measurements": Measurements,
    "checkins": Checkins,
}
