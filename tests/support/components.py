"""What a machine may lack, and what that means for tests."""

import os
from typing import NoReturn

import pytest


def missing(what: str) -> NoReturn:
    """Skip by name where a component is not installed; in CI that is a failure."""
    if os.environ.get("CI"):
        pytest.fail(f"{what} is missing, and in CI nothing is skipped")
    pytest.skip(f"{what} is not installed")
