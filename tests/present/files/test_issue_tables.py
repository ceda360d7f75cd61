"""Messages on a screen say what is wrong and what to do in the language of the screen, and in that one only."""

from dataclasses import replace

import pytest

from kpi.core.issue import Issue, Severity
from kpi.present.html.plans import plan
from kpi.present.html.uploads import upload

FAULT = Issue("x", Severity.ERROR, 4, "Waarde", "veel", "Dit is fout.", "This is wrong.", "Doe dit.", "Do this.")
TABLES = {
    "upload": lambda lang: upload.issue_table((FAULT,), lang),
    "plan": lambda lang: plan.plan_issue_table((FAULT,), lambda one: str(one.row), lambda one: one.column, lang),
}


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize(
    ("lang", "said", "unsaid"),
    [
        ("nl", ("Dit is fout.", "Doe dit."), ("wrong", "Do this")),
        ("en", ("This is wrong.", "Do this."), ("fout", "Doe")),
    ],
)
def test_a_table_speaks_one_language(table: str, lang: str, said: tuple[str, ...], unsaid: tuple[str, ...]) -> None:
    html = TABLES[table](lang)
    assert all(words in html for words in said)
    assert not any(words in html for words in unsaid)


@pytest.mark.parametrize(
    ("lang", "often", "rest"), [("nl", "20 keer", "en nog 17."), ("en", "20 times", "and 17 more.")]
)
def test_faults_that_are_alike_stand_in_one_row_of_a_plan(lang: str, often: str, rest: str) -> None:
    faults = [replace(FAULT, row=row, value=f"{row}.000") for row in range(2, 22)]
    html = plan.plan_issue_table(faults, lambda one: f"rij {one.row}", lambda one: one.column, lang)
    assert html.count("<tr>") == 2
    assert often in html
    assert rest in html
    assert [f"rij {row}<br>" in html for row in (2, 3)] == [True, True]
    assert "<code>4.000</code>" in html
    assert "5.000" not in html
