"""PURE. What an account may do: three roles, and what a route asks for."""

from enum import IntEnum
from typing import Literal

Role = Literal["viewer", "editor", "admin"]


class Access(IntEnum):
    """Who may use a route; each level holds those below it."""

    PUBLIC = 0
    SIGNED_IN = 1
    EDITOR = 2
    ADMIN = 3


GRANTS: dict[str, Access] = {
    "viewer": Access.SIGNED_IN,
    "editor": Access.EDITOR,
    "admin": Access.ADMIN,
}
