"""What the starter set says: each column explained, the example, and the words to choose from, in Dutch and English."""

from collections.abc import Mapping

from kpi.core.vocabulary import Kind, complete
from kpi.intake.parse.head.synonyms import COLUMNS as SYNONYMS
from kpi.intake.parse.head.synonyms import DUTCH_KINDS
from kpi.intake.plan.columns import SHEETS
from kpi.intake.plan.text_table import PLAN, THEMES

Words = tuple[str, str]  # Dutch, English
_AT = {"nl": 0, "en": 1}
# The Dutch header of a column is its first synonym.
_DUTCH = {name: word for word, name in reversed(tuple(SYNONYMS.items()))}
_ASKED: Mapping[Kind, Words] = complete(
    Kind,
    {
        Kind.REACH: ("een niveau", "a level"),
        Kind.CUMULATIVE: ("optellen tot", "add up to"),
        Kind.MAINTAIN: ("elke periode", "every period"),
        Kind.MILESTONE: ("klaar of niet", "done or not"),
        Kind.RECURRING: ("zo vaak per periode", "so often per window"),
        Kind.IMPROVE: ("beter dan het begin", "better than the start"),
    },
)

EXPLAINED: Mapping[str, Words] = {
    "key": ("wat er over het plan te zeggen is; laat deze kolom staan", "what there is to say; leave this column"),
    "value": ("de belofte: een getal zonder eenheid", "what is promised: a number without its unit"),
    "code": (
        "korte code zonder spaties; verander die later niet meer",
        "a short code without spaces; keep it for ever",
    ),
    "title": ("de naam zoals op het scherm", "the name as shown on screen"),
    "ambition": ("wat u ermee wilt bereiken, in een zin", "what it is for, in one sentence"),
    "icon": (
        "naam van een Material-symbool, bijvoorbeeld groups; mag leeg",
        "a Material symbol, e.g. groups; optional",
    ),
    "target": ("unieke code van het resultaat; verander die later niet meer", "unique code; keep it for ever"),
    "theme": ("code van een thema", "code of a theme"),
    "focus": ("speerpunt waar het bij hoort; mag leeg", "the focus it belongs to; optional"),
    "focus_kind": ("speerpunt of doorlopend werk; leeg = speerpunt", "focus or ongoing; empty = focus"),
    "activity": ("wat u ervoor doet; mag leeg", "what is done for it; optional"),
    "statement": ("wat u belooft, in korte eigen woorden", "what is promised, in short words of your own"),
    "level": ("waar het bereikt moet worden; mag leeg", "where it is to be reached; optional"),
    "category": ("codes uit categories.toml, gescheiden door ;", "codes of categories.toml, separated by ;"),
    "kind": (
        " · ".join(f"{DUTCH_KINDS[kind]}: {dutch}" for kind, (dutch, _) in _ASKED.items()),
        " · ".join(f"{kind}: {english}" for kind, (_, english) in _ASKED.items()),
    ),
    "indicator": (
        "code van wat er gemeten wordt (indicators); leeg bij een mijlpaal of terugkerend resultaat",
        "code of what is measured (indicators); empty for a milestone or recurring target",
    ),
    "comparator": (">= als hoger beter is, <= als lager beter is; mag leeg", ">= or <=; optional"),
    "value_high": ("bovengrens, alleen bij tussen/between", "upper bound, with between only"),
    "value_of": (
        "nulmeting = de waarde is een percentage van de nulmeting (halveren = 50); meestal leeg",
        "baseline = the value is a percentage of the baseline (halve = 50); usually empty",
    ),
    "benchmark": (
        "code van de indicator waarmee u vergelijkt; de waarde is dan hoeveel daarboven; meestal leeg",
        "code of the indicator to compare with; the value is then how far above it; usually empty",
    ),
    "per": ("bij terugkerend: per welke periode; waarde = hoe vaak", "recurring: per which window; value = how often"),
    "baseline": ("stand aan het begin; leeg = de eerste meting", "where it started; empty = the first measurement"),
    "baseline_date": ("dag van de nulmeting: jaar-maand-dag", "day of the baseline: year-month-day"),
    "start": ("eerste dag; leeg = begin van het plan", "first day; empty = the plan's start"),
    "deadline": (
        "in gewone woorden: vóór juni 2026, eind 2025, Q3 2026, medio 2026; leeg = einde van het plan",
        "in plain words: before June 2026, end of 2025, Q3 2026; empty = the plan's end",
    ),
    "due_from": (
        "alleen als de woorden niet genoeg zeggen: eerste dag",
        "only when the words are not enough: first day",
    ),
    "due": ("alleen als de woorden niet genoeg zeggen: laatste dag", "only when the words are not enough: last day"),
    "path": (
        "lineair = elke periode een stukje; stap = pas op de deadline; jaarlijks = elk jaar een eigen belofte"
        " (waypoints); meetkundig = elk jaar dezelfde groei; mag leeg",
        "linear, step, yearly (a promise a year, in waypoints) or geometric (the same growth a year); optional",
    ),
    "waypoints": ("tussenwaarden: 2025-12-31=3;2026-12-31=8; mag leeg", "2025-12-31=3;2026-12-31=8; optional"),
    "tolerance": ("ruimte in eenheden voordat het licht oranje wordt; mag leeg", "room in units; optional"),
    "weight": ("0 = telt niet mee voor het thema; mag leeg", "0 = does not count for its theme; optional"),
    "owner": ("wie erover gaat", "who answers for it"),
    "contributes_to": ("resultaten van andere plannen: plan/code, gescheiden door ;", "plan/code, separated by ;"),
    "source_ref": ("waar het staat: document, kopje; mag leeg", "where it stands: document, heading; optional"),
    "ended": (
        "dag waarop het resultaat vervalt; meestal leeg",
        "the day from which it no longer counts; usually empty",
    ),
    "name": ("de naam zoals op het scherm", "the name as shown on screen"),
    "definition": ("wat precies meetelt en wat niet", "what exactly counts and what does not"),
    "unit": ("eenheid: %, praktijken, uren, cijfer", "unit: %, practices, hours"),
    "unit_en": ("de eenheid in het Engels; mag leeg", "the unit in English; optional"),
    "decimals": ("cijfers achter de komma; leeg = 0", "digits behind the point; empty = 0"),
    "direction": ("welke kant op beter is", "which way is better"),
    "aggregation": (
        "hoe eenheden samen één waarde worden: som, laatste, gemiddelde, verhouding, minimum of maximum (elk van)",
        "how several units become one value: sum, last, mean, ratio, min or max (each of them)",
    ),
    "frequency": ("hoe vaak er gemeld wordt", "how often it is reported"),
    "every": ("om de hoeveel jaren er een cijfer komt: 2y; leeg = elke periode", "2y = every two years; optional"),
    "lag_days": ("hoeveel dagen na de periode het cijfer er is; mag leeg", "days after its period it comes; optional"),
    "numerator": ("bij een aandeel: wat u telt", "of a share: what is counted"),
    "denominator": ("bij een aandeel: waarvan", "of a share: of how many"),
    "min": ("laagste mogelijke waarde; mag leeg", "lowest possible value; optional"),
    "max": ("hoogste mogelijke waarde; mag leeg", "highest possible value; optional"),
    "source": ("waar de cijfers vandaan komen", "where the figures come from"),
    "org_unit": ("code van de eenheid; leeg = de hele organisatie", "code of the unit; empty = the whole organisation"),
    "parent": ("code van de eenheid erboven; leeg = de hele organisatie", "code of the unit above; optional"),
    "until": ("laatste dag dat de eenheid meedoet; meestal leeg", "the last day it takes part; usually empty"),
    "period": ("2025, 2025-H1, 2025-Q3 of 2025-09", "2025, 2025-H1, 2025-Q3 or 2025-09"),
    "period_to": ("tot en met welke periode; mag leeg", "up to and including; optional"),
    "measured_on": ("dag van de meting, of waarop het klaar was; mag leeg", "day it was measured or done; optional"),
    "provisional": ("ja = voorlopig cijfer", "yes = a provisional figure"),
    "note": ("toelichting; mag leeg", "a remark; optional"),
}
SHEETS_EXPLAINED: Mapping[str, Words] = {
    PLAN: ("het plan zelf: naam, periode en bron", "the plan itself: name, period and source"),
    THEMES: ("de thema's waarin het plan is verdeeld", "the themes of the plan"),
    "targets": ("de beloften: elk resultaat krijgt een licht", "the promises: each gets a light"),
    "indicators": ("wat er gemeten wordt; een mijlpaal heeft er geen nodig", "what is measured; not for a milestone"),
    "org_units": ("alleen als u per gemeente, netwerk of praktijk meet", "only when you measure by unit"),
    "context": ("feiten waarop het plan steunt (regiobeeld); mag leeg", "facts the plan leans on; optional"),
    "activities": ("wat er gedaan wordt zonder eigen resultaat; mag leeg", "work without a result; optional"),
    "measurements": ("de cijfers per periode; mag bij de start leeg", "the figures by period; may be empty at first"),
}
KEYS_EXPLAINED: Mapping[str, Words] = {
    "code": ("korte code zonder spaties", "a short code without spaces"),
    "title": ("titel van het plan", "title of the plan"),
    "organisation": ("organisatie", "organisation"),
    "region": ("regio; mag leeg", "region; optional"),
    "language": ("nl of en", "nl or en"),
    "start": ("eerste dag: jaar-maand-dag", "first day: year-month-day"),
    "end": ("laatste dag: jaar-maand-dag", "last day: year-month-day"),
    "source": ("het document waar het plan in staat; mag leeg", "the document that holds the plan; optional"),
    "report_frequency": (
        "hoe vaak wordt gemeld wat geen indicator heeft: maand, kwartaal, halfjaar of jaar; leeg = kwartaal",
        "how often what has no indicator is reported: month, quarter, half-year or year; empty = quarter",
    ),
    "dated": (
        "dag van het document: daarvoor wordt niets gevraagd; leeg = eerste dag",
        "day of the document: nothing is asked for before it; empty = first day",
    ),
    "year_starts": (
        "dag waarop een jaar begint, in een planbestand als maand-dag: 04-01, 08-01; leeg = 1 januari",
        "the day a year begins, in a plan file as month-day: 04-01, 08-01; empty = 1 January",
    ),
}
# The choices of a column; those of one language are read in both (kpi.intake.parse.head.synonyms).
CHOICES: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "kind": (tuple(DUTCH_KINDS.values()), tuple(kind.value for kind in DUTCH_KINDS)),
    "level": (
        ("landelijk", "regio", "wijk", "organisatie", "praktijk"),
        ("national", "region", "neighbourhood", "organisation", "practice"),
    ),
    "focus_kind": (("speerpunt", "doorlopend"), ("focus", "ongoing")),
    "comparator": ((">=", "<=", ">", "<", "=", "tussen"), (">=", "<=", ">", "<", "=", "between")),
    "value_of": (("nulmeting",), ("baseline",)),
    "path": (("lineair", "stap", "jaarlijks", "meetkundig"), ("linear", "step", "yearly", "geometric")),
    "per": (
        ("maand", "kwartaal", "halfjaar", "jaar", "2 jaar", "3 jaar", "4 jaar", "5 jaar", "plan"),
        ("month", "quarter", "half-year", "year", "2y", "3y", "4y", "5y", "plan"),
    ),
    "direction": (("hoger", "lager", "gelijk"), ("increase", "decrease", "maintain")),
    "aggregation": (
        ("som", "laatste", "gemiddelde", "verhouding", "minimum", "maximum"),
        ("sum", "last", "mean", "ratio", "min", "max"),
    ),
    "frequency": (("maand", "kwartaal", "halfjaar", "jaar"), ("month", "quarter", "half-year", "year")),
    "provisional": (("ja", "nee"), ("yes", "no")),
}


def said(words: Words, lang: str) -> str:
    """The words in a language: "nl" or "en"."""
    return words[_AT[lang]]


def explained(table: str, column: str, lang: str) -> str:
    """What a column is for."""
    if (table, column) in _OWN:
        return said(_OWN[table, column], lang)
    return said(EXPLAINED[column], lang)


_OWN: Mapping[tuple[str, str], Words] = {
    ("targets", "frequency"): (
        "hoe vaak er gemeld wordt, alleen zonder indicator; leeg = zoals het plan zegt",
        "how often it is reported, only without an indicator; empty = as the plan says",
    ),
    (PLAN, "value"): ("vul hier in", "fill in here"),
    ("measurements", "value"): ("een getal; bij een mijlpaal ja, nee of een percentage", "a number, or yes or no"),
    ("measurements", "indicator"): ("code van de indicator, of van een mijlpaal", "code of the indicator or milestone"),
    ("context", "value"): ("het getal", "the number"),
    ("context", "source_ref"): ("waar het feit staat", "where the fact stands"),
    ("org_units", "kind"): ("gemeente, netwerk, praktijk, ...", "municipality, network, practice, ..."),
    ("measurements", "numerator"): ("het aantal dat telt; mag leeg", "how many count; optional"),
    ("measurements", "denominator"): ("van hoeveel; mag leeg", "of how many; optional"),
    ("indicators", "indicator"): ("unieke code; verander die later niet meer", "unique code; keep it for ever"),
}


def choices(table: str, column: str, lang: str) -> tuple[str, ...]:
    """The words to choose from in a column; none when it is free."""
    free = (table, column) == ("org_units", "kind") or column not in CHOICES
    return () if free else CHOICES[column][_AT[lang]]


def worded(table: str, column: str, cell: str, lang: str) -> str:
    """A cell of a column with choices in the words that the column offers; any other cell as it is."""
    pairs = zip(choices(table, column, "nl"), choices(table, column, "en"), strict=True)
    return next((pair[_AT[lang]] for pair in pairs if cell in pair), cell)


def header(table: str, column: str, lang: str) -> str:
    """The name of a column as a person reads it; both are read back."""
    return column if lang == "en" or table in (PLAN, THEMES) else _DUTCH.get(column, column)


def is_required(table: str, column: str) -> bool:
    """Whether no row may leave it empty."""
    if table == PLAN:
        return column == "value"
    return column in (("code", "title") if table == THEMES else SHEETS[table].required)
