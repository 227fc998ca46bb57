"""The record once more, in plain Python and with none of its code: what its scores should be."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

HAPPENED = {"occurred": 1, "did_not_occur": 0}


@dataclass
class Happening:
    deadline: date | None
    zone: str
    topic: str
    condition: str
    outcomes: list[tuple[str, datetime]] = field(default_factory=list)
    merged_into: int | None = None

    def closes(self) -> datetime | None:
        if self.deadline is None:
            return None
        morning_after = datetime.combine(self.deadline + timedelta(days=1), time())
        return morning_after.replace(tzinfo=ZoneInfo(self.zone))


@dataclass
class Said:
    pundit: str
    event: int
    on: date
    numbers: tuple[float, float, float]
    restates: int | None = None
    withdrawn: bool = False


@dataclass
class Oracle:
    """What stands on record, and what the last tick should have made of it."""

    events: dict[int, Happening] = field(default_factory=dict)
    said: dict[int, Said] = field(default_factory=dict)
    scores: dict[int, tuple[Any, ...]] = field(default_factory=dict)
    tallies: Counter[tuple[Any, ...]] = field(default_factory=Counter)

    def tick(self, now: datetime) -> None:
        """Score everything from scratch."""
        self.scores, self.tallies = {}, Counter()
        for event_id, event in self.events.items():
            for made, score in self._scores(event_id, event).items():
                self.scores[made] = score
                counts_from = score[-1]
                if counts_from is not None and counts_from <= now:
                    self.tallies[score[2:9]] += 1

    def standings(self) -> dict[str, tuple[int, float]]:
        """Each pundit's n and mean squared error."""
        errors: dict[str, list[float]] = defaultdict(list)
        for (pundit, _, _, p, _, _, y), n in self.tallies.items():
            errors[pundit] += [(p - y) ** 2] * n
        return {pundit: (len(e), sum(e) / len(e)) for pundit, e in errors.items()}

    def due(self, now: datetime) -> set[int]:
        """The events that wait for an outcome: those of which something still stands."""
        stand = {said.event for said in self.said.values() if not said.withdrawn}
        return {
            i
            for i, e in self.events.items()
            if not e.outcomes and e.merged_into is None and (c := e.closes()) and c <= now
            if i in stand
        }

    def _scores(self, event_id: int, event: Happening) -> dict[int, tuple[Any, ...]]:
        if not event.outcomes or event.deadline is None:
            return {}
        ruling, known_at = event.outcomes[-1]
        if ruling not in HAPPENED:
            return {}
        known_on = known_at.astimezone(ZoneInfo(event.zone)).date()
        scored = sorted(
            (said.on, made)
            for made, said in self.said.items()
            if said.event == event_id and not said.withdrawn and said.restates is None
            if said.on <= known_on
        )
        found: dict[int, tuple[Any, ...]] = {}
        spoke: set[str] = set()
        for on, made in scored:
            said = self.said[made]
            key = (said.pundit, event.topic, bool(event.condition), *said.numbers)
            counts_from = None if said.pundit in spoke else event.closes()
            spoke.add(said.pundit)
            found[made] = (
                event_id,
                len(event.outcomes),
                *key,
                HAPPENED[ruling],
                event.deadline,
                (event.deadline - on).days,
                counts_from,
            )
        return found
