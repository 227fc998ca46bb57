"""Who may write through the API."""

from flask import request

from accounts.tokens import editor_of
from core.web import current_database


def require_editor() -> str:
    """Return the name of the editor whose token came with the request.

    Raises:
        UnauthorizedError: if none came, or it is not in force.
    """
    with current_database().read() as session:
        return editor_of(session, request.headers.get("Authorization", ""))
