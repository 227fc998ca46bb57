"""The desk's page about the service itself: ticks, what waits, what was given up, backups."""

from dataclasses import dataclass
from datetime import datetime

from flask import Response
from sqlalchemy.orm import Session

from core.clock import utc_now
from core.errors import CalleditError
from core.heartbeat import Beat, last_beats
from core.retries import try_again
from core.web import current_database, current_settings
from dashboard.desk.queries import FailedMail, failed_mails
from dashboard.desk.showing import blueprint, editor, go, show, trouble_of, typed
from dashboard.desk.view.trouble import Trouble
from jobs.coming_words import never_words
from jobs.status import Status, status_of
from jobs.telling import missed, told_of


@dataclass(frozen=True, slots=True)
class Health:
    """How the service does; `missed` says which jobs did not run, `never` what never came yet."""

    status: Status
    missed: str
    never: str
    coming: tuple[str, ...]
    mails: list[FailedMail]
    backup: Beat | None
    trouble: Trouble | None


@blueprint.get("/health")
def health() -> Response:
    """Does everything run that should?"""
    return _page(None)


@blueprint.post("/health/retry")
def retry() -> Response:
    """Give failed work another go."""
    fields = typed("kind", "key")
    editor()
    try:
        with current_database().write() as session:
            try_again(session, utc_now(), fields["kind"], fields["key"])
    except CalleditError as error:
        return _page(trouble_of(error, fields), error.status)
    return go("/desk/health")


def _page(trouble: Trouble | None, status: int = 200) -> Response:
    settings = current_settings()

    def build(session: Session, now: datetime) -> Health:
        backup = last_beats(session).get("backup")
        status = status_of(session, settings, now)
        told = tuple(told_of(each, settings.zone) for each in status.coming)
        never = never_words([each.what for each in status.coming if each.last is None])
        return Health(
            status, missed(status), never, told, failed_mails(session, now), backup, trouble
        )

    return show("health", build, status)
