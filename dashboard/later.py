"""Pages that are made anew while nobody waits for them, one after the other, in one thread."""

import io
import logging
import sys
import time
from collections.abc import Callable
from queue import Queue
from threading import Lock, Thread
from wsgiref.types import WSGIEnvironment

log = logging.getLogger(__name__)

# What of the request that asked for a page is part of what it asked for.
ASKED = (
    "PATH_INFO", "QUERY_STRING", "SCRIPT_NAME", "SERVER_NAME", "SERVER_PORT", "SERVER_PROTOCOL",
    "HTTP_HOST", "wsgi.url_scheme", "wsgi.version",
)  # fmt: skip
Make = Callable[[str, WSGIEnvironment], None]


class Later:
    """Makes what is `put`, and rests after each page for as long as that took.

    So readers, and whoever changes the record, have half of what one thread can do.
    """

    def __init__(self, make: Make) -> None:
        self._make = make
        self._waiting: Queue[tuple[str, WSGIEnvironment]] = Queue()
        self._lock = Lock()
        self._thread: Thread | None = None

    def put(self, address: str, environ: WSGIEnvironment) -> None:
        """Have the page at an address made, as the request `environ` asked for it."""
        self._waiting.put((address, as_asked(environ)))
        with self._lock:
            if self._thread is None or not self._thread.is_alive():
                self._thread = Thread(target=self._work, name="pages", daemon=True)
                self._thread.start()

    def _work(self) -> None:
        while True:
            address, environ = self._waiting.get()
            began = time.monotonic()
            try:
                self._make(address, environ)
            except Exception:
                log.exception("page %s could not be made anew", address)
            time.sleep(time.monotonic() - began)


def as_asked(environ: WSGIEnvironment) -> WSGIEnvironment:
    """Return a request for the same page, by nobody in particular."""
    kept = {name: environ[name] for name in ASKED if name in environ}
    return kept | {
        "REQUEST_METHOD": "GET",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
