"""Commentary arrives: cleaned, stored once, read for forecasts."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import ConflictError, InvalidInputError, TooLargeError
from core.forms import storable
from core.ledger import Change, append
from predictions.extraction import Draft, extract
from predictions.forms import NewCommentary
from predictions.lexicon_adopted import note_lexicon
from predictions.models import Candidate, Commentary, Pundit
from predictions.pundits import pundit_named
from predictions.sources.models import Source

LONGEST_TEXT = 1_000_000  # characters; the longest op-eds have 20,000
# Somewhere on earth it is already tomorrow.
EARLIEST_ZONE = timedelta(hours=14)


@dataclass(frozen=True, slots=True)
class Intake:
    """What arrived: the stored commentary and what the extraction proposes of it."""

    commentary: Commentary
    candidates: tuple[Candidate, ...]


def decode(raw: bytes) -> str:
    """Return the text of a file.

    Raises:
        TooLargeError: over the limit.
        InvalidInputError: if it is not UTF-8, quoting the first bad byte.
    """
    if len(raw) > 4 * LONGEST_TEXT:
        raise _too_long(f"{len(raw):,} bytes")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        byte = raw[error.start]
        raise InvalidInputError(
            f"byte 0x{byte:02x} at position {error.start} is not UTF-8; save the text as UTF-8"
        ) from error


def clean(text: str) -> str:
    """Return `text` with line ends as one character and no space around it.

    Raises:
        InvalidInputError: if nothing is left, or if it cannot be stored.
        TooLargeError: over the limit.
    """
    if len(text) > LONGEST_TEXT:
        raise _too_long(f"{len(text):,} characters")
    try:
        storable(text)
    except ValueError as error:
        raise InvalidInputError(f"text: {error}") from error
    cleaned = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").strip()
    if not cleaned:
        raise InvalidInputError("the text is empty; a commentary needs at least one sentence")
    return cleaned


def digest(text: str) -> str:
    """Return the SHA-256 (hex) of a cleaned text, by which it is known."""
    return hashlib.sha256(text.encode()).hexdigest()


def read_commentary(new: NewCommentary) -> list[Draft]:
    """Return the forecasts that the embedded extraction finds in a commentary.

    Raises:
        InvalidInputError: if the text cannot be used.
    """
    return extract(clean(new.text), new.said_on, new.pundit)


def add_commentary(
    session: Session,
    now: datetime,
    actor: str,
    new: NewCommentary,
    drafts: Sequence[Draft] | None = None,
    *,
    source: Source | None = None,
) -> Intake:
    """Store a commentary and the candidates found in it.

    `drafts` are what was found before the transaction began, so that nobody who writes has to wait
    for a reader; without them the embedded extraction reads now.

    Raises:
        ConflictError: if the same text is on record already.
        InvalidInputError: if the text cannot be used or was said in the future.
    """
    if new.said_on > (now + EARLIEST_ZONE).date():
        raise InvalidInputError(f"said_on {new.said_on} has not come yet")
    text = clean(new.text)
    sha256 = digest(text)
    _refuse_known(session, sha256)
    commentary = Commentary(
        pundit=pundit_named(session, now, new.pundit),
        publication=new.publication or (source.publication if source else ""),
        title=new.title or _first_line(text),
        url=new.url,
        said_on=new.said_on,
        text=text,
        sha256=sha256,
        added_at=now,
        source=source,
    )
    session.add(commentary)
    session.flush()
    note_lexicon(session, now, actor)
    found = read_commentary(new) if drafts is None else drafts
    # The same words under the same cue are one candidate, whichever rules found them.
    distinct = {(draft.start, draft.end, draft.cue): draft for draft in found}
    candidates = tuple(_candidate(commentary, draft) for draft in distinct.values())
    session.add_all(candidates)
    session.flush()
    _enter(session, now, actor, commentary, len(candidates))
    return Intake(commentary, candidates)


def _refuse_known(session: Session, sha256: str) -> None:
    known = session.execute(
        select(Commentary.id, Pundit.name, Commentary.said_on)
        .join(Pundit)
        .where(Commentary.sha256 == sha256)
    ).first()
    if known:
        raise ConflictError(
            f"this text is already on record as commentary {known.id}"
            f" ({known.name}, {known.said_on}); it was not stored again"
        )


def _candidate(commentary: Commentary, draft: Draft) -> Candidate:
    return Candidate(
        commentary=commentary,
        quote=draft.quote,
        span_start=draft.start,
        span_end=draft.end,
        rule=draft.rule,
        cue=draft.cue,
        claim=draft.claim,
        probability=draft.probability,
        low=draft.low,
        high=draft.high,
        basis=draft.basis,
        phrase=draft.phrase,
        lexicon_version=draft.lexicon_version,
        polarity=draft.polarity,
        deadline=draft.deadline,
        deadline_text=draft.deadline_text or "",
        deadline_basis=draft.deadline_basis or "none",
        conditional=draft.conditional,
        condition=draft.condition or "",
        speaker=draft.speaker or "",
        trace=json.dumps([asdict(step) for step in draft.trace], ensure_ascii=False),
    )


def _enter(session: Session, now: datetime, actor: str, stored: Commentary, found: int) -> None:
    facts = {
        "pundit": stored.pundit.name,
        "said_on": stored.said_on,
        "sha256": stored.sha256,
        "candidates": found,
        "source": stored.source_id,
        "publication": stored.publication,
        "url": stored.url,
    }
    append(session, now, actor, Change("commentary added", f"commentary/{stored.id}", facts))


def _first_line(text: str) -> str:
    return text.splitlines()[0][:120]


def _too_long(size: str) -> TooLargeError:
    return TooLargeError(f"the text has {size}; at most {LONGEST_TEXT:,} characters are taken")
