"""Whether the service lives: the database answers, and the scheduler ticks."""

from datetime import datetime

from flask import Blueprint, Response, jsonify

from core.clock import utc_now
from core.web import current_database, current_settings
from jobs.status import Status, status_of

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def healthz() -> Response:
    """Answer 200 while the database can be read; the body says how old the last tick is."""
    with current_database().read() as session:
        found = status_of(session, current_settings(), utc_now())
    return jsonify(_body(found))


def _body(status: Status) -> dict[str, object]:
    return {
        "status": status.status,
        "last_tick": _instant(status.tick.last_tick),
        "tick_age_seconds": status.tick.age_seconds,
        "waiting_to_be_scored": status.waiting[0].n,
        "waiting": {each.what: each.n for each in status.waiting},
        "jobs": {
            job.name: {
                "last_tick": _instant(job.last_tick),
                "age_seconds": job.age_seconds,
                "late": job.late,
            }
            for job in status.jobs
        },
        "never_ran": status.missing,
        "coming": {
            each.what: {"last": _instant(each.last), "due": _instant(each.due)}
            for each in status.coming
        },
        "failing": len(status.failed),
        "dead_letters": len(status.dead_letters),
    }


def _instant(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
