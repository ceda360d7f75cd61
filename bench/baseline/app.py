"""The overview and the theme pages the default Streamlit way: cached DataFrames, metrics, tables, charts, expanders.

Reads the CSV files in the folder BENCH_DATA. `streamlit run bench/baseline/app.py`.
"""

import os
from functools import partial
from pathlib import Path

import altair as alt
import pandas as pd
import streamlit as st

SIGNS = {"red": "■", "amber": "▲", "green": "●", "grey": "○"}
WORDS = {"red": "achter of niet gehaald", "amber": "aandacht", "green": "op koers of gehaald", "grey": "geen oordeel"}
COLOURS = alt.Scale(domain=["red", "amber", "green", "grey"], range=["#a4262c", "#e0a01f", "#21885a", "#8b949c"])


@st.cache_data
def load(name: str) -> pd.DataFrame:
    """One of the files as a DataFrame."""
    return pd.read_csv(Path(os.environ["BENCH_DATA"]) / f"{name}.csv", keep_default_na=False, na_values={"value": [""]})


@st.cache_data
def results_at(plan: str, as_of: str) -> pd.DataFrame:
    """The results of a plan at a date, with their newest values as a list."""
    found, points = at(load("results"), plan, as_of), at(load("points"), plan, as_of)
    for column in ("value", "expected", "goal", "baseline"):
        found[column] = pd.to_numeric(found[column], errors="coerce")
    found["course"] = found["target"].map(points.groupby("target")["value"].apply(list))
    return found.assign(result=found["light"].map(SIGNS) + " " + found["statement"])


@st.cache_data
def lights_at(plan: str, as_of: str) -> pd.DataFrame:
    """The lights of the newest quarters."""
    return at(load("lights"), plan, as_of)


@st.cache_data
def sums_at(plan: str, as_of: str) -> pd.DataFrame:
    """The sums behind the lights."""
    return at(load("sums"), plan, as_of)


def at(frame: pd.DataFrame, plan: str, as_of: str) -> pd.DataFrame:
    """The rows of a plan at a date."""
    return frame[(frame["plan"] == plan) & (frame["as_of"] == as_of)].copy()


def dutch(day: str) -> str:
    """30-06-2021."""
    return "-".join(reversed(day.split("-")))


def quarter(day: str) -> str:
    """4e kwartaal 2021, by its last day."""
    return f"{int(day[5:7]) // 3}e kwartaal {day[:4]}"


def picked() -> tuple[str, str]:
    """The plan and the date that the visitor chose."""
    titles = load("plans").set_index("plan")["title"]
    st.session_state.setdefault("plan", st.query_params.get("plan", titles.index[0]))
    plan = st.sidebar.selectbox("Plan", list(titles.index), format_func=titles.get, key="plan")
    results = load("results")
    days = sorted(results.loc[results["plan"] == plan, "as_of"].unique(), reverse=True)
    return plan, st.sidebar.selectbox("Periode", days, format_func=quarter, key="period")


def lead(rows: pd.DataFrame) -> str:
    """How it stands in a sentence."""
    counts = rows["light"].value_counts()
    judged = len(rows) - counts.get("grey", 0)
    return (
        f"**{counts.get('red', 0)} van {judged} beoordeelde resultaten liggen achter**, "
        f"{counts.get('amber', 0)} vragen aandacht. Van {counts.get('grey', 0)} resultaten is nog geen oordeel; "
        f"bij {rows['silent'].sum()} daarvan is de deadline verstreken zonder melding."
    )


def distribution(rows: pd.DataFrame) -> alt.Chart:
    """The distribution bar."""
    counts = rows["light"].value_counts().rename_axis("light").reset_index(name="aantal")
    order = alt.Order("plaats:Q")
    counts["plaats"] = counts["light"].map({"red": 0, "amber": 1, "green": 2, "grey": 3})
    colour = alt.Color("light:N", scale=COLOURS, legend=None)
    bar = alt.Chart(counts, height=40).mark_bar()
    return bar.encode(alt.X("aantal:Q", title=None, axis=None), colour, order, tooltip=["light", "aantal"])


def strips(rows: pd.DataFrame, lights: pd.DataFrame) -> alt.Chart:
    """The lights by quarter."""
    shown = lights.merge(rows[["target", "statement"]], on="target")
    return (
        alt.Chart(shown, height=alt.Step(28))
        .mark_point(filled=True, size=110)
        .encode(
            alt.X("quarter:N", title=None),
            alt.Y("statement:N", title=None, sort=None),
            alt.Color("light:N", scale=COLOURS, legend=None),
            alt.Shape("light:N", legend=None),
            tooltip=["statement", "quarter", "light"],
        )
    )


def bullets(rows: pd.DataFrame) -> alt.LayerChart:
    """Value, expectation and goal of each result, as a share of the way from baseline to goal."""
    span = (rows["goal"] - rows["baseline"]).replace(0, 1)
    share = {name: (rows[name] - rows["baseline"]) / span for name in ("value", "expected", "goal")}
    shown = rows[["statement", "light", "shown", "promise"]].assign(**share).dropna()
    base = alt.Chart(shown, height=alt.Step(28)).encode(alt.Y("statement:N", title=None, sort=None))
    axis = alt.Axis(format="%", title=None)
    tips = ["statement", "shown", "promise"]
    value = base.mark_bar(size=9).encode(alt.X("value:Q", axis=axis), alt.Color("light:N", scale=COLOURS, legend=None))
    expected = base.mark_tick(thickness=2, color="#0b5563").encode(alt.X("expected:Q", axis=axis))
    goal = base.mark_tick(thickness=3, color="#1d2329").encode(alt.X("goal:Q", axis=axis))
    words = base.mark_text(align="left", dx=4).encode(alt.X("value:Q", axis=axis), text="shown:N")
    return alt.layer(value.encode(tooltip=tips), expected, goal, words)


def show_table(rows: pd.DataFrame, columns: dict[str, str]) -> None:
    """Results as a table."""
    course = st.column_config.LineChartColumn("Verloop")
    st.dataframe(rows[list(columns)].rename(columns=columns), hide_index=True, column_config={"Verloop": course})


def head(title: str, place: str, as_of: str, words: str) -> None:
    """The top of a page."""
    st.title(title)
    st.caption(f"{place} · {dutch(as_of)} {quarter(as_of)} · voorbeeldcijfers")
    st.markdown(words)


def foot(title: str, as_of: str) -> None:
    """The end of a page."""
    st.caption(" · ".join(f"{sign} {WORDS[light]}" for light, sign in SIGNS.items()))
    st.caption(f"Einde van {title}, peildatum {dutch(as_of)}")


def card(theme: pd.Series, rows: pd.DataFrame) -> None:
    """One theme on the overview."""
    worse, better = ((rows["change"] == name).sum() for name in ("worse", "better"))
    with st.container(border=True):
        judged = f"{(rows['light'] != 'grey').sum()} van {len(rows)}"
        st.metric(theme["title"], judged, delta=f"-{worse} verslechterd, {better} verbeterd")
        st.altair_chart(distribution(rows))
        counts = rows["light"].value_counts()
        st.caption(" ".join(f"{sign} {counts.get(light, 0)}" for light, sign in SIGNS.items()))


def overview(plan: str, as_of: str) -> None:
    """A card a theme, what comes first, and the deadlines ahead."""
    rows, line = results_at(plan, as_of), load("plans").set_index("plan").loc[plan]
    head(line["title"], line["organisation"], as_of, lead(rows))
    themes = load("themes")
    themes = themes[themes["plan"] == plan]
    columns = st.columns(3)
    for number, (_, theme) in enumerate(themes.iterrows()):
        with columns[number % 3]:
            card(theme, rows[rows["theme"] == theme["theme"]])
    left, right = st.columns([3, 2])
    with left:
        st.subheader("Vraagt nu aandacht")
        first = rows[rows["first"] > 0].sort_values("first")
        show_table(first, {"result": "Resultaat", "status": "Status", "why": "Waarom", "owner": "Eigenaar"})
        st.altair_chart(strips(first, lights_at(plan, as_of)))
    with right:
        st.subheader("Eerstvolgende deadlines")
        until = (pd.Timestamp(as_of) + pd.Timedelta(days=90)).date().isoformat()
        ahead = rows[(rows["due"] >= as_of) & (rows["due"] <= until) & (rows["settled"] == 0)].sort_values("due")
        show_table(ahead.head(6), {"due": "Deadline", "result": "Resultaat", "written": "In het plan"})
    foot(line["title"], as_of)


def focus(rows: pd.DataFrame, lights: pd.DataFrame, sums: pd.DataFrame, activities: pd.DataFrame) -> None:
    """The results of one focus: table, bullets, lights, and the sum behind each light on a click."""
    columns = {
        "result": "Resultaat",
        "status": "Status",
        "why": "Waarom",
        "window": "Deadline",
        "written": "In het plan",
        "owner": "Eigenaar",
        "course": "Verloop",
    }
    show_table(rows, columns)
    left, right = st.columns([3, 2])
    left.altair_chart(bullets(rows))
    right.altair_chart(strips(rows, lights))
    for _, row in rows.iterrows():
        with st.expander(f"{row['result']}: {row['status']}"):
            lines = sums.loc[sums["target"] == row["target"], ["name", "shown", "note"]]
            st.table(lines.set_index("name"))
    if len(activities):
        with st.expander(f"Activiteiten ({len(activities)})"):
            st.markdown("\n".join(f"- {one}" for one in activities["activity"]))


def theme_page(plan: str, as_of: str, code: str) -> None:
    """One theme."""
    themes = load("themes")
    theme = themes[(themes["plan"] == plan) & (themes["theme"] == code)].iloc[0]
    rows = results_at(plan, as_of)
    rows = rows[rows["theme"] == code]
    lights, sums, activities = lights_at(plan, as_of), sums_at(plan, as_of), load("activities")
    title = load("plans").set_index("plan").loc[plan, "title"]
    head(theme["title"], title, as_of, f"{theme['ambition']}. {lead(rows)}")
    for name, group in rows.groupby("focus", sort=False):
        st.subheader(f"Speerpunt: {name}")
        done = (activities["plan"] == plan) & (activities["theme"] == code) & (activities["focus"] == name)
        focus(group, lights[lights["target"].isin(group["target"])], sums, activities[done])
    foot(theme["title"], as_of)


st.set_page_config(page_title="Plan", layout="wide")
plan, as_of = picked()
pages = [st.Page(partial(overview, plan, as_of), title="Overzicht", url_path="overzicht", default=True)]
themes = load("themes")
for _, one in themes[themes["plan"] == plan].iterrows():
    page = partial(theme_page, plan, as_of, one["theme"])
    pages.append(st.Page(page, title=one["title"], url_path=f"thema-{one['theme']}"))
st.navigation(pages).run()
