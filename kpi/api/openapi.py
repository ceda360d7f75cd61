"""The description of the API (OpenAPI 3.1), written from the table of its addresses and their columns."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from kpi.api.columns import Columns, Holds, RowColumn, example_row, flat
from kpi.api.operations import MOST_ROWS, OPERATIONS, UPLOAD_PARAMETERS, UPLOADS, Operation
from kpi.api.parameters import LONGEST, NO_CONTROL, Parameter, Reads
from kpi.api.preferring import Form
from kpi.api.problems import (
    DENIED,
    MOVED,
    NOT_FOUND,
    PROBLEM,
    PROBLEMS,
    REFUSED_FILE,
    SIGNED_OUT,
    TOO_LARGE,
    TOO_OFTEN,
    UNAVAILABLE,
    WRONG_QUESTION,
    ProblemKind,
)

Json = dict[str, Any]
ROOT_OF_API = "/api/v1"
DESCRIPTION = "openapi.json"
VERSION = "1"  # of the API, as in its addresses: columns may be added, none goes or means something else
_ABOUT = (
    "Reads the plans of this Planpeil: the rows that its command line prints; and takes files with a token. "
    "Each address gives JSON, or CSV with `.csv` at its end or `Accept: text/csv` "
    "(UTF-8 with a byte order mark, decimal points, ISO days; the columns are always the same). "
    "`ETag` with `If-None-Match` says that nothing changed; what goes wrong is told as problem details (RFC 9457) in "
    f"the language of `Accept-Language`, Dutch or English. A page has at most {MOST_ROWS} rows."
)
_YEARS = "^(19|20|21)"
_PERIOD = "^(19|20|21)[0-9]{2}(/[0-9]{2})?(-(Q[1-4]|H[12]|0[1-9]|1[0-2]))?$"
SCHEMAS: Mapping[Holds, Json] = {
    Holds.TEXT: {"type": "string"},
    Holds.NUMBER: {"type": "number"},
    Holds.WHOLE: {"type": "integer"},
    Holds.YES_NO: {"type": "boolean"},
    Holds.DAY: {"type": "string", "format": "date"},
    Holds.MOMENT: {"type": "string", "format": "date-time"},
    Holds.PERIOD: {"type": "string", "pattern": _PERIOD},
    Holds.CODES: {"type": "array"},
}
_READ: Mapping[Reads, Json] = {
    Reads.CODE: {"type": "string", "maxLength": LONGEST, "pattern": NO_CONTROL},
    Reads.DAY: {"type": "string", "format": "date", "pattern": _YEARS},
    Reads.MOMENT: {"anyOf": [{"type": "string", "format": one, "pattern": _YEARS} for one in ("date", "date-time")]},
    Reads.COUNT: {"type": "integer", "minimum": 1},
}
_HEADERS: Json = {
    "ETag": {"description": "What tells this answer from the next.", "schema": {"type": "string"}},
    "X-Total-Count": {"description": "How many rows there are, on all pages.", "schema": {"type": "integer"}},
}
_LINK: Json = {"Link": {"description": 'The next page: rel="next"; none after the last.', "schema": {"type": "string"}}}


@cache
def description(at: str = ROOT_OF_API) -> Json:
    """The whole document of an API at this address; it is shared, and nobody changes it."""
    paths = {path: {"get": said} for one in OPERATIONS for path, said in _paths(one)}
    named = {f"{one.name}_row": row_schema(one.row, one.sometimes) for one in OPERATIONS}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Planpeil", "version": VERSION, "description": _ABOUT},
        "servers": [{"url": at}],
        "paths": {**paths, UPLOADS: {"post": _upload()}, f"/{DESCRIPTION}": {"get": _own()}},
        "components": {
            "schemas": {**named, "problem": _problem(), "refused_file": _refused_file()},
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def row_schema(columns: Columns, sometimes: Columns = ()) -> Json:
    """A row: all of these columns, those it has `sometimes`, and no others."""
    return {
        "type": "object",
        "properties": {one.name: _cell(one) for one in (*columns, *sometimes)},
        "required": [one.name for one in columns],
        "additionalProperties": False,
    }


def _cell(column: RowColumn) -> Json:
    schema = row_schema(column.of) if column.of else dict(SCHEMAS[column.holds])
    if column.holds is Holds.CODES:
        schema["items"] = {"type": "string", **({"enum": list(column.words)} if column.words else {})}
    elif column.words:
        schema["enum"] = [*column.words, *([None] if column.empty else [])]
    if column.empty:
        schema["type"] = [schema["type"], "null"]
    return {"description": column.says, **schema}


def _paths(one: Operation) -> list[tuple[str, Json]]:
    """An address and the one that ends in `.csv`."""
    return [
        (one.path, _operation(one, one.name, {Form.JSON: _json(one), Form.CSV: _csv(one)})),
        (f"{one.path}.csv", _operation(one, f"{one.name}_csv", {Form.CSV: _csv(one)})),
    ]


def _operation(one: Operation, name: str, content: Mapping[Form, Json]) -> Json:
    given = {"ETag": _HEADERS["ETag"]} if one.single else {**_HEADERS, **(_LINK if one.paged else {})}
    good = {"description": one.says, "headers": given, "content": {form.value: said for form, said in content.items()}}
    plan = [_in_path()] if "{plan}" in one.path else []
    bad = (WRONG_QUESTION, SIGNED_OUT, DENIED, *([NOT_FOUND] if plan else []), TOO_OFTEN, UNAVAILABLE)
    return {
        "operationId": name,
        "summary": one.says,
        "parameters": [*plan, *map(_parameter, one.parameters)],
        "responses": {"200": good, "304": {"description": "Nothing changed."}, **dict(map(_refusal, bad))},
    }


def _json(one: Operation) -> Json:
    row = {"$ref": f"#/components/schemas/{one.name}_row"}
    if one.single:
        return {"schema": row, "example": example_row(one.row)}
    beside = (
        RowColumn("revision", Holds.WHOLE, "The revision that the rows are known at.", 7),
        RowColumn("total", Holds.WHOLE, "How many rows there are, on all pages.", 1),
        *one.about,
    )
    schema = row_schema(beside)
    schema["properties"]["rows"] = {"type": "array", "items": row}
    schema["required"].append("rows")
    return {"schema": schema, "example": {**example_row(beside), "rows": [example_row(one.row)]}}


def _csv(one: Operation) -> Json:
    return {"schema": {"type": "string"}, "example": ",".join(flat(one.row)) + "\r\n"}


def _in_path() -> Json:
    schema = {**_READ[Reads.CODE], "minLength": 1}
    said = {"description": "Code of the plan.", "schema": schema, "example": "thoon-2021"}
    return {"name": "plan", "in": "path", "required": True, **said}


def _parameter(one: Parameter) -> Json:
    schema = dict(_READ[one.reads])
    if one.most:
        schema["maximum"] = one.most
    if one.otherwise is not None:
        schema["default"] = one.otherwise
    said = {"description": one.says, "schema": schema, "example": one.example}
    return {"name": one.name, "in": "query", "required": one.required, **said}


def _refusal(kind: ProblemKind) -> tuple[str, Json]:
    example = {"type": kind.urn, "title": kind.nl, "status": kind.status, "detail": "..."}
    content = {"schema": {"$ref": "#/components/schemas/problem"}, "example": example}
    return str(kind.status), {"description": kind.en, "content": {PROBLEM: content}}


def _problem() -> Json:
    properties = {
        "type": {"type": "string", "enum": [one.urn for one in PROBLEMS]},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
    }
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _refused_file() -> Json:
    """A problem with what is wrong with a file; the lists are those of `check --json`."""
    said = _problem()
    lists = {name: {"type": "array"} for name in ("issues", "questions", "missing", "frozen")}
    properties = {**said["properties"], "result": {"type": "string"}, **lists}
    return {**said, "properties": properties, "required": list(properties)}


def _upload() -> Json:
    """What takes a file; its answers are the rows of `check --json` and `import --json`."""
    says = "Hand in a file of figures with a token, or check it"
    row = {"schema": {"type": "object", "required": ["file_name", "valid"]}}
    told = {"200": "Checked, or known already", "201": "Recorded", "202": "Waits for approval"}
    good = {status: {"description": words, "content": {Form.JSON.value: row}} for status, words in told.items()}
    bad = dict(map(_refusal, (WRONG_QUESTION, SIGNED_OUT, DENIED, NOT_FOUND, TOO_LARGE, TOO_OFTEN, UNAVAILABLE)))
    for kind in (MOVED, REFUSED_FILE):
        status, said = _refusal(kind)
        said["content"][PROBLEM]["schema"] = {"$ref": "#/components/schemas/refused_file"}
        lists: Json = {name: [] for name in ("issues", "questions", "missing", "frozen")}
        said["content"][PROBLEM]["example"] |= {"result": "faulty", **lists}
        bad[status] = said
    text = {"type": "string"}
    words = {"type": "array", "items": {**text, "pattern": "^[^=]+="}}
    fields = {"file": {**text, "contentMediaType": "application/octet-stream"}, "answer": words, "why": words}
    form = {"schema": {"type": "object", "properties": fields, "required": ["file"]}}
    raw = {"schema": {}, "example": "indicator,period,value\nnetwerken,2021-Q3,6\n"}
    return {
        "operationId": "upload",
        "summary": says,
        "security": [{"token": []}],
        "parameters": [_in_path(), *map(_parameter, UPLOAD_PARAMETERS)],
        "requestBody": {
            "required": True,
            "content": {"application/octet-stream": raw, "multipart/form-data": form},
        },
        "responses": {**good, **bad},
    }


def _own() -> Json:
    good = {"description": "This description", "content": {Form.JSON.value: {"schema": {"type": "object"}}}}
    responses = {"200": good, "304": {"description": "Nothing changed."}, **dict([_refusal(WRONG_QUESTION)])}
    return {"operationId": "openapi", "summary": "This description", "parameters": [], "responses": responses}
