"""The figures of the server: who gets them, and what they count."""

import asyncio
import json
import logging
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.requests import Request

from kpi.core.reach import Reach
from kpi.service.desk import Tally
from kpi.ui.serving.log_lines import JsonLines
from kpi.ui.serving.metrics import metrics_route, metrics_text
from tests.ui.conftest import Served
from tests.ui.serving.test_serving import get

NOTHING: dict[str, dict[str, float]] = {}


def figures(text: str) -> dict[str, float]:
    """Every sample of ours by its name and labels."""
    found = (one for family in text_string_to_metric_families(text) for one in family.samples)
    return {" ".join([one.name, *one.labels.values()]): one.value for one in found}


def test_what_was_counted_is_told() -> None:
    tally = Tally()
    for outcome in ("imported", "imported", "overtaken"):
        tally.add("uploads", outcome)
    tally.add("reruns")
    for seconds in (0.01, 0.2, 60.0):
        tally.took(seconds)
    found = figures(metrics_text(tally, {"database_up": {"": 1.0}, "cache_entries": {"plan": 3.0}}).decode())
    assert found["planpeil_uploads_total imported"] == 2
    assert found["planpeil_uploads_total overtaken"] == 1
    assert found["planpeil_reruns_total"] == 1
    assert found["planpeil_database_up"] == 1
    assert found["planpeil_cache_entries plan"] == 3
    assert found["planpeil_commit_seconds_bucket 0.01"] == 1
    assert found["planpeil_commit_seconds_bucket 0.3"] == 2
    assert found["planpeil_commit_seconds_bucket +Inf"] == found["planpeil_commit_seconds_count"] == 3
    assert found["planpeil_commit_seconds_sum"] == pytest.approx(60.21)


def test_only_who_has_the_token_gets_them(served: Served) -> None:
    for wrong in ({}, {"Authorization": "Bearer other"}, {"Authorization": "token"}, {"Authorization": "Basic token"}):
        response, body = get(served, "/metrics", **wrong)
        assert (response.status, body) == (401, b"")
    response, body = get(served, "/metrics", Authorization="Bearer token")
    found = figures(body.decode())
    assert response.status == 200
    assert found["planpeil_database_up"] == 1
    assert found["planpeil_requests_total 4xx"] >= 4
    assert {"planpeil_sessions", "process_resident_memory_bytes"} <= found.keys()
    (served.folder / "broken").touch()
    _, body = get(served, "/metrics", Authorization="Bearer token")
    (served.folder / "broken").unlink()
    assert figures(body.decode())["planpeil_database_up"] == 0


def test_streamlits_own_are_shut(served: Served) -> None:
    assert get(served, "/_stcore/metrics")[0].status == 404


def test_a_log_line_is_json_without_the_words_of_an_exception(served: Served) -> None:
    (served.folder / "broken").touch()
    get(served, "/readyz")
    (served.folder / "broken").unlink()
    lines = [json.loads(one) for one in (served.folder / "log").read_text().splitlines()]
    told = next(one for one in lines if one["message"] == "not ready" and "error" in one)
    assert (told["level"], told["from"], told["error"]) == ("error", "planpeil.serving", "OSError")
    assert any(place.endswith(" ready") for place in told["at"])
    assert "geheim-pad" not in json.dumps(lines)


def test_without_a_token_in_the_settings_there_is_no_such_address() -> None:
    route = metrics_route(Reach(), Tally(), lambda: NOTHING)
    asked = Request({"type": "http", "headers": [(b"authorization", b"Bearer ")]})
    assert asyncio.run(route.endpoint(asked)).status_code == 404


def test_a_line_of_the_log_stays_one_line() -> None:
    record = logging.LogRecord("planpeil.ui", logging.WARNING, str(Path("a")), 1, "een\ntwee %s", ("é",), None)
    line = JsonLines().format(record)
    assert json.loads(line)["message"] == "een\ntwee é"
    assert "\n" not in line
