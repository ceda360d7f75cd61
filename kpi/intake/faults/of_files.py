"""Faults of opening a file, before anything in it is understood; those of text also of plan files (docs/issues.md)."""

from collections.abc import Mapping

from kpi.intake.faults.fault_kind import ERROR, NOTICE, WARNING, Fault

FILES: Mapping[str, Fault] = {
    "file-too-large": Fault(
        ERROR, "Het bestand is te groot", "The file is too large",
        "Het bestand is {size} MB groot; het mag hoogstens {limit} MB zijn.",
        "The file is {size} MB; at most {limit} MB is allowed.",
        "Laat afbeeldingen en oude werkbladen weg, of deel het bestand in tweeën.",
        "Leave out pictures and old sheets, or split the file in two."),
    "not-a-table": Fault(
        ERROR, "Dit is geen tabel", "This is not a table",
        "Dit is {what}, geen tabel.", "This is {what_en}, not a table.",
        "Lever de cijfers aan als Excelbestand (xlsx) of CSV.",
        "Send the figures as an Excel file (xlsx) or CSV."),
    "html-file": Fault(
        ERROR, "Dit is een webpagina", "This is a web page",
        "Dit is een webpagina, ook al heet het bestand anders.",
        "This is a web page, whatever the file is called.",
        "Open het in Excel en kies Opslaan als, Excelwerkmap (xlsx).",
        "Open it in Excel and choose Save as, Excel workbook (xlsx)."),
    "packed-file": Fault(
        ERROR, "Een ingepakt bestand", "A packed file",
        "Dit is {what}, geen tabel.", "This is {what_en}, not a table.",
        "Pak het uit en lever het bestand aan dat erin zit.",
        "Unpack it and send the file that is inside."),
    "encrypted-file": Fault(
        ERROR, "Een wachtwoord op het bestand", "A password on the file",
        "Het bestand is met een wachtwoord beveiligd.", "The file is protected by a password.",
        "Verwijder het wachtwoord in Excel (Bestand, Info, Werkmap beveiligen) en sla het opnieuw op.",
        "Take the password off in Excel (File, Info, Protect workbook) and save it again."),
    "unsupported-workbook": Fault(
        ERROR, "Een soort werkmap die niet gelezen wordt", "A kind of workbook that is not read",
        "Dit is {what}; dat wordt niet gelezen.", "This is {what_en}; that is not read.",
        "Kies Opslaan als, Excelwerkmap (xlsx).",
        "Choose Save as, Excel workbook (xlsx)."),
    "damaged-file": Fault(
        ERROR, "De werkmap is beschadigd", "The workbook is damaged",
        "De werkmap is beschadigd of niet volledig.", "The workbook is damaged or incomplete.",
        "Open het bestand in Excel, sla het opnieuw op en lever dat aan.",
        "Open the file in Excel, save it again and send that."),
    "packed-too-tightly": Fault(
        ERROR, "De werkmap is te groot om te openen", "The workbook is too large to open",
        "De werkmap is niet geopend: {what}.", "The workbook was not opened: {what_en}.",
        "Kopieer alleen de cijfers naar een nieuw bestand.",
        "Copy only the figures into a new file."),
    "forbidden-xml": Fault(
        ERROR, "De werkmap bevat iets onveiligs", "The workbook holds something unsafe",
        "De werkmap bevat XML die er niet in hoort (DOCTYPE of ENTITY).",
        "The workbook holds XML that does not belong in it (DOCTYPE or ENTITY).",
        "Open het bestand in Excel, sla het opnieuw op en lever dat aan.",
        "Open the file in Excel, save it again and send that."),
    "opening-stopped": Fault(
        ERROR, "Het openen is gestopt", "Opening was stopped",
        "Het openen is gestopt: {reason}.", "Opening was stopped: {reason_en}.",
        "Kopieer alleen de cijfers naar een nieuw bestand, of probeer het later opnieuw.",
        "Copy only the figures into a new file, or try again later."),
    "too-many-rows": Fault(
        ERROR, "Te veel rijen", "Too many rows",
        "Op deze rij staat nog iets; hoogstens {limit} rijen worden gelezen.",
        "There is still something in this row; at most {limit} rows are read.",
        "Verwijder losse cellen ver onder de cijfers, of deel het bestand.",
        "Remove loose cells far below the figures, or split the file."),
    "too-many-columns": Fault(
        ERROR, "Te veel kolommen", "Too many columns",
        "In kolom {column} staat nog iets; hoogstens {limit} kolommen worden gelezen.",
        "There is still something in column {column}; at most {limit} columns are read.",
        "Verwijder losse cellen ver naast de cijfers.",
        "Remove loose cells far to the right of the figures."),
    "too-many-cells": Fault(
        ERROR, "Te veel cellen", "Too many cells",
        "Rijen maal kolommen is meer dan {limit} cellen.", "Rows times columns is more than {limit} cells.",
        "Verwijder losse cellen ver naast of onder de cijfers, of deel het bestand.",
        "Remove loose cells far beside or below the figures, or split the file."),
    "cell-too-long": Fault(
        ERROR, "Te veel tekst in een cel", "Too much text in a cell",
        "De tekst in deze cel is langer dan {limit} tekens.",
        "The text in this cell is longer than {limit} characters.",
        "Kort de tekst in; misschien ontbreekt een sluitend aanhalingsteken.",
        "Shorten the text; perhaps a closing quote is missing."),
    "unknown-sheet": Fault(
        ERROR, "Een onbekend werkblad", "An unknown sheet",
        "Er is geen werkblad '{value}'; wel {known}.", "There is no sheet '{value}'; there are {known}.",
        "Kies een van de werkbladen.",
        "Choose one of the sheets."),
    "merged-cells": Fault(
        ERROR, "Samengevoegde cellen", "Merged cells",
        "De cellen {value} zijn samengevoegd.", "The cells {value} are merged.",
        "Splits de cellen en vul in elke rij de waarde in.",
        "Split the cells and fill in the value in every row."),
    "hidden-column": Fault(
        WARNING, "Verborgen kolom", "Hidden column",
        "Kolom {column} is verborgen in het werkblad, maar wordt wel gelezen.",
        "Column {column} is hidden in the sheet, but is read.",
        "Maak de kolom zichtbaar en controleer die, of verwijder de kolom.",
        "Show the column and check it, or remove it."),
    "hidden-sheet": Fault(
        NOTICE, "Verborgen werkblad", "Hidden sheet",
        "Werkblad '{value}' is verborgen en wordt niet gelezen.", "Sheet '{value}' is hidden and not read.",
        "Niets, of maak het zichtbaar als er cijfers op staan.",
        "Nothing, or show it when it holds figures."),
    "macros-ignored": Fault(
        NOTICE, "Macro's die niet uitgevoerd worden", "Macros that are not run",
        "De werkmap bevat macro's; die worden niet uitgevoerd.",
        "The workbook holds macros; they are never run.", "Niets, of lever het bestand aan als gewone werkmap (xlsx).",
        "Nothing, or send it as an ordinary workbook (xlsx)."),
    "no-bom": Fault(
        ERROR, "UTF-16 of UTF-32 zonder kenmerk", "UTF-16 or UTF-32 without its mark",
        "De tekst is UTF-16 of UTF-32 en zegt dat niet aan het begin.",
        "The text is UTF-16 or UTF-32 and does not say so at its start.",
        "Sla het op als 'CSV UTF-8 (door komma's gescheiden)'.",
        "Save it as 'CSV UTF-8 (comma delimited)'."),
    "unknown-encoding": Fault(
        ERROR, "Tekens die niet te lezen zijn", "Characters that cannot be read",
        "Hier staan tekens die geen UTF-8 en geen Windows-tekst zijn.",
        "Here are characters that are neither UTF-8 nor Windows text.",
        "Sla het op als 'CSV UTF-8 (door komma's gescheiden)'.",
        "Save it as 'CSV UTF-8 (comma delimited)'."),
    "doubtful-characters": Fault(
        WARNING, "Letters die misschien verkeerd gelezen zijn", "Letters that may be misread",
        "Letters met een accent zijn misschien verkeerd gelezen: '{part}'.",
        "Letters with an accent may have been read wrongly: '{part}'.",
        "Klopt de tekst niet, sla het bestand dan op als 'CSV UTF-8 (door komma's gescheiden)'.",
        "When the text is wrong, save the file as 'CSV UTF-8 (comma delimited)'."),
}  # fmt: skip
