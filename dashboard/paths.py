"""PURE. Where pages are, for templates: their lists of links are long, and the router is slow.

`tests/unit/dashboard/test_paths.py` keeps these in step with the routes.
"""

from collections.abc import Callable

from predictions.views import PredictionView, PunditRef


def pundit_path(pundit: PunditRef) -> str:
    """Return the address of a pundit's page."""
    return f"/pundits/{pundit.slug}"


def event_path(event_id: int) -> str:
    """Return the address of an event's page."""
    return f"/events/{event_id}"


def commentary_path(commentary_id: int) -> str:
    """Return the address of a commentary's page."""
    return f"/commentaries/{commentary_id}"


def candidate_path(candidate_id: int) -> str:
    """Return the address of a candidate's page."""
    return f"/candidates/{candidate_id}"


def quote_path(prediction: PredictionView) -> str:
    """Return the address of a quote in its commentary."""
    return f"{commentary_path(prediction.commentary_id)}#prediction-{prediction.id}"


def prediction_path(prediction: PredictionView) -> str:
    """Return the address of a prediction: its place on the page of its event."""
    return f"{event_path(prediction.event_id)}#prediction-{prediction.id}"


FILTERS: dict[str, Callable[..., str]] = {
    "pundit_path": pundit_path,
    "event_path": event_path,
    "commentary_path": commentary_path,
    "candidate_path": candidate_path,
    "quote_path": quote_path,
    "prediction_path": prediction_path,
}
