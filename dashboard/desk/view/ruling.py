"""PURE. The due queue, and the page on which an outcome is entered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from core.formats import count, percent, score
from dashboard.desk.view.evidence import Search, searches
from dashboard.desk.view.trouble import Trouble
from dashboard.view.calls import SAID_AS
from dashboard.view.deadlines import deadline_words, known_words
from dashboard.view.events import EventLine, event_lines
from predictions.lifecycle import Stage
from predictions.views import EventView, PredictionView
from predictions.words import RULINGS
from scoring.views import Call


class Wanted(Protocol):
    """An event that waits for two rulings: `predictions.raters.queries.SecondRulingView`."""

    @property
    def event_id(self) -> int: ...  # noqa: D102 - what its name says
    @property
    def claim(self) -> str: ...  # noqa: D102 - the same
    @property
    def reason(self) -> str: ...  # noqa: D102 - why two are wanted
    @property
    def raters(self) -> tuple[str, ...]: ...  # noqa: D102 - who has ruled
    @property
    def settled_at(self) -> datetime | None: ...  # noqa: D102 - what its name says


# What can be said before the last day is over.
EARLY = ("occurred", "annulled")


@dataclass(frozen=True, slots=True)
class DueLine:
    """An event that awaits its outcome, with where to look for it."""

    line: EventLine
    searches: tuple[Search, ...]


@dataclass(frozen=True, slots=True)
class DuePage:
    """What is due, longest first; `early` is open, and can be decided only if it has happened.

    `second` are the events that wait for somebody else's ruling.
    """

    due: tuple[DueLine, ...]
    early: tuple[DueLine, ...]
    second: tuple[Wanted, ...]


@dataclass(frozen=True, slots=True)
class GivenLine:
    """What one pundit gave an event, and what it scored, once it has."""

    who: str
    given: str
    words: str
    score: str
    said_as: str = ""


@dataclass(frozen=True, slots=True)
class Entered:
    """Whether an outcome was just entered (`tick_seconds` is how often scores are made, else 0).

    `waits` is whether the scheduler has not seen it yet.
    """

    tick_seconds: int = 0
    waits: bool = False


@dataclass(frozen=True, slots=True)
class RulingPage:
    """One event and the form of its outcome; `choices` are the rulings that can be given now.

    `moved` says what an outcome that was just entered did to the standings.
    """

    event: EventView
    deadline: str
    when: str
    choices: tuple[tuple[str, str], ...]
    given: tuple[GivenLine, ...]
    searches: tuple[Search, ...]
    fields: Mapping[str, str]
    trouble: Trouble | None
    notice: str
    waits_for_score: bool
    second: Wanted | None = None
    ruled: bool = False
    moved: tuple[str, ...] = ()

    @property
    def on_record(self) -> str:
        """What the outcome that counts says, and since when that was known; empty without one."""
        found = self.event.outcome
        if found is None:
            return ""
        known = known_words(found.known_at, self.event.zone)
        return f"{RULINGS[found.ruling].capitalize()}; known {known}, says {found.recorded_by}."

    @property
    def decided(self) -> bool:
        """Whether there is an outcome, which can be amended."""
        return self.event.outcome is not None


def due_page(
    due: Sequence[EventView],
    early: Sequence[EventView],
    said: Mapping[int, Sequence[PredictionView]],
    second: Sequence[Wanted],
    now: datetime,
) -> DuePage:
    """Build the page."""
    return DuePage(_lines(due, said, now), _lines(early, said, now), tuple(second))


def _lines(
    events: Sequence[EventView], said: Mapping[int, Sequence[PredictionView]], now: datetime
) -> tuple[DueLine, ...]:
    return tuple(DueLine(line, searches(line.event)) for line in event_lines(events, said, now))


def ruling_page(
    event: EventView,
    calls: Sequence[Call],
    now: datetime,
    trouble: Trouble | None,
    entered: Entered,
) -> RulingPage:
    """Build the page.

    Before the deadline nobody can say yet that an event has not happened.
    """
    open_still = event.stage is Stage.OPEN
    choices = tuple(
        (ruling, words[:1].upper() + words[1:])
        for ruling, words in RULINGS.items()
        if not open_still or ruling in EARLY
    )
    given = tuple(_given(call) for call in calls)
    return RulingPage(
        event=event,
        deadline=deadline_words(event),
        when=next(iter(event_lines([event], {}, now))).when,
        choices=choices,
        given=given,
        searches=searches(event),
        fields=trouble.typed if trouble else {},
        trouble=trouble,
        notice=_notice(event, given, entered),
        waits_for_score=bool(entered.tick_seconds) and entered.waits,
    )


def with_raters(page: RulingPage, second: Sequence[Wanted], who: str, notice: str) -> RulingPage:
    """Add whether two rulings are wanted, and whether this editor has given one."""
    wanted = next((wish for wish in second if wish.settled_at is None), None)
    ruled = wanted is not None and who in wanted.raters
    return replace(page, second=wanted, ruled=ruled, notice=notice or page.notice)


def _given(call: Call) -> GivenLine:
    said = call.prediction
    return GivenLine(
        who=said.pundit.name,
        given=percent(said.probability),
        words=said.words,
        score=score(call.score.brier) if call.score else "",
        said_as=SAID_AS[call.said_as].lower(),
    )


def _notice(event: EventView, given: Sequence[GivenLine], entered: Entered) -> str:
    if not entered.tick_seconds or event.outcome is None:
        return ""
    said = f"It is on record that this {RULINGS[event.outcome.ruling]}."
    if entered.waits:
        return f"{said} The scheduler scores it within {count(entered.tick_seconds, 'second')}."
    scored = sum(bool(line.score) for line in given)
    return (
        f"{said} {count(scored, 'prediction')} scored." if scored else f"{said} Nothing is scored."
    )
