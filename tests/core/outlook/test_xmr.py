"""XmR charts: the published results of NHSRplotthedots 0.2, and its rules point by point."""

import pytest

from kpi.core.outlook.xmr import Assurance, Rule, Variation, within_usual, xmr

# rnorm(20) after set.seed(123), as its tests use it; rounded to eight decimals, as it prints them.
NORMAL = (
    -0.56047565, -0.23017749, 1.55870831, 0.07050839, 0.12928774, 1.71506499, 0.46091621, -1.26506123, -0.68685285,
    -0.44566197, 1.22408180, 0.35981383, 0.40077145, 0.11068272, -0.55584113, 1.78691314, 0.49785048, -1.96661716,
    0.70135590, -0.47279141,
)  # fmt: skip
OUTLIER = (*NORMAL[:14], 10.0, *NORMAL[15:])
VIGNETTE = (1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1)


@pytest.mark.parametrize(
    ("values", "screen", "mean", "lower", "upper"),
    [
        (NORMAL, True, 0.1416238, -3.01138, 3.294627),
        (OUTLIER, True, 0.6694159, -2.383666, 3.722497),
        (OUTLIER, False, 0.6694159, -4.596625, 5.935457),
    ],
)
def test_the_limits_of_its_snapshots(
    values: tuple[float, ...], screen: bool, mean: float, lower: float, upper: float
) -> None:
    last = xmr(values, screen=screen).last
    assert last is not None
    assert (last.mean, last.lower, last.upper) == pytest.approx((mean, lower, upper), abs=6e-7)


@pytest.mark.parametrize(("screen", "lower", "upper"), [(True, -0.72, 4.6), (False, -3.06, 6.95)])
def test_the_limits_of_its_vignette(screen: bool, lower: float, upper: float) -> None:
    chart = xmr(VIGNETTE, screen=screen)
    assert chart.last is not None
    assert (round(chart.last.mean, 2), round(chart.last.lower or 0, 2), round(chart.last.upper or 0, 2)) == (
        1.94,
        lower,
        upper,
    )
    assert [at for at, point in enumerate(chart.points) if point.rule] == [4]
    assert chart.points[4].rule is Rule.ABOVE_LIMIT
    assert chart.variation is Variation.COMMON_CAUSE


def test_its_summary() -> None:
    chart = xmr(NORMAL, target=0.5)
    assert all(point.rule is None for point in chart.points)
    assert (chart.variation, chart.assurance) == (Variation.COMMON_CAUSE, Assurance.INCONSISTENT)
    ten, other = (xmr(part).last for part in (NORMAL[:10], NORMAL[10:]))
    assert ten is not None
    assert other is not None
    shown = [f"{one:.3g}" for each in (ten, other) for one in (each.mean, each.lower or 0, each.upper or 0)]
    assert shown == ["0.0746", "-2.6", "2.75", "0.209", "-3.28", "3.7"]


STEADY = tuple(0.1 * (-1) ** at for at in range(12))
LOW, HIGH = STEADY + tuple(5 + one for one in STEADY), STEADY + tuple(-5 + one for one in STEADY)


@pytest.mark.parametrize(
    ("values", "target", "sign", "variation", "assurance"),
    [
        (LOW, -3, 1, "improvement_high", "pass"),
        (LOW, -3, -1, "concern_high", "fail"),
        (HIGH, 3, 1, "concern_low", "fail"),
        (HIGH, 3, -1, "improvement_low", "pass"),
        (HIGH, 3, 0, "neutral_low", None),
        (LOW, 3, 0, "neutral_high", None),
        (LOW, None, 1, "improvement_high", None),
    ],
)
def test_its_icons(
    values: tuple[float, ...], target: float | None, sign: int, variation: str, assurance: str | None
) -> None:
    chart = xmr(values, target=target, sign=sign)
    assert (chart.variation, chart.assurance) == (variation, assurance)


def test_a_target_on_a_limit_is_met_now_and_then() -> None:
    last = xmr(NORMAL).last
    assert last is not None
    for edge in (last.lower, last.upper):
        assert xmr(NORMAL, target=edge).assurance is Assurance.INCONSISTENT
    assert xmr(NORMAL, target=(last.upper or 0) + 1e-9).assurance is Assurance.FAIL
    assert xmr(NORMAL, target=(last.lower or 0) - 1e-9).assurance is Assurance.PASS
    assert xmr(NORMAL, target=(last.lower or 0) - 1e-9, sign=-1).assurance is Assurance.FAIL


def rules(values: tuple[float, ...]) -> list[str]:
    return [point.rule.value if point.rule else "-" for point in xmr(values).points]


def test_two_close_to_the_limits_on_both_sides_of_the_mean_are_nothing() -> None:
    values = (*(1.0, -1.0) * 7, 5.5, -5.5)
    assert rules(values)[-2:] == ["-", "-"]


def test_two_of_three_marks_the_close_ones_alone() -> None:
    # Mean 0, limits ±4,3, two thirds of them 2,9: the third is on the side but not close.
    values = (*(1.0, -1.0) * 10, 3.4, 0.9, 3.4, *(-1.0, 1.0) * 4, *(-1.0,) * 6)
    found = rules(values)
    last = xmr(values).last
    assert last is not None
    assert last.upper is not None
    assert last.mean + 2 / 3 * (last.upper - last.mean) < 3.4 < last.upper
    assert found[20:23] == ["2 in 3 Above CL", "-", "2 in 3 Above CL"]


def test_seven_on_one_side_and_a_point_on_the_mean_breaks_it() -> None:
    # Mean 0; the rest goes up and down so much that the limits are far.
    above, below, rest = (1.0, 1.5) * 3, (-1.0, -1.5) * 3, (3.0, -3.0) * 6
    assert set(rules((*above, 0.0, 1.0, *below, 0.0, -1.0, *rest))) == {"-"}
    found = rules((*above, 1.0, *below, -1.0, *rest))
    assert found == ["7 Points Above CL"] * 7 + ["7 Points Below CL"] * 7 + ["-"] * 12


def test_equal_values_have_their_own_mean() -> None:
    chart = xmr((0.1,) * 14, target=0.05)
    assert set(rules((0.1,) * 14)) == {"-"}
    assert chart.last is not None
    assert (chart.last.lower, chart.last.upper) == (0.1, 0.1)
    assert chart.assurance is Assurance.PASS


def test_a_trend_is_seven_points_and_a_pause_breaks_it() -> None:
    noise = (3.0, 5.0, 3.0, 5.0, 3.0, 5.0, 4.0)
    rising = (3.4, 3.5, 3.6, 3.7, 4.3, 4.4, 4.5)
    assert rules((*noise, *rising, 3.9))[7:] == ["7 Point Trend (Increasing)"] * 7 + ["-"]
    paused = (3.4, 3.5, 3.6, 3.6, 4.3, 4.4, 4.5)
    assert set(rules((*noise, *paused, 3.9))) == {"-"}
    falling = tuple(reversed(rising))
    assert rules((*noise, *falling, 4.1))[7:] == ["7 Point Trend (Decreasing)"] * 7 + ["-"]


def test_where_two_trends_meet_a_point_follows_the_step_after_it() -> None:
    up, noise = (3.4, 3.5, 3.6, 3.7, 4.3, 4.4, 4.5), (3.0, 5.0, 3.0, 5.0, 3.0, 5.0, 4.0)
    peak = rules((*noise, *up, *reversed(up[:-1])))
    assert peak[12:15] == ["7 Point Trend (Increasing)", "7 Point Trend (Decreasing)", "7 Point Trend (Decreasing)"]
    level = rules((*noise, *up, *reversed(up)))
    assert level[13] == "7 Point Trend (Decreasing)"


def test_the_first_rule_of_the_reference_counts() -> None:
    # The last of a rise lies outside the limits too, and the whole rise above the mean.
    found = rules((*(0.0, 1.0) * 8, 2.0, 2.5, 3.0, 3.5, 4.0, 4.5, 9.0))
    assert found[-1] == "Above UCL"
    assert "7 Point Trend (Increasing)" in found


def test_under_thirteen_values_there_are_limits_and_no_judgement() -> None:
    chart = xmr((*(1.0,) * 11, 99.0), target=5)
    assert chart.last is not None
    assert chart.last.upper is not None
    assert (chart.variation, chart.assurance) == (None, None)
    assert all(point.rule is None for point in chart.points)
    assert xmr(()).last is None
    one = xmr((4.0,)).last
    assert one is not None
    assert (one.mean, one.lower, one.upper) == (4.0, None, None)


def test_a_step_marked_by_hand_has_limits_of_its_own() -> None:
    values = (*(1.0, 2.0) * 7, *(11.0, 12.0) * 7)
    chart = xmr(values, rebase=(14,))
    assert [(one.first, one.mean, one.size) for one in chart.stretches] == [(0, 1.5, 14), (14, 11.5, 14)]
    assert all(point.rule is None for point in chart.points)
    assert any(point.rule for point in xmr(values).points)
    assert xmr(values, rebase=(20,)).variation is None


@pytest.mark.parametrize(
    ("values", "usual"),
    [((1, 2), None), ((1, 2, 3), True), ((1, 2, 4), False), ((5, 1, 2, 6), True), ((5, 5, 5), True)],
)
def test_the_last_difference_beside_the_earlier_ones(values: tuple[float, ...], usual: bool | None) -> None:
    assert within_usual(values) is usual
