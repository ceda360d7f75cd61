"""What one visitor looks at: a plan at a date, in a language, as the URL says it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from urllib.parse import quote, urlencode

from kpi.access.rights import EVERYTHING, Right
from kpi.core.calendar.moment import moment
from kpi.core.calendar.period import JANUARY, Frequency, Period, YearStart, period_of
from kpi.core.view.arranging import Arrangement
from kpi.core.view.filters import Filters
from kpi.present.pages import OVERVIEW, TARGET
from kpi.present.words import text

BACK = "van"  # the page from which a result was opened


@dataclass(frozen=True, slots=True)
class Scene:
    """A view that can be cached and linked: equal scenes show equal pages.

    `plan` is empty while there is no plan at all; then only the front page and the keeping of plans have content.

    `head` is the newest revision, `revision` the one that is read (older when `known` is set). `known` is the day or
    moment as written in the URL, empty for now.  `page` is
    the path of the page, empty for the overview. `selection` holds on every page that shows several results,
    `arrangement` on the table of all results. `rights`: what who asks may do with the plan, and `plans`: which they
    may see whole (None: all, where nobody signs in). `part`: the organisation units whose figures they may see, None:
    those of all.
    """

    head: int
    revision: int
    plan: str
    as_of: date
    known: str
    lang: str
    page: str
    selection: Filters = field(default_factory=Filters)
    arrangement: Arrangement = field(default_factory=Arrangement)
    year_starts: YearStart = JANUARY
    rights: frozenset[Right] = EVERYTHING
    plans: tuple[str, ...] | None = None
    part: frozenset[str] | None = None

    @property
    def known_at(self) -> datetime | None:
        """The moment up to which recordings count; None is now."""
        return moment(self.known) if self.known else None

    @property
    def quarter(self) -> Period:
        """The plan's quarter that holds `as_of`."""
        return period_of(self.as_of, Frequency.QUARTER, self.year_starts)

    @property
    def params(self) -> dict[str, str | list[str]]:
        """The query of a link to this view; plan, period and date are always written out."""
        found: dict[str, str | list[str]] = {}
        if self.plan:
            found = {"plan": self.plan, "period": self.quarter.code, "as_of": self.as_of.isoformat()}
        found["lang"] = self.lang
        if self.known:
            found["known_at"] = self.known
        return {**found, **self.selection.params, **self.arrangement.params}

    def href(self, page: str, more: Mapping[str, str] | None = None, selection: Filters | None = None) -> str:
        """A link to another page with the same plan, date, language and selection.

        Or with that `selection`, which then begins at its first page.
        """
        scene = self if selection is None else replace(self, selection=selection).arranged(page=1)
        path = "." if page in ("", OVERVIEW) else quote(page)
        return f"{path}?{urlencode({**scene.params, **(more or {})}, doseq=True)}"

    def arranged(self, **changes: Any) -> "Scene":
        """The same view in another order, other groups or at another page."""
        return replace(self, arrangement=replace(self.arrangement, **changes))

    def target_href(self, target: str) -> str:
        """A link to the page of one target, which knows the way back here."""
        return self.href(TARGET, {"target": target, BACK: self.page or OVERVIEW})

    def text(self, msgid: str, **figures: object) -> str:
        """Words in the language of this view."""
        return text(self.lang, msgid, **figures)
