"""An address of before: it leads to where that is now."""

from kpi.ui import frame

scene = frame.page()
frame.lead_on(scene)
