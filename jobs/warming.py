"""What a service loads before somebody waits for it, beside its first requests."""

import logging
import threading
from collections.abc import Callable
from datetime import date

from flask import Flask

from predictions.extraction import extract
from scoring.measures import heavy

log = logging.getLogger(__name__)

# Enough to wake every rule that reads a sentence: what and how likely, until when, who says so.
SENTENCE = (
    "The minister said on Monday that the bill will probably pass by June 2030, if talks fail;"
    " there is a 30 percent chance that it never does."
)
SAID_ON = date(2029, 5, 1)
OF_PAGES = ("dashboard/", "desk/")  # those of mails have an environment of their own
Step = Callable[[Flask], object]


def begin(app: Flask) -> threading.Thread:
    """Warm an application up beside its first requests; one that comes too early only waits."""
    thread = threading.Thread(target=warm_up, args=(app,), name="warm-up", daemon=True)
    thread.start()
    return thread


def warm_up(app: Flask, steps: tuple[Step, ...] | None = None) -> int:
    """Load everything and return how many steps did not work: whoever needs those will say so."""
    failed = 0
    for step in STEPS if steps is None else steps:
        try:
            step(app)
        except Exception:  # serving must not suffer from what is only meant to make it faster
            log.warning("not warmed up", exc_info=True, extra={"action": "not-warmed-up"})
            failed += 1
    return failed


def _numbers(_app: Flask) -> None:
    for load in heavy.ALL:
        load()


def _templates(app: Flask) -> None:
    for name in app.jinja_env.list_templates(extensions=("html",)):
        if name.startswith(OF_PAGES):
            app.jinja_env.get_template(name)


def _extraction(_app: Flask) -> None:
    extract(SENTENCE, SAID_ON)


# Readers come first, then who pastes a column.
STEPS: tuple[Step, ...] = (_numbers, _templates, _extraction)
