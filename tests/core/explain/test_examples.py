"""The worked examples of the method page are what they say they are."""

import pytest

from kpi.core.explain.examples import EXAMPLES, Example
from kpi.core.explain.rule_examples import RULE_EXAMPLES
from kpi.core.light.assessment import Flag, Status
from kpi.core.vocabulary import Kind

ALL = (*EXAMPLES, *RULE_EXAMPLES.values())


@pytest.mark.parametrize("example", ALL, ids=lambda example: example.title)
def test_an_example_has_the_light_it_shows(example: Example) -> None:
    one = example.assessed()
    assert (one.status, set(one.flags)) == (example.status, set(example.flags))


@pytest.mark.parametrize("example", ALL, ids=lambda example: example.title)
def test_an_example_in_english_has_the_same_light(example: Example) -> None:
    said = example.spoken("en")
    assert said.assessed().status is example.status
    words = f"{said.target.statement} {said.target.indicator.unit if said.target.indicator else ''}"
    assert not {"netwerken", "punten", "gereed"} & set(words.split())
    assert example.spoken("nl") is example


def test_the_examples_show_every_status_and_every_kind() -> None:
    assert {example.status for example in EXAMPLES} == set(Status)
    assert {example.target.kind for example in EXAMPLES} == set(Kind)
    assert {flag for example in EXAMPLES for flag in example.flags} >= {Flag.STALE, Flag.REGRESSED, Flag.DUE_PASSED}


def test_titles_are_different() -> None:
    assert len({example.title for example in ALL}) == len(ALL)
