"""Units as they stand beside a number: `1 netwerk`, `2 netwerken`."""

CURRENCY = ("€", "euro")
PER_ONE = {"%": 100.0, "‰": 1000.0}  # what a share of one is in a unit of shares; 1 in any other
_PAIRS = (
    "aanvragen=aanvraag adviezen=advies afspraken=afspraak apotheken=apotheek artikelen=artikel berichten=bericht "
    "beroepsgroepen=beroepsgroep besluiten=besluit bijeenkomsten=bijeenkomst blogs=blog bronnen=bron "
    "cliënten=cliënt consulten=consult contacten=contact cursussen=cursus dagen=dag dossiers=dossier "
    "downloads=download e-books=e-book enquêtes=enquête formulieren=formulier fouten=fout "
    "fysiotherapeuten=fysiotherapeut gebieden=gebied gemeenten=gemeente gesprekken=gesprek gevallen=geval "
    "huisartsen=huisarts incidenten=incident jaren=jaar kanalen=kanaal kinderen=kind klachten=klacht "
    "kwartalen=kwartaal leden=lid maanden=maand mensen=mens metingen=meting minuten=minuut modules=module "
    "netwerken=netwerk nieuwsbrieven=nieuwsbrief ouderen=oudere partijen=partij patiënten=patiënt "
    "personen=persoon pilots=pilot plannen=plan plekken=plek praktijken=praktijk processen=proces "
    "projecten=project protocollen=protocol punten=punt rapporten=rapport rondes=ronde sessies=sessie "
    "stappen=stap systemen=systeem teams=team uren=uur vacatures=vacature verslagen=verslag vragen=vraag "
    "weken=week werkgroepen=werkgroep wijken=wijk ziekenhuizen=ziekenhuis zorgprofessionals=zorgprofessional"
)
_SINGULAR = {several: one for several, _, one in (pair.partition("=") for pair in _PAIRS.split())}
_PLURAL = {one: several for several, one in _SINGULAR.items()} | {"regio": "regio's", "afdeling": "afdelingen"}
# Endings of Dutch plurals that have one singular only.
_ENDINGS = (("heden", "heid"), ("ingen", "ing"), ("aties", "atie"), ("ers", "er"), ("'s", ""), ("'en", ""), ("’s", ""))


def beside_one(unit: str) -> str:
    """The unit for one of it, `netwerk` of `netwerken`; as written where its singular is unknown."""
    word, space, rest = unit.partition(" ")
    return _singular(word) + space + rest


def beside_one_english(unit: str) -> str:
    """The English unit for one of it, `visit` of `visits`; as written where it does not end as a plural."""
    if unit.endswith("ies"):
        return unit.removesuffix("ies") + "y"
    return unit if unit.endswith("ss") else unit.removesuffix("s")


def several_of(kind: str) -> str:
    """The plural of what one thing is called, `praktijken` of `praktijk`; empty where it is unknown."""
    return _PLURAL.get(kind.lower(), "")


def _singular(word: str) -> str:
    if word in _SINGULAR:
        return _SINGULAR[word]
    ending = next((pair for pair in _ENDINGS if word.endswith(pair[0])), None)
    return word.removesuffix(ending[0]) + ending[1] if ending else word
