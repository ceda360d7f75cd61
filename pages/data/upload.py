"""Deliver: a file, a paste or typed values, checked, shown with what they change, and committed once."""

from kpi.ui import frame
from kpi.ui.upload import flow

scene = frame.page()
flow.deliver(scene)
