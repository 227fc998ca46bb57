"""PURE. Tables as CSV files in which a spreadsheet finds nothing to run."""

import csv
import io
from datetime import date, datetime

from dashboard.view.tables import Cell, Table
from scoring.exchange.cells import defused

# A byte order mark, without which some spreadsheets take UTF-8 for something else.
MARK = "\ufeff"


def csv_of(table: Table) -> str:
    """Return a table as CSV: what is missing is empty, yes and no are 1 and 0."""
    out = io.StringIO()
    out.write(MARK)
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows([_written(cell) for cell in row] for row in table.rows)
    return out.getvalue()


def _written(cell: Cell) -> str | int | float:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return int(cell)
    if isinstance(cell, datetime | date):
        return cell.isoformat()
    return defused(cell) if isinstance(cell, str) else cell
