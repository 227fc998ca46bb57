"""Named events of one's own: a file beside the calendar that comes with the product."""

from pathlib import Path

from core.errors import InvalidInputError
from predictions.extraction.deadlines.calendar_file import (
    NamedEvent,
    read_events,
    use_own_events,
)

LARGEST = 1_000_000
"""Bytes; some ten thousand events."""


def use_own_calendar(path: Path | None) -> None:
    """Read the events of a calendar file, or none without a path, for the whole process.

    Raises:
        InvalidInputError: naming the file and the line that cannot be used.
    """
    use_own_events(_events(path) if path is not None else ())


def _events(path: Path) -> tuple[NamedEvent, ...]:
    try:
        if path.stat().st_size > LARGEST:
            raise InvalidInputError(f"calendar {str(path)!r} is larger than {LARGEST:,} bytes")
        return read_events(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise InvalidInputError(
            f"calendar {str(path)!r} cannot be read: {error.strerror}"
        ) from error
    except UnicodeDecodeError:
        raise InvalidInputError(f"calendar {str(path)!r} is not UTF-8") from None
    except ValueError as error:
        raise InvalidInputError(f"calendar {str(path)!r}, {error}") from error
