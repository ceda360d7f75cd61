"""Faults of a value held against its indicator, the calendar and earlier values (docs/issues.md, Codes of uploads)."""

from collections.abc import Mapping

from kpi.intake.faults.fault_kind import ERROR, WARNING, Fault

VALUES: Mapping[str, Fault] = {
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
        ERROR, "Een aandeel van een eenheid zonder teller en noemer", "A share of a part without its counts",
        "{value} is een aandeel van een eenheid zonder teller en noemer; zo is het niet op te tellen.",
        "{value} is a share of a part without numerator and denominator; it cannot be added up.",
        "Vul teller en noemer van deze eenheid in.",
        "Fill in numerator and denominator of this part."),
    "share-above-whole": Fault(
        WARNING, "Een aandeel dat groter is dan het geheel", "A share larger than the whole",
        "{value} is meer dan {whole}, het geheel van '{indicator}'.",
        "{value} is more than {whole}, the whole of '{indicator}'.",
        "Controleer het getal; kan het zo zijn, zeg dan waardoor, of geef de indicator een hoger maximum.",
        "Check the number; if it can be so, say why, or give the indicator a higher maximum."),
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
    "unit-not-yours": Fault(
        ERROR, "Een organisatie-eenheid van een ander", "An organisation unit of somebody else",
        "U levert niet aan voor {unit}.",
        "You do not hand in for {unit}.",
        "Laat de rij weg, of vraag de beheerder om een rol voor deze eenheid.",
        "Leave the row out, or ask the administrator for a role for this unit."),
    "measured-in-future": Fault(
        ERROR, "Een meetdatum in de toekomst", "A measuring date in the future",
        "De meetdatum {value} ligt in de toekomst.", "The measuring date {value} lies in the future.",
        "Verbeter de datum.",
        "Correct the date."),
    "outlier": Fault(
        WARNING, "Ver van eerdere waarden", "Far from earlier values",
        "{value} wijkt sterk af van eerdere waarden van '{indicator}' (gebruikelijk: {usual}).",
        "{value} is far from earlier values of '{indicator}' (usual: {usual}).",
        "Controleer de waarde; klopt die, zeg dan waardoor.",
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
