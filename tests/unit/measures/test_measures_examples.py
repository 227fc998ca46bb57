"""The examples in the docstrings run, and print what they say."""

import doctest
import importlib
import pkgutil

import pytest

import scoring.measures

MODULES = [module.name for module in pkgutil.iter_modules(scoring.measures.__path__)]
WITHOUT_EXAMPLE = {
    "bca",
    "bins",
    "checks",
    "errors",
    "forecasts",
    "formulas",
    "groups",
    "heavy",
    "inputs",
    "labels",
    "pav",
    "standing_rows",
    "tallies",
}


@pytest.mark.parametrize("name", MODULES)
def test_examples_print_what_they_say(name: str) -> None:
    module = importlib.import_module(f"scoring.measures.{name}")
    failed, attempted = doctest.testmod(module)
    assert failed == 0
    assert (attempted == 0) == (name in WITHOUT_EXAMPLE)
