"""Every folder of tests/bad_plans gives exactly the issues it says, and is refused whole when one is an error."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from kpi.core.issue import Issue, refuses
from kpi.intake.faults.catalogue import CATALOGUE, LONGEST_VALUE
from kpi.intake.faults.hints import Hint, did_you_mean, measured_as
from kpi.intake.plan.folder import Folder, read_folder
from tests.intake.around import AROUND
from tests.intake.said import says_all

CASES = sorted(path for path in (Path(__file__).parents[2] / "bad_plans").iterdir() if path.is_dir())
COMPLETE = Path(__file__).parents[1] / "plans" / "compleet"
Copy = Callable[..., Path]
Place = tuple[str, str, str, str]


def expected(case: Path) -> list[Place]:
    with (case / "expected.csv").open(encoding="utf-8", newline="") as file:
        return [(row["file"], row["row"], row["column"], row["code"]) for row in csv.DictReader(file)]


def place(issue: Issue) -> Place:
    return issue.file, str(issue.row or ""), issue.column, issue.code


def read(case: Path, copy: Copy) -> Folder:
    folder = copy("compleet", over=case)
    removed = folder / "removed.txt"
    for name in removed.read_text(encoding="utf-8").split() if removed.exists() else ():
        (folder / name).unlink()
    return read_folder(folder, around=AROUND)


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_bad_plan_gives_its_issues_and_no_other(case: Path, copy: Copy) -> None:
    found = read(case, copy)
    assert [place(issue) for issue in found.issues] == expected(case)
    assert (found.plan is None) == refuses(found.issues)
    assert found.plan is not None or not (found.measurements or found.checkins)
    assert all(says_all(issue) for issue in found.issues)


def test_every_code_has_a_folder_of_its_name() -> None:
    named = {code for code in CATALOGUE for case in CASES if case.name == code and code in str(expected(case))}
    assert named == set(CATALOGUE)


@pytest.mark.parametrize(
    ("name", "old", "new", "hint"),
    [
        ("targets.csv", "T-1,zorg", "T-1,zrog", did_you_mean("zorg")),
        ("targets.csv", "T-1,zorg", "T-1,WONEN", Hint("Bekend zijn: ict, zorg.", "Known are: ict, zorg.")),
        ("targets.csv", ",reach,tevredenheid", ",reach,tevredenhied", did_you_mean("tevredenheid")),
        ("targets.csv", ",reach,tevredenheid", ",Reech,tevredenheid", did_you_mean("reach")),
        ("measurements/2021-Q1.csv", "oost,1", "oots,1", did_you_mean("oost")),
        ("measurements/2021-Q1.csv", "wachttijd,", "T-5,", measured_as("T-5", "wachttijd")),
        ("targets.csv", "2022-05-01,2022-06-30", "2022-05-01,30-06-2022", did_you_mean("2022-06-30")),
        ("activities.csv", "source_ref", "sourceref", did_you_mean("source_ref")),
    ],
)
def test_suggestion_names_what_was_probably_meant(copy: Copy, name: str, old: str, new: str, hint: Hint) -> None:
    folder = copy("compleet")
    text = (folder / name).read_text(encoding="utf-8")
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    assert [(issue.suggestion, issue.suggestion_en) for issue in read_folder(folder).issues] == [hint]


@pytest.mark.parametrize(
    ("aggregation", "row", "codes"),
    [
        ("ratio", "oost,35,,", ["share-without-counts"]),
        ("", "oost,35,,", ["share-without-counts"]),
        ("mean", "oost,35,,", ["share-not-ratio"]),
        ("ratio", "oost,35,7,20", []),
        ("ratio", "oost,,7,20", []),
        ("ratio", ",35,,", []),
        ("ratio", "oost,35,7,", ["share-incomplete"]),
        ("ratio", "oost,35,zeven,20", ["not-a-number"]),
        ("ratio", "oost,ja,,", ["number-expected"]),
        ("ratio", "oots,35,,", ["unknown-org-unit"]),
    ],
)
def test_only_a_share_of_a_part_without_counts_is_refused_for_it(
    copy: Copy, aggregation: str, row: str, codes: list[str]
) -> None:
    """`verwijzingen` is told to be a share by the names of its numerator and denominator, or says so itself."""
    said = (COMPLETE / "indicators.csv").read_bytes().replace(b"decrease,,", f"decrease,{aggregation},".encode())
    content = f"indicator,period,org_unit,value,numerator,denominator\nverwijzingen,2021-Q2,{row}\n".encode()
    found = read_folder(copy("compleet", {"indicators.csv": said, "measurements/later.csv": content}))
    assert [one.code for one in found.issues] == codes


def test_duplicate_says_where_the_first_one_is(copy: Copy) -> None:
    content = b"indicator,period,value\noverleggen,2021-Q1,2\n"
    (issue,) = read_folder(copy("compleet", {"measurements/later.csv": content})).issues
    assert place(issue) == ("measurements/later.csv", "2", "indicator", "duplicate-measurement")
    assert "overleggen, 2021-Q1" in issue.message
    assert "measurements/2021-Q1.csv, rij 9" in issue.message


@pytest.mark.parametrize(
    ("title", "code"), [(b"\xe9\x81n", "unknown-encoding"), ("pati\u00ebnten".encode("cp850"), "doubtful-characters")]
)
def test_letters_of_plan_toml_that_are_not_read_or_in_doubt_are_told_at_their_line(
    copy: Copy, title: bytes, code: str
) -> None:
    found = read_folder(copy("minimaal", {"plan.toml": b'code = "minimaal"\r\ntitle = "' + title + b'"\r\n'}))
    (issue,) = [one for one in found.issues if one.code == code]
    assert place(issue) == ("plan.toml", "2", "", code)
    assert issue.suggestion_en == "Save the file as UTF-8."


def test_braces_and_long_text_in_a_cell_are_only_text(copy: Copy) -> None:
    cell = "{value}{0}" + "x" * 500
    rows = f"target,theme,statement,kind\nM-1,{cell},Plan,milestone\nM-2,zorg,Plan,milestone\n"
    (issue,) = [
        one
        for one in read_folder(copy("minimaal", {"targets.csv": rows.encode()})).issues
        if one.code == "unknown-theme"
    ]
    assert issue.value == cell[:LONGEST_VALUE]
    assert issue.value in issue.message


@pytest.mark.parametrize(
    ("row", "places"),
    [
        ("overleggen,2021-Q2,111222333,", []),
        ("overleggen,2021-Q2,1,bel 111222334", []),
        ("overleggen,2021-Q2,1,patient 111 222 333", [("2", "note", "personal-data")]),
        ("overleggen,2021-Q2,1112.22.333,", [("2", "value", "personal-data")]),
        ("overleggen,2021-Q2,patient 111222333,", [("2", "value", "personal-data")]),
    ],
)
def test_a_citizen_number_is_refused_and_repeated_nowhere(
    copy: Copy, row: str, places: list[tuple[str, str, str]]
) -> None:
    content = f"indicator,period,value,note\n{row}\n".encode()
    found = read_folder(copy("compleet", {"measurements/later.csv": content}))
    assert [place(one)[1:] for one in found.issues] == places
    assert "333" not in str([(one.value, one.message, one.message_en, one.suggestion) for one in found.issues])
