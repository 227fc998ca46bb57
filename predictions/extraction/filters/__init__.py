"""What looks like a forecast and is none: each filter gives its reason, or nothing."""

from collections.abc import Callable

from predictions.extraction.filters.force import FORCE
from predictions.extraction.filters.grammar import GRAMMAR
from predictions.extraction.filters.hypotheses import HYPOTHESES
from predictions.extraction.filters.telling import TELLING_FILTERS
from predictions.extraction.filters.tense import TENSE
from predictions.extraction.finding import Document, Finding

Filter = Callable[[Document, Finding], str | None]

FILTERS: tuple[Filter, ...] = (*GRAMMAR, *TENSE, *FORCE, *TELLING_FILTERS, *HYPOTHESES)


def drop_non_forecasts(document: Document, findings: list[Finding]) -> list[Finding]:
    """The findings to which no filter objects."""
    return [finding for finding in findings if reason_against(document, finding) is None]


def reason_against(document: Document, finding: Finding) -> str | None:
    """The first filter's objection, or None where the finding stands."""
    reasons = (check(document, finding) for check in FILTERS)
    return next((reason for reason in reasons if reason), None)
