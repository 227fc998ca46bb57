"""Search over names, claims and quotes, kept in step by the database itself."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

# Names are not stemmed: nobody called Rhodes is looked for as rhode.
SEARCHED = (
    ("pundit", ("name",), "simple", "unicode61 remove_diacritics 2"),
    ("event", ("claim", "criteria"), "english", "porter unicode61 remove_diacritics 2"),
    ("prediction", ("quote",), "english", "porter unicode61 remove_diacritics 2"),
)

POSTGRESQL = "CREATE INDEX search_{table} ON {table} USING gin (to_tsvector('{language}', {words}))"
# An index of words that stores no text of its own, and what keeps it in step.
SQLITE = (
    """
    CREATE VIRTUAL TABLE search_{table}
    USING fts5({listed}, content='{table}', content_rowid='id', tokenize='{tokenizer}')
    """,
    "INSERT INTO search_{table}(search_{table}) VALUES ('rebuild')",
    """
    CREATE TRIGGER search_{table}_insert AFTER INSERT ON {table} BEGIN
        INSERT INTO search_{table}(rowid, {listed}) VALUES (new.id, {new});
    END
    """,
    """
    CREATE TRIGGER search_{table}_delete AFTER DELETE ON {table} BEGIN
        INSERT INTO search_{table}(search_{table}, rowid, {listed})
        VALUES ('delete', old.id, {old});
    END
    """,
    """
    CREATE TRIGGER search_{table}_update AFTER UPDATE OF {listed} ON {table} BEGIN
        INSERT INTO search_{table}(search_{table}, rowid, {listed})
        VALUES ('delete', old.id, {old});
        INSERT INTO search_{table}(rowid, {listed}) VALUES (new.id, {new});
    END
    """,
)


def upgrade() -> None:
    statements = (POSTGRESQL,) if on_postgresql() else SQLITE
    for table, columns, language, tokenizer in SEARCHED:
        for statement in statements:
            op.execute(
                statement.format(
                    table=table,
                    language=language,
                    tokenizer=tokenizer,
                    words=" || ' ' || ".join(columns),
                    listed=", ".join(columns),
                    old=", ".join(f"old.{column}" for column in columns),
                    new=", ".join(f"new.{column}" for column in columns),
                )
            )


def downgrade() -> None:
    for table, *_ in SEARCHED:
        if on_postgresql():
            op.execute(f"DROP INDEX search_{table}")
            continue
        for when in ("insert", "delete", "update"):
            op.execute(f"DROP TRIGGER search_{table}_{when}")
        op.execute(f"DROP TABLE search_{table}")


def on_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"
