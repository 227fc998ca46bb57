"""Fetching from a real server: nothing of ours is reached, nothing takes for ever."""

import contextlib
import gzip
import socket
import time
import zlib
from dataclasses import replace
from http.server import BaseHTTPRequestHandler

import pytest
from support.web import Handle, Web

from core.errors import CalleditError, InvalidInputError
from predictions.fetching.errors import FetchError
from predictions.fetching.fetch import LARGEST_ANSWER, MOST_REDIRECTS, Validators

# Forty ways to write this machine, or a machine behind it. PORT is that of a server which listens.
FORMS = (
    "http://127.0.0.1:PORT/", "http://localhost:PORT/", "http://LOCALHOST:PORT/",
    "http://localhost.:PORT/", "http://127.0.0.1.:PORT/", "http://127.1:PORT/",
    "http://127.0.1:PORT/", "http://0:PORT/", "http://0.0.0.0:PORT/", "http://2130706433:PORT/",
    "http://0x7f000001:PORT/", "http://0x7f.0.0.1:PORT/", "http://0x7F.1:PORT/",
    "http://0177.0.0.1:PORT/", "http://017700000001:PORT/", "http://0177.1:PORT/",
    "http://127.0.0.1:PORT@127.0.0.1:PORT/", "http://example.org@127.0.0.1:PORT/",
    "http://127.0.0.1:PORT#@example.org/", "http://127.0.0.1:PORT?@example.org/",
    "http://127.0.0.1:PORT\\@example.org/", "http://127.127.127.127:PORT/",
    "http://127%2e0%2e0%2e1:PORT/", "http://%31%32%37.0.0.1:PORT/", "http://%6c%6fcalhost:PORT/",
    "http://①②⑦.⓪.⓪.①:PORT/", "http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ:PORT/", "http://127。0。0。1:PORT/",
    "http://[::1]:PORT/", "http://[::]:PORT/", "http://[0:0:0:0:0:0:0:1]:PORT/",
    "http://[::ffff:127.0.0.1]:PORT/", "http://[::ffff:7f00:1]:PORT/",
    "http://[0:0:0:0:0:ffff:127.0.0.1]:PORT/", "http://[64:ff9b::127.0.0.1]:PORT/",
    "http://[2002:7f00:1::]:PORT/", "http://[::127.0.0.1]:PORT/", "http://[fe80::1%25lo]:PORT/",
    "http://169.254.169.254/latest/meta-data/", "http://10.0.0.1/", "http://192.168.0.1/",
    "http:127.0.0.1:PORT/", "http:/127.0.0.1:PORT/", "//127.0.0.1:PORT/", "HTTP://127.0.0.1:PORT/",
    "ftp://127.0.0.1:PORT/", "file:///etc/hostname", "unix:///var/run/x.sock",
)  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_no_form_of_an_address_reaches_this_machine(site: Web, form: str) -> None:
    site.serve("/", "secret")
    with pytest.raises(CalleditError) as refused:
        site.stranger.fetch(form.replace("PORT", str(site.port)))
    assert isinstance(refused.value, InvalidInputError | FetchError)
    assert site.hits == []


def test_who_is_permitted_arrives_and_so_the_test_above_can_fail(site: Web) -> None:
    found = site.guest.fetch(site.serve("/column", "<p>It will rain.</p>"))
    assert found.body == b"<p>It will rain.</p>"
    assert found.content_type == "text/html"
    assert [path for path, _ in site.hits] == ["/column"]


def test_a_port_that_is_not_of_the_web_is_refused(site: Web) -> None:
    with pytest.raises(FetchError, match=f"port {site.port} .*only 80 and 443"):
        replace(site.guest, ports=frozenset({80, 443})).fetch(site.url())
    assert site.hits == []


def test_a_name_that_changes_its_mind_is_looked_up_once(site: Web) -> None:
    """Rebinding: the first answer passes every check, the second would lead to us."""
    asked: list[str] = []

    def rebinding(host: str, _port: int) -> list[str]:
        asked.append(host)
        return ["192.0.2.1"] if len(asked) == 1 else ["127.0.0.1"]

    fetcher = replace(
        site.guest, resolve=rebinding, permitted=frozenset({"192.0.2.1"}), seconds=0.5
    )
    with pytest.raises(FetchError):
        fetcher.fetch(f"http://rebinding.example:{site.port}/")
    assert asked == ["rebinding.example"]
    assert site.hits == []


def test_one_address_of_ours_among_public_ones_is_one_too_many(site: Web) -> None:
    fetcher = replace(site.stranger, resolve=lambda *_: ["93.184.216.34", "127.0.0.1"])
    with pytest.raises(FetchError, match=r"leads to 127\.0\.0\.1"):
        fetcher.fetch(f"http://mixed.example:{site.port}/")


def test_a_redirect_is_an_address_of_its_own(site: Web) -> None:
    inside = {"public.example": "127.0.0.1", "inside.example": "127.0.0.2"}
    fetcher = replace(site.guest, resolve=lambda host, _: [inside[host]])
    for target in ("http://inside.example:{}/secret", "//inside.example:{}/secret"):
        site.redirect("/away", target.format(site.port))
        with pytest.raises(FetchError, match=r"leads to 127\.0\.0\.2"):
            fetcher.fetch(f"http://public.example:{site.port}/away")
    for target in ("file:///etc/passwd", "gopher://inside.example/", "http://user@x.example/"):
        site.redirect("/away", target)
        with pytest.raises(InvalidInputError):
            fetcher.fetch(f"http://public.example:{site.port}/away")
    assert {path for path, _ in site.hits} == {"/away"}


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_followed_and_its_end_is_named(site: Web, status: int) -> None:
    end = site.serve("/end", "here")
    found = site.guest.fetch(site.redirect("/start", "/end", status))
    assert (found.url, found.body) == (end, b"here")


def test_redirects_in_a_circle_end(site: Web) -> None:
    with pytest.raises(FetchError, match="more than 5 times"):
        site.guest.fetch(site.redirect("/round", "/round"))
    assert len(site.hits) == MOST_REDIRECTS + 1


def test_the_environment_names_no_proxy(site: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.9:9")
    assert site.guest.fetch(site.serve("/", "direct")).body == b"direct"


def test_an_answer_that_has_not_changed_is_not_sent_again(site: Web) -> None:
    url = site.serve("/feed", "<rss/>", ETag='"7"', Last_Modified="Fri, 03 May 2024 10:00:00 GMT")
    first = site.guest.fetch(url)
    assert first.validators == Validators('"7"', "Fri, 03 May 2024 10:00:00 GMT")
    site.pages["/feed"] = (304, {"ETag": '"7"'}, b"")
    second = site.guest.fetch(url, first.validators)
    assert (second.unchanged, second.body) == (True, b"")
    headers = site.hits[-1][1]
    assert headers["If-None-Match"] == '"7"'
    assert headers["If-Modified-Since"] == "Fri, 03 May 2024 10:00:00 GMT"


@pytest.mark.parametrize("status", [204, 401, 404, 429, 500, 503])
def test_an_error_of_the_other_side_is_told(site: Web, status: int) -> None:
    site.pages["/"] = (status, {}, b"")
    with pytest.raises(FetchError, match=f"answered {status}"):
        site.guest.fetch(site.url())


@pytest.mark.parametrize("size", [LARGEST_ANSWER + 1, 10 * LARGEST_ANSWER])
def test_too_much_is_refused(site: Web, size: int) -> None:
    with pytest.raises(FetchError, match="larger than 4,000,000 bytes"):
        site.guest.fetch(site.serve("/", b"x" * size))


def test_packed_answers_are_unpacked(site: Web) -> None:
    text = b"It will rain. " * 1000
    for encoding, packed in (("gzip", gzip.compress(text)), ("deflate", zlib.compress(text))):
        site.serve("/", packed, Content_Encoding=encoding)
        assert site.guest.fetch(site.url()).body == text


def test_a_bomb_is_not_unpacked(site: Web) -> None:
    bomb = zlib.compressobj(9, wbits=31)
    packed = b"".join(bomb.compress(b"\x00" * 10_000_000) for _ in range(50)) + bomb.flush()
    with pytest.raises(FetchError, match="larger than"):
        site.guest.fetch(site.serve("/", packed, Content_Encoding="gzip"))


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, gzip"])
def test_what_was_not_asked_for_is_refused(site: Web, encoding: str) -> None:
    with pytest.raises(FetchError, match="not asked for"):
        site.guest.fetch(site.serve("/", b"x", Content_Encoding=encoding))


def test_what_is_not_packed_as_it_says_is_refused(site: Web) -> None:
    with pytest.raises(FetchError, match="not packed as 'gzip'"):
        site.guest.fetch(site.serve("/", b"plain", Content_Encoding="gzip"))


def drip_headers(handler: BaseHTTPRequestHandler) -> None:
    with contextlib.suppress(OSError):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        for _ in range(200):
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.05)


def drip_body(handler: BaseHTTPRequestHandler) -> None:
    with contextlib.suppress(OSError):
        handler.send_response(200)
        handler.send_header("Content-Length", "1000000")
        handler.end_headers()
        for _ in range(200):
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.05)


@pytest.mark.parametrize("drip", [drip_headers, drip_body])
def test_a_slow_drip_does_not_hold_us(site: Web, drip: Handle) -> None:
    site.pages["/"] = drip
    with pytest.raises(FetchError, match=r"too long|timed out"):
        replace(site.guest, seconds=0.5).fetch(site.url())


def test_a_server_that_says_nothing_sensible(site: Web) -> None:
    def nonsense(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"\x00\xff nonsense\r\n\r\n")

    site.pages["/"] = nonsense
    with pytest.raises(FetchError, match="cannot be fetched"):
        site.guest.fetch(site.url())


def test_a_port_where_nobody_listens(site: Web) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(FetchError, match="cannot be fetched"):
        replace(site.guest, ports=frozenset({port})).fetch(f"http://127.0.0.1:{port}/")


def test_a_host_of_no_name(site: Web) -> None:
    with pytest.raises(FetchError, match=r"no host is called 'nowhere\.invalid'"):
        site.guest.fetch("http://nowhere.invalid/")
