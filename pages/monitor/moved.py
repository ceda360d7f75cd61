"""An address of before: it leads to where that is now."""

from kpi.ui import frame

frame.lead_on()
