"""Every item seen from a source: taken by its rule, or not, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.ledger import Change, append
from predictions.extraction import Draft
from predictions.forms import NewCommentary
from predictions.intake import Intake, add_commentary, clean, digest, read_commentary
from predictions.models import Commentary
from predictions.sources.models import Fate, SeenItem, Source
from predictions.sources.sampling import takes
from predictions.sources.service import open_source


@dataclass(frozen=True, slots=True)
class Arrival:
    """What became of one text: its `item`, if it names a source, and its `intake`, if taken now."""

    item: SeenItem | None
    intake: Intake | None = None


def identity_of(url: str, text: str) -> str:
    """Return by what an item is known: its address, or the SHA-256 of its cleaned text."""
    return url or digest(clean(text))


def seen_before(session: Session, source: Source, identity: str) -> SeenItem | None:
    """Return the item if it was seen and decided; what could not be read may be tried again."""
    item = _item(session, source, identity)
    return None if item is None or item.fate == "unreadable" else item


def is_wanted(source: Source, identity: str) -> bool:
    """Tell whether the source's rule takes an item, before it is fetched or read."""
    return takes(source.rule, identity)


def note_item(
    session: Session,
    now: datetime,
    actor: str,
    source: Source,
    identity: str,
    *,
    fate: Fate,
    detail: str = "",
    commentary: Commentary | None = None,
) -> SeenItem:
    """Put on record that an item was seen and what became of it; once decided, it stays so.

    Args:
        session: of the caller's unit of work.
        now: when it is seen.
        actor: who sees it.
        source: from where, held by `open_source`.
        identity: its address or digest, as `identity_of` gives it.
        fate: what became of it.
        detail: more words, such as why it could not be read.
        commentary: that it was stored as, or that it repeats.
    """
    item = _item(session, source, identity)
    if item is not None and (item.fate != "unreadable" or item.fate == fate):
        return item
    if item is None:
        item = SeenItem(source_id=source.id, identity=identity, rule_version=source.rule.version)
        session.add(item)
    item.seen_at, item.fate, item.detail = now, fate, detail
    item.commentary_id = commentary.id if commentary else None
    session.flush()
    append(session, now, actor, Change("item seen", f"source/{source.id}", _facts(item)))
    return item


def take_in(
    session: Session,
    now: datetime,
    actor: str,
    new: NewCommentary,
    drafts: Sequence[Draft] | None = None,
    *,
    keep_empty: bool = True,
) -> Arrival:
    """Take in a commentary, as far as the rule of its source wants it; without one, it is taken.

    What is not taken is no error: that it was seen, and why it was not taken, is on record. With
    `keep_empty` a text without a forecast is stored, so that an editor can mark what was missed.

    Raises:
        NotFoundError: if there is no such source.
        ConflictError: if it is closed; or if it has no source and its text is on record already.
        InvalidInputError: if the text cannot be used or was said in the future.
    """
    if new.source is None:
        return Arrival(None, add_commentary(session, now, actor, new, drafts))
    source = open_source(session, new.source)
    identity = identity_of(new.url, new.text)
    known = seen_before(session, source, identity)
    if known is not None:
        return Arrival(known)

    def decided(fate: Fate, commentary: Commentary | None = None) -> SeenItem:
        return note_item(session, now, actor, source, identity, fate=fate, commentary=commentary)

    if not is_wanted(source, identity):
        return Arrival(decided("sampled_out"))
    same = session.scalars(
        select(Commentary).where(Commentary.sha256 == digest(clean(new.text)))
    ).first()
    if same is not None:
        return Arrival(decided("duplicate", same))
    found = read_commentary(new) if drafts is None else drafts
    if not (found or keep_empty):
        return Arrival(decided("no_forecast"))
    stored = add_commentary(session, now, actor, new, found, source=source)
    return Arrival(decided("taken", stored.commentary), stored)


def _item(session: Session, source: Source, identity: str) -> SeenItem | None:
    query = select(SeenItem).where(SeenItem.source_id == source.id, SeenItem.identity == identity)
    return session.scalars(query).first()


def _facts(item: SeenItem) -> dict[str, object]:
    return {
        "identity": item.identity,
        "fate": item.fate,
        "rule_version": item.rule_version,
        "commentary": item.commentary_id,
        "detail": item.detail,
    }
