"""Cures for who sends in figures, where those of the catalogue speak to who writes plan files (docs/issues.md)."""

from collections.abc import Mapping

from kpi.intake.faults.hints import Hint

CURES: Mapping[str, Hint] = {
    "not-a-number": Hint(
        "Schrijf alleen cijfers, met hoogstens één decimaalteken: 12,5.",
        "Write digits only, with at most one decimal mark: 12.5."),
    "decimal-ambiguous": Hint(
        "Kies of de komma of de punt het decimaalteken is.",
        "Choose whether the comma or the point is the decimal mark."),
    "not-a-period": Hint(
        "Schrijf bijvoorbeeld 2021-Q3 of 3e kwartaal 2021.", "Write for instance 2021-Q3 or Q3 2021."),
    "not-a-date": Hint("Schrijf dag-maand-jaar: 30-06-2021.", "Write day-month-year: 30-06-2021."),
    "unknown-indicator": Hint(
        "Neem de code of de naam uit het sjabloon over.", "Take the code or the name from the template."),
    "unknown-org-unit": Hint(
        "Neem de code of de naam uit het sjabloon over, of laat de cel leeg voor de hele organisatie.",
        "Take the code or the name from the template, or leave the cell empty for the whole organisation."),
    "ragged-row": Hint(
        "Zet tekst of een getal met een scheidingsteken erin tussen aanhalingstekens.",
        "Put a text or a number that holds a separator between quotes."),
    "unknown-column": Hint(
        "Niets, of geef de kolom een bekende naam als die gelezen moet worden.",
        "Nothing, or give the column a known name when it is to be read."),
    "duplicate-measurement": Hint(
        "Houd per indicator, periode en organisatie-eenheid één rij over.",
        "Keep one row per indicator, period and organisation unit."),
    "value-out-of-range": Hint(
        "Verbeter het getal, of overleg als de indicator dit wel kan zijn.",
        "Correct the number, or ask the owner of the indicator whether it can be this."),
}  # fmt: skip
