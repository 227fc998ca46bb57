"""INSERT ... ON CONFLICT, which both databases spell the same and SQLAlchemy does not."""

from typing import Any

from sqlalchemy.orm import Session


def insert_into(session: Session, table: Any) -> Any:
    """Return an INSERT into `table` that has `on_conflict_do_update` and `excluded`."""
    # A dialect is loaded when its database is used: PostgreSQL's takes a tenth of a second.
    if session.get_bind().dialect.name == "postgresql":
        from sqlalchemy.dialects.postgresql import insert  # noqa: PLC0415 - see above
    else:
        from sqlalchemy.dialects.sqlite import insert  # type: ignore[assignment]  # noqa: PLC0415
    return insert(table)
