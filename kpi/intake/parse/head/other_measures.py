"""Words that certainly make a column something else than what was measured: a plan, another period, a running total."""

import re

from kpi.intake.parse.cells.periods import names_period
from kpi.intake.parse.cells.text import fold

# Folded. A norm with its number ("norm 80%") only tells what a value is held against, so no number may follow.
_PLANNED = (
    "begroot begroting begrote.waarde budget budgeted doel doelwaarde doelstelling target target.value goal norm"
    " normwaarde streef streefwaarde taakstelling prognose forecast raming geraamd verwacht verwachting"
    " verwachte.waarde expected expected.value gepland planned projected projectie"
)
_TABLES = ("begroot", "begroting", "begrote", "budget", "prognose", "forecast", "raming")
_OTHER_PERIOD = (
    "vorig.jaar vorige.jaar vorig.kwartaal vorige.periode vorige.maand voorgaand.jaar voorgaande.periode"
    " voorgaand.kwartaal jaar.eerder last.year previous.year prior.year previous.quarter previous.period"
)
_RUNNING = "cumulatief cumulatieve.waarde gecumuleerd cum cumulative ytd year.to.date to.date tot.nu.toe lopend.totaal"
_DIFFERENCE = "verschil afwijking mutatie verandering difference deviation variance"
_MEAN = r"(?:gemiddelde?|gem\.?|average|mean) (?:per|a) (?:dag|week|maand|kwartaal|jaar|day|month|quarter|year)"
_UP_TO = r"(?:t/m|tot en met|up to)(?: .*)?"
_AGAINST = r"(?:t\.?o\.?v\.?|ten opzichte van|met|versus|vs\.?|from|with) .+"


def _any_of(words: str) -> str:
    return "|".join(word.replace(".", " ") for word in words.split())


_OTHER = re.compile(
    rf"(?P<said>{_any_of(' '.join((_PLANNED, _OTHER_PERIOD, _RUNNING)))})\.?(?P<rest>[ :].+)?"
    rf"|(?:{_any_of(_DIFFERENCE)})(?: {_AGAINST})?|{_MEAN}|maandgemiddelde|{_UP_TO}"
)


def is_planned(text: str) -> bool:
    """Whether a title says that a whole table is a plan: "Begroting 2022"."""
    return is_other_measure(text) and fold(text).startswith(_TABLES)


def is_other_measure(text: str) -> bool:
    """Whether a text beside a header certainly says so, by itself or with the period it is of: "begroot 2022"."""
    found = _OTHER.fullmatch(fold(text))
    return found is not None and (not found["rest"] or names_period(found["rest"].strip(" :")))
