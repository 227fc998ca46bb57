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


def upsert(session: Session, table: Any, key: str, row: dict[str, Any]) -> None:
    """Insert a row; if there is one with its `key` already, have that say the same.

    Of several who do so at the same moment, each waits for the one before, and none fails.
    """
    insert = insert_into(session, table)
    said = {name: insert.excluded[name] for name in row if name != key}
    session.execute(insert.on_conflict_do_update(index_elements=[key], set_=said), row)
