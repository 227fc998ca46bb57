"""What is costly to work out is kept until the scores change.

It is never stale, because it is known by the edition that it was worked out from.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar, cast

from sqlalchemy.orm import Session

from scoring.editions import current_edition

MOST = 8
T = TypeVar("T")

_kept: OrderedDict[tuple[str, Hashable], Any] = OrderedDict()
_read: set[tuple[str, Hashable]] = set()
_lock = Lock()


def kept(session: Session, what: Hashable, work_out: Callable[[], T], *, ahead: bool = False) -> T:
    """Return what `work_out` gives, from memory if it was asked for in this edition already.

    Of several who ask at once, one works it out and the others wait for it. `ahead` is for who
    works it out before a reader asks.
    """
    edition = current_edition(session)
    if not edition:
        return work_out()
    key = (edition, what)
    with _lock:
        if key not in _kept:
            _kept[key] = work_out()
        _kept.move_to_end(key)
        if not ahead:
            _read.add(key)
        while len(_kept) > MOST:
            _drop(next(iter(_kept)))
        return cast("T", _kept[key])


def left_behind(session: Session) -> list[Hashable]:
    """Forget what belongs to earlier editions; return what of it somebody has read."""
    edition = current_edition(session)
    with _lock:
        earlier = [key for key in _kept if key[0] != edition]
        read = [what for _, what in (key for key in earlier if key in _read)]
        for key in earlier:
            _drop(key)
    return read


def _drop(key: tuple[str, Hashable]) -> None:
    del _kept[key]
    _read.discard(key)
