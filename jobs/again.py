"""Giving failed work another go."""

from datetime import datetime

from sqlalchemy.orm import Session

from core.retries import FailedWork, try_again
from predictions.feeds.service import FAILED, read_now

# Kinds of work whose own rows say when they are due; events ask the list of failed work itself.
DUE_NOW = {FAILED: read_now}


def give_another_go(session: Session, now: datetime, kind: str, key: str) -> FailedWork:
    """Let failed work be due now, as if it had never been tried.

    Raises:
        NotFoundError: if no such work has failed.
    """
    work = try_again(session, now, kind, key)
    if kind in DUE_NOW:
        DUE_NOW[kind](session, now, key)
    return work
