"""Pages for readers without an account, kept until the record changes.

A page is known by the state of the record that it was made from: the edition of the scores, the
head of the ledger, the quarter of an hour (what falls due does so on one), and whether the
scheduler is silent. Asked for again it comes from memory; a browser that has it already is told so.
Who brings a cookie is answered afresh: what they see may be theirs alone.
"""

import hashlib
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache, wraps
from pathlib import Path
from threading import Lock
from typing import ParamSpec, cast

from flask import Flask, Response, current_app, g, make_response, request
from flask.typing import ResponseReturnValue
from sqlalchemy import exists, select

from core.clock import utc_now
from core.heartbeat import Heartbeat
from core.ledger import newest_hash
from core.web import current_database
from dashboard.frame import SCORING_JOB, SILENT_AFTER
from predictions.models import Event
from scoring.models import Edition

TRUSTED_SECONDS = 2.0  # how long a change by another process may stay unseen
LARGEST, MOST_BYTES = 1_000_000, 32_000_000
QUARTER = 15 * 60
EXTENSION = "calledit.kept_pages"
PASSED_ON = ("Content-Type", "Content-Disposition", "Content-Security-Policy", "Link")
P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it is sent; trusted unasked for a while, until this process writes something."""

    body: bytes
    headers: tuple[tuple[str, str], ...]
    tag: str
    writes: int
    looked_at: float


class KeptPages:
    """Pages by address, those asked for last; `MOST_BYTES` of them."""

    def __init__(self) -> None:
        self._pages: OrderedDict[str, Page] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    def get(self, address: str) -> Page | None:
        """Return the page at an address, if there is one."""
        with self._lock:
            if address in self._pages:
                self._pages.move_to_end(address)
            return self._pages.get(address)

    def put(self, address: str, page: Page) -> None:
        """Keep a page, and let go of those that nobody asked for longest."""
        with self._lock:
            self._drop(address)
            self._pages[address] = page
            self._bytes += len(page.body)
            while self._bytes > MOST_BYTES:
                self._drop(next(iter(self._pages)))

    def _drop(self, address: str) -> None:
        gone = self._pages.pop(address, None)
        self._bytes -= len(gone.body) if gone else 0


def register(app: Flask) -> None:
    """Give an application a place for its pages."""
    app.extensions[EXTENSION] = KeptPages()


def kept_page(view: Callable[P, ResponseReturnValue]) -> Callable[P, ResponseReturnValue]:
    """Keep what a view answers to readers without an account."""

    @wraps(view)
    def answer(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        if request.cookies:
            return view(*args, **kwargs)
        kept = cast("KeptPages", current_app.extensions[EXTENSION])
        address, writes, now = request.full_path, current_database().writes, time.monotonic()
        page = kept.get(address)
        if page is not None and page.writes == writes and now - page.looked_at < TRUSTED_SECONDS:
            return _sent(page)
        tag = _tag(address)
        if page is not None:
            # Also while it is made anew: one makes it, and the others need not wait.
            page = replace(page, writes=writes, looked_at=now)
            kept.put(address, page)
            if page.tag == tag:
                return _sent(page)
        if request.if_none_match.contains_weak(tag):
            return _unchanged(tag)
        response = make_response(view(*args, **kwargs))
        if response.status_code != 200 or g.get("personal"):  # noqa: PLR2004 - OK
            return response
        page = Page(response.get_data(), _headers(response), tag, writes, time.monotonic())
        if len(page.body) <= LARGEST:
            kept.put(address, page)
        return _sent(page)

    return answer


def _sent(page: Page) -> Response:
    if request.if_none_match.contains_weak(page.tag):
        return _unchanged(page.tag)
    response = Response(page.body, headers=dict(page.headers))
    return _tagged(response, page.tag)


def _unchanged(tag: str) -> Response:
    return _tagged(Response(status=304), tag)


def _tagged(response: Response, tag: str) -> Response:
    # Weak: another node writes another minute into the same page.
    response.headers["ETag"] = f'W/"{tag}"'
    response.headers["Cache-Control"] = "no-cache"
    return response


def _headers(response: Response) -> tuple[tuple[str, str], ...]:
    return tuple((n, response.headers[n]) for n in PASSED_ON if n in response.headers)


def _tag(address: str) -> str:
    state = f"{_code()} {_state()} {address}"
    return hashlib.sha256(state.encode("utf-8", "surrogateescape")).hexdigest()[:32]


def _state() -> str:
    """Read what pages depend on, in one statement."""
    now = utc_now()
    query = select(
        select(Edition.word).scalar_subquery(),
        newest_hash(),
        select(Heartbeat.beaten_at).where(Heartbeat.job == SCORING_JOB).scalar_subquery(),
        exists().where(Event.unscored_since.is_not(None)),
    )
    with current_database().read() as session:
        edition, head, beaten_at, waiting = session.execute(query).one()
    silent = waiting and (beaten_at is None or now - beaten_at >= SILENT_AFTER)
    return f"{edition} {head} {int(now.timestamp()) // QUARTER} {beaten_at if silent else ''}"


@cache
def _code() -> str:
    """Return a word for what makes the pages: a new version makes new ones."""
    folder = Path(__file__).parent
    found = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        if file.suffix in {".py", ".html", ".css", ".svg"}:
            found.update(file.read_bytes())
    return found.hexdigest()
