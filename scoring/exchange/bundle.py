"""The record as a folder of files from which every published number can be worked out again."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from sqlalchemy.orm import Session

from core.db import Database
from core.errors import ConflictError, InvalidInputError
from core.ledger import head
from scoring.exchange.sinks import parquet_installed, write_sheet
from scoring.exchange.tables import sheets

HERE = Path(__file__).parent
SCRIPTS = ("recompute.py", "recompute_measures.py", "recompute_against.py")


@dataclass(frozen=True, slots=True)
class Bundle:
    """What an export wrote: rows by table, and whether there is Parquet beside the CSV."""

    folder: str
    rows: dict[str, int]
    parquet: bool
    ledger_head: str


def export(database: Database, now: datetime, folder: Path, *, with_text: bool) -> Bundle:
    """Write everything that standings rest on into a new folder, whole or not at all.

    Raises:
        ConflictError: if something of that name exists.
        InvalidInputError: if the folder cannot be made.
    """
    parquet = parquet_installed()
    with _new_folder(folder) as made, database.read() as session:
        _hold_still(session)
        found = sheets(session, with_text=with_text)
        rows = {sheet.name: write_sheet(made, sheet, parquet=parquet) for sheet in found}
        bundle = Bundle(str(folder), rows, parquet, head(session))
        for script in SCRIPTS:
            shutil.copyfile(HERE / script, made / script)
        (made / "README.md").write_text(_readme(bundle, now), encoding="utf-8")
    return bundle


@contextmanager
def _new_folder(folder: Path) -> Iterator[Path]:
    if folder.exists() or folder.is_symlink():
        raise ConflictError(f"{str(folder)!r} exists already; name a folder that does not")
    partial = folder.with_name(f".{folder.name}.{uuid4().hex[:8]}.partial")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        partial.mkdir()
    except (OSError, ValueError) as error:
        raise InvalidInputError(f"folder {str(folder)!r} cannot be made: {error}") from error
    try:
        yield partial
        partial.rename(folder)
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def _hold_still(session: Session) -> None:
    """See one state of the record throughout; SQLite's readers always do."""
    if session.get_bind().dialect.name == "postgresql":
        session.connection(execution_options={"isolation_level": "REPEATABLE READ"})


def _readme(bundle: Bundle, now: datetime) -> str:
    counts = "\n".join(f"| {name} | {n:,} |" for name, n in bundle.rows.items())
    return (
        (HERE / "bundle.md")
        .read_text("utf-8")
        .replace("EXPORTED_AT", now.isoformat(timespec="seconds"))
        .replace("LEDGER_HEAD", bundle.ledger_head)
        .replace("COUNTS", counts)
    )
