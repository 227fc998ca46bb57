"""Passwords: argon2id, in its own words (RFC 9106), and never in ours."""

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from core.errors import InvalidInputError

SHORTEST = 12
LONGEST = 1_000  # a hash of anything longer is only work for us
FEWEST = 4  # different characters
RULE = f"a password has {SHORTEST} to {LONGEST:,} characters, not the same ones over and over"

_hasher = PasswordHasher()


@cache
def _nobodys() -> str:
    """Return what is checked when there is no account, so that the answer takes as long."""
    return _hasher.hash("nobody signs in with this")


def check(password: str) -> str:
    """Return `password` if it will do.

    Raises:
        InvalidInputError: saying what one is like, and not quoting what was given.
    """
    if not SHORTEST <= len(password) <= LONGEST or len(set(password)) < FEWEST:
        raise InvalidInputError(RULE)
    return password


def hash_of(password: str) -> str:
    """Return the hash that is stored in a password's place; it holds its own salt."""
    return _hasher.hash(password)


def matches(stored: str, password: str) -> bool:
    """Tell whether `password` is the one; takes the same time for an account without one."""
    nobodys = _nobodys()  # asked for in either case: hashing takes long the first time
    try:
        found = _hasher.verify(stored or nobodys, password[:LONGEST].encode("utf-8", "replace"))
    except (VerificationError, InvalidHashError):
        return False
    return found and bool(stored)


def outdated(stored: str) -> bool:
    """Tell whether a hash was made with weaker parameters than today's."""
    return _hasher.check_needs_rehash(stored)
