"""Forecasts in the store: kept with the upload that brought their evidence, and gone with it when it is taken back."""

import hashlib
from datetime import date, timedelta

import pytest
from sqlalchemy import Engine

from kpi.core.batch import batch_of
from kpi.core.model import Measurement
from kpi.core.outlook.score import KeptForecast
from kpi.store.database.engine import read
from kpi.store.uploads.forecasts import kept_forecasts
from kpi.store.uploads.undo import undo_upload
from kpi.store.uploads.uploads import CommitOutcome, Committed, Delivery, commit_upload
from kpi.store.versions import stored_head
from tests.store.samples import NINE, PLAN, measured, save

ONE = KeptForecast("t", date(2021, 6, 30), date(2021, 12, 31), 10.0, 9.0, 11.0, 13.0, 0.8)


@pytest.fixture(autouse=True)
def _loaded(engine: Engine) -> None:
    save(engine, measured("2021-H1", 1))


def _head(engine: Engine) -> int:
    with read(engine) as connection:
        return stored_head(connection)


def _kept(engine: Engine, revision: int | None = None) -> tuple[KeptForecast, ...]:
    with read(engine) as connection:
        return kept_forecasts(connection, PLAN.code, stored_head(connection) if revision is None else revision)


def _deliver(engine: Engine, one: Measurement, *made: KeptForecast) -> Committed:
    content = repr(one).encode()
    delivery = Delivery(
        file=("a.csv", hashlib.sha256(content).hexdigest(), content),
        uploaded_by="anna",
        records=batch_of([one]),
        seen=_head(engine),
        forecasts=made,
    )
    return commit_upload(engine, PLAN, delivery, recorded_at=NINE + timedelta(hours=1))


def test_they_are_kept_with_their_commit_and_known_from_then_on(engine: Engine) -> None:
    before = _head(engine)
    done = _deliver(engine, measured("2021-H2", 2), ONE)
    assert _kept(engine) == (ONE,)
    assert _kept(engine, before) == ()
    with read(engine) as connection:
        assert kept_forecasts(connection, "another", done.revision) == ()


def test_a_file_that_changes_nothing_keeps_nothing(engine: Engine) -> None:
    _deliver(engine, measured("2021-H1", 1), ONE)
    assert _kept(engine) == ()


def test_what_was_taken_back_is_not_counted_but_was_known(engine: Engine) -> None:
    done = _deliver(engine, measured("2021-H2", 2), ONE)
    assert done.outcome is CommitOutcome.SAVED
    assert done.upload is not None
    undo_upload(engine, done.upload, user="anna", why="verkeerd", recorded_at=NINE + timedelta(hours=2))
    assert _kept(engine) == ()
    assert _kept(engine, done.revision) == (ONE,)
