"""The description holds for the answers, and the answers for the description: both ways, also for what is generated."""

from datetime import date
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker
from schemathesis.generation import GenerationMode
from schemathesis.schemas import APIOperation, BaseSchema
from schemathesis.specs.openapi.checks import positive_data_acceptance

from kpi.access.rights import Grant, Role
from kpi.api.columns import example_row, flat
from kpi.api.openapi import description
from kpi.api.operations import OPERATIONS, UPLOADS, Operation
from kpi.api.preferring import Form
from kpi.service.accounts.people import add_account, set_role
from kpi.service.accounts.tokens import add_token
from kpi.service.desk import Desk
from tests.api.listening import V1, Listening
from tests.api.test_served import address

PATHS = [path for one in OPERATIONS for path in (one.path, f"{one.path}.csv")]
EXAMPLES = 30


def operation_of(path: str) -> dict[str, Any]:
    found: dict[str, Any] = description()["paths"][path]["get"]
    return found


def content_of(path: str, status: str = "200") -> dict[str, Any]:
    found: dict[str, Any] = operation_of(path)["responses"][status]["content"]
    return found


def checked(schema: dict[str, Any]) -> Draft202012Validator:
    """A validator of a part of the description."""
    whole = {**schema, "components": description()["components"]}
    Draft202012Validator.check_schema(whole)
    return Draft202012Validator(whole, format_checker=FormatChecker())


def test_the_description_is_served_as_it_is(api: Listening) -> None:
    found = api.ask("/openapi.json")
    assert (found.status, found.headers["Content-Type"]) == (200, "application/json")
    assert found.json == description()
    again = api.ask("/openapi.json", If_None_Match=found.headers["ETag"] or "")
    assert (again.status, again.content) == (304, b"")


def test_every_address_is_described_and_no_other() -> None:
    assert list(description()["paths"]) == [*PATHS, UPLOADS, "/openapi.json"]
    assert [one["url"] for one in description()["servers"]] == [V1]
    names = [said["operationId"] for each in description()["paths"].values() for said in each.values()]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("one", OPERATIONS, ids=lambda one: one.name)
def test_every_column_of_an_answer_is_described_and_the_reverse(api: Listening, one: Operation) -> None:
    schema = description()["components"]["schemas"][f"{one.name}_row"]
    rows = [api.ask(address(one)).json] if one.single else api.ask(address(one)).rows
    assert rows
    for row in rows:
        assert list(row) == schema["required"]
    assert list(schema["properties"]) == [*schema["required"], *(column.name for column in one.sometimes)]
    (head,) = content_of(f"{one.path}.csv")["text/csv"]["example"].splitlines()
    assert api.ask(address(one, ".csv")).content.decode("utf-8-sig").splitlines()[0] == head == ",".join(flat(one.row))


@pytest.mark.parametrize("one", OPERATIONS, ids=lambda one: one.name)
def test_every_answer_fits_its_schema_and_something_else_does_not(api: Listening, one: Operation) -> None:
    fits = checked(content_of(one.path)[Form.JSON.value]["schema"])
    given = api.ask(address(one)).json
    assert list(fits.iter_errors(given)) == []
    row = given if one.single else given["rows"][0]
    for name in list(row):
        kept = row.pop(name)
        assert list(fits.iter_errors(given)), name
        row[name] = kept
    row["more"] = 1
    assert list(fits.iter_errors(given))


@pytest.mark.parametrize("one", OPERATIONS, ids=lambda one: one.name)
def test_every_operation_has_an_example_that_fits(one: Operation) -> None:
    said = content_of(one.path)[Form.JSON.value]
    assert list(checked(said["schema"]).iter_errors(said["example"])) == []
    assert example_row(one.row) in (said["example"], *said["example"].get("rows", ()))
    for parameter in operation_of(one.path)["parameters"]:
        assert list(checked(parameter["schema"]).iter_errors(parameter["example"])) == []


@pytest.mark.parametrize(("path", "status"), [("/plans/nee", "404"), ("/plans/proef/status?as_of=x", "400")])
def test_every_problem_fits_its_schema(api: Listening, path: str, status: str) -> None:
    of = "/plans/{plan}/status" if "status" in path else "/plans/{plan}"
    said = content_of(of, status)["application/problem+json"]
    fits = checked(said["schema"])
    assert list(fits.iter_errors(said["example"])) == []
    assert list(fits.iter_errors(api.ask(path).json)) == []
    assert list(fits.iter_errors({"type": "about:blank"}))


@pytest.mark.parametrize("form", ["", ".csv"])
def test_a_unit_that_is_not_theirs_is_a_problem_that_fits(api: Listening, desk: Desk, form: str) -> None:
    who, path = f"Noor{form}", f"/plans/proef/measurements{form}"
    add_account(desk, who, user="beheer")
    set_role(desk, who, Grant(Role.UPLOADER, "proef", "u0"), held=True, user="beheer")
    token = {"Authorization": f"Bearer {add_token(desk, f'Meting{form}', who, 'see', user='beheer')}"}
    told = api.ask(f"{path}?org_unit=u1", **token)
    assert (told.status, told.json["type"]) == (403, "urn:planpeil:problem:denied")
    assert told.json["detail"] == "U ziet de cijfers van u1 niet. Wel die van: u0."
    said = content_of(f"/plans/{{plan}}/measurements{form}", "403")["application/problem+json"]
    assert list(checked(said["schema"]).iter_errors(told.json)) == []
    assert api.ask(f"{path}?org_unit=u0", **token).status == 200
    assert api.ask(f"{path}?org_unit=nee", **token).status == 404


def test_a_token_that_is_none_is_a_problem_that_fits(api: Listening) -> None:
    told = api.ask("/plans", Authorization="Bearer nee")
    assert told.status == 401
    said = content_of("/plans", "401")["application/problem+json"]
    assert list(checked(said["schema"]).iter_errors(told.json)) == []


@pytest.fixture(scope="module")
def schema(api: Listening) -> BaseSchema:
    """The description as a generator of questions reads it: from the server itself.

    Days are drawn from the years that are known; of all others one in thirty would be left.
    """
    years = st.dates(date(1900, 1, 1), date(2199, 12, 31))
    schemathesis.openapi.format("date", years.map(date.isoformat))
    return schemathesis.openapi.from_url(f"{api.url}{V1}/openapi.json")


def generated(schema: BaseSchema, path: str) -> APIOperation[Any, Any, Any, Any]:
    found: APIOperation[Any, Any, Any, Any] = schema[path]["GET"]
    return found


LIMITS = settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)


@pytest.mark.parametrize("path", [*PATHS, "/openapi.json"])
def test_what_is_generated_from_the_description_is_answered_as_it_says(schema: BaseSchema, path: str) -> None:
    @LIMITS
    @given(generated(schema, path).as_strategy(generation_mode=GenerationMode.POSITIVE), st.booleans())
    def asked(case: Any, known: bool) -> None:
        if "plan" in case.path_parameters and known:
            case.path_parameters["plan"] = "proef"
        query = case.query or {}
        if query.get("from", "") > query.get("to", "~"):
            query["from"], query["to"] = query["to"], query["from"]
        case.call_and_validate()

    asked()


@pytest.mark.parametrize("path", [path for path in PATHS if path.startswith("/plans/")])
def test_what_the_description_does_not_allow_is_refused_as_it_says(schema: BaseSchema, path: str) -> None:
    @LIMITS
    @given(generated(schema, path).as_strategy(generation_mode=GenerationMode.NEGATIVE))
    def asked(case: Any) -> None:
        case.call_and_validate()

    asked()


@pytest.mark.parametrize("known", [True, False])
def test_what_is_handed_in_is_answered_as_described(schema: BaseSchema, desk: Desk, known: bool) -> None:
    add_account(desk, f"Noor {known}", user="beheer")
    set_role(desk, f"Noor {known}", Grant(Role.UPLOADER), held=True, user="beheer")
    token = add_token(desk, f"Koppeling {known}", f"Noor {known}", "hand-in", user="beheer")

    @LIMITS
    @given(schema[UPLOADS]["POST"].as_strategy(generation_mode=GenerationMode.POSITIVE))
    def asked(case: Any) -> None:
        case.path_parameters["plan"] = "proef" if known else case.path_parameters["plan"]
        case.query = {**(case.query or {}), "commit": "false"}
        case.headers = {**(case.headers or {}), "Authorization": f"Bearer {token}"}
        case.call_and_validate(excluded_checks=[positive_data_acceptance])  # text at random is no file of figures

    asked()
