"""What all tests share: their own databases, repeatable random cases, marks, and a checkout that stays clean."""

import gc
import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from hypothesis import settings
from playwright.sync_api import Playwright, sync_playwright

from kpi.intake.read import child
from kpi.service.accounts import people
from scripts.postgres import Server, server
from tests.databases import Fill, fill_new, nothing, put
from tests.examples import QUICK
from tests.leftovers import Watch
from tests.shares import in_shares
from tests.statements import share_statements
from tests.temporary import InMemory

ROOT = Path(__file__).resolve().parent.parent
BROWSER = "tests/browser/"
BOMBS = ("bomb", "lying", "shared-text")
# Real servers, many processes, full disks, bombs, what a new Python imports: in every whole run, not in `make quick`.
SLOW_TESTS = (
    "tests/faults/",
    "tests/replicas/",
    "tests/deploy/",
    "tests/ui/serving/test_serving.py",
    "tests/intake/read/test_bombs.py",
    *(
        f"tests/intake/read/test_bad_formats.py::test_bad_file_gives_its_issues_and_no_other[{bomb}.xlsx]"
        for bomb in BOMBS
    ),
    "tests/intake/read/test_opening.py::test_million_rows_are_possible_when_allowed",
    "tests/cli/test_commands.py::test_a_process_of_its_own_ends_the_same_way",
    "tests/cli/test_starting.py",
    "tests/cli/test_people.py",
    "tests/cli/test_tokens.py",
    "tests/cli/test_commands.py",
    "tests/cli/test_reminding.py",
    "tests/cli/test_outlook.py",
    "tests/cli/test_editing.py",
    "tests/store/test_query.py::test_every_revision_is_read_as_it_was_saved",
    "tests/service/accounts/",  # passwords take their time
    "tests/store/plans/test_apply.py::test_processes_that_load_at_once_make_one_revision",
    "tests/store/database/test_engine.py::test_processes_that_start_at_once_all_find_the_tables",
    "tests/store/database/test_postgres.py::test_a_store_in_a_file_loads_no_driver",
    "tests/ui/plan/",  # whole ways through the screens of a plan and of a delivery, run after run
    "tests/ui/results/test_changed_promises.py",
    "tests/ui/upload/",
    "tests/ui/meeting/",
    "tests/intake/read/test_bad_formats.py",  # a process a file
    "tests/present/chart/test_pictures.py",
    "tests/present/chart/test_charts.py",  # whole charts, as Vega draws them
    "tests/service/upkeep/test_backups.py",  # whole databases, out and back
    "tests/service/reminding/test_ticking.py",  # servers of mail and a webhook
    "tests/service/packs/",  # a process a pack
    "tests/service/test_packs.py",
    "tests/service/test_returning.py",  # every bad file judged twice
    "tests/present/pack/",  # whole packs, letter by letter
    "tests/service/test_report.py",
    "tests/cli/test_report.py",
    "tests/api/test_openapi.py",  # a thousand questions
    "tests/api/test_koppelen.py",  # the whole application
    "tests/api/test_served.py",  # every address in both forms and languages
    "tests/service/meetings/test_showing.py",  # whole meetings, from the first to the last screen
    "tests/cli/test_uploads.py",  # a delivery, a meeting, a starter set from beginning to end
    "tests/cli/test_meetings.py",
    "tests/cli/test_arrivals.py",
    "tests/intake/edit/test_starter.py",
    "tests/intake/read/test_opening.py",
    "tests/ui/results/test_portfolio.py",
    "tests/ui/test_english.py",
    "tests/ui/test_known_otherwise.py",
    "tests/ui/test_language.py",
    "tests/intake/faults/test_content_page.py",  # every fault of every example
    "tests/intake/read/test_format_page.py",
    "tests/service/test_editing.py",
    "tests/service/test_approving.py",
    "tests/service/test_uploads.py",
    "tests/service/test_confirming.py",
    "tests/service/upkeep/test_doctor.py",
    "tests/store/database/test_backup.py",
    "tests/api/test_handing_in.py",
    "tests/ui/test_my_list_page.py",
    "tests/ui/serving/test_metrics.py",
    "tests/ui/results/test_units.py",
    "tests/ui/results/test_saved.py",
    "tests/ui/test_pages.py",
    "tests/ui/test_first_light.py",
    "tests/present/screen/test_theme.py",
    "tests/store/uploads/test_uploads.py",
    "tests/service/meetings/test_recording.py",
)

# No deadline: a busy machine is not a fault. On CI the same cases every time, so that a red build can be repeated.
settings.register_profile("local", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")
settings.register_profile("quick", max_examples=QUICK)


def pytest_configure(config: pytest.Config) -> None:
    """Hold the checkout against what it was before the run, and find room for temporary files.

    Under xdist the process that hands out the tests does.
    """
    gc.disable()  # until all is collected: what is imported stays
    share_statements()
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Watch(ROOT))
        config.pluginmanager.register(InMemory())


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs a browser or a PostgreSQL server, or takes long, so that none of it slips into `make quick`.

    Of several processes each begins with its share of what waits longest.
    """
    for item in items:
        if item.nodeid.startswith(SLOW_TESTS):
            item.add_marker(pytest.mark.slow)
        if item.nodeid.startswith(BROWSER):
            item.add_marker(pytest.mark.browser)
        if "postgres" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.postgres)
    items[:] = in_shares(items, BROWSER, int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1")))


def pytest_collection_finish() -> None:
    """What was imported and collected stays; each look of the garbage collector at all of it takes half a second."""
    gc.collect()
    gc.freeze()
    gc.enable()


@pytest.fixture(scope="session", autouse=True)
def _database_of_the_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Point everything, child processes included, at a new SQLite file: tests never open the one in var/."""
    file = tmp_path_factory.mktemp("database") / "planpeil.sqlite"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PLANPEIL_DATABASE_URL", f"sqlite:///{file}")
        patch.setenv("PLANPEIL_NEW_DATABASE", "1")
        yield


@pytest.fixture(scope="session", autouse=True)
def _light_passwords() -> Iterator[None]:
    """Hash passwords in no time; a process that a test starts, and who asks for `heavy_passwords`, does as always."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(people, "_HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        yield


@pytest.fixture
def heavy_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hash passwords as a server does."""
    monkeypatch.setattr(people, "_HASHER", PasswordHasher())


@pytest.fixture(scope="session", autouse=True)
def _measured_child() -> None:
    """Let `make coverage` see into the process that reads workbooks, which is given no environment to be told by."""
    if config := os.environ.get("COVERAGE_PROCESS_CONFIG"):
        told = f"import os; os.environ['COVERAGE_PROCESS_CONFIG'] = {config!r}"
        start = "import coverage; coverage.process_startup()"
        child._COMMAND = (*child._COMMAND[:-1], f"{told}; {start}; {child._COMMAND[-1]}")


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """Yield a PostgreSQL server of this test run alone; fails with what to install when there is none."""
    with server() as found:
        yield found


@pytest.fixture
def postgres_url(postgres: Server) -> Iterator[str]:
    """Yield the address of an empty PostgreSQL database."""
    name = postgres.make()
    yield postgres.address(name)
    postgres.drop(name)


@pytest.fixture(scope="session")
def filled(postgres: Server) -> Iterator[Callable[[Fill], str]]:
    """Yield what names a PostgreSQL database with this in it, to copy: quicker than filling one every time."""
    names: dict[Fill, str] = {}

    def name_of(fill: Fill) -> str:
        if fill not in names:
            new = postgres.make()
            fill_new(postgres.address(new), fill)
            names[fill] = new
        return names[fill]

    yield name_of
    for name in names.values():
        postgres.drop(name)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def new_database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the address of a database without tables: of an SQLite file that is not there yet, and of PostgreSQL."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'new folder' / 'planpeil.sqlite'}"
    return str(request.getfixturevalue("postgres_url"))


@pytest.fixture
def fill() -> Fill:
    """Return what is in the database of a test from the start: the tables alone."""
    return nothing


@pytest.fixture
def filled_url(postgres: Server, filled: Callable[[Fill], str], fill: Fill) -> Iterator[str]:
    """Yield the address of a PostgreSQL database with all tables and what `fill` puts there."""
    name = postgres.make(filled(fill))
    yield postgres.address(name)
    postgres.drop(name)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database(request: pytest.FixtureRequest, tmp_path: Path, fill: Fill) -> str:
    """Return the address of a database of this test alone, once of each kind, with all tables and what `fill` puts."""
    if request.param == "sqlite":
        return put(tmp_path / "planpeil.db", fill)
    return str(request.getfixturevalue("filled_url"))


@pytest.fixture(scope="session")
def browser_path() -> str:
    """Return the path of Chromium; fails with what to install when there is none."""
    found = subprocess.run([ROOT / "scripts" / "browser.sh", "--find"], capture_output=True, text=True, check=False)
    if found.returncode != 0:
        pytest.fail(found.stderr)
    return found.stdout.strip()


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    """Return what drives Chromium: one at a time in a process, and gone with its module, as it keeps a loop running."""
    with sync_playwright() as started:
        yield started
