"""What the tabs of these tests watch for: a fault that nobody is told of would be none."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Tab, Visitors

FAULTS = {
    "fetch('/api/v1/nergens').catch(() => 0)": "404",
    "fetch('http://planpeil.example/').catch(() => 0)": "planpeil.example",
    "fetch('http://192.0.2.1/').catch(() => 0)": "192.0.2.1",
    "new Image().src = 'http://planpeil.example/a.png'": "planpeil.example",
    "console.error('stuk')": "stuk",
    "setTimeout(() => { throw new Error('kapot') })": "kapot",
}


@pytest.mark.parametrize(("script", "told"), FAULTS.items())
def test_what_goes_wrong_in_a_page_is_written_down(visitors: Visitors, server: str, script: str, told: str) -> None:
    one = Tab(visitors.page(server, new=True), server)
    one.page.goto(f"{server}/api/v1/plans")  # a page of the server, without a script of its own
    one.watch()
    one.page.evaluate(f"() => {{ {script} }}")
    for _ in range(100):
        if one.faults:
            break
        one.page.wait_for_timeout(100)
    visitors.leave(one.page, server)
    assert one.faults
    assert [fault for fault in one.faults if told not in fault] == []


def test_who_comes_again_has_nothing_of_the_visit_before(visitors: Visitors, server: str) -> None:
    first = visitors.page(server, new=True)
    first.goto(f"{server}/api/v1/plans")
    first.evaluate(
        """() => {
          for (const store of [localStorage, sessionStorage]) store.setItem("a", "1");
          document.cookie = "b=2; path=/";
          window.c = 3;
        }"""
    )
    visitors.leave(first, server)
    again = visitors.page(server, new=False)
    assert again is first
    assert len(again.context.pages) == 1
    again.goto(f"{server}/api/v1/plans")
    found = again.evaluate("() => [localStorage.length, sessionStorage.length, document.cookie, typeof window.c]")
    assert found == [0, 0, "", "undefined"]
    visitors.leave(again, server)


@pytest.mark.parametrize(
    "add",
    [
        lambda page: page.add_init_script("window.added = true"),
        lambda page: page.route("**", lambda route: route.abort()),
        lambda page: page.route_web_socket("**", lambda line: line.close()),
        lambda page: page.on("dialog", lambda dialog: dialog.accept()),
    ],
)
def test_who_comes_again_has_another_page_when_something_was_added_to_the_first(
    visitors: Visitors, server: str, add: Callable[[Page], object]
) -> None:
    first = visitors.page(server, new=True)
    add(first)
    visitors.leave(first, server)
    again = visitors.page(server, new=False)
    assert again.context is first.context
    assert first.is_closed()
    visitors.leave(again, server)
