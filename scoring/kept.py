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
_lock = Lock()


def kept(session: Session, what: Hashable, work_out: Callable[[], T]) -> T:
    """Return what `work_out` gives, from memory if it was asked for in this edition already.

    Of several who ask at once, one works it out and the others wait for it.
    """
    edition = current_edition(session)
    if not edition:
        return work_out()
    key = (edition, what)
    with _lock:
        if key not in _kept:
            _kept[key] = work_out()
        _kept.move_to_end(key)
        while len(_kept) > MOST:
            _kept.popitem(last=False)
        return cast("T", _kept[key])
