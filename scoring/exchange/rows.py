"""One imported row as a forecast: strict, and refused with a reason rather than repaired."""

from datetime import date, datetime
from functools import cache, lru_cache
from typing import Annotated, Any
from zoneinfo import available_timezones

from pydantic import AfterValidator, Field, StringConstraints, ValidationError

from core.days import day_in, end_of_day
from core.forms import LONGEST_LINE, LONGEST_NOTE, Day, Form, Probability
from predictions.intake import EARLIEST_ZONE
from predictions.lifecycle import Ruling
from scoring.exchange.refusals import Refusal

# A million rows are checked by these patterns in a second; functions in Python take a minute.
_PLAIN_LINE = r"^[^\x00-\x1f]*$"
_WEB_ADDRESS = r"^https?://[^\x00-\x20]+$"
_WORDS = {
    "string_pattern_mismatch": {
        _PLAIN_LINE: "a line of plain text without control characters is needed",
        _WEB_ADDRESS: "an address begins with https:// or http:// and has no spaces",
        r"^[^\x00]*$": "a NUL character cannot be stored",
    },
    "missing": "it is empty",
    "string_unicode": "it is not UTF-8; save the file as CSV in UTF-8",
}
DEFAULT_ZONE = "UTC"


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def _known_zone(name: str) -> str:
    if name not in _zones():
        raise ValueError("it is not an IANA time zone such as 'Europe/Berlin' or 'UTC'")
    return name


PlainLine = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=LONGEST_LINE, pattern=_PLAIN_LINE)
]
NeededLine = Annotated[PlainLine, Field(min_length=1)]
PlainNote = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=LONGEST_NOTE, pattern=r"^[^\x00]*$"),
]
WebAddress = Annotated[str, StringConstraints(max_length=LONGEST_LINE, pattern=_WEB_ADDRESS)]


class ForecastRow(Form):
    """A forecast as a file states it; what a file leaves empty is not given."""

    pundit: NeededLine
    claim: NeededLine
    said_on: Day
    probability: Probability
    deadline: Day | None = None
    outcome: Ruling | None = None
    known_at: Day | None = None
    url: WebAddress = ""
    quote: PlainNote = ""
    topic: PlainLine = ""
    publication: PlainLine = ""
    criteria: PlainNote = ""
    evidence: WebAddress = ""
    zone: Annotated[str, AfterValidator(_known_zone)] = DEFAULT_ZONE


def read_row(number: int, fields: dict[str, str], now: datetime) -> ForecastRow | list[Refusal]:
    """Return the forecast that a row states, or every reason why it cannot be taken."""
    try:
        row = ForecastRow.model_validate_strings({k: v for k, v in fields.items() if v})
    except ValidationError as error:
        return [_refusal(number, fields, details) for details in error.errors()]
    against = _impossible(row, now)
    if against is None:
        return row
    field, reason = against
    return [Refusal(number, field, fields.get(field, ""), reason)]


def _impossible(row: ForecastRow, now: datetime) -> tuple[str, str] | None:
    """Say what cannot be, by the rules that hold for everything on record."""
    if row.said_on > (now + EARLIEST_ZONE).date():
        return "said_on", "that day has not come yet"
    if row.deadline is not None and row.deadline < row.said_on:
        return "deadline", "it lies before the day on which it was said"
    return _impossible_outcome(row, now) if row.outcome else None


def _impossible_outcome(row: ForecastRow, now: datetime) -> tuple[str, str] | None:
    if row.known_at is None:
        return "known_at", "an outcome needs the day on which it became known"
    if row.known_at > today(row.zone, now):
        return "known_at", "that day has not come yet"
    if row.outcome == "did_not_occur" and not _has_closed(row.deadline, row.zone, now):
        return "outcome", "it cannot be said before the deadline has passed"
    return None


@lru_cache(maxsize=1_000)
def today(zone: str, now: datetime) -> date:
    """Return the calendar day of `now` in `zone`."""
    return day_in(now, zone)


@lru_cache(maxsize=10_000)
def closes_at(deadline: date, zone: str) -> datetime:
    """Return the instant after the deadline's last moment in its zone."""
    return end_of_day(deadline, zone)


def _has_closed(deadline: date | None, zone: str, now: datetime) -> bool:
    return deadline is not None and closes_at(deadline, zone) <= now


def _refusal(number: int, fields: dict[str, str], details: Any) -> Refusal:
    field = str(details["loc"][0])
    words: Any = _WORDS.get(details["type"], details["msg"].removeprefix("Value error, "))
    if isinstance(words, dict):
        words = words[details["ctx"]["pattern"]]
    return Refusal(number, field, fields.get(field, ""), words)
