"""A forecast from a file as the dated text that stands for it on record."""

import hashlib
from datetime import date
from typing import NamedTuple

from predictions.intake import digest
from scoring.exchange.rows import ForecastRow


class Entry(NamedTuple):
    """One row ready to be stored; days are spelled out, so that it travels between processes.

    `sha256` knows the row again, in whatever file it comes; `event` knows its event. `stored` is
    what the database is handed of a commentary and its prediction, in its order: the day, the
    text, its digest, how many of its first characters are the quote, whether that is the pundit's,
    the probability, the address and the publication.
    """

    number: int
    event: bytes
    sha256: str
    pundit: str
    claim: str
    deadline: str | None
    outcome: str | None
    known_at: str | None
    topic: str
    zone: str
    criteria: str
    evidence: str
    stored: tuple[str, str, str, int, bool, float, str, str]


def entry_of(number: int, row: ForecastRow) -> Entry:
    """Return the entry that a row makes.

    The pundit's words come first where the file has them; what the row says follows, so that every
    row has a text of its own. The outcome is no part of it: the same forecast may
    come again once its outcome is known.
    """
    said_on = row.said_on.isoformat()
    deadline = row.deadline.isoformat() if row.deadline else None
    text = quote = says = _says(row, deadline)
    if row.quote:
        quote = row.quote.replace("\r\n", "\n").replace("\r", "\n")
        text = f"{quote}\n\n{says}"
    text = f"{text}\n{row.pundit}, {said_on}"
    if row.url:
        text = f"{text}\n{row.url}"
    sha256 = digest(text)
    return Entry(
        number=number,
        event=event_key(row.claim, row.deadline),
        sha256=sha256,
        pundit=row.pundit,
        claim=row.claim,
        deadline=deadline,
        outcome=row.outcome,
        known_at=row.known_at.isoformat() if row.known_at else None,
        topic=row.topic,
        zone=row.zone,
        criteria=row.criteria,
        evidence=row.evidence or row.url,
        stored=(
            said_on,
            text,
            sha256,
            len(quote),
            bool(row.quote),
            row.probability,
            row.url,
            row.publication,
        ),
    )


def event_key(claim: str, deadline: date | None) -> bytes:
    """Return what two forecasts of the same event share, by its claim and its deadline."""
    return hashlib.blake2b(f"{deadline}\n{claim}".encode(), digest_size=16).digest()


def _says(row: ForecastRow, deadline: str | None) -> str:
    by = f", by {deadline}" if deadline else ""
    return f"Probability {row.probability!r} that “{row.claim}”{by}."
