"""Faults of the content of an uploaded file (docs/issues.md, Codes of uploads)."""

from collections.abc import Mapping

from kpi.intake.faults.fault_kind import ERROR, NOTICE, WARNING, Fault

CONTENT: Mapping[str, Fault] = {
    # Header and layout
    "which-sheet": Fault(
        ERROR, "Meer dan één werkblad met cijfers", "More than one sheet with figures",
        "Meer dan één werkblad bevat cijfers: {sheets}.", "More than one sheet holds figures: {sheets}.",
        "Kies het werkblad dat u wilt aanleveren.",
        "Choose the sheet that you want to send."),
    "column-unclear": Fault(
        ERROR, "Niet duidelijk wat een kolom is", "Not clear what a column is",
        "Wat is kolom '{value}'? Er staat: {shown}.", "What is column '{value}'? It holds: {shown}.",
        "Kies wat de kolom is, of geef haar een bekende naam.",
        "Choose what the column is, or give it a known name."),
    "no-header": Fault(
        ERROR, "Geen kolomnamen gevonden", "No column names found",
        "Er is geen rij met kolomnamen gevonden.", "No row with column names was found.",
        "Kies welke rij de kolomnamen heeft, of zet er een boven de cijfers: indicator, periode, waarde.",
        "Choose which row holds the column names, or put one above the figures: indicator, period, value."),
    "above-header": Fault(
        ERROR, "Cijfers boven de kolomnamen", "Figures above the column names",
        "Deze rij met cijfers staat boven de kolomnamen en wordt niet gelezen.",
        "This row of figures stands above the column names and is not read.",
        "Zet de rij onder de kolomnamen, of verwijder haar.",
        "Put the row below the column names, or take it out."),
    "header-scale": Fault(
        ERROR, "Een veelvoud of andere munt in de kolomnaam", "A multiple or other currency in the column name",
        "Kolom '{value}' zegt een veelvoud of een andere munt; getallen worden gelezen zoals zij er staan.",
        "Column '{value}' says a multiple or another currency; numbers are read as they stand.",
        "Schrijf de getallen voluit in de eenheid van de indicator en haal dit uit de kolomnaam.",
        "Write the numbers in full in the unit of the indicator and take this out of the column name."),
    "org-units-aside": Fault(
        ERROR, "Organisatie-eenheden in een andere kolom", "Organisation units in another column",
        "In kolom '{value}' staan organisatie-eenheden, maar haar naam zegt dat niet.",
        "Column '{value}' holds organisation units, but its name does not say so.",
        "Noem de kolom organisatie-eenheid, of verwijder haar als de waarden van de hele organisatie zijn.",
        "Name the column org_unit, or take it out when the values are those of the whole organisation."),
    "mixed-layout": Fault(
        ERROR, "Twee vormen door elkaar", "Two layouts mixed",
        "Kolom '{value}' is een periode, maar er is ook een kolom '{other}'.",
        "Column '{value}' is a period, but there is also a column '{other}'.",
        "Kies één vorm: een kolom periode met een kolom waarde, of een kolom per periode.",
        "Choose one form: a column period with a column value, or a column for each period."),
    "hidden-row": Fault(
        WARNING, "Verborgen rij", "Hidden row",
        "Deze rij is verborgen in het werkblad, maar wordt wel gelezen.",
        "This row is hidden in the sheet, but is read.", "Maak de rij zichtbaar, of verwijder haar.",
        "Show the row, or remove it."),
    "header-repeated": Fault(
        NOTICE, "De kolomnamen nog een keer", "The column names once more",
        "Deze rij herhaalt de kolomnamen en wordt niet gelezen.",
        "This row repeats the column names and is not read.", "Niets.", "Nothing."),
    "total-row": Fault(
        NOTICE, "Een rij met een totaal", "A row with a total",
        "Deze rij met '{value}' is een optelling en wordt niet gelezen.",
        "This row with '{value}' is a total and is not read.", "Niets: totalen worden hier zelf berekend.",
        "Nothing: totals are calculated here."),
    "loose-text": Fault(
        NOTICE, "Een rij met alleen tekst", "A row with only text",
        "Deze rij bevat alleen tekst en wordt niet gelezen.", "This row only holds text and is not read.",
        "Niets, of vul periode en waarde in als dit een meting is.",
        "Nothing, or fill in period and value when this is a measurement."),
    # Cells
    "personal-data": Fault(
        ERROR, "Misschien een burgerservicenummer", "Perhaps a citizen service number",
        "Hier staat een getal dat een burgerservicenummer kan zijn; het bestand wordt niet aangenomen.",
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
    "decimal-ambiguous": Fault(
        ERROR, "Komma of punt: niet duidelijk", "Comma or point: not clear",
        "'{value}' kan {as_point} of {as_comma} zijn, en niets in kolom '{column}' bewijst welk.",
        "'{value}' can be {as_point} or {as_comma}, and nothing in column '{column}' proves which.",
        "Kies of de komma of de punt het decimaalteken is.",
        "Choose whether the comma or the point is the decimal mark."),
    "decimal-mixed": Fault(
        ERROR, "Twee decimaaltekens door elkaar", "Two decimal marks mixed",
        "'{value}' is anders geschreven dan de rest van kolom '{column}': daar is '{mark}' het decimaalteken.",
        "'{value}' is written otherwise than the rest of column '{column}': there '{mark}' is the decimal mark.",
        "Schrijf alle getallen in de kolom met hetzelfde decimaalteken.",
        "Write all numbers of the column with the same decimal mark."),
    "date-ambiguous": Fault(
        ERROR, "Dag of maand: niet duidelijk", "Day or month: not clear",
        "'{value}' kan dag/maand of maand/dag zijn, en niets in kolom '{column}' bewijst welk.",
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
        WARNING, "Een toelichting die alleen een getal is", "A note that is only a number",
        "De toelichting is alleen een getal: misschien hoort het ergens anders of brak een komma het af.",
        "The note is only a number: perhaps it belongs elsewhere or a comma broke it off.",
        "Controleer de waarde; zet getallen met een komma tussen aanhalingstekens.",
        "Check the value; put numbers with a comma between quotes."),
    # Rules
    "wrong-unit": Fault(
        ERROR, "Misschien een deel van 1", "Perhaps a part of 1",
        "{value} lijkt een deel van 1, terwijl '{indicator}' in {unit} wordt gemeld (gebruikelijk: {usual}).",
        "{value} looks like a part of 1, while '{indicator}' is reported in {unit} (usual: {usual}).",
        "Kies of de waarden met {factor} vermenigvuldigd moeten worden, of zo bedoeld zijn.",
        "Choose whether the values must be multiplied by {factor}, or are meant as they are."),
    "share-disagrees": Fault(
        ERROR, "De waarde klopt niet met teller en noemer", "The value does not agree with its share",
        "De waarde {value} klopt niet met teller en noemer: die geven {share}.",
        "The value {value} does not agree with numerator and denominator: they give {share}.",
        "Verbeter een van de drie, of laat de waarde leeg.",
        "Correct one of the three, or leave the value empty."),
    "yes-or-no-expected": Fault(
        ERROR, "Hier hoort ja of nee", "Yes or no is needed here",
        "'{indicator}' is ja of nee; {value} is een getal.",
        "'{indicator}' is yes or no; {value} is a number.", "Vul ja of nee in.",
        "Fill in yes or no."),
    "share-without-counts": Fault(
        ERROR, "Een aandeel van een onderdeel zonder teller en noemer", "A share of a part without its counts",
        "{value} is een aandeel van een onderdeel zonder teller en noemer; zo is het niet op te tellen.",
        "{value} is a share of a part without numerator and denominator; it cannot be added up.",
        "Vul teller en noemer van dit onderdeel in.",
        "Fill in numerator and denominator of this part."),
    "whole-beside-parts": Fault(
        WARNING, "Een geheel dat niet klopt met zijn delen", "A whole that does not agree with its parts",
        "Voor {period} is {whole} gemeld van {unit}, en de delen geven samen {parts}. De waarde van het geheel telt.",
        "For {period} {whole} is reported of {unit}, its parts together give {parts}. The value of the whole counts.",
        "Controleer beide getallen; klopt het geheel, zeg dan waardoor het verschilt.",
        "Check both numbers; if the whole is right, say why it differs."),
    "counts-lost": Fault(
        WARNING, "Een aandeel in plaats van teller en noemer", "A share in the place of counts",
        "{value} komt in de plaats van teller {numerator} en noemer {denominator}.",
        "{value} takes the place of numerator {numerator} and denominator {denominator}.",
        "Vul ook de nieuwe teller en noemer in; zijn die er niet, zeg dan waardoor.",
        "Fill in the new numerator and denominator too; if there are none, say why."),
    "whole-number": Fault(
        WARNING, "Een breuk waar hele getallen horen", "A fraction where whole numbers belong",
        "'{indicator}' wordt geteld in hele {unit}; {value} is een breuk.",
        "'{indicator}' is counted in whole {unit}; {value} is a fraction.",
        "Controleer het decimaalteken; klopt de waarde, zeg dan waardoor.",
        "Check the decimal mark; if the value is right, say what caused it."),
    "share-of-count": Fault(
        WARNING, "Teller of noemer bij een aantal", "Numerator or denominator with a count",
        "'{indicator}' is een aantal en geen aandeel: het heeft geen teller en noemer.",
        "'{indicator}' is a count and not a share: it has no numerator and denominator.",
        "Schrijf het aantal in kolom waarde.",
        "Write the count in the column value."),
    "period-in-future": Fault(
        ERROR, "Een periode die nog moet beginnen", "A period that is still to begin",
        "Periode {value} is nog niet begonnen.", "Period {value} has not begun yet.", "Verbeter de periode.",
        "Correct the period."),
    "period-running": Fault(
        WARNING, "Een periode die nog loopt", "A period that still runs",
        "Periode {value} loopt nog tot en met {last}.", "Period {value} runs until {last} inclusive.",
        "Wacht tot de periode voorbij is, of zet 'ja' in kolom voorlopig.",
        "Wait until the period is over, or write 'yes' in the column provisional."),
    "period-frozen": Fault(
        ERROR, "Een afgesloten periode", "A closed period",
        "Periode {value} is afgesloten.", "Period {value} is closed.",
        "Vraag de beheerder de periode te openen, of verwijder de rij.",
        "Ask the administrator to open the period, or take the row out."),
    "measured-in-future": Fault(
        ERROR, "Een meetdatum in de toekomst", "A measuring date in the future",
        "De meetdatum {value} ligt in de toekomst.", "The measuring date {value} lies in the future.",
        "Verbeter de datum.",
        "Correct the date."),
    "outlier": Fault(
        WARNING, "Ver van eerdere waarden", "Far from earlier values",
        "{value} wijkt sterk af van eerdere waarden van '{indicator}' (gebruikelijk: {usual}).",
        "{value} is far from earlier values of '{indicator}' (usual: {usual}).",
        "Controleer de waarde; klopt zij, zeg dan waardoor.",
        "Check the value; if it is right, say what caused it."),
    "jump": Fault(
        WARNING, "Een sprong ten opzichte van weinig eerdere waarden", "A jump from few earlier values",
        "De waarde ligt ver van de paar eerdere waarden van '{indicator}' ({low} tot en met {high}).",
        "The value is far from the few earlier values of '{indicator}' ({low} up to and including {high}).",
        "Controleer het decimaalteken, het teken en de eenheid; klopt de waarde, zeg dan waardoor.",
        "Check the decimal mark, the sign and the unit; if the value is right, say what caused it."),
    "expected-missing": Fault(
        WARNING, "Verwacht, maar niet in het bestand", "Expected, and not in the file",
        "'{value}' werd verwacht, maar staat niet in het bestand.",
        "'{value}' was expected, but is not in the file.", "Voeg de indicator toe, desnoods met n.v.t.",
        "Add the indicator, if need be with n/a."),
    "same-as-earlier": Fault(
        WARNING, "Gelijk aan een eerdere periode", "The same as an earlier period",
        "Alle waarden van {value} zijn gelijk aan die van {earlier}.",
        "All values of {value} equal those of {earlier}.", "Controleer of dit niet het bestand van {earlier} is.",
        "Check that this is not the file of {earlier}."),
}  # fmt: skip
