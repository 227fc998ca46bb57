"""The line at the head of every page that says who reads it; the rest may be the same for all."""

import secrets

from flask import Flask, g, render_template
from markupsafe import Markup

from accounts.people import Person

LINE = "dashboard/_components/who.html"
# Stands for the line while a page is made that is kept; nobody outside can know it, or write it.
PLACE = Markup("<!-- {} -->").format(secrets.token_hex(16))


def register(app: Flask) -> None:
    """Let templates ask whether the line is left out."""
    app.jinja_env.globals["place_of_who"] = lambda: g.get("place_of_who", "")


def line(person: Person | None) -> bytes:
    """Return the line for somebody, or for who is not signed in."""
    return render_template(LINE, person=person).encode()


def leave_place() -> None:
    """From here on pages are made with a place for the line instead of the line."""
    g.place_of_who = PLACE


def leave_none() -> None:
    """From here on pages are made whole."""
    g.place_of_who = ""


def put_in(made: bytes, words: bytes) -> tuple[bytes, tuple[int, int]]:
    """Put a line into its place; return the page and where in it the line stands.

    A page without a place is returned as it is, with an empty stretch at its end.
    """
    before, place, after = made.partition(PLACE.encode())
    if not place:
        return made, (len(made), len(made))
    return before + words + after, (len(before), len(before) + len(words))
