"""The schemas: fields as the plan format has them, checks that carry their fault's code, failures at their rows."""

from math import inf

import pandas as pd
import pandera.pandas as pa
import pytest
from pandera.errors import SchemaError, SchemaErrors

from kpi.intake.faults.catalogue import EVERY
from kpi.intake.plan.columns import SHEETS
from kpi.intake.validate.failures import EMPTY, Failure, failures
from kpi.intake.validate.plan_schemas import SCHEMAS
from kpi.intake.validate.upload_schema import AT_LEAST_0, UploadFrame

EVERY_SCHEMA = [*SCHEMAS.values(), UploadFrame]


def checks(schema: type[pa.DataFrameModel]) -> list[pa.Check]:
    found = schema.to_schema()
    return [*found.checks, *(check for column in found.columns.values() for check in column.checks)]


def measurements(**columns: list[object]) -> pd.DataFrame:
    cells = {"indicator": ["a", "b", "a"], "period": ["2021"] * 3, "org_unit": [None, None, "x"]} | columns
    texts = {name: pd.Series(cells[name], dtype="category") for name in ("indicator", "period", "org_unit")}
    numbers = {name: pd.Series(cells.get(name, [None] * 3), dtype=float) for name in ("numerator", "denominator")}
    flags = {"is_share": [True, True, False], "ratio_of_part": [False, False, True], "whole": [100.0, inf, inf]}
    return pd.DataFrame({**texts, **numbers, **flags, "value": pd.Series(cells.get("value", [None] * 3), dtype=float)})


def found(**columns: list[object]) -> list[tuple[str, int, str]]:
    frame = measurements(**columns)
    return [(one.code, one.index, one.columns[0]) for one in failures(SCHEMAS["measurements"], frame)]


@pytest.mark.parametrize("table", SHEETS)
def test_fields_are_columns_of_the_file_and_the_required_ones_are_not_nullable(table: str) -> None:
    columns = SCHEMAS[table].to_schema().columns
    assert columns.keys() <= SHEETS[table].columns.keys()
    assert {name for name, one in columns.items() if not one.nullable} == set(SHEETS[table].required)


@pytest.mark.parametrize("schema", EVERY_SCHEMA)
def test_every_check_carries_the_code_of_a_fault_and_says_what_holds(schema: type[pa.DataFrameModel]) -> None:
    assert schema.__doc__
    assert [check.name for check in checks(schema) if check.error not in EVERY or not check.description] == []


def test_the_code_of_a_fault_is_what_pandera_says_of_a_failure() -> None:
    with pytest.raises(SchemaErrors) as error:
        SCHEMAS["measurements"].validate(measurements(numerator=[2, None, 5], denominator=[1, -1, 4]), lazy=True)
    assert set(error.value.failure_cases["check"]) == {"numerator-above-denominator", "out-of-bounds"}


def test_a_row_fails_a_check_once_whatever_else_it_holds() -> None:
    assert found(period=["2021", None, "2021"]) == [(EMPTY, 1, "period")]
    assert found(indicator=["a", "a", "a"]) == [("duplicate-measurement", 1, "indicator")]
    assert found(numerator=[2, -1, 5], denominator=[1, None, 4]) == [
        ("out-of-bounds", 1, "numerator"),
        ("numerator-above-denominator", 0, "numerator"),
    ]
    assert found() == []


def test_a_share_of_a_part_has_its_counts_and_that_of_the_whole_may_do_without() -> None:
    told = [("share-without-counts", 2, "value")]
    assert found(value=[10, 20, 30]) == told
    assert found(value=[10, 20, None]) == []
    assert found(value=[10, 20, 30], numerator=[None, None, 3], denominator=[None, None, 10]) == []


def test_a_share_that_names_no_maximum_is_not_above_the_whole() -> None:
    assert found(value=[100.5, 120, None]) == [("share-above-whole", 0, "value")]
    assert found(value=[100, 120, None]) == []


def test_a_failure_has_all_columns_of_its_check_and_the_words_of_its_fault() -> None:
    frame = measurements(numerator=[2, None, None], denominator=[1, -1, None])
    assert list(failures(SCHEMAS["measurements"], frame)) == [
        Failure("out-of-bounds", 1, ("denominator",), AT_LEAST_0),
        Failure("numerator-above-denominator", 0, ("numerator", "denominator"), {}),
    ]


@pytest.mark.parametrize("frame", [measurements().astype({"numerator": object}), measurements().drop(columns="period")])
def test_a_frame_of_another_make_is_no_fault_of_the_file(frame: pd.DataFrame) -> None:
    with pytest.raises(SchemaError):
        list(failures(SCHEMAS["measurements"], frame))
