"""A recurring duty as a strip of dates."""

from datetime import date

from kpi.core.calendar.deadline import Per
from kpi.core.vocabulary import Kind
from kpi.present.html.results.duties import duty_strip
from tests.core.make import light, target
from tests.present.html.test_html import Reader


def test_each_date_says_what_became_of_it() -> None:
    duty = target(Kind.RECURRING, value=1.0, per=Per.QUARTER, due=date(2022, 12, 31))
    strip = duty_strip(light(duty, "2021-Q1=1 2021-Q2=0", "2021-08-31").windows, "nl")
    words = " ".join(Reader(strip).text.split())
    assert words.startswith("✓ 31-03-2021 ")
    assert "✕ 30-06-2021 gemist" in words
    assert strip.count("<li>") == 5
    assert "pp-l " not in strip


def test_many_are_those_around_the_day() -> None:
    duty = target(Kind.RECURRING, value=1.0, per=Per.QUARTER, start=date(2015, 1, 1), due=date(2030, 12, 31))
    strip = duty_strip(light(duty, "2021-Q1=1", "2021-03-31").windows, "nl")
    assert strip.count("<li>") == 9


def test_one_alone_is_told_by_its_light() -> None:
    duty = target(Kind.RECURRING, value=1.0, per=Per.QUARTER, due=date(2021, 3, 31))
    assert duty_strip(light(duty, "2021-Q1=1", "2021-03-31").windows, "nl") == ""
    assert duty_strip((), "nl") == ""
