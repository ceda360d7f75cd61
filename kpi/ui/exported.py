"""Files that leave through a screen: each has its row in the log before the browser gets it."""

from collections.abc import Callable

from kpi.service.logged import noted_export
from kpi.ui import cached


def exported(plan: str, name: str, make: Callable[[], bytes]) -> Callable[[], bytes]:
    """What makes a file when it is asked for, noted as an export of a plan by who signed in."""
    return lambda: noted_export(cached.desk(), make(), name, plan=plan)
