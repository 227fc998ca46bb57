"""Index the few rows that are looked for; drop an index that nothing reads by."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

PARTIAL = (
    ("ix_candidate_undecided", "candidate", ["decision", "id"], ["id"], "decision IS NULL"),
    (
        "ix_score_not_tallied",
        "score",
        ["tallied_at", "counts_from"],
        ["counts_from"],
        "tallied_at IS NULL",
    ),
    (
        "ix_prediction_restates_id",
        "prediction",
        ["restates_id"],
        ["restates_id"],
        "restates_id IS NOT NULL",
    ),
)


def upgrade() -> None:
    for name, table, _, columns, condition in PARTIAL:
        op.drop_index(name, table_name=table)
        where = sa.text(condition)
        op.create_index(name, table, columns, sqlite_where=where, postgresql_where=where)
    op.drop_index("ix_score_outcome_id", table_name="score")


def downgrade() -> None:
    op.create_index("ix_score_outcome_id", "score", ["outcome_id"])
    for name, table, columns, *_ in PARTIAL:
        op.drop_index(name, table_name=table)
        op.create_index(name, table, columns)
