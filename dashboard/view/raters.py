"""PURE. How well raters agree, in words."""

from dataclasses import dataclass

from core.formats import count, percent
from predictions.raters.agreement import Agreement
from predictions.raters.views import Raters, SecondRulingView
from predictions.words import RULINGS
from scoring.measures import MINIMUM_TO_RANK


@dataclass(frozen=True, slots=True)
class RatersPage:
    """The agreement as a sentence and numbers, what waits for a rater, and what is settled."""

    agreement: Agreement
    sentence: str
    wanted: tuple[SecondRulingView, ...]
    settled: tuple[SecondRulingView, ...]
    rulings: dict[str, str]
    results: dict[str, str]


RESULTS = {
    "agreed": "The two agree.",
    "majority": "The first two differ, and the third decides.",
    "split": "All three differ, so there was no outcome until an editor entered one.",
    "withdrawn": "Taken back before it was settled.",
}


def raters_page(found: Raters) -> RatersPage:
    """Build the page."""
    return RatersPage(
        agreement=found.agreement,
        sentence=sentence(found.agreement),
        wanted=found.wanted,
        settled=found.settled,
        rulings={str(word): words for word, words in RULINGS.items()},
        results=RESULTS,
    )


def sentence(found: Agreement) -> str:
    """Say how well raters agree, and how sure that is."""
    if found.kappa is None or found.observed is None or found.expected is None:
        return f"There is no measure of agreement: {found.undefined_because}."
    said = (
        f"On {count(found.n, 'event')} the first two raters agree {percent(found.observed)} of the"
        f" time; by chance alone it would be {percent(found.expected)}."
    )
    return said if found.n >= MINIMUM_TO_RANK else f"{said} That is too few to tell."
