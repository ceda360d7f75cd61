"""Which copies of a folder go."""

from datetime import UTC, datetime

import pytest

from kpi.store.database.copies import copy_moment, outlived

DAYS = [f"planpeil-2026110{day}T0612Z.db" for day in range(1, 6)]


@pytest.mark.parametrize(
    ("names", "keep", "own", "gone"),
    [
        (DAYS, 5, DAYS[4], []),
        (DAYS, 9, DAYS[4], []),
        (DAYS, 2, DAYS[4], DAYS[:3]),
        (DAYS[::-1], 1, DAYS[4], DAYS[:4]),
        (DAYS, 1, DAYS[0], DAYS[1:4]),  # the clock was set back: the newest by name stays too
        ([*DAYS, "brief.docx", "planpeil.db"], 4, DAYS[4], DAYS[:1]),
        (
            [f"planpeil-20261101T0612Z{n}.db" for n in ("", "-2", "-10")],
            1,
            "",
            ["planpeil-20261101T0612Z.db", "planpeil-20261101T0612Z-2.db"],
        ),
        ([], 1, "", []),
    ],
)
def test_all_but_the_newest_go(names: list[str], keep: int, own: str, gone: list[str]) -> None:
    assert list(outlived(names, keep, own)) == gone


@pytest.mark.parametrize(
    ("name", "moment"),
    [
        ("planpeil-20261127T0612Z.db", (datetime(2026, 11, 27, 6, 12, tzinfo=UTC), 1)),
        ("planpeil-20261127T0612Z-3.db", (datetime(2026, 11, 27, 6, 12, tzinfo=UTC), 3)),
        ("planpeil-20261327T0612Z.db", None),
        ("planpeil-20261127T0612Z.db.old", None),
        ("mijn-planpeil-20261127T0612Z.db", None),
    ],
)
def test_a_name_tells_its_moment(name: str, moment: object) -> None:
    assert copy_moment(name) == moment
