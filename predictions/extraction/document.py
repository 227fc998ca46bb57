"""A commentary, read once: everything in it that is found once for all findings."""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date

from predictions.extraction.characters import plain
from predictions.extraction.deadlines import Deadline, find_deadlines
from predictions.extraction.likelihood import Likelihood
from predictions.extraction.numbers import stated_likelihoods
from predictions.extraction.prose import prose
from predictions.extraction.quotations import Quotation, find_quotations
from predictions.extraction.sentences import Sentence, split


@dataclass(frozen=True, slots=True)
class Document:
    """The text with its sentences, quotations, deadlines and stated numbers, each in order."""

    text: str
    plain: str
    said_on: date | None
    author: str | None
    sentences: tuple[Sentence, ...]
    quotations: tuple[Quotation, ...]
    deadlines: tuple[Deadline, ...]
    numbers: tuple[tuple[int, int, Likelihood], ...]

    def deadlines_between(self, start: int, end: int) -> list[Deadline]:
        """The deadlines that stand wholly between two offsets."""
        first = bisect_left(self.deadlines, start, key=lambda deadline: deadline.start)
        past = bisect_left(self.deadlines, end, key=lambda deadline: deadline.start)
        return [deadline for deadline in self.deadlines[first:past] if deadline.end <= end]


def read(text: str, said_on: date | None, author: str | None = None) -> Document:
    """Read a text that was said on a day."""
    readable = prose(text)
    plain_text = plain(readable)
    return Document(
        text=text,
        plain=plain_text,
        said_on=said_on,
        author=author,
        sentences=split(readable, plain_text),
        quotations=find_quotations(readable),
        deadlines=_live_deadlines(readable, said_on),
        numbers=tuple(sorted(stated_likelihoods(readable), key=lambda number: number[0])),
    )


def _live_deadlines(text: str, said_on: date | None) -> tuple[Deadline, ...]:
    """The days that had not passed when the text was said."""
    found = find_deadlines(text, said_on)
    live = (deadline for deadline in found if said_on is None or deadline.day >= said_on)
    return tuple(sorted(live, key=lambda deadline: deadline.start))
