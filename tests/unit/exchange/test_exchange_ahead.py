"""Another process reads a large file: the same chunks, the same errors, nothing left behind."""

import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from support.imports import NOW, mixed, row, write

from core.errors import InvalidInputError
from scoring.exchange import ahead
from scoring.exchange.ahead import chunks_ahead
from scoring.exchange.chunks import Source, chunks
from scoring.exchange.mapping import load_mapping


@pytest.fixture(autouse=True)
def every_file_is_large(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(ahead, "LARGE", 0)
    yield
    assert multiprocessing.active_children() == []


def source(file: Path, rows_at_a_time: int = 70) -> Source:
    return Source(file, load_mapping("calledit"), NOW, rows_at_a_time)


def until(ready: Callable[[], bool], over: Callable[[], bool]) -> bool:
    while not over():
        if ready():
            return True
        time.sleep(0.01)
    return False


def test_the_chunks_are_those_that_this_process_would_read(tmp_path: Path) -> None:
    rows = [*mixed(200), row(probability="1.5"), row(claim="")]
    read = source(write(tmp_path, rows))
    with chunks_ahead(read) as coming:
        found = list(coming)
    assert found == list(chunks(read))
    assert [chunk.rows for chunk in found] == [70, 70, 62]
    assert sum(len(chunk.refused) for chunk in found) == 2
    assert found[-1].position == read.size


def test_what_is_wrong_with_a_file_is_told_here(tmp_path: Path) -> None:
    file = tmp_path / "rows.csv"
    file.write_text("pundit,claim\nAda Lund,It happens\n")
    with (
        pytest.raises(InvalidInputError, match="has no column 'probability', 'said_on'"),
        chunks_ahead(source(file)) as coming,
    ):
        next(coming)


def test_what_is_there_already_is_told(tmp_path: Path) -> None:
    with chunks_ahead(source(write(tmp_path, mixed(200)))) as coming:
        found = [next(coming)]
        while until(coming.ready, lambda: len(found) == 3):
            found.append(next(coming))
        assert [chunk.rows for chunk in found] == [70, 70, 60]
        assert not coming.ready()
        assert list(coming) == []


def test_what_went_wrong_is_not_taken_for_a_chunk(tmp_path: Path) -> None:
    file = write(tmp_path, mixed(70))
    file.write_text(file.read_text() + "x" * 1_000_001)
    with chunks_ahead(source(file, 35)) as coming:
        assert [next(coming).rows, next(coming).rows] == [35, 35]
        (reader,) = multiprocessing.active_children()
        reader.join()
        assert not coming.ready()
        with pytest.raises(InvalidInputError, match="is longer than"):
            next(coming)


def test_who_takes_no_more_leaves_no_process_behind(tmp_path: Path) -> None:
    with chunks_ahead(source(write(tmp_path, mixed(900)), 10)) as coming:
        assert next(coming).rows == 10


def test_a_reader_that_is_killed_is_no_end_of_the_file(tmp_path: Path) -> None:
    with chunks_ahead(source(write(tmp_path, mixed(900)), 10)) as coming:
        next(coming)
        (reader,) = multiprocessing.active_children()
        assert reader.pid is not None
        os.kill(reader.pid, signal.SIGKILL)
        with pytest.raises(ChildProcessError, match="ended early"):
            list(coming)
