"""How the recurring work does: last ticks, what waits and for how long, leases, what failed."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from core.config import Settings
from core.heartbeat import Beat, last_beats
from core.mail.leases import leased_deliveries
from core.mail.outbox import unsent_since
from core.retries import FailedWork, failed_work
from jobs.coming import Coming, coming
from jobs.schedule import TICK, jobs
from scoring.queries import unscored_since

LATE_AFTER = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class JobStatus:
    """One recurring job; `age_seconds` is how long ago it last ran, None if it never did."""

    name: str
    every_seconds: int
    last_tick: datetime | None
    age_seconds: float | None
    late: bool
    summary: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """Work that is due; `age_seconds` is that of the oldest piece."""

    what: str
    n: int
    oldest: datetime | None
    age_seconds: float | None


@dataclass(frozen=True, slots=True)
class Lease:
    """Work that one node has for itself until an instant."""

    what: str
    key: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Status:
    """How everything stands; `failed` is tried again, `dead_letters` wait for somebody.

    `status` is ``late`` when no tick came for ten minutes, ``partly`` when the tick comes and
    another job never ran, or not for so long; else ``ok``.
    """

    at: datetime
    status: str
    jobs: tuple[JobStatus, ...]
    coming: tuple[Coming, ...]
    waiting: tuple[Waiting, ...]
    leases: tuple[Lease, ...]
    failed: tuple[FailedWork, ...]
    dead_letters: tuple[FailedWork, ...]

    @property
    def tick(self) -> JobStatus:
        """The job whose silence is told on every page."""
        return next(job for job in self.jobs if job.name == TICK)

    @property
    def missing(self) -> tuple[str, ...]:
        """The jobs that never ran."""
        return tuple(job.name for job in self.jobs if job.last_tick is None)

    @property
    def behind(self) -> tuple[str, ...]:
        """The jobs that ran, and have not for too long."""
        return tuple(job.name for job in self.jobs if job.late and job.last_tick is not None)


def status_of(session: Session, settings: Settings, now: datetime) -> Status:
    """Return how the recurring work does at `now`."""
    beats = last_beats(session)
    found = tuple(
        _job(job.name, job.every_seconds, beats.get(job.name), now) for job in jobs(settings)
    )
    failed = failed_work(session)
    return Status(
        at=now,
        status=_word(found),
        jobs=found,
        coming=coming(session, settings, now),
        waiting=(
            _waiting("events to be scored", unscored_since(session), now),
            _waiting("reports to be sent", unsent_since(session, now), now),
        ),
        leases=tuple(
            Lease("delivery", str(key), until) for key, until in leased_deliveries(session, now)
        ),
        failed=tuple(work for work in failed if work.gave_up_at is None),
        dead_letters=tuple(work for work in failed if work.gave_up_at is not None),
    )


def _word(found: tuple[JobStatus, ...]) -> str:
    late = {job.name for job in found if job.late}
    if TICK in late:
        return "late"
    return "partly" if late else "ok"


def _job(name: str, every_seconds: int, last: Beat | None, now: datetime) -> JobStatus:
    if last is None:
        return JobStatus(name, every_seconds, None, None, late=True, summary="")
    age = now - last.at
    # A tick from the future was noted by a clock that has been set back since.
    late = abs(age) > max(LATE_AFTER, timedelta(seconds=2 * every_seconds))
    return JobStatus(name, every_seconds, last.at, age.total_seconds(), late, last.summary)


def _waiting(what: str, found: tuple[int, datetime | None], now: datetime) -> Waiting:
    n, oldest = found
    return Waiting(what, n, oldest, (now - oldest).total_seconds() if oldest else None)
