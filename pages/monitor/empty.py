"""What stands at every path while there is no plan: what this is, why it is empty, and how a first plan begins."""

from kpi.ui import frame
from kpi.ui.plan import first_plan

scene = frame.page()
first_plan.invite(scene)
