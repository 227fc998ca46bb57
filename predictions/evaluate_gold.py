"""Labelled commentary as users hand it in: one JSON object per line."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import ConfigDict, Field

from core.errors import InvalidInputError
from core.forms import Day, Form, FormError, Probability, read_form
from predictions.extraction.evaluation import Label

Offset = Annotated[int, Field(ge=0)]


class Tolerant(Form):
    """A form that passes over fields which the evaluation does not need."""

    model_config = ConfigDict(extra="ignore")


class SecondReading(Tolerant):
    """What another reader made of the same forecast."""

    probability: Probability
    deadline: Day | None = None


class Forecast(Tolerant):
    """One labelled forecast: ``text[start:end] == quote``."""

    start: Offset
    end: Offset
    quote: Annotated[str, Field(min_length=1)]
    probability: Probability
    deadline: Day | None = None
    conditional: bool = False
    speaker_is_author: bool = True
    borderline: bool = False
    second: SecondReading | None = None


class GoldRecord(Tolerant):
    """One labelled document."""

    id: Annotated[str, Field(min_length=1)]
    text: Annotated[str, Field(min_length=1)]
    published: Day | None
    author: str | None = None
    forecasts: list[Forecast]


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """A labelled document, checked: every label stands in the text where it says."""

    name: str
    text: str
    published: date | None
    author: str | None
    labels: tuple[Label, ...]


def read_gold(file: Path) -> list[GoldDocument]:
    """Read a file of labelled documents.

    Raises:
        InvalidInputError: quoting the line that cannot be used, and why.
    """
    # Not str.splitlines: a text may hold characters that it takes for ends of lines.
    lines = file.read_bytes().removeprefix(b"\xef\xbb\xbf").split(b"\n")
    documents: dict[str, GoldDocument] = {}
    for number, line in enumerate(lines, 1):
        if line.strip():
            document = _document(line, f"{file.name}, line {number}")
            if document.name in documents:
                raise InvalidInputError(
                    f"{file.name}, line {number}: the id {document.name!r} is there twice"
                )
            documents[document.name] = document
    if not documents:
        raise InvalidInputError(f"{file.name} holds no document; each line is one JSON object")
    return list(documents.values())


def _document(line: bytes, where: str) -> GoldDocument:
    try:
        record = read_form(GoldRecord, line)
    except FormError as error:
        raise InvalidInputError(f"{where}: {error.problems[0]}") from error
    for number, forecast in enumerate(record.forecasts):
        found = record.text[forecast.start : forecast.end]
        if found != forecast.quote:
            raise InvalidInputError(
                f"{where}: forecasts.{number} quotes {forecast.quote[:60]!r}, but the text has"
                f" {found[:60]!r} at {forecast.start} to {forecast.end}"
            )
    labels = tuple(_label(forecast) for forecast in record.forecasts)
    return GoldDocument(record.id, record.text, record.published, record.author, labels)


def _label(forecast: Forecast) -> Label:
    readings: list[Forecast | SecondReading] = [forecast]
    if forecast.second:
        readings.append(forecast.second)
    return Label(
        start=forecast.start,
        end=forecast.end,
        probabilities=tuple(reading.probability for reading in readings),
        deadlines=tuple(reading.deadline for reading in readings),
        conditional=forecast.conditional,
        by_author=forecast.speaker_is_author,
        borderline=forecast.borderline,
    )
