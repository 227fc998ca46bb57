"""A web server on the loopback, which counts who came, and a fetcher that may go there."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from predictions.fetching.addresses import PORTS
from predictions.fetching.fetch import Fetcher

Handle = Callable[[BaseHTTPRequestHandler], None]
Reply = tuple[int, dict[str, str], bytes]


@dataclass
class Web:
    """What it serves by path, and the requests that came, each as path and headers."""

    port: int
    pages: dict[str, Reply | Handle] = field(default_factory=dict)
    hits: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def url(self, path: str = "/") -> str:
        """The address of a page."""
        return f"http://127.0.0.1:{self.port}{path}"

    def serve(self, path: str, body: str | bytes, kind: str = "text/html", **headers: str) -> str:
        """Serve a body at a path, and return its address."""
        raw = body.encode() if isinstance(body, str) else body
        spelled = {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages[path] = (200, {"Content-Type": kind, **spelled}, raw)
        return self.url(path)

    def redirect(self, path: str, target: str, status: int = 302) -> str:
        """Lead from a path to somewhere else."""
        self.pages[path] = (status, {"Location": target}, b"")
        return self.url(path)

    @property
    def stranger(self) -> Fetcher:
        """A fetcher as in production, but for this server's port."""
        return Fetcher(ports=PORTS | {self.port})

    @property
    def guest(self) -> Fetcher:
        """A fetcher that may also reach this server's address."""
        return replace(self.stranger, permitted=frozenset({"127.0.0.1"}))


@contextmanager
def web() -> Iterator[Web]:
    """Run such a server."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            known.hits.append((self.path, dict(self.headers)))
            page = known.pages.get(self.path, (404, {}, b""))
            if callable(page):
                page(self)
                return
            status, headers, body = page
            self.send_response(status)
            for name, value in ({"Content-Length": str(len(body))} | headers).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    known = Web(server.server_port)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield known
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
