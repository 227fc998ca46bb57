"""Which lexicon reads the words of chance: on record before it has read anything."""

import hashlib
import json
from datetime import datetime
from functools import cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.ledger import Change, LedgerEntry, append
from predictions.extraction.lexicon import FOLDER, LEXICON_VERSION

FILES = ("lexicon.csv", "modifiers.csv")
SUBJECT = "lexicon"


def note_lexicon(session: Session, now: datetime, actor: str) -> None:
    """Enter that another lexicon is in force, if it is another than the last one on record."""
    last = session.scalars(
        select(LedgerEntry)
        .where(LedgerEntry.subject == SUBJECT)
        .order_by(LedgerEntry.position.desc())
        .limit(1)
    ).first()
    facts = {"version": LEXICON_VERSION, "sha256": lexicon_sha256()}
    if last is None or json.loads(last.facts) != facts:
        append(session, now, actor, Change("lexicon adopted", SUBJECT, facts))


@cache
def lexicon_sha256() -> str:
    """Return the SHA-256 (hex) of the lexicon's files, one after the other."""
    return hashlib.sha256(b"".join((FOLDER / name).read_bytes() for name in FILES)).hexdigest()
