"""Predictions from a file that quotes nobody: found by their claims, not by the words of ours."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

# An import puts a pundit's own words before its sentence, with a blank line between them; where
# the file quotes nobody, that sentence stands alone.
OURS = """
UPDATE prediction SET quoted = false
WHERE recorded_by = 'import' AND span_start = 0 AND (
    SELECT substr(text, CAST(prediction.span_end + 1 AS integer), 2) FROM commentary
    WHERE id = prediction.commentary_id
) <> :blank_line
"""
POSTGRESQL = (
    "CREATE INDEX search_prediction ON prediction USING gin (to_tsvector('english', quote))"
)
# The index stores no text of its own. Who has it built anew reads the view: the same rows that the
# triggers keep it in step with.
SQLITE_VIEW = "CREATE VIEW quoted_prediction AS SELECT id, quote FROM prediction WHERE quoted"
SQLITE_INDEX = """
CREATE VIRTUAL TABLE search_prediction USING fts5(
    quote, content='{content}', content_rowid='id',
    tokenize='porter unicode61 remove_diacritics 2'
)
"""
SQLITE_BUILD = "INSERT INTO search_prediction(search_prediction) VALUES ('rebuild')"
SQLITE_STEP = """
CREATE TRIGGER search_prediction_{when} AFTER {event} ON prediction {which}
BEGIN {do} END
"""
ADDED = "INSERT INTO search_prediction(rowid, quote) VALUES (new.id, new.quote);"
REMOVED = (
    "INSERT INTO search_prediction(search_prediction, rowid, quote)"
    " VALUES ('delete', old.id, old.quote);"
)
STEPS = (
    ("insert", "INSERT", "new", ADDED),
    ("delete", "DELETE", "old", REMOVED),
    ("update", "UPDATE OF quote", "old", f"{REMOVED} {ADDED}"),
)


def upgrade() -> None:
    op.add_column(
        "prediction", sa.Column("quoted", sa.Boolean(), nullable=False, server_default=sa.true())
    )
    op.execute(sa.text(OURS).bindparams(blank_line="\n\n"))
    drop_index_of_words()
    if on_postgresql():
        op.execute(f"{POSTGRESQL} WHERE quoted")
        return
    op.execute(SQLITE_VIEW)
    index_words("quoted_prediction", which="WHEN {row}.quoted")


def downgrade() -> None:
    drop_index_of_words()
    if on_postgresql():
        op.execute(POSTGRESQL)
    else:
        op.execute("DROP VIEW quoted_prediction")
        index_words("prediction", which="")
    op.drop_column("prediction", "quoted")


def drop_index_of_words() -> None:
    if on_postgresql():
        op.execute("DROP INDEX search_prediction")
        return
    for when, *_ in STEPS:
        op.execute(f"DROP TRIGGER search_prediction_{when}")
    op.execute("DROP TABLE search_prediction")


def index_words(content: str, which: str) -> None:
    op.execute(SQLITE_INDEX.format(content=content))
    op.execute(SQLITE_BUILD)
    for when, event, row, do in STEPS:
        op.execute(SQLITE_STEP.format(when=when, event=event, which=which.format(row=row), do=do))


def on_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"
