"""Projecting: the same page without anything around it, at the size of a meeting room, moved with the arrow keys."""

import streamlit as st

from kpi.core.model import Plan
from kpi.present.pages import theme_path
from kpi.present.screen.scene import Scene
from kpi.ui import address, navigation

PARAMETER = "projecteren"
_KEY = "projection"
# Streamlit's own parts around the page; the pickers stay where they are, unseen, so that leaving is at once.
STYLE = (
    '[data-testid="stHeader"],[data-testid="stToolbar"],.st-key-pickers,.st-key-menu{display:none!important}'
    ".stMainBlockContainer{padding:1.6rem 3rem 4rem!important;max-width:none!important}"
    f".st-key-{_KEY}{{position:fixed;right:1rem;bottom:.6rem;width:auto!important;z-index:9;opacity:.85}}"
    f".st-key-{_KEY}:hover,.st-key-{_KEY}:focus-within{{opacity:1}}"
    f".st-key-{_KEY} kbd{{display:none}}"
)


def ring(plan: Plan, page: str) -> tuple[str, str]:
    """The paths before and after `page` in overview and themes, round and round."""
    paths = ["", *(theme_path(theme.code) for theme in plan.themes)]
    at = paths.index(page) if page in paths else 0
    return paths[at - 1], paths[(at + 1) % len(paths)]


def controls(scene: Scene, plan: Plan, screens: int) -> None:
    """The buttons that move and end projecting, nothing otherwise; `screens` counts those of this page."""
    if not scene.projecting:
        return
    before, after = ring(plan, scene.page)
    with st.container(key=_KEY, horizontal=True, horizontal_alignment="right", gap="small"):
        if screens > 1:
            _screens(scene, min(scene.screen, screens), screens)
        _move(scene, scene.text("Previous"), "chevron_left", "Left", before)
        _move(scene, scene.text("Next"), "chevron_right", "Right", after)
        st.button(scene.text("Stop projecting"), icon=":material/close:", shortcut="Esc", on_click=_switch, args=("",))


def _screens(scene: Scene, at: int, count: int) -> None:
    """The way up and down through the screens of one page."""
    place = scene.text("Screen {number} of {count}", number=at, count=count)
    for label, icon, key, to in (
        (scene.text("Previous screen"), "keyboard_arrow_up", "Up", at - 1),
        (place, "keyboard_arrow_down", "Down", at + 1),
    ):
        st.button(
            label,
            icon=f":material/{icon}:",
            shortcut=key,
            key=f"move-{key}",
            disabled=not 1 <= to <= count,
            on_click=_switch,
            args=(str(to),),
        )


def _move(scene: Scene, label: str, icon: str, key: str, path: str) -> None:
    """A button to another page, with its arrow key."""
    st.button(label, icon=f":material/{icon}:", shortcut=key, key=f"move-{key}", on_click=_go, args=(scene, path))


def _go(scene: Scene, path: str) -> None:
    st.switch_page(navigation.entry(path), query_params={**scene.params, PARAMETER: "1"})


def _switch(value: str) -> None:
    address.write_address(**{PARAMETER: value})
