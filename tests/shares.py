"""In what order several processes get the tests: each begins with whole files of those that wait longest."""

from itertools import groupby

import pytest


def in_shares(items: list[pytest.Item], first: str, processes: int) -> list[pytest.Item]:
    """The same tests so that each of the equal shares of pytest-xdist starts with files whose names begin with `first`.

    A file is not divided, as its tests share a server; the largest go first, each to whoever has the least. Tests
    that were not asked to be divided keep their order.
    """
    if processes == 1:
        return items
    long = [list(tests) for _, tests in groupby((one for one in items if is_in(one, first)), lambda one: one.path)]
    shares: list[list[pytest.Item]] = [[] for _ in range(processes)]
    for tests in sorted(long, key=len, reverse=True):
        min(shares, key=len).extend(tests)
    others = [one for one in items if not is_in(one, first)]
    ordered: list[pytest.Item] = []
    for place, share in enumerate(shares):
        size = (len(items) - len(ordered)) // (processes - place)
        more = max(0, size - len(share))
        ordered += [*share, *others[:more]]
        del others[:more]
    return ordered


def is_in(item: pytest.Item, first: str) -> bool:
    return item.nodeid.startswith(first)
