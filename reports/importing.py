"""Taking over a list of subscribers from a table, with how each agreed to it."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy.orm import Session

from core.errors import CalleditError, InvalidInputError
from core.forms import FilledNote, Form, form_from
from core.mail.outbox import suppressed_because
from reports.subscribers import NewSubscriber, find_subscription, subscribe
from reports.wishes import check_scope

COLUMNS = ("email", "zone", "topic", "pundits", "weekday", "hour", "skip_quiet", "consent")
YES = {"yes": True, "true": True, "1": True, "": False, "no": False, "false": False, "0": False}
LISTED = "when this list was imported: "


class Consent(Form):
    """How we know that somebody wants the reports."""

    consent: FilledNote


@dataclass(frozen=True, slots=True)
class Imported:
    """How many were added, known already, or left alone because they had left or are out of reach.

    `refused` names the rows that cannot be used, and why.
    """

    added: int = 0
    known: int = 0
    left: int = 0
    unreachable: int = 0
    refused: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        """One line for people."""
        return (
            f"{self.added} added, {self.known} known already, {self.left} had left and stay so,"
            f" {self.unreachable} out of reach, {len(self.refused)} refused"
        )


def import_subscribers(
    session: Session, now: datetime, lines: Iterable[str], consent: str, zone: str
) -> Imported:
    """Add who is not subscribed; whoever left stays away. One bad row holds up no other.

    `consent` and `zone` are for rows that have none of their own.

    Raises:
        InvalidInputError: if it is no table with a column ``email``, or has others than ours.
    """
    reader = csv.DictReader(lines)
    try:
        _check_columns(reader.fieldnames or ())
        done = Imported()
        for row in reader:
            done = _one(session, now, done, _fields(row, consent, zone), reader.line_num)
    except (csv.Error, UnicodeDecodeError) as error:
        raise InvalidInputError(f"this cannot be read as a table: {error}") from error
    return done


def _check_columns(names: Iterable[str]) -> None:
    given = tuple(names)
    unknown = [name for name in given if name not in COLUMNS]
    if "email" not in given or unknown:
        raise InvalidInputError(
            f"the first line has {', '.join(map(repr, given)) or 'nothing'}; a column 'email' is"
            f" needed, and {', '.join(COLUMNS[1:])} are possible"
        )


def _one(
    session: Session, now: datetime, done: Imported, fields: Mapping[str, object], line: int
) -> Imported:
    try:
        agreed = form_from(Consent, {"consent": fields["consent"]}).consent
        new = form_from(NewSubscriber, {k: v for k, v in fields.items() if k != "consent"})
        check_scope(session, new.scope)
    except CalleditError as error:
        return replace(done, refused=[*done.refused, f"line {line}: {error}"])
    found = find_subscription(session, new.email, new.scope)
    if found is not None:
        if found.unsubscribed_at is None:
            return replace(done, known=done.known + 1)
        return replace(done, left=done.left + 1)
    if suppressed_because(session, new.email):
        return replace(done, unreachable=done.unreachable + 1)
    subscribe(session, now, new, LISTED + agreed)
    return replace(done, added=done.added + 1)


def _fields(row: Mapping[str | None, object], consent: str, zone: str) -> dict[str, object]:
    written = {str(name): str(value or "").strip() for name, value in row.items()}
    return {
        "email": written.get("email", ""),
        "zone": written.get("zone") or zone,
        "topic": written.get("topic", ""),
        "pundits": [p.strip() for p in written.get("pundits", "").split(";") if p.strip()],
        "weekday": _number(written.get("weekday", "")),
        "hour": _number(written.get("hour", "")),
        "skip_quiet": YES.get(written.get("skip_quiet", "").lower(), written.get("skip_quiet")),
        "consent": written.get("consent") or consent,
    }


def _number(written: str) -> object:
    return int(written) if written.isdecimal() and written.isascii() else written or None
