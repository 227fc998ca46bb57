"""Changing a database by hand, as somebody with its password can."""

from sqlalchemy import text

from core.db import Database

GUARDS = {
    "sqlite": (
        "DROP TRIGGER IF EXISTS ledger_entry_UPDATE",
        "DROP TRIGGER IF EXISTS ledger_entry_DELETE",
        "DROP TRIGGER IF EXISTS prediction_quote_UPDATE",
    ),
    "postgresql": (
        "DROP TRIGGER IF EXISTS ledger_entry_kept ON ledger_entry",
        "DROP TRIGGER IF EXISTS prediction_quote ON prediction",
    ),
}


def tamper(database: Database, *statements: str) -> None:
    """Run SQL on the database with its guards removed."""
    with database.engine.begin() as connection:
        for statement in (*GUARDS[database.engine.dialect.name], *statements):
            connection.execute(text(statement))
