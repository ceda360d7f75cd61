"""The pages that keep the plans themselves: their paths, scripts, titles and icons."""

from kpi.present.words import mark

MANAGE = "plan-beheren"
ADMIN = {MANAGE: ("pages/admin/plan.py", mark("Manage plan"), "edit_note")}
