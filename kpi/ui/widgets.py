"""The pickers: each shows what the URL says, and writes the URL when a visitor chooses something else."""

from collections.abc import Callable, Iterable
from datetime import date

import streamlit as st

from kpi import service
from kpi.core.errors import NotFoundError, UsageError
from kpi.core.notation import period as period_words
from kpi.core.period import Frequency, parse_period, period_of, periods_between
from kpi.core.snapshot import Row
from kpi.core.views import first_things
from kpi.present.words import LANGUAGES, mark
from kpi.ui import address, cached, filters
from kpi.ui.filters import FIELDS, SINCE, UNTIL, WORDS, Filters
from kpi.ui.scene import THEME, Scene

LANGUAGE_NAMES = {"nl": "Nederlands", "en": "English"}
LABELS = {
    "theme": mark("Theme"),
    "focus": mark("Focus"),
    "owner": mark("Owner"),
    "level": mark("Level"),
    "kind": mark("Kind"),
    "status": mark("Status"),
}
DATE_FORMATS = {"nl": "DD-MM-YYYY", "en": "YYYY-MM-DD"}


def sidebar(scene: Scene) -> None:
    """Plan, period, date, the moment of knowing, and language."""
    with st.sidebar:
        _plan(scene)
        _period(scene)
        _as_of(scene)
        _known_at(scene)
        _language(scene)


def _plan(scene: Scene) -> None:
    names = cached.plan_names(scene.head)
    _show("plan", scene.plan)
    st.selectbox(
        scene.text("Plan"),
        list(names),
        format_func=lambda code: names.get(code, code),
        key="plan",
        on_change=_plan_changed,
        args=(scene.revision, scene.page),
    )


def _plan_changed(revision: int, page: str) -> None:
    """Another plan opens at its own date; pages of the old plan's themes and targets have no counterpart there."""
    code = st.session_state["plan"]
    left = dict.fromkeys(("target", *FIELDS, SINCE, UNTIL, WORDS), "")
    address.write(plan=code, **_date(cached.default_day(revision, code)), **left)
    if page.startswith(THEME):
        st.switch_page("pages/monitor/overview.py", query_params=dict(st.query_params))


def _period(scene: Scene) -> None:
    """The quarters from the plan's first to the newest with figures, or to the date that is shown."""
    plan = cached.plan(scene.revision, scene.plan)
    newest = max(cached.default_day(scene.revision, scene.plan), scene.as_of)
    codes = [one.code for one in periods_between(min(plan.start, scene.as_of), newest, Frequency.QUARTER)]
    _show("period", scene.period)
    st.selectbox(
        scene.text("Period"),
        codes[::-1],
        format_func=lambda code: period_words(parse_period(code), scene.lang),
        key="period",
        on_change=_period_changed,
    )


def _period_changed() -> None:
    address.write(**_date(parse_period(st.session_state["period"]).last))


def _as_of(scene: Scene) -> None:
    first, last = address.date_range(cached.plan(scene.revision, scene.plan))
    _show("as_of", scene.as_of)
    st.date_input(
        scene.text("As of"),
        value=None,
        min_value=first,
        max_value=last,
        key="as_of",
        format=DATE_FORMATS[scene.lang],
        on_change=_as_of_changed,
    )


def _as_of_changed() -> None:
    """A cleared date stays what it was."""
    if chosen := st.session_state["as_of"]:
        address.write(**_date(chosen))


def _date(day: date) -> dict[str, str]:
    """A date with its quarter, as parameters."""
    return {"as_of": day.isoformat(), "period": period_of(day, Frequency.QUARTER).code}


def _known_at(scene: Scene) -> None:
    known = scene.known_at
    _show("known_at", known.date() if known else None)
    st.date_input(
        scene.text("As known on"),
        value=None,
        min_value=date(2000, 1, 1),
        max_value=date(2100, 12, 31),
        key="known_at",
        format=DATE_FORMATS[scene.lang],
        help=scene.text("Empty: everything recorded up to now. A day: what had been recorded at its end."),
        on_change=_day_changed,
        args=("known_at",),
    )


def _language(scene: Scene) -> None:
    _show("lang", scene.lang)
    st.segmented_control(
        scene.text("Language"),
        LANGUAGES,
        format_func=lambda code: LANGUAGE_NAMES[code],
        key="lang",
        required=True,
        on_change=_changed,
        args=("lang",),
    )


def target(scene: Scene) -> str:
    """The target to show: the first that needs attention when the URL names none. Raises NotFoundError."""
    rows = cached.snapshot(scene).rows
    names = {row.target.code: f"{row.theme.title}: {row.target.statement}" for row in rows}
    code = st.query_params.get("target") or _first_code(rows)
    if code not in names:
        raise NotFoundError(
            f"Het plan {scene.plan} heeft geen resultaat {code!r}.", f"The plan {scene.plan} has no target {code!r}."
        )
    if st.query_params.get("target") != code:
        address.write(target=code)
    _show("target", code)
    st.selectbox(
        scene.text("Result"),
        list(names),
        format_func=lambda one: names.get(one, one),
        key="target",
        on_change=_changed,
        args=("target",),
    )
    return code


def _first_code(rows: tuple[Row, ...]) -> str:
    return next((row.target.code for row in (*first_things(rows), *rows)), "")


def explore(scene: Scene, rows: tuple[Row, ...]) -> Filters:
    """All filters of the explore page; raises UsageError for a value that is no option."""
    with st.grid("auto", min_column_width=230, gap="small"):
        chosen = tuple((field, _several(scene, rows, field)) for field in FIELDS)
        since = _day(scene, SINCE, scene.text("Deadline from"))
        until = _day(scene, UNTIL, scene.text("Deadline until"))
        words = _words(scene)
    return Filters(chosen, since, until, words)


def _several(scene: Scene, rows: tuple[Row, ...], field: str) -> tuple[str, ...]:
    options = filters.options(rows, field)
    asked = tuple(st.query_params.get_all(field))
    if unknown := [code for code in asked if code not in options and not _known_elsewhere(field, code)]:
        raise UsageError(
            f"Het filter {field} kent {unknown[0]!r} niet in dit plan.",
            f"The filter {field} does not know {unknown[0]!r} in this plan.",
        )
    every = tuple(dict.fromkeys((*options, *asked)))
    _show(field, list(asked))
    st.multiselect(
        scene.text(LABELS[field]),
        every,
        format_func=filters.wording(rows, field, scene.lang),
        key=field,
        placeholder=scene.text("All"),
        on_change=_changed,
        args=(field,),
    )
    return asked


def _known_elsewhere(field: str, code: str) -> bool:
    """A status or kind that no row has at this date is a filter without rows, not a mistake."""
    return code in filters.CODES.get(field, ())


def _day(scene: Scene, name: str, label: str) -> date | None:
    """A day of the URL, shown and changed; raises UsageError for what is none."""
    written = st.query_params.get(name, "")
    asked = service.read_day(written) if written else None
    _show(name, asked)
    st.date_input(
        label,
        value=None,
        key=name,
        min_value=date(2000, 1, 1),
        max_value=date(2100, 12, 31),
        format=DATE_FORMATS[scene.lang],
        on_change=_day_changed,
        args=(name,),
    )
    return asked


def _day_changed(name: str) -> None:
    chosen = st.session_state[name]
    address.write(**{name: chosen.isoformat() if chosen else ""})


def _words(scene: Scene) -> str:
    asked = st.query_params.get(WORDS, "")
    _show(WORDS, asked)
    st.text_input(
        scene.text("Search"), key=WORDS, type="search", placeholder="", on_change=_changed, args=(WORDS,), max_chars=200
    )
    return asked


def _changed(name: str) -> None:
    """Write a picker's value, one code or several, to the URL."""
    address.write(**{name: st.session_state[name]})


def _show(key: str, value: object) -> None:
    """Let the widget `key` show what the URL says."""
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value


def described(scene: Scene, rows: tuple[Row, ...], chosen: Filters) -> dict[str, str]:
    """The filters in words, for the files that carry them."""
    found = {
        scene.text(LABELS[field]): _joined(codes, filters.wording(rows, field, scene.lang))
        for field, codes in chosen.chosen
        if codes
    }
    if chosen.since:
        found[scene.text("Deadline from")] = chosen.since.isoformat()
    if chosen.until:
        found[scene.text("Deadline until")] = chosen.until.isoformat()
    if chosen.words:
        found[scene.text("Search")] = chosen.words
    return found


def _joined(codes: Iterable[str], words: Callable[[str], str]) -> str:
    return ", ".join(words(code) for code in codes)
