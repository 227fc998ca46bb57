"""The record goes out as files, and the files alone give every number back."""

import csv
import importlib.util
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select
from support.components import missing
from support.record import AFTER, predict, rule

from core.db import Database
from core.errors import ConflictError, InvalidInputError
from core.ledger import head
from predictions.models import Event, Prediction
from scoring.exchange import bundle
from scoring.exchange.bundle import export
from scoring.exchange.cells import armed
from scoring.exchange.tables import MODELS
from scoring.scorer import score_pending

NOW = datetime(2024, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def record(database: Database) -> Database:
    with database.write() as session:
        for number in range(12):
            event = predict(session, "=HYPERLINK(1)", number / 11, topic="'quoted'").event
            predict(session, "Ben Okoro", 0.25, event=event)
            rule(session, event, "occurred" if number % 3 else "did_not_occur")
        predict(session, "Ben Okoro", 0.5)
    with database.write() as session:
        score_pending(session, AFTER)
    return database


def recompute(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-I", "-S", str(folder / "recompute.py")]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize("with_text", [False, True])
def test_every_number_can_be_worked_out_again(
    record: Database, tmp_path: Path, with_text: bool
) -> None:
    done = export(record, NOW, tmp_path / "new" / "out", with_text=with_text)
    folder = Path(done.folder)
    assert set(done.rows) == {*MODELS, "standings", "against_others"}
    for name, n in done.rows.items():
        assert len(rows(folder, name)) == n > 0, name
    assert ("text" in rows(folder, "commentaries")[0]) == with_text
    told = recompute(folder)
    assert told.returncode == 0, told.stdout + told.stderr
    assert "Ben Okoro: n = 12" in told.stdout
    with record.read() as session:
        assert head(session) == done.ledger_head
    readme = (folder / "README.md").read_text()
    assert done.ledger_head in readme
    assert "| standings | 2 |" in readme
    assert [path.name for path in folder.parent.iterdir()] == ["out"]


def test_texts_are_defused_and_come_back(record: Database, tmp_path: Path) -> None:
    export(record, NOW, tmp_path / "out", with_text=True)
    names = {row["name"] for row in rows(tmp_path / "out", "pundits")}
    assert names == {"'=HYPERLINK(1)", "Ben Okoro"}
    topics = {armed(row["topic"]) for row in rows(tmp_path / "out", "events")}
    assert topics == {"'quoted'", ""}
    for file in (tmp_path / "out").glob("*.csv"):
        with file.open(newline="") as lines:
            cells = [cell for row in csv.reader(lines) for cell in row]
        # A number below 0 is no formula.
        texts = [cell for cell in cells if not re.fullmatch(r"-[0-9.e-]+", cell)]
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in texts), file


@pytest.mark.parametrize(
    ("name", "change", "words"),
    [
        ("standings", (",12,", ",13,"), "n is published as"),
        ("standings", (",,12,", ",1,12,"), "group is published as 1, and is None"),
        ("against_others", (",12,", ",11,"), "against the others: shared is published as 11"),
        ("scores", (",0.5625,", ",0.5,"), "brier is"),
        ("tallies", (",1\r\n", ",2\r\n"), "stored"),
        ("ledger", ("Ben Okoro", "Ben Okara"), "is not what its hash says"),
        ("commentaries", ("news", "olds"), "is not the text of its hash"),
        ("outcomes", ("did_not_occur", "occurred"), "brier is"),
    ],
)
def test_a_number_that_was_changed_is_found(
    record: Database, tmp_path: Path, name: str, change: tuple[str, str], words: str
) -> None:
    export(record, NOW, tmp_path / "out", with_text=True)
    file = tmp_path / "out" / f"{name}.csv"
    text = file.read_bytes().decode()
    assert change[0] in text
    file.write_bytes(text.replace(*change).encode())
    told = recompute(tmp_path / "out")
    assert told.returncode == 1
    assert words in told.stdout


def test_an_existing_folder_is_left_alone(record: Database, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "file").touch()
    with pytest.raises(ConflictError, match="exists already"):
        export(record, NOW, tmp_path / "out", with_text=False)
    with pytest.raises(InvalidInputError, match="cannot be made"):
        export(record, NOW, tmp_path / "file" / "out", with_text=False)
    assert list((tmp_path / "out").iterdir()) == []


def test_a_failed_export_leaves_nothing_behind(
    record: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bundle, "HERE", tmp_path / "nowhere")
    with pytest.raises(FileNotFoundError):
        export(record, NOW, tmp_path / "out", with_text=False)
    assert list(tmp_path.glob("*out*")) == []


def test_without_its_library_there_is_no_parquet(
    record: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bundle, "parquet_installed", lambda: False)
    assert not export(record, NOW, tmp_path / "out", with_text=False).parquet
    assert list((tmp_path / "out").glob("*.parquet")) == []


def test_parquet_says_the_same(record: Database, tmp_path: Path) -> None:
    if importlib.util.find_spec("pyarrow") is None:
        missing("pyarrow (the extra 'parquet')")
    from pyarrow import parquet  # noqa: PLC0415 - an optional library

    done = export(record, NOW, tmp_path / "out", with_text=True)
    assert done.parquet
    for name, n in done.rows.items():
        assert parquet.read_table(tmp_path / "out" / f"{name}.parquet").num_rows == n
    pundits = parquet.read_table(tmp_path / "out" / "pundits.parquet").to_pydict()
    assert "=HYPERLINK(1)" in pundits["name"]
    scored = parquet.read_table(tmp_path / "out" / "scores.parquet").to_pydict()
    with record.read() as session:
        assert len(scored["brier"]) == session.scalar(
            select(func.count(Prediction.id)).join(Event).where(Event.outcomes.any())
        )
    assert scored["scored_at"][0] == AFTER
