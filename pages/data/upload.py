"""Deliver: a file, a paste or typed values, checked, shown with what they change, and committed once."""

from kpi.ui import frame, upload_flow

scene = frame.page()
upload_flow.deliver(scene)
