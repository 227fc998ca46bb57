"""Ten thousand things may happen to the record: its scores are what scoring from scratch gives.

A short run stands here; `make machine` runs it long. RECORD_MACHINE_STEPS says how many steps, and
RECORD_MACHINE_SEED by which seed.
"""

import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test
from sqlalchemy import create_engine, text
from support.machine import RecordMachine
from support.postgresql import new_database

from core.db import Database

STEPS_OF_AN_EXAMPLE = 40
STEPS = int(os.environ.get("RECORD_MACHINE_STEPS", "400"))
# In so many steps, everything that can happen is taken at least once, whatever the seed.
ENOUGH, THINGS = 10_000, 18
SEED = int(os.environ.get("RECORD_MACHINE_SEED", "20261125"))


@contextmanager
def sqlite_record(template: Path) -> Iterator[Database]:
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(template, Path(folder) / "calledit.db")
        database = Database(f"sqlite:///{folder}/calledit.db")
        yield database
        database.dispose()


@contextmanager
def postgresql_record(address: str) -> Iterator[Database]:
    name = f"machine_{uuid4().hex}"
    engine = create_engine(f"{address}/postgres", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(new_database(name)))
    database = Database(f"{address}/{name}")
    yield database
    database.dispose()
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    engine.dispose()


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_whatever_happens_scores_and_ledger_stay_what_they_should_be(
    request: pytest.FixtureRequest, kind: str
) -> None:
    if kind == "sqlite":
        template: Path = request.getfixturevalue("sqlite_template")
        fresh = lambda: sqlite_record(template)  # noqa: E731
    else:
        address: str = request.getfixturevalue("postgresql")
        fresh = lambda: postgresql_record(address)  # noqa: E731

    class Machine(RecordMachine):
        pass

    Machine.fresh, Machine.steps = staticmethod(fresh), Counter()
    chosen = settings(
        max_examples=max(1, STEPS // STEPS_OF_AN_EXAMPLE),
        stateful_step_count=STEPS_OF_AN_EXAMPLE,
        deadline=None,
        database=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(seed(SEED)(Machine), settings=chosen)
    records = Machine.steps.pop("records")
    steps = Machine.steps.total()
    print(f"{kind}: seed {SEED}, {steps} steps, {records} records: {dict(Machine.steps)}")  # noqa: T201
    done = {name for name in Machine.steps if not name.endswith(" refused")}
    assert STEPS < ENOUGH or len(done) == THINGS, done
