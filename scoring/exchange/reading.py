"""From the rows of a table to forecasts, by way of a mapping."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from core.errors import InvalidInputError
from scoring.exchange.mapping import Mapping, columns_in
from scoring.exchange.refusals import Refusal
from scoring.exchange.rows import ForecastRow, read_row
from scoring.exchange.table import Table, missing_columns

Numbered = tuple[int, ForecastRow]


@dataclass(frozen=True, slots=True)
class _Field:
    """How one field is made: the cells it takes, and what is put around and instead of them."""

    name: str
    column: str
    pattern: str
    places: tuple[int, ...]
    translate: dict[str, str]
    whole: bool  # one cell and nothing else; that may be empty


def forecasts(table: Table, mapping: Mapping, now: datetime) -> Iterator[Numbered | list[Refusal]]:
    """Give each row of a table as a forecast, or the reasons why it is none.

    Raises:
        InvalidInputError: if the table lacks columns that the mapping needs.
    """
    needed = mapping.columns() - set(mapping.optional)
    problem = missing_columns(table, needed, mapping.delimiter)
    if problem:
        raise InvalidInputError(problem)
    fields = _fields(table.header, mapping)
    columns = {field.name: field.column for field in fields}
    stand_ins = {
        table.header.index(name): text
        for name, text in mapping.when_empty.items()
        if name in table.header
    }
    width = len(table.header)
    for number, cells in table.rows():
        if len(cells) != width:
            reason = f"the row has {len(cells)} cells, the header {width}"
            yield [Refusal(number, "", "", reason)]
            continue
        for place, text in stand_ins.items():
            cells[place] = cells[place] or text
        taken = _take(number, cells, fields, table.header, now)
        yield (number, taken) if isinstance(taken, ForecastRow) else _by_column(taken, columns)


def _fields(header: list[str], mapping: Mapping) -> list[_Field]:
    fields = []
    for name, template in mapping.templates().items():
        columns = columns_in(template)
        if not set(columns) <= set(header):
            continue  # an optional column that this file does not have
        pattern = template.replace("%", "%%")
        for column in columns:
            pattern = pattern.replace("{" + column + "}", "%s", 1)
        places = tuple(header.index(column) for column in columns)
        words = mapping.translate.get(name, {})
        fields.append(
            _Field(name, "+".join(columns) or name, pattern, places, words, pattern == "%s")
        )
    return fields


def _take(
    number: int, cells: list[str], fields: list[_Field], header: list[str], now: datetime
) -> ForecastRow | list[Refusal]:
    made = {}
    for field in fields:
        if field.whole:
            value = cells[field.places[0]]
        else:
            parts = tuple([cells[place] for place in field.places])
            if not all(parts):
                empty = header[field.places[parts.index("")]]
                reason = f"it is empty, and the {field.name} is made of it"
                return [Refusal(number, empty, "", reason)]
            value = field.pattern % parts
        made[field.name] = field.translate.get(value, value)
    return read_row(number, made, now)


def _by_column(refusals: list[Refusal], columns: dict[str, str]) -> list[Refusal]:
    """People look for a column of their file, not for a field of ours."""
    return [Refusal(r.row, columns.get(r.column, r.column), r.value, r.reason) for r in refusals]
