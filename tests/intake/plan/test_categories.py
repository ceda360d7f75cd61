"""categories.toml becomes a frame, or says what is wrong in it; a plan is held against it and against other plans."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kpi.core.category import CategoryGroup
from kpi.core.errors import UsageError
from kpi.intake.plan.categories import read_categories
from kpi.intake.plan.folder import read_folder
from kpi.intake.plan.surroundings import Surroundings
from tests.intake.around import AROUND

ROOT = Path(__file__).parents[3]
HEAD = '[frame]\ncode = "k"\ntitle = "Kader"\nsource = "Stuk"\n'
Copy = Callable[..., Path]


def test_the_frame_of_this_planpeil_is_read_whole() -> None:
    frame = read_categories(ROOT / "data" / "categories.toml")
    assert frame is not None
    assert (frame.code, frame.year) == ("regioplannen-quickscan", 2018)
    assert [len(frame.of(group)) for group in CategoryGroup] == [4, 8, 20, 0]
    assert [(fact.code, fact.value) for fact in frame.facts] == [
        ("monitor-respondenten", 48), ("regioplan-gereed", 10),
        ("regioplan-in-ontwikkeling", 24), ("alleen-huisartsen", 50),
    ]  # fmt: skip
    assert all(one.source_ref for one in (*frame.categories, *frame.facts))


def test_without_a_file_there_is_no_vocabulary(tmp_path: Path) -> None:
    assert read_categories(tmp_path / "categories.toml") is None


def test_a_frame_may_be_small(tmp_path: Path) -> None:
    file = tmp_path / "categories.toml"
    file.write_text(HEAD + '[[goals]]\ncode = "a"\nname = "A"\n[[facts]]\ncode = "f"\nname = "F"\nsource_ref = "1"\n')
    frame = read_categories(file)
    assert frame is not None
    assert (frame.year, frame.codes, frame.facts[0].value) == (None, {"a"}, None)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[frame", "er ontbreekt een ']'"),
        ("", "[frame] ontbreekt"),
        ('[frame]\ncode = "k"\ntitle = " "\nsource = "s"\n', "[frame]: title ontbreekt"),
        (HEAD + 'year = "2018"\n', "year = '2018'"),
        (HEAD + '[[goals]]\nname = "A"\n', "[[goals]] 1: code ontbreekt"),
        (HEAD + '[goals]\ncode = "a"\n', "write [[goals]]"),
        (HEAD + '[[goals]]\ncode = "a"\nname = "A"\n[[partners]]\ncode = "a"\nname = "B"\n', "a staat er dubbel"),
        (HEAD + '[[facts]]\ncode = "f"\nname = "F"\n', "[[facts]] 1: source_ref ontbreekt"),
        (HEAD + '[[facts]]\ncode = "f"\nname = "F"\nsource_ref = "1"\nvalue = "48"\n', "value = '48'"),
    ],
)
def test_a_wrong_file_says_what_is_wrong(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "categories.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError) as fault:
        read_categories(file)
    assert said in str(fault.value)


def rows(text: str) -> bytes:
    return f"target,theme,statement,kind,category,contributes_to\n{text}".encode()


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        ("kwaliteit;capaciteit,landelijk/N-1", []),
        ("kwalitiet;kwaliteit,", [("unknown-category", "category", "Bedoelde u 'kwaliteit'?")]),
        ("x;y,", [("unknown-category", "category", "Bekend zijn: capaciteit, kwaliteit.")] * 2),
        (",minimaal/M-1", [("contributes-to-itself", "contributes_to", "Noem alleen resultaten van andere plannen.")]),
        (",landelijk/N-11", [("unknown-contribution", "contributes_to", "Bedoelde u 'landelijk/N-1'?")]),
        (",M-11", [("unknown-contribution", "contributes_to", "Bedoelde u 'M-1'?")]),
        (",later/L-1", []),
        (",kring/K-1", [("contributes-in-circle", "contributes_to", "Haal een van deze bijdragen weg.")]),
    ],
)
def test_what_a_target_names_outside_its_plan(copy: Copy, cells: str, found: list[tuple[str, str, str]]) -> None:
    links = {**(AROUND.links or {}), ("kring", "K-1"): (("kring", "K-2"),), ("kring", "K-2"): (("minimaal", "M-1"),)}
    around = Surroundings(AROUND.categories, links, frozenset({"later"}))
    folder = copy("minimaal", {"targets.csv": rows(f"M-1,zorg,Plan,milestone,{cells}\n")})
    issues = [one for one in read_folder(folder, around=around).issues if one.column in ("category", "contributes_to")]
    assert [(one.code, one.column, one.suggestion) for one in issues] == found
    assert {one.row for one in issues} <= {2}


def test_a_chain_is_told_with_the_plans_it_runs_through(copy: Copy) -> None:
    around = Surroundings(links={("kring", "K-1"): (("minimaal", "M-1"),)})
    folder = copy("minimaal", {"targets.csv": rows("M-1,zorg,Plan,milestone,,kring/K-1\n")})
    (issue,) = [one for one in read_folder(folder, around=around).issues if one.code == "contributes-in-circle"]
    assert issue.message == "Deze bijdragen lopen in een kring: M-1 > kring/K-1 > M-1."
