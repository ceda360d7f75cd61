"""Explanations: who explained what is red or amber, and how long it lasts."""

from kpi.ui import frame
from kpi.ui.meeting import saying

scene = frame.page()
saying.explanations_page(scene)
