"""Probabilities stated in numbers; the spans come from ``extraction.numbers``."""

from predictions.extraction.rules.rule import Fires, rule

STATED = rule(
    "number.stated",
    "",
    r"(?!)",
    frame="chance",
    fires=(
        Fires(
            "The model gives the party a 70 percent chance of losing the seat.", "70 percent chance"
        ),
        Fires("Bookmakers offer 3-to-1 odds that the manager goes by Easter.", "3-to-1 odds"),
    ),
    silent=("Output grew by 70 percent.",),
)
"""Never matched as a pattern: numbers are read by their own grammar and carry their likelihood."""
