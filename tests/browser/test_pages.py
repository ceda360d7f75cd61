"""Every page of both plans in a real browser: no exception, no fault in the console, nothing axe calls serious."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from kpi.present.pages import MANAGE, OVERVIEW, PAGES, THEME
from kpi.present.words import text
from tests.browser.conftest import PLANS, WAIT, Opener, Tab

THEMES = {"thoon-2021": 5, "huisartsenteam-2024": 6}
# What only Streamlit's own chrome causes: rule, the element it stands in, and why it is not ours to mend.
CHROME = (
    ("list", "stSidebarNavItems", "Streamlit puts the sections of its menu as <div> between <ul> and <li>"),
    ("listitem", "stSidebarNavItems", "the same: the <li> of a section has that <div> as its parent"),
)
INSIDE = "([address, inside]) => document.querySelector(address).closest(`[data-testid=${inside}]`) !== null"
FAULTY = ("Traceback", "StreamlitAPIException", text("nl", "Something went wrong"), "This app has encountered an error")


def serious(tab: Tab) -> list[str]:
    """The violations of level serious or critical, as "rule: element", without those of Streamlit's own chrome."""
    found = Axe().run(tab.page).response["violations"]
    return [
        f"{fault['id']}: {node['target'][0]}"
        for fault in found
        if fault["impact"] in ("serious", "critical")
        for node in fault["nodes"]
        if not excused(tab, fault["id"], node["target"][0])
    ]


def excused(tab: Tab, rule: str, element: str) -> bool:
    return any(rule == known and tab.page.evaluate(INSIDE, [element, inside]) for known, inside, _ in CHROME)


def assert_sound(tab: Tab) -> None:
    words = tab.text()
    assert [word for word in FAULTY if word in words] == []
    assert tab.page.locator('[data-testid="stException"]').count() == 0


@pytest.mark.parametrize(
    ("plan", "dark"), [(PLANS[0], False), (PLANS[0], True), (PLANS[1], False)], ids=["thoon", "thoon dark", "het"]
)
def test_every_page_of_the_menu_is_sound(tab: Opener, plan: str, dark: bool) -> None:
    one = tab(dark=dark)
    one.open(plan=plan)
    links = one.page.locator('[data-testid="stSidebarNavLink"]')
    assert one.page.locator('[data-testid="stSidebarNavLink"][href*="/thema-"]').count() == THEMES[plan]
    for number in range(links.count()):
        name = links.nth(number).inner_text()
        links.nth(number).click()
        one.page.locator('[data-testid="stSidebarNavLink"][aria-current="page"]', has_text=name.split()[-1]).wait_for()
        one.settle()
        assert_sound(one)
        assert f"plan={plan}" in one.page.url, name
        assert (name, serious(one)) == (name, [])


@pytest.mark.parametrize("plan", PLANS)
def test_every_page_fits_a_phone(tab: Opener, plan: str) -> None:
    one = tab(width=390, height=844)
    one.open(plan=plan)
    paths = one.page.locator('[data-testid="stSidebarNavLink"]').evaluate_all(
        "all => all.map(a => a.pathname.slice(1))"
    )
    for path in paths or ["", "resultaat", "matrix", "tijdlijn", "verkennen", "methode"]:
        one.open(path, plan=plan)
        widths = one.page.evaluate(
            "[document.documentElement.scrollWidth, document.querySelector('.stMain').scrollWidth, innerWidth]"
        )
        assert (path, max(widths[:2])) == (path, 390)


def test_a_fresh_deep_link_opens_a_theme_of_any_plan(tab: Opener) -> None:
    for plan, theme, title in (
        ("thoon-2021", "ouderenzorg", "Complexe ouderenzorg"),
        ("huisartsenteam-2024", "ict", "ICT en digitalisering"),
    ):
        one = tab()
        one.open(f"thema-{theme}", plan=plan)
        assert title in one.text()
        assert f"/thema-{theme}?" in one.page.url


def test_why_opens_without_the_server(tab: Opener) -> None:
    one = tab()
    one.open("thema-ouderenzorg", plan="thoon-2021")
    one.page.context.set_offline(True)
    why = one.page.locator("details.pp-why").first
    assert not why.locator("table").is_visible()
    why.locator("summary").click()
    assert why.locator("table").is_visible()
    one.page.context.set_offline(False)


def test_a_card_leads_to_its_theme_and_a_result_to_its_page(tab: Opener) -> None:
    one = tab()
    one.open(plan="thoon-2021", as_of="2021-06-30")
    one.page.locator(".pp-card a").first.click()
    one.page.wait_for_url("**/thema-informatiemanagement?**")
    one.settle()
    assert "as_of=2021-06-30" in one.page.url
    one.page.locator(".pp-focus a").first.click()
    one.page.wait_for_url("**/resultaat?**")
    one.settle()
    one.page.locator('[data-testid="stVegaLiteChart"] svg').wait_for()
    assert "30-06-2021" in one.text()


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("", {"plan": "onzin"}),
        ("thema-onzin", {"plan": "thoon-2021"}),
        ("thema-ict", {"plan": "thoon-2021"}),
        ("onzin", {"plan": "thoon-2021"}),
        ("resultaat", {"plan": "thoon-2021", "target": "onzin"}),
        ("", {"plan": "thoon-2021", "as_of": "onzin"}),
        ("verkennen", {"plan": "thoon-2021", "status": "onzin"}),
    ],
)
def test_an_address_that_is_none_gives_a_clear_page(tab: Opener, path: str, query: dict[str, str]) -> None:
    one = tab()
    one.open(path, **query)
    assert one.page.locator(".pp-message").is_visible()
    assert_sound(one)
    assert serious(one) == []
    assert one.page.get_by_role("dialog").count() == 0


def test_without_a_plan_every_path_says_so(tab: Opener, empty_server: str) -> None:
    one = tab(url=empty_server)
    for path in (
        "thema-ouderenzorg",
        "onbekend",
        *(one.path for one in PAGES if one.path not in (OVERVIEW, THEME, MANAGE)),
    ):
        one.open(path)
        assert (path, "Nog geen plan" in one.text()) == (path, True)


def test_without_a_plan_the_front_page_leads_to_a_first_one(tab: Opener, empty_server: str) -> None:
    one = tab(url=empty_server)
    one.open()
    assert serious(one) == []
    one.page.get_by_role("button", name="Eerste plan beginnen").click()
    one.page.locator("h1", has_text="Plan beheren").wait_for(timeout=WAIT)
    one.settle()
    assert "Nieuw plan beginnen" in one.text()
    assert serious(one) == []
