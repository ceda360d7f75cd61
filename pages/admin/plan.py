"""Manage plan: begin a draft, edit it in grids with its messages and lights beside it, and publish it as a version."""

from kpi.ui import frame
from kpi.ui.plan import flow

scene = frame.page()
flow.manage(scene)
