"""What is compiled once for all applications of a process: statements and routes.

An engine keeps the statements that it has compiled, and each test makes an engine of its own:
compiling again what the tests before have compiled took a third of their time. What is kept belongs
to a dialect, and a dialect to a kind of database rather than to one of them, so that engines share
both. An application compiles how the address of each route is built, which is most of what it takes
to make one; the same route gives the same code in each.
"""

from typing import Any

import pytest
from sqlalchemy import URL, Dialect, Engine
from werkzeug.routing import Rule

from core import db

Known = dict[str, tuple[Dialect, Any]]
# An engine keeps 500 statements; all tests together make more than one application does.
ENOUGH = 10_000


def share_what_is_compiled(patch: pytest.MonkeyPatch) -> None:
    """Let each engine that is made from now on begin with what those before it have compiled."""
    known: Known = {}
    make = db._make_engine

    def make_knowing(url: URL) -> Engine:
        engine = make(url)
        _share(engine, known)
        return engine

    patch.setattr(db, "_make_engine", make_knowing)
    _share_routes(patch)


def _share(engine: Engine, known: Known) -> None:
    before = known.get(engine.name)
    # A dialect learns about its kind of database when an engine first connects to one.
    if before and getattr(before[0], "server_version_info", None):
        engine.dialect, engine._compiled_cache = before
        engine.pool._dialect = engine.dialect
    else:
        known[engine.name] = (engine.dialect, _roomy(engine._compiled_cache))


def _share_routes(patch: pytest.MonkeyPatch) -> None:
    known: dict[tuple[Any, ...], Any] = {}
    compile_anew = Rule._compile_builder

    def compile_once(rule: Rule, append_unknown: bool = True) -> Any:
        key = (rule.rule, *rule._trace, repr(rule.defaults), append_unknown)
        if key not in known:
            known[key] = compile_anew(rule, append_unknown)
        return known[key]

    patch.setattr(Rule, "_compile_builder", compile_once)


def _roomy(compiled: Any) -> Any:
    compiled.capacity = ENOUGH
    return compiled
