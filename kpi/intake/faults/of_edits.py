"""Faults of a plan that comes in as one file, and of changing a plan that is there (docs/issues.md)."""

from collections.abc import Mapping

from kpi.intake.faults.fault_kind import ERROR, NOTICE, Fault

EDITING: Mapping[str, Fault] = {
    # A ZIP or a workbook that holds a plan
    "archive-damaged": Fault(
        ERROR, "Geen heel ZIP-bestand", "Not a sound ZIP file",
        "Dit is geen heel ZIP-bestand.", "This is not a sound ZIP file.",
        "Maak het ZIP-bestand opnieuw en lever het nog eens aan.",
        "Make the ZIP file again and send it once more."),
    "archive-too-large": Fault(
        ERROR, "Het ZIP-bestand is te groot", "The ZIP file is too large",
        "Het ZIP-bestand is niet uitgepakt: {what}.", "The ZIP file was not unpacked: {what_en}.",
        "Zet alleen plan.toml en de CSV-bestanden van het plan erin.",
        "Put only plan.toml and the CSV files of the plan in it."),
    "archive-encrypted": Fault(
        ERROR, "Een wachtwoord op het ZIP-bestand", "A password on the ZIP file",
        "{value} is met een wachtwoord beveiligd.", "{value} is protected by a password.",
        "Maak het ZIP-bestand opnieuw, zonder wachtwoord.",
        "Make the ZIP file again, without a password."),
    "archive-path": Fault(
        ERROR, "Een bestand buiten de planmap", "A file outside the plan folder",
        "{value} wijst buiten de planmap.", "{value} points outside the plan folder.",
        "Maak het ZIP-bestand opnieuw van de planmap zelf.",
        "Make the ZIP file again of the plan folder itself."),
    "archive-link": Fault(
        ERROR, "Een koppeling in plaats van een bestand", "A link instead of a file",
        "{value} is een koppeling, geen bestand.", "{value} is a link, not a file.",
        "Zet het bestand zelf in het ZIP-bestand.",
        "Put the file itself in the ZIP file."),
    "archive-duplicate": Fault(
        ERROR, "Een bestand zit er dubbel in", "A file that is in it twice",
        "{value} zit er meer dan eens in.", "{value} is in it more than once.", "Houd er één over.",
        "Keep one of them."),
    "archive-several-plans": Fault(
        ERROR, "Meer dan één plan", "More than one plan",
        "Er zitten meer plannen in: {value}.", "There are several plans in it: {value}.",
        "Maak een ZIP-bestand voor elk plan.",
        "Make a ZIP file for each plan."),
    "archive-ignored": Fault(
        NOTICE, "Een bestand dat niet bij het plan hoort", "A file that does not belong to the plan",
        "{value} hoort niet bij het plan en wordt niet gelezen.",
        "{value} does not belong to the plan and is not read.", "Niets, of haal het weg.",
        "Nothing, or take it out."),
    "sheet-ignored": Fault(
        NOTICE, "Een werkblad dat niet bij het plan hoort", "A sheet that does not belong to the plan",
        "Werkblad '{value}' hoort niet bij het plan en wordt niet gelezen.",
        "Sheet '{value}' does not belong to the plan and is not read.", "Niets, of geef het de naam {known}.",
        "Nothing, or give it the name {known}."),
    # A changed plan
    "other-plan": Fault(
        ERROR, "Een ander plan", "Another plan",
        "Dit is plan '{value}', niet '{plan}'.", "This is plan '{value}', not '{plan}'.",
        "Kies het plan dat u wilt wijzigen, of zet de code terug op '{plan}'.",
        "Choose the plan that you want to change, or put the code back to '{plan}'."),
    "plan-exists": Fault(
        ERROR, "Dit plan is er al", "This plan is already there",
        "Er is al een plan '{value}'.", "There already is a plan '{value}'.",
        "Geef het nieuwe plan een andere code, of wijzig het bestaande plan.",
        "Give the new plan another code, or change the plan that is there."),
    "code-renamed": Fault(
        ERROR, "Een code met metingen heet nu anders", "A code with measurements has another name",
        "Code '{was}' heet nu '{value}', maar er zijn metingen of toelichtingen onder '{was}'.",
        "Code '{was}' is now called '{value}', but there are measurements or check-ins under '{was}'.",
        "Zet de code terug op '{was}'. Is het echt iets nieuws: laat de rij '{was}' staan (een resultaat met een dag "
        "in 'ended') en geef '{value}' een eigen omschrijving.",
        "Put the code back to '{was}'. If it really is something new: leave the row '{was}' (a target with a "
        "day in 'ended') and give '{value}' a description of its own."),
    "measured-kept": Fault(
        NOTICE, "Weggehaald, maar bewaard om de metingen", "Taken out, but kept for its measurements",
        "'{value}' is weggehaald, maar heeft metingen: het blijft bewaard als beëindigd.",
        "'{value}' was taken out, but has measurements: it is kept as ended.",
        "Niets; de metingen blijven bij het plan.",
        "Nothing; the measurements stay with the plan."),
    "reason-missing": Fault(
        ERROR, "Een wijziging zonder reden", "A change without a reason",
        "'{column}' van {of} verandert van '{before}' in '{value}': daar hoort een reden bij.",
        "'{column}' of {of} changes from '{before}' to '{value}': that needs a reason.",
        "Geef een reden; de oude belofte blijft zichtbaar.",
        "Give a reason; the old promise stays visible."),
    "published-meanwhile": Fault(
        ERROR, "Intussen door een ander gewijzigd", "Changed by somebody else meanwhile",
        "'{column}' van {of} is intussen door een ander gewijzigd van '{before}' in '{value}'.",
        "'{column}' of {of} was changed by somebody else from '{before}' to '{value}' meanwhile.",
        "Begin opnieuw met de nieuwste versie en breng uw wijziging daarin aan.",
        "Begin again with the newest version and make your change there."),
}  # fmt: skip
