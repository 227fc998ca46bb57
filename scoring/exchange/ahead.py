"""A large file is read by a process of its own, a chunk ahead of what is being stored.

Reading is Python's work and storing is the database's; two threads of one interpreter would spend
more time on handing it to each other than on either.
"""

import multiprocessing
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection

from scoring.exchange.chunks import Chunk, Source, chunks
from scoring.exchange.garbage import seldom_collected

LARGE = 4_000_000  # bytes: some 40,000 rows, which take longer than a process to start


class Coming(Iterator[Chunk]):
    """The chunks of a file as they come."""

    def __init__(self, chunks: Iterator[Chunk]) -> None:
        self._chunks = chunks

    def __next__(self) -> Chunk:
        """Return the next chunk, and wait for it where it is not there yet."""
        return next(self._chunks)

    def ready(self) -> bool:
        """Tell whether the next chunk is there, so that nobody would wait for it."""
        return False  # it would have to be read first


class _Received(Coming):
    """What another process sends: chunks, then None, or what went wrong."""

    def __init__(self, receiving: Connection) -> None:
        super().__init__(self._each())
        self._receiving = receiving
        self._ahead: list[Chunk | Exception | None] = []

    def ready(self) -> bool:
        """Tell whether the next chunk is there; what went wrong is none, and is raised later."""
        if not self._ahead and self._receiving.poll():
            self._ahead.append(self._next())
        return bool(self._ahead) and isinstance(self._ahead[0], Chunk)

    def _each(self) -> Iterator[Chunk]:
        while (found := self._ahead.pop() if self._ahead else self._next()) is not None:
            if isinstance(found, Exception):
                raise found
            yield found

    def _next(self) -> Chunk | Exception | None:
        try:
            found: Chunk | Exception | None = self._receiving.recv()
        except (EOFError, OSError):
            return ChildProcessError("the process that reads the file has ended early")
        return found


@contextmanager
def chunks_ahead(source: Source) -> Iterator[Coming]:
    """Give the chunks of a file; what goes wrong while it is read is raised where they are taken.

    Raises:
        InvalidInputError: as `chunks` does.
        ChildProcessError: if the reading process was killed.
    """
    if source.size < LARGE:
        yield Coming(chunks(source))
        return
    receiving, sending = multiprocessing.Pipe(duplex=False)
    # Not forked: the threads of a service would leave their locks behind.
    start = multiprocessing.get_context("spawn").Process
    reader = start(target=_read, args=(source, sending), daemon=True)
    reader.start()
    sending.close()  # so that the pipe ends when the reader does
    try:
        yield _Received(receiving)
    finally:
        receiving.close()
        reader.terminate()
        reader.join()


def _read(source: Source, sending: Connection) -> None:
    """Send chunks, then None, or what went wrong; end quietly if nobody listens any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who reads from us is told, and ends us
    try:
        with seldom_collected():
            for chunk in chunks(source):
                sending.send(chunk)
        sending.send(None)
    except BrokenPipeError:
        return
    except Exception as error:  # noqa: BLE001 - it is raised again on the other side
        sending.send(error)
