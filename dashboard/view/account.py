"""PURE. Pages about one's own account."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class SignInPage:
    """The form at the door: where it leads, who was typed, and what was not accepted."""

    next: str
    who: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A browser in which the account is signed in."""

    since: datetime
    seen: datetime
    here: bool


@dataclass(frozen=True, slots=True)
class AccountPage:
    """One's own account; `done` says what has just been changed."""

    name: str
    email: str
    email_verified: bool
    role: str
    has_password: bool
    places: tuple[Place, ...]
    done: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class JoinPage:
    """The form that asks for a link by mail; `sent` is the same for every address."""

    sent: bool = False
    email: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class EnterPage:
    """What a link will do; `name` is empty if it makes an account."""

    token: str
    email: str
    name: str
    asks_password: bool
    typed: str = ""
    problem: str = ""
