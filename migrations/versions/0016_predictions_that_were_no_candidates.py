"""Imported predictions that were never candidates; a quote is checked once its row stands."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

QUOTING = ("candidate", "prediction")
SQLITE_NOT_NULL = "candidate_id INTEGER NOT NULL"
SQLITE_NULL = "candidate_id INTEGER"
# SQLite has to keep a copy of the new row for a check before it is stored, for each one.
SQLITE_QUOTE_CHECK = """
CREATE TRIGGER {table}_quote_{event} {when} {event} ON {table}
WHEN (
    SELECT substr(text, NEW.span_start + 1, NEW.span_end - NEW.span_start)
    FROM commentary WHERE id = NEW.commentary_id
) IS NOT NEW.quote
BEGIN SELECT RAISE(ABORT, 'the quote does not stand in its commentary at its span'); END
"""
# What an import said of its candidates until now.
MISSING = """
INSERT INTO candidate (
    commentary_id, quote, span_start, span_end, rule, cue, claim, probability, low, high, basis,
    phrase, lexicon_version, polarity, deadline, deadline_text, deadline_basis, conditional,
    condition, speaker, trace, decision, decided_at, decided_by, reason
)
SELECT
    p.commentary_id, p.quote, p.span_start, p.span_end, 'import', '', e.claim, p.probability,
    p.low, p.high, p.basis, p.phrase, p.lexicon_version, 'affirmed', e.deadline, '',
    e.deadline_basis, e.condition <> '', e.condition, '', '[]', 'accepted', p.recorded_at,
    p.recorded_by, ''
FROM prediction AS p JOIN event AS e ON e.id = p.event_id
WHERE p.candidate_id IS NULL
"""
TOLD = """
UPDATE prediction SET candidate_id = (
    SELECT c.id FROM candidate AS c
    WHERE c.commentary_id = prediction.commentary_id AND c.span_start = prediction.span_start
        AND c.span_end = prediction.span_end AND c.cue = '' AND c.rule = 'import'
) WHERE candidate_id IS NULL
"""


def upgrade() -> None:
    if on_postgresql():
        op.alter_column("prediction", "candidate_id", nullable=True)
    else:
        respell("prediction", SQLITE_NOT_NULL, SQLITE_NULL)
        check_quotes("AFTER")
    index_sources(sa.text("source_id IS NOT NULL"))


def downgrade() -> None:
    index_sources(None)
    op.execute(MISSING)
    op.execute(TOLD)
    if on_postgresql():
        op.alter_column("prediction", "candidate_id", nullable=False)
    else:
        respell("prediction", SQLITE_NULL, SQLITE_NOT_NULL)
        check_quotes("BEFORE")


def respell(table: str, before: str, after: str) -> None:
    """Change how SQLite has a table described, as its documentation says for NOT NULL.

    The rows stay where they are: rebuilding the table would lose it its triggers, and take a
    million rows minutes.
    """
    connection = op.get_bind()
    version = connection.exec_driver_sql("PRAGMA schema_version").scalar_one()
    connection.exec_driver_sql("PRAGMA writable_schema = ON")
    connection.exec_driver_sql(
        "UPDATE sqlite_master SET sql = replace(sql, ?, ?) WHERE type = 'table' AND name = ?",
        (before, after, table),
    )
    connection.exec_driver_sql(f"PRAGMA schema_version = {version + 1}")
    connection.exec_driver_sql("PRAGMA writable_schema = RESET")


def check_quotes(when: str) -> None:
    for table in QUOTING:
        for event in ("INSERT", "UPDATE"):
            op.execute(f"DROP TRIGGER {table}_quote_{event}")
            op.execute(SQLITE_QUOTE_CHECK.format(table=table, event=event, when=when))


def index_sources(where: sa.TextClause | None) -> None:
    """Index the commentaries that have a source; what is imported has none."""
    op.drop_index("ix_commentary_source_id", table_name="commentary")
    op.create_index(
        "ix_commentary_source_id",
        "commentary",
        ["source_id"],
        sqlite_where=where,
        postgresql_where=where,
    )


def on_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"
