"""Whether this process was asked to stop: work ends after the unit at hand."""

import signal
import sys
import time
from types import FrameType

SIGNALS = (signal.SIGTERM, signal.SIGINT)
_asked = False


def asked() -> bool:
    """Tell whether to stop; loops look here between two units of work."""
    return _asked


def ask() -> None:
    """Ask for it."""
    # A flag and no lock: a signal may come while its own thread holds any lock.
    global _asked  # noqa: PLW0603 - a process is asked as a whole
    _asked = True


def withdraw() -> None:
    """Forget that it was asked."""
    global _asked  # noqa: PLW0603 - as above
    _asked = False


def listen(*, leaving: bool = False) -> None:
    """Take SIGTERM and SIGINT as being asked; a second one ends the process at once.

    With `leaving` the main thread gets a SystemExit too, for servers whose loop ends on that.
    """

    def heard(_number: int, _frame: FrameType | None) -> None:
        ask()
        for number in SIGNALS:
            signal.signal(number, signal.SIG_DFL)
        if leaving:
            sys.exit(0)

    for number in SIGNALS:
        signal.signal(number, heard)


def wait() -> None:
    """Return once it was asked."""
    # Sleeping on a lock would tie the handler to it; two looks a second cost nothing.
    while not _asked:
        time.sleep(0.5)
