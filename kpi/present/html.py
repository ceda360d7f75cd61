"""The screens as HTML strings: pure functions of core values; every text is escaped by `html_parts.escape`."""

from kpi.present.css import css
from kpi.present.html_bullet import bullet
from kpi.present.html_grid import matrix
from kpi.present.html_head import distribution, head, lead, legend, strip, why_lead
from kpi.present.html_history import history_table
from kpi.present.html_lists import cards, deadline_list, explore_table, first_list
from kpi.present.html_method import example
from kpi.present.html_notes import notes
from kpi.present.html_parts import Href, columns, escape, light, message, projected, section
from kpi.present.html_target import indicator_sheet, plan_words, sum_table
from kpi.present.html_theme import activities, focus_table
from kpi.present.html_timeline import timeline

__all__ = [
    "Href",
    "activities",
    "bullet",
    "cards",
    "columns",
    "css",
    "deadline_list",
    "distribution",
    "escape",
    "example",
    "explore_table",
    "first_list",
    "focus_table",
    "head",
    "history_table",
    "indicator_sheet",
    "lead",
    "legend",
    "light",
    "matrix",
    "message",
    "notes",
    "plan_words",
    "projected",
    "section",
    "strip",
    "sum_table",
    "timeline",
    "why_lead",
]
