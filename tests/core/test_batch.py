"""Measurements in columns read as the sequence that they were made of."""

import pytest

from kpi.core.batch import Batch, batch_of
from tests.core.make import evidence

THREE = evidence("2021-Q1=1 2021-Q2/oost=3:4 2021-Q3=ja")


@pytest.mark.parametrize("part", [slice(None), slice(1, None), slice(-1), slice(None, None, -1), slice(5, 9)])
def test_a_slice_is_a_batch_of_the_same_measurements(part: slice) -> None:
    found = batch_of(THREE)[part]
    assert isinstance(found, Batch)
    assert tuple(found) == THREE[part]


def test_it_reads_as_what_it_was_made_of() -> None:
    batch = batch_of(THREE)
    assert batch_of(batch) is batch
    assert (len(batch), batch[1], batch[-1], tuple(batch)) == (3, THREE[1], THREE[2], THREE)
    assert list(batch.keys()) == [("I", "", "2021-Q1"), ("I", "oost", "2021-Q2"), ("I", "", "2021-Q3")]
    assert batch.where([True, False, True]) == (THREE[0], THREE[2])
    assert batch[:1] + batch[1:] == batch


def test_it_equals_what_has_the_same_measurements_in_the_same_order() -> None:
    assert batch_of(THREE) == THREE
    assert batch_of(THREE) != THREE[:2]
    assert batch_of(THREE) != THREE[::-1]
    assert batch_of(THREE) != 3
