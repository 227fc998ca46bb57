"""PURE. How an entry of the ledger is spelled and hashed, so that anybody can do it again."""

import hashlib
import json
from datetime import datetime
from typing import Any, Protocol

GENESIS = "0" * 64


class Contents(Protocol):
    """What the hash of an entry is taken of."""

    @property
    def position(self) -> int: ...  # noqa: D102 - see core.ledger.LedgerEntry
    @property
    def recorded_at(self) -> datetime: ...  # noqa: D102 - the same
    @property
    def actor(self) -> str: ...  # noqa: D102 - the same
    @property
    def action(self) -> str: ...  # noqa: D102 - the same
    @property
    def subject(self) -> str: ...  # noqa: D102 - the same
    @property
    def facts(self) -> str: ...  # noqa: D102 - the same
    @property
    def reason(self) -> str: ...  # noqa: D102 - the same
    @property
    def previous_hash(self) -> str: ...  # noqa: D102 - the same


def canonical(facts: dict[str, Any]) -> str:
    """Return JSON with one spelling only, so that its hash can be recomputed anywhere."""
    return json.dumps(
        facts, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_spelled
    )


def entry_hash(entry: Contents) -> str:
    """Return the SHA-256 (hex) of an entry's contents chained to the entry before it."""
    parts = {
        "position": entry.position,
        "recorded_at": entry.recorded_at.isoformat(timespec="microseconds"),
        "actor": entry.actor,
        "action": entry.action,
        "subject": entry.subject,
        "facts": entry.facts,
        "reason": entry.reason,
        "previous_hash": entry.previous_hash,
    }
    return hashlib.sha256(canonical(parts).encode()).hexdigest()


def _spelled(value: object) -> str:
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    raise TypeError(f"{value!r} cannot stand in the ledger")
