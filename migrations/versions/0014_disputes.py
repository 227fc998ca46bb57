"""Disputes about what is on record, and what pundits reply."""

import sqlalchemy as sa
from alembic import op

from core.db import UtcDateTime

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
ABOUT = "about IN ('outcome', 'probability', 'deadline', 'attribution', 'quote')"
ANSWERED = "(answered_at IS NULL) = (upheld IS NULL) AND (upheld IS NULL) = (answer = '')"


def refers(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}"))


def upgrade() -> None:
    op.create_table(
        "dispute",
        sa.Column("id", ID, nullable=False),
        sa.Column("event_id", ID, nullable=False),
        sa.Column("prediction_id", ID, nullable=True),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("filed_at", UtcDateTime(), nullable=False),
        sa.Column("filed_by", sa.Text(), nullable=False),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("speaks_for_id", ID, nullable=True),
        sa.Column("upheld", sa.Boolean(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_at", UtcDateTime(), nullable=True),
        sa.Column("answered_by", sa.Text(), nullable=False),
        sa.CheckConstraint(ABOUT, name=op.f("ck_dispute_about")),
        sa.CheckConstraint("text <> ''", name=op.f("ck_dispute_says_something")),
        sa.CheckConstraint(ANSWERED, name=op.f("ck_dispute_answered_with_a_reason")),
        refers("dispute", "event_id", "event"),
        refers("dispute", "prediction_id", "prediction"),
        refers("dispute", "account_id", "account"),
        refers("dispute", "speaks_for_id", "pundit"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispute")),
    )
    for column in ("event_id", "prediction_id", "answered_at"):
        op.create_index(op.f(f"ix_dispute_{column}"), "dispute", [column], unique=False)
    op.create_table(
        "reply",
        sa.Column("id", ID, nullable=False),
        sa.Column("prediction_id", ID, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("given_at", UtcDateTime(), nullable=False),
        sa.Column("given_by", sa.Text(), nullable=False),
        sa.Column("account_id", ID, nullable=False),
        sa.CheckConstraint("text <> ''", name=op.f("ck_reply_says_something")),
        refers("reply", "prediction_id", "prediction"),
        refers("reply", "account_id", "account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reply")),
    )
    for column in ("prediction_id", "given_at"):
        op.create_index(op.f(f"ix_reply_{column}"), "reply", [column], unique=False)


def downgrade() -> None:
    for column in ("given_at", "prediction_id"):
        op.drop_index(op.f(f"ix_reply_{column}"), "reply")
    op.drop_table("reply")
    for column in ("answered_at", "prediction_id", "event_id"):
        op.drop_index(op.f(f"ix_dispute_{column}"), "dispute")
    op.drop_table("dispute")
