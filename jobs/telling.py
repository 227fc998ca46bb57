"""The status of the recurring work as lines for people."""

from collections.abc import Iterator

from core.formats import count, joined, moment
from core.retries import FailedWork
from jobs.coming import Coming
from jobs.coming_words import coming_words
from jobs.status import JobStatus, Status, Waiting

STEPS = ((86_400, "day"), (3_600, "hour"), (60, "minute"))


def told(status: Status) -> Iterator[str]:
    """Return the status, line by line."""
    yield f"Status: {status.status}"
    yield from map(_job, status.jobs)
    yield from map(told_of, status.coming)
    yield from map(_waiting, status.waiting)
    yield from (f"Leased: {each.what} {each.key} until {moment(each.until)}"
                for each in status.leases)  # fmt: skip
    yield from (f"{_failed(work)}; next attempt {moment(work.next_attempt_at)}: {work.last_error}"
                for work in status.failed)  # fmt: skip
    yield from (f"Dead letter: {_failed(work)}: {work.last_error}"
                f" (python -m jobs retry {work.kind} {work.key})"
                for work in status.dead_letters)  # fmt: skip


def told_of(coming: Coming, zone: str = "UTC") -> str:
    """Say when a kind of report, mail or feed came last, and when the next is due."""
    return coming_words(coming.what, coming.last, coming.due, coming.n, zone)


def missed(status: Status) -> str:
    """Say which jobs never ran, or not for too long; empty if none."""
    said = []
    if status.missing:
        has = "has" if len(status.missing) == 1 else "have"
        said.append(f"{joined(status.missing)} {has} not run yet")
    if status.behind:
        has = "has" if len(status.behind) == 1 else "have"
        said.append(f"{joined(status.behind)} {has} not run for ten minutes")
    return ", and ".join(said)


def age(seconds: float) -> str:
    """Return a duration in its largest unit: ``42 seconds``, ``3 hours``."""
    for size, unit in STEPS:
        if seconds >= size:
            return count(int(seconds // size), unit)
    return count(max(0, int(seconds)), "second")


def _job(job: JobStatus) -> str:
    every = f"every {age(job.every_seconds)}"
    if job.age_seconds is None:
        return f"Job {job.name} ({every}): never ran"
    late = " (late)" if job.late else ""
    return f"Job {job.name} ({every}): ran {age(job.age_seconds)} ago{late}; {job.summary}"


def _waiting(waiting: Waiting) -> str:
    since = f", the oldest for {age(waiting.age_seconds)}" if waiting.age_seconds else ""
    return f"Waiting: {waiting.n:,} {waiting.what}{since}"


def _failed(work: FailedWork) -> str:
    return f"{work.kind} {work.key} failed {count(work.attempts, 'time')}"
