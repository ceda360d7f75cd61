"""Manage plan: begin a draft, edit it in grids with its messages and lights beside it, and publish it as a version."""

from kpi.ui import frame, plan_flow

scene = frame.page()
plan_flow.manage(scene)
