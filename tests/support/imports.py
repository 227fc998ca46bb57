"""Files of forecasts that tests import."""

import csv
import random
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from core.db import Database
from scoring.exchange.importing import Import, ImportRun
from scoring.exchange.mapping import load_mapping
from scoring.exchange.refusals import Refusals

NOW = datetime(2024, 3, 1, 12, tzinfo=UTC)
COLUMNS = (
    "pundit", "claim", "said_on", "probability", "deadline", "outcome", "known_at", "topic", "zone",
    "quote", "url",
)  # fmt: skip
Rows = list[dict[str, Any]]


def row(**changes: Any) -> dict[str, Any]:
    plain = {
        "pundit": "Ada Lund",
        "claim": "The strike ends",
        "said_on": "2023-01-05",
        "probability": 0.7,
        "deadline": "2023-06-30",
        "outcome": "occurred",
        "known_at": "2023-06-02",
    }
    return plain | changes


def write(folder: Path, rows: Rows, name: str = "rows.csv") -> Path:
    file = folder / name
    with file.open("w", newline="", encoding="utf-8") as out:
        writer = csv.DictWriter(out, COLUMNS, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return file


def take(database: Database, file: Path, refusals: Refusals | None = None) -> ImportRun:
    mapping = load_mapping("calledit")
    into = refusals or Refusals()
    return Import(database, NOW, file, mapping, into, lambda _done, _of: None).run()


def mixed(n: int) -> Rows:
    """Everything that scores differ by, in no order."""
    rng = random.Random(20190501)  # noqa: S311 - made-up data, nothing secret
    rows = []
    for _ in range(n):
        event = rng.randrange(n // 12)
        deadline = date(2023, 1, 1) + timedelta(days=17 * event % 700)
        ruling = ("occurred", "did_not_occur", "annulled", "ambiguous", "occurred", "")[event % 6]
        if deadline >= NOW.date() and ruling == "did_not_occur":
            ruling = ""
        known = min(deadline - timedelta(days=event % 3 * 9), date(2024, 2, 20))
        rows.append(
            row(
                pundit=f"Pundit {rng.randrange(4)} (invented)",
                claim=f"Event {event} takes place",
                said_on=(min(deadline, NOW.date()) - timedelta(days=rng.randrange(60))).isoformat(),
                probability=rng.choice([0, 1, 0.5, rng.random(), rng.randrange(101) / 100]),
                deadline="" if event % 20 == 4 else deadline.isoformat(),
                outcome=ruling,
                known_at=known.isoformat() if ruling else "",
                topic=f"topic {event % 3}",
                zone=("UTC", "America/New_York", "Pacific/Auckland")[event % 3],
            )
        )
    return rows
