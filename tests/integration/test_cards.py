"""Cards in frames on other pages, and pictures beside links."""

import re
import struct
from datetime import date

import pytest
from flask.testing import FlaskClient
from support.record import AFTER, predict, rule

from core.db import Database
from core.security import HEADERS
from dashboard.pictures import Picture, PictureRow, drawn
from dashboard.view.track import track
from scoring.scorer import score_pending

CARDS = ("/embed/pundits/ada", "/embed/events/1")
PICTURES = ("/preview.png", "/pundits/ada.png", "/events/1.png")


@pytest.fixture
def filled(database: Database) -> Database:
    with database.write() as session:
        event = predict(session, "Ada", 0.7).event
        for number in range(7):
            predict(session, f"Pundit {number}", 0.4, event=event)
        rule(session, event, "occurred")
        predict(session, "Ada", 0.2, deadline=date(2020, 12, 24))
        score_pending(session, AFTER)
    return database


@pytest.mark.parametrize("path", CARDS)
def test_a_card_may_stand_in_a_frame_anywhere_and_nothing_else_may(
    filled: Database, client: FlaskClient, path: str
) -> None:
    for _ in range(2):  # made, and from memory
        policy = client.get(path).headers["Content-Security-Policy"]
        assert policy == HEADERS["Content-Security-Policy"].replace(
            "frame-ancestors 'none'", "frame-ancestors *"
        )
    page = path.removeprefix("/embed")
    assert "frame-ancestors 'none'" in client.get(page).headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in client.get("/").headers["Content-Security-Policy"]


def test_a_card_says_the_same_as_the_page_and_leads_there(
    filled: Database, client: FlaskClient
) -> None:
    card = client.get("/embed/pundits/ada").text
    assert "Too few to tell: 1 scored prediction; a standing takes 20." in card
    assert '<a href="/pundits/ada" target="_blank" rel="noopener">' in card
    card = client.get("/embed/events/1").text
    assert "Ada: 70%" in card
    assert "3 more predictions." in card
    assert '<iframe src="http://127.0.0.1:8000/embed/events/1"' in unescaped(
        client.get("/events/1").text
    )


def unescaped(page: str) -> str:
    return page.replace("&lt;", "<").replace("&gt;", ">")


@pytest.mark.parametrize("path", PICTURES)
def test_a_preview_is_a_picture_of_the_size_that_is_told(
    filled: Database, client: FlaskClient, path: str
) -> None:
    answer = client.get(path)
    assert answer.content_type == "image/png"
    assert struct.unpack(">II", answer.data[16:24]) == (1200, 630)
    assert client.get(path).data == answer.data
    assert client.get(path, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304


@pytest.mark.parametrize("path", ["/", "/pundits/ada", "/events/1"])
def test_a_page_names_its_preview(filled: Database, client: FlaskClient, path: str) -> None:
    page = client.get(path).text
    image = re.search('property="og:image" content="http://127.0.0.1:8000([^"]+)"', page)
    assert image is not None
    assert client.get(image[1]).content_type == "image/png"
    assert f'property="og:url" content="http://127.0.0.1:8000{path}"' in page


@pytest.mark.parametrize(
    "path",
    ["/embed/pundits/nobody", "/pundits/nobody.png", "/embed/events/99", "/events/99.png"],
)
def test_there_is_no_card_of_what_is_not_on_record(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("text", ["", "$x^2$ \\frac", "a" * 500, "\x07\n\t", "日本 😀 عربي"])
def test_whatever_is_said_can_be_drawn(text: str) -> None:
    row = PictureRow(text, track(40, 20, 60), "40.0")
    assert drawn(Picture(text, text, (row,), "50%"), text).startswith(b"\x89PNG")
