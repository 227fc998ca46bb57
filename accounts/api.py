"""Who may write through the API."""

from accounts.people import require
from accounts.roles import Access


def require_editor() -> str:
    """Return the name of the editor whose token came with the request.

    Raises:
        UnauthorizedError: if none came.
        ForbiddenError: if its account does not edit.
    """
    return require(Access.EDITOR).name
