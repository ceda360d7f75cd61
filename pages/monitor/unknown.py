"""A path that is no page of this Planpeil."""

from kpi.ui import frame, show

scene = frame.page()
show.unknown(scene)
