"""The table of kinds, and that everything keyed by kind knows all of them as soon as it is imported."""

import runpy
from enum import StrEnum
from math import inf
from pathlib import Path

import pytest

from kpi.core import kinds, vocabulary
from kpi.core.explain import why
from kpi.core.kinds import KINDS, Course, Yes
from kpi.core.light import status
from kpi.core.vocabulary import Kind, complete
from kpi.intake.edit import starter_words
from kpi.intake.parse.head import synonyms
from kpi.present import style
from kpi.present.screen import rule_words

REGISTRIES = [kinds, status, why, style, synonyms, starter_words, rule_words]


class Size(StrEnum):
    """Two words to make tables of."""

    SMALL = "small"
    LARGE = "large"


@pytest.mark.parametrize("module", REGISTRIES, ids=lambda module: module.__name__)
def test_forgotten_kind_fails_at_import(module: object, monkeypatch: pytest.MonkeyPatch) -> None:
    source = Path(str(getattr(module, "__file__", "")))
    more = StrEnum("Kind", {**{kind.name: kind.value for kind in Kind}, "DOUBLE": "double"})
    runpy.run_path(str(source))
    monkeypatch.setattr(vocabulary, "Kind", more)
    with pytest.raises(LookupError, match="no entry for Kind: double"):
        runpy.run_path(str(source))


def test_complete_names_what_was_forgotten() -> None:
    with pytest.raises(LookupError, match=r"^no entry for Size: small, large$"):
        complete(Size, {})
    with pytest.raises(LookupError, match=r"^no entry for Size: large$"):
        complete(Size, {Size.SMALL: 1})


def test_complete_gives_a_copy_in_the_same_order_that_nobody_can_change() -> None:
    own = {Size.LARGE: 2, Size.SMALL: 1}
    table = complete(Size, own)
    own[Size.LARGE] = 3
    assert list(table.items()) == [(Size.LARGE, 2), (Size.SMALL, 1)]
    with pytest.raises(TypeError):
        table[Size.SMALL] = 5


@pytest.mark.parametrize("kind", Kind)
def test_what_a_kind_is_fits_together(kind: Kind) -> None:
    traits = KINDS[kind]
    assert traits.has_windows == (traits.course is Course.WINDOWS)
    assert traits.is_bound == (traits.course is Course.BOUND)
    # What is complete at some value has a share; what is counted has no end.
    assert traits.own.share == (traits.own.high < inf) == (traits.own.unit == "%")
    # A "ja" is all that a target without value or indicator is sure to have.
    assert traits.needs_value or traits.needs_indicator or traits.yes is Yes.WHOLE
    assert traits.needs_indicator or traits.yes is not Yes.NOTHING
    # Nothing more can be asked for only when it cannot be lost.
    assert traits.lasting or not traits.closes
