"""A plan whose indicators have no unit is read, and every sentence and page of a result has the number alone."""

import csv
import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from kpi.core.view.target_view import target_view
from kpi.present.screen.target import target_screen
from kpi.service.light_rows import status_lines
from tests.folders import folder_snapshot
from tests.present.html.test_html import Reader
from tests.present.screen.linked import at

PLANS = Path(__file__).parents[2] / "data" / "plans"
HOLE = re.compile(r"\S {2,}\S| [,;.](?!\d)|\bNone\b|\( | \)")


@pytest.fixture
def unitless(tmp_path: Path) -> Path:
    """The plan of THOON without the column `unit`."""
    home = tmp_path / "thoon-2021"
    shutil.copytree(PLANS / home.name, home)
    file = home / "indicators.csv"
    with file.open(encoding="utf-8", newline="") as source:
        rows = list(csv.DictReader(source))
    names = [name for name in rows[0] if name not in {"unit", "unit_en"}]
    with file.open("w", encoding="utf-8", newline="") as target:
        out = csv.DictWriter(target, names, extrasaction="ignore")
        out.writeheader()
        out.writerows(rows)
    return home


@pytest.mark.parametrize("day", [date(2021, 9, 30), date(2023, 7, 1)])
def test_number_stands_alone(unitless: Path, day: date) -> None:
    snapshot = folder_snapshot(unitless, day)
    lines = status_lines(snapshot)
    assert any(re.match(r"[\d.,]+ op ", line["reason_nl"]) for line in lines)
    for line in lines:
        assert not HOLE.search(line["reason_nl"]), line["reason_nl"]
        assert not HOLE.search(line["reason_en"]), line["reason_en"]
    for row in snapshot.rows:
        view = target_view(snapshot, row.target.code, {})
        assert view is not None
        for lang in ("nl", "en"):
            words = Reader("".join(target_screen(at(snapshot, lang=lang), view))).text
            assert "None" not in words
