"""What a person probably meant, in Dutch and English: the only place of these words."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from difflib import get_close_matches
from math import inf
from types import MappingProxyType
from typing import NamedTuple

from kpi.core.calendar.period import JANUARY, Frequency, YearStart, period_examples, period_of
from kpi.core.explain.figures import SHARES
from kpi.core.notation import day as day_words
from kpi.core.notation import day_of_year, number

FEW = 8  # known words a hint lists when none comes near


class Hint(NamedTuple):
    """What to do, said better than the catalogue can: a Dutch sentence and an English one."""

    nl: str
    en: str


MARKS = {",": Hint("komma", "comma"), ".": Hint("punt", "point")}  # a decimal mark as a word of a message


def readable(value: float, decimals: int, unit: str = "") -> Hint:
    """A worked out figure with thousands marks and at most so many decimals: `1.234.567,5` and `1,234,567.5`.

    `unit`: only that of a share is said, `46,9%`.
    """
    shown = next((few for few in range(decimals) if round(value, few) == round(value, decimals)), decimals)
    mark = unit if unit in SHARES else ""
    return Hint(*(f"{number(value, shown, lang)}{mark}" for lang in ("nl", "en")))


def range_words(low: float, high: float) -> Hint:
    """Between which values a number lies, both included; an end that is infinite is none."""
    (low_nl, low_en), (high_nl, high_en) = ((f"{end:.15g}".replace(".", ","), f"{end:.15g}") for end in (low, high))
    if high == inf:
        return Hint(f"minstens {low_nl}", f"at least {low_en}")
    if low == -inf:
        return Hint(f"hoogstens {high_nl}", f"at most {high_en}")
    return Hint(f"{low_nl} tot en met {high_nl}", f"{low_en} up to and including {high_en}")


def did_you_mean(word: str, name: str = "") -> Hint:
    """The word that was probably meant; `name`: what a code stands for."""
    nl, en = (f" Dat is: {name}.", f" That is: {name}.") if name else ("", "")
    return Hint(f"Bedoelde u '{word}'?{nl}", f"Did you mean '{word}'?{en}")


def nearest(word: str, known: Iterable[str], names: Mapping[str, str] = MappingProxyType({})) -> Hint | None:
    """Towards the known word that looks most like this one; else the known words when they are few, else None.

    `names`: what known words stand for that are codes.
    """
    words = sorted(set(known))
    folded = {one.casefold(): one for one in reversed(words)}
    if same := next((one for one in words if _counted(one) == _counted(word)), ""):
        return did_you_mean(same, names.get(same, ""))
    if close := get_close_matches(word.casefold(), folded, n=1):
        return did_you_mean(folded[close[0]], names.get(folded[close[0]], ""))
    listed = ", ".join(words)
    return Hint(f"Bekend zijn: {listed}.", f"Known are: {listed}.") if 0 < len(words) <= FEW else None


def _counted(word: str) -> str:
    """A code in which T-6 and T-06 are the same."""
    return re.sub(r"(?<!\d)0+(?=\d)", "", word.casefold())


def again(header: str, other: str) -> Hint:
    """What is wrong with a column that is read as another one is too."""
    if header == other:
        return Hint("komt vaker voor", "appears more than once")
    return Hint(f"wordt net zo gelezen als kolom '{other}'", f"is read as column '{other}' is")


def measured_as(code: str, indicator: str) -> Hint:
    """A target that has an indicator is reported under the indicator's code."""
    return Hint(f"'{code}' wordt gemeten als '{indicator}'.", f"'{code}' is measured as '{indicator}'.")


def as_own_period(year: YearStart) -> Hint:
    """How periods are written in a plan whose years begin on another day than 1 January."""
    examples = ", ".join(period_examples(year))
    return Hint(
        f"De jaren van dit plan beginnen op {day_words(year.of(2021), 'nl')[:5]}. Schrijf {examples}.",
        f"The years of this plan begin on {day_words(year.of(2021), 'en')[:-5]}. Write {examples}.",
    )


_TERM = re.compile(
    "(?:bestuurs|college|raads|coalitie|kabinets|zittings)(?:periode|termijn)|"
    "(?:this|the|current|parliamentary|council) term(?! of (?:the|this))",
    re.IGNORECASE,
)
_SCHOOL = re.compile("schooljaar|studiejaar|collegejaar|(?:school|academic) year", re.IGNORECASE)


def other_phrase(phrase: str, year: YearStart) -> Hint | None:
    """What to write instead of a deadline that is not read: the term explained, or the plan's own years; else None.

    `year`: when the years of the plan begin.
    """
    if _TERM.search(phrase):
        return Hint(
            "Zeg in plan.toml onder [terms] van welke tot welke dag deze periode loopt, of vul een einddatum in.",
            "Say in plan.toml under [terms] from which to which day this term runs, or fill in a due day.",
        )
    if year == JANUARY and _SCHOOL.search(phrase):
        return Hint(
            'Zeg bij Het plan op welke dag een jaar begint: 1 augustus (in plan.toml: year_starts = "08-01").',
            'Say under The plan on which day a year begins: 1 August (in plan.toml: year_starts = "08-01").',
        )
    if year == JANUARY:
        return None
    name, _, quarter, _ = period_examples(year)
    quarter = " ".join(quarter.split("-")[::-1])
    nl, en = (day_of_year(year.month, year.day, lang) for lang in ("nl", "en"))
    return Hint(
        f"Jaren beginnen hier op {nl}: schrijf bijvoorbeeld 'vóór juni 2021', '{quarter}' of 'eind {name}', "
        "of vul een einddatum in.",
        f"Years begin on {en} here: write for instance 'before June 2021', '{quarter}' or 'end of {name}', "
        "or fill in a due day.",
    )


def as_period(day: date, year: YearStart = JANUARY) -> Hint:
    """The quarter and the month that a day lies in."""
    quarter, month = (period_of(day, one, year).code for one in (Frequency.QUARTER, Frequency.MONTH))
    return Hint(
        f"Dit is een dag. Schrijf de periode: {quarter} of {month}.",
        f"This is a day. Write the period: {quarter} or {month}.",
    )
