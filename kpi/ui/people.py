"""The page of people: who may sign in, twenty-five a page, the way to each of them, and to add somebody."""

from functools import partial

import streamlit as st

from kpi.access.rights import Grant
from kpi.core.errors import UsageError
from kpi.present.html.uploads.upload import aside
from kpi.present.pages import ACCOUNT, FIND, PEOPLE
from kpi.present.role_words import grant_words
from kpi.present.screen.people import (
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
from kpi.service.accounts.listing import account_at, account_page
from kpi.service.accounts.people import LONGEST_NAME, add_account
from kpi.store.accounts.people import AccountRecord
from kpi.ui import address, cached, doing, paging, person, show
from kpi.ui.bound import show_value

_NAME, _MAIL, _PASSWORD = "people-name", "people-mail", "people-password"


def show_people(scene: Scene) -> None:
    """Everybody, or who is chosen; where nobody signs in, how to share this Planpeil."""
    settings = cached.own_desk().settings
    if settings.read_only or not settings.signs_in:
        show.html(people_title(scene))
        show.show_worded(scene, people_closed(scene) if settings.read_only else people_local(scene))
        return
    ways = SignInWays(settings.reach.users, settings.auth.name if settings.auth else "")
    if chosen := st.query_params.get(ACCOUNT, ""):
        _one(scene, account_at(cached.desk(), _number(chosen)), ways)
    else:
        _everybody(scene, ways)


def _number(asked: str) -> int:
    if not asked.isdecimal() or len(asked) > 9:
        raise UsageError(
            f"Een account is een nummer, niet {asked!r}. Kies iemand uit de lijst bij Mensen.",
            f"An account is a number, not {asked!r}. Choose somebody from the list of People.",
        )
    return int(asked)


def _everybody(scene: Scene, ways: SignInWays) -> None:
    show.html(people_title(scene))
    words = st.query_params.get(FIND, "").strip()
    with st.container(horizontal=True, vertical_alignment="center"):
        show_value(FIND, words)
        st.text_input(
            scene.text("Search"),
            key=FIND,
            type="search",
            max_chars=100,
            placeholder=scene.text("Search by name or email address"),
            label_visibility="collapsed",
            width=420,
            on_change=_find,
        )
        _add(scene, ways)
    desk = cached.desk()
    count = account_page(desk, words, limit=0).count
    first = paging.first_shown(count)
    found = account_page(desk, words, limit=paging.PAGE, skip=first).accounts
    asked = _list_query(words)
    here = asked | ({paging.FROM: str(first + 1)} if first else {})
    told = _telling(scene)
    shown = [(_shown(one, told), scene.href(PEOPLE, {**here, ACCOUNT: str(one.id)})) for one in found]
    show.html(people_list(scene, shown, first + 1, count, ways, words))
    show.show_worded(scene, paging.page_ways(scene, PEOPLE, count, asked))


def _list_query(words: str) -> dict[str, str]:
    return {FIND: words} if words else {}


def _find() -> None:
    address.write_address(**{FIND: st.session_state[FIND].strip(), paging.FROM: ""})


def _add(scene: Scene, ways: SignInWays) -> None:
    """A new account; it has no role yet, and its own page opens to give one."""
    with st.popover(scene.text("Add somebody"), key="people-add"), st.form("people-new", border=False, width=420):
        name = st.text_input(scene.text("Name"), key=_NAME, max_chars=LONGEST_NAME, autocomplete="off")
        mail = st.text_input(scene.text("Email address"), key=_MAIL, max_chars=200, autocomplete="off")
        password = person.password_field(scene, _PASSWORD) if ways.own else ""
        show.show_worded(scene, aside(_hint(scene, ways)))
        if st.form_submit_button(scene.text("Add"), key="people-added"):
            doing.done(scene, partial(add_account, cached.desk(), name, mail, password, user=""), _open)


def _hint(scene: Scene, ways: SignInWays) -> str:
    """What holds for a new account, and how its owner signs in."""
    if not ways.own:
        return scene.text("Signs in at {name}, by this name or email address.", name=ways.provider)
    if ways.provider:
        return scene.text("Leave the password empty for who signs in at {name}.", name=ways.provider)
    return scene.text("Without a password nobody can sign in with this account yet.")


def _open(number: int) -> None:
    address.write_address(**{ACCOUNT: str(number), FIND: "", paging.FROM: ""})


def _one(scene: Scene, one: AccountRecord, ways: SignInWays) -> None:
    query = {name: said for name in (FIND, paging.FROM) if (said := st.query_params.get(name, ""))}
    own = cached.desk().who.name == one.name
    told = _telling(scene)
    show.html(person_top(scene, _shown(one, told), ways, scene.href(PEOPLE, query)))
    show.show_worded(scene, aside(what_follows(scene, one.name, own=own)))
    person.change_account(scene, one, ways, told)


def _shown(one: AccountRecord, told: person.Told) -> AccountShown:
    return AccountShown(one.name, one.mail, [told(each) for each in one.grants], bool(one.password), one.blocked)


def _telling(scene: Scene) -> person.Told:
    """What tells a role with the names of its plan and unit; one that is not there any more by its code."""
    titles, head, lang = cached.plan_names(scene.head), scene.head, scene.lang

    def told(grant: Grant) -> str:
        return grant_words(grant, titles.get(grant.plan, grant.plan), cached.unit_name(head, grant), lang)

    return told
