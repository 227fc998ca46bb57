"""Merged events, restatements, withdrawals, conditions that occurred, and versions of rows."""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

INDEXES = (("event", "merged_into_id"), ("prediction", "restates_id"))
# Spelled out, because rebuilding a table would lose SQLite its triggers.
COLUMNS = (
    ("candidate", "version {number} DEFAULT 1 NOT NULL"),
    (
        "candidate",
        (
            "rejected_as TEXT CONSTRAINT ck_candidate_rejected_as"
            " CHECK (rejected_as IN ('no_forecast', 'uncheckable', 'other'))"
        ),
    ),
    ("event", "version {number} DEFAULT 1 NOT NULL"),
    (
        "event",
        (
            "merged_into_id {number} CONSTRAINT fk_event_merged_into_id REFERENCES event (id)"
            " CONSTRAINT ck_event_merged_into_another CHECK (merged_into_id <> id)"
        ),
    ),
    ("prediction", "version {number} DEFAULT 1 NOT NULL"),
    (
        "prediction",
        (
            "restates_id {number} CONSTRAINT fk_prediction_restates_id REFERENCES prediction (id)"
            " CONSTRAINT ck_prediction_restates_another CHECK (restates_id <> id)"
        ),
    ),
    ("prediction", "withdrawn_at {instant}"),
    (
        "prediction",
        (
            "withdrawn_reason TEXT DEFAULT '' NOT NULL"
            " CONSTRAINT ck_prediction_withdrawn_with_a_reason"
            " CHECK ((withdrawn_at IS NULL) = (withdrawn_reason = ''))"
        ),
    ),
    ("outcome", "condition_occurred BOOLEAN"),
)


def upgrade() -> None:
    kinds = {"number": "INTEGER", "instant": "DATETIME"}
    if op.get_bind().dialect.name == "postgresql":
        kinds = {"number": "BIGINT", "instant": "TIMESTAMP WITH TIME ZONE"}
    for table, column in COLUMNS:
        op.execute(f"ALTER TABLE {table} ADD COLUMN {column.format(**kinds)}")
    for table, column in INDEXES:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def downgrade() -> None:
    for table, column in INDEXES:
        op.drop_index(op.f(f"ix_{table}_{column}"), table)
    for table, column in reversed(COLUMNS):
        op.execute(f"ALTER TABLE {table} DROP COLUMN {column.split()[0]}")
