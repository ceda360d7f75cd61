"""Every use case asks who may do it: each is tried by nobody, and by every role with the right it asks."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from types import ModuleType
from typing import Any

import pytest

import kpi.service
from kpi.access.rights import NOBODY, RIGHTS, Actor, Grant, Right, Role
from kpi.service import desk as desks
from kpi.service.desk import DeniedError, Desk

# What asks nothing itself, and why.
ASKED_BEFORE = {
    "desk": {"newest_commit", "is_ready", "allow", "allow_change"},  # of no plan; and the question itself
    "snapshots": {
        *("head_revision", "revision_known_at"),  # numbers
        *(
            "snapshot_of",
            "target_page",
            "values_of_units",
            "unit_measurements",
            "part_of",
            "plan_revisions",
        ),  # of a plan that was given before
    },
    "plan_list": {"plan_lines", "plan_titles", "seen_codes"},  # leave out what may not be seen
    "categories": {"surroundings"},  # codes that a draft is held against
    "examining": {"examine", "succeed"},  # for the use cases of plans
    "plans": {"load_missing"},  # by the server, at its start
    "saved_views": {"may_save", "save_view", "saved_views", "remove_view"},  # of one's own browser
    "drafts": {"keep_draft", "kept_draft", "kept_list", "drop_draft"},
    "agenda": {"calendar_of_rows"},  # of a snapshot
    "reminding.addresses": {  # of one's own list, with a role for any plan; and by a secret
        *("list_address_made", "renew_list_address", "withdraw_list_address"),
        "calendar_at",
    },
    "reminding.my_list": {"list_of", "list_calendar"},  # leave out what may not be seen
    "outlook": {"chart_rows", "forecast_score"},
    "explained": {"checkins_on", "accepted_on"},
    "report": {"report", "in_form", "make_pack", "pack_material"},  # of a pack that was asked for
    "meetings.waiting": {"how_long", "broken_promises"},
    "meetings.showing": {"views_of", "meetings_before"},  # the second once the upload is found
    "meetings.recording": {"record", "records_of", "standing_one", "known_plan"},  # for the use cases
    "packs.requests": {"how_far", "pack_made"},  # by keys; a pack asks once it is found
    "uploads.approving": {  # once the upload is found
        *("awaiting", "approve_upload", "give_back", "withdraw_upload", "to_mend"),
    },
    "uploads.importing": {"decided_on", "checked_again"},  # for the use cases of uploads
    "uploads.listing": {
        "handed_in_list",
        "allow_look",
        "upload_list",
        "upload_detail",
        "upload_file",
        "undo",
    },  # once the upload is found
    "uploads.checking": {"judged"},  # for the check
    "drafting.arriving": {"draft_of_file"},  # reads a file of who asks
    "drafting.editing": {"new_draft", "check_draft", "header_of", "read_phrase"},
    "upkeep.foreseeing": {"keep_foreseen", "keep_after"},  # for the use cases that change a plan, and the tick
    "logged": {"noted_export", "note_refusal", "committing"},  # for the use cases, and for files that were asked for
    "accounts.tokens": {"actor_by_token"},
    "accounts.elsewhere": {"came_back"},  # signs in
    "accounts.signing": {"sign_in", "actor_of", "sign_out", "change_own_password"},
}


def _modules() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(kpi.service.__path__, "kpi.service."):
        yield importlib.import_module(found.name)


def _use_cases() -> dict[str, Callable[..., Any]]:
    found = {}
    for module in _modules():
        short = module.__name__.removeprefix("kpi.service.")
        for name, function in inspect.getmembers(module, inspect.isfunction):
            own = function.__module__ == module.__name__ and not name.startswith("_")
            if own and next(iter(inspect.signature(function).parameters), "") == "desk":
                found[f"{short}.{name}"] = function
    return found


USE_CASES = _use_cases()
FREE = {f"{module}.{name}" for module, names in ASKED_BEFORE.items() for name in names}
ASKING = sorted(set(USE_CASES) - FREE)
_PLAIN: dict[str, Any] = {"plan": "proef", "code": "proef", "day": date(2021, 6, 30), "as_of": date(2021, 6, 30)}


class AskedError(Exception):
    """The question that was asked, instead of what the use case does."""


class Anything(str):
    """An argument that nobody looks at before the question is asked."""

    plan = "proef"

    def __getattr__(self, name: str) -> "Anything":
        return Anything("proef")


def _called(function: Callable[..., Any], desk: Desk) -> None:
    needed = [one for one in inspect.signature(function).parameters.values() if one.default is one.empty]
    given = {one.name: _PLAIN.get(one.name, Anything("proef")) for one in needed if one.name != "desk"}
    function(desk, **given)


def _question(name: str, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Right:
    """The right that a use case asks for first."""

    def ask(_desk: Desk, right: Right, *_: object, **__: object) -> str:
        raise AskedError(right)

    for module in _modules():
        for verb in ("allow", "allow_change"):
            if hasattr(module, verb) and module is not desks:
                monkeypatch.setattr(module, verb, ask)
    with pytest.raises(AskedError) as asked:
        _called(USE_CASES[name], desk)
    right: Right = asked.value.args[0]
    monkeypatch.undo()
    return right


def test_the_list_of_what_asks_nothing_names_what_is_there() -> None:
    assert FREE - set(USE_CASES) == set()
    assert len(ASKING) > 40


@pytest.mark.parametrize("name", ASKING)
def test_a_use_case_is_refused_to_nobody_and_to_each_role_without_the_right(
    name: str, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = _question(name, desk, monkeypatch)
    lacking = [Actor("Noor", (Grant(role),)) for role in Role if right not in RIGHTS[role]]
    lacking += [Actor("Noor", (grant,)) for role in Role if right not in (grant := Grant(role, "proef", "west")).rights]
    elsewhere = Actor("Noor", (Grant(Role.ADMIN, "ander"),))
    for who in (NOBODY, elsewhere, *lacking):
        with pytest.raises(DeniedError):
            _called(USE_CASES[name], replace(desk, who=who))


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("snapshots.take_snapshot", Right.LOOK),
        ("report.asked_pack", Right.SEE),
        ("uploads.importing.import_file", Right.HAND_IN),
        ("uploads.listing.freeze", Right.APPROVE),
        ("meetings.saying.say", Right.EXPLAIN),
        ("meetings.agreeing.agree", Right.AGREE),
        ("drafting.publishing.import_zip", Right.EDIT),
        ("accounts.people.set_role", Right.ADMINISTER),
        ("accounts.tokens.add_token", Right.ADMINISTER),
        ("upkeep.logbook.log_page", Right.ADMINISTER),
    ],
)
def test_which_right_is_asked(name: str, right: Right, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _question(name, desk, monkeypatch) is right
