"""How long readers wait for pages while a large file comes in: p50, p99 and the longest.

    python -m benchmarks.pages_under_import                     # a million rows, 100 requests/s
    python -m benchmarks.pages_under_import --rows 200000 --rate 50

The service runs as `flask serve` does, on SQLite, with its scheduler; `flask import` runs beside
it. Requests leave when they are due, whatever became of those before, and each is timed from when
it was due: a service that stands still for a second makes a hundred readers wait. Readers ask for
the front page (a quarter of them), pundits, events and searches, and have no account. Each page has
been asked for once before; a page that nobody has ever asked for is made while its reader waits,
which `first` times.
"""

import argparse
import http.client
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks.import_rows import write
from benchmarks.pages import ROOT, environment, ours

READERS = 48  # requests that may be under way at once
PUNDITS, EVENTS, FRONT = 20, 60, 0.25
SEARCHES = ("measured event", "number 17", "vote", "invented", "growth")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--events", type=int, default=50_000)
    parser.add_argument("--pundits", type=int, default=100)
    parser.add_argument("--rate", type=float, default=100.0)
    parser.add_argument("--before", type=float, default=10.0, help="seconds without an import")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="calledit-pages-") as name:
        folder = Path(name)
        write(folder / "rows.csv", options)
        first = options.rows // 50
        lines = (folder / "rows.csv").read_text(encoding="utf-8").splitlines(keepends=True)
        (folder / "first.csv").write_text("".join(lines[: first + 1]), encoding="utf-8")
        with ours(folder, tick_seconds=10) as base:
            importing(folder, "first.csv").wait()
            tell("first", *asked_once(base))
            tell("before", *asked(base, options.rate, until=after(options.before)))
            began, process = time.monotonic(), importing(folder, "rows.csv")
            tell("during", *asked(base, options.rate, until=lambda: process.poll() is not None))
            took = time.monotonic() - began
    print(f"{options.rows:,} rows came in in {took:.0f} s, status {process.returncode}")


def importing(folder: Path, file: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "flask", "import", str(folder / file)]
    return subprocess.Popen(  # noqa: S603 - our own command
        command, env=environment(folder), cwd=ROOT, stdout=subprocess.DEVNULL
    )


def after(seconds: float) -> Callable[[], bool]:
    end = time.monotonic() + seconds
    return lambda: time.monotonic() >= end


def paths() -> list[str]:
    return [
        "/",
        *(f"/pundits/pundit-{n}-invented" for n in range(PUNDITS)),
        *(f"/events/{n}" for n in range(1, EVENTS + 1)),
        *(f"/search?q={q.replace(' ', '+')}" for q in SEARCHES),
    ]


def asked_once(base: str) -> tuple[dict[str, list[float]], list[str]]:
    waits: dict[str, list[float]] = {}
    odd: list[str] = []
    ask = reader(urlsplit(base).netloc)
    for path in paths():
        timed(ask, path, time.monotonic(), waits, odd)
    return waits, odd


def asked(
    base: str, rate: float, until: Callable[[], bool]
) -> tuple[dict[str, list[float]], list[str]]:
    """Return the waits of each kind of page in seconds, and what else than 200 was answered."""
    chance, every = random.Random(6), paths()  # noqa: S311 - the same readers each time
    waits: dict[str, list[float]] = {}
    odd: list[str] = []
    ask = reader(urlsplit(base).netloc)
    with ThreadPoolExecutor(READERS) as readers:
        start, number = time.monotonic(), 0
        while not until():
            due = start + number / rate
            time.sleep(max(0.0, due - time.monotonic()))
            path = "/" if chance.random() < FRONT else chance.choice(every)
            readers.submit(timed, ask, path, due, waits, odd)
            number += 1
    return waits, odd


def timed(
    ask: Callable[[str], int], path: str, due: float, waits: dict[str, list[float]], odd: list[str]
) -> None:
    try:
        status = ask(path)
    except OSError as error:
        odd.append(f"{path}: {error}")
    else:
        if status != http.HTTPStatus.OK:
            odd.append(f"{path}: {status}")
    kind = urlsplit(path).path.split("/")[1] or "front"
    waits.setdefault(kind, []).append(time.monotonic() - due)


def reader(host: str) -> Callable[[str], int]:
    """Return what asks for a path; each thread has a connection of its own."""
    mine = threading.local()

    def ask(path: str) -> int:
        if not hasattr(mine, "connection"):
            mine.connection = http.client.HTTPConnection(host, timeout=60)
        mine.connection.request("GET", path)
        answer = mine.connection.getresponse()
        answer.read()
        return int(answer.status)

    return ask


def tell(when: str, waits: dict[str, list[float]], odd: Sequence[str]) -> None:
    every = {**waits, "all": [wait for some in waits.values() for wait in some]}
    for kind, some in sorted(every.items()):
        some.sort()
        p50, p99 = (some[int(len(some) * share)] * 1000 for share in (0.5, 0.99))
        print(
            f"{when} {kind:8} {len(some):7,} asked  p50 {p50:7.1f} ms  p99 {p99:7.1f} ms"
            f"  longest {some[-1] * 1000:8.1f} ms"
        )
    print(f"{when}: {len(odd)} not answered with 200 {list(odd[:3])}")


if __name__ == "__main__":
    main()
