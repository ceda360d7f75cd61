"""What an administrator changes of one account: its roles, its address, its password, and whether it may come in."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from kpi.access.rights import RIGHTS_IN_PART, Grant, Role
from kpi.present.html.uploads.upload import aside
from kpi.present.role_words import ROLE_WORDS
from kpi.present.screen.people import SignInWays
from kpi.present.screen.scene import Scene
from kpi.present.words import mark
from kpi.service.accounts.people import LONGEST, SHORTEST, set_blocked, set_mail, set_password, set_role, sign_out_all
from kpi.store.accounts.people import AccountRecord
from kpi.ui import cached, doing, show

_LANGUAGES = {"": mark("that of the plan"), "nl": mark("Dutch"), "en": mark("English")}
Told = Callable[[Grant], str]


def change_account(scene: Scene, one: AccountRecord, ways: SignInWays, told: Told) -> None:
    """What can be changed of an account, each behind its own words; `told`: a role in words."""
    with st.container(key="account-changes"):
        _give(scene, one)
        if one.grants:
            _take(scene, one, told)
        _mail(scene, one)
        if ways.own:
            _password(scene, one)
        _coming_in(scene, one)


def _give(scene: Scene, one: AccountRecord) -> None:
    """A role for a plan or all of them, or for a unit where there are such roles."""
    with st.expander(scene.text("Give a role"), expanded=not one.grants, key=f"give-{one.id}"):
        role = st.selectbox(
            scene.text("Role"),
            list(ROLE_WORDS),
            format_func=lambda each: scene.text(ROLE_WORDS[each]),
            key=f"give-role-{one.id}",
            width=560,
        )
        plans = cached.plan_names(scene.head)
        plan = st.selectbox(
            scene.text("Plan"),
            [*plans, ""],
            index=[*plans, ""].index(scene.plan),
            format_func=lambda code: plans[code] if code else scene.text("all plans"),
            key=f"give-plan-{one.id}",
            width=560,
        )
        grant = Grant(role, plan, _unit(scene, one, role, plan))
        # What is chosen is in the key: a choice that somebody else took away meanwhile is not given as another one.
        if st.button(scene.text("Give the role"), key=f"give-{one.id}-{_coded(grant)}"):
            doing.done(scene, partial(set_role, cached.desk(), one.name, grant, held=True, user=""))


def _unit(scene: Scene, one: AccountRecord, role: Role, plan: str) -> str:
    units = cached.plan(scene.head, plan).org_units if plan and role in RIGHTS_IN_PART else ()
    if not units:
        return ""
    names = {each.code: each.name for each in units}
    return st.selectbox(
        scene.text("Organisation unit"),
        ["", *names],
        format_func=lambda code: names[code] if code else scene.text("all of it"),
        key=f"give-unit-{one.id}-{plan}",
        width=560,
    )


def _coded(grant: Grant) -> str:
    return "-".join((grant.role.value, grant.plan, grant.unit))


def _take(scene: Scene, one: AccountRecord, told: Told) -> None:
    held = {grant: told(grant) for grant in one.grants}
    with st.expander(scene.text("Take a role away"), key=f"take-{one.id}"):
        grant = st.selectbox(
            scene.text("Role"), list(one.grants), format_func=held.__getitem__, key=f"take-role-{one.id}", width=560
        )
        if st.button(scene.text("Take the role away"), key=f"take-{one.id}-{_coded(grant)}"):
            doing.done(scene, partial(set_role, cached.desk(), one.name, grant, held=False, user=""))


def _mail(scene: Scene, one: AccountRecord) -> None:
    """Address and language; what somebody else changed since these fields were filled is not written over unseen."""
    mail, lang, looked_at = f"mail-{one.id}", f"lang-{one.id}", f"_seen-{one.id}"
    if mail not in st.session_state or lang not in st.session_state:
        st.session_state[mail], st.session_state[lang] = one.mail, one.lang
        st.session_state[looked_at] = (one.mail, one.lang)
    with (
        st.expander(scene.text("Email address and language"), key=f"mail-of-{one.id}"),
        st.form(f"mail-form-{one.id}", border=False),
    ):
        written = st.text_input(scene.text("Email address"), key=mail, max_chars=200, autocomplete="off", width=420)
        spoken = st.selectbox(
            scene.text("Language of screens and email"),
            list(_LANGUAGES),
            format_func=lambda code: scene.text(_LANGUAGES[code]),
            key=lang,
            width=420,
        )
        if st.form_submit_button(scene.text("Record"), key=f"mail-done-{one.id}"):
            seen, st.session_state[looked_at] = st.session_state[looked_at], (one.mail, one.lang)
            change = partial(set_mail, cached.desk(), one.name, written, spoken, user="", seen=seen)
            doing.done(scene, change, lambda _: _forget(mail, lang))


def _password(scene: Scene, one: AccountRecord) -> None:
    key = f"password-{one.id}"
    with (
        st.expander(scene.text("Another password"), key=f"password-of-{one.id}"),
        st.form(f"password-form-{one.id}", border=False),
    ):
        password = password_field(scene, key)
        show.show_worded(
            scene, aside(scene.text("Pass it on yourself: Planpeil sends nothing, and does not show it again."))
        )
        if st.form_submit_button(scene.text("Record"), key=f"password-done-{one.id}"):
            change = partial(set_password, cached.desk(), one.name, password, user="")
            doing.done(scene, change, lambda _: _forget(key))


def password_field(scene: Scene, key: str) -> str:
    """A password for somebody else, which no browser fills in; what began anew is empty in the browser too."""
    st.session_state.setdefault(key, "")
    label = scene.text("Password of {n} characters or more", n=SHORTEST)
    return st.text_input(label, key=key, type="password", max_chars=LONGEST, autocomplete="new-password", width=420)


def _coming_in(scene: Scene, one: AccountRecord) -> None:
    words = mark("Let in again") if one.blocked else mark("Block or sign out")
    with st.expander(scene.text(words), key=f"coming-in-{one.id}"):
        said = scene.text("A blocked account cannot sign in. Its roles stay, and so does what it recorded.")
        show.show_worded(scene, aside(said))
        with st.container(horizontal=True):
            if one.blocked:
                _button(scene, mark("Unblock"), f"unblock-{one.id}", partial(set_blocked, blocked=False), one)
            else:
                _button(scene, mark("Block"), f"block-{one.id}", partial(set_blocked, blocked=True), one)
                _button(scene, mark("Sign out everywhere"), f"sign-out-{one.id}", sign_out_all, one)


def _button(scene: Scene, words: str, key: str, change: Callable[..., None], one: AccountRecord) -> None:
    if st.button(scene.text(words), key=key):
        doing.done(scene, partial(change, cached.desk(), one.name, user=""))


def _forget(*keys: str) -> None:
    """The fields begin again, with what stands there now."""
    for key in keys:
        st.session_state.pop(key, None)
