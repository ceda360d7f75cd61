"""A plan as large as one may become: 2,000 results in 60 themes, forty quarters after it began."""

from pathlib import Path

TARGETS, THEMES, AS_OF = 2_000, 60, "2025-12-31"
QUARTERS = [f"{year}-Q{quarter}" for year in (2024, 2025) for quarter in (1, 2, 3, 4)]
# By turns: in time, a little late, far too late, nothing said, done.
COURSES: tuple[tuple[int | None, ...], ...] = (
    (5, 15, 30, 45, 60, 75, 85, 95),
    (5, 10, 25, 40, 55, 60, 70, 84),
    (0, 5, 5, 10, 10, 15, 15, 20),
    (None,) * 8,
    (10, 30, 60, 100, 100, 100, 100, 100),
)


def write_large(folder: Path) -> Path:
    """Write the files of the plan `groot` into a folder."""
    (folder / "measurements").mkdir(parents=True)
    themes = "".join(f'\n[[themes]]\ncode = "t{at:02}"\ntitle = "Thema {at:02}"\n' for at in range(THEMES))
    head = 'code = "groot"\ntitle = "Groot plan"\norganisation = "Groot"\nstart = 2016-01-01\nend = 2027-12-31\n'
    (folder / "plan.toml").write_text(head + themes, "utf-8")
    lines = ["target,theme,focus,statement,kind,start,deadline,owner"]
    lines += [
        f"R{at:04},t{at % THEMES:02},Speerpunt {at % 240},Resultaat {at} is in de hele regio zichtbaar,milestone,"
        f"2024-01-01,{(at % 28) + 1}-{(at % 12) + 1}-{2026 + at % 2},Eigenaar {at % 90}"
        for at in range(TARGETS)
    ]
    (folder / "targets.csv").write_text("\n".join([*lines, ""]), "utf-8")
    for place, quarter in enumerate(QUARTERS):
        seen = [(at, COURSES[at % 7 % 5][place]) for at in range(TARGETS)]
        rows = [f"R{at:04},{quarter},{value}" for at, value in seen if value is not None]
        (folder / "measurements" / f"{quarter}.csv").write_text(
            "\n".join(["indicator,period,value", *rows, ""]), "utf-8"
        )
    return folder
