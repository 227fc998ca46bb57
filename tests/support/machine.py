"""The record as a state machine: anything may happen to it, in any order, as time goes by."""

from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, timedelta
from typing import Any, ClassVar

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sqlalchemy import select
from sqlalchemy.orm import Session
from support.funnels import adds_up
from support.oracle import Happening, Oracle, Said

from core.db import Database
from core.errors import CalleditError, ConflictError
from predictions import by_hand, intake, outcomes, review
from predictions.changing.corrections import edit_prediction, reinstate, withdraw
from predictions.changing.forms import (
    Link,
    Merge,
    Move,
    PredictionEdit,
    Reinstatement,
    Split,
    Unlinking,
    Withdrawal,
)
from predictions.changing.links import link, unlink
from predictions.changing.merging import merge
from predictions.changing.moving import move, split
from predictions.events import edit_event
from predictions.forms import (
    Acceptance,
    Amendment,
    EventEdit,
    MarkedForecast,
    NewCommentary,
    NewOutcome,
)
from predictions.lifecycle import RULINGS
from predictions.models import Prediction, Pundit
from predictions.queries import due_events
from scoring.audit.verify import verify
from scoring.funnel import funnels
from scoring.models import Score, Tally
from scoring.scorer import score_pending
from scoring.tallies import KEY

BEGINNING = datetime(2020, 3, 1, 12, tzinfo=UTC)
WHY = "as chance will have it"
ZONES = ("UTC", "Asia/Tokyo", "America/New_York")
TOLD_EVERY = 10
NUMBERS = (0.1, 0.5, 0.75, 1.0)
pick = st.integers(0, 30)
days = st.sampled_from((0, 1, 5, 40, 200))
numbers = st.sampled_from(NUMBERS)
pundits = st.sampled_from(("Ada", "Ben", "Cy"))
rulings = st.sampled_from(RULINGS)


class RecordMachine(RuleBasedStateMachine):
    """Each rule does one thing to the record and, if that was taken, to the oracle.

    What the record refuses must leave everything as it was.
    """

    fresh: ClassVar[Callable[[], AbstractContextManager[Database]]]
    steps: ClassVar[Counter[str]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.context = type(self).fresh()
        self.database = self.context.__enter__()
        self.oracle = Oracle()
        self.now = BEGINNING
        self.texts = 0

    def teardown(self) -> None:
        self.context.__exit__(None, None, None)
        self.steps["records"] += 1
        if self.steps["records"] % TOLD_EVERY == 0:
            told = self.steps.total() - self.steps["records"]
            print(f"{told} steps on {self.steps['records']} records")  # noqa: T201

    # What happens

    @initialize()
    def begin(self) -> None:
        for number, pundit in ((0.5, "Ada"), (0.1, "Ben")):
            self.add(pundit, number, 40, conditional=False, topic="a")
        self.join(0, "Ben", 0.75, 1)
        self.join(0, "Ada", 0.5, 0)

    @rule(
        pundit=pundits,
        number=numbers,
        ahead=days,
        conditional=st.booleans(),
        topic=st.sampled_from("ab"),
    )
    def add(self, pundit: str, number: float, ahead: int, *, conditional: bool, topic: str) -> None:
        said_on = self.now.date()
        deadline = said_on + timedelta(days=ahead) if ahead != 1 else None
        wish = Acceptance(
            deadline=deadline, topic=topic, condition="it rains" if conditional else None
        )

        def applied(made: tuple[int, int]) -> None:
            happening = Happening(deadline, "UTC", topic, wish.condition or "")
            self.oracle.events[made[1]] = happening
            self.oracle.said[made[0]] = Said(pundit, made[1], said_on, (number,) * 3)

        self.attempt("add", lambda s: self.say(s, pundit, number, said_on, wish), applied)

    @rule(event=pick, pundit=pundits, number=numbers, ago=days)
    def join(self, event: int, pundit: str, number: float, ago: int) -> None:
        event_id = self.event(event)
        said_on = self.now.date() - timedelta(days=ago)

        def applied(made: tuple[int, int]) -> None:
            self.oracle.said[made[0]] = Said(pundit, event_id, said_on, (number,) * 3)

        wish = Acceptance(event=event_id)
        self.attempt("join", lambda s: self.say(s, pundit, number, said_on, wish), applied)

    @rule(event=pick, ruling=rulings, ago=days, held=st.booleans())
    def decide(self, event: int, ruling: Any, ago: int, *, held: bool) -> None:
        event_id, known_at = self.event(event, decided=False), self.now - timedelta(days=ago)
        new = NewOutcome(
            ruling=ruling, known_at=known_at, note=WHY,
            condition_occurred=held if self.oracle.events[event_id].condition else None,
        )  # fmt: skip
        self.attempt(
            "decide",
            lambda s: outcomes.record_outcome(s, self.now, "e", event_id, new),
            lambda _: self.oracle.events[event_id].outcomes.append((ruling, known_at)),
        )

    @rule(event=pick, ruling=rulings, ago=days)
    def amend(self, event: int, ruling: Any, ago: int) -> None:
        event_id, known_at = self.event(event, decided=True), self.now - timedelta(days=ago)
        conditional = self.oracle.events[event_id].condition
        new = Amendment(
            ruling=ruling, known_at=known_at, note=WHY, reason=WHY,
            condition_occurred=ruling != "annulled" if conditional else None,
        )  # fmt: skip
        self.attempt(
            "amend",
            lambda s: outcomes.amend_outcome(s, self.now, "e", event_id, new),
            lambda _: self.oracle.events[event_id].outcomes.append((ruling, known_at)),
        )

    @rule(event=pick, ahead=days, zone=st.sampled_from(ZONES))
    def move_deadline(self, event: int, ahead: int, zone: str) -> None:
        event_id, deadline = self.event(event), self.now.date() + timedelta(days=ahead - 40)
        edit = EventEdit(deadline=deadline, zone=zone, reason=WHY)

        def applied(_: object) -> None:
            self.oracle.events[event_id].deadline = deadline
            self.oracle.events[event_id].zone = zone

        work = lambda s: edit_event(s, self.now, "e", event_id, edit)  # noqa: E731
        self.attempt("move_deadline", work, applied)

    @rule(event=pick, topic=st.sampled_from("ab"))
    def rename(self, event: int, topic: str) -> None:
        event_id, edit = self.event(event), EventEdit(topic=topic, reason=WHY)
        self.attempt(
            "rename",
            lambda s: edit_event(s, self.now, "e", event_id, edit),
            lambda _: setattr(self.oracle.events[event_id], "topic", topic),
        )

    @rule(which=pick, number=numbers, low=numbers, high=numbers)
    def read_anew(self, which: int, number: float, low: float, high: float) -> None:
        made = self.prediction(which)
        edit = PredictionEdit(probability=number, low=low, high=high, reason=WHY)
        self.attempt(
            "read_anew",
            lambda s: edit_prediction(s, self.now, "e", made, edit),
            lambda _: setattr(self.oracle.said[made], "numbers", (number, low, high)),
        )

    @rule(which=pick, pundit=pundits)
    def attribute(self, which: int, pundit: str) -> None:
        made, edit = self.prediction(which), PredictionEdit(pundit=pundit, reason=WHY)
        self.attempt(
            "attribute",
            lambda s: edit_prediction(s, self.now, "e", made, edit),
            lambda _: setattr(self.oracle.said[made], "pundit", pundit),
        )

    @rule(which=pick)
    def withdraw(self, which: int) -> None:
        made = self.prediction(which)
        self.attempt(
            "withdraw",
            lambda s: withdraw(s, self.now, "e", made, Withdrawal(reason=WHY)),
            lambda _: setattr(self.oracle.said[made], "withdrawn", True),
        )

    @rule(which=pick)
    def reinstate(self, which: int) -> None:
        made = self.prediction(which, withdrawn=True)
        self.attempt(
            "reinstate",
            lambda s: reinstate(s, self.now, "e", made, Reinstatement(reason=WHY)),
            lambda _: setattr(self.oracle.said[made], "withdrawn", False),
        )

    @rule(which=pick, turned=st.booleans())
    def link(self, which: int, *, turned: bool) -> None:
        pairs = self.said_again()
        if not pairs:
            return
        earlier, later = pairs[which % len(pairs)][:: -1 if turned else 1]
        self.attempt(
            "link",
            lambda s: link(s, self.now, "e", later, Link(restates=earlier, reason=WHY)),
            lambda _: setattr(self.oracle.said[later], "restates", earlier),
        )

    @rule(which=pick)
    def unlink(self, which: int) -> None:
        made = self.prediction(which, linked=True)
        self.attempt(
            "unlink",
            lambda s: unlink(s, self.now, "e", made, Unlinking(reason=WHY)),
            lambda _: setattr(self.oracle.said[made], "restates", None),
        )

    @rule(which=pick, event=pick)
    def move(self, which: int, event: int) -> None:
        made, event_id = self.prediction(which), self.event(event)
        self.attempt(
            "move",
            lambda s: move(s, self.now, "e", made, Move(event=event_id, reason=WHY)),
            lambda _: setattr(self.oracle.said[made], "event", event_id),
        )

    @rule(event=pick, which=st.sets(pick, min_size=1, max_size=2))
    def split(self, event: int, which: set[int]) -> None:
        event_id = self.event(event)
        there = [i for i, s in self.oracle.said.items() if s.event == event_id]
        if not there:
            return
        chosen = sorted({there[n % len(there)] for n in which})
        wish = Split(predictions=tuple(chosen), topic="c", reason=WHY)

        def applied(new: int) -> None:
            old = self.oracle.events[event_id]
            self.oracle.events[new] = Happening(old.deadline, old.zone, "c", old.condition)
            for made in chosen:
                self.oracle.said[made].event = new

        self.attempt("split", lambda s: split(s, self.now, "e", event_id, wish).id, applied)

    @rule(event=pick, into=pick)
    def merge(self, event: int, into: int) -> None:
        event_id, target = self.event(event), self.event(into)

        def applied(_: object) -> None:
            self.oracle.events[event_id].merged_into = target
            for said in self.oracle.said.values():
                if said.event == event_id and not said.withdrawn:
                    said.event = target

        wish = Merge(into=target, reason=WHY)
        self.attempt("merge", lambda s: merge(s, self.now, "e", event_id, wish), applied)

    @rule(which=pick)
    def change_without_having_looked(self, which: int) -> None:
        """Somebody hands in a version that is no longer, or not yet, the one on record."""
        made = self.prediction(which)
        with self.database.read() as session:
            version = session.get_one(Prediction, made).version
        stale = Withdrawal(reason=WHY, version=version - 1 or version + 1)
        with pytest.raises(ConflictError), self.database.write() as session:
            withdraw(session, self.now, "e", made, stale)
        self.steps["change_without_having_looked"] += 1

    @rule(ahead=days)
    def wait(self, ahead: int) -> None:
        self.now += timedelta(days=ahead, hours=7)
        self.steps["wait"] += 1

    @rule()
    def tick(self) -> None:
        with self.database.write() as session:
            run = score_pending(session, self.now)
        assert run.failed == 0
        with self.database.write() as session:
            assert score_pending(session, self.now).scored == 0
        self.oracle.tick(self.now)
        self.steps["tick"] += 1

    # What must hold after each step

    @invariant()
    def scores_standings_and_ledger_are_those_of_the_oracle(self) -> None:
        with self.database.read() as session:
            assert stored_scores(session) == self.oracle.scores
            assert stored_tallies(session) == self.oracle.tallies
            due = {event.id for event in due_events(session, self.now)}
            found = funnels(session, "pundit", self.now)
        with self.database.read() as session:
            # It compares the standings that are shown with those that the ledger gives.
            verdict = verify(session, self.now)
        assert due == self.oracle.due(self.now)
        assert (verdict.broken, verdict.differences) == ((), ())
        assert verdict.recomputed is not None
        self.same_standings(verdict.recomputed.standings)
        for funnel in found.values():
            adds_up(funnel)
        assert sum(funnel.on_record for funnel in found.values()) == len(self.oracle.said)
        assert sum(funnel.scored for funnel in found.values()) == len(self.oracle.scores)

    def same_standings(self, shown: dict[str, tuple[int, float]]) -> None:
        told = self.oracle.standings()
        assert shown.keys() == told.keys()
        for name, (n, mean) in told.items():
            assert shown[name][0] == n
            assert shown[name][1] == pytest.approx(mean, abs=1e-12)

    # How

    def attempt(
        self, name: str, work: Callable[[Session], Any], applied: Callable[[Any], Any]
    ) -> None:
        try:
            with self.database.write() as session:
                made = work(session)
        except CalleditError:
            self.steps[f"{name} refused"] += 1
        else:
            self.steps[name] += 1
            applied(made)

    def say(
        self, session: Session, pundit: str, number: float, said_on: date, wish: Acceptance
    ) -> tuple[int, int]:
        self.texts += 1
        quote = f"{pundit} gives it {number}."
        new = NewCommentary(text=f"{quote} Column {self.texts}.", pundit=pundit, said_on=said_on)
        stored = intake.add_commentary(session, self.now, "e", new, ()).commentary
        marked = MarkedForecast(quote=quote, probability=number, claim="It happens")
        candidate = by_hand.mark_forecast(session, self.now, "e", stored.id, marked)
        made = review.accept(session, self.now, "e", candidate.id, wish)
        return made.id, made.event_id

    def event(self, number: int, *, decided: bool | None = None) -> int:
        """One of them; one that is decided or not, if there is any and that is asked for."""
        events = self.oracle.events
        fits = [i for i, e in events.items() if decided in {None, bool(e.outcomes)}]
        ids = fits or list(events)
        return ids[number % len(ids)]

    def said_again(self) -> list[tuple[int, int]]:
        """Pairs of predictions of one pundit about one event, as they were said."""
        said = sorted(self.oracle.said.items(), key=lambda pair: (pair[1].on, pair[0]))
        return [
            (a, b)
            for n, (a, one) in enumerate(said)
            for b, other in said[n + 1 :]
            if (one.pundit, one.event) == (other.pundit, other.event)
        ]

    def prediction(self, number: int, *, withdrawn: bool = False, linked: bool = False) -> int:
        """One of them; one that is withdrawn or linked, if there is any and that is asked for."""
        said = self.oracle.said.items()
        ids = [
            i for i, s in said if s.withdrawn >= withdrawn and (s.restates is not None) >= linked
        ]
        ids = ids or list(self.oracle.said)
        return ids[number % len(ids)]


def stored_scores(session: Session) -> dict[int, tuple[Any, ...]]:
    columns = (
        Score.event_id, Score.outcome_revision, Pundit.name,
        *(getattr(Score, name) for name in KEY[1:]),
        Score.deadline, Score.horizon_days, Score.counts_from,
    )  # fmt: skip
    query = select(Score.prediction_id, *columns).join(Pundit, Pundit.id == Score.pundit_id)
    return {row[0]: tuple(row[1:]) for row in session.execute(query)}


def stored_tallies(session: Session) -> dict[tuple[Any, ...], int]:
    columns = (Pundit.name, *(getattr(Tally, name) for name in KEY[1:]))
    query = select(*columns, Tally.n).join(Pundit, Pundit.id == Tally.pundit_id)
    return {tuple(row[:-1]): row[-1] for row in session.execute(query)}
