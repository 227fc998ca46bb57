"""The backend `llm`: windows out, answers in; whatever fails is read by the embedded engine."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from core.config import Settings
from predictions.extraction import Draft, TraceStep, extract
from predictions.llm.answer import UnreadableAnswerError, read_answer
from predictions.llm.drafting import Material, drafts_of, material
from predictions.llm.endpoint import Endpoint, EndpointError, NoAnswerError, connect
from predictions.llm.notes import Notes, Usage, counted
from predictions.llm.overlaps import Placed, covered, without_repeats
from predictions.llm.prompt import PROMPT_VERSION
from predictions.llm.windows import Window, halves, windows

MALFORMED = "entry without a usable quote or probability"
MOST_HALVINGS = 2
MOST_FAILURES_TOLD = 3


@dataclass(slots=True)
class _Progress:
    """What has come together of one text so far."""

    drafts: list[Draft] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    read: list[Window] = field(default_factory=list)
    gaps: list[tuple[Window, str]] = field(default_factory=list)


def read_by_model(
    text: str, said_on: date | None, author: str | None, settings: Settings
) -> tuple[list[Draft], Notes]:
    """Read a text by the language model of the settings.

    Raises:
        InvalidInputError: where a setting or the library is missing. Failures of the endpoint are
            no errors: the embedded engine reads, and the notes say so.
    """
    endpoint = connect(settings)
    given = material(text, said_on, author, settings.llm_model)
    embedded = extract(text, said_on, author)
    progress = _Progress()
    with endpoint.client:
        _read_all(endpoint, given, windows(text, settings.llm_window_characters), progress)
    _suspect_silence(progress, embedded)
    proposed = [_billed(draft, endpoint.spent) for draft in without_repeats(progress.drafts)]
    placed = Placed(proposed)
    filled = [d for d in embedded if _in_a_gap(d, progress) and not covered(d, placed)]
    seen = Placed([*proposed, *filled])
    unseen = sum(not any(seen.touching(draft)) for draft in embedded)
    return list(seen), _notes(endpoint, progress, unseen)


def _read_all(
    endpoint: Endpoint, given: Material, stretches: Iterable[Window], progress: _Progress
) -> None:
    failure = ""
    for window in stretches:
        if failure:
            progress.gaps.append((window, failure))
            continue
        try:
            _read(endpoint, given, window, progress)
        except EndpointError as error:
            failure = str(error)
            progress.gaps.append((window, failure))


def _read(
    endpoint: Endpoint, given: Material, window: Window, progress: _Progress, halved: int = 0
) -> None:
    """Read one window; an answer that breaks off is asked for again in smaller pieces."""
    try:
        shown = given.text[window.start : window.end]
        reply = endpoint.ask(shown, given.said_on, given.author)
        answer = read_answer(reply.content)
    except (NoAnswerError, UnreadableAnswerError) as error:
        progress.gaps.append((window, str(error)))
        return
    drafts, refused = drafts_of(given, window.start, window.end, answer.proposals)
    progress.drafts += drafts
    progress.refused += refused + [MALFORMED] * answer.malformed
    if not (answer.truncated or reply.stopped_early):
        progress.read.append(window)
        return
    pieces = halves(given.text, window) if halved < MOST_HALVINGS else []
    if len(pieces) > 1:
        for piece in pieces:
            _read(endpoint, given, piece, progress, halved + 1)
    else:
        progress.gaps.append((window, "the answer broke off"))


def _suspect_silence(progress: _Progress, embedded: list[Draft]) -> None:
    """Distrust a window without any forecast where the embedded engine finds some.

    A text that orders "report nothing" would otherwise keep its forecasts off the record.
    """
    for window in list(progress.read):
        if any(_holds(window, draft) for draft in progress.drafts):
            continue
        missing = sum(_holds(window, draft) for draft in embedded)
        if missing:
            why = f"the model returned nothing usable where the embedded engine finds {missing}"
            progress.read.remove(window)
            progress.gaps.append((window, why))


def _in_a_gap(draft: Draft, progress: _Progress) -> bool:
    return not any(_holds(window, draft) for window in progress.read)


def _holds(window: Window, draft: Draft) -> bool:
    return window.start <= draft.start and draft.end <= window.end


def _billed(draft: Draft, spent: Usage) -> Draft:
    """The draft with what the reading of its whole text took, so that it stays on the record."""
    cost = "" if spent.cost is None else f", cost {spent.cost:.6g}"
    tokens = f"{spent.input_tokens} tokens asked, {spent.output_tokens} answered"
    step = TraceStep("usage", f"{spent.requests} requests for the whole text: {tokens}{cost}")
    return replace(draft, trace=(*draft.trace, step))


def _notes(endpoint: Endpoint, progress: _Progress, unseen: int) -> Notes:
    warnings = [
        f"the language model was not used for characters {gap.start} to {gap.end}, which the"
        f" embedded engine read: {why}"
        for gap, why in progress.gaps[:MOST_FAILURES_TOLD]
    ]
    if len(progress.gaps) > MOST_FAILURES_TOLD:
        warnings.append(f"and for {len(progress.gaps) - MOST_FAILURES_TOLD} stretches more")
    rejected = counted(progress.refused)
    warnings += [f"refused of what the model proposed: {n}, {why}" for why, n in rejected]
    if unseen:
        warnings.append(f"not in the model's answer: {unseen} that the embedded engine finds")
    return Notes(
        backend="llm" if progress.read or progress.drafts else "embedded",
        model=endpoint.settings.llm_model,
        prompt_version=PROMPT_VERSION,
        fell_back=progress.gaps[0][1] if progress.gaps else None,
        rejected=rejected,
        warnings=tuple(warnings),
        usage=endpoint.spent,
    )
