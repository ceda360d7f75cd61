"""The chain of the log: what is sealed, and where it breaks."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from kpi.core.audit import BEGIN, AuditRow, Misfit, files_subject, first_misfit, row_seal

AT = datetime(2026, 11, 27, 6, 12, 3, 4005, tzinfo=UTC)
ROW = AuditRow(1, AT, "a1", "", "upload", "proef", "q2.csv sha256:00", 3)
Chain = list[tuple[AuditRow, str]]


def chain(length: int = 4) -> Chain:
    rows: Chain = []
    seal = BEGIN
    for seq in range(1, length + 1):
        row = replace(ROW, seq=seq, revision=seq)
        rows.append((row, seal := row_seal(seal, row)))
    return rows


def test_the_seal_of_a_row_never_changes() -> None:
    """Every log that was ever written would break."""
    assert row_seal(BEGIN, ROW) == "eaebef3b736e7599986aaeee4625d71cdb07d27d13a62743c71d9d84cca9f400"
    elsewhere = replace(ROW, at=AT.astimezone(timezone(timedelta(hours=2))))
    assert row_seal(BEGIN, elsewhere) == row_seal(BEGIN, ROW)


@pytest.mark.parametrize(
    "other",
    [
        {"seq": 2},
        {"at": AT + timedelta(microseconds=1)},
        {"who": "b2"},
        {"role": "admin"},
        {"action": "undo"},
        {"plan": "ander"},
        {"subject": ""},
        {"revision": None},
    ],
)
def test_every_value_is_in_the_seal(other: dict[str, object]) -> None:
    assert row_seal(BEGIN, replace(ROW, **other)) != row_seal(BEGIN, ROW)
    assert row_seal("x", ROW) != row_seal(BEGIN, ROW)


def changed(rows: Chain) -> Chain:
    return [(replace(row, plan="ander"), seal) if row.seq == 3 else (row, seal) for row, seal in rows]


def sealed_again(rows: Chain) -> Chain:
    found, seal = [], BEGIN
    for row, _ in changed(rows):
        found.append((row, seal := row_seal(seal, row)))
    return found


@pytest.mark.parametrize(
    ("tamper", "found"),
    [
        (lambda rows: rows, None),
        (changed, Misfit(3, "changed")),
        (lambda rows: [one for one in rows if one[0].seq != 2], Misfit(2, "missing")),
        (lambda rows: rows[1:], Misfit(1, "missing")),
        (lambda rows: rows[:-1], Misfit(4, "cut")),
        (lambda rows: [], Misfit(1, "cut")),
        (sealed_again, Misfit(4, "changed")),
        (lambda rows: [rows[0], rows[2], rows[1], rows[3]], Misfit(2, "missing")),
    ],
)
def test_the_first_row_that_does_not_fit_is_told(tamper: Callable[[Chain], Chain], found: Misfit | None) -> None:
    rows = chain()
    assert first_misfit(tamper(rows), len(rows), rows[-1][1]) == found


def test_a_row_that_the_head_does_not_know_is_told() -> None:
    rows = chain(3)
    assert first_misfit(rows, 2, rows[1][1]) == Misfit(3, "changed")
    assert first_misfit([], 0, BEGIN) is None


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ([], ""),
        ([("a.csv", "01")], "a.csv sha256:01"),
        ([("b", "2"), ("a", "1")], "2 files sha256:4ef55c4d7168c5b14453c2bb63e3454be92d2faf69959a8ae5384deafb2dac4e"),
    ],
)
def test_files_are_named_by_their_hash(files: list[tuple[str, str]], said: str) -> None:
    assert files_subject(files) == said
    assert files_subject(reversed(files)) == said
