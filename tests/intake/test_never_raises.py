"""Whatever a file holds, reading its folder gives issues or a plan, and never an exception."""

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kpi.core.issue import refuses
from kpi.intake.plan.folder import read_folder
from tests.examples import examples

PLAN = Path(__file__).parent / "plans" / "compleet"
FILES = sorted(str(path.relative_to(PLAN)) for path in PLAN.rglob("*.*"))
PIECES = st.sampled_from(
    [b",", b'"', b"\n", b";", b"\0", b"=", b"[", b"]", b"-1", b"1e999", b"ja", b"zorg", b"\xff", b""]
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(PLAN, tmp_path_factory.mktemp("plans") / "compleet"))


@settings(max_examples=examples(150), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(FILES), piece=PIECES, data=st.data())
def test_damaged_file_gives_issues_or_a_plan(folder: Path, name: str, piece: bytes, data: st.DataObject) -> None:
    good = (PLAN / name).read_bytes()
    first, last = sorted(data.draw(st.tuples(*[st.integers(0, len(good))] * 2)))
    (folder / name).write_bytes(good[:first] + piece + good[last:])
    found = read_folder(folder)
    (folder / name).write_bytes(good)
    assert (found.plan is None) == refuses(found.issues)
    assert list(found.issues) == sorted(found.issues, key=lambda one: (one.file, one.row or 0, one.column, one.code))


@settings(max_examples=examples(50), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(FILES), content=st.binary(max_size=200))
def test_other_bytes_than_a_plan_file_are_refused_or_without_rows(folder: Path, name: str, content: bytes) -> None:
    good = (PLAN / name).read_bytes()
    (folder / name).write_bytes(content)
    found = read_folder(folder)
    (folder / name).write_bytes(good)
    assert refuses(found.issues)
