"""The heavy libraries, loaded when first used: `import scipy.stats` alone costs up to seconds."""

from importlib import import_module
from typing import Any


def stats() -> Any:
    """`scipy.stats`."""
    return import_module("scipy.stats")


def special() -> Any:
    """`scipy.special`: the distribution functions behind `scipy.stats`, without its cost."""
    return import_module("scipy.special")


def optimize() -> Any:
    """`scipy.optimize`, for isotonic regression."""
    return import_module("scipy.optimize")


def sparse() -> Any:
    """`scipy.sparse`."""
    return import_module("scipy.sparse")


def linalg() -> Any:
    """`scipy.sparse.linalg`."""
    return import_module("scipy.sparse.linalg")


def csgraph() -> Any:
    """`scipy.sparse.csgraph`."""
    return import_module("scipy.sparse.csgraph")


ALL = (stats, special, optimize, sparse, linalg, csgraph)
