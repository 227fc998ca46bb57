"""Text keeps a contrast of 4.5 with its ground and marks one of 3, in light and dark."""

import re
from pathlib import Path

import pytest

import dashboard

STYLESHEET = Path(dashboard.__file__).parent / "static" / "dashboard.css"
TEXT = [
    ("ink", "paper"),
    ("ink", "raised"),
    ("ink", "given-ground"),
    ("ink", "warn-ground"),
    ("soft", "paper"),
]
MARKS = [
    ("given", "paper"),
    ("given", "raised"),
    ("happened", "paper"),
    ("luck-edge", "paper"),
    ("strong-rule", "paper"),
    ("waiting", "paper"),
]


def palettes() -> dict[str, dict[str, str]]:
    blocks = re.findall(r":root \{(.*?)\}", STYLESHEET.read_text(encoding="utf-8"), re.DOTALL)
    light, dark = (dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", b)) for b in blocks[:2])
    return {"light": light, "dark": light | dark}


def luminance(colour: str) -> float:
    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("front", "ground", "least"),
    [*((*pair, 4.5) for pair in TEXT), *((*pair, 3.0) for pair in MARKS)],
)
def test_contrast(scheme: str, front: str, ground: str, least: float) -> None:
    colours = palettes()[scheme]
    assert contrast(colours[front], colours[ground]) >= least


def test_the_formula_is_that_of_the_guidelines() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
