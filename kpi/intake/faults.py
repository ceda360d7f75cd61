"""Every fault that intake can find: one row a code, the only place of its words (docs/issues.md).

Here those of plan folders; those of uploads stand in faults_file.py (opening) and faults_upload.py (content), those
of a plan that is changed in faults_plan.py.
"""

from collections.abc import Mapping

from kpi.core.issue import Issue, Severity
from kpi.intake.cures import ENGLISH, english_hint
from kpi.intake.fault_kind import ERROR, NOTICE, WARNING, Fault
from kpi.intake.faults_file import FILES
from kpi.intake.faults_plan import EDITING
from kpi.intake.faults_upload import CONTENT
from kpi.intake.nearest import nearest as nearest

LONGEST_VALUE = 120  # characters of a cell that an issue repeats

CATALOGUE: Mapping[str, Fault] = {
    # The folder and its files
    "missing-file": Fault(
        ERROR, "{file} ontbreekt.", "{file} is missing.", "Zet {file} in de planmap."),
    "unknown-file": Fault(
        NOTICE, "{file} wordt niet gelezen.", "{file} is not read.", "Geef het bestand een naam uit docs/issues.md."),
    "folder-name": Fault(
        WARNING, "Plan {value} staat in een map met een andere naam: {folder}.",
        "Plan {value} lies in a folder of another name: {folder}.", "Geef de map de naam {value}."),
    "empty-file": Fault(
        ERROR, "Het bestand is leeg.", "The file is empty.", "Zet kolomnamen op rij 1 en gegevens eronder."),
    "no-rows": Fault(
        ERROR, "Er staan geen rijen onder de kolomnamen.", "There are no rows below the header.",
        "Zet ten minste één rij onder de kolomnamen."),
    "not-utf8": Fault(
        ERROR, "Het bestand is niet in UTF-8 opgeslagen.", "The file is not UTF-8 text.",
        "Sla het op als 'CSV UTF-8 (door komma's gescheiden)'."),
    "nul-bytes": Fault(
        ERROR, "Er staan NUL-tekens in: dit is geen tekstbestand of het is beschadigd.",
        "It holds NUL bytes: this is no text file or it is damaged.", "Sla het bestand opnieuw op als CSV UTF-8."),
    "broken-quotes": Fault(
        ERROR, "De aanhalingstekens kloppen niet: de rij is niet te lezen.",
        "The quotes do not match: the row cannot be read.",
        "Sluit elk aanhalingsteken; schrijf er een in tekst dubbel."),
    "ragged-row": Fault(
        ERROR, "De rij heeft {found} cellen, de kop {wanted}.", "The row has {found} cells, the header {wanted}.",
        "Zet tekst met een komma tussen aanhalingstekens en vul lege cellen aan met komma's."),
    "duplicate-column": Fault(
        ERROR, "Kolom '{value}' komt vaker voor.", "Column '{value}' appears more than once.", "Houd er één over."),
    "missing-column": Fault(
        ERROR, "Kolom '{column}' ontbreekt.", "Column '{column}' is missing.", "Voeg kolom '{column}' toe."),
    "unknown-column": Fault(
        NOTICE, "Kolom '{value}' is onbekend en wordt niet gelezen.", "Column '{value}' is unknown and not read.",
        "Verwijder de kolom of geef haar een bekende naam."),
    # plan.toml
    "broken-toml": Fault(
        ERROR, "plan.toml is niet te lezen: {reason}.", "plan.toml cannot be read: {reason}.",
        "Herstel de regel; tekst staat tussen aanhalingstekens."),
    "missing-key": Fault(
        ERROR, "'{column}' ontbreekt of is leeg.", "'{column}' is missing or empty.", "Voeg '{column} = ...' toe."),
    "unknown-key": Fault(
        NOTICE, "'{column}' is onbekend en wordt niet gelezen.", "'{column}' is unknown and not read.",
        "Verwijder de regel of geef haar een bekende naam."),
    "bad-setting": Fault(
        ERROR, "'{column}' heeft een waarde die er niet past.", "'{column}' has a value that does not fit.",
        "Schrijf {wanted}."),
    "threshold-order": Fault(
        ERROR, "De grens at_risk ligt onder de grens on_track.", "Threshold at_risk lies below on_track.",
        "Maak at_risk ten minste zo groot als on_track."),
    "plan-start-after-end": Fault(
        ERROR, "Het plan begint na zijn einde.", "The plan starts after its end.", "Verbeter start of end."),
    "theme-without-targets": Fault(
        NOTICE, "Thema '{value}' heeft geen resultaten.", "Theme '{value}' has no targets.",
        "Voeg een resultaat toe of laat het thema weg."),
    # Cells
    "required-empty": Fault(
        ERROR, "'{column}' is leeg.", "'{column}' is empty.", "Vul '{column}' in."),
    "not-a-number": Fault(
        ERROR, "'{value}' is geen getal.", "'{value}' is not a number.",
        "Schrijf alleen cijfers met een decimale punt, zonder eenheid: 12.5."),
    "not-a-whole-number": Fault(
        ERROR, "'{value}' is geen geheel getal.", "'{value}' is not a whole number.", "Schrijf alleen cijfers: 2."),
    "not-a-date": Fault(
        ERROR, "'{value}' is geen datum.", "'{value}' is not a date.", "Schrijf jaar-maand-dag: 2021-06-30."),
    "not-a-period": Fault(
        ERROR, "'{value}' is geen rapportageperiode.", "'{value}' is not a reporting period.",
        "Schrijf 2021, 2021-H1, 2021-Q3 of 2021-09."),
    "not-yes-or-no": Fault(
        ERROR, "'{value}' is geen ja of nee.", "'{value}' is neither yes nor no.", "Schrijf ja of nee."),
    "unknown-choice": Fault(
        ERROR, "'{value}' kan niet in kolom '{column}'.", "'{value}' cannot stand in column '{column}'.",
        "Kies een van de bekende woorden."),
    "bad-waypoints": Fault(
        ERROR, "'{value}' zijn geen tussenwaarden.", "'{value}' are no waypoints.",
        "Schrijf datum=waarde, oplopend, gescheiden door puntkomma's: 2021-06-30=3;2021-12-31=8."),
    "out-of-bounds": Fault(
        ERROR, "{value} kan niet in kolom '{column}': {bounds}.",
        "{value} cannot stand in column '{column}': {bounds_en}.", "Verbeter het getal."),
    # Codes and what they refer to
    "duplicate-code": Fault(
        ERROR, "Code '{value}' is al gebruikt: {first}, rij {first_row}.",
        "Code '{value}' is already used: {first}, row {first_row}.",
        "Geef een van beide een andere code."),
    "duplicate-measurement": Fault(
        ERROR, "Deze meting ({key}) staat er al: {first}, rij {first_row}.",
        "This measurement ({key}) is already there: {first}, row {first_row}.",
        "Houd per indicator, periode en organisatie-eenheid één rij over."),
    "duplicate-checkin": Fault(
        ERROR, "Deze toelichting ({key}) staat er al: {first}, rij {first_row}.",
        "This check-in ({key}) is already there: {first}, row {first_row}.",
        "Houd per resultaat en periode één rij over."),
    "unknown-theme": Fault(
        ERROR, "Thema '{value}' staat niet in plan.toml.", "Theme '{value}' is not in plan.toml.",
        "Voeg het thema toe aan plan.toml."),
    "unknown-indicator": Fault(
        ERROR, "Indicator '{value}' is onbekend.", "Indicator '{value}' is unknown.",
        "Voeg de indicator toe aan indicators.csv."),
    "unknown-target": Fault(
        ERROR, "Resultaat '{value}' staat niet in targets.csv.", "Target '{value}' is not in targets.csv.",
        "Voeg het resultaat toe aan targets.csv."),
    "unknown-org-unit": Fault(
        ERROR, "Organisatie-eenheid '{value}' staat niet in org_units.csv.",
        "Organisation unit '{value}' is not in org_units.csv.", "Voeg de eenheid toe aan org_units.csv."),
    "org-unit-cycle": Fault(
        ERROR, "Organisatie-eenheid '{unit}' valt onder zichzelf: {chain}.",
        "Organisation unit '{unit}' lies below itself: {chain}.", "Verbeter 'parent' van een van deze eenheden."),
    "unknown-category": Fault(
        ERROR, "Categorie '{category}' is onbekend.", "Category '{category}' is unknown.",
        "Kies een code uit categories.toml."),
    "contributes-to-itself": Fault(
        ERROR, "Resultaat '{target}' draagt bij aan zichzelf.", "Target '{target}' contributes to itself.",
        "Noem alleen resultaten van andere plannen."),
    "contributes-in-circle": Fault(
        ERROR, "Deze bijdragen lopen in een kring: {chain}.", "These contributions run in a circle: {chain}.",
        "Haal een van deze bijdragen weg."),
    "unknown-contribution": Fault(
        NOTICE, "Resultaat '{target}' is er niet of nog niet.", "Target '{target}' is not there, or not yet.",
        "Schrijf plan/resultaat, of laad dat plan."),
    # Targets
    "indicator-missing": Fault(
        ERROR, "Een resultaat van de soort '{kind}' heeft een indicator nodig.",
        "A target of kind '{kind}' needs an indicator.", "Noem een indicator uit indicators.csv."),
    "value-missing": Fault(
        ERROR, "Het resultaat heeft geen waarde.", "The target has no value.",
        "Vul de beloofde waarde in, of maak er een mijlpaal van."),
    "value-high-missing": Fault(
        ERROR, "Bij 'between' hoort een bovengrens.", "'between' needs an upper value.", "Vul value_high in."),
    "value-high-without-between": Fault(
        ERROR, "Een bovengrens hoort alleen bij 'between'.", "An upper value goes with 'between' only.",
        "Schrijf 'between' in comparator of maak value_high leeg."),
    "value-high-below-value": Fault(
        ERROR, "De bovengrens {value} ligt onder de waarde {low}.", "The upper value {value} lies below {low}.",
        "Verwissel value en value_high."),
    "per-without-recurring": Fault(
        ERROR, "'per' hoort alleen bij een terugkerend resultaat.", "'per' goes with a recurring target only.",
        "Maak 'per' leeg of schrijf 'recurring' in kind."),
    "unreadable-deadline": Fault(
        ERROR, "De deadline '{value}' is niet te lezen.", "The deadline '{value}' cannot be read.",
        "Schrijf bijvoorbeeld 'vóór juni 2021' of 'Q3 2021', of vul due in."),
    "start-after-due": Fault(
        ERROR, "Het begin ({start}) ligt na de deadline ({due}).",
        "The start ({start}) lies after the due date ({due}).",
        "Verbeter start, deadline of due."),
    "due-from-after-due": Fault(
        ERROR, "De eerste dag van de deadline ({due_from}) ligt na de laatste ({due}).",
        "The first day of the deadline ({due_from}) lies after its last ({due}).", "Verbeter due_from of due."),
    "due-outside-plan": Fault(
        WARNING, "De deadline {due} ligt buiten het plan ({start} tot en met {end}).",
        "The due date {due} lies outside the plan ({start} up to and including {end}).", "Controleer het jaar."),
    "waypoint-outside-target": Fault(
        ERROR, "Tussenwaarde op {day} ligt niet tussen begin ({start}) en deadline ({due}).",
        "The waypoint of {day} does not lie between start ({start}) and due date ({due}).", "Verbeter de datum."),
    "baseline-missing": Fault(
        ERROR, "De nulmeting heeft wel een datum, maar geen waarde.", "The baseline has a date but no value.",
        "Vul baseline in of maak baseline_date leeg."),
    # Indicators
    "min-above-max": Fault(
        ERROR, "Het minimum {value} ligt boven het maximum {high}.",
        "The minimum {value} lies above the maximum {high}.",
        "Verwissel min en max."),
    "share-not-ratio": Fault(
        WARNING, "Een aandeel met teller en noemer wordt opgeteld als '{value}', niet als verhouding.",
        "A share with numerator and denominator is aggregated as '{value}', not as a ratio.",
        "Schrijf 'ratio' in aggregation."),
    "aggregation-missing": Fault(
        WARNING, "{units} eenheden melden deze indicator over {period}, en niets zegt hoe zij één waarde worden.",
        "{units} units report this indicator for {period}, and nothing says how they become one value.",
        "Vul aggregation in: sum, mean, ratio of last."),
    # Measurements and check-ins
    "measurement-empty": Fault(
        ERROR, "De meting heeft geen waarde.", "The measurement has no value.",
        "Vul een waarde in, of teller en noemer, of measured_on."),
    "number-expected": Fault(
        ERROR, "'{indicator}' wordt in een getal gemeten: ja, nee of alleen een dag is niet genoeg.",
        "'{indicator}' is measured as a number: yes, no or just a day is not enough.", "Vul een getal in."),
    "share-incomplete": Fault(
        ERROR, "Teller en noemer horen bij elkaar: één ervan ontbreekt.",
        "Numerator and denominator belong together: one is missing.", "Vul beide in of geen van beide."),
    "numerator-above-denominator": Fault(
        ERROR, "De teller {value} is groter dan de noemer {high}.",
        "The numerator {value} is larger than the denominator {high}.", "Verwissel of verbeter teller en noemer."),
    "value-out-of-range": Fault(
        ERROR, "{value} ligt buiten het bereik van '{indicator}': {low} tot en met {high}.",
        "{value} lies outside the range of '{indicator}': {low} up to and including {high}.",
        "Verbeter het getal, of min en max van de indicator."),
    "period-not-of-frequency": Fault(
        ERROR, "'{indicator}' wordt gemeld per {frequency}; {value} is een ander soort periode.",
        "'{indicator}' is reported per {frequency_en}; {value} is another kind of period.",
        "Schrijf een periode als {example}."),
    "period-outside-plan": Fault(
        ERROR, "{value} ligt meer dan een jaar buiten het plan ({start} tot en met {end}).",
        "{value} lies more than a year outside the plan ({start} up to and including {end}).", "Controleer het jaar."),
}  # fmt: skip
UPLOADS: Mapping[str, Fault] = {**FILES, **CONTENT}
_ALL: Mapping[str, Fault] = {**CATALOGUE, **UPLOADS, **EDITING}


def fault(
    code: str, *, file: str, row: int | None = None, column: str = "", value: str = "", hint: str = "", **words: object
) -> Issue:
    """The issue of this code at a place; `hint` (Dutch) replaces the catalogue's cure, `words` fill its templates.

    `row` None: the whole file. Raises KeyError for a code that is not in the catalogue or a word its template lacks.
    """
    kind, value = _ALL[code], value[:LONGEST_VALUE]
    known = {"file": file, "column": column, "value": value} | words
    return Issue(
        code=code,
        severity=kind.severity,
        row=row,
        column=column,
        value=value,
        message=kind.nl.format(**known),
        message_en=kind.en.format(**known),
        suggestion=hint or kind.cure.format(**known),
        file=file,
        suggestion_en=(english_hint(hint) if hint else "") or ENGLISH.get(code, "").format(**known),
    )


def severity_of(code: str) -> Severity:
    """How serious an issue of this code is; raises KeyError for a code that is not in the catalogue."""
    return _ALL[code].severity
