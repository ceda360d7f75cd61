"""What each screen shows of a snapshot."""

from datetime import date

from kpi.core.light.assessment import Light, Status
from kpi.core.light.snapshot import take
from kpi.core.model import Plan
from kpi.core.view.target_view import target_view
from kpi.core.view.views import overview_view, theme_view
from tests.core.plan import EVIDENCE, PLAN

JUNE = take(PLAN, EVIDENCE, as_of=date(2021, 6, 30))


def test_the_overview_puts_red_first_then_silence_then_attention() -> None:
    found = overview_view(JUNE)
    assert [row.target.code for row in found.first] == ["a1", "b2", "a2"]
    assert (found.more, found.rollup.light, found.rollup.assessed, found.rollup.total) == (0, Light.RED, 4, 5)


def test_the_deadlines_ahead_leave_out_what_is_settled_or_over_ninety_days_away() -> None:
    assert [row.target.code for row in overview_view(JUNE).deadlines] == []
    july = take(PLAN, EVIDENCE, as_of=date(2021, 7, 2))
    assert [row.target.code for row in overview_view(july).deadlines] == ["b1"]
    october = take(PLAN, EVIDENCE, as_of=date(2021, 10, 1))
    assert [row.target.code for row in overview_view(october).deadlines] == []
    last_day = take(PLAN, EVIDENCE, as_of=date(2021, 12, 31))
    assert [row.target.code for row in overview_view(last_day).deadlines] == ["a2"]


def test_every_theme_has_a_card() -> None:
    cards = overview_view(JUNE).cards
    assert [(card.theme.code, card.rollup.light, card.worse, card.better) for card in cards] == [
        ("a", Light.RED, 2, 0),
        ("b", Light.GREEN, 0, 1),
        ("c", Light.GREY, 0, 0),
    ]


def test_what_does_not_fit_is_counted() -> None:
    many = Plan(**{**{name: getattr(PLAN, name) for name in PLAN.__slots__}, "targets": PLAN.targets[:1] * 8})
    found = overview_view(take(many, EVIDENCE, as_of=date(2021, 6, 30)))
    assert (len(found.first), found.more) == (6, 2)


def test_a_theme_knows_its_neighbours() -> None:
    found = [theme_view(JUNE, code) for code in "abc"]
    assert [(one.previous, one.next) for one in found if one] == [("", "b"), ("a", "c"), ("b", "")]
    assert theme_view(JUNE, "x") is None


def test_a_target_shows_each_point_with_the_light_of_its_own_day() -> None:
    found = target_view(JUNE, "a2", EVIDENCE)
    assert found is not None
    assert [(dot.point.value, dot.status) for dot in found.dots] == [(25.0, Status.ON_TRACK), (40.0, Status.AT_RISK)]
    assert (found.path[0], found.path[6], found.path[-1]) == (
        (date(2020, 12, 31), 0.0),
        (date(2021, 6, 30), 50.0),
        (date(2021, 12, 31), 100.0),
    )
    assert [(one.period.code, one.value) for one in found.measured] == [("2021-Q2", 40.0), ("2021-Q1", 25.0)]
    assert target_view(JUNE, "x", EVIDENCE) is None


def test_a_target_without_a_comparison_has_no_path() -> None:
    found = target_view(JUNE, "b2", EVIDENCE)
    assert found is not None
    assert (found.path, found.dots) == ((), ())
