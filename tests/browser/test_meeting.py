"""A meeting in a real browser: every run from its first screen to its last, what is agreed, and what stays."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from kpi.core.light.assessment import Light
from kpi.core.meeting.records import Agreement, AgreementKind
from kpi.core.meeting.run import MOST
from kpi.core.model import CheckIn
from kpi.present.deck.fitting import WORDS
from kpi.service.desk import Desk, at_desk
from kpi.service.meetings.agreeing import agree, agreement_list
from kpi.service.meetings.holding import begin_meeting, meeting_list, prepare_meeting, show_result
from kpi.service.meetings.saying import say
from kpi.service.report import report
from kpi.service.snapshots import take_snapshot
from kpi.settings import load_settings
from tests.browser.conftest import WAIT, Held, Opener, serving, unfold
from tests.databases import all_plans

DAYS = {
    "thoon-2021": date(2021, 6, 30),
    "huisartsenteam-2024": date(2025, 12, 31),
    "roset-2021": date(2022, 12, 31),
    "visie-2030": date(2024, 12, 31),
}
SIZES = [(1280, 720), (1920, 1080), (3840, 2160), (1024, 768)]
PLAN = "thoon-2021"
LONG = "Dit is een lange toelichting met veel meer woorden dan er op een scherm van een vergadering ooit passen"
# What a person sees of the screen that is shown: its words above the foot, and what leaves it or its own place.
MEASURE = r"""() => {
  const screen = document.querySelector(".screen:not([hidden])"), W = innerWidth, H = innerHeight;
  const walk = document.createTreeWalker(screen, NodeFilter.SHOW_TEXT), beyond = [];
  let words = 0;
  while (walk.nextNode()) {
    const node = walk.currentNode, range = document.createRange();
    if (!node.data.trim() || node.parentElement.closest("[hidden], option, .pp-sr, title")) continue;
    if (!node.parentElement.checkVisibility()) continue;
    if (!node.parentElement.closest("footer")) words += (node.data.match(/\S*[\p{L}\p{N}]\S*/gu) || []).length;
    range.selectNodeContents(node);
    for (const box of range.getClientRects())
      if (box.right > W + 1 || box.bottom > H + 1 || box.left < -1 || box.top < -1) beyond.push(node.data.trim());
  }
  const lists = [...screen.querySelectorAll(".body, .lines, dl")].filter(
    one => one.scrollHeight > one.clientHeight + 2);
  return {words, beyond, cut: lists.map(one => one.className || one.tagName),
    scrolls: document.documentElement.scrollHeight > H || document.documentElement.scrollWidth > W,
    place: screen.querySelector("footer b").textContent};
}"""


# Their newest figure lies beside the words of the goal, one on the very first day, one beside a bound, many windows.
AT_THE_GOAL = ("T-CZ-09", "T-CO-18", "T-CT-01", "T-CT-04", "T-CT-06", "T-SR-27")
OVER_OTHERS = r"""() => {
  const texts = [...document.querySelectorAll(".screen:not([hidden]) .course text")].filter(
    one => one.textContent.trim() && one.checkVisibility({opacityProperty: true}));
  const boxes = texts.map(one => one.getBoundingClientRect());
  const over = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
  return texts.flatMap((one, at) => texts.slice(at + 1).filter((_, more) => over(boxes[at], boxes[at + 1 + more]))
    .map(other => [one.textContent, other.textContent]));
}"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("meeting")


@pytest.fixture(scope="module")
def url(folder: Path) -> Iterator[str]:
    with serving(folder, all_plans) as address:
        yield address


@pytest.fixture(scope="module")
def desk(folder: Path, url: str) -> Iterator[Desk]:
    """The database of that server, with a meeting of each plan in which much is said and agreed."""
    with at_desk(load_settings(environ={"PLANPEIL_DATABASE_URL": f"sqlite:///{folder / 'planpeil.db'}"})) as opened:
        for plan, day in DAYS.items():
            _prepared(opened, plan, day)
        yield opened


def _prepared(desk: Desk, plan: str, day: date) -> None:
    made = prepare_meeting(desk, plan, "Bestuursvergadering", day, day, user="Anna")
    shot = take_snapshot(desk, plan, as_of=day)
    for row in [one for one in shot.rows if one.assessment.light in (Light.RED, Light.AMBER)][:8]:
        said = CheckIn(row.target.code, shot.period, LONG, LONG, LONG, "de programmaleider")
        say(desk, plan, said, user="Anna")
        agree(
            desk,
            plan,
            Agreement("", AgreementKind.DECISION, LONG, made.code, row.target.code, "bestuur", day),
            user="Anna",
        )


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(viewport={"width": 1280, "height": 720})
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def room(url: str, plan: str = PLAN, meeting: str = "M1", lang: str = "nl") -> str:
    return f"{url}/zaal/{plan}/{meeting}?lang={lang}"


def is_at(page: Page, place: str) -> None:
    """The screen of this number is shown, now or soon: a link leads there a moment after it was clicked."""
    expect(page.locator(".screen:not([hidden]) footer b")).to_have_text(place)


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("plan", DAYS)
def test_a_run_goes_from_its_first_screen_to_its_last(page: Page, url: str, desk: Desk, plan: str, lang: str) -> None:
    page.goto(room(url, plan, lang=lang))
    count = page.locator(".screen").count()
    assert 8 <= count <= MOST
    for number in range(1, count + 1):
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            seen = page.evaluate(MEASURE)
            assert seen["place"] == f"{number}/{count}"
            found = (number, width, seen["beyond"], seen["cut"], seen["scrolls"])
            assert found == (number, width, [], [], False)
        assert seen["words"] <= WORDS, (number, page.locator(".screen:not([hidden])").inner_text())
        page.keyboard.press("PageDown" if number % 2 else "ArrowRight")
    is_at(page, f"{count}/{count}")
    page.keyboard.press("PageUp")
    is_at(page, f"{count - 1}/{count}")


def test_no_words_in_a_chart_stand_over_others(page: Page, url: str, desk: Desk) -> None:
    day = date(2021, 12, 31)
    made = prepare_meeting(desk, PLAN, "Grafieken", day, day, user="Anna").code
    for code in AT_THE_GOAL:
        show_result(desk, PLAN, made, code, shown=True, user="Anna")
    page.goto(room(url, meeting=made))
    drawn = page.locator("figure.course svg").count()
    assert drawn >= len(AT_THE_GOAL)
    for number in range(1, page.locator(".screen").count() + 1):
        assert (number, page.evaluate(OVER_OTHERS)) == (number, [])
        page.keyboard.press("PageDown")


def test_what_is_half_typed_in_the_room_survives_a_reload_and_is_gone_once_recorded(
    page: Page, url: str, desk: Desk
) -> None:
    for screen in ("s15", "s5"):
        page.goto(f"{room(url)}#{screen}")
        note = page.locator(".screen:not([hidden]) .note")
        assert note.locator("[name=text]").evaluate("(field) => field.offsetWidth / innerWidth") > 0.4
    note.locator("[name=text]").fill("Half getypt besluit")
    note.locator("[name=due]").fill("2021-10-01")
    page.reload()
    assert note.locator("[name=text]").input_value() == "Half getypt besluit"
    assert note.locator("[name=due]").input_value() == "2021-10-01"
    note.locator("[name=user]").fill("Anna")
    note.locator("button").click()
    note.locator("output", has_text="Vastgelegd.").wait_for(timeout=WAIT)
    assert page.evaluate("Object.keys(sessionStorage).filter(one => one.startsWith('planpeil-half'))") == []
    page.reload()
    assert note.locator("[name=text]").input_value() == ""


def test_what_is_half_typed_of_an_explanation_and_an_action_survives_a_reload(
    tab: Opener, url: str, desk: Desk
) -> None:
    one = tab(url=url)
    target = take_snapshot(desk, PLAN, as_of=DAYS[PLAN]).rows[0].target.code
    one.open("toelichtingen", plan=PLAN, as_of="2021-06-30", target=target)
    one.page.get_by_label("Oorzaak").fill("Half getypte oorzaak")
    one.page.keyboard.press("Tab")
    one.page.get_by_text("Bewaard: wat u typte").wait_for(timeout=WAIT)
    one.page.reload()
    expect(one.page.get_by_label("Oorzaak")).to_have_value("Half getypte oorzaak", timeout=WAIT)
    one.open("besluiten-en-acties", plan=PLAN, as_of="2021-06-30")
    one.page.get_by_text("Een besluit of actie vastleggen").click()
    field = one.page.locator(".st-key-agreed-what input")
    field.fill("Half getypte actie")
    field.press("Tab")
    one.page.get_by_text("Bewaard: wat u typte").wait_for(timeout=WAIT)
    one.page.reload()
    expect(field).to_have_value("Half getypte actie", timeout=WAIT)


def test_every_key_does_what_it_says(page: Page, url: str, desk: Desk) -> None:
    page.goto(room(url))
    for key, number in (
        ("ArrowDown", 2), (" ", 3), ("Enter", 4), ("ArrowLeft", 3), ("ArrowUp", 2), ("Backspace", 1), ("End", 15),
        ("PageDown", 15), ("Home", 1), ("PageUp", 1),
    ):  # fmt: skip
        page.keyboard.press(key)
        is_at(page, f"{number}/15")
    for key in "12":
        page.keyboard.press(key)
    page.keyboard.press("Enter")
    is_at(page, "12/15")
    page.keyboard.press("b")
    expect(page.locator("#black")).to_be_visible()
    page.keyboard.press("b")
    page.keyboard.press("o")
    page.locator("#list a").nth(4).click()
    is_at(page, "5/15")
    expect(page.locator("#list")).to_be_hidden()
    page.keyboard.press("f")
    page.locator("html:fullscreen").wait_for(timeout=WAIT)
    page.keyboard.press("f")
    page.locator("html:not(:fullscreen)").wait_for(timeout=WAIT)
    page.keyboard.press("d")
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"
    page.mouse.click(1000, 300)
    is_at(page, "6/15")
    page.mouse.click(60, 300)
    is_at(page, "5/15")


def test_a_touch_goes_on_and_back(browser: Browser, url: str, desk: Desk) -> None:
    phone = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = phone.new_page()
    page.goto(room(url))
    page.touchscreen.tap(300, 500)
    is_at(page, "2/15")
    page.touchscreen.tap(30, 650)  # under the rows, of which each opens its result
    is_at(page, "1/15")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert page.locator("footer:visible b").evaluate_all("all => all.map((one) => getComputedStyle(one).fontSize)") == [
        "12px"
    ]
    phone.close()


def test_a_result_opens_over_its_screen_and_nothing_is_lost(page: Page, url: str, desk: Desk) -> None:
    page.goto(f"{room(url)}#s4")
    title = page.locator(".screen:not([hidden]) h1").inner_text()
    page.keyboard.press("r")
    inside = page.frame_locator("#over iframe")
    inside.locator("h1", has_text=title).first.wait_for(timeout=WAIT)
    page.locator("#over button").click()
    expect(page.locator("#over")).to_be_hidden()
    is_at(page, "4/15")


def test_words_that_have_no_room_are_one_key_or_one_tap_away(page: Page, url: str, desk: Desk) -> None:
    page.goto(room(url))
    here = int(str(page.locator(".screen:has(.whole)").first.get_attribute("id"))[1:])
    page.goto(f"{room(url)}#s{here}")
    is_at(page, f"{here}/15")
    whole = page.locator(".screen:not([hidden]) .whole")
    assert (whole.count(), whole.is_visible()) == (1, False)
    page.keyboard.press("t")
    expect(whole.locator("dd", has_text=LONG)).to_have_count(4)
    page.keyboard.press("Escape")
    expect(whole).to_be_hidden()
    page.locator(".screen:not([hidden]) .every:visible").click()
    expect(whole).to_be_visible()
    whole.locator("button").click()
    expect(whole).to_be_hidden()
    is_at(page, f"{here}/15")
    page.keyboard.press("t")
    page.keyboard.press("ArrowRight")
    is_at(page, f"{here + 1}/15")
    assert page.locator(".whole:visible").count() == 0


def test_a_run_goes_on_without_a_line_and_what_is_written_then_is_recorded_once(
    page: Page, context: BrowserContext, url: str, desk: Desk
) -> None:
    page.goto(f"{room(url)}#s4")
    context.set_offline(True)
    page.keyboard.press("PageDown")
    is_at(page, "5/15")
    note = page.locator(".screen:not([hidden]) .note")
    note.locator("[name=text]").fill("Extra overleg met de regio")
    note.locator("[name=user]").fill("Anna")
    note.locator("button").click()
    note.locator("output", has_text="geen verbinding").wait_for(timeout=WAIT)
    context.set_offline(False)
    note.locator("output", has_text="Vastgelegd.").wait_for(timeout=WAIT)
    recorded = [one.one for one in agreement_list(desk, PLAN) if one.one.text == "Extra overleg met de regio"]
    assert [(one.meeting, one.kind) for one in recorded] == [("M1", AgreementKind.DECISION)]


def test_what_is_decided_stands_at_once_on_the_screen_of_its_result_here_and_elsewhere_and_is_counted(
    page: Page, browser: Browser, url: str, desk: Desk
) -> None:
    made = prepare_meeting(desk, PLAN, "Besluiten", DAYS[PLAN], DAYS[PLAN], user="Anna").code
    page.goto(room(url, meeting=made))
    number = page.locator(".screen-result").first.get_attribute("id")
    page.goto(f"{room(url, meeting=made)}#{number}")
    shown = page.locator(".screen:not([hidden])")
    title, drawn = shown.locator("h1").inner_text(), shown.locator("figure.course").count()
    assert shown.locator(".asked").count() == 0
    elsewhere = browser.new_page()
    elsewhere.goto(page.url)
    seen = elsewhere.locator(".screen:not([hidden])")
    seen.locator(".note [name=text]").fill("Half een zi")
    # The line drops once, when the screens are asked for.
    elsewhere.route(re.compile(r"/zaal/[^/]+/[^/?]+\?"), lambda route: route.abort(), times=1)
    for one in (page, elsewhere):
        one.evaluate("window.visit = 'the same'")
    note = shown.locator(".note")
    note.locator("[name=text]").fill("Coördinator <aanstellen>")
    note.locator("[name=user]").fill("Anna")
    note.locator("button").click()
    expect(shown.locator(".asked")).to_contain_text("Coördinator <aanstellen>")
    assert (shown.locator("h1").inner_text(), shown.locator("figure.course").count()) == (title, drawn)
    assert (shown.locator(".body").count(), note.locator("output").inner_text()) == (1, "Vastgelegd.")
    page.keyboard.press("End")
    expect(shown.locator(".side")).to_contain_text("1 besluit")
    expect(seen.locator(".asked")).to_contain_text("Coördinator <aanstellen>", timeout=2 * WAIT)
    assert (seen.locator("h1").inner_text(), seen.locator("figure.course").count()) == (title, drawn)
    expect(seen.locator(".note [name=text]")).to_have_value("Half een zi")
    for one in (page, elsewhere):
        assert one.evaluate("window.visit") == "the same"
    elsewhere.close()


def test_two_who_write_at_once_both_see_both(context: BrowserContext, url: str, desk: Desk) -> None:
    made = prepare_meeting(desk, PLAN, "Samen", DAYS[PLAN], DAYS[PLAN], user="Anna").code
    pages = [context.new_page(), context.new_page()]
    for page in pages:
        page.goto(f"{room(url, meeting=made)}")
        page.keyboard.press("End")
    for page, words in zip(pages, ("Besluit van de een", "Besluit van de ander"), strict=True):
        note = page.locator(".screen:not([hidden]) .note")
        note.locator("[name=text]").fill(words)
        note.locator("[name=user]").fill("Anna")
        note.locator("button").click()
    for page in pages:
        for words in ("Besluit van de een", "Besluit van de ander"):
            page.bring_to_front()
            page.locator(".screen-agreed .lines", has_text=words).wait_for(timeout=WAIT)


def test_a_second_window_shows_the_next_screen_and_follows(context: BrowserContext, url: str, desk: Desk) -> None:
    page = context.new_page()
    page.goto(f"{room(url)}#s4")
    with context.expect_page() as opened:
        page.keyboard.press("p")
    second = opened.value
    second.locator("#presenter .clock").wait_for(timeout=WAIT)
    following = page.locator("#s5 h1").inner_text() or page.locator("#s5 h1").text_content()
    assert (following or "") in second.locator("#presenter .next").inner_text()
    page.bring_to_front()
    page.keyboard.press("PageDown")
    second.locator("#s5:not([hidden])").wait_for(timeout=WAIT)


def test_a_meeting_is_prepared_begun_closed_and_stays_as_it_was(tab: Opener, url: str, desk: Desk) -> None:
    one = tab(url=url)
    one.open("vergadering", plan=PLAN, as_of="2021-06-30")
    one.page.get_by_label("Uw naam").fill("Anna")
    one.page.keyboard.press("Tab")
    one.settle()
    one.page.get_by_text("Een vergadering voorbereiden").click()
    one.page.get_by_label("Naam", exact=True).fill("Najaarsvergadering")
    one.page.keyboard.press("Tab")
    one.settle()
    one.page.get_by_role("button", name="Voorbereiden", exact=True).click()
    one.page.get_by_role("heading", name="Najaarsvergadering").wait_for(timeout=WAIT)
    one.settle()
    code = re.search(r"vergadering=(M\d+)", one.page.url)
    assert code
    begin_meeting(desk, PLAN, code[1], user="Anna")
    one.open("vergadering", plan=PLAN, as_of="2021-06-30", vergadering=code[1])
    unfold(one.page, "De vergadering sluiten")
    one.page.get_by_role("button", name="Sluiten", exact=True).click()
    one.page.get_by_text("De vergadering opnieuw openen").wait_for(timeout=WAIT)
    one.settle()
    assert "Sindsdien is niets anders bekend geworden." in one.text()
    (found,) = [each.one for each in meeting_list(desk, PLAN) if each.code == code[1]]
    assert found.state == "closed"
    one.page.goto(room(url, meeting=code[1]))
    assert one.page.locator(".note").count() == 0


def test_a_file_is_made_while_its_page_is_left_and_given_to_another(tab: Opener, url: str, desk: Desk) -> None:
    made = prepare_meeting(desk, "roset-2021", "Voor het archief", DAYS["roset-2021"], DAYS["roset-2021"], user="Anna")
    asked = {"plan": "roset-2021", "as_of": "2022-12-31", "vergadering": made.code}
    one, other = tab(url=url), tab(url=url)
    one.open("vergadering", **asked)
    one.page.get_by_role("button", name="Downloaden", exact=True).click()
    one.page.get_by_role("button", name="Cijfers (Excel) maken").click()
    one.page.get_by_text(re.compile(r"Cijfers \(Excel\): ")).wait_for(timeout=WAIT)
    one.page.goto("about:blank")
    other.open("vergadering", **asked)
    other.page.get_by_role("button", name="Downloaden", exact=True).click()
    link = other.page.get_by_role("link", name="Cijfers (Excel) downloaden")
    link.wait_for(timeout=3 * WAIT)
    with other.page.expect_download() as given:
        link.click()
    assert given.value.suggested_filename.startswith(f"planpeil-roset-2021-vergadering-{made.code}-stand-2022-12-31-")
    found = Path(given.value.path()).read_bytes()
    assert found == report(desk, "roset-2021", None, "xlsx", meeting=made.code).content
    assert other.page.get_by_role("heading", name="Voor het archief").is_visible()


def test_nothing_moves_when_the_fields_of_an_explanation_come_late(tab: Opener) -> None:
    one = tab(width=390, height=844)
    held = Held(one.page, re.compile(r"/(TextArea|DateInput)\.[^/]*\.js"))
    one.page.goto(f"{one.url}/toelichtingen?plan={PLAN}&as_of=2021-06-30&target=T-CO-02")
    fields = one.page.locator('.stMain [class*="st-key-said-"]')
    fields.last.wait_for(timeout=WAIT)
    places = "(all) => all.map((one) => [one.className.match(/st-key-\\S+/)[0], one.getBoundingClientRect().y])"
    before = fields.evaluate_all(places)
    assert len(before) == 6
    assert not one.page.locator("textarea").count()
    held.let_go()
    one.page.locator("textarea").nth(2).wait_for(timeout=WAIT)
    one.page.locator(".stDateInput").wait_for(timeout=WAIT)
    assert fields.evaluate_all(places) == before
