"""The board pack of the plan with 119 results, as PDF and as presentation, against the bare engines, in processor time.

`python bench/report.py [--json] [--rounds N]`: both sides take turns; medians. Bare: the charts of the same pages drawn
by vl-convert, the same JSON and template set by Typst, and the same charts, tables and words put on slides by
python-pptx, all of it made ready before; ours begins at the deck. Leaves nothing behind.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from io import BytesIO
from pathlib import Path
from time import process_time
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import vl_convert  # noqa: E402
from pptx import Presentation  # noqa: E402
from pptx.chart.data import XyChartData  # noqa: E402
from pptx.enum.chart import XL_CHART_TYPE  # noqa: E402
from pptx.util import Inches  # noqa: E402

from kpi.core.meeting.run import make_document, make_run  # noqa: E402
from kpi.present.deck.fitting import PAPER, SLIDES  # noqa: E402
from kpi.present.deck.slide import Deck, Slide  # noqa: E402
from kpi.present.pack.office.pptx import deck_pptx  # noqa: E402
from kpi.present.pack.paper.pdf import deck_pdf, pages_template  # noqa: E402
from kpi.present.pack.paper.printed import pack_of  # noqa: E402
from kpi.present.pack.paper.typesetting import typeset  # noqa: E402
from kpi.present.pack.vector import plain_svg  # noqa: E402
from kpi.service.desk import Desk, at_desk  # noqa: E402
from kpi.service.plans import load_folder  # noqa: E402
from kpi.service.report import PackMaterial, asked_pack, pack_material, report  # noqa: E402
from kpi.settings import load_settings  # noqa: E402

PLAN, DAY = "thoon-2021", date(2021, 6, 30)
MOST, RATIO = 10.0, 1.5  # seconds from the shell, and times the bare engines
PAIRS = (("PDF", "PPTX"), ("bare PDF", "bare PPTX"))
BOX = (Inches(1), Inches(1), Inches(8), Inches(4))


@dataclass(frozen=True, slots=True)
class Content:
    """The same pages, made ready."""

    printed: Deck
    shown: Deck
    template: bytes
    pack: str


def content_of(desk: Desk) -> Content:
    """What both documents show."""
    material, known = pack_material(desk, asked_pack(desk, PLAN, DAY, "pdf", lang="nl"))
    of = PackMaterial(desk, material, known, "nl")
    printed, shown = of.deck(make_document(material), PAPER), of.deck(make_run(material), SLIDES)
    pack = json.dumps(pack_of(printed, plain_svg), ensure_ascii=False)
    return Content(printed, shown, pages_template(), pack)


def bare_pdf(content: Content) -> None:
    """Typst and vl-convert alone."""
    for slide in content.printed.slides:
        if slide.course:
            vl_convert.vegalite_to_svg({**slide.course.spec, "background": None}, allowed_base_urls=[])
    typeset(content.template, content.pack, datetime.combine(DAY, time(), UTC))


def bare_pptx(content: Content) -> None:
    """python-pptx alone, in its own template."""
    made = Presentation()
    for one in content.shown.slides:
        slide = made.slides.add_slide(made.slide_layouts[5])
        slide.shapes.title.text = one.title
        for words in (one.lead, one.more, one.asked, *(f"{label} {told}" for label, told in one.said)):
            slide.shapes.add_textbox(*BOX).text_frame.text = words
        if one.course:
            _chart(slide, one)
        if one.lines:
            _table(slide, one)
        slide.notes_slide.notes_text_frame.text = one.spoken
    made.save(BytesIO())


def _chart(slide: Any, one: Slide) -> None:
    data = XyChartData()
    for name, points in (("expected", one.course.path), ("measured", one.course.points)):
        series = data.add_series(name)
        for point in points:
            series.add_data_point(date.fromisoformat(point[0]).toordinal(), point[1])
    slide.shapes.add_chart(XL_CHART_TYPE.XY_SCATTER_LINES, *BOX, data)


def _table(slide: Any, one: Slide) -> None:
    table = slide.shapes.add_table(len(one.lines), 4, *BOX).table
    for row, line in enumerate(one.lines):
        for at, words in enumerate((line.label, line.title, line.detail, line.right)):
            table.cell(row, at).text_frame.text = words


def seconds(work: Callable[[], object]) -> float:
    """How long the processor works on it, on all its threads."""
    began = process_time()
    work()
    return process_time() - began


def from_shell(database: str, folder: Path) -> float:
    """Processor time of both files by the command, each in a process of its own that imports everything anew."""
    environ, used = {**os.environ, "PLANPEIL_DATABASE_URL": database}, 0.0
    for form in ("pdf", "pptx"):
        words = ["report", "--plan", PLAN, "--as-of", str(DAY), "--format", form, "--out", str(folder / f"pack.{form}")]
        quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        started = subprocess.Popen([sys.executable, "-m", "kpi", *words], cwd=ROOT, env=environ, **quiet)
        _, status, usage = os.wait4(started.pid, 0)
        started.returncode = os.waitstatus_to_exitcode(status)
        if started.returncode != 0:
            raise SystemExit(f"report --format {form} ended with {started.returncode}")
        used += usage.ru_utime + usage.ru_stime
    return used


def measure(rounds: int) -> list[dict[str, Any]]:
    """Medians of as many rounds after a first that does not count."""
    with tempfile.TemporaryDirectory() as found:
        folder = Path(found)
        database = f"sqlite:///{folder / 'planpeil.db'}"
        settings = load_settings(environ={"PLANPEIL_DATABASE_URL": database, "PLANPEIL_NEW_DATABASE": "1"})
        with at_desk(settings) as desk:
            load_folder(desk, ROOT / "data" / "plans" / PLAN, user="bench")
            content = content_of(desk)
            works: dict[str, Callable[[], object]] = {
                "PDF": lambda: deck_pdf(content.printed, DAY),
                "bare PDF": lambda: bare_pdf(content),
                "PPTX": lambda: deck_pptx(content.shown, DAY),
                "bare PPTX": lambda: bare_pptx(content),
                "all": lambda: (report(desk, PLAN, DAY, "pdf"), report(desk, PLAN, DAY, "pptx")),
            }
            turns = [{name: seconds(work) for name, work in works.items()} for _ in range(rounds + 1)][1:]
        shell = statistics.median(from_shell(database, folder) for _ in range(3))
    took = {name: statistics.median(turn[name] for turn in turns) for name in works}
    ours, bare = (statistics.median(turn[a] + turn[b] for turn in turns) for a, b in PAIRS)
    return [
        _row("PDF of a deck", took["PDF"], took["bare PDF"]),
        _row("PPTX of a deck", took["PPTX"], took["bare PPTX"]),
        {**_row("PDF and PPTX of a deck", ours, bare), "goal": f"≤ {RATIO:g} ×", "met": ours / bare <= RATIO},
        _row("both from the database", took["all"]),
        {**_row("both from the shell", shell), "goal": f"≤ {MOST:g} s", "met": shell <= MOST},
    ]


def _row(what: str, ours: float, bare: float | None = None) -> dict[str, Any]:
    ratio = None if bare is None else ours / bare
    return {"what": what, "ours": ours, "bare": bare, "ratio": ratio, "goal": "", "met": None}


def table(rows: list[dict[str, Any]]) -> str:
    """The lines as Markdown, in seconds."""
    lines = ["| | bare engines, s | ours, s | ratio | goal | met |", "|---|---:|---:|---:|---|---|"]
    for one in rows:
        bare, ratio = ("" if one[name] is None else f"{one[name]:.2f}" for name in ("bare", "ratio"))
        met = {None: "", True: "yes", False: "**no**"}[one["met"]]
        lines.append(f"| {one['what']} | {bare} | {one['ours']:.2f} | {ratio} | {one['goal']} | {met} |")
    return "\n".join(lines)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON document instead of a table")
    parser.add_argument("--rounds", type=int, default=7)
    asked = parser.parse_args()
    rows = measure(asked.rounds)
    print(json.dumps(rows, indent=2) if asked.json else table(rows))


if __name__ == "__main__":
    main()
