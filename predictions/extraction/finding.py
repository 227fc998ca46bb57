"""What travels down the pipeline: one finding per cue."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from predictions.extraction.deadlines import Deadline
from predictions.extraction.document import Document
from predictions.extraction.draft import TraceStep
from predictions.extraction.left_edge import Left
from predictions.extraction.likelihood import Likelihood
from predictions.extraction.rules.rule import Rule
from predictions.extraction.sentences import Sentence

__all__ = ["Document", "Finding", "Stage"]


@dataclass(frozen=True, slots=True)
class Finding:
    """A cue in its clause, and what has been learned about it so far.

    ``cue`` and ``span`` are offsets into the text; ``cue_first``, ``cue_last`` and ``last`` are
    token numbers in the sentence, the two last ones exclusive; ``number`` is the sentence's.
    ``negated`` says that the claim is the opposite of what the phrase is said of, ``flipped`` that
    its predicate is negative ("fail"), ``turned`` that the clause it heads is denied,
    ``borrowed`` is the subject that a second verb shares with
    the first.
    """

    rule: Rule
    number: int
    sentence: Sentence
    cue: tuple[int, int]
    cue_first: int
    cue_last: int
    phrase: str
    left: Left
    last: int
    span: tuple[int, int]
    likelihood: Likelihood | None = None
    negated: bool = False
    flipped: bool = False
    turned: bool = False
    claim: str = ""
    borrowed: str = ""
    condition: str | None = None
    conditional: bool = False
    speaker: str | None = None
    deadline: Deadline | None = None
    trace: tuple[TraceStep, ...] = ()

    def learned(self, step: str, detail: str, **changes: Any) -> "Finding":
        """A copy with changes, and a line in the trace that says what changed it."""
        return replace(self, trace=(*self.trace, TraceStep(step, detail)), **changes)

    def subject(self) -> list[str]:
        """The words before the verb group."""
        return self.sentence.words(self.left.first, self.left.verb)

    def group(self) -> list[str]:
        """The words of the verb group up to and with the cue."""
        return self.sentence.words(self.left.verb, self.cue_last)

    def after(self, count: int = 6) -> list[str]:
        """The words behind the cue, inside the clause."""
        return self.sentence.words(self.cue_last, min(self.cue_last + count, self.last))


Stage = Callable[[Document, list[Finding]], list[Finding]]
