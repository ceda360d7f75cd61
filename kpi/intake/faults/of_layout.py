"""Faults of the header, the columns and the rows of an uploaded file (docs/issues.md, Codes of uploads)."""

from collections.abc import Mapping

from kpi.intake.faults.fault_kind import ERROR, NOTICE, WARNING, Fault

LAYOUT: Mapping[str, Fault] = {
    "which-sheet": Fault(
        ERROR, "Meer dan één werkblad met cijfers", "More than one sheet with figures",
        "Meer dan één werkblad bevat cijfers: {sheets}.", "More than one sheet holds figures: {sheets}.",
        "Kies het werkblad dat u wilt aanleveren.",
        "Choose the sheet that you want to send."),
    "column-unclear": Fault(
        ERROR, "Niet duidelijk wat een kolom is", "Not clear what a column is",
        "Wat is kolom '{value}'? Er staat: {shown}.", "What is column '{value}'? It holds: {shown}.",
        "Kies wat de kolom is, of geef die een bekende naam.",
        "Choose what the column is, or give it a known name."),
    "column-beside": Fault(
        ERROR, "Niet duidelijk of een kolom bij de tabel hoort", "Not clear whether a column is part of the table",
        "Hoort kolom '{value}' bij de tabel? Er staan lege kolommen tussen.",
        "Is column '{value}' a part of the table? Empty columns stand between them.",
        "Kies of de kolom bij de rijen hoort, of haal de lege kolommen weg.",
        "Choose whether the column goes with the rows, or take the empty columns out."),
    "unit-outside-rows": Fault(
        ERROR, "Een organisatie-eenheid buiten de rijen", "An organisation unit outside the rows",
        "'{value}' staat {where}: zijn dit de cijfers van die eenheid of van de hele organisatie?",
        "'{value}' stands {where}: are these the figures of that unit or of the whole organisation?",
        "Kies van wie de cijfers zijn, of voeg een kolom organisatie-eenheid toe.",
        "Choose whose figures these are, or add a column org_unit."),
    "unit-left-blank": Fault(
        WARNING, "Een lege organisatie-eenheid onder een andere", "No organisation unit below another one",
        "Er staat geen organisatie-eenheid: dit telt voor de hele organisatie, niet voor '{unit}' erboven.",
        "No organisation unit is named: this counts for the whole organisation, not for '{unit}' above it.",
        "Vul de eenheid in, of leg uit dat dit de hele organisatie is.",
        "Fill in the unit, or explain that this is the whole organisation."),
    "column-passed-over": Fault(
        NOTICE, "Een kolom waarvoor een andere is gelezen", "A column that another one takes the place of",
        "Kolom '{value}' wordt niet gelezen: kolom '{other}' wel.",
        "Column '{value}' is not read: column '{other}' is.",
        "Niets, of geef de kolom een andere naam.", "Nothing, or give it another name."),
    "column-joined": Fault(
        NOTICE, "Twee kolommen met opmerkingen", "Two columns of remarks",
        "Kolom '{value}' is bij kolom '{other}' gelezen: de opmerking staat achter de andere.",
        "Column '{value}' is read with column '{other}': its remark stands behind the other.",
        "Niets.", "Nothing."),
    "column-apart": Fault(
        NOTICE, "Een kolom naast de tabel", "A column beside the table",
        "Kolom '{value}' staat na lege kolommen naast de tabel en wordt niet gelezen.",
        "Column '{value}' stands beside the table, past empty columns, and is not read.",
        "Niets, of haal de lege kolommen weg als de kolom bij de tabel hoort.",
        "Nothing, or take the empty columns out when the column belongs to the table."),
    "no-header": Fault(
        ERROR, "Geen kolomnamen gevonden", "No column names found",
        "Er is geen rij met kolomnamen gevonden.", "No row with column names was found.",
        "Kies welke rij de kolomnamen heeft, of zet er een boven de cijfers: indicator, periode, waarde.",
        "Choose which row holds the column names, or put one above the figures: indicator, period, value."),
    "above-header": Fault(
        ERROR, "Cijfers boven de kolomnamen", "Figures above the column names",
        "Deze rij met cijfers staat boven de kolomnamen en wordt niet gelezen.",
        "This row of figures stands above the column names and is not read.",
        "Zet de rij onder de kolomnamen, of verwijder die.",
        "Put the row below the column names, or take it out."),
    "header-scale": Fault(
        ERROR, "Een veelvoud of andere munt in de kolomnaam", "A multiple or other currency in the column name",
        "Kolom '{value}' noemt een veelvoud of een andere munt; getallen worden gelezen zoals ze er staan.",
        "Column '{value}' names a multiple or another currency; numbers are read as they stand.",
        "Schrijf de getallen voluit in de eenheid van de indicator en haal dit uit de kolomnaam.",
        "Write the numbers in full in the unit of the indicator and take this out of the column name."),
    "org-units-aside": Fault(
        ERROR, "Organisatie-eenheden in een andere kolom", "Organisation units in another column",
        "In kolom '{value}' staan organisatie-eenheden, maar de naam zegt dat niet.",
        "Column '{value}' holds organisation units, but its name does not say so.",
        "Noem de kolom organisatie-eenheid, of verwijder die als de waarden van de hele organisatie zijn.",
        "Name the column org_unit, or take it out when the values are those of the whole organisation."),
    "mixed-layout": Fault(
        ERROR, "Twee vormen door elkaar", "Two layouts mixed",
        "Kolom '{value}' is een periode, maar er is ook een kolom '{other}'.",
        "Column '{value}' is a period, but there is also a column '{other}'.",
        "Kies één vorm: een kolom periode met een kolom waarde, of een kolom per periode.",
        "Choose one form: a column period with a column value, or a column for each period."),
    "said-around": Fault(
        WARNING, "Woorden bij de tabel die de getallen anders maken", "Words beside the table that change its numbers",
        "Bij de tabel staat '{value}'; de getallen worden gelezen zoals ze er staan, als gemeten waarden.",
        "Beside the table stands '{value}'; the numbers are read as they stand, as measured values.",
        "Verbeter het bestand als dat niet klopt; leg anders uit waarom het klopt.",
        "Correct the file when that is not right; otherwise explain why it is."),
    "hidden-row": Fault(
        WARNING, "Verborgen rij", "Hidden row",
        "Deze rij is verborgen in het werkblad, maar wordt wel gelezen.",
        "This row is hidden in the sheet, but is read.", "Maak de rij zichtbaar, of verwijder die.",
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
}  # fmt: skip
