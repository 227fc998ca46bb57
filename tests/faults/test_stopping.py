"""SIGTERM: the unit at hand is finished, the exit status is 0, and it takes seconds."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select
from support.figures import Figure
from support.mailing import join
from support.processes import address, process, stop, wait_for
from support.record import AFTER
from support.sink import Sink, mail_sink

from core.clock import utc_now
from core.db import Database
from core.mail.leases import leased_deliveries
from core.mail.models import Delivery

READERS = 40


@pytest.fixture
def slow_sink(tmp_path: Path) -> Iterator[Sink]:
    with mail_sink(tmp_path, seconds_a_mail=0.4) as found:
        yield found


@pytest.mark.parametrize("program", [("flask", "serve"), ("jobs",)], ids=" ".join)
def test_it_stops_between_two_mails(
    sqlite_url: str, slow_sink: Sink, program: tuple[str, ...], figure: Figure
) -> None:
    database = Database(sqlite_url)
    join(database, *(f"reader-{number}" for number in range(READERS)), since=AFTER)
    port = str(slow_sink.port)
    with process(sqlite_url, *program, CALLEDIT_SMTP_PORT=port, CALLEDIT_REPORT_HOUR="0") as node:
        if program[0] == "flask":
            address(node)
        wait_for(lambda: sum(slow_sink.accepted().values()) > 2)
        begun = time.monotonic()
        status = stop(node)
        took = time.monotonic() - begun
    with database.read() as session:
        query = select(func.count(Delivery.id)).where(Delivery.sent_at.is_not(None))
        sent = session.scalar(query)
        leased = leased_deliveries(session, utc_now())
    database.dispose()
    figure(f"SIGTERM to {' '.join(program)} while it mails: status {status} after {took:.1f} s")
    assert status == 0
    assert took < 10
    assert sent == sum(slow_sink.accepted().values()) < READERS
    assert leased == []
