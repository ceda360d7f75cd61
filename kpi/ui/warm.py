"""What the first visitor should not wait for: slow imports, the plans' newest lights, and a first chart."""

from kpi.present.screen.scene import Scene
from kpi.ui import cached, screens


def warm_up() -> None:
    """Open the database, assess every plan at its newest date and draw one chart; raises what the first visit would."""
    head = cached.newest_revision()
    for code in cached.titles(head):
        scene = Scene(head, head, code, cached.opening_day(head, code), "", cached.own_desk().settings.language, "")
        for row in cached.snapshot(scene).rows[:1]:
            screens.chart_of(scene, row.target.code, "light")
