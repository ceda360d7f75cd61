"""A target that ends beside one that begins is told as a pair; nothing is decided about it."""

from dataclasses import replace
from datetime import date

from kpi.core.history.renaming import swaps
from kpi.core.model import Ended
from tests.core.plan import PLAN

GONE = PLAN.targets[1]  # a2, theme a
ENDED = (Ended(GONE, date(2021, 6, 1)),)
KEPT = tuple(one for one in PLAN.targets if one.code != GONE.code)


def test_the_new_target_of_the_same_theme_and_words_is_nearest() -> None:
    far = replace(GONE, code="x1", theme="b", statement="Iets heel anders")
    near = replace(GONE, code="x2", statement=f"{GONE.statement} (nader bepaald)")
    after = replace(PLAN, targets=(*KEPT, far, near), ended=ENDED)
    assert [(one.gone.code, one.new.code) for one in swaps(PLAN, after)] == [("a2", "x2")]


def test_nothing_new_or_nothing_that_ends_is_no_pair() -> None:
    assert swaps(PLAN, replace(PLAN, targets=KEPT, ended=ENDED)) == ()
    assert swaps(PLAN, replace(PLAN, targets=(*PLAN.targets, replace(GONE, code="x1")))) == ()


def test_what_had_ended_before_is_no_pair() -> None:
    before = replace(PLAN, targets=KEPT, ended=ENDED)
    assert swaps(before, replace(before, targets=(*KEPT, replace(GONE, code="x1")))) == ()


def test_each_new_target_is_named_once() -> None:
    first, second = PLAN.targets[:2]
    ended = tuple(Ended(one, date(2021, 6, 1)) for one in (first, second))
    after = replace(PLAN, targets=(*PLAN.targets[2:], replace(second, code="x1")), ended=ended)
    assert [(one.gone.code, one.new.code) for one in swaps(PLAN, after)] == [(first.code, "x1")]
