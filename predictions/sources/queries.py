"""Reading sources, their rules and what was seen of them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from core.errors import NotFoundError
from predictions.sources.items import Arrival
from predictions.sources.models import FATES, SeenItem, Source
from predictions.sources.sampling import draw
from predictions.words import FATES as FATES_IN_WORDS


@dataclass(frozen=True, slots=True)
class RuleView:
    """An intake rule, in force from `since` until the next version."""

    version: int
    kind: str
    share: float | None
    seed: int | None
    since: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source with its rules, oldest first, and how many items had which fate."""

    id: int
    name: str
    publication: str
    url: str
    added_at: datetime
    closed_at: datetime | None
    rules: tuple[RuleView, ...]
    seen: int
    fates: dict[str, int]

    @property
    def rule(self) -> RuleView:
        """The rule in force."""
        return self.rules[-1]


@dataclass(frozen=True, slots=True)
class ItemView:
    """One item that was seen; `draw` decided about it, if its rule was a sample."""

    identity: str
    seen_at: datetime
    fate: str
    detail: str
    commentary_id: int | None
    rule_version: int
    draw: float | None


def sources(session: Session) -> list[SourceView]:
    """Return all sources, in the order of their names."""
    query = select(Source).options(selectinload(Source.rules)).order_by(Source.name)
    counted = _fates(session)
    return [_view(row, counted.get(row.id, {})) for row in session.scalars(query)]


def source_by_name(session: Session, name: str) -> SourceView:
    """Return one source.

    Raises:
        NotFoundError: if there is none of that name.
    """
    found = session.scalars(select(Source).where(Source.name == name)).first()
    return _shown(session, found, name)


def source_by_id(session: Session, source_id: int) -> SourceView:
    """Return one source.

    Raises:
        NotFoundError: if there is none of that id.
    """
    return _shown(session, session.get(Source, source_id), source_id)


def items_of(session: Session, source: SourceView, limit: int = 1000) -> list[ItemView]:
    """Return what was seen of a source, newest first."""
    query = select(SeenItem).where(SeenItem.source_id == source.id)
    ordered = query.order_by(SeenItem.seen_at.desc(), SeenItem.id.desc()).limit(limit)
    rules = {rule.version: rule for rule in source.rules}
    return [item_view(row, rules[row.rule_version]) for row in session.scalars(ordered)]


def item_view(row: SeenItem, rule: RuleView) -> ItemView:
    """Return a stored item as a value."""
    drawn = None if rule.seed is None else draw(rule.seed, row.identity)
    return ItemView(
        identity=row.identity,
        seen_at=row.seen_at,
        fate=row.fate,
        detail=row.detail,
        commentary_id=row.commentary_id,
        rule_version=row.rule_version,
        draw=drawn,
    )


def not_taken(session: Session, arrival: Arrival) -> dict[str, Any]:
    """Return what is told of an item that was not taken just now, with the rule it fell under."""
    item = arrival.item
    if item is None:
        raise ValueError("a text without a source is always taken")
    source = source_by_id(session, item.source_id)
    rule = next(rule for rule in source.rules if rule.version == item.rule_version)
    again = "it was seen before: " if item.fate == "taken" else ""
    where = f" (commentary {item.commentary_id})" if item.commentary_id else ""
    why = f"{again}{FATES_IN_WORDS[item.fate]}{where}"
    return {"taken": False, "why": why, "item": item_view(item, rule), "rule": rule}


def _fates(session: Session) -> dict[int, dict[str, int]]:
    query = select(SeenItem.source_id, SeenItem.fate, func.count().label("n"))
    found: dict[int, dict[str, int]] = {}
    for row in session.execute(query.group_by(SeenItem.source_id, SeenItem.fate)):
        found.setdefault(row.source_id, {})[row.fate] = row.n
    return found


def _shown(session: Session, found: Source | None, asked: str | int) -> SourceView:
    if found is None:
        raise NotFoundError(f"there is no source {asked!r}")
    return _view(found, _fates(session).get(found.id, {}))


def _view(row: Source, counted: dict[str, int]) -> SourceView:
    return SourceView(
        id=row.id,
        name=row.name,
        publication=row.publication,
        url=row.url,
        added_at=row.added_at,
        closed_at=row.closed_at,
        rules=tuple(
            RuleView(r.version, r.kind, r.share, r.seed, r.since, r.reason) for r in row.rules
        ),
        seen=sum(counted.values()),
        fates={fate: counted.get(fate, 0) for fate in FATES},
    )
