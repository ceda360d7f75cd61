"""docs/csv-format.md names the limits that hold."""

from pathlib import Path

from kpi.intake.read.limits import LIMITS, MIB

PAGE = (Path(__file__).parents[3] / "docs" / "csv-format.md").read_text("utf-8")


def test_page_names_every_limit_a_person_can_meet() -> None:
    for line in (
        f"| size of the file | {LIMITS.size // MIB} MB |",
        f"| last row with text | {LIMITS.rows:,} |",
        f"| last column with text | {LIMITS.columns} |",
        f"| rows times columns of a sheet | {LIMITS.cells:,} |",
        f"| text of one cell | {LIMITS.text:,} characters |",
        f"| {LIMITS.members:,}; {LIMITS.unpacked // MIB} MB; {LIMITS.ratio} |",
        f"| {LIMITS.seconds:.0f} s; {LIMITS.memory // 2**30} GB |",
    ):
        assert line in PAGE
