"""The files of an export: CSV always, Parquet where its library is installed."""

import csv
import importlib.util
from collections.abc import Callable
from contextlib import ExitStack
from datetime import date, datetime
from pathlib import Path
from typing import Any

from scoring.exchange.cells import defused
from scoring.exchange.tables import Sheet

Rows = list[tuple[Any, ...]]
Sink = Callable[[Rows], None]


def parquet_installed() -> bool:
    """Tell whether Parquet can be written."""
    return importlib.util.find_spec("pyarrow") is not None


def write_sheet(folder: Path, sheet: Sheet, *, parquet: bool) -> int:
    """Write one table into files of its name; return how many rows it has."""
    n = 0
    with ExitStack() as files:
        sinks = [_csv(files, folder / f"{sheet.name}.csv", sheet)]
        if parquet:
            sinks.append(_parquet(files, folder / f"{sheet.name}.parquet", sheet))
        for rows in sheet.portions:
            n += len(rows)
            for sink in sinks:
                sink(rows)
    return n


def cell(value: object) -> str:
    """Return a value as a CSV cell: numbers exactly, days and instants in ISO 8601, None empty."""
    if value is None:
        return ""
    if isinstance(value, str):
        return defused(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    return repr(value)


def _csv(files: ExitStack, path: Path, sheet: Sheet) -> Sink:
    out = csv.writer(files.enter_context(path.open("w", encoding="utf-8", newline="")))
    out.writerow(sheet.columns)
    return lambda rows: out.writerows([map(cell, row) for row in rows])


def _parquet(files: ExitStack, path: Path, sheet: Sheet) -> Sink:
    import pyarrow as pa  # noqa: PLC0415 - optional, and heavy
    from pyarrow import parquet  # noqa: PLC0415 - the same

    kinds = {
        str: pa.string(),
        bool: pa.bool_(),
        int: pa.int64(),
        float: pa.float64(),
        date: pa.date32(),
        datetime: pa.timestamp("us", tz="UTC"),
    }
    schema = pa.schema([(name, kinds[kind]) for name, kind in sheet.columns.items()])
    out = files.enter_context(parquet.ParquetWriter(path, schema))

    def sink(rows: Rows) -> None:
        columns = zip(*rows, strict=True)
        arrays = [pa.array(c, field.type) for c, field in zip(columns, schema, strict=True)]
        out.write_table(pa.Table.from_arrays(arrays, schema=schema))

    return sink
