"""What editors leave unfinished, and candidates that are merged."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "unfinished_review",
        sa.Column("candidate_id", ID, nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("version", ID, nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["candidate_id"], ["candidate.id"], name=op.f("fk_unfinished_review_candidate_id")
        ),
        sa.PrimaryKeyConstraint("candidate_id", name=op.f("pk_unfinished_review")),
    )
    # Spelled out, because rebuilding the table would lose SQLite its triggers.
    number = "BIGINT" if op.get_bind().dialect.name == "postgresql" else "INTEGER"
    op.execute(
        f"ALTER TABLE candidate ADD COLUMN merged_into_id {number}"
        " CONSTRAINT fk_candidate_merged_into_id REFERENCES candidate (id)"
    )
    op.create_index(op.f("ix_candidate_merged_into_id"), "candidate", ["merged_into_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_candidate_merged_into_id"), "candidate")
    op.execute("ALTER TABLE candidate DROP COLUMN merged_into_id")
    op.drop_table("unfinished_review")
