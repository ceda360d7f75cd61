"""Issues that are alike are told once, with their places; what differs in more than its value is told by itself."""

import pytest

from kpi.core.issue import Issue, Severity, alike


def issue(row: int | None = 2, *, code: str = "x", file: str = "a.csv", column: str = "value", value: str = "1",
          cure: str = "Doe dit.") -> Issue:  # fmt: skip
    return Issue(
        code, Severity.ERROR, row, column, value, f"'{value}' is fout.", f"'{value}' is wrong.", cure, "", file
    )


@pytest.mark.parametrize(
    ("issues", "sizes"),
    [
        ([], []),
        ([issue(2)], [1]),
        ([issue(2), issue(3)], [2]),
        ([issue(2), issue(3, value="9")], [2]),
        ([issue(2), issue(3, code="y"), issue(4)], [2, 1]),
        ([issue(2), issue(3, file="b.csv")], [1, 1]),
        ([issue(2), issue(3, column="baseline")], [1, 1]),
        ([issue(2), issue(3, cure="Bedoelde u 'a'?")], [1, 1]),
        ([issue(None, column=""), issue(None, column="")], [1, 1]),
        ([issue(2, column=""), issue(3, column="")], [1, 1]),
    ],
)
def test_alike(issues: list[Issue], sizes: list[int]) -> None:
    assert [len(one.issues) for one in alike(issues)] == sizes


@pytest.mark.parametrize(("count", "shown", "more"), [(1, 1, 0), (3, 3, 0), (4, 3, 1), (20, 3, 17)])
def test_the_first_places_are_named(count: int, shown: int, more: int) -> None:
    (one,) = alike([issue(row) for row in range(2, 2 + count)])
    assert ([each.row for each in one.shown], one.more) == (list(range(2, 2 + shown)), more)
    assert (one.first.row, one.differs) == (2, False)


def test_several_values_are_told() -> None:
    (one,) = alike([issue(2, value="80.000"), issue(3, value="1.200")])
    assert one.differs
