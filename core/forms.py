"""Reading what people and programs hand in: strict, and with errors that quote the value."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any, TypeVar

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
)
from pydantic_core import to_json

from core.config import Zone
from core.errors import InvalidInputError

LONGEST_LINE = 500
LONGEST_NOTE = 5_000
LARGEST_ID = 2**63 - 1
QUOTED_CHARACTERS = 80
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
SPELLED_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
CONTROL = re.compile("[\x00-\x1f]")


def storable(text: str) -> str:
    """Return `text` if any database can store it.

    Raises:
        ValueError: if it holds a NUL or half of a surrogate pair.
    """
    found = UNSTORABLE.search(text)
    if found is None:
        return text
    what = "a NUL character" if found[0] == "\x00" else "half a character"
    raise ValueError(f"{what} at position {found.start()} cannot be stored")


def _one_line(text: str) -> str:
    # A line break could start a header of its own in a mail.
    if CONTROL.search(text):
        raise ValueError("a line of plain text without control characters is needed")
    return storable(text).strip()


def _filled(text: str) -> str:
    if not text.strip():
        raise ValueError("it must not be empty")
    return text


def _web_address(url: str) -> str:
    if url and not url.startswith(("https://", "http://")):
        raise ValueError("an address begins with https:// or http://")
    if any(character.isspace() for character in url):
        raise ValueError("an address has no spaces")
    return url


def _spelled_out(given: object) -> object:
    # A bare number would be read as seconds since 1970.
    if type(given) is date or (isinstance(given, str) and SPELLED_DAY.fullmatch(given)):
        return given
    raise ValueError("a day is written YYYY-MM-DD, as 2024-12-31")


def _spelled_instant(given: object) -> object:
    if isinstance(given, datetime) or (isinstance(given, str) and SPELLED_DAY.match(given)):
        return given
    raise ValueError("an instant is written with its zone, as 2024-12-31T18:00:00Z")


Line = Annotated[str, Field(max_length=LONGEST_LINE), AfterValidator(_one_line)]
FilledLine = Annotated[Line, AfterValidator(_filled)]
Note = Annotated[str, Field(max_length=LONGEST_NOTE), AfterValidator(storable)]
FilledNote = Annotated[Note, AfterValidator(_filled)]
Url = Annotated[Line, AfterValidator(_web_address)]
Id = Annotated[int, Field(ge=1, le=LARGEST_ID)]
Probability = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
# The calendar's two ends leave no room for the arithmetic of zones.
# Lenient about the type alone: the validator before has seen to that.
Day = Annotated[
    date,
    Field(strict=False, ge=date(1500, 1, 1), le=date(2500, 12, 31)),
    BeforeValidator(_spelled_out),
]
Instant = Annotated[AwareDatetime, Field(strict=False), BeforeValidator(_spelled_instant)]

__all__ = [
    "Day", "FilledLine", "FilledNote", "Form", "FormError", "Id", "Instant", "Line", "Note",
    "Probability", "Problem", "Url", "Zone", "form_from", "read_form", "storable",
]  # fmt: skip


class Form(BaseModel):
    """The base of everything handed in: strict types, no unknown fields, unchangeable."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


@dataclass(frozen=True, slots=True)
class Problem:
    """One field that cannot be used: where, what was given, what would be right."""

    field: str
    given: str
    message: str

    def __str__(self) -> str:
        """One clear sentence."""
        where = f"{self.field} " if self.field else ""
        return f"{where}{self.given}: {self.message}"


class FormError(InvalidInputError):
    """One or more fields cannot be used."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("; ".join(str(problem) for problem in problems))


FormT = TypeVar("FormT", bound=Form)


def read_form(form: type[FormT], raw: bytes) -> FormT:
    """Read a form from raw JSON.

    Raises:
        FormError: naming each field and quoting what was given.
    """
    try:
        return form.model_validate_json(raw)
    except ValidationError as error:
        raise FormError(tuple(_problem(details) for details in error.errors())) from error


def form_from(form: type[FormT], fields: Mapping[str, object]) -> FormT:
    """Read a form from Python values, such as options of a command; None means not given.

    Raises:
        FormError: naming each field and quoting what was given.
    """
    given = {name: value for name, value in fields.items() if value is not None}
    try:
        raw = to_json(given, inf_nan_mode="constants")
    except (ValueError, UnicodeError) as error:
        raise InvalidInputError(f"what was given is not text: {error}") from error
    return read_form(form, raw)


def _problem(details: Any) -> Problem:
    given = details["input"]
    if isinstance(given, bytes):
        given = given.decode("utf-8", "backslashreplace")
    shown = given if isinstance(given, str) else repr(given)
    if len(shown) > QUOTED_CHARACTERS:
        shown = shown[:QUOTED_CHARACTERS] + "..."
    message = details["msg"].removeprefix("Value error, ")
    name = ".".join(str(part) for part in details["loc"])
    return Problem(name, repr(shown) if isinstance(given, str) else shown, message)
