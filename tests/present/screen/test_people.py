"""The people on screen."""

from dataclasses import replace
from datetime import date

import pytest

from kpi.present.screen.people import (
    CARDS,
    AccountShown,
    SignInWays,
    people_closed,
    people_list,
    people_local,
    people_title,
    person_top,
    what_follows,
)
from kpi.present.screen.scene import Scene

SCENE = Scene(1, 1, "proef", date(2021, 6, 30), "", "nl", "mensen")
NOOR = AccountShown("Noor <b>", "noor@example.nl", ("Lezer van A",), signs_in=True, blocked=False)
HERE, THERE, BOTH = SignInWays(own=True), SignInWays(own=False, provider="SURF"), SignInWays(own=True, provider="SURF")
NO_PASSWORD, BLOCKED = replace(NOOR, signs_in=False), replace(NOOR, blocked=True)


def listed(*people: AccountShown, ways: SignInWays = HERE, first: int = 1, count: int = 0, words: str = "") -> str:
    shown = [(one, f"mensen?account={number}") for number, one in enumerate(people)]
    return str(people_list(SCENE, shown, first, count or len(people), ways, words))


@pytest.mark.parametrize(
    ("one", "ways", "said", "top"),
    [
        (NOOR, HERE, "noor@example.nl<", "meldt zich aan met een wachtwoord"),
        (NO_PASSWORD, HERE, "noor@example.nl · kan zich nog niet aanmelden: geen wachtwoord", "kan zich nog niet"),
        (NOOR, THERE, "noor@example.nl<", "meldt zich aan bij SURF"),
        (NO_PASSWORD, THERE, "noor@example.nl<", "meldt zich aan bij SURF"),
        (NOOR, BOTH, "meldt zich aan met een wachtwoord, of bij SURF", "met een wachtwoord, of bij SURF"),
        (NO_PASSWORD, BOTH, "noor@example.nl · meldt zich aan bij SURF", "meldt zich aan bij SURF"),
        (BLOCKED, HERE, '<span class="pp-tag">geblokkeerd</span>', "geblokkeerd: kan zich niet aanmelden"),
        (replace(BLOCKED, signs_in=False), BOTH, "geblokkeerd", "geblokkeerd: kan zich niet aanmelden"),
    ],
)
def test_how_somebody_signs_in_is_said_where_it_is_not_what_is_usual(
    one: AccountShown, ways: SignInWays, said: str, top: str
) -> None:
    html = listed(one, ways=ways)
    assert said in html
    assert "Noor &lt;b&gt;" in html
    assert ("geblokkeerd" in html) is one.blocked
    assert top in str(person_top(SCENE, one, ways, "mensen"))


def test_a_row_has_the_first_roles_and_counts_the_rest() -> None:
    roles = [f"Rol {number}" for number in range(5)]
    html = listed(replace(NOOR, roles=roles), replace(NOOR, name="Kees", mail="", roles=()))
    assert [role in html for role in roles] == [True, True, True, False, False]
    assert "en nog 2" in html
    assert "nog geen rol" in html
    assert "2 mensen" in html
    assert 'href="mensen?account=1"' in html


def test_a_narrow_page_folds_what_lies_past_the_first_dozen() -> None:
    assert "<details" not in listed(*[NOOR] * CARDS)
    html = listed(*[NOOR] * (CARDS + 2))
    assert html.count("<table") == 2
    assert "<summary>nog 2</summary>" in html
    assert html.partition("<details")[0].count("<td") == 2 * CARDS


def test_a_page_of_many_says_which_and_a_search_without_an_answer_what_to_do() -> None:
    assert "26 t/m 27 van 27" in listed(NOOR, NOOR, first=26, count=27)
    assert "1 persoon" in listed(NOOR)
    html = listed(words="<i>")
    assert "Niemand gevonden" in html
    assert "“&lt;i&gt;”" in html


def test_somebody_has_all_their_roles_and_the_way_back() -> None:
    roles = [f"Rol {number}" for number in range(5)]
    html = str(person_top(SCENE, replace(NOOR, roles=roles), HERE, "mensen?zoek=a&vanaf=26"))
    assert all(f"<li>{role}</li>" in html for role in roles)
    assert 'href="mensen?zoek=a&amp;vanaf=26"' in html
    assert "ziet niets en kan niets" in str(person_top(SCENE, replace(NOOR, roles=()), HERE, ""))


def test_what_a_change_brings_with_it_is_said_before_it() -> None:
    assert what_follows(SCENE, "Noor", own=False).startswith("Elke wijziging meldt Noor overal af")
    assert "uw eigen account" in what_follows(SCENE, "Noor", own=True)


def test_where_nobody_signs_in_the_page_says_so_and_what_to_do() -> None:
    assert "users = true onder [access]" in str(people_local(SCENE))
    assert "alleen-lezen" in str(people_closed(SCENE))
    assert '<h1 class="pp-h1">Mensen</h1>' in str(people_title(SCENE))
