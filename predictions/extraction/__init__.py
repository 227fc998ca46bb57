"""Text and a date in, drafts of predictions out; pure, without network or database."""

from predictions.extraction.draft import Draft, TraceStep
from predictions.extraction.likelihood import LEXICON_VERSION
from predictions.extraction.pipeline import extract

__all__ = ["LEXICON_VERSION", "Draft", "TraceStep", "extract"]
