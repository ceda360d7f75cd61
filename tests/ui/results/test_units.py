"""A result by organisation unit, and a selection by unit, on the real pages."""

from tests.ui.dashboard import open_page, seen

PLAN = {"plan": "huisartsenteam-2024", "as_of": "2026-09-30"}


def test_the_period_is_that_of_the_light_and_an_earlier_one_can_be_picked() -> None:
    app = open_page("target", **PLAN, target="H-RP-03")
    assert "9.887 van 20.160 = 49,0%" in seen(app)
    picker = app.selectbox(key="units_in")
    assert (picker.value, picker.options[-1]) == ("2026-Q3", "1e kwartaal 2024")
    picker.select("2024-Q1").run()
    assert app.query_params["units_in"] in ("2024-Q1", ["2024-Q1"])
    assert "9.887 van 20.160" not in seen(app)
    assert "18,6%" in seen(app)


def test_a_period_of_the_address_that_the_result_does_not_have_is_that_of_its_light() -> None:
    app = open_page("target", **PLAN, target="H-RP-03", units_in="2031-Q1")
    assert app.selectbox(key="units_in").value == "2026-Q3"


def test_a_result_of_the_whole_only_says_nothing_of_units() -> None:
    app = open_page("target", **PLAN, target="H-SC-01")
    assert "Berekening" in seen(app)
    assert "Per organisatie-eenheid" not in seen(app)


def test_a_selection_by_unit_shows_its_own_value_beside_that_of_the_whole() -> None:
    app = open_page("results", **PLAN, unit=["praktijk-2", "tmz"])
    html = seen(app)
    assert "2 van 83 resultaten" in html
    assert all(said in html for said in ("49,0%", " · Voorbeeldpraktijk 2: 51,4% · Adherentiegebied TMZ: 51,9%"))
    assert app.button_group(key="unit").value == ["praktijk-2", "tmz"]
    labels = [button.label for button in app.get("download_button")]
    assert labels[-1] == "Waarden per eenheid (CSV)"


def test_a_unit_that_is_picked_stands_in_the_address() -> None:
    app = open_page("results", **PLAN)
    app.button_group(key="unit").select("praktijk-4").run()
    assert app.query_params["unit"] in ("praktijk-4", ["praktijk-4"])
    assert "Voorbeeldpraktijk 4: 47,4%" in seen(app)


def test_a_unit_without_values_then_is_a_selection_without_results_and_an_unknown_one_a_mistake() -> None:
    early = open_page("results", plan="huisartsenteam-2024", as_of="2024-01-31", unit="praktijk-2")
    assert "Geen resultaat past bij deze filters" in seen(early)
    assert "nergens" in seen(open_page("results", **PLAN, unit="nergens"))


def test_a_plan_without_units_offers_no_such_filter() -> None:
    app = open_page("results", plan="roset-2021", as_of="2025-12-31")
    assert "unit" not in [one.key for one in app.multiselect]
    assert len(app.get("download_button")) == 2
