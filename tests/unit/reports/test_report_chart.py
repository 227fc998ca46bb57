import struct

import pytest
from support.week import standing

from reports.chart import alternative, draw, drawn_from

ROWS = (standing(), standing("Bo Muster", 2, index=48.0, low=40.0, high=55.5))


def test_the_picture_is_a_png_that_fits_a_mail() -> None:
    png = draw(ROWS)
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    assert 560 <= width <= 1200
    assert height < width
    assert len(png) < 40_000


def test_the_same_standings_give_the_same_picture_and_name() -> None:
    assert draw(ROWS) == draw(ROWS)
    assert drawn_from(ROWS) == drawn_from(ROWS)
    assert drawn_from(ROWS) != drawn_from(ROWS[:1])


@pytest.mark.parametrize("name", ["$x^2$", "a\nb", "鈴木", "\U0001f409", "<b>", "\x00", "{}"])
def test_any_name_can_stand_beside_a_dot(name: str) -> None:
    assert draw((standing(name), standing("Cy", None, low=None, high=None)))


def test_its_words_hold_every_number_that_it_shows() -> None:
    assert alternative(ROWS) == (
        "Standings by Brier index: Ann Example 61.2 (55.0 to 67.3); Bo Muster 48.0 (40.0 to 55.5)."
    )
