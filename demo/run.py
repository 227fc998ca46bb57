"""The main job, step by step, on the sample: what an editor would do by hand."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.errors import ConflictError
from core.forms import form_from
from demo.sample import Sample, SampleCommentary, SamplePrediction
from predictions import by_hand, intake, outcomes, review
from predictions.forms import Acceptance, MarkedForecast, NewCommentary, NewOutcome, Rejection
from predictions.models import Candidate, Commentary, Event, Prediction

ACTOR = "demonstration"
# An editor leaves a reading of the words as it is unless it is further off than this.
CLOSE_ENOUGH = 0.1
Step = Callable[[Session, datetime, Sample], str]


@dataclass(frozen=True, slots=True)
class Span:
    """Where a passage stands."""

    start: int
    end: int

    def overlap(self, other: "Span") -> int:
        """Return how many characters two passages share."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))


def refuse_real_record(session: Session, sample: Sample) -> None:
    """Keep invented pundits out of a record that somebody relies on.

    Raises:
        ConflictError: if the database holds commentary that is not ours.
    """
    ours = [intake.digest(intake.clean(c.text)) for c in sample.commentaries]
    foreign = session.scalar(
        select(func.count()).select_from(Commentary).where(Commentary.sha256.not_in(ours))
    )
    if foreign:
        raise ConflictError(
            f"this database holds {foreign} commentaries of a real record; the demonstration"
            " needs a database of its own: set CALLEDIT_DATABASE_URL"
        )


def read_commentary(session: Session, now: datetime, sample: Sample) -> str:
    """Step 1: commentary arrives and is read for forecasts."""
    lines = [_read_one(session, now, commentary) for commentary in sample.commentaries]
    return "\n".join(lines)


def review_candidates(session: Session, now: datetime, sample: Sample) -> str:
    """Step 2: an editor accepts, corrects, adds what was missed, and rejects."""
    accepted = marked = 0
    for prediction in sample.predictions:
        commentary = _stored(session, sample, prediction.file)
        if _is_on_record(session, commentary, prediction):
            continue
        candidate = _found(session, commentary, prediction.quote)
        if candidate is None:
            candidate = _mark(session, now, commentary, prediction)
            marked += 1
        wish = _acceptance(session, sample, prediction, candidate)
        review.accept(session, now, ACTOR, candidate.id, wish)
        accepted += 1
    rejected = _reject_the_rest(session, now, sample)
    return (
        f"{accepted} accepted ({accepted - marked} found by the extraction, {marked} marked by"
        f" hand), {rejected} rejected with a reason"
    )


def record_outcomes(session: Session, now: datetime, sample: Sample) -> str:
    """Step 3: an editor enters what happened, with evidence."""
    entered = 0
    for outcome in sample.outcomes:
        event = _event(session, sample, outcome.event)
        if event is None or event.outcomes:
            continue
        fields = {
            "ruling": outcome.ruling,
            "known_at": outcome.known_at,
            "evidence": outcome.evidence,
            "note": outcome.note,
            "condition_occurred": outcome.ruling != "annulled" if event.condition else None,
        }
        outcomes.record_outcome(session, now, ACTOR, event.id, form_from(NewOutcome, fields))
        entered += 1
    return f"{entered} outcomes entered"


def _read_one(session: Session, now: datetime, sample: SampleCommentary) -> str:
    fields = {
        "text": sample.text,
        "pundit": sample.pundit,
        "said_on": sample.said_on,
        "publication": sample.publication,
        "title": sample.title,
        "url": sample.url,
    }
    try:
        stored = intake.add_commentary(session, now, ACTOR, form_from(NewCommentary, fields))
    except ConflictError:
        return f"  {sample.title}: on record already"
    return f"  {sample.title} ({sample.pundit}): {len(stored.candidates)} candidates"


def _stored(session: Session, sample: Sample, file: str) -> Commentary:
    text = next(c.text for c in sample.commentaries if c.file == file)
    sha256 = intake.digest(intake.clean(text))
    return session.scalars(select(Commentary).where(Commentary.sha256 == sha256)).one()


def _place(commentary: Commentary, quote: str) -> Span:
    start = commentary.text.index(quote)
    return Span(start, start + len(quote))


def _is_on_record(session: Session, commentary: Commentary, wanted: SamplePrediction) -> bool:
    place = _place(commentary, wanted.quote)
    rows = session.scalars(select(Prediction).where(Prediction.commentary_id == commentary.id))
    return any(_covers(place, Span(row.span_start, row.span_end)) for row in rows)


def _found(session: Session, commentary: Commentary, quote: str) -> Candidate | None:
    """Return the undecided candidate that shares most with the quote, at least half of it."""
    place = _place(commentary, quote)
    undecided = select(Candidate).where(
        Candidate.commentary_id == commentary.id, Candidate.decision.is_(None)
    )
    spans = [(row, Span(row.span_start, row.span_end)) for row in session.scalars(undecided)]
    fitting = [(place.overlap(span), row) for row, span in spans if _covers(place, span)]
    return max(fitting, key=lambda pair: pair[0], default=(0, None))[1]


def _covers(wanted: Span, found: Span) -> bool:
    longer = max(wanted.end - wanted.start, found.end - found.start)
    return 2 * wanted.overlap(found) >= longer


def _mark(
    session: Session, now: datetime, commentary: Commentary, wanted: SamplePrediction
) -> Candidate:
    fields = {"quote": wanted.quote, "probability": wanted.probability}
    marked = form_from(MarkedForecast, fields)
    return by_hand.mark_forecast(session, now, ACTOR, commentary.id, marked)


def _acceptance(
    session: Session, sample: Sample, wanted: SamplePrediction, candidate: Candidate
) -> Acceptance:
    probability = wanted.probability
    if probability is not None and abs(probability - candidate.probability) <= CLOSE_ENOUGH:
        probability = None
    author = candidate.commentary.pundit.name
    fields: dict[str, object] = {
        "probability": probability,
        "pundit": wanted.pundit or author,
    }
    event = _event(session, sample, wanted.event)
    if event is not None:
        return form_from(Acceptance, {**fields, "event": event.id})
    described = next(e for e in sample.events if e.key == wanted.event)
    return form_from(
        Acceptance,
        {
            **fields,
            "claim": described.claim,
            "criteria": described.criteria,
            "deadline": described.deadline,
            "zone": described.zone,
            "topic": described.topic,
            "condition": described.condition,
        },
    )


def _event(session: Session, sample: Sample, key: str) -> Event | None:
    claim = next(event.claim for event in sample.events if event.key == key)
    return session.scalars(select(Event).where(Event.claim == claim)).first()


def _reject_the_rest(session: Session, now: datetime, sample: Sample) -> int:
    reasons = {(item.file, item.quote): Rejection(reason=item.reason) for item in sample.rejections}
    rejected = 0
    for (file, quote), rejection in reasons.items():
        candidate = _found(session, _stored(session, sample, file), quote)
        if candidate is not None:
            review.reject(session, now, ACTOR, candidate.id, rejection)
            rejected += 1
    return rejected


STEPS: Iterable[tuple[str, Step]] = (
    ("Commentary is read for forecasts", read_commentary),
    ("An editor reviews what was found", review_candidates),
    ("What happened is entered", record_outcomes),
)
