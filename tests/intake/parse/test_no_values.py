"""n.v.t. is an answer; an empty cell is none, and a value always says more."""

import pytest

from kpi.core.batch import Key
from tests.intake import desk

Q3 = ("overleggen", "", "2021-Q3")


def said(*lines: str) -> frozenset[Key]:
    return desk.judged("\n".join(lines).encode()).no_values


@pytest.mark.parametrize("cell", ["n.v.t.", "nvt", "-", "onbekend", "<5"])
def test_a_word_for_no_value_is_an_answer(cell: str) -> None:
    assert said("indicator;periode;waarde", f"overleggen;2021-Q3;{cell}") == {Q3}


def test_an_empty_cell_is_no_answer() -> None:
    assert said("indicator;periode;waarde;opmerking", "overleggen;2021-Q3;;later") == frozenset()
    assert said("indicator;2021-Q3;2021-Q4", "overleggen;n.v.t.;") == {Q3}


def test_a_value_says_more_than_a_word() -> None:
    lines = ("indicator;periode;waarde", "overleggen;2021-Q3;n.v.t.", "overleggen;2021-Q3;3")
    assert said(*lines) == frozenset()


def test_a_row_with_a_fault_says_nothing() -> None:
    assert said("indicator;periode;waarde", "overlegen;2021-Q3;n.v.t.", "overleggen;ooit;n.v.t.") == frozenset()
