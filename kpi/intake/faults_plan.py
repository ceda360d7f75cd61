"""Faults of a plan that comes in as one file, and of changing a plan that is there (docs/issues.md)."""

from collections.abc import Mapping

from kpi.intake.fault_kind import ERROR, NOTICE, Fault

EDITING: Mapping[str, Fault] = {
    # A ZIP or a workbook that holds a plan
    "archive-damaged": Fault(
        ERROR, "Dit is geen heel ZIP-bestand.", "This is not a sound ZIP file.",
        "Maak het ZIP-bestand opnieuw en lever het nog eens aan."),
    "archive-too-large": Fault(
        ERROR, "Het ZIP-bestand is niet uitgepakt: {what}.", "The ZIP file was not unpacked: {what_en}.",
        "Zet alleen plan.toml en de CSV-bestanden van het plan erin."),
    "archive-encrypted": Fault(
        ERROR, "{value} is met een wachtwoord beveiligd.", "{value} is protected by a password.",
        "Maak het ZIP-bestand opnieuw, zonder wachtwoord."),
    "archive-path": Fault(
        ERROR, "{value} wijst buiten de planmap.", "{value} points outside the plan folder.",
        "Maak het ZIP-bestand opnieuw van de planmap zelf."),
    "archive-link": Fault(
        ERROR, "{value} is een koppeling, geen bestand.", "{value} is a link, not a file.",
        "Zet het bestand zelf in het ZIP-bestand."),
    "archive-duplicate": Fault(
        ERROR, "{value} zit er meer dan eens in.", "{value} is in it more than once.", "Houd er één over."),
    "archive-several-plans": Fault(
        ERROR, "Er zitten meer plannen in: {value}.", "There are several plans in it: {value}.",
        "Maak een ZIP-bestand voor elk plan."),
    "archive-ignored": Fault(
        NOTICE, "{value} hoort niet bij het plan en wordt niet gelezen.",
        "{value} does not belong to the plan and is not read.", "Niets, of haal het weg."),
    "sheet-ignored": Fault(
        NOTICE, "Werkblad '{value}' hoort niet bij het plan en wordt niet gelezen.",
        "Sheet '{value}' does not belong to the plan and is not read.", "Niets, of geef het de naam {known}."),
    # A changed plan
    "other-plan": Fault(
        ERROR, "Dit is plan '{value}', niet '{plan}'.", "This is plan '{value}', not '{plan}'.",
        "Kies het plan dat u wilt wijzigen, of zet de code terug op '{plan}'."),
    "plan-exists": Fault(
        ERROR, "Er is al een plan '{value}'.", "There already is a plan '{value}'.",
        "Geef het nieuwe plan een andere code, of wijzig het bestaande plan."),
    "code-renamed": Fault(
        ERROR, "Code '{was}' heet nu '{value}', maar er zijn metingen of toelichtingen onder '{was}'.",
        "Code '{was}' is now called '{value}', but there are measurements or check-ins under '{was}'.",
        "Zet de code terug op '{was}'. Is het echt iets nieuws: laat de rij '{was}' staan (een resultaat met een dag "
        "in 'ended') en geef '{value}' een eigen omschrijving."),
    "measured-kept": Fault(
        NOTICE, "'{value}' is weggehaald, maar er is onder gemeten: het blijft bewaard als beëindigd.",
        "'{value}' was taken out, but something was measured under it: it is kept as ended.",
        "Niets; de metingen blijven bij het plan."),
    "reason-missing": Fault(
        ERROR, "'{column}' van {of} verandert van '{before}' in '{value}': daar hoort een reden bij.",
        "'{column}' of {of} changes from '{before}' to '{value}': that needs a reason.",
        "Geef een reden; de oude belofte blijft zichtbaar."),
    "published-meanwhile": Fault(
        ERROR, "'{column}' van {of} is intussen door een ander gewijzigd van '{before}' in '{value}'.",
        "'{column}' of {of} was changed by somebody else from '{before}' to '{value}' meanwhile.",
        "Begin opnieuw met de nieuwste versie en breng uw wijziging daarin aan."),
}  # fmt: skip
