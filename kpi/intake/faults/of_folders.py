"""Faults of the files of a plan folder, of plan.toml and of single cells (docs/issues.md)."""

from collections.abc import Mapping

from kpi.intake.faults.fault_kind import ERROR, NOTICE, WARNING, Fault
from kpi.intake.faults.hints import Hint

FOLDER: Mapping[str, Fault] = {
    # The folder and its files
    "missing-file": Fault(
        ERROR, "Een bestand ontbreekt", "A file is missing",
        "{file} ontbreekt.", "{file} is missing.", "Zet {file} in de planmap.",
        "Put {file} in the plan folder."),
    "unknown-file": Fault(
        NOTICE, "Een bestand dat niet gelezen wordt", "A file that is not read",
        "{file} wordt niet gelezen.", "{file} is not read.",
        "Geef het een naam uit docs/issues.md, of haal het weg.",
        "Give it a name of docs/issues.md, or take it out."),
    "folder-name": Fault(
        WARNING, "De map heet anders dan het plan", "The folder is not named after the plan",
        "Plan {value} staat in een map met een andere naam: {folder}.",
        "Plan {value} lies in a folder of another name: {folder}.", "Geef de map de naam {value}.",
        "Name the folder {value}."),
    "empty-file": Fault(
        ERROR, "Het bestand is leeg", "The file is empty",
        "Het bestand is leeg.", "The file is empty.", "Zet kolomnamen op rij 1 en gegevens eronder.",
        "Put column names in row 1 and data below."),
    "no-rows": Fault(
        ERROR, "Geen rijen onder de kolomnamen", "No rows below the column names",
        "Er staan geen rijen onder de kolomnamen.", "There are no rows below the header.",
        "Zet minstens één rij onder de kolomnamen.",
        "Put at least one row below the column names."),
    "nul-bytes": Fault(
        ERROR, "Geen tekstbestand, of beschadigd", "Not a text file, or damaged",
        "Er staan NUL-tekens in: dit is geen tekstbestand of het is beschadigd.",
        "It holds NUL bytes: this is no text file or it is damaged.", "Sla het bestand opnieuw op als CSV UTF-8.",
        "Save the file again as CSV UTF-8."),
    "broken-quotes": Fault(
        ERROR, "Aanhalingstekens die niet kloppen", "Quotes that do not match",
        "De aanhalingstekens kloppen niet: de rij is niet te lezen.",
        "The quotes do not match: the row cannot be read.",
        "Sluit elk aanhalingsteken; schrijf er een in tekst dubbel.",
        "Close every quote; write one inside a text twice."),
    "ragged-row": Fault(
        ERROR, "Een rij met te veel of te weinig cellen", "A row with too many or too few cells",
        "De rij heeft {found} cellen, de kop {wanted}.", "The row has {found} cells, the header {wanted}.",
        "Zet tekst met een komma tussen aanhalingstekens en vul lege cellen aan met komma's.",
        "Put text with a comma between quotes and fill up empty cells with commas.",
        upload=Hint(
            "Zet tekst of een getal met een scheidingsteken erin tussen aanhalingstekens.",
            "Put a text or a number that holds a separator between quotes.")),
    "duplicate-column": Fault(
        ERROR, "Een kolom staat er dubbel in", "A column that appears twice",
        "Kolom '{value}' {twice}.", "Column '{value}' {twice}.", "Houd er één over.",
        "Keep one of them."),
    "missing-column": Fault(
        ERROR, "Een kolom ontbreekt", "A column is missing",
        "Kolom '{column}' ontbreekt.", "Column '{column}' is missing.", "Voeg kolom '{column}' toe.",
        "Add column '{column}'."),
    "unknown-column": Fault(
        NOTICE, "Een onbekende kolom", "An unknown column",
        "Kolom '{value}' is onbekend en wordt niet gelezen.", "Column '{value}' is unknown and not read.",
        "Verwijder de kolom of geef die een bekende naam.",
        "Take the column out or give it a known name.",
        upload=Hint(
            "Niets, of geef de kolom een bekende naam als die gelezen moet worden.",
            "Nothing, or give the column a known name when it is to be read.")),
    # plan.toml
    "broken-toml": Fault(
        ERROR, "plan.toml is niet te lezen", "plan.toml cannot be read",
        "plan.toml is niet te lezen: {reason}.", "plan.toml cannot be read: {reason_en}.",
        "Herstel de regel; tekst staat tussen aanhalingstekens.",
        "Repair the line; text stands between quotes."),
    "missing-key": Fault(
        ERROR, "Een gegeven van het plan ontbreekt", "A fact of the plan is missing",
        "'{column}' ontbreekt of is leeg.", "'{column}' is missing or empty.", "Voeg '{column} = ...' toe.",
        "Add '{column} = ...'."),
    "unknown-key": Fault(
        NOTICE, "Een onbekend gegeven van het plan", "An unknown fact of the plan",
        "'{column}' is onbekend en wordt niet gelezen.", "'{column}' is unknown and not read.",
        "Verwijder de regel of geef die een bekende naam.",
        "Take the line out or give it a known name."),
    "bad-setting": Fault(
        ERROR, "Een instelling die niet past", "A setting that does not fit",
        "'{column}' heeft een waarde die er niet past.", "'{column}' has a value that does not fit.",
        "Schrijf {wanted}.",
        "Write {wanted_en}."),
    "threshold-order": Fault(
        ERROR, "Drempels in de verkeerde volgorde", "Thresholds in the wrong order",
        "De drempel at_risk ligt onder de drempel on_track.", "Threshold at_risk lies below on_track.",
        "Maak at_risk minstens zo groot als on_track.",
        "Make at_risk at least as large as on_track."),
    "plan-start-after-end": Fault(
        ERROR, "Het plan begint na zijn einde", "The plan starts after its end",
        "Het plan begint na zijn einde.", "The plan starts after its end.", "Verbeter start of end.",
        "Correct start or end."),
    "theme-without-targets": Fault(
        NOTICE, "Een thema zonder resultaten", "A theme without targets",
        "Thema '{value}' heeft geen resultaten.", "Theme '{value}' has no targets.",
        "Voeg een resultaat toe of laat het thema weg.",
        "Add a target or leave the theme out."),
    # Cells
    "required-empty": Fault(
        ERROR, "Een verplichte cel is leeg", "A required cell is empty",
        "'{column}' is leeg.", "'{column}' is empty.", "Vul '{column}' in.",
        "Fill in '{column}'."),
    "not-a-number": Fault(
        ERROR, "Geen getal", "Not a number",
        "'{value}' is geen getal.", "'{value}' is not a number.",
        "Schrijf alleen cijfers met een decimale punt, zonder eenheid: 12.5.",
        "Write digits only, with a decimal point and without a unit: 12.5.",
        upload=Hint(
            "Schrijf alleen cijfers, met hoogstens één decimaalteken: 12,5; bij een mijlpaal ja of nee.",
            "Write digits only, with at most one decimal mark: 12.5; of a milestone yes or no.")),
    "decimal-ambiguous": Fault(
        ERROR, "Komma of punt: niet duidelijk", "Comma or point: not clear",
        "'{value}' kan {as_point} of {as_comma} zijn, en niets in kolom '{column}' maakt duidelijk welk.",
        "'{value}' can be {as_point} or {as_comma}, and nothing in column '{column}' proves which.",
        "Schrijf een geheel getal zonder duizendtalteken (80000, niet 80.000) en een decimaal met een nul erbij "
        "(1.2340, niet 1.234).",
        "Write a whole number without a mark of thousands (80000, not 80.000) and decimals with a zero more "
        "(1.2340, not 1.234).",
        upload=Hint(
            "Kies of de komma of de punt het decimaalteken is.",
            "Choose whether the comma or the point is the decimal mark.")),
    "decimal-mixed": Fault(
        ERROR, "Twee decimaaltekens door elkaar", "Two decimal marks mixed",
        "'{value}' is anders geschreven dan de rest van kolom '{column}': daar is '{mark}' het decimaalteken.",
        "'{value}' is written otherwise than the rest of column '{column}': there '{mark}' is the decimal mark.",
        "Schrijf alle getallen in de kolom met hetzelfde decimaalteken.",
        "Write all numbers of the column with the same decimal mark."),
    "number-notation": Fault(
        NOTICE, "Getallen in een andere notatie", "Numbers in another notation",
        "De {mark} is het decimaalteken van kolom '{column}': '{value}' is gelezen als {read}.",
        "The {mark} is the decimal mark of column '{column}': '{value}' was read as {read}.",
        "Controleer of dit klopt; planbestanden hebben een decimale punt en geen duizendtalteken.",
        "Check that this is right; plan files have a decimal point and no marks of thousands."),
    "not-a-rhythm": Fault(
        ERROR, "Geen ritme", "Not a rhythm",
        "'{value}' zegt niet om de hoeveel jaar of maanden er een cijfer komt.",
        "'{value}' does not say every how many years or months a figure comes.",
        "Schrijf 2y (om de twee jaar) of 18m.",
        "Write 2y (every two years) or 18m."),
    "not-a-whole-number": Fault(
        ERROR, "Geen geheel getal", "Not a whole number",
        "'{value}' is geen geheel getal.", "'{value}' is not a whole number.", "Schrijf alleen cijfers: 2.",
        "Write digits only: 2."),
    "not-a-date": Fault(
        ERROR, "Geen datum", "Not a date",
        "'{value}' is geen datum.", "'{value}' is not a date.", "Schrijf jaar-maand-dag: 2021-06-30.",
        "Write year-month-day: 2021-06-30.",
        upload=Hint("Schrijf dag-maand-jaar: 30-06-2021.", "Write day-month-year: 30-06-2021.")),
    "not-a-period": Fault(
        ERROR, "Geen rapportageperiode", "Not a reporting period",
        "'{value}' is geen rapportageperiode.", "'{value}' is not a reporting period.",
        "Schrijf 2021, 2021-H1, 2021-Q3 of 2021-09.",
        "Write 2021, 2021-H1, 2021-Q3 or 2021-09.",
        upload=Hint("Schrijf bijvoorbeeld 2021-Q3 of 3e kwartaal 2021.", "Write for instance 2021-Q3 or Q3 2021.")),
    "not-yes-or-no": Fault(
        ERROR, "Geen ja of nee", "Neither yes nor no",
        "'{value}' is geen ja of nee.", "'{value}' is neither yes nor no.", "Schrijf ja of nee.",
        "Write yes or no."),
    "unknown-choice": Fault(
        ERROR, "Een woord dat hier niet kan", "A word that cannot stand here",
        "'{value}' kan niet in kolom '{column}'.", "'{value}' cannot stand in column '{column}'.",
        "Kies een van de bekende woorden.",
        "Choose one of the known words."),
    "bad-waypoints": Fault(
        ERROR, "Tussenwaarden die niet te lezen zijn", "Waypoints that cannot be read",
        "'{value}' is niet als tussenwaarden te lezen.", "'{value}' cannot be read as waypoints.",
        "Schrijf datum=waarde, oplopend, gescheiden door puntkomma's: 2021-06-30=3;2021-12-31=8.",
        "Write date=value, ascending, separated by semicolons: 2021-06-30=3;2021-12-31=8."),
    "out-of-bounds": Fault(
        ERROR, "Een getal dat hier niet kan", "A number that cannot stand here",
        "{value} kan niet in kolom '{column}': {bounds}.",
        "{value} cannot stand in column '{column}': {bounds_en}.", "Verbeter het getal.",
        "Correct the number."),
}  # fmt: skip
