"""Faults of what the rows of a plan say: codes, targets, indicators, measurements and check-ins (docs/issues.md)."""

from collections.abc import Mapping

from kpi.intake.faults.fault_kind import ERROR, NOTICE, WARNING, Fault
from kpi.intake.faults.hints import Hint

ROWS: Mapping[str, Fault] = {
    # Codes and what they refer to
    "duplicate-code": Fault(
        ERROR, "Een code die al gebruikt is", "A code that is already used",
        "Code '{value}' is al gebruikt: {first}, rij {first_row}.",
        "Code '{value}' is already used: {first}, row {first_row}.",
        "Geef een van beide een andere code.",
        "Give one of the two another code."),
    "duplicate-measurement": Fault(
        ERROR, "Een meting die er al staat", "A measurement that is already there",
        "Deze meting ({key}) staat er al: {first}, rij {first_row}.",
        "This measurement ({key}) is already there: {first}, row {first_row}.",
        "Houd per indicator, periode en organisatie-eenheid één rij over.",
        "Keep one row per indicator, period and organisation unit."),
    "duplicate-checkin": Fault(
        ERROR, "Een toelichting die er al staat", "A check-in that is already there",
        "Deze toelichting ({key}) staat er al: {first}, rij {first_row}.",
        "This check-in ({key}) is already there: {first}, row {first_row}.",
        "Houd per resultaat en periode één rij over.",
        "Keep one row per target and period."),
    "unknown-theme": Fault(
        ERROR, "Een onbekend thema", "An unknown theme",
        "Thema '{value}' staat niet bij de thema's van het plan.",
        "Theme '{value}' is not among the themes of the plan.",
        "Voeg het thema toe, in een planmap in plan.toml.",
        "Add the theme, in a plan folder to plan.toml."),
    "unknown-indicator": Fault(
        ERROR, "Een onbekende indicator", "An unknown indicator",
        "Indicator '{value}' is onbekend.", "Indicator '{value}' is unknown.",
        "Voeg de indicator toe aan indicators.csv.",
        "Add the indicator to indicators.csv.",
        upload=Hint(
            "Neem de code of de naam uit het sjabloon over.",
            "Take the code or the name from the template.")),
    "unknown-target": Fault(
        ERROR, "Een onbekend resultaat", "An unknown target",
        "Resultaat '{value}' staat niet in targets.csv.", "Target '{value}' is not in targets.csv.",
        "Voeg het resultaat toe aan targets.csv.",
        "Add the target to targets.csv."),
    "unknown-org-unit": Fault(
        ERROR, "Een onbekende organisatie-eenheid", "An unknown organisation unit",
        "Organisatie-eenheid '{value}' staat niet in het plan.",
        "Organisation unit '{value}' is not in the plan.",
        "Voeg de eenheid toe bij de organisatie-eenheden van het plan.",
        "Add the unit to the organisation units of the plan.",
        upload=Hint(
            "Neem de code of de naam uit het sjabloon over, of laat de cel leeg voor de hele organisatie.",
            "Take the code or the name from the template, or leave the cell empty for the whole organisation.")),
    "org-unit-cycle": Fault(
        ERROR, "Een organisatie-eenheid onder zichzelf", "An organisation unit below itself",
        "Organisatie-eenheid '{unit}' valt onder zichzelf: {chain}.",
        "Organisation unit '{unit}' lies below itself: {chain}.", "Verbeter 'parent' van een van deze eenheden.",
        "Correct 'parent' of one of these units."),
    "unknown-category": Fault(
        ERROR, "Een onbekende categorie", "An unknown category",
        "Categorie '{category}' is onbekend.", "Category '{category}' is unknown.",
        "Kies een code uit categories.toml.",
        "Choose a code of categories.toml."),
    "contributes-to-itself": Fault(
        ERROR, "Een resultaat dat bijdraagt aan zichzelf", "A target that contributes to itself",
        "Resultaat '{target}' draagt bij aan zichzelf.", "Target '{target}' contributes to itself.",
        "Noem alleen resultaten van andere plannen.",
        "Name targets of other plans only."),
    "contributes-in-circle": Fault(
        ERROR, "Bijdragen die in een kring lopen", "Contributions that run in a circle",
        "Deze bijdragen lopen in een kring: {chain}.", "These contributions run in a circle: {chain}.",
        "Haal een van deze bijdragen weg.",
        "Take one of these contributions away."),
    "unknown-contribution": Fault(
        NOTICE, "Een bijdrage aan een onbekend resultaat", "A contribution to an unknown target",
        "Resultaat '{target}' bestaat niet, of nog niet.", "Target '{target}' is not there, or not yet.",
        "Schrijf plan/resultaat, of laad dat plan.",
        "Write plan/target, or load that plan."),
    # Targets
    "indicator-missing": Fault(
        ERROR, "Een resultaat zonder indicator", "A target without an indicator",
        "Een resultaat van de soort '{kind}' heeft een indicator nodig.",
        "A target of kind '{kind}' needs an indicator.", "Noem een indicator uit indicators.csv.",
        "Name an indicator of indicators.csv."),
    "value-missing": Fault(
        ERROR, "Een resultaat zonder waarde", "A target without a value",
        "Het resultaat heeft geen waarde.", "The target has no value.",
        "Vul de beloofde waarde in, of maak er een mijlpaal van.",
        "Fill in the promised value, or make it a milestone."),
    "value-high-missing": Fault(
        ERROR, "De bovengrens ontbreekt", "The upper value is missing",
        "Bij 'between' hoort een bovengrens.", "'between' needs an upper value.", "Vul value_high in.",
        "Fill in value_high."),
    "value-high-without-between": Fault(
        ERROR, "Een bovengrens die hier niet hoort", "An upper value that does not belong here",
        "Een bovengrens hoort alleen bij 'between'.", "An upper value goes with 'between' only.",
        "Schrijf 'between' in comparator of maak value_high leeg.",
        "Write 'between' in comparator, or empty value_high."),
    "value-high-below-value": Fault(
        ERROR, "De bovengrens ligt onder de waarde", "The upper value lies below the value",
        "De bovengrens {value} ligt onder de waarde {low}.", "The upper value {value} lies below {low}.",
        "Verwissel value en value_high.",
        "Swap value and value_high."),
    "per-without-recurring": Fault(
        ERROR, "Een herhaling die hier niet hoort", "A repetition that does not belong here",
        "'per' hoort alleen bij een terugkerend resultaat.", "'per' goes with a recurring target only.",
        "Maak 'per' leeg of schrijf 'recurring' in kind.",
        "Empty 'per', or write 'recurring' in kind."),
    "frequency-with-indicator": Fault(
        ERROR, "Een frequentie die hier niet hoort", "A frequency that does not belong here",
        "Hoe vaak dit wordt gemeld, zegt de indicator.", "How often this is reported, its indicator says.",
        "Maak 'frequency' in targets.csv leeg.",
        "Empty 'frequency' in targets.csv."),
    "column-not-for-kind": Fault(
        ERROR, "Een kolom die hier niet hoort", "A column that does not belong here",
        "'{column}' hoort niet bij '{kind}', wel bij: {kinds}.",
        "'{column}' does not go with '{kind}', but with: {kinds}.",
        "Maak de cel leeg, of kies een andere soort in kind.",
        "Empty the cell, or choose another kind."),
    "baseline-of-total-missing": Fault(
        ERROR, "Een deel van een onbekende nulmeting", "A share of an unknown baseline",
        "Bij een totaal staat de nulmeting waarvan 'value' een percentage is, nergens.",
        "Of a total the baseline of which 'value' is a percentage is not told.",
        "Vul 'baseline' in, of schrijf het aantal zelf in 'value'.",
        "Fill in 'baseline', or write the number itself in 'value'."),
    "yearly-without-waypoints": Fault(
        ERROR, "Een belofte per jaar zonder jaren", "A promise a year without years",
        "Met 'yearly' staat er in 'waypoints' wat elk jaar is beloofd, en dat ontbreekt.",
        "With 'yearly' the promise of each year stands in 'waypoints', and it is missing.",
        "Vul waypoints in, bijvoorbeeld 2024-12-31=10;2025-12-31=12.",
        "Fill in waypoints, for instance 2024-12-31=10;2025-12-31=12."),
    "growth-through-zero": Fault(
        ERROR, "Een groei die niet kan", "A growth that cannot be",
        "Van {baseline} naar de beloofde waarde kan niet met elk jaar dezelfde groei: 0 ligt ertussen.",
        "From {baseline} to the promised value no equal growth a year leads: 0 lies between them.",
        "Kies 'linear' in path, of vul waypoints in.",
        "Choose 'linear' in path, or fill in waypoints."),
    "improve-without-direction": Fault(
        ERROR, "Beter zonder richting", "Better without a direction",
        "'improve' vraagt om beter, maar de indicator zegt niet of hoger of lager beter is.",
        "'improve' asks for better, but the indicator does not say whether higher or lower is.",
        "Schrijf increase of decrease in direction van de indicator.",
        "Write increase or decrease in direction of the indicator."),
    "every-too-short": Fault(
        ERROR, "Een cijfer dat te vaak komt", "A figure that comes too often",
        "'{value}' is korter dan de periode van de indicator ({frequency}).",
        "'{value}' is shorter than the period of the indicator ({frequency}).",
        "Verleng 'every', of kies een kortere periode in frequency.",
        "Make 'every' longer, or choose a shorter period in frequency."),
    "unreadable-deadline": Fault(
        ERROR, "Een deadline die niet te lezen is", "A deadline that cannot be read",
        "De deadline '{value}' is niet te lezen.", "The deadline '{value}' cannot be read.",
        "Schrijf bijvoorbeeld 'vóór juni 2021' of 'Q3 2021', of vul een einddatum in.",
        "Write for instance 'before June 2021' or 'Q3 2021', or fill in a due day."),
    "moment-not-watched": Fault(
        WARNING, "Een dag in het jaar waarop niet wordt gelet", "A day in the year that is not watched",
        "'{value}' is gelezen als één keer per jaar. Op de dag wordt niet gelet: later in het jaar is ook op tijd.",
        "'{value}' is read as once a year. The day is not watched: later in the year counts as on time too.",
        "Maak een resultaat per jaar als de dag telt, bijvoorbeeld 'vóór 1 mei 2025'.",
        "Make a target for every year where the day counts, for instance 'before 1 May 2025'."),
    "start-after-due": Fault(
        ERROR, "Het begin ligt na de deadline", "The start lies after the due date",
        "Het begin ({start}) ligt na de deadline ({due}).",
        "The start ({start}) lies after the due date ({due}).",
        "Verbeter start, deadline of due.",
        "Correct start, deadline or due."),
    "due-from-after-due": Fault(
        ERROR, "De deadline begint na zijn einde", "The deadline begins after its end",
        "De eerste dag van de deadline ({due_from}) ligt na de laatste ({due}).",
        "The first day of the deadline ({due_from}) lies after its last ({due}).", "Verbeter due_from of due.",
        "Correct due_from or due."),
    "due-outside-plan": Fault(
        WARNING, "Een deadline buiten het plan", "A due date outside the plan",
        "De deadline {due} ligt buiten het plan ({start} tot en met {end}).",
        "The due date {due} lies outside the plan ({start} up to and including {end}).", "Controleer het jaar.",
        "Check the year."),
    "waypoint-outside-target": Fault(
        ERROR, "Een tussenwaarde buiten de looptijd", "A waypoint outside the target's time",
        "Tussenwaarde op {day} ligt niet tussen begin ({start}) en deadline ({due}).",
        "The waypoint of {day} does not lie between start ({start}) and due date ({due}).", "Verbeter de datum.",
        "Correct the date."),
    "baseline-missing": Fault(
        ERROR, "Een nulmeting zonder waarde", "A baseline without a value",
        "De nulmeting heeft wel een datum, maar geen waarde.", "The baseline has a date but no value.",
        "Vul baseline in of maak baseline_date leeg.",
        "Fill in baseline, or empty baseline_date."),
    # Indicators
    "min-above-max": Fault(
        ERROR, "Het minimum ligt boven het maximum", "The minimum lies above the maximum",
        "Het minimum {value} ligt boven het maximum {high}.",
        "The minimum {value} lies above the maximum {high}.",
        "Verwissel min en max.",
        "Swap min and max."),
    "share-not-ratio": Fault(
        WARNING, "Een aandeel dat niet als verhouding telt", "A share that does not count as a ratio",
        "Een aandeel met teller en noemer wordt opgeteld als '{value}', niet als verhouding.",
        "A share with numerator and denominator is aggregated as '{value}', not as a ratio.",
        "Schrijf 'ratio' in aggregation.",
        "Write 'ratio' in aggregation."),
    "aggregation-missing": Fault(
        WARNING, "Onbekend hoe eenheden samen tellen", "Unknown how units count together",
        "{units} eenheden melden deze indicator over {period}, en nergens staat hoe ze één waarde worden.",
        "{units} units report this indicator for {period}, and nothing says how they become one value.",
        "Vul aggregation in: sum, mean, ratio of last.",
        "Fill in aggregation: sum, mean, ratio or last."),
    # Measurements and check-ins
    "measurement-empty": Fault(
        ERROR, "Een meting zonder waarde", "A measurement without a value",
        "De meting heeft geen waarde.", "The measurement has no value.",
        "Vul een waarde in, of teller en noemer, of measured_on.",
        "Fill in a value, or numerator and denominator, or measured_on."),
    "number-expected": Fault(
        ERROR, "Hier hoort een getal", "A number is needed here",
        "'{indicator}' wordt in een getal gemeten: ja, nee of alleen een dag is niet genoeg.",
        "'{indicator}' is measured as a number: yes, no or just a day is not enough.", "Vul een getal in.",
        "Fill in a number."),
    "share-incomplete": Fault(
        ERROR, "Teller of noemer ontbreekt", "Numerator or denominator is missing",
        "Teller en noemer horen bij elkaar: één ervan ontbreekt.",
        "Numerator and denominator belong together: one is missing.", "Vul beide in of geen van beide.",
        "Fill in both, or neither."),
    "numerator-above-denominator": Fault(
        ERROR, "De teller is groter dan de noemer", "The numerator is larger than the denominator",
        "De teller {value} is groter dan de noemer {high}.",
        "The numerator {value} is larger than the denominator {high}.", "Verwissel of verbeter teller en noemer.",
        "Swap or correct numerator and denominator."),
    "value-out-of-range": Fault(
        ERROR, "Een waarde buiten het bereik", "A value out of range",
        "{value} ligt buiten het bereik van '{indicator}': {range}.",
        "{value} lies outside the range of '{indicator}': {range}.",
        "Verbeter het getal, of min en max van de indicator.",
        "Correct the number, or min and max of the indicator.",
        upload=Hint(
            "Verbeter het getal, of overleg als de indicator dit wel kan zijn.",
            "Correct the number, or ask the owner of the indicator whether it can be this.")),
    "period-not-of-frequency": Fault(
        ERROR, "Een ander soort periode", "Another kind of period",
        "'{indicator}' wordt gemeld per {frequency}; {value} is een ander soort periode.",
        "'{indicator}' is reported per {frequency_en}; {value} is another kind of period.",
        "Schrijf een periode als {example}.",
        "Write a period such as {example}."),
    "period-outside-plan": Fault(
        ERROR, "Een periode ver buiten het plan", "A period far outside the plan",
        "{value} ligt meer dan een jaar buiten het plan ({start} tot en met {end}).",
        "{value} lies more than a year outside the plan ({start} up to and including {end}).", "Controleer het jaar.",
        "Check the year."),
}  # fmt: skip
