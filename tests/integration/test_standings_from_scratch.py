"""Whatever happens to the record, the tallies are what scoring it from scratch gives.

Short here; `make machine` lets three times as much happen.
"""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session
from support.record import ACTOR, AFTER, DEADLINE, amend, predict, rule

from core.db import Database
from core.errors import CalleditError
from predictions import events
from predictions.forms import EventEdit
from predictions.lifecycle import RULINGS
from predictions.models import Event
from scoring.models import Score, Tally
from scoring.ranking import standings
from scoring.scorer import score_pending
from scoring.tallies import KEY

EXAMPLES = 60 if "RECORD_MACHINE_STEPS" in os.environ else 20
LATER = AFTER + timedelta(days=400)
NUMBERS = (0.1, 0.5, 0.75)
Step = tuple[str, int, int]
# Something to change: four events, decided both ways, scored and counted.
BEGUN: tuple[Step, ...] = (
    *(("new", i, 2 * i) for i in range(4)),
    *(("rule", i, i % 2) for i in range(4)),
    ("late", 0, 0),
)

steps = st.lists(
    st.tuples(
        st.sampled_from(("join", "amend", "tick", "new", "rule", "move", "rename", "late")),
        st.integers(0, 5),
        st.integers(0, 5),
    ),
    min_size=6,
    max_size=20,
)


def event_number(session: Session, number: int) -> Event | None:
    found = list(session.scalars(select(Event).order_by(Event.id)))
    return found[number % len(found)] if found else None


def say(session: Session, event: Event | None, who: int, what: int) -> None:
    number = NUMBERS[what % len(NUMBERS)]
    said_on = date(2020, 9, 1) + timedelta(days=7 * what)
    deadline = DEADLINE + timedelta(days=365 * (what % 2))
    said = predict(session, f"P{who % 3}", number, event=event, said_on=said_on, deadline=deadline)
    if what % 3 == 0:
        said.low, said.high = number / 2, (1 + number) / 2
    if event is None:
        said.event.condition = "it rains" if who % 4 == 0 else ""


def act(session: Session, step: Step) -> None:
    what, one, other = step
    if what in {"tick", "late"}:
        score_pending(session, AFTER if what == "tick" else LATER)
        return
    event = None if what == "new" else event_number(session, one)
    if what in {"new", "join"}:
        say(session, event, one, other)
    elif event is not None:
        change(session, event, what, other)


def change(session: Session, event: Event, what: str, other: int) -> None:
    ruling = RULINGS[other % len(RULINGS)]
    if what == "rule":
        rule(session, event, ruling)
    elif what == "amend":
        amend(session, event, ruling)
    elif what == "move":
        edit = EventEdit(deadline=DEADLINE + timedelta(days=100 * other), reason="misread")
        events.edit_event(session, AFTER, ACTOR, event.id, edit)
    else:
        edit = EventEdit(topic=f"topic {other}", reason="misread")
        events.edit_event(session, AFTER, ACTOR, event.id, edit)


@contextmanager
def a_database(template: Path) -> Iterator[Database]:
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(template, Path(folder) / "calledit.db")
        database = Database(f"sqlite:///{folder}/calledit.db")
        yield database
        database.dispose()


def attempt(database: Database, work: Callable[[Session], object]) -> None:
    try:
        with database.write() as session:
            work(session)
    except CalleditError:
        pass  # the record refused it: nothing changed


def tallies(session: Session) -> dict[tuple[object, ...], int]:
    return {
        tuple(getattr(row, name) for name in KEY): row.n for row in session.scalars(select(Tally))
    }


def grouped_scores(session: Session) -> dict[tuple[object, ...], int]:
    columns = [getattr(Score, name) for name in KEY]
    query = select(*columns, func.count()).where(Score.tallied_at.is_not(None)).group_by(*columns)
    return {tuple(row[:-1]): row[-1] for row in session.execute(query)}


@settings(max_examples=EXAMPLES, deadline=None)
@given(steps)
def test_tallies_are_what_scoring_from_scratch_gives(
    sqlite_template: Path, happened: list[Step]
) -> None:
    with a_database(sqlite_template) as database:
        for step in (*BEGUN, *happened):
            attempt(database, partial(act, step=step))
        for now in (AFTER, LATER):
            attempt(database, partial(score_pending, now=now))
        with database.read() as session:
            stood, shown = tallies(session), standings(session, against=True)
            assert stood == grouped_scores(session)
            session.execute(delete(Tally))
            session.execute(delete(Score))
            session.execute(update(Event).values(unscored_since=AFTER))
            score_pending(session, LATER)
            assert tallies(session) == stood
            assert standings(session, against=True) == shown
