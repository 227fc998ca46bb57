"""Sources: added with a rule, given another one in the open, closed."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import ConflictError, NotFoundError
from core.ledger import Change, append
from predictions.sources.forms import Closing, NewSource, Rule, RuleChange
from predictions.sources.models import IntakeRule, Source


def add_source(session: Session, now: datetime, actor: str, new: NewSource) -> Source:
    """Enter a source with its first intake rule.

    Raises:
        ConflictError: if there is one of that name.
    """
    if session.scalar(select(Source.id).where(Source.name == new.name)):
        raise ConflictError(f"there is a source {new.name!r} already")
    source = Source(
        name=new.name, publication=new.publication, url=new.url, added_at=now, closed_at=None
    )
    source.rules = [_rule(now, new, version=1)]
    session.add(source)
    session.flush()
    about = {"name": new.name, "publication": new.publication, "url": new.url}
    facts = about | rule_facts(source.rule)
    append(session, now, actor, Change("source added", f"source/{source.id}", facts))
    return source


def change_rule(
    session: Session, now: datetime, actor: str, name: str, wish: RuleChange
) -> IntakeRule:
    """Give a source another rule from now on; what was seen before stays as it was decided.

    Raises:
        NotFoundError: if there is no such source.
        ConflictError: if it is closed, or has just that rule.
    """
    source = open_source(session, name)
    before = rule_facts(source.rule)
    rule = _rule(now, wish, version=source.rule.version + 1, reason=wish.reason)
    after = rule_facts(rule)
    if {**before, "version": None} == {**after, "version": None}:
        raise ConflictError(f"source {name!r} has just that rule; nothing was changed")
    source.rules.append(rule)
    session.flush()
    facts = {"before": before, "after": after}
    change = Change("source rule changed", f"source/{source.id}", facts, wish.reason)
    append(session, now, actor, change)
    return rule


def close_source(session: Session, now: datetime, actor: str, name: str, wish: Closing) -> Source:
    """Take nothing more from a source; what it gave stays on record.

    Raises:
        NotFoundError: if there is no such source.
        ConflictError: if it is closed already.
    """
    source = open_source(session, name)
    source.closed_at = now
    session.flush()
    change = Change("source closed", f"source/{source.id}", {"name": name}, wish.reason)
    append(session, now, actor, change)
    return source


def source_named(session: Session, name: str) -> Source:
    """Return a source, held against other writers until the transaction ends.

    Raises:
        NotFoundError: if there is none of that name.
    """
    found = session.scalars(select(Source).where(Source.name == name).with_for_update()).first()
    if found is None:
        raise NotFoundError(f"there is no source {name!r}; add one with: flask source add")
    return found


def open_source(session: Session, name: str) -> Source:
    """Return a source that is not closed, held against other writers.

    Raises:
        NotFoundError: if there is none of that name.
        ConflictError: if it is closed.
    """
    source = source_named(session, name)
    if source.closed_at is not None:
        raise ConflictError(
            f"source {name!r} was closed on {source.closed_at.date()}; nothing is taken from it"
        )
    return source


def rule_facts(rule: IntakeRule) -> dict[str, object]:
    """Return what the ledger says of a rule."""
    return {"rule": rule.kind, "share": rule.share, "seed": rule.seed, "version": rule.version}


def _rule(now: datetime, wish: Rule, *, version: int, reason: str = "") -> IntakeRule:
    return IntakeRule(
        version=version, kind=wish.rule, share=wish.share, seed=wish.seed, since=now, reason=reason
    )
