"""PURE. What to do next while the record is young: one step after the other, with its command."""

from dataclasses import dataclass
from typing import Protocol

from core.formats import count


class Size(Protocol):
    """How much stands on record, and how much waits: `predictions.queries.RecordSize`."""

    @property
    def commentaries(self) -> int: ...  # noqa: D102 - what its name says
    @property
    def waiting(self) -> int: ...  # noqa: D102 - candidates without a decision
    @property
    def predictions(self) -> int: ...  # noqa: D102 - what its name says
    @property
    def due(self) -> int: ...  # noqa: D102 - events whose outcome is awaited


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do, the command that does it, and whether it has been done."""

    say: str
    command: str
    done: bool


def steps(size: Size, scored: int) -> tuple[Step, ...]:
    """Return the way from an empty record to a first score."""
    reviewed = size.predictions > 0
    return (
        Step(
            "Put the commands on your path, once per terminal.",
            ". .venv/bin/activate",
            size.commentaries > 0,
        ),
        Step(
            "Add a column, saved as a text file.",
            "flask commentary add FILE --pundit NAME --said-on DATE",
            size.commentaries > 0,
        ),
        Step("See the forecasts that were found in it.", "flask candidates", reviewed),
        Step("Put one on record.", "flask review accept ID", reviewed),
        Step(
            "Once its deadline has passed, enter what happened.",
            "flask outcome record EVENT --ruling occurred --known-at DATE --evidence URL",
            scored > 0,
        ),
        Step("Have it scored now; the server does so by itself.", "flask score", scored > 0),
    )


def waiting_words(size: Size) -> str:
    """Say what waits for an editor; empty when nothing does."""
    review = count(size.waiting, "candidate") + (
        " awaits review" if size.waiting == 1 else " await review"
    )
    due = count(size.due, "event") + (
        " awaits its outcome" if size.due == 1 else " await their outcome"
    )
    said = [words for n, words in ((size.waiting, review), (size.due, due)) if n]
    return f"{', and '.join(said)}." if said else ""
