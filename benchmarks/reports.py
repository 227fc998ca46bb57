"""How long a weekly mail takes: to be made for one reader, and to be handed to a mail server.

    python -m benchmarks.reports [--readers 1000] [--database-url URL]

The shared parts are made once; the targets are 15 ms for a report of one reader's own after them,
and 1,000 mails to a server on this machine within 20 s. The server is a process of its own.
"""

import argparse
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from support.record import predict, rule

from core import migrations
from core.config import Settings
from core.db import Database
from core.mail.letterhead import letterhead_of
from core.mail.sending import send_outbox
from reports.issues import Press
from reports.making import make_reports, unmade_reports
from reports.subscribers import NewSubscriber, subscribe
from scoring.scorer import score_pending

NOW = datetime(2020, 11, 16, 8, tzinfo=UTC)
SINCE = NOW - timedelta(days=30)
RULED = NOW - timedelta(days=5)
PUNDITS = 8
EVENTS = 25


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--readers", type=int, default=1_000)
    parser.add_argument("--database-url", default="")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = given.database_url or f"sqlite:///{folder}/benchmark.db"
        database = Database(url)
        migrations.upgrade(database)
        fill(database, given.readers)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        settings = Settings(
            database_url=url,
            smtp_port=port,
            mails_per_minute=0,
            secret_key_file=Path(folder) / "key",
        )
        measure_making(database, settings)
        with subprocess.Popen(  # noqa: S603 - our own interpreter
            [sys.executable, "-m", "aiosmtpd", "-n", "-c", "aiosmtpd.handlers.Sink",
             "-l", f"127.0.0.1:{port}"],
        ) as server:  # fmt: skip
            wait_for(port)
            measure_sending(database, settings)
            server.terminate()
        database.dispose()


def fill(database: Database, readers: int) -> None:
    with database.write() as session:
        for number in range(EVENTS):
            event = predict(
                session, "Pundit 0", 0.5 + number / 100, topic=f"Topic {number % 4}"
            ).event
            for pundit in range(1, PUNDITS):
                predict(session, f"Pundit {pundit}", pundit / PUNDITS, event=event)
            rule(session, event, "occurred" if number % 3 else "did_not_occur", now=RULED)
    with database.write() as session:
        score_pending(session, NOW - timedelta(days=1))
        for number in range(readers):
            fields = {"email": f"reader{number}@domain{number % 50}.example", "zone": "UTC"}
            # Half of them follow somebody, each another: nothing of theirs is shared.
            own = {"pundits": (f"pundit-{number % PUNDITS}",)} if number % 2 else {}
            subscribe(session, SINCE, NewSubscriber(**fields, **own))


def measure_making(database: Database, settings: Settings) -> None:
    press = Press(NOW, letterhead_of(settings))
    with database.read() as session:
        due = unmade_reports(session, NOW)
    with database.write() as session:
        start = time.perf_counter()
        make_reports(session, press, due[:2])
        shared = time.perf_counter() - start
    took, worked = [], []
    for each in due[2:]:
        with database.write() as session:
            start, busy = time.perf_counter(), time.process_time()
            make_reports(session, press, [each])
            took.append(time.perf_counter() - start)
            worked.append(time.process_time() - busy)
    took.sort()
    print(f"shared parts and the first two reports: {1000 * shared:.0f} ms")
    print(
        f"each of {len(took)} others: median {1000 * statistics.median(took):.1f} ms,"
        f" 99th percentile {1000 * took[int(0.99 * len(took))]:.1f} ms,"
        f" at work {1000 * statistics.median(worked):.1f} ms"
    )


def measure_sending(database: Database, settings: Settings) -> None:
    start, busy = time.perf_counter(), time.process_time()
    run = send_outbox(database, settings, NOW)
    took, busy = time.perf_counter() - start, time.process_time() - busy
    print(
        f"{run.sent} mails handed over in {took:.1f} s ({1000 * took / run.sent:.1f} ms each),"
        f" {busy:.1f} s of it at work here"
    )


def wait_for(port: int) -> None:
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return


if __name__ == "__main__":
    main()
