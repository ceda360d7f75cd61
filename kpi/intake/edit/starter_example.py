"""The example row of each table of the starter set, in Dutch and English; `{end}` is the year
the plan ends with, or the plan where it ends within one."""

from collections.abc import Mapping

Words = tuple[str, str]  # Dutch, English


def _same(word: str) -> Words:
    return word, word


EXAMPLE: Mapping[str, Mapping[str, Words]] = {
    "themes": {
        "code": ("thema-1", "theme-1"),
        "title": ("Voorbeeldthema", "Example theme"),
        "ambition": ("Wat u met dit thema wilt bereiken", "What this theme is for"),
        "icon": _same("groups"),
    },
    "targets": {
        "target": _same("R-01"),
        "theme": ("thema-1", "theme-1"),
        "focus": ("Voorbeeldspeerpunt", "Example focus"),
        "statement": ("Voorbeeld: 8 wijknetwerken zijn actief", "Example: 8 networks are active"),
        "kind": ("bereiken", "reach"),
        "indicator": ("wijknetwerken", "networks"),
        "comparator": _same(">="),
        "value": _same("8"),
        "baseline": _same("0"),
        "deadline": ("eind {end}", "end of {end}"),
        "owner": ("projectleider", "project lead"),
    },
    "indicators": {
        "indicator": ("wijknetwerken", "networks"),
        "name": ("Actieve wijknetwerken", "Active networks"),
        "definition": ("Wijken waar het netwerk elk kwartaal overlegt", "Networks that meet every quarter"),
        "unit": ("netwerken", "networks"),
        "decimals": _same("0"),
        "direction": ("hoger", "increase"),
        "aggregation": ("som", "sum"),
        "frequency": ("kwartaal", "quarter"),
        "min": _same("0"),
        "source": ("eigen registratie", "own records"),
    },
    "org_units": {
        "org_unit": _same("wijk-noord"),
        "name": ("Wijk Noord", "North"),
        "kind": ("wijk", "neighbourhood"),
    },
    "context": {
        "code": _same("inwoners"),
        "name": ("Inwoners van het werkgebied", "Inhabitants"),
        "value": _same("120000"),
        "unit": ("inwoners", "inhabitants"),
        "period": _same("{start}"),
        "source_ref": ("Voorbeeld: regiobeeld", "Example: regional picture"),
    },
    "measurements": {
        "indicator": ("wijknetwerken", "networks"),
        "period": _same("{quarter}"),
        "value": _same("1"),
        "note": ("Voorbeeld: vervang dit bestand", "Example: replace this file"),
    },
}
