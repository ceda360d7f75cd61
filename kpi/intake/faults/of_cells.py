"""Faults of what stands in the cells of an uploaded file (docs/issues.md, Codes of uploads)."""

from collections.abc import Mapping

from kpi.intake.faults.fault_kind import ERROR, NOTICE, WARNING, Fault

CELLS: Mapping[str, Fault] = {
    "personal-data": Fault(
        ERROR, "Misschien een burgerservicenummer", "Perhaps a citizen service number",
        "Hier staat een getal dat een burgerservicenummer kan zijn; het bestand wordt niet geaccepteerd.",
        "Here is a number that may be a citizen service number; the file is not accepted.",
        "Verwijder het nummer uit het bestand; persoonsgegevens horen hier niet.",
        "Take the number out of the file; personal data do not belong here."),
    "control-character": Fault(
        ERROR, "Een onzichtbaar teken", "An invisible character",
        "In deze cel staat een onzichtbaar stuurteken.", "This cell holds an invisible control character.",
        "Wis de cel en typ de inhoud opnieuw.",
        "Empty the cell and type its content again."),
    "cell-error": Fault(
        ERROR, "Een foutwaarde in een cel", "An error value in a cell",
        "In deze cel staat een foutwaarde: {value}.", "This cell holds an error value: {value}.",
        "Herstel de formule in het werkblad, of vul de waarde zelf in.",
        "Repair the formula in the sheet, or fill in the value yourself."),
    "formula-no-value": Fault(
        ERROR, "Een formule zonder uitkomst", "A formula without a result",
        "In deze cel staat een formule zonder uitkomst; formules worden niet berekend.",
        "This cell holds a formula without a result; formulas are never calculated.",
        "Open het bestand in Excel en sla het op, of plak de uitkomst als waarde.",
        "Open the file in Excel and save it, or paste the result as a value."),
    "date-ambiguous": Fault(
        ERROR, "Dag of maand: niet duidelijk", "Day or month: not clear",
        "'{value}' kan dag/maand of maand/dag zijn, en niets in kolom '{column}' maakt duidelijk welk.",
        "'{value}' can be day/month or month/day, and nothing in column '{column}' proves which.",
        "Kies de volgorde van dag en maand, of schrijf jaar-maand-dag.",
        "Choose the order of day and month, or write year-month-day."),
    "asked-further": Fault(
        NOTICE, "Dezelfde vraag voor meer cellen", "The same question for more cells",
        "Dezelfde vraag geldt van hier af voor nog {count} cellen in kolom '{column}'.",
        "The same question holds from here on for {count} more cells in column '{column}'.",
        "Beantwoord de vraag; het antwoord geldt voor de hele kolom.",
        "Answer the question; the answer holds for the whole column."),
    "date-in-number": Fault(
        ERROR, "Een datum in plaats van een getal", "A date instead of a number",
        "'{value}' is een datum, geen getal; misschien maakte Excel er een datum van.",
        "'{value}' is a date, not a number; perhaps Excel made it one.",
        "Maak de cel op als getal en typ de waarde opnieuw.",
        "Format the cell as a number and type the value again."),
    "unit-mark": Fault(
        ERROR, "Een eenheid die niet past", "A unit that does not fit",
        "'{value}' heeft een teken of eenheid die niet past: verwacht wordt {unit}.",
        "'{value}' has a sign or unit that does not fit: expected is {unit_en}.",
        "Schrijf het getal in de eenheid van de indicator, of zonder teken.",
        "Write the number in the unit of the indicator, or without a sign."),
    "ambiguous-name": Fault(
        ERROR, "Een naam die vaker voorkomt", "A name of more than one",
        "'{value}' is de naam van meer dan één: {codes}.", "'{value}' is the name of more than one: {codes}.",
        "Schrijf de code in plaats van de naam.",
        "Write the code instead of the name."),
    "name-of-other": Fault(
        ERROR, "De naam van een andere indicator", "The name of another indicator",
        "'{value}' is de naam van een andere indicator dan '{indicator}'.",
        "'{value}' is the name of another indicator than '{indicator}'.",
        "Verbeter de code of de naam.",
        "Correct the code or the name."),
    "suppressed": Fault(
        NOTICE, "Een afgeschermd klein aantal", "A suppressed small number",
        "'{value}' is een afgeschermd klein aantal en telt als geen waarde.",
        "'{value}' is a suppressed small number and counts as no value.", "Niets: zo hoort het.",
        "Nothing: this is as it should be."),
    "not-applicable": Fault(
        NOTICE, "Geen waarde gemeld", "No value reported",
        "'{value}': er is geen waarde gemeld.", "'{value}': no value is reported.",
        "Niets, of vul de waarde in.",
        "Nothing, or fill in the value."),
    "row-empty": Fault(
        NOTICE, "Een rij zonder waarde", "A row without a value",
        "Deze rij heeft geen waarde en wordt niet gelezen.", "This row has no value and is not read.",
        "Vul een waarde in, of n.v.t.; nul is ook een waarde.",
        "Fill in a value, or n/a; zero is a value too."),
    "note-is-number": Fault(
        WARNING, "Een opmerking die alleen een getal is", "A note that is only a number",
        "De opmerking is alleen een getal: misschien hoort het ergens anders of brak een komma het af.",
        "The note is only a number: perhaps it belongs elsewhere or a comma broke it off.",
        "Controleer de waarde; zet getallen met een komma tussen aanhalingstekens.",
        "Check the value; put numbers with a comma between quotes."),
}  # fmt: skip
