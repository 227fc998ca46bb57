"""Deadlines in commentary: which words set a last day, and which day that is."""

from predictions.extraction.deadlines.finder import find_deadlines
from predictions.extraction.deadlines.model import Deadline

__all__ = ["Deadline", "find_deadlines"]
