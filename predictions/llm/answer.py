"""PURE. What a model answered -> proposals; whatever of it can be read."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

LONGEST_ANSWER = 1_000_000
MOST_PROPOSALS = 500
LIST = re.compile(r"\"forecasts\"\s*:\s*\[|(?:\A|```\w*)\s*\[")
SEPARATOR = re.compile(r"[\s,]*")
DECODER = json.JSONDecoder()

ShortText = Annotated[str, Field(max_length=500)]


class Proposal(BaseModel):
    """One forecast as a model put it; nothing of it is believed yet."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    quote: Annotated[str, Field(min_length=1, max_length=5_000)]
    phrase: ShortText = ""
    claim: ShortText = ""
    opposite: bool = False
    probability: Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
    deadline_words: ShortText | None = None
    deadline: ShortText | None = None
    conditional: bool = False
    condition: ShortText | None = None
    speaker: ShortText | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The proposals of an answer, how many entries were unusable, and whether it broke off."""

    proposals: tuple[Proposal, ...]
    malformed: int
    truncated: bool


class UnreadableAnswerError(ValueError):
    """The answer holds no JSON of the form asked for."""


def read_answer(content: str) -> Answer:
    """Read an answer: JSON, bare or fenced or with words around it, and even if it breaks off.

    Raises:
        UnreadableAnswerError: quoting how the answer begins.
    """
    found = LIST.search(content[:LONGEST_ANSWER])
    if found is None:
        raise UnreadableAnswerError(f"no list of forecasts in the answer {content[:80]!r}")
    proposals: list[Proposal] = []
    malformed, truncated = 0, False
    for entry in _entries(content[:LONGEST_ANSWER], found.end()):
        if entry is BROKEN_OFF or len(proposals) == MOST_PROPOSALS:
            truncated = True
            break
        try:
            proposals.append(Proposal.model_validate(entry))
        except ValidationError:
            malformed += 1
    return Answer(tuple(proposals), malformed, truncated)


BROKEN_OFF = object()


def _entries(content: str, place: int) -> Iterator[Any]:
    """The entries of a list one by one, so that a list that breaks off still gives the whole ones.

    The last is BROKEN_OFF unless the list is closed.
    """
    while True:
        place = _past(SEPARATOR, content, place)
        if content[place : place + 1] == "]":
            return
        try:
            entry, place = DECODER.raw_decode(content, place)
        except (ValueError, RecursionError):
            yield BROKEN_OFF
            return
        yield entry


def _past(pattern: re.Pattern[str], content: str, place: int) -> int:
    found = pattern.match(content, place)
    return found.end() if found else place
