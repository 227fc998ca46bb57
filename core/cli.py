"""What every command shares: tables for people, JSON for machines, one line for bad input."""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pkgutil import resolve_name
from types import MappingProxyType
from typing import Any, NoReturn, cast

import click
from flask.cli import AppGroup, with_appcontext
from pydantic_core import to_json

from core.errors import CalleditError
from core.forms import LARGEST_ID

BAD_INPUT = 2

Decorator = Callable[[Callable[..., Any]], click.Command]
RECORD_ID = click.IntRange(1, LARGEST_ID)

as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON for machines.")


class _Plain(click.Command):
    """Bad input is answered with one line on standard error and exit status 2."""

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        """Read the command line."""
        try:
            return super().make_context(*args, **kwargs)
        except click.UsageError as error:
            _give_up(error.format_message())

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except CalleditError as error:
            _give_up(str(error))
        except click.UsageError as error:
            _give_up(error.format_message())


class PlainCommand(_Plain):
    """A command that answers so."""


class PlainGroup(_Plain, click.Group):
    """A group of such commands that stands outside the application."""

    command_class = PlainCommand


class Group(AppGroup):
    """A group of such commands, each run inside the application.

    `later` says of some where they are ("module:attribute"): what they need is loaded when they are
    asked for, so that starting one command does not wait for what all the others need.
    """

    command_class = PlainCommand

    def __init__(
        self, *args: Any, later: Mapping[str, str] = MappingProxyType({}), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._later = later

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name every command, loaded or not."""
        return sorted({*super().list_commands(ctx), *self._later})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command called so, or None."""
        if cmd_name in self._later:
            return cast("click.Command", resolve_name(self._later[cmd_name]))
        return super().get_command(ctx, cmd_name)

    def command(self, *args: Any, **kwargs: Any) -> Decorator:  # type: ignore[override]  # as Flask
        """Add a command."""
        kwargs.setdefault("cls", PlainCommand)
        return super().command(*args, **kwargs)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """Find the command that was asked for."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            _give_up(f"{error.format_message()} Try 'flask {self.name} --help'.")


def command(name: str) -> Decorator:
    """Make a command that stands outside any group, run inside the application."""

    def decorate(function: Callable[..., Any]) -> click.Command:
        return click.command(name, cls=PlainCommand)(with_appcontext(function))

    return decorate


@contextmanager
def told_on_the_command_line() -> Iterator[None]:
    """Answer an error of ours with one line where a command is what started us."""
    try:
        yield
    except CalleditError as error:
        if click.get_current_context(silent=True) is None:
            raise
        _give_up(str(error))


def emit(data: object, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print `rows` as a table with a heading over each column, or `data` as JSON if asked for."""
    if _wants_json():
        print_json(data)
        return
    from rich.console import Console  # noqa: PLC0415 - only tables need it
    from rich.table import Table  # noqa: PLC0415 - the same

    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(_cell(value) for value in row))
    Console(highlight=False, markup=False, emoji=False).print(table)


def say(data: object, *lines: str) -> None:
    """Print lines for people, or `data` as JSON if asked for."""
    if _wants_json():
        print_json(data)
    else:
        for line in lines:
            click.echo(line)


def print_json(data: object) -> None:
    """Print `data` as JSON; dataclasses, days and instants in their standard forms."""
    click.echo(to_json(data, indent=2))


def _wants_json() -> bool:
    return bool(click.get_current_context().params.get("as_json"))


def _cell(value: object) -> str:
    if value is None:
        return "–"
    return value.isoformat() if isinstance(value, date) else str(value)


def _give_up(message: str) -> NoReturn:
    click.echo("Error: " + " ".join(message.split()), err=True)
    sys.exit(BAD_INPUT)
