"""PURE. The page of one pundit: what is this record worth?"""

from dataclasses import dataclass

from core.formats import count, index
from dashboard.view.calibration import CalibrationChart, calibration_chart
from dashboard.view.calls import CallCard, call_card
from dashboard.view.funnel import Step, funnel_steps
from dashboard.view.listing import listed
from dashboard.view.paging import Paging
from dashboard.view.portrait import PortraitPage
from dashboard.view.standings import EVEN
from dashboard.view.track import Track, track
from predictions.disputes.views import NO_TALK, Talk
from predictions.views import PunditRef
from scoring.views import PunditRecord, Standing


@dataclass(frozen=True, slots=True)
class PunditPage:
    """Everything that stands on it; `calls` newest first, a page of them.

    `portrait` stands on the first page alone.
    """

    pundit: PunditRef
    publications: str
    standing: Standing | None
    track: Track | None
    meaning: str
    calibration: CalibrationChart | None
    funnel: tuple[Step, ...]
    calls: tuple[CallCard, ...]
    paging: Paging
    portrait: PortraitPage | None
    talk: Talk = NO_TALK


def pundit_page(
    record: PunditRecord, minimum: int, paging: Paging, portrait: PortraitPage | None
) -> PunditPage:
    """Build the page from a pundit's record."""
    standing, name = record.standing, record.pundit.name
    return PunditPage(
        pundit=record.pundit,
        publications=listed(record.publications, "other publication", "other publications"),
        standing=standing,
        track=_track(standing) if standing else None,
        meaning=meaning(name, standing, minimum),
        calibration=(
            calibration_chart(name, record.calibration, minimum) if record.calibration else None
        ),
        funnel=funnel_steps(record.funnel),
        calls=tuple(call_card(call) for call in record.calls),
        paging=paging,
        portrait=portrait,
    )


def meaning(name: str, standing: Standing | None, minimum: int) -> str:
    """Say in one sentence what a pundit's index means, and how sure that is."""
    if standing is None:
        return f"No prediction of {name} counts yet, so there is nothing to tell."
    scored = count(standing.n, "scored prediction")
    if standing.n < minimum:
        return f"Too few to tell: {scored}; a standing takes {minimum}."
    if standing.index_low is None or standing.index_high is None:
        return f"Too few to tell: the range around {scored} is undefined."
    between = f"between {index(standing.index_low)} and {index(standing.index_high)}"
    return f"{_against_even(standing)} Over {scored}, the index lies {between}."


def _against_even(standing: Standing) -> str:
    name = standing.pundit.name
    if standing.index_low is not None and standing.index_low > EVEN:
        return f"{name} comes closer than always saying 50% would."
    if standing.index_high is not None and standing.index_high < EVEN:
        return f"Always saying 50% would have come closer than {name}."
    return f"{name} cannot be told from somebody who always says 50%."


def _track(standing: Standing) -> Track:
    return track(standing.brier_index, standing.index_low, standing.index_high)
