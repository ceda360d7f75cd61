"""Faults of opening an uploaded file, before anything in it is understood (docs/issues.md, Codes of uploads)."""

from collections.abc import Mapping

from kpi.intake.fault_kind import ERROR, NOTICE, WARNING, Fault

FILES: Mapping[str, Fault] = {
    "file-too-large": Fault(
        ERROR, "Het bestand is {size} MB groot; ten hoogste {limit} MB kan.",
        "The file is {size} MB; at most {limit} MB is allowed.",
        "Laat afbeeldingen en oude werkbladen weg, of deel het bestand in tweeën."),
    "not-a-table": Fault(
        ERROR, "Dit is {what}, geen tabel.", "This is {what_en}, not a table.",
        "Lever de cijfers aan als Excelbestand (xlsx) of CSV."),
    "html-file": Fault(
        ERROR, "Dit is een webpagina, ook al heet het bestand anders.",
        "This is a web page, whatever the file is called.",
        "Open het in Excel en kies Opslaan als, Excelwerkmap (xlsx)."),
    "packed-file": Fault(
        ERROR, "Dit is {what}, geen tabel.", "This is {what_en}, not a table.",
        "Pak het uit en lever het bestand aan dat erin zit."),
    "encrypted-file": Fault(
        ERROR, "Het bestand is met een wachtwoord beveiligd.", "The file is protected by a password.",
        "Verwijder het wachtwoord in Excel (Bestand, Info, Werkmap beveiligen) en sla het opnieuw op."),
    "unsupported-workbook": Fault(
        ERROR, "Dit is {what}; dat wordt niet gelezen.", "This is {what_en}; that is not read.",
        "Kies Opslaan als, Excelwerkmap (xlsx)."),
    "damaged-file": Fault(
        ERROR, "De werkmap is beschadigd of niet volledig.", "The workbook is damaged or incomplete.",
        "Open het bestand in Excel, sla het opnieuw op en lever dat aan."),
    "packed-too-tightly": Fault(
        ERROR, "De werkmap is niet geopend: {what}.", "The workbook was not opened: {what_en}.",
        "Kopieer alleen de cijfers naar een nieuw bestand."),
    "forbidden-xml": Fault(
        ERROR, "De werkmap bevat XML die er niet in hoort (DOCTYPE of ENTITY).",
        "The workbook holds XML that does not belong in it (DOCTYPE or ENTITY).",
        "Open het bestand in Excel, sla het opnieuw op en lever dat aan."),
    "opening-stopped": Fault(
        ERROR, "Het openen is gestopt: {reason}.", "Opening was stopped: {reason_en}.",
        "Kopieer alleen de cijfers naar een nieuw bestand, of probeer het later opnieuw."),
    "too-many-rows": Fault(
        ERROR, "Op deze rij staat nog iets; ten hoogste {limit} rijen worden gelezen.",
        "There is still something in this row; at most {limit} rows are read.",
        "Verwijder losse cellen ver onder de cijfers, of deel het bestand."),
    "too-many-columns": Fault(
        ERROR, "In kolom {column} staat nog iets; ten hoogste {limit} kolommen worden gelezen.",
        "There is still something in column {column}; at most {limit} columns are read.",
        "Verwijder losse cellen ver naast de cijfers."),
    "too-many-cells": Fault(
        ERROR, "Rijen maal kolommen is meer dan {limit} cellen.", "Rows times columns is more than {limit} cells.",
        "Verwijder losse cellen ver naast of onder de cijfers, of deel het bestand."),
    "cell-too-long": Fault(
        ERROR, "De tekst in deze cel is langer dan {limit} tekens.",
        "The text in this cell is longer than {limit} characters.",
        "Kort de tekst in; misschien ontbreekt een sluitend aanhalingsteken."),
    "unknown-sheet": Fault(
        ERROR, "Er is geen werkblad '{value}'; wel {known}.", "There is no sheet '{value}'; there are {known}.",
        "Kies een van de werkbladen."),
    "merged-cells": Fault(
        ERROR, "De cellen {value} zijn samengevoegd.", "The cells {value} are merged.",
        "Splits de cellen en vul in elke rij de waarde in."),
    "hidden-column": Fault(
        WARNING, "Kolom {column} is verborgen in het werkblad, maar wordt wel gelezen.",
        "Column {column} is hidden in the sheet, but is read.",
        "Maak de kolom zichtbaar en controleer haar, of verwijder haar."),
    "hidden-sheet": Fault(
        NOTICE, "Werkblad '{value}' is verborgen en wordt niet gelezen.", "Sheet '{value}' is hidden and not read.",
        "Niets, of maak het zichtbaar als er cijfers op staan."),
    "macros-ignored": Fault(
        NOTICE, "De werkmap bevat macro's; die worden niet uitgevoerd.",
        "The workbook holds macros; they are never run.", "Niets, of lever hem aan als gewone werkmap (xlsx)."),
    "no-bom": Fault(
        ERROR, "De tekst is UTF-16 of UTF-32 en zegt dat niet aan het begin.",
        "The text is UTF-16 or UTF-32 and does not say so at its start.",
        "Sla het op als 'CSV UTF-8 (door komma's gescheiden)'."),
    "unknown-encoding": Fault(
        ERROR, "Hier staan tekens die geen UTF-8 en geen Windows-tekst zijn.",
        "Here are characters that are neither UTF-8 nor Windows text.",
        "Sla het op als 'CSV UTF-8 (door komma's gescheiden)'."),
    "doubtful-characters": Fault(
        WARNING, "Letters met een accent zijn misschien verkeerd gelezen: '{part}'.",
        "Letters with an accent may have been read wrongly: '{part}'.",
        "Klopt de tekst niet, sla het bestand dan op als 'CSV UTF-8 (door komma's gescheiden)'."),
}  # fmt: skip
