"""The documents show pictures that are there, and docs/img/ holds no others."""

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from kpi.core.explain.rule_examples import RULE_EXAMPLES
from kpi.core.explain.why import why
from kpi.present.pages import MATRIX, PAGES
from scripts import pictures, rule_pictures, screenshots

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = """
![One](img/one.png) and ![Two, with a title](img/two.png "title"), a [link](img/link.png) to no picture,
![elsewhere](https://example.org/img/far.png), ![not ours](other/three.png), <img alt="" src="img/four.png">
"""


def test_the_folder_holds_what_documents_show() -> None:
    assert {one.name for one in (ROOT / pictures.FOLDER).iterdir()} == pictures.shown(ROOT)


def test_every_picture_shown_is_one_that_a_script_makes() -> None:
    drawn = {rule_pictures.name(rule) for rule in RULE_EXAMPLES}
    assert pictures.shown(ROOT) - set(screenshots.names(screenshots.PAGES)) == drawn


def test_every_page_has_a_picture_of_its_own_also_where_two_scripts_have_one_name() -> None:
    rows = [*PAGES, replace(PAGES[0], path="p1", script="pages/admin/matrix.py")]
    rows += [replace(PAGES[0], path="p2", script="pages/data/first-plan.py")]
    found = screenshots.pictured(rows)
    assert len(found) == len(rows) + len(screenshots.BESIDES)
    assert (found["admin-matrix"].partition("?")[0], found["data-first-plan"].partition("?")[0]) == ("p1", "p2")
    assert found["monitor-matrix"].partition("?")[0] == MATRIX
    with pytest.raises(LookupError, match="two pictures would be called admin-matrix"):
        screenshots.pictured([*rows, replace(PAGES[0], path="p3", script="pages/admin/admin-matrix.py")])


@pytest.mark.parametrize("rule", RULE_EXAMPLES)
def test_the_picture_of_a_rule_is_what_the_code_draws_and_says(rule: int) -> None:
    """Draw them anew with scripts/rule_pictures.py, and mend the words beside them in docs/rules.md."""
    one = RULE_EXAMPLES[rule]
    image = (ROOT / pictures.FOLDER / rule_pictures.name(rule)).read_text("utf-8")
    assert f'data-drawn="{rule_pictures.fingerprint(rule_pictures.drawing(rule))}"' in image
    said = f"![{one.title}](img/{rule_pictures.name(rule)})\n\n> {why(one.spoken('en').assessed(), 'en')}\n"
    _, _, words = (ROOT / "docs/rules.md").read_text("utf-8").partition(f"## Rule {rule}:")
    assert said in words.partition("\n## ")[0]


def test_the_pictures_of_a_document_are_found(tmp_path: Path) -> None:
    (tmp_path / "docs" / "deep").mkdir(parents=True)
    (tmp_path / "docs" / "a.md").write_text(DOCUMENT)
    (tmp_path / "docs" / "deep" / "b.md").write_text("![up](../img/five.png)")
    (tmp_path / "README.md").write_text("![top](docs/img/six.png) ![not there](img/seven.png)")
    assert pictures.shown(tmp_path) == {"one.png", "two.png", "four.png", "five.png", "six.png"}


def test_only_a_picture_that_is_shown_is_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "README.md").write_text("![top](docs/img/shown.png)")
    (tmp_path / "docs" / "img").mkdir(parents=True)
    monkeypatch.setattr(screenshots, "ROOT", tmp_path)
    Image.new("RGB", (4, 4), "white").save(plain := tmp_path / "plain.png")
    for name in ("shown.png", "not.png"):
        screenshots.keep(plain.read_bytes(), name)
    made = tmp_path / screenshots.MADE
    assert sorted(one.name for one in made.iterdir()) == ["not.png", "shown.png"]
    assert [one.name for one in (tmp_path / "docs" / "img").iterdir()] == ["shown.png"]


def test_a_picture_keeps_its_commonest_colours_as_they_are() -> None:
    picture = Image.effect_noise((200, 200), 80).convert("RGB")
    colours = [(250, 249, 245), (255, 255, 255), (249, 249, 245), (164, 38, 44)]
    for at, colour in enumerate(colours):
        picture.paste(colour, (0, 40 * at, 200, 40 * at + 30))
    few = pictures.few_colours(picture)
    assert few.mode == "P"
    assert [few.convert("RGB").getpixel((9, 40 * at + 9)) for at in range(4)] == colours
