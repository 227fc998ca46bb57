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


@contextmanager
def chunks_ahead(source: Source) -> Iterator[Iterator[Chunk]]:
    """Give the chunks of a file; what goes wrong while it is read is raised where they are taken.

    Raises:
        InvalidInputError: as `chunks` does.
        ChildProcessError: if the reading process was killed.
    """
    if source.size < LARGE:
        yield chunks(source)
        return
    receiving, sending = multiprocessing.Pipe(duplex=False)
    # Not forked: the threads of a service would leave their locks behind.
    start = multiprocessing.get_context("spawn").Process
    reader = start(target=_read, args=(source, sending), daemon=True)
    reader.start()
    sending.close()  # so that the pipe ends when the reader does
    try:
        yield _received(receiving)
    finally:
        receiving.close()
        reader.terminate()
        reader.join()


def _received(receiving: Connection) -> Iterator[Chunk]:
    while True:
        try:
            found = receiving.recv()
        except (EOFError, OSError) as error:
            raise ChildProcessError("the process that reads the file has ended early") from error
        if found is None:
            return
        if isinstance(found, Exception):
            raise found
        yield found


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
