"""Several lists for one address, issues that their readers share, and last week's standings.

Every subscriber keeps the list of the whole record, under the same number: links in old mails stay
good.
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

# SQLite counts rows by itself only in a column called INTEGER.
ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)

TAKE_OVER_SUBSCRIPTIONS = """
INSERT INTO subscription
    (id, subscriber_id, scope, zone, skip_quiet, consent, subscribed_at, unsubscribed_at)
SELECT id, id, 'everything', zone, :no, 'subscribed before consent was noted',
    subscribed_at, unsubscribed_at
FROM subscriber
"""
TAKE_OVER_ISSUES = """
INSERT INTO issue (id, scope, period, zone, covers_from, covers_to, quiet, public, body_id)
SELECT r.id, 'everything', r.period, s.zone, r.covers_from, r.covers_to, :no, :no, d.body_id
FROM report r
JOIN subscriber s ON s.id = r.subscriber_id
JOIN delivery d ON d.id = r.delivery_id
"""
GIVE_BACK_SUBSCRIBERS = """
UPDATE subscriber SET
    zone = (SELECT zone FROM subscription p WHERE p.id =
        (SELECT min(id) FROM subscription q WHERE q.subscriber_id = subscriber.id)),
    subscribed_at = joined_at,
    unsubscribed_at = CASE
        WHEN EXISTS (SELECT 1 FROM subscription p
            WHERE p.subscriber_id = subscriber.id AND p.unsubscribed_at IS NULL) THEN NULL
        ELSE (SELECT max(unsubscribed_at) FROM subscription p
            WHERE p.subscriber_id = subscriber.id)
    END
"""
GIVE_BACK_REPORTS = """
UPDATE report SET
    subscriber_id = (SELECT subscriber_id FROM subscription p WHERE p.id = report.subscription_id),
    covers_from = (SELECT covers_from FROM issue i WHERE i.id = report.issue_id),
    covers_to = (SELECT covers_to FROM issue i WHERE i.id = report.issue_id)
"""
# There was one report for a subscriber and period, and none without a mail.
FORGET_OTHER_LISTS = """
DELETE FROM report WHERE delivery_id IS NULL OR id NOT IN
    (SELECT min(id) FROM report WHERE delivery_id IS NOT NULL GROUP BY subscriber_id, period)
"""


def upgrade() -> None:
    make_tables()
    run(TAKE_OVER_SUBSCRIPTIONS, no=False)
    run(TAKE_OVER_ISSUES, no=False)
    for table in ("subscription", "issue"):
        count_on(table)
    with op.batch_alter_table("report") as batch:
        batch.add_column(sa.Column("subscription_id", ID, nullable=True))
        batch.add_column(sa.Column("issue_id", ID, nullable=True))
    run("UPDATE report SET subscription_id = subscriber_id, issue_id = id")
    with op.batch_alter_table("report") as batch:
        batch.drop_constraint(op.f("uq_report_subscriber_id_period"), type_="unique")
        batch.drop_constraint(op.f("fk_report_subscriber_id"), type_="foreignkey")
        for name in ("subscriber_id", "covers_from", "covers_to"):
            batch.drop_column(name)
        for name in ("subscription_id", "issue_id"):
            batch.alter_column(name, existing_type=ID, nullable=False)
        batch.create_unique_constraint(
            op.f("uq_report_subscription_id_period"), ["subscription_id", "period"]
        )
        batch.create_foreign_key(
            op.f("fk_report_subscription_id"), "subscription", ["subscription_id"], ["id"]
        )
        batch.create_foreign_key(op.f("fk_report_issue_id"), "issue", ["issue_id"], ["id"])
        batch.create_index(op.f("ix_report_issue_id"), ["issue_id"])
    # In place: SQLite cannot make a table anew to which others refer.
    run("ALTER TABLE subscriber RENAME COLUMN subscribed_at TO joined_at")
    run("ALTER TABLE subscriber DROP COLUMN zone")
    run("ALTER TABLE subscriber DROP COLUMN unsubscribed_at")


def downgrade() -> None:
    with op.batch_alter_table("subscriber") as batch:
        batch.add_column(sa.Column("zone", sa.Text(), nullable=True))
        batch.add_column(sa.Column("subscribed_at", INSTANT, nullable=True))
        batch.add_column(sa.Column("unsubscribed_at", INSTANT, nullable=True))
    run(GIVE_BACK_SUBSCRIBERS)
    with op.batch_alter_table("report") as batch:
        batch.add_column(sa.Column("subscriber_id", ID, nullable=True))
        batch.add_column(sa.Column("covers_from", INSTANT, nullable=True))
        batch.add_column(sa.Column("covers_to", INSTANT, nullable=True))
    run(GIVE_BACK_REPORTS)
    run(FORGET_OTHER_LISTS)
    with op.batch_alter_table("report") as batch:
        batch.drop_index(op.f("ix_report_issue_id"))
        batch.drop_constraint(op.f("uq_report_subscription_id_period"), type_="unique")
        batch.drop_constraint(op.f("fk_report_subscription_id"), type_="foreignkey")
        batch.drop_constraint(op.f("fk_report_issue_id"), type_="foreignkey")
        batch.drop_column("subscription_id")
        batch.drop_column("issue_id")
        batch.alter_column("subscriber_id", existing_type=ID, nullable=False)
        for name in ("covers_from", "covers_to"):
            batch.alter_column(name, existing_type=INSTANT, nullable=False)
        batch.create_unique_constraint(
            op.f("uq_report_subscriber_id_period"), ["subscriber_id", "period"]
        )
    for table in ("past_standing", "issue", "subscription"):
        op.drop_table(table)
    run("DELETE FROM subscriber WHERE zone IS NULL")
    with op.batch_alter_table("subscriber") as batch:
        batch.drop_column("joined_at")
        batch.alter_column("zone", existing_type=sa.Text(), nullable=False)
        batch.alter_column("subscribed_at", existing_type=INSTANT, nullable=False)
    with op.batch_alter_table("report") as batch:
        batch.create_foreign_key(
            op.f("fk_report_subscriber_id"), "subscriber", ["subscriber_id"], ["id"]
        )


def make_tables() -> None:
    op.create_table(
        "subscription",
        sa.Column("id", ID, nullable=False),
        sa.Column("subscriber_id", ID, nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("weekday", ID, nullable=True),
        sa.Column("hour", ID, nullable=True),
        sa.Column("skip_quiet", sa.Boolean(), nullable=False),
        sa.Column("consent", sa.Text(), nullable=False),
        sa.Column("subscribed_at", INSTANT, nullable=False),
        sa.Column("unsubscribed_at", INSTANT, nullable=True),
        sa.CheckConstraint("weekday BETWEEN 1 AND 7", name=op.f("ck_subscription_weekday")),
        sa.CheckConstraint("hour BETWEEN 0 AND 23", name=op.f("ck_subscription_hour")),
        sa.ForeignKeyConstraint(
            ["subscriber_id"], ["subscriber.id"], name=op.f("fk_subscription_subscriber_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subscription")),
        sa.UniqueConstraint(
            "subscriber_id", "scope", name=op.f("uq_subscription_subscriber_id_scope")
        ),
    )
    op.create_table(
        "issue",
        sa.Column("id", ID, nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("covers_from", INSTANT, nullable=False),
        sa.Column("covers_to", INSTANT, nullable=False),
        sa.Column("quiet", sa.Boolean(), nullable=False),
        sa.Column("public", sa.Boolean(), nullable=False),
        sa.Column("body_id", ID, nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["mail_body.id"], name=op.f("fk_issue_body_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issue")),
    )
    op.create_index("ix_issue_scope", "issue", ["scope", "zone", "covers_to"])
    op.create_index("ix_issue_public", "issue", ["public", "period"])
    op.create_table(
        "past_standing",
        sa.Column("id", ID, nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("taken_at", INSTANT, nullable=False),
        sa.Column("pundit_id", ID, nullable=False),
        sa.Column("n", ID, nullable=False),
        sa.Column("mean_brier", sa.Double(), nullable=False),
        sa.Column("index_low", sa.Double(), nullable=True),
        sa.Column("index_high", sa.Double(), nullable=True),
        sa.ForeignKeyConstraint(
            ["pundit_id"], ["pundit.id"], name=op.f("fk_past_standing_pundit_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_past_standing")),
        sa.UniqueConstraint(
            "period", "topic", "pundit_id", name=op.f("uq_past_standing_period_topic_pundit_id")
        ),
    )
    op.create_index("ix_past_standing_topic", "past_standing", ["topic", "taken_at"])


def count_on(table: str) -> None:
    """Rows came with their numbers: the next one is counted from there."""
    if op.get_bind().dialect.name == "postgresql":
        run(
            f"SELECT setval(pg_get_serial_sequence('{table}', 'id'),"  # noqa: S608 - our own name
            f" (SELECT coalesce(max(id), 0) + 1 FROM {table}), false)"
        )


def run(sql: str, **values: object) -> None:
    op.get_bind().execute(sa.text(sql), values)
