"""What stands at every path while there is no plan: what this is, why it is empty, and how a first plan begins."""

from kpi.ui import first_plan, frame

scene = frame.page()
first_plan.invite(scene)
