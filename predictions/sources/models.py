"""Sources with their intake rules, and what was seen of each."""

from datetime import datetime
from typing import Literal

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.db import Base, UtcDateTime
from predictions.sources.sampling import KINDS

# What became of an item that was seen; `taken` has a commentary of its own on record.
Fate = Literal["taken", "sampled_out", "duplicate", "no_forecast", "unreadable"]
FATES: tuple[Fate, ...] = ("taken", "sampled_out", "duplicate", "no_forecast", "unreadable")


def _one_of(column: str, words: tuple[str, ...]) -> str:
    return f"{column} IN ({', '.join(repr(word) for word in words)})"


class Source(Base):
    """Where commentary comes from: a column, a feed, a programme."""

    __tablename__ = "source"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Text, unique=True)
    publication: Mapped[str] = mapped_column(Text)
    url: Mapped[str] = mapped_column(Text)
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    rules: Mapped[list["IntakeRule"]] = relationship(order_by="IntakeRule.version")

    @property
    def rule(self) -> "IntakeRule":
        """The rule in force: the latest one."""
        return self.rules[-1]


class IntakeRule(Base):
    """What is taken of a source from `since` on. Rows are only ever added; the latest counts."""

    __tablename__ = "intake_rule"
    __table_args__ = (
        UniqueConstraint("source_id", "version"),
        CheckConstraint(_one_of("kind", KINDS), name="kind"),
        CheckConstraint("share > 0 AND share <= 1", name="share_of_some"),
        CheckConstraint(
            "(kind = 'sample') = (share IS NOT NULL) AND (kind = 'sample') = (seed IS NOT NULL)",
            name="a_sample_has_share_and_seed",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("source.id"))
    version: Mapped[int]
    kind: Mapped[str] = mapped_column(Text)
    share: Mapped[float | None]
    seed: Mapped[int | None]
    since: Mapped[datetime] = mapped_column(UtcDateTime)
    reason: Mapped[str] = mapped_column(Text)


class SeenItem(Base):
    """One item seen from a source, taken or not; `identity` is its address or its SHA-256."""

    __tablename__ = "seen_item"
    __table_args__ = (
        UniqueConstraint("source_id", "identity"),
        CheckConstraint(_one_of("fate", FATES), name="fate"),
        CheckConstraint("fate <> 'taken' OR commentary_id IS NOT NULL", name="taken_is_on_record"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("source.id"))
    identity: Mapped[str] = mapped_column(Text)
    rule_version: Mapped[int]
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    fate: Mapped[str] = mapped_column(Text)
    detail: Mapped[str] = mapped_column(Text)
    commentary_id: Mapped[int | None] = mapped_column(ForeignKey("commentary.id"), index=True)
