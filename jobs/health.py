"""Whether the service lives: the database answers, and the scheduler ticks."""

from flask import Blueprint, Response, jsonify

from core.clock import utc_now
from core.web import current_database, current_settings
from jobs.status import JobStatus, Status, status_of

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
        "last_tick": _spelled(status.tick),
        "tick_age_seconds": status.tick.age_seconds,
        "waiting_to_be_scored": status.waiting[0].n,
        "waiting": {each.what: each.n for each in status.waiting},
        "jobs": {
            job.name: {"last_tick": _spelled(job), "age_seconds": job.age_seconds}
            for job in status.jobs
        },
        "failing": len(status.failed),
        "dead_letters": len(status.dead_letters),
    }


def _spelled(job: JobStatus) -> str | None:
    return job.last_tick.isoformat() if job.last_tick else None
