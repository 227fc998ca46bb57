"""Events that two people rule on."""

import sqlalchemy as sa
from alembic import op

from core.db import UtcDateTime

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
OPEN = sa.text("settled_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "second_ruling",
        sa.Column("id", ID, nullable=False),
        sa.Column("event_id", ID, nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("asked_by", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("settled_at", UtcDateTime(), nullable=True),
        sa.Column("result", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "result IN ('', 'agreed', 'majority', 'split', 'withdrawn')",
            name=op.f("ck_second_ruling_result"),
        ),
        sa.CheckConstraint(
            "(settled_at IS NULL) = (result = '')",
            name=op.f("ck_second_ruling_settled_with_a_result"),
        ),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_second_ruling_event_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_second_ruling")),
    )
    op.create_index(
        "uq_second_ruling_open", "second_ruling", ["event_id"], unique=True,
        sqlite_where=OPEN, postgresql_where=OPEN,
    )  # fmt: skip
    op.create_table(
        "rater_ruling",
        sa.Column("id", ID, nullable=False),
        sa.Column("second_ruling_id", ID, nullable=False),
        sa.Column("place", ID, nullable=False),
        sa.Column("rater", sa.Text(), nullable=False),
        sa.Column("rater_key", sa.Text(), nullable=False),
        sa.Column("ruling", sa.Text(), nullable=False),
        sa.Column("given", sa.Text(), nullable=False),
        sa.Column("nonce", sa.Text(), nullable=False),
        sa.Column("commitment", sa.Text(), nullable=False),
        sa.Column("given_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("place BETWEEN 1 AND 3", name=op.f("ck_rater_ruling_place")),
        sa.ForeignKeyConstraint(
            ["second_ruling_id"],
            ["second_ruling.id"],
            name=op.f("fk_rater_ruling_second_ruling_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rater_ruling")),
        sa.UniqueConstraint(
            "second_ruling_id", "place", name=op.f("uq_rater_ruling_second_ruling_id_place")
        ),
        sa.UniqueConstraint(
            "second_ruling_id", "rater_key", name=op.f("uq_rater_ruling_second_ruling_id_rater_key")
        ),
    )


def downgrade() -> None:
    op.drop_table("rater_ruling")
    op.drop_index("uq_second_ruling_open", "second_ruling")
    op.drop_table("second_ruling")
