"""The words of the method page: each kind of target has a rule there, and each worked example its title."""

import pytest

from kpi.core.explain.examples import EXAMPLES
from kpi.core.explain.rule_examples import RULE_EXAMPLES
from kpi.core.vocabulary import Kind
from kpi.present.screen.rule_words import EXAMPLE_TITLES, KIND_RULES, RULE_TITLES, RULES


def test_the_titles_of_the_examples_are_words_of_the_catalogue() -> None:
    assert tuple(example.title for example in EXAMPLES) == EXAMPLE_TITLES
    assert tuple(example.title for example in RULE_EXAMPLES.values()) == RULE_TITLES


def test_a_rule_of_two_kinds_is_told_once() -> None:
    assert KIND_RULES[Kind.REACH] is KIND_RULES[Kind.CUMULATIVE]
    assert len({title for title, _ in RULES}) == len(RULES)


@pytest.mark.parametrize("kind", Kind)
def test_the_rule_of_every_kind_is_told(kind: Kind) -> None:
    assert KIND_RULES[kind] in RULES
