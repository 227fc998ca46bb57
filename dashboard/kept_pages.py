"""Pages for readers, kept until the record changes.

A page is known by the state of the record that it was made from. Asked for again it comes from
memory, as the bytes and headers that were sent the first time and before Flask is asked; a browser
that has it already is told so. Who may be signed in gets the same page with their own line in it,
after one look at who they are and one at the state of the record; a page that asks who reads it for
anything else is made for them alone.
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
from accounts.people import current_person
from core.errors import UnavailableError
from dashboard import who
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
    """Keep what a view answers to every reader alike."""

    @wraps(view)
    def answer(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        door = cast("Door", current_app.extensions[EXTENSION])
        own = may_be_signed_in(request.environ.get("HTTP_COOKIE", ""))
        # Read before the page is: a change in between has it made once more, never kept too long.
        state, address = door.states.now(afresh=own), _address(request.environ)
        tag = _tag(state, address)
        if not own and request.if_none_match.contains_weak(tag):
            return _tagged(Response(status=304), tag)
        page = door.made.get(address)
        if page is None or page.state != state or (own and page.asks_who):
            response = _made_with_a_place(lambda: view(*args, **kwargs))
            if not _may_be_kept(response, own=own):
                response.set_data(who.put_in(response.get_data(), who.line(current_person()))[0])
                return response
            page = _page_of(response, tag, state)
            door.made.put(address, page)
        if own:
            return Response(page.with_line(who.line(current_person())), headers=[*page.headers])
        request.environ[MADE] = page
        return _tagged(Response(page.body, headers=[*page.headers]), tag)

    return answer


def _made_with_a_place(make: Callable[[], ResponseReturnValue]) -> Response:
    """Have a page made without the line that says who reads it, noting whether it asks who."""
    g.asked_who = False
    who.leave_place()
    try:
        return make_response(make())
    finally:  # the page about an error is made whole
        who.leave_none()


def _may_be_kept(response: Response, *, own: bool) -> bool:
    theirs = g.get("personal") or (own and g.asked_who)
    return response.status_code == 200 and not theirs  # noqa: PLR2004 - OK


def _page_of(response: Response, tag: str, state: str) -> Page:
    asks_who = g.asked_who
    body, line_at = who.put_in(response.get_data(), who.line(None))
    headers = tuple(one for one in response.headers if one[0] != "Content-Length")
    return Page(body, headers, tag, state, line_at=line_at, asks_who=asks_who)


class Door:
    """What every request comes through: for a page that is kept it goes no further."""

    def __init__(self, app: Flask) -> None:
        self.states = States(app)
        self.made = KeptPages()  # what views gave; of each page the bytes are in memory once
        self.pages = KeptPages()  # what was sent to readers without an account
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
