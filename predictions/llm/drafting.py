"""PURE. Proposals of a model -> drafts, held against the text, the lexicon and the calendar."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from predictions.extraction import LEXICON_VERSION, Draft, TraceStep
from predictions.extraction.deadlines import Deadline, find_deadlines
from predictions.extraction.numbers import stated_likelihoods
from predictions.llm.aligning import WORD, Source, Span, align
from predictions.llm.answer import Proposal
from predictions.llm.chances import Chance, Numbers, chance_of
from predictions.llm.days import deadline_of
from predictions.llm.overlaps import without_repeats
from predictions.llm.prompt import PROMPT_VERSION

RULE = "llm"
LONGEST_CLAIM = 500
AUTHORS = frozenset({"author", "the author", "writer", "the writer"})
NOT_IN_TEXT = "quote not in the text"
NO_SUCH_SPEAKER = "speaker not in the text"
SAME_AGAIN = "the same again"


@dataclass(frozen=True, slots=True)
class Material:
    """A commentary with everything that proposals are held against."""

    text: str
    said_on: date | None
    author: str | None
    model: str
    deadlines: tuple[Deadline, ...]
    numbers: Numbers


def material(text: str, said_on: date | None, author: str | None, model: str) -> Material:
    """Read once what all proposals for a text are held against."""
    return Material(
        text=text,
        said_on=said_on,
        author=author,
        model=model,
        deadlines=tuple(find_deadlines(text, said_on)),
        numbers=tuple(stated_likelihoods(text)),
    )


def drafts_of(
    given: Material, start: int, end: int, proposals: Iterable[Proposal]
) -> tuple[list[Draft], list[str]]:
    """The drafts that hold, and for each proposal that does not the reason.

    Args:
        given: what the proposals are held against.
        start: where the stretch of the text begins that the model was shown.
        end: where it ends.
        proposals: what it answered.
    """
    source = Source(given.text, start, end)
    drafts: list[Draft] = []
    refused: list[str] = []
    places: set[Span] = set()
    for proposal in proposals:
        found = align(proposal.quote, source)
        if not found:
            refused.append(NOT_IN_TEXT)
        elif not _speaks(proposal.speaker, given, source):
            refused.append(NO_SUCH_SPEAKER)
        else:
            # The same words twice are the next place where the text has them.
            place = next((span for span in found if span not in places), found[0])
            places.add(place)
            drafts.append(_draft(given, source, proposal, place))
    kept = without_repeats(drafts)
    return kept, refused + [SAME_AGAIN] * (len(drafts) - len(kept))


def _speaks(speaker: str | None, given: Material, source: Source) -> bool:
    if _is_author(speaker, given.author):
        return True
    words = WORD.findall(_plain(speaker))
    return bool(words) and 2 * sum(word in source.frequencies for word in words) >= len(words)


def _is_author(speaker: str | None, author: str | None) -> bool:
    said = _plain(speaker)
    return not said or said in AUTHORS or said == _plain(author)


def _plain(name: str | None) -> str:
    return _line(name or "").casefold().replace("’", "'")


def _draft(given: Material, source: Source, proposal: Proposal, span: Span) -> Draft:
    start, end = span
    chance = chance_of(proposal, given.text, span, given.numbers)
    deadline, when = deadline_of(proposal, source, span, given.deadlines, given.said_on)
    condition = _condition(given, source, proposal)
    quote = given.text[start:end]
    return Draft(
        start=start,
        end=end,
        quote=quote,
        rule=RULE,
        cue=chance.cue,
        claim=_line(proposal.claim)[:LONGEST_CLAIM] or _line(quote)[:LONGEST_CLAIM],
        probability=chance.likelihood.probability,
        low=chance.likelihood.low,
        high=chance.likelihood.high,
        basis=chance.likelihood.basis,
        phrase=chance.likelihood.phrase,
        lexicon_version=LEXICON_VERSION,
        polarity="negated" if proposal.opposite else "affirmed",
        deadline=deadline.day if deadline else None,
        deadline_text=deadline.text if deadline else None,
        deadline_basis=deadline.basis if deadline else None,
        conditional=proposal.conditional,
        condition=condition,
        speaker=None if _is_author(proposal.speaker, given.author) else _line(proposal.speaker),
        trace=_trace(given, proposal, span, chance, when),
    )


def _trace(
    given: Material, proposal: Proposal, span: Span, chance: Chance, when: tuple[TraceStep, ...]
) -> tuple[TraceStep, ...]:
    quoted = "as it stands" if proposal.quote == given.text[slice(*span)] else "nearly"
    return (
        TraceStep("reader", f"{given.model}, prompt {PROMPT_VERSION}"),
        TraceStep("quote", f"found in the text {quoted}", *span),
        *chance.trace,
        *when,
    )


def _condition(given: Material, source: Source, proposal: Proposal) -> str | None:
    if not (proposal.conditional and proposal.condition):
        return None
    found = align(proposal.condition, source)
    return given.text[slice(*found[0])] if found else None


def _line(text: str | None) -> str:
    """One line of plain text: what a model puts in a field may hold anything."""
    return " ".join("".join(char if char.isprintable() else " " for char in text or "").split())
