"""Named places where a process can be made to die, so that tests can crash it anywhere.

Nothing is armed unless `CALLEDIT_FAILPOINTS` names a point, and then the process kills itself with
SIGKILL, which no handler sees, when it gets there: ``commit.before`` the first time,
``commit.before:7`` the seventh. ``trace`` kills nothing and logs every point that is reached.
"""

import logging
import os
import signal
from collections import Counter
from collections.abc import Callable

log = logging.getLogger(__name__)

# Every point there is. Each stands in exactly one line of code, which a test checks.
POINTS = {
    "commit.before": "a unit of work is done, and nothing of it is stored",
    "commit.after": "it is stored, and nobody has been told",
    "smtp.connect": "a mail is leased, and the server has not been called",
    "smtp.command": "the next command to the mail server has not been said",
    "smtp.reply": "the server's next answer has not been read",
    "smtp.answered": "the server has answered, and nothing is noted",
}
TRACE = "trace"


def parse(given: str) -> tuple[str, int]:
    """Return the point and which time it is reached; ``("", 0)`` where nothing is asked for.

    Raises:
        ValueError: if there is no such point, quoting what was given.
    """
    name, _, nth = given.partition(":")
    if given in {"", TRACE}:
        return given, 0
    if name not in POINTS or not (nth or "1").isdecimal() or int(nth or 1) < 1:
        raise ValueError(
            f"{given!r} is no failpoint; {TRACE!r}, one of {', '.join(POINTS)}, or one of them"
            " with the number of the time, as in 'commit.before:7', would be right"
        )
    return name, int(nth or 1)


def arm(given: str) -> None:
    """Let the process die where `given` says; an empty text disarms.

    Raises:
        ValueError: as `parse`.
    """
    global reached  # noqa: PLW0603 - armed as a whole, so that it costs nothing otherwise
    name, nth = parse(given)
    seen: Counter[str] = Counter()

    def watch(point: str) -> None:
        seen[point] += 1
        if name == TRACE:
            log.warning("failpoint %s:%d", point, seen[point], extra={"action": "failpoint"})
        if (point, seen[point]) == (name, nth):
            os.kill(os.getpid(), signal.SIGKILL)

    reached = watch if name else _nothing


def _nothing(_point: str) -> None:
    """What happens at a point in real use."""


# Called as `failpoints.reached("commit.before")`, so that arming replaces it everywhere.
reached: Callable[[str], None] = _nothing
