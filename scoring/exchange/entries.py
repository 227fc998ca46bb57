"""A forecast from a file as the dated text that stands for it on record."""

from dataclasses import dataclass
from datetime import date

from predictions.intake import digest
from scoring.exchange.rows import ForecastRow

# What two forecasts of the same event share: its claim and its deadline.
EventKey = tuple[str, date | None]


@dataclass(frozen=True, slots=True)
class Entry:
    """One row ready to be stored.

    `text` is the commentary, `quoted` how many of its first characters are the prediction's
    quote. `sha256` knows the row again, in whatever file it comes; `event` knows its event.
    """

    number: int
    row: ForecastRow
    text: str
    quoted: int
    sha256: str
    event: EventKey


def entry_of(number: int, row: ForecastRow) -> Entry:
    """Return the entry that a row makes.

    The pundit's words come first where the file has them; what the row says follows, so that every
    row has a text of its own. The outcome is no part of it: the same forecast may
    come again once its outcome is known.
    """
    by = f", by {row.deadline.isoformat()}" if row.deadline else ""
    says = f"Probability {row.probability!r} that “{row.claim}”{by}."
    whose = f"{row.pundit}, {row.said_on.isoformat()}"
    text = f"{says}\n{whose}\n{row.url}" if row.url else f"{says}\n{whose}"
    quote = says
    if row.quote:
        quote = row.quote.replace("\r\n", "\n").replace("\r", "\n")
        text = f"{quote}\n\n{text}"
    return Entry(number, row, text, len(quote), digest(text), (row.claim, row.deadline))
