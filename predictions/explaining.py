"""PURE. Why a draft is what it is, in lines for people."""

from collections.abc import Iterator

from core import formats
from predictions.extraction import Draft, TraceStep

WIDEST_STEP = 14


def interval(probability: float, low: float, high: float) -> str:
    """A probability with its range: ``75% [67%-80%]``; a stated one stands alone."""
    if low == high:
        return formats.percent(probability)
    return f"{formats.percent(probability)} [{formats.percent(low)}-{formats.percent(high)}]"


def explained(text: str, draft: Draft, author: str | None) -> Iterator[str]:
    """A draft and, indented below it, the steps of its trace with the words each rests on."""
    chance = interval(draft.probability, draft.low, draft.high)
    deadline = f" by {draft.deadline}" if draft.deadline else ""
    who = draft.speaker or author or "the author"
    yield f"{draft.start}-{draft.end}  {chance}{deadline}, says {who}"
    yield f"  quote  {_line(draft.quote)}"
    yield f"  claim  {draft.claim}"
    width = min(max((len(step.step) for step in draft.trace), default=0), WIDEST_STEP)
    for step in draft.trace:
        yield f"    {step.step:<{width}}  {step.detail}{_words(text, step)}"


def _words(text: str, step: TraceStep) -> str:
    if step.start is None or step.end is None or step.start >= step.end:
        return ""
    return f"  «{_line(text[step.start : step.end])}»"


def _line(text: str) -> str:
    return " ".join(text.split())
