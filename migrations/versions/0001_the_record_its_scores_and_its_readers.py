"""The record, its scores and its readers."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# SQLite counts rows by itself only in a column called INTEGER.
ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
QUOTING = ("candidate", "prediction")

SQLITE_QUOTE_CHECK = """
CREATE TRIGGER {table}_quote_{when} BEFORE {when} ON {table}
WHEN (
    SELECT substr(text, NEW.span_start + 1, NEW.span_end - NEW.span_start)
    FROM commentary WHERE id = NEW.commentary_id
) IS NOT NEW.quote
BEGIN SELECT RAISE(ABORT, 'the quote does not stand in its commentary at its span'); END
"""
POSTGRESQL_QUOTE_FUNCTION = """
CREATE FUNCTION quote_stands_in_commentary() RETURNS trigger AS $$
BEGIN
    IF (
        SELECT substr(text, (NEW.span_start + 1)::int, (NEW.span_end - NEW.span_start)::int)
        FROM commentary WHERE id = NEW.commentary_id
    ) IS DISTINCT FROM NEW.quote THEN
        RAISE EXCEPTION 'the quote does not stand in its commentary at its span'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$ LANGUAGE plpgsql
"""
POSTGRESQL_QUOTE_CHECK = """
CREATE TRIGGER {table}_quote BEFORE INSERT OR UPDATE ON {table}
FOR EACH ROW EXECUTE FUNCTION quote_stands_in_commentary()
"""


def create_quote_checks() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(POSTGRESQL_QUOTE_FUNCTION)
        for table in QUOTING:
            op.execute(POSTGRESQL_QUOTE_CHECK.format(table=table))
        return
    for table in QUOTING:
        for when in ("INSERT", "UPDATE"):
            op.execute(SQLITE_QUOTE_CHECK.format(table=table, when=when))


def drop_quote_checks() -> None:
    """With their tables, SQLite drops its triggers and PostgreSQL too; its function stays."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION quote_stands_in_commentary() CASCADE")


def upgrade() -> None:
    op.create_table(
        "api_token",
        sa.Column("id", ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_token")),
        sa.UniqueConstraint("name", name=op.f("uq_api_token_name")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_api_token_token_hash")),
    )
    op.create_table(
        "edition",
        sa.Column("id", ID, nullable=False),
        sa.Column("word", sa.Text(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_edition_only_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_edition")),
    )
    op.create_table(
        "event",
        sa.Column("id", ID, nullable=False),
        sa.Column("claim", sa.Text(), nullable=False),
        sa.Column("criteria", sa.Text(), nullable=False),
        sa.Column("deadline", sa.Date(), nullable=True),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("deadline_basis", sa.Text(), nullable=False),
        sa.Column("condition", sa.Text(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("unscored_since", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "deadline_basis IN ('stated', 'inferred', 'editor', 'none')",
            name=op.f("ck_event_deadline_basis"),
        ),
        sa.CheckConstraint(
            "(deadline IS NULL) = (closes_at IS NULL)", name=op.f("ck_event_closes_with_deadline")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
    )
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_event_closes_at"), ["closes_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_event_topic"), ["topic"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_event_unscored_since"), ["unscored_since"], unique=False
        )

    op.create_table(
        "heartbeat",
        sa.Column("job", sa.Text(), nullable=False),
        sa.Column("beaten_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("job", name=op.f("pk_heartbeat")),
    )
    op.create_table(
        "ledger_entry",
        sa.Column("position", ID, autoincrement=False, nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("previous_hash", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_ledger_entry")),
        sa.UniqueConstraint("hash", name=op.f("uq_ledger_entry_hash")),
        sa.UniqueConstraint("previous_hash", name=op.f("uq_ledger_entry_previous_hash")),
    )
    with op.batch_alter_table("ledger_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ledger_entry_subject"), ["subject"], unique=False)

    op.create_table(
        "pundit",
        sa.Column("id", ID, nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pundit")),
        sa.UniqueConstraint("name", name=op.f("uq_pundit_name")),
        sa.UniqueConstraint("slug", name=op.f("uq_pundit_slug")),
    )
    op.create_table(
        "subscriber",
        sa.Column("id", ID, nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("subscribed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("unsubscribed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subscriber")),
        sa.UniqueConstraint("email", name=op.f("uq_subscriber_email")),
    )
    op.create_table(
        "commentary",
        sa.Column("id", ID, nullable=False),
        sa.Column("pundit_id", ID, nullable=False),
        sa.Column("publication", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["pundit_id"], ["pundit.id"], name=op.f("fk_commentary_pundit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commentary")),
        sa.UniqueConstraint("sha256", name=op.f("uq_commentary_sha256")),
    )
    with op.batch_alter_table("commentary", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_commentary_pundit_id"), ["pundit_id"], unique=False)

    op.create_table(
        "outcome",
        sa.Column("id", ID, nullable=False),
        sa.Column("event_id", ID, nullable=False),
        sa.Column("revision", ID, nullable=False),
        sa.Column("ruling", sa.Text(), nullable=False),
        sa.Column("known_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("evidence_url", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "revision = 1 OR reason <> ''", name=op.f("ck_outcome_amended_with_a_reason")
        ),
        sa.CheckConstraint(
            "ruling IN ('occurred', 'did_not_occur', 'ambiguous', 'annulled')",
            name=op.f("ck_outcome_ruling"),
        ),
        sa.CheckConstraint("revision >= 1", name=op.f("ck_outcome_revision_from_one")),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_outcome_event_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outcome")),
        sa.UniqueConstraint("event_id", "revision", name=op.f("uq_outcome_event_id_revision")),
    )
    with op.batch_alter_table("outcome", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outcome_recorded_at"), ["recorded_at"], unique=False)

    op.create_table(
        "report",
        sa.Column("id", ID, nullable=False),
        sa.Column("subscriber_id", ID, nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("covers_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("covers_to", sa.DateTime(timezone=True), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["subscriber_id"], ["subscriber.id"], name=op.f("fk_report_subscriber_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
        sa.UniqueConstraint("subscriber_id", "period", name=op.f("uq_report_subscriber_id_period")),
    )
    op.create_table(
        "tally",
        sa.Column("pundit_id", ID, nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("conditional", sa.Boolean(), nullable=False),
        sa.Column("probability", sa.Double(), nullable=False),
        sa.Column("low", sa.Double(), nullable=False),
        sa.Column("high", sa.Double(), nullable=False),
        sa.Column("occurred", sa.Boolean(), nullable=False),
        sa.Column("n", ID, nullable=False),
        sa.CheckConstraint("n > 0", name=op.f("ck_tally_n_positive")),
        sa.ForeignKeyConstraint(["pundit_id"], ["pundit.id"], name=op.f("fk_tally_pundit_id")),
        sa.PrimaryKeyConstraint(
            "pundit_id",
            "topic",
            "conditional",
            "probability",
            "low",
            "high",
            "occurred",
            name=op.f("pk_tally"),
        ),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("tally", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tally_topic"), ["topic"], unique=False)

    op.create_table(
        "candidate",
        sa.Column("id", ID, nullable=False),
        sa.Column("commentary_id", ID, nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("span_start", ID, nullable=False),
        sa.Column("span_end", ID, nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("cue", sa.Text(), nullable=False),
        sa.Column("claim", sa.Text(), nullable=False),
        sa.Column("probability", sa.Double(), nullable=False),
        sa.Column("low", sa.Double(), nullable=False),
        sa.Column("high", sa.Double(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("phrase", sa.Text(), nullable=False),
        sa.Column("lexicon_version", sa.Text(), nullable=False),
        sa.Column("polarity", sa.Text(), nullable=False),
        sa.Column("deadline", sa.Date(), nullable=True),
        sa.Column("deadline_text", sa.Text(), nullable=False),
        sa.Column("deadline_basis", sa.Text(), nullable=False),
        sa.Column("conditional", sa.Boolean(), nullable=False),
        sa.Column("condition", sa.Text(), nullable=False),
        sa.Column("speaker", sa.Text(), nullable=False),
        sa.Column("trace", sa.Text(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "basis IN ('stated', 'worded', 'editor')", name=op.f("ck_candidate_basis")
        ),
        sa.CheckConstraint(
            "decision <> 'rejected' OR reason <> ''",
            name=op.f("ck_candidate_rejected_with_a_reason"),
        ),
        sa.CheckConstraint(
            "decision IN ('accepted', 'rejected')", name=op.f("ck_candidate_decision")
        ),
        sa.CheckConstraint(
            "(decision IS NULL) = (decided_at IS NULL)",
            name=op.f("ck_candidate_decided_when_there_is_a_decision"),
        ),
        sa.CheckConstraint(
            "low <= probability AND probability <= high", name=op.f("ck_candidate_low_middle_high")
        ),
        sa.CheckConstraint(
            "low >= 0 AND high <= 1", name=op.f("ck_candidate_probability_in_unit_interval")
        ),
        sa.CheckConstraint(
            "span_start >= 0 AND span_end - span_start = length(quote) AND length(quote) > 0",
            name=op.f("ck_candidate_span_fits_quote"),
        ),
        sa.ForeignKeyConstraint(
            ["commentary_id"], ["commentary.id"], name=op.f("fk_candidate_commentary_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_candidate")),
        sa.UniqueConstraint(
            "commentary_id",
            "span_start",
            "span_end",
            "cue",
            name=op.f("uq_candidate_commentary_id_span_start_span_end_cue"),
        ),
    )
    with op.batch_alter_table("candidate", schema=None) as batch_op:
        batch_op.create_index("ix_candidate_undecided", ["decision", "id"], unique=False)

    op.create_table(
        "delivery",
        sa.Column("id", ID, nullable=False),
        sa.Column("subscriber_id", ID, nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("report_id", ID, nullable=False),
        sa.Column("message_id", sa.Text(), nullable=False),
        sa.Column("attempts", ID, nullable=False),
        sa.Column("next_attempt_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_error", sa.Text(), nullable=False),
        sa.CheckConstraint("attempts >= 0", name=op.f("ck_delivery_attempts_not_negative")),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_delivery_report_id")),
        sa.ForeignKeyConstraint(
            ["subscriber_id"], ["subscriber.id"], name=op.f("fk_delivery_subscriber_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery")),
        sa.UniqueConstraint("message_id", name=op.f("uq_delivery_message_id")),
        sa.UniqueConstraint("report_id", name=op.f("uq_delivery_report_id")),
        sa.UniqueConstraint(
            "subscriber_id", "period", name=op.f("uq_delivery_subscriber_id_period")
        ),
    )
    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.create_index("ix_delivery_unsent", ["sent_at", "next_attempt_at"], unique=False)

    op.create_table(
        "prediction",
        sa.Column("id", ID, nullable=False),
        sa.Column("pundit_id", ID, nullable=False),
        sa.Column("event_id", ID, nullable=False),
        sa.Column("commentary_id", ID, nullable=False),
        sa.Column("candidate_id", ID, nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("span_start", ID, nullable=False),
        sa.Column("span_end", ID, nullable=False),
        sa.Column("probability", sa.Double(), nullable=False),
        sa.Column("low", sa.Double(), nullable=False),
        sa.Column("high", sa.Double(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("phrase", sa.Text(), nullable=False),
        sa.Column("lexicon_version", sa.Text(), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "basis IN ('stated', 'worded', 'editor')", name=op.f("ck_prediction_basis")
        ),
        sa.CheckConstraint(
            "low <= probability AND probability <= high", name=op.f("ck_prediction_low_middle_high")
        ),
        sa.CheckConstraint(
            "low >= 0 AND high <= 1", name=op.f("ck_prediction_probability_in_unit_interval")
        ),
        sa.CheckConstraint(
            "span_start >= 0 AND span_end - span_start = length(quote) AND length(quote) > 0",
            name=op.f("ck_prediction_span_fits_quote"),
        ),
        sa.ForeignKeyConstraint(
            ["candidate_id"], ["candidate.id"], name=op.f("fk_prediction_candidate_id")
        ),
        sa.ForeignKeyConstraint(
            ["commentary_id"], ["commentary.id"], name=op.f("fk_prediction_commentary_id")
        ),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_prediction_event_id")),
        sa.ForeignKeyConstraint(["pundit_id"], ["pundit.id"], name=op.f("fk_prediction_pundit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prediction")),
        sa.UniqueConstraint("candidate_id", name=op.f("uq_prediction_candidate_id")),
        sa.UniqueConstraint(
            "commentary_id",
            "span_start",
            "span_end",
            "event_id",
            name=op.f("uq_prediction_commentary_id_span_start_span_end_event_id"),
        ),
    )
    with op.batch_alter_table("prediction", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_prediction_event_id"), ["event_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_prediction_pundit_id"), ["pundit_id"], unique=False)

    op.create_table(
        "score",
        sa.Column("id", ID, nullable=False),
        sa.Column("prediction_id", ID, nullable=False),
        sa.Column("outcome_id", ID, nullable=False),
        sa.Column("outcome_revision", ID, nullable=False),
        sa.Column("event_id", ID, nullable=False),
        sa.Column("pundit_id", ID, nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("conditional", sa.Boolean(), nullable=False),
        sa.Column("deadline", sa.Date(), nullable=False),
        sa.Column("horizon_days", ID, nullable=False),
        sa.Column("probability", sa.Double(), nullable=False),
        sa.Column("low", sa.Double(), nullable=False),
        sa.Column("high", sa.Double(), nullable=False),
        sa.Column("occurred", sa.Boolean(), nullable=False),
        sa.Column("brier", sa.Double(), nullable=False),
        sa.Column("brier_low", sa.Double(), nullable=False),
        sa.Column("brier_high", sa.Double(), nullable=False),
        sa.Column("scored_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("counts_from", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tallied_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "brier >= 0 AND brier <= 1", name=op.f("ck_score_brier_in_unit_interval")
        ),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_score_event_id")),
        sa.ForeignKeyConstraint(["outcome_id"], ["outcome.id"], name=op.f("fk_score_outcome_id")),
        sa.ForeignKeyConstraint(
            ["prediction_id"], ["prediction.id"], name=op.f("fk_score_prediction_id")
        ),
        sa.ForeignKeyConstraint(["pundit_id"], ["pundit.id"], name=op.f("fk_score_pundit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_score")),
        sa.UniqueConstraint(
            "prediction_id",
            "outcome_revision",
            name=op.f("uq_score_prediction_id_outcome_revision"),
        ),
    )
    with op.batch_alter_table("score", schema=None) as batch_op:
        batch_op.create_index(
            "ix_score_not_tallied",
            ["tallied_at", "counts_from"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_score_event_id"), ["event_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_score_outcome_id"), ["outcome_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_score_pundit_id"), ["pundit_id"], unique=False)

    create_quote_checks()


def downgrade() -> None:
    drop_quote_checks()
    with op.batch_alter_table("score", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_score_pundit_id"))
        batch_op.drop_index(batch_op.f("ix_score_outcome_id"))
        batch_op.drop_index(batch_op.f("ix_score_event_id"))
        batch_op.drop_index("ix_score_not_tallied")

    op.drop_table("score")
    with op.batch_alter_table("prediction", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_prediction_pundit_id"))
        batch_op.drop_index(batch_op.f("ix_prediction_event_id"))

    op.drop_table("prediction")
    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.drop_index("ix_delivery_unsent")

    op.drop_table("delivery")
    with op.batch_alter_table("candidate", schema=None) as batch_op:
        batch_op.drop_index("ix_candidate_undecided")

    op.drop_table("candidate")
    with op.batch_alter_table("tally", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_tally_topic"))

    op.drop_table("tally")
    op.drop_table("report")
    with op.batch_alter_table("outcome", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_outcome_recorded_at"))

    op.drop_table("outcome")
    with op.batch_alter_table("commentary", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_commentary_pundit_id"))

    op.drop_table("commentary")
    op.drop_table("subscriber")
    op.drop_table("pundit")
    with op.batch_alter_table("ledger_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ledger_entry_subject"))

    op.drop_table("ledger_entry")
    op.drop_table("heartbeat")
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_event_unscored_since"))
        batch_op.drop_index(batch_op.f("ix_event_topic"))
        batch_op.drop_index(batch_op.f("ix_event_closes_at"))

    op.drop_table("event")
    op.drop_table("edition")
    op.drop_table("api_token")
