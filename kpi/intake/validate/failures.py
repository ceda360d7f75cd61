"""A schema's failures as values: the one place where what pandera found becomes codes, columns and rows.

Imported, as the schemas are, when a folder or file is judged and not before: pandera takes more than a second.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaError, SchemaErrorReason, SchemaErrors

EMPTY = "required-empty"  # the code of a field that is not nullable


@dataclass(frozen=True, slots=True)
class Failure:
    """A row, by its place in the frame, that fails a check; the fault stands in the first of `columns`.

    `columns`: all that the check looks at. `words`: what its fault says besides the value.
    """

    code: str
    index: int
    columns: tuple[str, ...]
    words: Mapping[str, str]


def failures(schema: type[pa.DataFrameModel], frame: pd.DataFrame) -> Iterator[Failure]:
    """Every check that a row fails, once a row.

    Raises SchemaError for a frame that lacks a field, holds another type or makes a check stumble.
    """
    try:
        schema.validate(frame, lazy=True, inplace=True)
    except SchemaErrors as found:
        for error in found.schema_errors:
            yield from _failures(error)


def _failures(error: SchemaError) -> Iterator[Failure]:
    code, columns, words = _said(error)
    # A check of the whole frame fails once for each of its columns.
    for index in error.failure_cases["index"].unique().tolist():
        yield Failure(code, index, columns, words)


def _said(error: SchemaError) -> tuple[str, tuple[str, ...], Mapping[str, str]]:
    """The code is the check's error; its statistics name the columns it looks at, else it is about its own."""
    if error.reason_code is SchemaErrorReason.SERIES_CONTAINS_NULLS:
        return EMPTY, (error.schema.name,), {}
    if error.reason_code is not SchemaErrorReason.DATAFRAME_CHECK or not error.check.error:
        raise error
    words = dict(error.check.statistics)
    return error.check.error, words.pop("columns", (error.schema.name,)), words
