"""Where Alembic meets our models; the connection is handed in by core.migrations."""

from alembic import context

# Each brings its tables into the one metadata that Alembic compares with the database.
import accounts.models
import core.heartbeat
import core.ledger
import core.mail.models
import core.retries
import predictions.disputes.models
import predictions.feeds.models
import predictions.models
import predictions.raters.models
import predictions.sources.models
import predictions.unfinished
import reports.models
import scoring.models
from core.db import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
