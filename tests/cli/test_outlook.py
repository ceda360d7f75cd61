"""`spc` and `forecast`: their contract for scripts, and what they refuse."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Told
from tests.databases import all_plans, put

FORECAST = {"low", "mid", "high", "chance", "words_nl", "words_en", "declined", "declined_en"}
CHART = {"mean", "lower", "upper", "points", "variation", "assurance", "declined", "declined_en", "within_earlier"}


def test_forecasts_of_courses(told: Told) -> None:
    lines = [
        {"values": [0, 1, 4, 5, 8, 9], "horizon": 4, "total": False, "min": None, "max": None, "goal": 12.6},
        {"values": [1, 2, 3, 4, 5], "horizon": 4},
        {"values": [0, 1, 4, 5, 8, 9], "horizon": 0},
        {"values": [9, 8, 5, 4, 1, 0], "horizon": 4, "goal": -3.6, "direction": "decrease"},
        {"values": [0, 1, 4, 5, 8, 9], "horizon": 1, "total": True, "max": 10},
    ]
    typed = "\n\n".join(map(json.dumps, lines)) + "\n"
    code, out, _ = told("forecast", "--series", "-", "--json", typed=typed)
    first, few, past, falling, total = json.loads(out)
    assert code == 0
    assert set(first) == FORECAST
    assert first["mid"] == pytest.approx(12.6)
    assert (first["chance"], first["words_nl"]) == (pytest.approx(0.5), "kan beide kanten op")
    assert few["declined"] == "te weinig metingen (5 van 6)"
    assert few["low"] is few["chance"] is few["words_en"] is None
    assert past["declined_en"] == "the deadline has passed"
    assert falling["chance"] == pytest.approx(0.5)
    assert (total["low"], total["high"], total["chance"]) == (pytest.approx(9.0, abs=0.4), 10, None)


def test_charts_of_courses(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    values = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]
    lines = [
        {"values": values, "target": None, "direction": "decrease", "screen_outliers": True},
        {"values": values, "target": 0, "direction": "decrease", "screen_outliers": False},
        {"values": values[:12], "target": 5},
        {"values": []},
        {"values": [*values, *[9, 8] * 7], "rebase": [18], "direction": "neutral"},
    ]
    code, out, _ = told("spc", "--series", "-", typed="\n".join(map(json.dumps, lines)))
    first, wide, few, none, two = json.loads(out)
    assert code == 0
    assert set(first) == CHART
    assert [round(first[name], 2) for name in ("lower", "mean", "upper")] == [-0.72, 1.94, 4.6]
    assert first["points"][4] == {"value": 10, "special": True, "rule": "Above UCL"}
    assert (first["variation"], first["assurance"], first["declined"]) == ("common_cause", None, None)
    assert (round(wide["upper"], 2), wide["assurance"]) == (6.95, "inconsistent")
    assert few["declined"] == "te weinig metingen om te zien wat gewoon is (12 van 13)"
    assert few["upper"] is not None
    assert (few["variation"], few["assurance"], few["within_earlier"]) == (None, None, True)
    assert (none["mean"], none["points"]) == (None, [])
    assert (two["mean"], len(two["stretches"])) == (8.5, 2)


@pytest.mark.parametrize(
    ("command", "line", "word"),
    [
        ("spc", "{", "JSON"),
        ("spc", "[1, 2]", "object"),
        ("spc", '{"values": "1"}', "list of numbers"),
        ("spc", '{"values": [1, "2"]}', "values[1]"),
        ("spc", '{"values": [1, true]}', "values[1]"),
        ("spc", '{"values": [1, NaN]}', "values[1]"),
        ("spc", '{"values": [1, 1e400]}', "values[1]"),
        ("spc", '{"values": [1], "direction": "up"}', "direction"),
        ("spc", '{"values": [1], "screen_outliers": 1}', "screen_outliers"),
        ("spc", '{"values": [1], "target": "5"}', "target"),
        ("spc", '{"values": [1, 2], "rebase": [2]}', "rebase"),
        ("spc", '{"values": [1], "goal": 5}', "goal"),
        ("spc", b'{"values": [1], "dir\xff": 5}', "does not belong"),
        ("forecast", '{"values": [1]}', "horizon"),
        ("forecast", '{"values": [1], "horizon": 1.5}', "horizon"),
        ("forecast", '{"values": [1], "horizon": 1, "direction": "neutral"}', "direction"),
        ("forecast", '{"values": [1], "horizon": 1, "min": 2, "max": 1}', "min"),
    ],
)
def test_a_line_that_is_wrong(told: Told, command: str, line: str | bytes, word: str) -> None:
    good = b'{"values": [1, 2], "horizon": 1}\n' if command == "forecast" else b'{"values": [1, 2]}\n'
    typed = good + (line.encode() if isinstance(line, str) else line)
    code, out, err = told(command, "--series", "-", "--json", typed=typed)
    assert code == 2
    message = json.loads(out)["error"]["message_en"]
    assert message.startswith("Correct line 2 of the input: ")
    assert word in message
    assert "Verbeter regel 2 van de invoer: " in err


@pytest.mark.parametrize(
    "words", [(), ("--plan", "p", "--series", "-"), ("--series", "x.json"), ("--series", "-", "--as-of", "2021-01-01")]
)
def test_a_plan_or_courses(told: Told, words: tuple[str, ...]) -> None:
    for command in ("spc", "forecast"):
        assert told(command, *words)[0] == 2


def test_courses_need_neither_pandas_nor_a_database() -> None:
    code = (
        "import sys\n"
        "from kpi.cli.commands import main\n"
        "sys.argv = ['kpi', 'spc', '--series', '-']\n"
        "try:\n    main()\n"
        "finally:\n    print({'pandas', 'sqlalchemy', 'pydantic'} & set(sys.modules), file=sys.stderr)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], input='{"values": [1]}', capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stderr.strip()) == (0, "set()")


@pytest.fixture
def every(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANPEIL_DATABASE_URL", put(tmp_path / "planpeil.db", all_plans))


@pytest.mark.usefixtures("every")
def test_the_forecasts_of_a_plan(told: Told) -> None:
    code, out, _ = told("forecast", "--plan", "huisartsenteam-2024", "--json")
    rows = json.loads(out)
    assert code == 0
    assert all(set(row) == FORECAST | {"target", "horizon"} for row in rows)
    assert all((row["declined"] is None) is (row["low"] is not None) for row in rows)
    known = [row for row in rows if row["declined"] is None]
    assert known
    assert all(row["low"] <= row["mid"] <= row["high"] and 0 <= row["chance"] <= 1 for row in known)
    one = told("forecast", "--plan", "huisartsenteam-2024", "--target", known[0]["target"], "--json")
    assert json.loads(one[1]) == [known[0]]
    assert known[0]["words_nl"] in told("forecast", "--plan", "huisartsenteam-2024")[1]
    early = told("forecast", "--plan", "huisartsenteam-2024", "--known-at", "2000-01-01")
    assert early[0] == 2
    assert told("forecast", "--plan", "huisartsenteam-2024", "--target", "X")[0] == 2


@pytest.mark.usefixtures("every")
def test_the_charts_of_a_plan(told: Told) -> None:
    code, out, _ = told("spc", "--plan", "huisartsenteam-2024", "--json")
    rows = {row["indicator"]: row for row in json.loads(out)}
    assert code == 0
    assert set(rows["binnen-werkdag"]) == CHART | {"indicator"}
    assert set(rows["binnen-werkdag"]["points"][0]) == {"period", "value", "special", "rule"}
    assert (rows["binnen-werkdag"]["variation"], rows["binnen-werkdag"]["assurance"]) == ("improvement_high", "fail")
    assert "van 13" in rows["vraag-op-plek"]["declined"]
    one = told("spc", "--plan", "huisartsenteam-2024", "--indicator", "binnen-werkdag", "--json")
    assert json.loads(one[1]) == [rows["binnen-werkdag"]]
    assert "improvement_high" in told("spc", "--plan", "huisartsenteam-2024")[1]
    assert told("spc", "--plan", "huisartsenteam-2024", "--indicator", "x")[0] == 2
