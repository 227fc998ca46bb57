"""One outbox for every mail: what a mail says apart from its sending.

Reports that were not sent yet are made anew: their links are written when they are made.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# SQLite counts rows by itself only in a column called INTEGER.
ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)
HTML_END = "</body>\n</html>\n"
EMPTY = sa.text("''")

TAKE_OVER_BODIES = """
INSERT INTO mail_body (id, subject, text, html)
SELECT id, subject, text, replace(html, :html_end, '') FROM report
"""
TAKE_OVER_DELIVERIES = """
UPDATE delivery SET
    kind = 'weekly-report',
    dedupe_key = 'weekly-report/' || subscriber_id || '/' || period,
    recipient = (SELECT email FROM subscriber WHERE subscriber.id = delivery.subscriber_id),
    body_id = report_id,
    written_at = (SELECT made_at FROM report WHERE report.id = delivery.report_id),
    attempted_at = sent_at,
    next_attempt_at = coalesce(
        next_attempt_at, (SELECT made_at FROM report WHERE report.id = delivery.report_id)
    ),
    ending = CASE
        WHEN sent_at IS NOT NULL THEN 'sent'
        WHEN last_error LIKE '5%' THEN 'refused'
        ELSE 'cancelled'
    END
"""
GIVE_BACK_REPORTS = """
UPDATE report SET
    subject = (SELECT b.subject FROM delivery d JOIN mail_body b ON b.id = d.body_id
               WHERE d.id = report.delivery_id),
    text = (SELECT b.text || d.postscript_text FROM delivery d JOIN mail_body b ON b.id = d.body_id
            WHERE d.id = report.delivery_id),
    html = (SELECT b.html || d.postscript_html || :html_end
            FROM delivery d JOIN mail_body b ON b.id = d.body_id WHERE d.id = report.delivery_id)
"""
GIVE_BACK_DELIVERIES = """
UPDATE delivery SET
    report_id = (SELECT id FROM report WHERE report.delivery_id = delivery.id),
    subscriber_id = (SELECT subscriber_id FROM report WHERE report.delivery_id = delivery.id),
    period = (SELECT period FROM report WHERE report.delivery_id = delivery.id)
"""


def upgrade() -> None:
    op.create_table(
        "picture",
        sa.Column("id", ID, nullable=False),
        sa.Column("drawn_from", sa.Text(), nullable=False),
        sa.Column("png", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_picture")),
        sa.UniqueConstraint("drawn_from", name=op.f("uq_picture_drawn_from")),
    )
    op.create_table(
        "suppressed_address",
        sa.Column("id", ID, nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("since", INSTANT, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suppressed_address")),
        sa.UniqueConstraint("email", name=op.f("uq_suppressed_address_email")),
    )
    op.create_table(
        "mail_body",
        sa.Column("id", ID, nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("picture_id", ID, nullable=True),
        sa.ForeignKeyConstraint(
            ["picture_id"], ["picture.id"], name=op.f("fk_mail_body_picture_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail_body")),
    )
    forget_unsent()
    run(TAKE_OVER_BODIES, html_end=HTML_END)
    count_on("mail_body")
    widen_deliveries()
    run(TAKE_OVER_DELIVERIES)
    fill_domains()
    with op.batch_alter_table("report") as batch:
        batch.add_column(sa.Column("delivery_id", ID, nullable=True))
    run(
        "UPDATE report SET delivery_id ="
        " (SELECT id FROM delivery WHERE delivery.report_id = report.id)"
    )
    narrow_deliveries()
    with op.batch_alter_table("report") as batch:
        for name in ("subject", "text", "html"):
            batch.drop_column(name)
        batch.create_foreign_key(op.f("fk_report_delivery_id"), "delivery", ["delivery_id"], ["id"])
        batch.create_unique_constraint(op.f("uq_report_delivery_id"), ["delivery_id"])


def downgrade() -> None:
    with op.batch_alter_table("report") as batch:
        for name in ("subject", "text", "html"):
            batch.add_column(sa.Column(name, sa.Text(), nullable=True))
    run(GIVE_BACK_REPORTS, html_end=HTML_END)
    with op.batch_alter_table("delivery") as batch:
        batch.add_column(sa.Column("report_id", ID, nullable=True))
        batch.add_column(sa.Column("subscriber_id", ID, nullable=True))
        batch.add_column(sa.Column("period", sa.Text(), nullable=True))
    run(GIVE_BACK_DELIVERIES)
    with op.batch_alter_table("report") as batch:
        batch.drop_constraint(op.f("uq_report_delivery_id"), type_="unique")
        batch.drop_constraint(op.f("fk_report_delivery_id"), type_="foreignkey")
        batch.drop_column("delivery_id")
    run("DELETE FROM delivery WHERE report_id IS NULL")
    run("DELETE FROM report WHERE subject IS NULL")
    with op.batch_alter_table("report") as batch:
        for name in ("subject", "text", "html"):
            batch.alter_column(name, existing_type=sa.Text(), nullable=False)
    restore_deliveries()
    for table in ("mail_body", "suppressed_address", "picture"):
        op.drop_table(table)


def forget_unsent() -> None:
    run(
        "CREATE TEMPORARY TABLE unsent AS SELECT report_id FROM delivery"
        " WHERE sent_at IS NULL AND failed_at IS NULL"
    )
    run("DELETE FROM delivery WHERE report_id IN (SELECT report_id FROM unsent)")
    run("DELETE FROM report WHERE id IN (SELECT report_id FROM unsent)")
    run("DROP TABLE unsent")


def widen_deliveries() -> None:
    with op.batch_alter_table("delivery") as batch:
        for name in ("kind", "dedupe_key", "recipient", "domain"):
            batch.add_column(sa.Column(name, sa.Text(), nullable=True))
        batch.add_column(sa.Column("body_id", ID, nullable=True))
        batch.add_column(sa.Column("headers", sa.Text(), server_default="[]", nullable=False))
        for name in ("postscript_text", "postscript_html", "ending"):
            batch.add_column(sa.Column(name, sa.Text(), server_default=EMPTY, nullable=False))
        batch.add_column(
            sa.Column("urgent", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
        batch.add_column(sa.Column("written_at", INSTANT, nullable=True))
        batch.add_column(sa.Column("attempted_at", INSTANT, nullable=True))


def narrow_deliveries() -> None:
    with op.batch_alter_table("delivery") as batch:
        for name in ("kind", "dedupe_key", "recipient", "domain"):
            batch.alter_column(name, existing_type=sa.Text(), nullable=False)
        batch.alter_column("body_id", existing_type=ID, nullable=False)
        for name in ("written_at", "next_attempt_at"):
            batch.alter_column(name, existing_type=INSTANT, nullable=False)
        for name in ("headers", "postscript_text", "postscript_html", "ending"):
            batch.alter_column(name, existing_type=sa.Text(), server_default=None)
        batch.alter_column("urgent", existing_type=sa.Boolean(), server_default=None)
        batch.drop_index("ix_delivery_unsent")
        batch.drop_constraint(op.f("uq_delivery_report_id"), type_="unique")
        batch.drop_constraint(op.f("uq_delivery_subscriber_id_period"), type_="unique")
        batch.drop_constraint(op.f("fk_delivery_report_id"), type_="foreignkey")
        batch.drop_constraint(op.f("fk_delivery_subscriber_id"), type_="foreignkey")
        for name in ("report_id", "subscriber_id", "period"):
            batch.drop_column(name)
        batch.create_unique_constraint(op.f("uq_delivery_dedupe_key"), ["dedupe_key"])
        batch.create_foreign_key(op.f("fk_delivery_body_id"), "mail_body", ["body_id"], ["id"])
        batch.create_index(op.f("ix_delivery_body_id"), ["body_id"])
        batch.create_index("ix_delivery_waiting", ["ending", "urgent", "next_attempt_at"])
        batch.create_index("ix_delivery_domain", ["domain", "attempted_at"])
        batch.create_index("ix_delivery_recipient", ["recipient", "written_at"])


def restore_deliveries() -> None:
    with op.batch_alter_table("delivery") as batch:
        for name in ("waiting", "domain", "recipient", "body_id"):
            batch.drop_index(f"ix_delivery_{name}")
        batch.drop_constraint(op.f("uq_delivery_dedupe_key"), type_="unique")
        batch.drop_constraint(op.f("fk_delivery_body_id"), type_="foreignkey")
        for name in (
            "kind", "dedupe_key", "recipient", "domain", "body_id", "headers", "postscript_text",
            "postscript_html", "ending", "urgent", "written_at", "attempted_at",
        ):  # fmt: skip
            batch.drop_column(name)
        batch.alter_column("next_attempt_at", existing_type=INSTANT, nullable=True)
        batch.alter_column("report_id", existing_type=ID, nullable=False)
        batch.alter_column("subscriber_id", existing_type=ID, nullable=False)
        batch.alter_column("period", existing_type=sa.Text(), nullable=False)
        batch.create_unique_constraint(op.f("uq_delivery_report_id"), ["report_id"])
        batch.create_unique_constraint(
            op.f("uq_delivery_subscriber_id_period"), ["subscriber_id", "period"]
        )
        batch.create_foreign_key(op.f("fk_delivery_report_id"), "report", ["report_id"], ["id"])
        batch.create_foreign_key(
            op.f("fk_delivery_subscriber_id"), "subscriber", ["subscriber_id"], ["id"]
        )
        batch.create_index("ix_delivery_unsent", ["sent_at", "next_attempt_at"])


def fill_domains() -> None:
    connection = op.get_bind()
    found = connection.execute(sa.text("SELECT DISTINCT recipient FROM delivery")).scalars().all()
    change = sa.text("UPDATE delivery SET domain = :domain WHERE recipient = :recipient")
    for recipient in found:
        domain = recipient.rpartition("@")[2]
        connection.execute(change, {"domain": domain, "recipient": recipient})


def count_on(table: str) -> None:
    """Rows came with their numbers: the next one is counted from there."""
    if op.get_bind().dialect.name == "postgresql":
        run(
            f"SELECT setval(pg_get_serial_sequence('{table}', 'id'),"  # noqa: S608 - our own name
            f" (SELECT coalesce(max(id), 0) + 1 FROM {table}), false)"
        )


def run(sql: str, **values: str) -> None:
    op.get_bind().execute(sa.text(sql), values)
