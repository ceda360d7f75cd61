"""What is typed in a grid of Plan beheren becomes the text of a plan file, never another number than was meant."""

import pytest

from kpi.ui.plan.cells import typed


@pytest.mark.parametrize(
    ("lang", "cell", "written"),
    [
        ("nl", "7,25", "7.25"),
        ("nl", "1,234", "1.2340"),
        ("nl", "80000", "80000"),
        ("nl", "80.000", "80.000 of 80000?"),
        ("en", "1.234", "1.234"),
        ("en", "7.25", "7.25"),
    ],
)
def test_number_that_is_typed(lang: str, cell: str, written: str) -> None:
    assert typed("targets", "value", cell, lang) == written
