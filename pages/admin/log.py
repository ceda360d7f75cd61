"""Log: who changed what, which files left, and what was refused; to be searched."""

from kpi.ui import frame, logbook

scene = frame.page()
logbook.show_log(scene)
