"""The record: who said what, about which event, and what happened."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, ForeignKey, Text, UniqueConstraint, text, true
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.db import Base, UtcDateTime, partial_index
from predictions.lifecycle import BASES, DEADLINE_BASES, REJECTION_KINDS, RULINGS
from predictions.sources.models import Source


def _one_of(column: str, words: tuple[str, ...]) -> str:
    return f"{column} IN ({', '.join(repr(word) for word in words)})"


def _version() -> Mapped[int]:
    """How often an editor has changed a row, so that the second of two who change it is told."""
    return mapped_column(default=1, server_default=text("1"))


# The same rules hold for a proposal and for what is on record. A NaN fails them too:
# PostgreSQL sorts it above 1, SQLite stores it as NULL.
def _probability_checks() -> tuple[CheckConstraint, ...]:
    return (
        CheckConstraint("low >= 0 AND high <= 1", name="probability_in_unit_interval"),
        CheckConstraint("low <= probability AND probability <= high", name="low_middle_high"),
        CheckConstraint(_one_of("basis", BASES), name="basis"),
        CheckConstraint(
            "span_start >= 0 AND span_end - span_start = length(quote) AND length(quote) > 0",
            name="span_fits_quote",
        ),
    )


class Pundit(Base):
    """Somebody who forecasts in public."""

    __tablename__ = "pundit"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(Text, unique=True)
    name: Mapped[str] = mapped_column(Text, unique=True)
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Commentary(Base):
    """A dated text in which somebody forecasts; its text never changes once stored."""

    __tablename__ = "commentary"
    __table_args__ = (
        partial_index("ix_commentary_source_id", "source_id", where="source_id IS NOT NULL"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    pundit_id: Mapped[int] = mapped_column(ForeignKey("pundit.id"), index=True)
    publication: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    url: Mapped[str] = mapped_column(Text)
    said_on: Mapped[date] = mapped_column(Date)
    text: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(Text, unique=True)
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)
    source_id: Mapped[int | None] = mapped_column(ForeignKey("source.id"))

    pundit: Mapped[Pundit] = relationship()
    source: Mapped[Source | None] = relationship()


class Candidate(Base):
    """What the extraction proposes, until an editor decides.

    That its quote stands in its commentary at its span is checked by a trigger. One that is the
    same forecast as another is merged into it, and was never seen as far as the funnel goes.
    """

    __tablename__ = "candidate"
    __table_args__ = (
        *_probability_checks(),
        CheckConstraint("decision IN ('accepted', 'rejected')", name="decision"),
        CheckConstraint(
            "(decision IS NULL) = (decided_at IS NULL)", name="decided_when_there_is_a_decision"
        ),
        CheckConstraint("decision <> 'rejected' OR reason <> ''", name="rejected_with_a_reason"),
        CheckConstraint(_one_of("rejected_as", REJECTION_KINDS), name="rejected_as"),
        UniqueConstraint("commentary_id", "span_start", "span_end", "cue"),
        partial_index("ix_candidate_undecided", "id", where="decision IS NULL"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    commentary_id: Mapped[int] = mapped_column(ForeignKey("commentary.id"))
    quote: Mapped[str] = mapped_column(Text)
    span_start: Mapped[int]
    span_end: Mapped[int]
    rule: Mapped[str] = mapped_column(Text)
    cue: Mapped[str] = mapped_column(Text)
    claim: Mapped[str] = mapped_column(Text)
    probability: Mapped[float]
    low: Mapped[float]
    high: Mapped[float]
    basis: Mapped[str] = mapped_column(Text)
    phrase: Mapped[str] = mapped_column(Text)
    lexicon_version: Mapped[str] = mapped_column(Text)
    polarity: Mapped[str] = mapped_column(Text)
    deadline: Mapped[date | None] = mapped_column(Date)
    deadline_text: Mapped[str] = mapped_column(Text)
    deadline_basis: Mapped[str] = mapped_column(Text)
    conditional: Mapped[bool]
    condition: Mapped[str] = mapped_column(Text)
    speaker: Mapped[str] = mapped_column(Text)
    trace: Mapped[str] = mapped_column(Text)
    decision: Mapped[str | None] = mapped_column(Text)
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_by: Mapped[str] = mapped_column(Text, default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    rejected_as: Mapped[str | None] = mapped_column(Text)
    version: Mapped[int] = _version()
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("candidate.id"), index=True)

    commentary: Mapped[Commentary] = relationship()


class Event(Base):
    """A yes/no proposition with criteria and a deadline.

    `closes_at` is the instant after the deadline's last moment in its zone; `unscored_since` is
    set while an outcome or a prediction on a decided event waits for the scheduler. An event that
    was merged keeps its page and points to the one that it went into.
    """

    __tablename__ = "event"
    __table_args__ = (
        CheckConstraint("(deadline IS NULL) = (closes_at IS NULL)", name="closes_with_deadline"),
        CheckConstraint(_one_of("deadline_basis", DEADLINE_BASES), name="deadline_basis"),
        CheckConstraint("merged_into_id <> id", name="merged_into_another"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    claim: Mapped[str] = mapped_column(Text)
    criteria: Mapped[str] = mapped_column(Text)
    deadline: Mapped[date | None] = mapped_column(Date)
    zone: Mapped[str] = mapped_column(Text)
    deadline_basis: Mapped[str] = mapped_column(Text)
    condition: Mapped[str] = mapped_column(Text)
    topic: Mapped[str] = mapped_column(Text, index=True)
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)
    closes_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
    unscored_since: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("event.id"), index=True)
    version: Mapped[int] = _version()

    outcomes: Mapped[list["Outcome"]] = relationship(
        back_populates="event", order_by="Outcome.revision"
    )

    @property
    def outcome(self) -> "Outcome | None":
        """The outcome that counts: the latest one."""
        return self.outcomes[-1] if self.outcomes else None


class Prediction(Base):
    """One pundit's dated statement about one event.

    It may restate an earlier one of the same pundit about the same event, or be withdrawn by us
    (a misquote, a duplicate); both stay on record, and neither is scored. One that was imported
    was never a candidate; where its file quotes nobody, a sentence of ours stands for the quote,
    and `quoted` is false.
    """

    __tablename__ = "prediction"
    __table_args__ = (
        *_probability_checks(),
        UniqueConstraint("commentary_id", "span_start", "span_end", "event_id"),
        CheckConstraint("restates_id <> id", name="restates_another"),
        partial_index("ix_prediction_restates_id", "restates_id", where="restates_id IS NOT NULL"),
        CheckConstraint(
            "(withdrawn_at IS NULL) = (withdrawn_reason = '')", name="withdrawn_with_a_reason"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    pundit_id: Mapped[int] = mapped_column(ForeignKey("pundit.id"), index=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), index=True)
    commentary_id: Mapped[int] = mapped_column(ForeignKey("commentary.id"))
    candidate_id: Mapped[int | None] = mapped_column(ForeignKey("candidate.id"), unique=True)
    quote: Mapped[str] = mapped_column(Text)
    quoted: Mapped[bool] = mapped_column(default=True, server_default=true())
    span_start: Mapped[int]
    span_end: Mapped[int]
    probability: Mapped[float]
    low: Mapped[float]
    high: Mapped[float]
    basis: Mapped[str] = mapped_column(Text)
    phrase: Mapped[str] = mapped_column(Text)
    lexicon_version: Mapped[str] = mapped_column(Text)
    said_on: Mapped[date] = mapped_column(Date)
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    recorded_by: Mapped[str] = mapped_column(Text)
    restates_id: Mapped[int | None] = mapped_column(ForeignKey("prediction.id"))
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_reason: Mapped[str] = mapped_column(Text, default="", server_default=text("''"))
    version: Mapped[int] = _version()

    pundit: Mapped[Pundit] = relationship()
    event: Mapped[Event] = relationship()
    commentary: Mapped[Commentary] = relationship()


class Outcome(Base):
    """What happened. Rows are only ever added; the highest revision counts.

    `condition_occurred` is what the editor says of the event's condition, if it has one.
    """

    __tablename__ = "outcome"
    __table_args__ = (
        UniqueConstraint("event_id", "revision"),
        CheckConstraint("revision >= 1", name="revision_from_one"),
        CheckConstraint(_one_of("ruling", RULINGS), name="ruling"),
        CheckConstraint("revision = 1 OR reason <> ''", name="amended_with_a_reason"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"))
    revision: Mapped[int]
    ruling: Mapped[str] = mapped_column(Text)
    known_at: Mapped[datetime] = mapped_column(UtcDateTime)
    evidence_url: Mapped[str] = mapped_column(Text)
    note: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    recorded_by: Mapped[str] = mapped_column(Text)
    condition_occurred: Mapped[bool | None]

    event: Mapped[Event] = relationship(back_populates="outcomes")
