"""How copies in a folder are named, and which of them go."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kpi.store.database.copies import copy_moment, name_copy, outlived

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


def test_a_name_that_somebody_else_had_meanwhile_is_not_given_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, link = tmp_path / "made", os.link
    made.write_bytes(b"copy")
    (tmp_path / "copies").mkdir()

    def late(source: Path, out: Path) -> None:
        """Before the first name is taken another had it, got a later copy, and took the first away."""
        monkeypatch.setattr(os, "link", link)
        out.with_stem(f"{out.stem}-2").write_bytes(b"later")
        link(source, out)

    monkeypatch.setattr(os, "link", late)
    named = name_copy(made, tmp_path / "copies", datetime(2026, 11, 28, 14, 49, tzinfo=UTC))
    assert named.name == "planpeil-20261128T1449Z-3.db"
    assert sorted(path.name for path in named.parent.iterdir()) == ["planpeil-20261128T1449Z-2.db", named.name]
