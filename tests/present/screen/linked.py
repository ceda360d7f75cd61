"""The links of a page with their words, and all plans at several dates to look at."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import parse_qs, urlsplit

from kpi.core.light.snapshot import Snapshot
from kpi.core.view.filters import Filters
from kpi.present.screen.scene import Scene
from kpi.service.desk import at_desk
from kpi.service.snapshots import head_revision, plan_at, snapshot_of
from kpi.settings import load_settings
from kpi.ui.requested import selection_of
from tests.databases import all_plans, put

DATES = {
    "thoon-2021": (date(2021, 3, 31), date(2021, 6, 30), date(2021, 12, 31), date(2024, 12, 31)),
    "huisartsenteam-2024": (date(2023, 12, 31), date(2024, 6, 30), date(2026, 9, 30), date(2030, 12, 31)),
    "roset-2021": (date(2021, 12, 31), date(2023, 6, 30)),
    "visie-2030": (date(2023, 3, 31), date(2030, 12, 31)),
}
VIEWS = [(plan, day) for plan, days in DATES.items() for day in days]


class Links(HTMLParser):
    """Every link as (address, words); words for screen readers and pictures are left out."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, str]] = []
        self._address = ""
        self._words: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self._address, self._words = dict(attrs).get("href") or "", []

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self.found.append((self._address, " ".join(self._words)))

    def handle_data(self, data: str) -> None:
        self._words.append(data)


@cache
def seen(plan: str, day: date) -> Snapshot:
    """A plan of the repository at a date."""
    with TemporaryDirectory() as folder:
        address = put(Path(folder) / "planpeil.db", all_plans)
        with at_desk(load_settings(environ={"PLANPEIL_DATABASE_URL": address})) as desk:
            revision = head_revision(desk)
            return snapshot_of(desk, plan_at(desk, plan, revision), as_of=day, revision=revision, known_at=None)


def at(snapshot: Snapshot, page: str = "", lang: str = "nl", selection: Filters | None = None) -> Scene:
    """A view of a snapshot."""
    known = snapshot.revision
    return Scene(known, known, snapshot.plan.code, snapshot.as_of, "", lang, page, selection or Filters())


def counting(page: str, path: str) -> Iterator[tuple[str, int, Filters]]:
    """Every link to a page whose words hold a number: the words, that number, and the selection it opens."""
    for address, words in Links(page).found:
        parts = urlsplit(address)
        numbers = [word.strip(".,()") for word in words.split()]
        said = next((int(word.replace(".", "")) for word in numbers if word.replace(".", "").isdecimal()), None)
        if parts.path == path and said is not None:
            yield words, said, selection_of(parse_qs(parts.query))
