"""Every way to change a prediction: its word, its form and its service."""

from collections.abc import Callable

from predictions.changing.corrections import edit_prediction, reinstate, withdraw
from predictions.changing.forms import (
    Changed,
    Link,
    Move,
    PredictionEdit,
    Reinstatement,
    Unlinking,
    Withdrawal,
)
from predictions.changing.links import link, unlink
from predictions.changing.moving import move
from predictions.models import Prediction

OF_PREDICTIONS: dict[str, tuple[type[Changed], Callable[..., Prediction]]] = {
    "edit": (PredictionEdit, edit_prediction),
    "withdraw": (Withdrawal, withdraw),
    "reinstate": (Reinstatement, reinstate),
    "link": (Link, link),
    "unlink": (Unlinking, unlink),
    "move": (Move, move),
}
