"""A day as it was known then, beside what is known of it now."""

from kpi.ui import frame
from kpi.ui.meeting import then_and_now

scene = frame.page()
then_and_now.then_and_now_of(scene)
