"""Templates: text is escaped without anybody asking, HTML and numbers pass as they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from kpi.core.light.assessment import Status
from kpi.present.html.markup import NOTHING, joined, markup, prose, style_sheet

HOSTILE = "<script>&\"'"
SAFE = "&lt;script&gt;&amp;&#34;&#39;"


def test_text_is_escaped_and_html_is_not() -> None:
    assert markup("<p>{}</p>", HOSTILE) == f"<p>{SAFE}</p>"
    assert markup('<p title="{words}">{words}</p>', words=HOSTILE) == f'<p title="{SAFE}">{SAFE}</p>'
    assert markup("<p>{}</p>", markup("<b>{}</b>", HOSTILE)) == f"<p><b>{SAFE}</b></p>"


def test_anything_else_is_text_as_well() -> None:
    class Odd:
        def __str__(self) -> str:
            return HOSTILE

        def __format__(self, spec: str) -> str:
            return HOSTILE

    assert markup("<p>{}</p>", Odd()) == markup("<p>{odd}</p>", odd=Odd()) == f"<p>{SAFE}</p>"
    assert markup("<p>{}</p>", Status.MISSED) == f"<p>{Status.MISSED.value}</p>"


def test_numbers_keep_their_decimals() -> None:
    assert markup('<i style="left:{:.1f}%">{at:.0f}</i>', 12.345, at=7) == '<i style="left:12.3%">7</i>'


def test_braces_in_text_are_no_places() -> None:
    assert markup("<p>{}</p>", "{0} {secret}") == "<p>{0} {secret}</p>"


@given(st.lists(st.text(alphabet="<>&\"'; ab")), st.text(alphabet="<>&, "))
def test_joining_escapes_like_markupsafe(words: list[str], between: str) -> None:
    parts = [markup("<b>{}</b>", word) for word in words]
    assert joined(parts, between) == Markup.escape(between).join(parts)
    assert joined(words, between) == Markup.escape(between).join(words)
    assert isinstance(joined(words), Markup)


def test_nothing_is_empty_html() -> None:
    assert joined([]) == NOTHING == ""
    assert not NOTHING


def test_prose_keeps_a_date_together_and_text_text() -> None:
    said = prose(f"op 30-06-2021 {HOSTILE}")
    assert said == f'op <span class="pp-day">30-06-2021</span> {SAFE}'
    assert markup("{}", said) == said


def test_a_style_sheet_cannot_end_itself() -> None:
    assert style_sheet('a>b::after{content:"&"}') == '<style>a>b::after{content:"&"}</style>'
    with pytest.raises(ValueError, match="its own element"):
        style_sheet('a{content:"</style><script>"}')
