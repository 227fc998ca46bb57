"""A program: `python -m jobs` with a wall clock that jumps as a file says.

The file holds how many seconds the clock is ahead; the monotonic clock stays what it is.
"""

import sys
import threading
import time
from pathlib import Path

import time_machine

from jobs.__main__ import main


def follow(file: Path) -> None:
    """Set the clock by the file, again and again."""
    real = time.time
    begun, at_first = time.monotonic(), real()
    with time_machine.travel(at_first, tick=True) as clock:
        ahead = 0.0
        while True:
            asked = float(file.read_text() or ahead)
            if asked != ahead:
                ahead = asked
                clock.move_to(at_first + time.monotonic() - begun + ahead)
            time.sleep(0.05)


if __name__ == "__main__":
    threading.Thread(target=follow, args=(Path(sys.argv.pop(1)),), daemon=True).start()
    main(prog_name="python -m jobs")
