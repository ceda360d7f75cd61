"""The meeting on the command line: from prepared to closed, words and agreements, the JSON, and what is refused."""

import csv
import json
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from tests.cli.conftest import Told
from tests.databases import put, small_plan
from tests.intake.said import dutch

FIRST = ["code", "plan", "target", "period", "day", "who"]
LAST = ["state", "revision", "recorded_at", "recorded_by"]
PLAN = ("--plan", "proef", "--user", "els")
MEETING = ("meetings", "add", *PLAN, "--name", "Kwartaaloverleg", "--day", "2021-07-20", "--as-of", "2021-06-30")
CHECKIN = ("checkins", "add", *PLAN, "--target", "T3", "--period", "2021-Q2")
ACTION = ("actions", "add", *PLAN, "--text", "Bellen", "--target", "T3", "--owner", "Piet", "--due", "2021-09-01")
ACCEPTED = ("accepted", "add", *PLAN, "--target", "T2", "--value", "70", "--until", "2021-12-31", "--reason", "Ziekte")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to write in, beside a database with the plan `proef`."""
    monkeypatch.setenv("PLANPEIL_DATABASE_URL", put(tmp_path / "planpeil.db", small_plan))
    return tmp_path


@pytest.fixture
def answer(told: Told) -> Any:
    """What a command answers as JSON; it must end with exit code 0."""

    def ask(*words: str) -> Any:
        code, out, err = told(*words, "--json")
        assert (code, err) == (0, "")
        return json.loads(out)

    return ask


def test_a_meeting_goes_from_prepared_to_closed_and_back(answer: Any) -> None:
    assert answer("meetings", "--plan", "proef") == []
    made = answer(*MEETING)
    assert [*made][:6] == FIRST
    assert [*made][-4:] == LAST
    assert (made["code"], made["state"], made["known_revision"], made["target"]) == ("M1", "prepared", None, None)
    assert answer("meetings", "show", "M1", *PLAN, "--target", "T1")["added"] == ["T1"]
    assert answer("meetings", "leave-out", "M1", *PLAN, "--target", "T2")["left_out"] == ["T2"]
    began = answer("meetings", "present", "M1", *PLAN)
    assert (began["state"], began["known_revision"]) == ("held", began["revision"] - 1)
    assert answer("meetings", "close", "M1", *PLAN)["state"] == "closed"
    again = answer("meetings", "reopen", "M1", *PLAN, "--why", "Besluit vergeten")
    assert (again["state"], again["reason"]) == ("held", "Besluit vergeten")
    assert answer("meetings", "--plan", "proef") == [again]


def test_words_are_listed_and_replaced_by_who_saw_them(answer: Any, told: Told) -> None:
    made = answer(*CHECKIN, "--cause", "Ziekte", "--correction", "Bellen", "--due", "2021-09-01", "--owner", "Piet")
    assert [*made] == [*FIRST, "cause", "consequence", "correction", *LAST]
    assert [made[name] for name in FIRST] == ["T3 2021-Q2", "proef", "T3", "2021-Q2", "2021-09-01", "Piet"]
    assert made["state"] is None
    code, out, err = told(*CHECKIN, "--cause", "Vertrek", "--json")
    assert (code, json.loads(out)["error"]["code"]) == (2, "overtaken")
    assert "els heeft T3 2021-Q2 intussen gewijzigd" in err
    again = answer(*CHECKIN, "--cause", "Vertrek", "--seen", str(made["revision"]))
    assert answer("checkins", "--plan", "proef") == [again]


def test_a_file_of_words(answer: Any, told: Told, folder: Path) -> None:
    file = folder / "woorden.csv"
    file.write_text("target,period,cause,correction,due\nT3,2021-Q2,Ziekte,Bellen,2021-09-01\n", "utf-8")
    done = answer("checkins", "import", str(file), *PLAN)
    assert (done["issues"], [one["code"] for one in done["checkins"]]) == ([], ["T3 2021-Q2"])
    file.write_text("target,period,cause\nT9,2021-Q2,Ziekte\n", "utf-8")
    code, out, _ = told("checkins", "import", str(file), *PLAN, "--json")
    refused = json.loads(out)
    assert (code, [one["code"] for one in refused["issues"]], refused["checkins"]) == (1, ["unknown-target"], [])
    code, out, err = told("checkins", "import", str(file), *PLAN)
    assert (code, "unknown-target" in err) == (1, True)


def test_actions_and_decisions(answer: Any, folder: Path) -> None:
    answer(*MEETING)
    made = answer(*ACTION, "--meeting", "M1")
    assert [made[name] for name in FIRST] == ["A1", "proef", "T3", None, "2021-09-01", "Piet"]
    assert (made["kind"], made["meeting"], made["state"]) == ("action", "M1", "late")
    decided = answer("actions", "add", *PLAN, "--text", "Doorgaan", "--decision")
    assert (decided["code"], decided["state"], decided["who"], decided["meeting"]) == ("B1", "taken", "els", None)
    done = answer("actions", "close", "A1", *PLAN, "--outcome", "Gebeld", "--on", "2021-08-30")
    assert (done["state"], done["closed_on"], done["outcome"]) == ("closed", "2021-08-30", "Gebeld")
    listed = answer("actions", "--plan", "proef", "--out", str(folder / "acties.csv"))
    assert listed == [done, decided]
    lines = list(csv.reader(StringIO((folder / "acties.csv").read_text("utf-8-sig")), delimiter=";"))
    assert [line[0] for line in lines] == ["Code", "A1", "B1"]
    answer("actions", "--plan", "proef", "--out", str(folder / "acties.docx"), "--lang", "en")
    document = Document(BytesIO((folder / "acties.docx").read_bytes()))
    assert document.paragraphs[0].text == "Decisions and actions: Proefplan"


def test_accepted_deviations(answer: Any) -> None:
    made = answer(*ACCEPTED, "--since", "2021-07-01")
    assert [made[name] for name in FIRST] == ["D1", "proef", "T2", None, "2021-12-31", "els"]
    assert (made["value"], made["since"], made["state"], made["decision"]) == (70.0, "2021-07-01", "ended", None)
    assert (made["words_nl"], made["words_en"]) == (
        "afgesproken: 70,0% tot en met 31-12-2021",
        "agreed: 70.0% until 31 December 2021",
    )
    done = answer("accepted", "end", "D1", *PLAN, "--until", "2199-12-31", "--why", "Langer")
    assert (done["state"], answer("accepted", "--plan", "proef")) == ("holds", [done])


def test_people_read_a_line_a_record(told: Told) -> None:
    assert told("actions", "--plan", "proef")[:2] == (0, "Er is nog niets vastgelegd. / Nothing was recorded yet.\n")
    assert told(*ACTION)[:2] == (0, "A1  T3  2021-09-01  Piet  late  Bellen\n")
    assert told("actions", "--plan", "proef")[1] == "A1  T3  2021-09-01  Piet  late  Bellen\n"


@pytest.mark.parametrize(
    ("words", "nl"),
    [
        (("meetings",), "Geef --plan"),
        (("checkins", "--plan", "x"), "Er is geen plan 'x'"),
        (("meetings", "close", "M9", *PLAN), "geen vergadering 'M9'"),
        ((*MEETING[:-1], "30-06-2021"), "geen datum"),
        ((*MEETING[:4], "--name", "x", "--day", "morgen", "--as-of", "2021-06-30"), "geen datum"),
        ((*CHECKIN[:-1], "Q2", "--cause", "x"), "geen periode"),
        (CHECKIN, "Schrijf bij T3 2021-Q2 een oorzaak"),
        ((*CHECKIN, "--cause", "x", "--due", "2021-02-30"), "geen datum"),
        (("checkins", "import", "weg.csv", *PLAN), "geen bestand weg.csv"),
        (("actions", "add", *PLAN, "--text", " "), "Schrijf wat is afgesproken"),
        (("actions", "close", "A9", *PLAN, "--outcome", "x"), "geen afspraak 'A9'"),
        (("actions", "close", "A9", *PLAN), "--outcome ontbreekt"),
        (("actions", "--plan", "proef", "--out", "x.pdf"), "kies een bestand dat op .csv of .docx eindigt"),
        ((*ACCEPTED, "--since", "2022-01-01"), "ligt niet na"),
        ((*ACCEPTED[:8], "--value", "veel", *ACCEPTED[10:]), "--value"),
        (("meetings", "reopen", "M1", *PLAN), "--why ontbreekt"),
        (("meetings", "gesloten"), "Er is geen opdracht gesloten"),
    ],
)
def test_wrong_use_is_told_in_both_languages(told: Told, words: tuple[str, ...], nl: str) -> None:
    code, out, err = told(*words)
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    dutch_part, _, english_part = err.partition(" / ")
    assert nl in dutch_part
    assert dutch(english_part) == set()


def test_nothing_changes_in_a_closed_meeting(answer: Any, told: Told) -> None:
    answer(*MEETING)
    answer("meetings", "close", "M1", *PLAN)
    for words in (
        ("meetings", "close", "M1", *PLAN),
        ("meetings", "present", "M1", *PLAN),
        ("meetings", "show", "M1", *PLAN, "--target", "T1"),
        (*ACTION, "--meeting", "M1"),
    ):
        code, out, _ = told(*words, "--json")
        assert (code, json.loads(out)["error"]["code"]) == (2, "refused")


def test_read_only_records_nothing(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANPEIL_READ_ONLY", "1")
    for words in (MEETING, (*CHECKIN, "--cause", "x"), ACTION, ACCEPTED):
        assert told(*words)[0] == 2
    assert told("meetings", "--plan", "proef")[0] == 0
