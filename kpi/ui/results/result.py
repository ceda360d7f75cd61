"""The page of a result: its parts, and the ways around it."""

from contextlib import suppress

import streamlit as st
from markupsafe import Markup

from kpi.core.contribution import served_by
from kpi.core.errors import NotFoundError
from kpi.core.model import Plan, Target
from kpi.present.screen import target
from kpi.present.screen.scene import BACK, Scene
from kpi.service.explained import accepted_on, checkins_on
from kpi.ui import cached
from kpi.ui.cached import SCREENS


def view_of(scene: Scene, code: str) -> Scene:
    """The view of one result with the revisions of its plan and of those it contributes to; raises NotFoundError."""
    return cached.own_view(scene, _codes_above(scene, cached.target(scene, code).row.target))


def target_parts(scene: Scene, code: str) -> tuple[Markup, Markup, Markup]:
    """What stands above and below the chart of one result, and its log, as HTML; raises NotFoundError."""
    return _target_parts(view_of(scene, code), code)


@st.cache_resource(show_spinner=False, max_entries=SCREENS)
def _target_parts(scene: Scene, code: str) -> tuple[Markup, Markup, Markup]:
    view, desk, snapshot = cached.target(scene, code), cached.desk(), cached.snapshot(scene)
    said, accepted = checkins_on(desk, snapshot, code), accepted_on(desk, snapshot, code)
    return target.target_screen(scene, view, said, _plans_above(scene, view.row.target), accepted)


def _codes_above(scene: Scene, one: Target) -> frozenset[str]:
    """The codes of the other plans that a target contributes to; without those that who asks may not see."""
    above = frozenset(plan for plan, _ in served_by(one, scene.plan)) - {scene.plan}
    return above if scene.plans is None else above.intersection(scene.plans)


def _plans_above(scene: Scene, one: Target) -> dict[str, Plan]:
    """Those plans by code; without those that were not there on that day."""
    found = {}
    for code in _codes_above(scene, one):
        with suppress(NotFoundError):
            found[code] = cached.plan(scene.revision, code)
    return found


def ways_html(scene: Scene, code: str) -> Markup:
    """The way back, and to the results before and after this one, as HTML."""
    return ways_of(scene, code, st.query_params.get(BACK, ""))


@cached.of_its_plan
def ways_of(scene: Scene, code: str, opened_from: str) -> Markup:
    """The same for a result that was opened from the page at that path."""
    return target.ways(scene, cached.snapshot(scene), code, opened_from)
