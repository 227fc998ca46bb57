"""Hostile texts in what only editors see: sources, feeds, reviews half done, work that failed."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session
from support.hostile_record import DEADLINE, SAID

from core.retries import WAITS, note_failure
from dashboard.desk.view.review import FIELDS
from predictions import by_hand, intake, review, unfinished
from predictions.feeds import service as feeds
from predictions.feeds.forms import NewFeed
from predictions.forms import Acceptance, MarkedForecast, NewCommentary
from predictions.sources import service as sources
from predictions.sources.forms import Closing, NewSource, RuleChange
from predictions.sources.items import note_item


def fill_desk(session: Session, now: datetime, payloads: Sequence[str]) -> None:
    """Put each payload through every field that the desk shows."""
    for number, payload in enumerate(payloads):
        line = payload.replace("\t", " ")
        _source(session, now, number, payload, line)
        _feed(session, now, number, line)
        _review(session, now, number, payload, line)


def _source(session: Session, now: datetime, number: int, payload: str, line: str) -> None:
    name = f"{line} source {number}"
    new = NewSource(name=name, publication=line, url=_address("s", number, line))
    source = sources.add_source(session, now, payload[:100], new)
    note_item(
        session,
        now,
        payload[:100],
        source,
        f"{payload} {number}",
        fate="unreadable",
        detail=payload,
    )
    change = RuleChange(rule="sample", share=0.5, seed=number, reason=payload)
    sources.change_rule(session, now, payload[:100], name, change)
    sources.close_source(session, now, payload[:100], name, Closing(reason=payload))


def _feed(session: Session, now: datetime, number: int, line: str) -> None:
    new = NewFeed(
        name=f"{line} feed {number}",
        publication=line,
        pundit=line,
        feed=_address("f", number, line),
    )
    feed = feeds.subscribe(session, now, line[:100], new)
    for _ in range(len(WAITS) + 1 if number % 2 else 1):
        note_failure(session, now, "feed", feed.source_id, ValueError(line))


def _review(session: Session, now: datetime, number: int, payload: str, line: str) -> None:
    """Leave one event that awaits its outcome, and one candidate that somebody has begun."""
    quotes = [f"{payload} comes about {number}{which}" for which in "ab"]
    new = NewCommentary(
        text=f"{payload} is how it begins.\n\n{quotes[0]}. {quotes[1]}.",
        pundit=f"{line} at the desk {number}",
        said_on=SAID,
    )
    stored = intake.add_commentary(session, now, payload[:100], new).commentary
    due, begun = (
        by_hand.mark_forecast(
            session,
            now,
            payload[:100],
            stored.id,
            MarkedForecast(quote=quote, probability=0.9, claim=f"{line} {number}"),
        )
        for quote in quotes
    )
    wish = Acceptance(claim=f"{line} is due {number}", topic=line, deadline=DEADLINE)
    review.accept(session, now, payload[:100], due.id, wish)
    typed = unfinished.Unfinished(begun.id, dict.fromkeys(FIELDS, payload))
    unfinished.keep(session, now, payload[:100], typed)


def _address(kind: str, number: int, line: str) -> str:
    return f"https://example.org/{kind}{number}?{line.replace(' ', '+')}"
