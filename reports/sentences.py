"""PURE. The sentences of the mail, built once so that text and HTML say the same."""

from collections.abc import Sequence

from core import formats
from predictions.words import RULINGS
from reports.headline import shortened
from reports.model import Table, Week
from reports.parts import (
    Correction,
    DecidedCall,
    DueEvent,
    Movement,
    Mover,
    Reply,
    Said,
    StandingRow,
    UnscoredEvent,
)
from scoring.luck import luck_words

LONGEST_NAME = 80
LONGEST_CLAIM = 240
LONGEST_QUOTE = 320
NAMES_SHOWN = 4


def claim(text: str) -> str:
    """A claim on one line."""
    return shortened(text, LONGEST_CLAIM)


def name(text: str) -> str:
    """A pundit's name on one line."""
    return shortened(text, LONGEST_NAME)


def outcome(call: DecidedCall) -> str:
    """What happened, and since when that is known."""
    happened = "It happened" if call.occurred else "It did not happen"
    return f"{happened} (known on {formats.day(call.known_on)})."


def who_said(said: Said) -> str:
    """Who had given which probability, and where the number comes from."""
    given = f"{name(said.pundit)} had given it {formats.percent(said.probability)}"
    return f"{given} on {formats.day(said.said_on)}, {_basis(said)}:"


def quote(said: Said) -> str:
    """The very words; a sentence of ours stands without quotation marks."""
    words = shortened(said.quote, LONGEST_QUOTE)
    return f"“{words}”" if said.quoted else words


def score(call: DecidedCall) -> str:
    """The squared error, and whether it counts yet."""
    if call.brier is None:
        return "Its score had not been computed when this mail was written."
    given = f"Brier score {formats.score(call.brier)}."
    return given if call.in_standings else f"{given} It counts once the deadline has passed."


def unscored(event: UnscoredEvent) -> str:
    """How many calls have no score, and why."""
    if not event.calls:
        return event.why
    return f"{formats.count(event.calls, 'call')} not scored: {event.why}"


def due(event: DueEvent) -> str:
    """Until when it can still happen."""
    return f"Can still happen until the end of {formats.day(event.deadline)} ({event.zone})."


def who_says(event: DueEvent) -> str:
    """Who gives it which probability."""
    said = [f"{name(s.pundit)} {formats.percent(s.probability)}" for s in event.said[:NAMES_SHOWN]]
    more = len(event.said) - len(said)
    return f"Given so far: {', '.join(said)}" + (f" and {more} more" if more > 0 else "")


def correction(change: Correction) -> str:
    """The ruling before and after, and why."""
    before, after = RULINGS[change.before], RULINGS[change.after]
    ruling = f"Still: {after}" if before == after else f"Was: {before}. Now: {after}"
    return f"{ruling}. Why: {shortened(change.reason, LONGEST_QUOTE)}"


def replied(reply: Reply) -> str:
    """What a pundit says to it."""
    return f"{name(reply.pundit)} replies: “{shortened(reply.text, LONGEST_QUOTE)}”"


def moved(mover: Mover) -> str:
    """Where a pundit stood and stands, and why that is not luck."""
    before = f"{_index(mover.before)} on {formats.count(mover.before.n, 'scored call')}"
    after = f"{_index(mover.now)} with {mover.new:,} more"
    return f"{name(mover.now.pundit)}: from {before} to {after}; {luck_words(mover.p_value)}."


def no_other_moves(movement: Movement) -> str:
    """How many others had new scores, and that they say nothing."""
    others = movement.tested - len(movement.movers)
    since = f"since {formats.day_of(movement.since)}"
    if not movement.tested:
        return f"Nobody with enough scored calls to tell had a new one {since}."
    if not others:
        return f"Nobody else had new scores {since}."
    who = formats.count(others, "other pundit" if movement.movers else "pundit")
    moved = "moved no more than luck alone would have it, or by less than a point"
    return f"{who} had new scores {since}, and {moved}."


def first_kept(_week: Week) -> str:
    """Why there are no moves yet."""
    return "Moves are told once standings have been kept for a week."


def standing(row: StandingRow) -> str:
    """A pundit's Brier index, never without its range."""
    place = "too few to tell" if row.rank is None else f"rank {row.rank}"
    return f"{_index(row)}, {row.n:,} scored, {place}"


def ties(names: Sequence[str]) -> str:
    """Who cannot be told apart."""
    listed = [name(each) for each in names]
    return f"{', '.join(listed[:-1])} and {listed[-1]} cannot be told apart on this evidence."


def below_the_line(table: Table) -> str:
    """How many have too few scored calls; nothing if none."""
    if not table.too_few:
        return ""
    pundits = formats.count(table.too_few, "pundit")
    have = "has" if table.too_few == 1 else "have"
    return f"Too few to tell: {pundits} {have} fewer than {table.minimum} scored calls."


def how_to_read(table: Table) -> str:
    """What the numbers mean, with the conventions they follow."""
    return (
        "A probability is always that of the event happening. The Brier score is the squared"
        " distance between it and what happened, 1 or 0: 0 is best, 1 is worst (some publish it on"
        " a scale of 0 to 2). The Brier index is 100 times (1 minus the square root of the mean"
        " Brier score); always saying 50% gives 50. Ranges made in this way hold a"
        f" pundit's true index about {formats.percent(table.level)} of the time. Under"
        f" {table.minimum} scored calls it is too early to tell. A move is told only if it is a"
        " point or more, and if the new scores differ from the earlier ones by more than luck alone"
        " would have it, allowing for how many pundits were looked at."
    )


def about(week: Week) -> str:
    """What the report is about, if it is not the whole record."""
    return f"This report is about {week.about}."


def covers(week: Week) -> str:
    """Which days the report is about."""
    start = formats.moment(week.covers_from, week.zone)
    return f"Covers {start} to {formats.moment(week.covers_to, week.zone)}."


def overdue(n: int) -> str:
    """How many events wait for an editor; nothing if none."""
    if not n:
        return ""
    return f"{formats.count(n, 'event')} past the deadline, waiting for an outcome."


def next_due(events: Sequence[DueEvent]) -> str:
    """What comes next, for a quiet week."""
    if not events:
        return "Nothing falls due in the next seven days."
    first = events[0]
    when = f"by {formats.day(first.deadline)} ({first.zone})"
    return f"Next to fall due: {claim(first.claim)} {when}."


def record(table: Table) -> str:
    """How large the record is, for a quiet week."""
    calls = formats.count(table.scored, "scored call")
    return f"The record stands at {calls} by {formats.count(len(table.rows), 'pundit')}."


def _index(row: StandingRow) -> str:
    if row.low is None or row.high is None:
        return f"{formats.index(row.index)} (no range yet)"
    return f"{formats.index(row.index)} ({formats.index(row.low)} to {formats.index(row.high)})"


def _basis(said: Said) -> str:
    spread = f"{formats.percent(said.low)} to {formats.percent(said.high)}"
    phrase = f"“{shortened(said.phrase, LONGEST_NAME)}”" if said.phrase.strip() else "the words"
    if said.basis == "worded":
        return f"read from {phrase}, which readers take as {spread}"
    if said.basis == "editor":
        return "set by an editor"
    return "a number in the text" if said.low == said.high else f"stated as {spread}"


FILTERS = (
    claim, name, outcome, who_said, quote, score, unscored, due, who_says, correction, standing,
    ties, below_the_line, how_to_read, covers, overdue, next_due, record, about, moved,
    no_other_moves, replied, first_kept,
)  # fmt: skip
