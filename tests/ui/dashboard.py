"""The dashboard as `AppTest` runs it, and its pages by name."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from kpi.present.pages import PAGES, THEME

ROOT = Path(__file__).resolve().parents[2]
PLANS = ("thoon-2021", "huisartsenteam-2024")
# The pages of one plan; a theme's needs the path of a theme.
SCRIPTS = tuple(Path(one.script).stem for one in PAGES if "/monitor/" in one.script and one.path != THEME)


def open_page(script: str = "overview", **query: str | list[str]) -> AppTest:
    """The page of a script in `pages/monitor`, or "section/name" for another, opened with a query."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    if script != "overview":
        app.switch_page(f"pages/{script if '/' in script else f'monitor/{script}'}.py")
        for name, value in query.items():
            app.query_params[name] = value
        app.run()
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
