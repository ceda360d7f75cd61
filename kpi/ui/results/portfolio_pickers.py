"""The pickers of the pages of all plans: at which date they are seen, and from which target a cascade is seen."""

from datetime import date

import streamlit as st

from kpi.core.contribution import read_ref, write_ref
from kpi.core.errors import NotFoundError
from kpi.core.notation import day
from kpi.present.screen import together
from kpi.present.screen.scene import Scene
from kpi.present.screen.together import MOMENT, OWN, SAME
from kpi.ui import address
from kpi.ui.results import portfolio_cache


def same_day(scene: Scene) -> date | None:
    """The one date that all plans are seen at; None: each at its own newest day.

    None without a choice in the URL.
    """
    asked = st.query_params.get(MOMENT, "")
    asked = asked if asked == SAME else OWN
    words = {
        OWN: scene.text("Each plan with its latest figures"),
        SAME: scene.text("All plans as of {day}", day=day(scene.as_of, scene.lang)),
    }
    _show(MOMENT, asked)
    st.segmented_control(
        scene.text("Date of the plans"),
        list(words),
        format_func=lambda code: words[code],
        key=MOMENT,
        required=True,
        label_visibility="collapsed",
        on_change=_changed,
        args=(MOMENT,),
    )
    return scene.as_of if asked == SAME else None


def start(scene: Scene, day: date | None) -> str:
    """The reference of the target to start from; empty: all trees from the top. Raises NotFoundError."""
    names = together.cascade_options(portfolio_cache.all_snapshots(scene, day))
    asked = st.query_params.get(together.FROM, "")
    asked = write_ref(read_ref(asked, scene.plan)) if asked else ""
    if asked and asked not in names:
        raise NotFoundError(
            f"Het resultaat {asked} is aan geen ander resultaat verbonden. Kies er een uit de lijst.",
            f"The result {asked} is linked to no other. Choose one from the list.",
        )
    if not names:
        return ""
    _show(together.FROM, asked)
    st.selectbox(
        scene.text("Seen from"),
        ["", *names],
        format_func=lambda ref: names.get(ref) or scene.text("All linked results, from the top"),
        key=together.FROM,
        on_change=_changed,
        args=(together.FROM,),
    )
    return asked


def line() -> tuple[str, str]:
    """The line of the coverage that is opened, and for which plan; both empty: the whole grid."""
    return st.query_params.get(together.LINE, ""), st.query_params.get(together.BY, "")


def _changed(name: str) -> None:
    address.write_address(**{name: st.session_state[name]})


def _show(key: str, value: str) -> None:
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value
