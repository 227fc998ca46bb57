"""The database itself refuses to change or delete what is on the ledger."""

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

SQLITE = """
CREATE TRIGGER ledger_entry_{when} BEFORE {when} ON ledger_entry
BEGIN SELECT RAISE(ABORT, 'the ledger is only ever added to'); END
"""
POSTGRESQL_FUNCTION = """
CREATE FUNCTION ledger_is_only_added_to() RETURNS trigger AS $$
BEGIN
    RAISE EXCEPTION 'the ledger is only ever added to' USING ERRCODE = 'check_violation';
END $$ LANGUAGE plpgsql
"""
POSTGRESQL = """
CREATE TRIGGER ledger_entry_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_entry
FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_only_added_to()
"""


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(POSTGRESQL_FUNCTION)
        op.execute(POSTGRESQL)
        return
    for when in ("UPDATE", "DELETE"):
        op.execute(SQLITE.format(when=when))


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION ledger_is_only_added_to() CASCADE")
        return
    for when in ("UPDATE", "DELETE"):
        op.execute(f"DROP TRIGGER ledger_entry_{when}")
