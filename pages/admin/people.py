"""People: who may sign in, and what they may do."""

from kpi.ui import frame, people

scene = frame.page()
people.show_people(scene)
