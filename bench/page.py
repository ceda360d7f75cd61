"""Overview and theme page against the same content written the default Streamlit way, in one interleaved run.

`python bench/page.py [--json] [--quick] [--rounds N] [--light]`: a real browser for visits and clicks, bare
sessions for the server's processor, throughput and memory. Everything runs on this computer; medians. Three to four
minutes, or one.
"""

import argparse
import asyncio
import json
import os
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.lib import browser, content, figures, kept, light, rounds  # noqa: E402
from bench.lib.rounds import Found, Pace  # noqa: E402
from bench.lib.servers import Server, default_way, ours  # noqa: E402
from kpi.service.desk import at_desk  # noqa: E402
from kpi.service.plans import load_missing  # noqa: E402
from kpi.settings import load_settings  # noqa: E402

FULL = Pace(rounds=5, warm_up=1, seconds=4.0)
QUICK = Pace(rounds=1, warm_up=0, seconds=1.5, reruns=3)


def filled(folder: Path) -> str:
    """A database of its own with the plans of the settings, and the same as CSV files; returns its address."""
    address = f"sqlite:///{folder / 'planpeil.db'}"
    with at_desk(load_settings(environ={"PLANPEIL_DATABASE_URL": address, "PLANPEIL_NEW_DATABASE": "1"})) as desk:
        load_missing(desk, user="bench")
        content.export(desk, folder)
    return address


def in_browser(servers: list[Server], text: Server, pace: Pace, found: Found) -> None:
    """Visits and clicks."""
    with browser.chromium() as chromium:
        for kept in pace.turns(found):
            for server in servers:
                rounds.visits(chromium, server, kept)
            rounds.text_visit(chromium, text, kept)


def first_light(pace: Pace) -> str:
    """The first light of both pages, as a table."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        address = filled(folder)
        with ExitStack() as stack:
            mine = stack.enter_context(ours(folder, address))
            others = stack.enter_context(light.servers(folder, address, mine))
            return light.table(light.measured(stack.enter_context(browser.chromium()), mine, others, pace))


def measured(pace: Pace) -> tuple[Found, list[kept.Row]]:
    """One run of everything: both apps by turns, then the kept snapshot."""
    found = Found()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        address = filled(folder)
        with ours(folder, address) as mine, default_way(folder) as theirs, default_way(folder, "text.py") as text:
            in_browser([mine, theirs], text, pace, found)
            asyncio.run(rounds.sessions([mine, theirs], pace, found))
        return found, kept.rows(folder)


def circumstances(times: int, before: tuple[float, float, float]) -> str:
    """What must be known to judge the figures."""
    load = " -> ".join(f"{one:.1f}" for one in (before[0], os.getloadavg()[0]))
    return (
        f"{rounds.PLAN} / {rounds.THEME}; {times} rounds; {os.cpu_count()} processors, load {load}; medians.\n"
        "Default way: streamlit run bench/baseline/app.py, default settings; text only: bench/baseline/text.py."
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON document instead of a table")
    parser.add_argument("--quick", action="store_true", help="one round: whether it works, not how fast")
    parser.add_argument("--rounds", type=int)
    parser.add_argument("--light", action="store_true", help="the first light of the pages, and nothing else")
    asked = parser.parse_args()
    pace = QUICK if asked.quick else FULL
    pace = replace(pace, rounds=asked.rounds or pace.rounds)
    before = os.getloadavg()
    if asked.light:
        print(f"{circumstances(pace.rounds, before)}\n\n{first_light(pace)}")
        return
    found, status = measured(pace)
    if asked.json:
        load = [before[0], os.getloadavg()[0]]
        everything = {"rounds": pace.rounds, "load": load, "rows": figures.rows(found), "status": status}
        print(json.dumps(everything, indent=2))
    else:
        print(f"{circumstances(pace.rounds, before)}\n\n{figures.table(found)}\n\n{kept.table(status)}")


if __name__ == "__main__":
    main()
