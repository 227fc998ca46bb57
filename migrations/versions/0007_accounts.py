"""Accounts, where they are signed in, and what they have used of their limits."""

import sqlalchemy as sa
from alembic import op

from core.db import UtcDateTime

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

# SQLite counts rows by itself only in a column called INTEGER.
ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("id", ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("represents", ID, nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("email_verified_at", UtcDateTime(), nullable=True),
        sa.Column("disabled_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("role IN ('viewer', 'editor', 'admin')", name=op.f("ck_account_role")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("name", name=op.f("uq_account_name")),
        sa.UniqueConstraint("name_key", name=op.f("uq_account_name_key")),
        sa.UniqueConstraint("email", name=op.f("uq_account_email")),
    )
    op.create_table(
        "sign_in",
        sa.Column("id", ID, nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("started_at", UtcDateTime(), nullable=False),
        sa.Column("seen_at", UtcDateTime(), nullable=False),
        sa.Column("ends_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_sign_in_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_sign_in_token_hash")),
    )
    op.create_index(op.f("ix_sign_in_account_id"), "sign_in", ["account_id"], unique=False)
    op.create_table(
        "allowance",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("spent", ID, nullable=False),
        sa.Column("ends_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_allowance")),
    )
    op.create_index(op.f("ix_allowance_ends_at"), "allowance", ["ends_at"], unique=False)
    with op.batch_alter_table("api_token") as batch:
        batch.add_column(sa.Column("account_id", ID, nullable=True))
        batch.create_foreign_key(op.f("fk_api_token_account_id"), "account", ["account_id"], ["id"])
        batch.create_index(op.f("ix_api_token_account_id"), ["account_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("api_token") as batch:
        batch.drop_index(op.f("ix_api_token_account_id"))
        batch.drop_constraint(op.f("fk_api_token_account_id"), type_="foreignkey")
        batch.drop_column("account_id")
    op.drop_index(op.f("ix_allowance_ends_at"), "allowance")
    op.drop_table("allowance")
    op.drop_index(op.f("ix_sign_in_account_id"), "sign_in")
    op.drop_table("sign_in")
    op.drop_table("account")
