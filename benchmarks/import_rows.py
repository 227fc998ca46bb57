"""How fast a file of forecasts comes in: rows per second, beside a plain executemany of as many.

    python -m benchmarks.import_rows                      # a million rows, a hundred pundits
    python -m benchmarks.import_rows --rows 100000 --events 100000

The file is made here, with days in no order, so that restatements come before what they restate.
The yardstick writes the same number of rows of one table (a claim, a day, a probability) with the
standard library alone, in the same chunks, without validation, constraints, quotes or scores.
"""

import argparse
import csv
import random
import resource
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from core import migrations
from core.db import Database
from scoring.exchange.importing import ROWS_AT_A_TIME, Import
from scoring.exchange.mapping import load_mapping
from scoring.exchange.refusals import Refusals

NOW = datetime(2026, 1, 1, tzinfo=UTC)
FIRST = date(2015, 1, 1)
HEADER = ("pundit", "claim", "said_on", "probability", "deadline", "outcome", "known_at", "topic")


def rows(n: int, events: int, pundits: int) -> Iterator[tuple[str, ...]]:
    rng = random.Random(538)  # noqa: S311 - made-up data, nothing secret
    for number in range(n):
        event = number % events
        deadline = FIRST + timedelta(days=event % 3000 + 400)
        said_on = deadline - timedelta(days=rng.randrange(365))
        yield (
            f"Pundit {rng.randrange(pundits)} (invented)",
            f"The measured event number {event} takes place",
            said_on.isoformat(),
            f"{rng.randrange(101) / 100:.2f}",
            deadline.isoformat(),
            "occurred" if event % 3 else "did_not_occur",
            deadline.isoformat(),
            f"topic {event % 12}",
        )


def write(file: Path, options: argparse.Namespace) -> None:
    with file.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(HEADER)
        writer.writerows(rows(options.rows, options.events, options.pundits))


def plain(file: Path, database: Path) -> float:
    """Return the seconds that the yardstick takes, reading of the file included."""
    start = time.perf_counter()
    connection = sqlite3.connect(database)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")
    columns = ", ".join(HEADER)
    connection.execute(f"CREATE TABLE row (id INTEGER PRIMARY KEY, {columns})")
    sql = f"INSERT INTO row ({columns}) VALUES ({', '.join('?' * len(HEADER))})"  # noqa: S608 - ours
    with file.open(newline="", encoding="utf-8") as lines:
        reader = csv.reader(lines)
        next(reader)
        chunk: list[list[str]] = []
        for cells in reader:
            chunk.append(cells)
            if len(chunk) == ROWS_AT_A_TIME:
                with connection:
                    connection.executemany(sql, chunk)
                chunk.clear()
        with connection:
            connection.executemany(sql, chunk)
    connection.close()
    return time.perf_counter() - start


def imported(file: Path, database: Path) -> tuple[float, float, str]:
    """Return the seconds on the clock, those of the processor, and what the import did."""
    record = Database(f"sqlite:///{database}")
    migrations.upgrade(record)
    start, busy = time.perf_counter(), time.process_time()
    mapping = load_mapping("calledit")
    done = Import(record, NOW, file, mapping, Refusals(), lambda _done, _of: None).run()
    seconds, cpu = time.perf_counter() - start, time.process_time() - busy
    record.dispose()
    return seconds, cpu, str(done)


def peak_mib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--events", type=int, default=50_000)
    parser.add_argument("--pundits", type=int, default=100)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="calledit-import-") as name:
        folder = Path(name)
        write(folder / "rows.csv", options)
        before = peak_mib()
        seconds, cpu, done = imported(folder / "rows.csv", folder / "record.db")
        after = peak_mib()
        yardstick = plain(folder / "rows.csv", folder / "plain.db")
        size = (folder / "record.db").stat().st_size / 2**20
    reading = resource.getrusage(resource.RUSAGE_CHILDREN)
    n = options.rows
    print(done)
    print(
        f"import      {seconds:7.1f} s  {n / seconds:10,.0f} rows/s"
        f"  (processor {cpu:.1f} s storing, {reading.ru_utime + reading.ru_stime:.1f} s reading)"
    )
    print(f"executemany {yardstick:7.1f} s  {n / yardstick:10,.0f} rows/s")
    print(f"ratio       {seconds / yardstick:7.1f}")
    print(
        f"peak memory {after:7.0f} MiB (before the import {before:.0f}); database {size:,.0f} MiB"
    )


if __name__ == "__main__":
    main()
