"""What several units make together, by the way in which their values become one."""

from math import inf

import pytest

from kpi.core.vocabulary import Aggregation
from kpi.intake.parse.cells.known import Measured
from kpi.intake.validate.whole_beside_parts import parts_together
from tests.core.make import evidence


@pytest.mark.parametrize(
    ("aggregation", "rows", "together"),
    [
        (Aggregation.SUM, "2021-Q1/a=3 2021-Q1/b=4", 7.0),
        (Aggregation.MEAN, "2021-Q1/a=3 2021-Q1/b=4", 3.5),
        (Aggregation.LAST, "2021-Q1/a=3 2021-Q1/b=4", 4.0),
        (Aggregation.LAST, "2021-Q1/a=3@2021-06-02 2021-Q1/b=4@2021-06-01", 3.0),
        # A ratio is of the counts together: not 50%, the mean of 75 and 25.
        (Aggregation.RATIO, "2021-Q1/a=3:4 2021-Q1/b=3:12", 37.5),
        (Aggregation.RATIO, "2021-Q1/a=3:4", 75.0),
        (Aggregation.RATIO, "2021-Q1/a=30 2021-Q1/b=40", None),
        (Aggregation.SUM, "2021-Q1/a=ja 2021-Q1/b=4", 4.0),
        (Aggregation.SUM, "2021-Q1/a=ja", None),
        (Aggregation.SUM, "", None),
    ],
)
def test_parts_together(aggregation: Aggregation, rows: str, together: float | None) -> None:
    one = Measured("I", "%", 1, None, -inf, inf, yes=False, aggregation=aggregation)
    assert parts_together(evidence(rows), one) == together
