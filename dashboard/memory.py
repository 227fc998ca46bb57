"""Pages by address, those asked for last, in bounded memory."""

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from threading import Lock

MOST_BYTES = 32_000_000
LARGEST = 1_000_000
LONGEST_ADDRESS = 500
ABOUT_THE_BODY = frozenset({"content-type", "content-length", "content-disposition"})


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it is sent to who is not signed in, and the state that it was made from.

    `line_at` is where the line stands that says who reads; `asks_who` tells that more of the page
    depends on that.
    """

    body: bytes
    headers: tuple[tuple[str, str], ...]
    tag: str
    state: str
    headers_of_304: tuple[tuple[str, str], ...] = ()
    line_at: tuple[int, int] = (0, 0)
    asks_who: bool = False

    def with_line(self, words: bytes) -> bytes:
        """Return the page as it is for somebody of whom the line says something else."""
        start, end = self.line_at
        return self.body[:start] + (words if start < end else b"") + self.body[end:]

    def with_headers(self, headers: Iterable[tuple[str, str]]) -> "Page":
        """Return the page with the headers that it was sent with."""
        every = tuple(headers)
        bare = tuple(one for one in every if one[0].lower() not in ABOUT_THE_BODY)
        return replace(self, headers=every, headers_of_304=bare)


class KeptPages:
    """`MOST_BYTES` of pages, and which of them are being made anew."""

    def __init__(self) -> None:
        self._pages: OrderedDict[str, Page] = OrderedDict()
        self._bytes = 0
        self._begun: set[str] = set()
        self._lock = Lock()

    def get(self, address: str) -> Page | None:
        """Return the page at an address, if there is one."""
        with self._lock:
            if address in self._pages:
                self._pages.move_to_end(address)
            return self._pages.get(address)

    def put(self, address: str, page: Page) -> None:
        """Keep a page, and let go of those that nobody asked for longest."""
        if len(page.body) > LARGEST or len(address) > LONGEST_ADDRESS:
            return
        with self._lock:
            self._drop(address)
            self._pages[address] = page
            self._bytes += len(page.body)
            while self._bytes > MOST_BYTES:
                self._drop(next(iter(self._pages)))

    def begin(self, address: str) -> bool:
        """Tell whether it is for the caller to make a page anew; if so, they say when it `end`s."""
        with self._lock:
            if address in self._begun:
                return False
            self._begun.add(address)
            return True

    def end(self, address: str) -> None:
        """Note that a page has been made anew, or could not be."""
        with self._lock:
            self._begun.discard(address)

    def _drop(self, address: str) -> None:
        gone = self._pages.pop(address, None)
        self._bytes -= len(gone.body) if gone else 0
