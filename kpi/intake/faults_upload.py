"""Faults of the content of an uploaded file (docs/issues.md, Codes of uploads)."""

from collections.abc import Mapping

from kpi.intake.fault_kind import ERROR, NOTICE, WARNING, Fault

CONTENT: Mapping[str, Fault] = {
    # Header and layout
    "which-sheet": Fault(
        ERROR, "Meer dan één werkblad bevat cijfers: {sheets}.", "More than one sheet holds figures: {sheets}.",
        "Kies het werkblad dat u wilt aanleveren."),
    "no-header": Fault(
        ERROR, "Er is geen rij met kolomnamen gevonden.", "No row with column names was found.",
        "Zet boven de cijfers een rij met ten minste indicator, periode en waarde."),
    "mixed-layout": Fault(
        ERROR, "Kolom '{value}' is een periode, maar er is ook een kolom '{other}'.",
        "Column '{value}' is a period, but there is also a column '{other}'.",
        "Kies één vorm: een kolom periode met een kolom waarde, of een kolom per periode."),
    "hidden-row": Fault(
        WARNING, "Deze rij is verborgen in het werkblad, maar wordt wel gelezen.",
        "This row is hidden in the sheet, but is read.", "Maak de rij zichtbaar, of verwijder haar."),
    "total-row": Fault(
        NOTICE, "Deze rij met '{value}' is een optelling en wordt niet gelezen.",
        "This row with '{value}' is a total and is not read.", "Niets: totalen worden hier zelf berekend."),
    "loose-text": Fault(
        NOTICE, "Deze rij bevat alleen tekst en wordt niet gelezen.", "This row only holds text and is not read.",
        "Niets, of vul periode en waarde in als dit een meting is."),
    # Cells
    "personal-data": Fault(
        ERROR, "Hier staat een getal dat een burgerservicenummer kan zijn; het bestand wordt niet aangenomen.",
        "Here is a number that may be a citizen service number; the file is not accepted.",
        "Verwijder het nummer uit het bestand; persoonsgegevens horen hier niet."),
    "control-character": Fault(
        ERROR, "In deze cel staat een onzichtbaar stuurteken.", "This cell holds an invisible control character.",
        "Wis de cel en typ de inhoud opnieuw."),
    "cell-error": Fault(
        ERROR, "In deze cel staat een foutwaarde: {value}.", "This cell holds an error value: {value}.",
        "Herstel de formule in het werkblad, of vul de waarde zelf in."),
    "formula-no-value": Fault(
        ERROR, "In deze cel staat een formule zonder uitkomst; formules worden niet berekend.",
        "This cell holds a formula without a result; formulas are never calculated.",
        "Open het bestand in Excel en sla het op, of plak de uitkomst als waarde."),
    "decimal-ambiguous": Fault(
        ERROR, "'{value}' kan {as_point} of {as_comma} zijn, en niets in kolom '{column}' bewijst welk.",
        "'{value}' can be {as_point_en} or {as_comma_en}, and nothing in column '{column}' proves which.",
        "Kies of de komma of de punt het decimaalteken is."),
    "decimal-mixed": Fault(
        ERROR, "'{value}' is anders geschreven dan de rest van kolom '{column}': daar is '{mark}' het decimaalteken.",
        "'{value}' is written otherwise than the rest of column '{column}': there '{mark}' is the decimal mark.",
        "Schrijf alle getallen in de kolom met hetzelfde decimaalteken."),
    "date-ambiguous": Fault(
        ERROR, "'{value}' kan dag/maand of maand/dag zijn, en niets in kolom '{column}' bewijst welk.",
        "'{value}' can be day/month or month/day, and nothing in column '{column}' proves which.",
        "Kies de volgorde van dag en maand, of schrijf jaar-maand-dag."),
    "date-in-number": Fault(
        ERROR, "'{value}' is een datum, geen getal; misschien maakte Excel er een datum van.",
        "'{value}' is a date, not a number; perhaps Excel made it one.",
        "Maak de cel op als getal en typ de waarde opnieuw."),
    "unit-mark": Fault(
        ERROR, "'{value}' heeft een teken of eenheid die niet past: verwacht wordt {unit}.",
        "'{value}' has a sign or unit that does not fit: expected is {unit_en}.",
        "Schrijf het getal in de eenheid van de indicator, of zonder teken."),
    "ambiguous-name": Fault(
        ERROR, "'{value}' is de naam van meer dan één: {codes}.", "'{value}' is the name of more than one: {codes}.",
        "Schrijf de code in plaats van de naam."),
    "suppressed": Fault(
        NOTICE, "'{value}' is een afgeschermd klein aantal en telt als geen waarde.",
        "'{value}' is a suppressed small number and counts as no value.", "Niets: zo hoort het."),
    "not-applicable": Fault(
        NOTICE, "'{value}': er is geen waarde gemeld.", "'{value}': no value is reported.",
        "Niets, of vul de waarde in."),
    "row-empty": Fault(
        NOTICE, "Deze rij heeft geen waarde en wordt niet gelezen.", "This row has no value and is not read.",
        "Vul een waarde in, of n.v.t.; nul is ook een waarde."),
    "note-is-number": Fault(
        WARNING, "De toelichting is alleen een getal: misschien is een decimale komma als scheiding gelezen.",
        "The note is only a number: perhaps a decimal comma was read as a separator.",
        "Controleer de waarde; zet getallen met een komma tussen aanhalingstekens."),
    # Rules
    "wrong-unit": Fault(
        ERROR, "{value} lijkt een deel van 1, terwijl '{indicator}' in {unit} wordt gemeld (gebruikelijk: {usual}).",
        "{value} looks like a part of 1, while '{indicator}' is reported in {unit} (usual: {usual}).",
        "Kies of de waarden met {factor} vermenigvuldigd moeten worden, of zo bedoeld zijn."),
    "share-disagrees": Fault(
        ERROR, "De waarde {value} klopt niet met teller en noemer: die geven {share}.",
        "The value {value} does not agree with numerator and denominator: they give {share}.",
        "Verbeter een van de drie, of laat de waarde leeg."),
    "period-in-future": Fault(
        ERROR, "Periode {value} is nog niet begonnen.", "Period {value} has not begun yet.", "Verbeter de periode."),
    "period-running": Fault(
        WARNING, "Periode {value} loopt nog tot en met {last}.", "Period {value} runs until {last} inclusive.",
        "Wacht tot de periode voorbij is, of zet 'ja' in kolom voorlopig."),
    "period-frozen": Fault(
        ERROR, "Periode {value} is afgesloten.", "Period {value} is closed.",
        "Vraag de beheerder de periode te openen, of verwijder de rij."),
    "measured-in-future": Fault(
        ERROR, "De meetdatum {value} ligt in de toekomst.", "The measuring date {value} lies in the future.",
        "Verbeter de datum."),
    "outlier": Fault(
        WARNING, "{value} wijkt sterk af van eerdere waarden van '{indicator}' (gebruikelijk: {usual}).",
        "{value} is far from earlier values of '{indicator}' (usual: {usual}).",
        "Controleer de waarde; klopt zij, zeg dan waardoor."),
    "expected-missing": Fault(
        WARNING, "'{value}' werd verwacht, maar staat niet in het bestand.",
        "'{value}' was expected, but is not in the file.", "Voeg de indicator toe, desnoods met n.v.t."),
    "same-as-earlier": Fault(
        WARNING, "Alle waarden van {value} zijn gelijk aan die van {earlier}.",
        "All values of {value} equal those of {earlier}.", "Controleer of dit niet het bestand van {earlier} is."),
}  # fmt: skip
