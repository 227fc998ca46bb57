"""Two editors at the desk, on both databases."""

import pytest
from flask import Flask
from support.desk import Editor, editor_of


@pytest.fixture
def ann(app: Flask) -> Editor:
    return editor_of(app, "Ann Lee")


@pytest.fixture
def ben(app: Flask) -> Editor:
    return editor_of(app, "Ben Cho")
