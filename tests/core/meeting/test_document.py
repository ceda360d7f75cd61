"""The run for paper: the line of the run itself, with more of every list."""

from kpi.core.light.assessment import Light
from kpi.core.meeting.run import PAGE, ROWS, make_document, make_run, worse_first
from kpi.core.meeting.screens import DeadlinesScreen, ResultScreen, ResultsScreen, SinceScreen, ThemesScreen
from tests.present.pack.conftest import many_themes, material_of


def test_it_holds_what_the_run_leaves_out() -> None:
    material = material_of(many_themes(20))
    run, document = make_run(material), make_document(material)
    single = [one.row for one in document.screens if isinstance(one, ResultScreen)]
    rest = [each.row for one in document.screens if isinstance(one, ResultsScreen) for each in one.results]
    assert single == [one.row for one in run.screens if isinstance(one, ResultScreen)]
    assert len(run.beyond) > 0
    assert (document.beyond, set(run.beyond) <= set(rest)) == ((), True)
    themes = [one for one in document.screens if isinstance(one, ThemesScreen)]
    assert [(one.first, one.total, len(one.cards)) for one in themes] == [(1, 20, 20)]


def test_lists_end_and_say_how_many_there_are() -> None:
    material = material_of(many_themes(60))
    document = make_document(material)
    since = next(one for one in document.screens if isinstance(one, SinceScreen))
    assert (len(since.rows), since.total) == (PAGE, len(material.changed))
    assert since.total > PAGE
    deadlines = next(one for one in document.screens if isinstance(one, DeadlinesScreen))
    assert len(deadlines.rows) == min(deadlines.total, 2 * PAGE)
    told = sum(len(one.results) for one in document.screens if isinstance(one, ResultsScreen))
    assert told <= ROWS < told + len(document.beyond) + 1


def test_changes_are_told_worse_first() -> None:
    material = material_of(many_themes(2))
    since = next(one for one in make_document(material).screens if isinstance(one, SinceScreen))
    assert list(since.rows) == worse_first(material.changed)
    lights = [one.after.light for one in since.rows if one.after]
    assert lights == sorted(lights, key=list(Light).index)
    assert len(set(lights)) > 1
