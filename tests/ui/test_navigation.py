"""A title from a plan in the menu is text, whatever Markdown would make of it."""

import pytest

from kpi.ui.navigation import as_label


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("Zorg & samen: een *begin*", "Zorg \\& samen: een \\*begin\\*"),
        ("![x](http://a/x.png)", "\\!\\[x\\](http:\u2060//a/x.png)"),
        (":red[rood]", ":\u2060red\\[rood\\]"),
        (":material/home:", ":\u2060material/home:"),
        (":+1: om 10:30", ":\u2060+1: om 10:\u206030"),
        ("Wij in de wijk (1e lijn)", "Wij in de wijk (1e lijn)"),
    ],
)
def test_a_title_is_drawn_as_it_is_written(words: str, label: str) -> None:
    assert as_label(words) == label
