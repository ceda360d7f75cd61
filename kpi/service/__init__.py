"""The use cases: one function a sentence, for pages, command line and reports alike."""

from kpi.service.changed import changed_lights, changed_rows
from kpi.service.desk import Desk, at_desk, is_ready, open_desk
from kpi.service.plans import Loaded, PlanLine, load_folder, load_missing, plan_lines
from kpi.service.portfolio import take_portfolio
from kpi.service.reading import (
    default_day,
    folder_snapshot,
    head_revision,
    plan_at,
    plan_codes,
    revision_known_at,
    snapshot_of,
    take_snapshot,
    target_page,
)
from kpi.service.serving import check_address
from kpi.service.texts import missed, moment, read_day, read_deadlines, status_lines
from kpi.service.vocabulary import vocabulary

__all__ = [
    "Desk",
    "Loaded",
    "PlanLine",
    "at_desk",
    "changed_lights",
    "changed_rows",
    "check_address",
    "default_day",
    "folder_snapshot",
    "head_revision",
    "is_ready",
    "load_folder",
    "load_missing",
    "missed",
    "moment",
    "open_desk",
    "plan_at",
    "plan_codes",
    "plan_lines",
    "read_day",
    "read_deadlines",
    "revision_known_at",
    "snapshot_of",
    "status_lines",
    "take_portfolio",
    "take_snapshot",
    "target_page",
    "vocabulary",
]
