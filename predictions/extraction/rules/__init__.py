"""The rules by which forecasts are found: data, each with its examples beside it."""

from predictions.extraction.rules.adjectives import ADJECTIVES
from predictions.extraction.rules.adverbs import ADVERBS
from predictions.extraction.rules.chances import CHANCES
from predictions.extraction.rules.idioms import IDIOMS
from predictions.extraction.rules.modals import MODALS
from predictions.extraction.rules.nouns import NOUNS
from predictions.extraction.rules.numbers import STATED
from predictions.extraction.rules.outlooks import OUTLOOKS
from predictions.extraction.rules.rule import Fires, Frame, Rule
from predictions.extraction.rules.verbs import VERBS

RULES: tuple[Rule, ...] = (
    STATED,
    *IDIOMS,
    *CHANCES,
    *OUTLOOKS,
    *NOUNS,
    *ADJECTIVES,
    *VERBS,
    *MODALS,
    *ADVERBS,
)
"""In order of precedence: of two cues on the same words the earlier rule keeps them."""

__all__ = ["RULES", "Fires", "Frame", "Rule"]
