"""Pages for readers without an account, kept until the record changes.

A page is known by the state of the record that it was made from. Asked for again it comes from
memory, as the bytes and headers that were sent the first time and before Flask is asked; a browser
that has it already is told so. Who may be signed in is answered afresh: what they see may be theirs
alone.
"""

import hashlib
from collections.abc import Callable, Iterable
from functools import cache, wraps
from pathlib import Path
from threading import Lock
from typing import Any, ParamSpec, cast
from wsgiref.types import StartResponse, WSGIEnvironment

from flask import Flask, Response, current_app, g, make_response, request
from flask.typing import ResponseReturnValue
from werkzeug.wsgi import ClosingIterator

from accounts.cookies import may_be_signed_in
from core.errors import UnavailableError
from dashboard.later import Later
from dashboard.memory import KeptPages, Page
from dashboard.states import States

EXTENSION = "calledit.kept_pages"
# For how long a page may have been untrue that is given out while it, or another, is made anew.
OLDEST_SECONDS = 60.0
MADE = "calledit.page_made"  # in the environment of a request: what its page is to be kept as
P = ParamSpec("P")


def register(app: Flask) -> None:
    """Have an application keep its pages, and answer from memory what it can."""
    door = app.extensions[EXTENSION] = Door(app)
    app.wsgi_app = door.answer  # type: ignore[method-assign]  # as Flask says to do it


def kept_page(view: Callable[P, ResponseReturnValue]) -> Callable[P, ResponseReturnValue]:
    """Keep what a view answers to readers without an account."""

    @wraps(view)
    def answer(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        if may_be_signed_in(request.environ.get("HTTP_COOKIE", "")):
            return view(*args, **kwargs)
        # Read before the page is: a change in between has it made once more, never kept too long.
        state = cast("Door", current_app.extensions[EXTENSION]).states.now()
        tag = _tag(state, _address(request.environ))
        if request.if_none_match.contains_weak(tag):
            return _tagged(Response(status=304), tag)
        response = make_response(view(*args, **kwargs))
        if response.status_code != 200 or g.get("personal"):  # noqa: PLR2004 - OK
            return response
        request.environ[MADE] = Page(response.get_data(), (), tag, state)
        return _tagged(response, tag)

    return answer


class Door:
    """What every request comes through: for a page that is kept it goes no further."""

    def __init__(self, app: Flask) -> None:
        self.pages, self.states = KeptPages(), States(app)
        self._within = app.wsgi_app
        self.hand = Lock()  # held by the one reader who waits for a page that is made anew
        self._later = Later(self._made_later)

    def answer(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        own = may_be_signed_in(environ.get("HTTP_COOKIE", ""))
        if own or environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return self._within(environ, start_response)
        address = _address(environ)
        page = self.pages.get(address)
        if page is None:
            return self._made(address, environ, start_response)
        try:
            state = self.states.now()
        except UnavailableError:  # the application finds out too, and says so as it should
            return self._within(environ, start_response)
        # While one has it made anew the others get what there is, and need not wait.
        if page.state == state or not self.pages.begin(address):
            return _sent(page, environ, start_response)
        recent = self.states.over_for(page.state) < OLDEST_SECONDS
        waits = not (recent and self.states.restless()) and self.hand.acquire(blocking=False)
        if recent and not waits:
            self._later.put(address, environ)
            return _sent(page, environ, start_response)
        try:
            return self._made(address, environ, start_response)
        finally:
            if waits:
                self.hand.release()
            self.pages.end(address)

    def _made_later(self, address: str, environ: WSGIEnvironment) -> None:
        try:
            made = self._made(address, environ, lambda *_: lambda _: None)
            if isinstance(made, ClosingIterator):
                made.close()
        finally:
            self.pages.end(address)

    def _made(
        self, address: str, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        def noting(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            made = environ.get(MADE)
            if isinstance(made, Page) and "Set-Cookie" not in dict(headers):
                self.pages.put(address, made.with_headers(headers))
            return start_response(status, headers, *more)

        return self._within(environ, noting)


def _sent(page: Page, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    known = environ.get("HTTP_IF_NONE_MATCH", "")
    if page.tag in known or known == "*":
        start_response("304 NOT MODIFIED", [*page.headers_of_304])
        return ()
    start_response("200 OK", [*page.headers])
    return (page.body,) if environ["REQUEST_METHOD"] == "GET" else ()


def _tagged(response: Response, tag: str) -> Response:
    # Weak: another node writes another minute into the same page.
    response.headers["ETag"] = f'W/"{tag}"'
    response.headers["Cache-Control"] = "no-cache"
    return response


def _tag(state: str, address: str) -> str:
    known_by = f"{_code()} {state} {address}"
    return hashlib.sha256(known_by.encode("utf-8", "surrogateescape")).hexdigest()[:32]


def _address(environ: WSGIEnvironment) -> str:
    return f"{environ['PATH_INFO']}?{environ.get('QUERY_STRING', '')}"


@cache
def _code() -> str:
    """Return a word for what makes the pages: a new version makes new ones."""
    folder = Path(__file__).parent
    found = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        if file.suffix in {".py", ".html", ".css", ".svg"}:
            found.update(file.read_bytes())
    return found.hexdigest()
