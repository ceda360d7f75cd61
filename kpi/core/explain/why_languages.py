"""The words of a reason sentence by language, "nl" and "en"."""

from collections.abc import Mapping
from types import MappingProxyType

from kpi.core.explain.why_dutch import DUTCH
from kpi.core.explain.why_english import ENGLISH
from kpi.core.explain.why_words import Words

WORDS: Mapping[str, Words] = MappingProxyType({one.lang: one for one in (DUTCH, ENGLISH)})
