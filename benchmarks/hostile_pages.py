"""What hostile pages and feeds cost: seconds and megabytes of the child that reads each.

    python -m benchmarks.hostile_pages

Every one must end within 5 seconds and 300 MB, read or refused, and this process lives on.
"""

import os
import time

from support.hostile import HOSTILE

from predictions.fetching import reading
from predictions.fetching.errors import UnreadableError

MEGABYTE = 1024  # ru_maxrss counts kilobytes


def main() -> None:
    """Read each once, in a forked process whose children's memory is counted apart."""
    print(f"{'what':<28} {'bytes':>10} {'seconds':>8} {'MB':>5}  result")
    for name, (kind, body) in HOSTILE.items():
        began = time.perf_counter()
        process = os.fork()
        if process == 0:
            os._exit(_result(kind, body))
        _, status, used = os.wait4(process, 0)
        took = time.perf_counter() - began
        said = "read" if os.waitstatus_to_exitcode(status) == 0 else "refused"
        print(f"{name:<28} {len(body):>10,} {took:>8.2f} {used.ru_maxrss // MEGABYTE:>5}  {said}")


def _result(kind: str, body: bytes) -> int:
    read = reading.read_feed if kind == "feed" else reading.read_page
    try:
        read(body, "text/html" if kind == "page" else "application/xml", "https://example.org/")
    except UnreadableError:
        return 1
    return 0


if __name__ == "__main__":
    main()
