"""Who can read a commentary: each backend by its name."""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

from core.config import Settings
from predictions.extraction import Draft, extract
from predictions.llm.backend import read_by_model
from predictions.llm.notes import Notes

Backend = Callable[[str, date | None, str | None, Settings], tuple[list[Draft], Notes]]

EMBEDDED = "embedded"
LANGUAGE_MODEL = "llm"


def _read_embedded(
    text: str, said_on: date | None, author: str | None, settings: Settings
) -> tuple[list[Draft], Notes]:
    del settings
    return extract(text, said_on, author), Notes(EMBEDDED)


BACKENDS: Mapping[str, Backend] = MappingProxyType(
    {EMBEDDED: _read_embedded, LANGUAGE_MODEL: read_by_model}
)
"""Name -> function of text, day, author and settings that gives drafts and notes."""
