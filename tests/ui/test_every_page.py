"""Every page of `PAGES` once, with a plan: its script runs, and a title stands on it."""

import pytest

from kpi.present.pages import PAGES, Page
from kpi.present.words import text
from tests.ui.dashboard import open_page, page_name, seen


@pytest.mark.parametrize("page", PAGES, ids=page_name)
def test_every_page_opens(page: Page, own_small_plan: None) -> None:
    app = open_page(page_name(page), plan="proef", lang="nl")
    assert not app.exception
    assert '<h1 class="pp-h1">' in (html := seen(app))
    assert text("nl", "Something went wrong") not in html
