"""What is liked best, of what there is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.api.preferring import Form, preferred_form, preferred_language


@pytest.mark.parametrize(
    ("header", "lang"),
    [
        ("", "nl"),
        ("en", "en"),
        ("en-GB,en;q=0.9", "en"),
        ("nl-NL,nl;q=0.9,en;q=0.8", "nl"),
        ("nl;q=0.5, en;q=0.6", "en"),
        ("EN-us", "en"),
        ("de", "nl"),
        ("de, en;q=0.1", "en"),
        ("*", "nl"),
        ("nl;q=0, *", "en"),
        ("en;q=twee", "nl"),
        ("en;q=7", "nl"),
        ("english", "nl"),
        ("en;q=nan", "nl"),
    ],
)
def test_the_language_that_is_liked_best(header: str, lang: str) -> None:
    assert preferred_language(header) == lang


@pytest.mark.parametrize(
    ("header", "form"),
    [
        ("", Form.JSON),
        ("*/*", Form.JSON),
        ("text/csv", Form.CSV),
        ("Text/CSV; charset=utf-8", Form.CSV),
        ("text/*", Form.CSV),
        ("text/csv;q=0.1, */*", Form.JSON),
        ("text/csv, application/json;q=0.9", Form.CSV),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", Form.JSON),
        ("application/pdf", Form.JSON),
        ("application/json;q=0, text/csv;q=0", Form.JSON),
    ],
)
def test_the_form_that_is_liked_best(header: str, form: Form) -> None:
    assert preferred_form(header) is form


@given(st.text())
def test_any_header_gets_one_of_them(header: str) -> None:
    assert preferred_language(header) in ("nl", "en")
    assert preferred_form(header) in Form
