"""From the form of a candidate to an editor's decision: only what was set otherwise is said."""

from collections.abc import Mapping

from core.errors import InvalidInputError
from dashboard.desk.showing import filled
from dashboard.desk.view.review import proposed_fields
from predictions.forms import Acceptance
from predictions.views import CandidateView

DESCRIBES = ("claim", "deadline", "zone", "criteria", "condition", "topic")


def acceptance_of(
    candidate: CandidateView, fields: Mapping[str, str], version: int | None
) -> Acceptance:
    """Return the decision that a form asks for.

    What stands as it was proposed is not said, so that a probability which nobody changed keeps
    the basis that it has in the text. What joins an event leaves its description alone.

    Raises:
        InvalidInputError: naming each field that cannot be used.
    """
    proposed = proposed_fields(candidate)
    said: dict[str, object] = {
        name: text.strip() for name, text in fields.items() if text.strip() != proposed[name]
    }
    _refuse_emptied(candidate, fields)
    if said.get("probability"):
        said["probability"] = share_of(str(said["probability"]))
    if said.get("event"):
        said = {name: value for name, value in said.items() if name not in DESCRIBES}
        said["event"] = _number(str(said["event"]))
    said["version"] = version or ""
    return filled(Acceptance, said)


def share_of(text: str) -> float:
    """Return a percentage that was typed as a share.

    Raises:
        InvalidInputError: if it is no number.
    """
    cleaned = text.strip().removesuffix("%").strip().replace(",", ".")
    wrong = InvalidInputError(f"probability {text[:80]!r} is no number from 0 to 100, such as 70")
    try:
        percentage = float(cleaned)
    except ValueError as error:
        raise wrong from error
    if not 0 <= percentage <= 100:  # noqa: PLR2004 - percent; a NaN fails this too
        raise wrong
    return round(percentage / 100, 6)


def _refuse_emptied(candidate: CandidateView, fields: Mapping[str, str]) -> None:
    """An emptied field is no wish to fall back on a proposal."""
    if fields.get("event", ""):
        return
    if not fields.get("claim", "").strip():
        raise InvalidInputError("the claim is empty; say what would have to happen")
    if candidate.deadline is not None and not fields.get("deadline", "").strip():
        raise InvalidInputError(
            f"the deadline is empty, and the text gives one ({candidate.deadline}); set it or"
            " another day"
        )


def _number(text: str) -> int | str:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else text  # noqa: PLR2004 - 63 bits
