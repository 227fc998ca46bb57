"""PURE. Which recurring jobs have missed their tick, by a clock that nobody can set.

A scheduler that reads the wall clock stands still for as long as that clock is set back, and a
clock that jumps two days forth and back takes the next tick along into the day after tomorrow.
All instants here are seconds of a monotonic clock.
"""

from collections.abc import Mapping

LEAST_GRACE_SECONDS = 2.0


class Watch:
    """When each job began last, and whether it still runs; `every` is in seconds by name."""

    def __init__(self, every: Mapping[str, float], now: float) -> None:
        self._every = dict(every)
        self._began = dict.fromkeys(every, now)
        self._running: set[str] = set()

    def began(self, name: str, now: float) -> None:
        """Note that a job began."""
        self._began[name] = now
        self._running.add(name)

    def ended(self, name: str) -> None:
        """Note that it ended, well or not."""
        self._running.discard(name)

    @property
    def running(self) -> tuple[str, ...]:
        """The jobs at work."""
        return tuple(sorted(self._running))

    def overdue(self, now: float) -> tuple[str, ...]:
        """Return the jobs that should have begun by `now` and are not at work."""
        return tuple(
            name
            for name, every in self._every.items()
            if name not in self._running and now - self._began[name] > _allowed(every)
        )


def _allowed(every: float) -> float:
    """How long after its last beginning a job may begin: half as much again."""
    return every + max(LEAST_GRACE_SECONDS, every / 2)
