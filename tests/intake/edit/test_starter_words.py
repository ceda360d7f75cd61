"""What the words for a kind of target are, in the starter set and in the documents that people read."""

import re
from pathlib import Path

import pytest

from kpi.core.vocabulary import Kind
from kpi.intake.edit.starter_words import explained
from kpi.intake.parse.head.synonyms import DUTCH_KINDS

DOCS = Path(__file__).parents[3] / "docs"


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_is_explained_and_stands_in_the_documents(kind: Kind) -> None:
    dutch = DUTCH_KINDS[kind]
    of_plans = next(line for line in (DOCS / "plan-files.md").read_text("utf-8").splitlines() if line[:8] == "| `kind`")
    read = (DOCS / "issues.md").read_text("utf-8").partition("- **Words**")[2].partition("\n- ")[0]
    of_rules = re.findall(r"^## Rule .*", (DOCS / "rules.md").read_text("utf-8"), re.MULTILINE)
    told = {
        "kpi/intake/edit/starter_words.py in Dutch": f"{dutch}: " in explained("targets", "kind", "nl"),
        "kpi/intake/edit/starter_words.py in English": f"{kind}: " in explained("targets", "kind", "en"),
        "docs/plan-files.md, row `kind`": f"`{kind}`" in of_plans,
        "docs/issues.md, Words": dutch in read,
        "docs/rules.md, the heading of its rule": f"`{kind}`" in " ".join(of_rules),
    }
    lacking = [place for place, there in told.items() if not there]
    assert lacking == [], f"not in {'; '.join(lacking)}"
