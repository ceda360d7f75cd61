"""The order of the tests over several processes."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from tests.shares import in_shares


def items(*files: str) -> list[pytest.Item]:
    made: list[Any] = [SimpleNamespace(nodeid=f"{name}::{n}", path=Path(name)) for n, name in enumerate(files)]
    return cast(list[pytest.Item], made)


def names(found: list[pytest.Item]) -> list[str]:
    return [one.nodeid.partition("::")[0] for one in found]


LONG, QUICK = ["b/x", "b/x", "b/y", "b/z", "b/z", "b/z"], ["a", "a", "c", "c", "c", "d", "d"]


@pytest.mark.parametrize(
    ("files", "processes", "ordered"),
    [
        (LONG + QUICK, 1, LONG + QUICK),
        (LONG + QUICK, 2, ["b/z"] * 3 + ["a", "a", "c"] + ["b/x", "b/x", "b/y"] + ["c", "c", "d", "d"]),
        (LONG + QUICK, 3, ["b/z"] * 3 + ["a"] + ["b/x"] * 2 + ["a", "c"] + ["b/y"] + ["c", "c", "d", "d"]),
        (QUICK, 2, QUICK),
        (LONG, 2, ["b/z"] * 3 + ["b/x", "b/x", "b/y"]),
        (["b/x", "b/x", "b/x", "a"], 2, ["b/x", "b/x", "b/x", "a"]),
        ([], 3, []),
    ],
)
def test_each_share_begins_with_whole_files_that_take_long(
    files: list[str], processes: int, ordered: list[str]
) -> None:
    given = items(*files)
    found = in_shares(given, "b/", processes)
    assert names(found) == ordered
    assert sorted(map(id, found)) == sorted(map(id, given))
