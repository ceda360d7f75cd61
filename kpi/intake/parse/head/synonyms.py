"""Words that mean the same: Dutch and English column names and choices, and the plan files' own."""

import re
from collections.abc import Mapping

from kpi.core.calendar.deadline import Per
from kpi.core.calendar.period import Frequency
from kpi.core.vocabulary import Aggregation, Comparator, Direction, FocusKind, Kind, Level, PathKind, ValueOf, complete

COLUMNS: Mapping[str, str] = {
    "resultaat": "target",
    "doel": "target",
    "thema": "theme",
    "speerpunt": "focus",
    "soort_speerpunt": "focus_kind",
    "activiteit": "activity",
    "omschrijving": "statement",
    "niveau": "level",
    "categorie": "category",
    "soort": "kind",
    "waarde_van": "value_of",
    "vergeleken_met": "benchmark",
    "eens_per": "every",
    "dagen_later": "lag_days",
    "vergelijking": "comparator",
    "waarde": "value",
    "streefwaarde": "value",
    **dict.fromkeys(
        ("gemeten_waarde", "actuele_waarde", "huidige_waarde", "meetwaarde", "meting", "score", "stand"), "value"
    ),
    "bovengrens": "value_high",
    "nulmeting": "baseline",
    "datum_nulmeting": "baseline_date",
    "nulmetingdatum": "baseline_date",
    "nulmeting_datum": "baseline_date",
    "begin": "start",
    "startdatum": "start",
    "vroegst": "due_from",
    "einddatum": "due",
    "pad": "path",
    "tussenwaarden": "waypoints",
    "tolerantie": "tolerance",
    "gewicht": "weight",
    "eigenaar": "owner",
    "draagt_bij_aan": "contributes_to",
    "bron": "source",
    "vindplaats": "source_ref",
    "beeindigd": "ended",
    "beëindigd": "ended",
    "naam": "name",
    "definitie": "definition",
    "eenheid": "unit",
    "eenheid_engels": "unit_en",
    "decimalen": "decimals",
    "richting": "direction",
    "aggregatie": "aggregation",
    "frequentie": "frequency",
    "teller": "numerator",
    "noemer": "denominator",
    "minimum": "min",
    "maximum": "max",
    "organisatie_eenheid": "org_unit",
    **dict.fromkeys(
        ("gebied", "deelgebied", "werkgebied", "subregio", "area", "region", "location", "site"), "org_unit"
    ),
    "valt_onder": "parent",
    "tot_en_met": "until",
    "periode": "period",
    "kwartaal": "period",
    **dict.fromkeys(("meetperiode", "kwartaalnummer", "maandnummer", "kw"), "period"),
    "periode_tot": "period_to",
    "gemeten_op": "measured_on",
    "meetdatum": "measured_on",
    **dict.fromkeys(
        ("datum_gereed", "gereed_op", "afgerond_op", "datum_afgerond", "date_done", "done_on"), "measured_on"
    ),
    "voorlopig": "provisional",
    "opmerking": "note",
    "toelichting": "note",
    "oorzaak": "cause",
    "gevolg": "consequence",
    "bijsturing": "correction",
}

DUTCH_KINDS = complete(
    Kind,
    {
        Kind.REACH: "bereiken",
        Kind.CUMULATIVE: "cumulatief",
        Kind.MAINTAIN: "handhaven",
        Kind.MILESTONE: "mijlpaal",
        Kind.RECURRING: "terugkerend",
        Kind.IMPROVE: "verbeteren",
    },
)
KIND_BY_DUTCH = {word: kind for kind, word in DUTCH_KINDS.items()}
FREQUENCIES = {
    **dict.fromkeys(("monthly", "maand", "maandelijks"), Frequency.MONTH),
    **dict.fromkeys(("quarterly", "kwartaal", "per kwartaal"), Frequency.QUARTER),
    **dict.fromkeys(("half-yearly", "half year", "halfjaar", "half jaar", "halfjaarlijks"), Frequency.HALF_YEAR),
    **dict.fromkeys(("yearly", "annual", "annually", "jaar", "jaarlijks"), Frequency.YEAR),
}
PERS = {
    **{word: Per(frequency.value) for word, frequency in FREQUENCIES.items()},
    **dict.fromkeys(("2 jaar", "twee jaar", "tweejaarlijks", "2 years", "two years", "biennial"), Per.TWO_YEARS),
    **dict.fromkeys(("3 jaar", "drie jaar", "driejaarlijks", "3 years", "three years"), Per.THREE_YEARS),
    **dict.fromkeys(("4 jaar", "vier jaar", "vierjaarlijks", "4 years", "four years"), Per.FOUR_YEARS),
    **dict.fromkeys(("5 jaar", "vijf jaar", "vijfjaarlijks", "5 years", "five years"), Per.FIVE_YEARS),
}
DIRECTIONS = {
    **dict.fromkeys(("up", "higher", "hoger", "omhoog", "stijgen", "stijgend", "increasing"), Direction.INCREASE),
    **dict.fromkeys(("down", "lower", "lager", "omlaag", "dalen", "dalend", "decreasing"), Direction.DECREASE),
    **dict.fromkeys(("stable", "gelijk", "handhaven"), Direction.MAINTAIN),
}
COMPARATORS = {
    **dict.fromkeys(("≥", "=>"), Comparator.AT_LEAST),
    **dict.fromkeys(("≤", "=<"), Comparator.AT_MOST),
    "==": Comparator.EQUAL,
    "tussen": Comparator.BETWEEN,
}
AGGREGATIONS = {
    "som": Aggregation.SUM,
    "laatste": Aggregation.LAST,
    **dict.fromkeys(("average", "gemiddelde"), Aggregation.MEAN),
    "verhouding": Aggregation.RATIO,
    **dict.fromkeys(("minimum", "laagste", "lowest"), Aggregation.MIN),
    **dict.fromkeys(("maximum", "hoogste", "highest"), Aggregation.MAX),
}
LEVELS = {
    "national": Level.NATIONAL,
    **dict.fromkeys(("region", "regional", "regionaal"), Level.REGION),
    "neighbourhood": Level.NEIGHBOURHOOD,
    **dict.fromkeys(("organisation", "organization"), Level.ORGANISATION),
    "practice": Level.PRACTICE,
}
PATHS = {
    "lineair": PathKind.LINEAR,
    "stap": PathKind.STEP,
    **dict.fromkeys(("jaarlijks", "per jaar", "annual", "every year"), PathKind.YEARLY),
    **dict.fromkeys(("meetkundig", "groei"), PathKind.GEOMETRIC),
}
VALUES_OF = {"nulmeting": ValueOf.BASELINE}
FOCUS_KINDS = {"speerpunt": FocusKind.FOCUS, "doorlopend": FocusKind.ONGOING}


def column_name(header: str) -> str:
    """The plan files' own name of a column, whatever the language, case, spaces or hyphens of its header."""
    word = re.sub(r"[\s-]+", "_", header.strip().casefold())
    return COLUMNS.get(word, word)
