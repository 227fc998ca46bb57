"""Sources with their intake rules, and what was seen of each."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# SQLite counts rows by itself only in a column called INTEGER.
ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "source",
        sa.Column("id", ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("publication", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source")),
        sa.UniqueConstraint("name", name=op.f("uq_source_name")),
    )
    op.create_table(
        "intake_rule",
        sa.Column("id", ID, nullable=False),
        sa.Column("source_id", ID, nullable=False),
        sa.Column("version", ID, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("share", sa.Double(), nullable=True),
        sa.Column("seed", ID, nullable=True),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint("kind IN ('everything', 'sample')", name=op.f("ck_intake_rule_kind")),
        sa.CheckConstraint("share > 0 AND share <= 1", name=op.f("ck_intake_rule_share_of_some")),
        sa.CheckConstraint(
            "(kind = 'sample') = (share IS NOT NULL) AND (kind = 'sample') = (seed IS NOT NULL)",
            name=op.f("ck_intake_rule_a_sample_has_share_and_seed"),
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source.id"], name=op.f("fk_intake_rule_source_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intake_rule")),
        sa.UniqueConstraint("source_id", "version", name=op.f("uq_intake_rule_source_id_version")),
    )
    op.create_table(
        "seen_item",
        sa.Column("id", ID, nullable=False),
        sa.Column("source_id", ID, nullable=False),
        sa.Column("identity", sa.Text(), nullable=False),
        sa.Column("rule_version", ID, nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("fate", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("commentary_id", ID, nullable=True),
        sa.CheckConstraint(
            "fate IN ('taken', 'sampled_out', 'duplicate', 'no_forecast', 'unreadable')",
            name=op.f("ck_seen_item_fate"),
        ),
        sa.CheckConstraint(
            "fate <> 'taken' OR commentary_id IS NOT NULL",
            name=op.f("ck_seen_item_taken_is_on_record"),
        ),
        sa.ForeignKeyConstraint(
            ["commentary_id"], ["commentary.id"], name=op.f("fk_seen_item_commentary_id")
        ),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_seen_item_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seen_item")),
        sa.UniqueConstraint("source_id", "identity", name=op.f("uq_seen_item_source_id_identity")),
    )
    op.create_index(op.f("ix_seen_item_commentary_id"), "seen_item", ["commentary_id"])
    # Spelled out, because rebuilding the table would lose SQLite its triggers.
    number = "BIGINT" if op.get_bind().dialect.name == "postgresql" else "INTEGER"
    op.execute(
        f"ALTER TABLE commentary ADD COLUMN source_id {number}"
        " CONSTRAINT fk_commentary_source_id REFERENCES source (id)"
    )
    op.create_index(op.f("ix_commentary_source_id"), "commentary", ["source_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_commentary_source_id"), "commentary")
    op.execute("ALTER TABLE commentary DROP COLUMN source_id")
    op.drop_index(op.f("ix_seen_item_commentary_id"), "seen_item")
    op.drop_table("seen_item")
    op.drop_table("intake_rule")
    op.drop_table("source")
