"""What who asks likes best of what there is: languages and forms, as HTTP weighs them (RFC 9110, section 12.5)."""

from collections.abc import Sequence
from enum import StrEnum

from kpi.settings import LANGUAGES


class Form(StrEnum):
    """The forms of an answer; the value is the media type."""

    JSON = "application/json"
    CSV = "text/csv"


def preferred_language(header: str) -> str:
    """The best of our languages in an Accept-Language; Dutch where none is liked better."""
    return _best(header, LANGUAGES, "-")


def preferred_form(header: str) -> Form:
    """The best of our forms in an Accept; JSON where none is liked better, also for who takes neither."""
    return Form(_best(header, list(Form), "/"))


def _best(header: str, offers: Sequence[str], between: str) -> str:
    """The offer of the highest weight, the first of equals: named in full, else by its beginning, else by `*`."""
    weights = _weights(header)

    def weight(offer: str) -> tuple[float, int]:
        beginning = offer.partition(between)[0]
        longer = [found for name, found in weights.items() if name.startswith(f"{offer}{between}")]
        named = (weights.get(offer), max(longer, default=None), weights.get(f"{beginning}/*"))
        found = next((one for one in (*named, weights.get("*/*"), weights.get("*")) if one is not None), 0.0)
        return found, -offers.index(offer)

    return max(offers, key=weight)


def _weights(header: str) -> dict[str, float]:
    """What is named in a header, with its weight; what is no weight counts as none."""
    found: dict[str, float] = {}
    for part in header.split(","):
        name, *rest = (one.strip().casefold() for one in part.split(";"))
        said = next((one[2:] for one in rest if one.startswith("q=")), "1")
        found[name] = max(found.get(name, 0.0), _weight(said))
    return found


def _weight(said: str) -> float:
    try:
        weight = float(said)
    except ValueError:
        return 0.0
    return weight if 0 <= weight <= 1 else 0.0
