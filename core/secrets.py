"""The key that signs links, given by the operator or made once and kept in a file."""

import os
import secrets
from pathlib import Path

from core.config import Settings
from core.errors import UnavailableError

OWNER_ONLY = 0o600


def secret_key(settings: Settings) -> str:
    """Return the signing key.

    Raises:
        UnavailableError: if the file that keeps it can be neither read nor made.
    """
    if settings.secret_key is not None:
        return settings.secret_key.get_secret_value()
    path = settings.secret_key_file
    try:
        return _kept(path) or _made(path)
    except OSError as error:
        raise UnavailableError(
            f"the secret key file {str(path)!r} cannot be used: {error.strerror}"
        ) from error


def _kept(path: Path) -> str:
    return path.read_text().strip() if path.exists() else ""


def _made(path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    key = secrets.token_urlsafe(48)
    # Two processes that start together must end up with one key: the first to link wins.
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.touch(mode=OWNER_ONLY)
    draft.write_text(key + "\n")
    try:
        os.link(draft, path)
    except FileExistsError:
        return _kept(path)
    finally:
        draft.unlink()
    return key
