"""How the columns of somebody's file become the fields of an imported forecast."""

import re
import tomllib
from collections.abc import Mapping as MappingOf
from pathlib import Path
from typing import Literal

from pydantic import Field

from core.errors import InvalidInputError
from core.forms import QUOTED_CHARACTERS, FilledLine, Form, FormError, Line, form_from

MAPPINGS = Path(__file__).parent / "mappings"
_COLUMN = re.compile(r"\{([^{}]*)\}")


class Templates(Form):
    """What each field is made of: text in which ``{column}`` stands for that column's cell."""

    pundit: FilledLine
    claim: FilledLine
    said_on: FilledLine
    probability: FilledLine
    deadline: Line = ""
    outcome: Line = ""
    known_at: Line = ""
    url: Line = ""
    quote: Line = ""
    topic: Line = ""
    publication: Line = ""
    criteria: Line = ""
    evidence: Line = ""
    zone: Line = ""


class Mapping(Form):
    """One way of reading a file; `docs/import.md` describes it for people who write their own.

    `translate` replaces whole values of a field, `when_empty` stands in for an empty cell of a
    column, and `optional` columns may be missing from a file.
    """

    description: FilledLine
    fields: Templates
    delimiter: Literal[",", ";", "\t", "|"] = ","
    source: Line = ""
    translate: dict[str, dict[str, str]] = Field(default_factory=dict)
    when_empty: dict[str, str] = Field(default_factory=dict)
    optional: list[str] = Field(default_factory=list)

    def templates(self) -> dict[str, str]:
        """Return each field that is given with its template."""
        return {name: text for name, text in self.fields.model_dump().items() if text}

    def columns(self) -> set[str]:
        """Return every column that the mapping reads."""
        return {name for text in self.templates().values() for name in columns_in(text)}


def columns_in(template: str) -> list[str]:
    """Return the columns that a template names, in order."""
    return _COLUMN.findall(template)


def named_mappings() -> list[str]:
    """Return the names of the mappings that come with the service."""
    return sorted(file.stem for file in MAPPINGS.glob("*.toml"))


def load_mapping(name: str) -> Mapping:
    """Return the mapping of that name, or the one in the file of that name.

    Raises:
        InvalidInputError: if there is none, or what it says cannot be used.
    """
    named = name in named_mappings()
    path = MAPPINGS / f"{name}.toml" if named else Path(name)
    try:
        text = path.read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise InvalidInputError(
            f"mapping {name[:QUOTED_CHARACTERS]!r} is neither a file nor one of"
            f" {', '.join(named_mappings())}"
        ) from error
    try:
        return _checked(name, tomllib.loads(text.decode("utf-8-sig")))
    except ValueError as error:  # neither UTF-8 nor TOML
        raise InvalidInputError(f"mapping {name!r} cannot be read as TOML: {error}") from error


def _checked(name: str, given: MappingOf[str, object]) -> Mapping:
    try:
        mapping = form_from(Mapping, given)
    except FormError as error:
        raise InvalidInputError(f"mapping {name!r}: {error}") from error
    _refuse_unknown(name, "translate", set(mapping.translate), set(Templates.model_fields))
    _refuse_unknown(name, "when_empty", set(mapping.when_empty), mapping.columns())
    _refuse_unknown(name, "optional", set(mapping.optional), mapping.columns())
    return mapping


def _refuse_unknown(name: str, table: str, given: set[str], known: set[str]) -> None:
    for word in sorted(given - known):
        raise InvalidInputError(
            f"mapping {name!r}: {table} names {word!r}; it can be {', '.join(sorted(known))}"
        )
