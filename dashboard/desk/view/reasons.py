"""PURE. Why a candidate is not recorded: what an editor says with one key."""

from typing import Literal, NamedTuple

Kind = Literal["no_forecast", "uncheckable", "other"]


class Reason(NamedTuple):
    """`label` stands on the button, `reason` on record, `kind` in the funnel."""

    label: str
    reason: str
    kind: Kind


REASONS = (
    Reason("A wish or a duty", "a wish or a duty, not a forecast", "no_forecast"),
    Reason("What could be", "says what is possible or meant, not what will be", "no_forecast"),
    Reason("Settled already", "was settled already when it was said", "no_forecast"),
    Reason("Only reported", "reports what others say, without joining them", "no_forecast"),
    Reason("Too vague", "nobody could check it", "uncheckable"),
    Reason("Said twice", "says again what another candidate says", "other"),
    Reason("Misread", "the words do not say that", "other"),
)
