"""Pictures every page of the running app in var/screenshots/, at three sizes, light and dark.

Those that a document shows are copied to docs/img/. Starts its own server on a free port with a database of its own,
so that the pictures show the plans as they ship.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import date
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from kpi.core.calendar.period import parse_period  # noqa: E402
from kpi.core.meeting.records import Agreement, AgreementKind  # noqa: E402
from kpi.core.model import CheckIn  # noqa: E402
from kpi.present import pages  # noqa: E402
from kpi.service.desk import Desk, open_desk  # noqa: E402
from kpi.service.drafting import publishing  # noqa: E402
from kpi.service.drafting.editing import draft_of, with_rows  # noqa: E402
from kpi.service.meetings.agreeing import agree  # noqa: E402
from kpi.service.meetings.holding import prepare_meeting  # noqa: E402
from kpi.service.meetings.saying import say  # noqa: E402
from kpi.service.plans import load_missing  # noqa: E402
from kpi.settings import load_settings  # noqa: E402
from scripts.pictures import FOLDER, few_colours, shown  # noqa: E402

Cells = dict[str, str]
MADE = Path("var/screenshots")
SCHEMES = ("light", "dark")
SIZES = {"1920": (1920, 1080), "1280": (1280, 800), "390": (390, 844)}
VIEW = "plan=thoon-2021&period=2021-Q2&as_of=2021-06-30&lang=nl"
NEWEST = "plan=thoon-2021&period=2021-Q4&as_of=2021-12-31&lang=nl"
# What a page needs to show what it is for, beside its own path and the view.
ASKED = {
    pages.THEME: f"{pages.theme_path('ouderenzorg')}?{VIEW}",
    pages.TARGET: f"{pages.TARGET}?{VIEW}&target=T-CO-08",
    pages.DELIVERIES: f"{pages.DELIVER}?{VIEW}",  # a file is handed in first
}
# The address of what some pages show besides.
BESIDES = {
    "upload-faults": f"{pages.DELIVER}?{VIEW}",
    "overview-huisartsenteam": "?plan=huisartsenteam-2024&period=2026-Q3&as_of=2026-09-30&lang=nl",
    "overview-english": "?plan=thoon-2021&period=2021-Q2&as_of=2021-06-30&lang=en",
    "first-plan": "?lang=nl",
    "first-plan-begin": f"{pages.MANAGE}?lang=nl",
    "overview-changed": f"?{NEWEST}",
    "target-changed": f"{pages.TARGET}?{NEWEST}&target=T-CO-08",
    "target-ended": f"{pages.TARGET}?{NEWEST}&target=T-CO-10",
    "meeting": f"{pages.MEETING}?{VIEW}&vergadering=M1",
    "room-since": "zaal/thoon-2021/M1?lang=nl#s2",
    "room-result": "zaal/thoon-2021/M1?lang=nl#s5",
    "results-ended": f"{pages.RESULTS}?{NEWEST}&promise=ended&promise=revised",
}


def pictured(rows: Iterable[pages.Page]) -> dict[str, str]:
    """The address of each picture by its name: the script of a page, after its section where two are called the same.

    Raises LookupError for two pictures of one name.
    """
    scripts = {Path(one.script): ASKED.get(one.path, f"{one.path}?{VIEW}") for one in rows}
    stems = Counter([*BESIDES, *(script.stem for script in scripts)])
    found = dict(BESIDES)
    for script, address in scripts.items():
        name = script.stem if stems[script.stem] == 1 else f"{script.parent.name}-{script.stem}"
        if name in found:
            raise LookupError(f"two pictures would be called {name}")
        found[name] = address
    return found


PAGES = pictured(pages.PAGES)
# Pages of another database: without any plan, and with a plan of which promises changed.
FIRST = ("first-plan", "first-plan-begin")
CHANGED = ("overview-changed", "target-changed", "target-ended", "results-ended")
MEETING = ("meeting", "room-since", "room-result")  # with a meeting that was prepared
HEADERS = "Indicator;Kwartaal;Organisatie;Waarde;Opmerking"
GOOD = f"""{HEADERS}
T-CO-02;4e kwartaal 2021;;100;afspraken rond, ook met cliënten
T-CO-06;4e kwartaal 2021;;ja;enquête alsnog gerapporteerd
"""
FAULTY = f"""{HEADERS}
T-CO-6;4e kwartaal 2021;;ja;enquête alsnog gerapporteerd
T-CO-10;4e kwartaal 2021;;veel;
wijknetwerken;4e kwartaal 2021;stad c;1;
wijknetwerken;5e kwartaal 2021;stad-a;1;
"""
RECORDED = f"""{HEADERS}
initiatieven-gedeeld;4e kwartaal 2021;;3;één bericht meer
T-CO-10;4e kwartaal 2021;;92,5;peiling in 6 netwerken
"""
LAUNCH = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--hide-scrollbars"]


def main() -> None:
    """Take every picture, or only the pages named on the command line."""
    wanted = sys.argv[1:] or list(PAGES)
    usual = [name for name in wanted if name not in (*FIRST, *CHANGED, *MEETING)]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=LAUNCH)
        take_all(browser, usual)
        take_all(browser, [name for name in wanted if name in FIRST], plans="nothing")
        take_all(browser, [name for name in wanted if name in CHANGED], prepare=change_promises)
        take_all(browser, [name for name in wanted if name in MEETING], prepare=prepare_board)
        browser.close()


def take_all(
    browser: Browser, wanted: list[str], plans: str = "", prepare: Callable[[str], None] | None = None
) -> None:
    """The wanted pages of a server of their own, in every size and both schemes; `prepare`: its database first."""
    if not wanted:
        return
    with served(plans, prepare) as address:
        for scheme in SCHEMES:
            for size, (width, height) in SIZES.items():
                take(browser, address, wanted, scheme, size, width, height)


def desk_of(database_url: str) -> Desk:
    """A database of its own with all plans."""
    desk = open_desk(load_settings(environ={"PLANPEIL_DATABASE_URL": database_url, "PLANPEIL_NEW_DATABASE": "1"}))
    load_missing(desk, user="planpeil")
    return desk


def prepare_board(database_url: str) -> None:
    """A meeting of which one result was explained and decided on."""
    desk, plan, day = desk_of(database_url), "thoon-2021", date(2021, 6, 30)
    made = prepare_meeting(desk, plan, "Bestuursvergadering", date(2021, 7, 15), day, user="A. Jansen")
    words = ("overig gebied zonder netwerk", "doel 2021 niet haalbaar", "vaste coördinator vanaf september")
    said = CheckIn("T-CO-08", parse_period("2021-Q2"), *words, "coördinator ouderenzorg", date(2021, 9, 30))
    say(desk, plan, said, user="A. Jansen")
    asked = Agreement("", AgreementKind.DECISION, "Coördinator aanstellen, 8 uur per week", made.code, "T-CO-08")
    agree(desk, plan, asked, user="A. Jansen")


def change_promises(database_url: str) -> None:
    """Ask more of one result and leave another out, each with a reason."""
    desk = desk_of(database_url)
    more = {"T-CO-08": {"value": "10"}, "T-CO-06": {"deadline": "eind 2022"}}
    publish_rows(desk, lambda one: {**one, **more.get(one["target"], {})}, "Ledenvergadering 12 juni: meer wijken")
    publish_rows(desk, lambda one: None if one["target"] == "T-CO-10" else one, "Taak ging naar de gemeente")


def publish_rows(desk: Desk, change: Callable[[Cells], Cells | None], why: str) -> None:
    """Publish the plan with every result changed or, for None, left out."""
    draft = draft_of(desk, "thoon-2021")
    table = draft.tables["targets"]
    kept = [made for one in table.records() if (made := change(dict(one))) is not None]
    rows = [[one[name] for name in table.columns] for one in kept]
    publishing.publish(desk, with_rows(draft, "targets", rows), user="A. Jansen", why=why)


def take(browser: Browser, address: str, wanted: list[str], scheme: str, size: str, width: int, height: int) -> None:
    """Visit the wanted pages, each in a browser that delivered nothing before, and keep a picture of each."""
    for name in wanted:
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme="dark" if scheme == "dark" else "light"
        )
        page = context.new_page()
        page.goto(f"{address}/{PAGES[name]}")
        if name.startswith("room"):
            page.evaluate("document.fonts.ready")
        else:
            settle(page)
            page.reload()  # a font that was late is there at the next page
            settle(page)
        if name in STEPS:
            STEPS[name](page)
        keep(page.screenshot(), file_name(name, size, scheme))
        context.close()


def drop(page: Page, content: str, name: str, who: str = "J. de Vries") -> None:
    """Drop a file as Dutch Excel saves it on the page."""
    page.get_by_label("Uw naam").fill(who)
    page.get_by_label("Uw naam").press("Enter")
    page.get_by_text("Vul eerst uw naam in.").wait_for(state="detached")
    data = content.replace("\n", "\r\n").encode("cp1252")
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": "text/csv", "buffer": data})
    page.get_by_text(f"Bewaard: {name}").wait_for()
    settle(page)


def record(page: Page) -> None:
    """Deliver a file, and look it up among the deliveries."""
    drop(page, RECORDED, "kwartaal-4.csv", "P. Jansen")
    page.get_by_role("button", name="astleggen").click()
    page.get_by_role("link", name="Naar de aanleveringen").click()
    page.get_by_text("Alle aanleveringen").wait_for()
    settle(page)


STEPS: dict[str, Callable[[Page], None]] = {
    "upload": lambda page: drop(page, GOOD, "ouderenzorg.csv"),
    "upload-faults": lambda page: drop(page, FAULTY, "ouderenzorg.csv"),
    "uploads": record,
}


def settle(page: Page) -> None:
    """Wait until the page has run and nothing moves any more."""
    page.wait_for_selector(".stApp[data-test-script-state=notRunning]", timeout=60_000)
    page.wait_for_selector(".stMain .stHtml [lang]", state="attached", timeout=60_000)
    page.wait_for_selector("#first-light", state="detached", timeout=60_000)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(400)


def file_name(page: str, size: str, scheme: str) -> str:
    """What the picture of a page is called."""
    return f"{page}-{size}-{scheme}.png"


def names(pages: Iterable[str]) -> list[str]:
    """What all pictures of these pages are called."""
    return [file_name(page, size, scheme) for page in pages for size in SIZES for scheme in SCHEMES]


def keep(png: bytes, name: str) -> None:
    """Store a picture with a palette, as these screens have few colours; a document that shows it gets it too."""
    (ROOT / MADE).mkdir(parents=True, exist_ok=True)
    with Image.open(BytesIO(png)) as picture:
        few_colours(picture).save(ROOT / MADE / name, optimize=True)
    if name in shown(ROOT):
        shutil.copyfile(ROOT / MADE / name, ROOT / FOLDER / name)
        print(FOLDER / name)


def browser_path() -> str:
    """The Chromium that the set-up found."""
    found = subprocess.run([ROOT / "scripts" / "browser.sh", "--find"], capture_output=True, text=True, check=True)
    return found.stdout.strip()


@contextmanager
def served(plans: str, prepare: Callable[[str], None] | None) -> Iterator[str]:
    """A running dashboard and its address: with all plans, or those of the folder `plans`; its database prepared."""
    with tempfile.TemporaryDirectory() as folder, closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        new = {"PLANPEIL_DATABASE_URL": f"sqlite:///{folder}/planpeil.db", "PLANPEIL_NEW_DATABASE": "1"}
        env = {**os.environ, **new}
        if plans:
            (Path(folder) / "config.toml").write_text(f'plans = "{plans}"\n')
            env["PLANPEIL_CONFIG"] = f"{folder}/config.toml"
        if prepare:
            prepare(env["PLANPEIL_DATABASE_URL"])
        command = [sys.executable, "-m", "kpi", "serve", "--port", str(port), "--no-browser"]
        server = subprocess.Popen(command, cwd=ROOT, env=env)
        try:
            await_ready(f"http://127.0.0.1:{port}")
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(30)


def await_ready(address: str) -> None:
    """Wait until the server says that it is ready; raises TimeoutError after a minute and a half."""
    until = time.monotonic() + 90
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"{address}/readyz", timeout=2) as answer:
                if b"ready" in answer.read():
                    return
        except OSError:
            time.sleep(0.3)
    raise TimeoutError(f"{address} did not become ready")


if __name__ == "__main__":
    main()
