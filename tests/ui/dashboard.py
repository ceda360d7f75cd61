"""The dashboard as `AppTest` runs it, and its pages by name."""

from pathlib import Path

from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from kpi.present.pages import MOVED, MOVED_SCRIPT, OVERVIEW, PAGES, THEME, Page

ROOT = Path(__file__).resolve().parents[2]
PLANS = ("thoon-2021", "huisartsenteam-2024")
# The pages of one plan; a theme's needs the path of a theme.
SCRIPTS = tuple(Path(one.script).stem for one in PAGES if "/monitor/" in one.script and one.path != THEME)


def page_name(page: Page) -> str:
    """As `open_page` has it."""
    return page.script.removeprefix("pages/").removesuffix(".py")


def open_page(script: str = "overview", **query: str | list[str]) -> AppTest:
    """The page of a script in `pages/monitor`, or "section/name" for another, opened by its address with a query.

    Of the themes the first is opened, from the front page: its address depends on the plan.
    """
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    file = f"pages/{script if '/' in script else f'monitor/{script}'}.py"
    path = {MOVED_SCRIPT: next(iter(MOVED)), **{one.script: one.path for one in PAGES}}[file]
    for name, value in query.items():
        app.query_params[name] = value
    if path == THEME:
        app.run().switch_page(file)
    elif path != OVERVIEW:  # which is the front page
        app._page_hash = calc_hash(path)  # `switch_page` would need a run of the front page here too
    app.run()
    assert app._page_hash in ("", *app._registered_pages), f"{path} is no page of this plan"
    return app


def checked(app: AppTest) -> AppTest:
    """Run the deliver page until its check has ended; a run waits a second for it, then shows how far it is."""
    app.run()
    for _ in range(60):
        if not any((one.key or "").startswith("stop-") for one in app.button):
            break
        app.run()
    assert not app.exception
    return app


def seen(app: AppTest) -> str:
    """All HTML on the page, style sheets left out."""
    return "\n".join(block.value for block in app.get("html") if not block.value.startswith("<style"))
