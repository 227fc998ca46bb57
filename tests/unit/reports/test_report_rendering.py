import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any, TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.week import FROM, HEAD, call, full_week, said, standing, week

from reports.model import Table, Week, WeeklyIssue, weekly_issue
from reports.parts import (
    Correction,
    DecidedCall,
    DueEvent,
    Movement,
    Mover,
    Reply,
    Said,
    StandingRow,
    UnscoredEvent,
)
from reports.rendering import LARGEST_HTML, Mail, Postscript, postscript, render
from reports.schedule import WEEK

T = TypeVar("T")

BASE = "https://record.example"
READER = Postscript(
    recipient="ann@example.org",
    web_url=f"{BASE}/reports/3",
    preferences_url=f"{BASE}/subscriptions/t",
    unsubscribe_url=f"{BASE}/unsubscribe/t",
)
# The claim, the outcome, the numbers, the words, the reasons: each must stand in both versions.
FACTS = (
    "Three calls decided: Ann Example said 80% and it did not happen.",
    "The ferry runs by autumn",
    "It did not happen (known on 12 November 2026).",
    "Ann Example had given it 80% on 3 May 2026, a number in the text:",
    "“I put it at 80 percent.”",
    "Brier score 0.640.",
    "Brier score: 0 to 1, lower is better",
    "Bo Muster had given it 20% on 3 May 2026, read from “unlikely”",
    "which readers take as 5% to 30%:",
    "Brier score 0.040. It counts once the deadline has passed.",
    "Its score had not been computed when this mail was written.",
    "The strike ends",
    "2 calls not scored: the outcome cannot be known.",
    "Snow falls",
    "Can still happen until the end of 20 November 2026 (Europe/Berlin).",
    "Given so far: Bo Muster 20%",
    "3 events past the deadline, waiting for an outcome.",
    "The vote passes",
    "Was: did not happen. Now: happened. Why: misread the source",
    "Ann Example: from 70.1 (64.0 to 76.2) on 40 scored calls to 61.2 (55.0 to 67.3) with 4 more;",
    "luck alone gives a difference at least as large in 1 of 500 cases.",
    "2 other pundits had new scores since 9 November 2026, and moved no more than luck alone would",
    "Bo Muster replies: “I wrote of the old pier.”",
    "61.2 (55.0 to 67.3), 40 scored, rank 1",
    "61.2 (no range yet), 4 scored, too few to tell",
    "Ann Example and Bo Muster cannot be told apart on this evidence.",
    "Too few to tell: 1 pundit has fewer than 20 scored calls.",
    "Brier index: 0 to 100, higher is better",
    "always saying 50% gives 50",
    "about 95% of the time",
    "Covers 9 November 2026, 08:00 UTC to 16 November 2026, 08:00 UTC.",
    f"Ledger head: {HEAD}",
    "Sent to ann@example.org.",
)
ADDRESSES = (
    *(f"https://record.example/events/{i}" for i in range(7, 14)),
    READER.web_url,
    READER.preferences_url,
    READER.unsubscribe_url,
)


class Words(HTMLParser):
    """What a reader of a page reads, and where its links and resources lead."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._hidden = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._hidden += tag in {"style", "title"}

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in {"style", "title"}

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.pieces.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.pieces).split())

    @property
    def links(self) -> set[str]:
        return {attrs["href"] or "" for _, attrs in self.tags if "href" in attrs}


def mail(about: Week) -> Mail:
    return complete(weekly_issue(about))


def complete(issue: WeeklyIssue) -> Mail:
    """The mail as one reader gets it."""
    shared, (text, html) = render(issue, BASE), postscript(READER)
    return replace(shared, text=shared.text + text, html=shared.html + html)


def one_line(text: str) -> str:
    return " ".join(text.split())


def test_text_and_html_of_the_same_mail_state_the_same_facts() -> None:
    sent = mail(full_week())
    text, page = one_line(sent.text), Words(sent.html)
    for fact in FACTS:
        assert fact in text
        assert fact in page.text
    for address in ADDRESSES:
        assert address in sent.text
        assert address in page.links


TEXT = st.text(
    st.characters(max_codepoint=0x2FFF, exclude_categories=("Cc", "Cf", "Cs", "Co", "Cn")),
    max_size=50,
)
SHARE = st.floats(0, 1)
SAID = st.builds(
    Said, TEXT, st.dates(), TEXT, TEXT, st.sampled_from(("stated", "worded", "editor")),
    SHARE, SHARE, SHARE,
)  # fmt: skip
CALLS = st.builds(
    DecidedCall, SAID, st.integers(1, 99), TEXT, st.booleans(), st.dates(), st.none() | SHARE,
    st.booleans(),
)  # fmt: skip
RULINGS = st.sampled_from(("occurred", "did_not_occur", "ambiguous", "annulled"))
INDEX = st.floats(0, 100)
ROWS = st.builds(
    StandingRow, st.none() | st.integers(1, 9), st.none() | st.integers(1, 3), TEXT,
    st.integers(1, 10**6), INDEX, st.none() | INDEX, st.none() | INDEX,
)  # fmt: skip
TABLES = st.builds(
    Table, st.lists(ROWS, max_size=9).map(tuple), st.just(20), st.just(0.95),
    st.lists(ROWS, max_size=2).map(tuple),
)  # fmt: skip
MOVERS = st.builds(Mover, ROWS, ROWS, st.floats(1e-9, 1))
MOVEMENTS = st.none() | st.builds(
    Movement, st.just(FROM), st.lists(MOVERS, max_size=2).map(tuple), st.integers(2, 9),
    st.just(0.05),
)  # fmt: skip


def some(parts: st.SearchStrategy[T], at_most: int = 11) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(parts, max_size=at_most).map(tuple)


WEEKS = st.builds(
    week,
    calls=some(CALLS),
    unscored=some(st.builds(UnscoredEvent, st.integers(1, 99), TEXT, st.integers(0, 9), TEXT)),
    due=some(st.builds(DueEvent, st.integers(1, 99), TEXT, st.dates(), TEXT, some(SAID, 6))),
    overdue=st.integers(0, 3),
    corrections=some(st.builds(Correction, st.integers(1, 99), TEXT, RULINGS, RULINGS, TEXT)),
    replies=some(st.builds(Reply, st.integers(1, 99), TEXT, TEXT, TEXT), 2),
    standings=TABLES,
    movement=MOVEMENTS,
    label=TEXT,
    about=TEXT,
)


def words_of(version: str) -> Counter[str]:
    """Its words without the addresses, which HTML keeps in its links."""
    return Counter(re.findall(r"\w+", re.sub(r"https://\S+", " ", version).casefold()))


@given(WEEKS)
def test_in_any_week_text_and_html_say_the_same(about: Week) -> None:
    sent = mail(about)
    assert words_of(sent.text) == words_of(Words(sent.html).text)
    assert len(sent.html.encode()) < LARGEST_HTML
    assert len(sent.subject.splitlines()) <= 1


@given(WEEKS)
def test_no_two_weeks_in_a_row_have_one_subject(about: Week) -> None:
    first = weekly_issue(about)
    following = replace(about, covers_from=about.covers_to, covers_to=about.covers_to + WEEK)
    second = weekly_issue(following, first.subject)
    assert render(first, BASE).subject != render(second, BASE).subject


def test_the_subject_is_the_finding_and_both_versions_begin_with_it() -> None:
    sent = mail(full_week())
    assert sent.subject == "Three calls decided: Ann Example said 80% and it did not happen"
    assert sent.text.splitlines()[0] == f"{sent.subject}."
    assert Words(sent.html).text.startswith(f"{sent.subject}.")


def test_the_first_call_stands_within_a_phone_screen_of_text() -> None:
    assert "“I put it at 80 percent.”" in "\n".join(mail(full_week()).text.splitlines()[:8])


def test_a_quiet_week_takes_three_lines() -> None:
    due = DueEvent(11, "Snow falls", said().said_on, "Europe/Berlin", ())
    sent = mail(week(due=(due,), standings=Table((standing(),), 20, 0.95)))
    said_in_text = sent.text.split("\n-- \n")[0].strip().splitlines()
    assert said_in_text == [
        "A quiet week: no call decided.",
        "Next to fall due: Snow falls by 3 May 2026 (Europe/Berlin).",
        "The record stands at 40 scored calls by 1 pundit.",
    ]
    page = Words(sent.html)
    assert all(line in page.text for line in said_in_text)
    assert READER.unsubscribe_url in page.links
    assert "Nothing falls due in the next seven days." in mail(week()).text


def test_nobody_is_ever_called_wrong_and_nothing_is_exclaimed() -> None:
    sent = mail(full_week())
    body = Words(sent.html).text
    for version in (sent.subject, sent.text, body):
        assert "wrong" not in version.lower()
        assert "!" not in version


@pytest.mark.parametrize(
    ("more", "reading"),
    [
        ({"basis": "editor", "low": 0.8}, "on 3 May 2026, set by an editor:"),
        ({"low": 0.7, "high": 0.9}, "on 3 May 2026, stated as 70% to 90%:"),
        (
            {"basis": "worded", "phrase": "", "low": 0.5, "high": 0.9},
            "read from the words, which readers take as 50% to 90%:",
        ),
    ],
)
def test_a_number_says_where_it_comes_from(more: dict[str, Any], reading: str) -> None:
    assert reading in mail(week(calls=(call(said=said(**more)),))).text


def test_a_correction_that_keeps_the_ruling_says_so() -> None:
    kept = Correction(1, "It rains", "occurred", "occurred", "a better source")
    assert "Still: happened. Why: a better source" in mail(week(corrections=(kept,))).text


HOSTILE = (
    '<script>alert(1)</script>"><img src=x onerror=alert(2)>',
    "{{ 7*7 }}{% raw %}",
    "line one\r\nBcc: everybody@example.org\u2028and more",
    "</style></title><!--",
    "' onmouseover='x",
)


@pytest.mark.parametrize("evil", HOSTILE)
def test_hostile_words_stay_words(evil: str) -> None:
    words = said(evil, quote=evil, phrase=evil, basis="worded")
    hostile = week(
        calls=(call(said=words, claim=evil),),
        unscored=(UnscoredEvent(1, evil, 1, evil),),
        due=(DueEvent(1, evil, words.said_on, "UTC", (words,)),),
        corrections=(Correction(1, evil, "occurred", "annulled", evil),),
        standings=Table((standing(evil), standing(evil, 2, group=1)), 20, 0.95),
    )
    sent, harmless = mail(hostile), mail(full_week())
    assert len(sent.subject.splitlines()) == 1
    known = {(tag, *sorted(attrs)) for tag, attrs in Words(harmless.html).tags}
    assert {(tag, *sorted(attrs)) for tag, attrs in Words(sent.html).tags} <= known
    assert one_line(evil) in Words(sent.html).text
    assert one_line(evil) in one_line(sent.text)


def test_a_subject_is_one_line_whatever_the_finding() -> None:
    issue = replace(weekly_issue(week()), subject="One call\r\nBcc: all@example.org\u2028 decided")
    assert complete(issue).subject == "One call Bcc: all@example.org decided"


def test_the_html_loads_nothing_from_anywhere() -> None:
    page = Words(mail(full_week()).html)
    assert {tag for tag, _ in page.tags}.isdisjoint({"link", "script", "iframe", "object"})
    assert [attrs["src"] for _, attrs in page.tags if "src" in attrs] == ["cid:picture"]
    assert "url(" not in mail(full_week()).html
    assert "@import" not in mail(full_week()).html


def test_the_html_fits_a_phone_and_the_dark() -> None:
    html = mail(full_week()).html
    assert 'name="viewport" content="width=device-width' in html
    assert "prefers-color-scheme: dark" in html


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_every_colour_of_text_can_be_read_on_its_ground() -> None:
    light, dark = mail(week()).html.split("@media")
    grounds = {light: "#ffffff", dark: "#161616"}
    for sheet, ground in grounds.items():
        colours = re.findall(r"[ ;]color: (#[0-9a-f]{6})", sheet)
        assert len(colours) == 3
        for colour in colours:
            low, high = sorted((luminance(colour), luminance(ground)))
            assert (high + 0.05) / (low + 0.05) >= 4.5, (colour, ground)


def test_the_fullest_week_stays_below_the_size_at_which_mails_are_cut() -> None:
    long = "&\U0001f409" * 2500
    words = said(long, quote=long, phrase=long, basis="worded", low=0.1)
    issue = week(
        calls=tuple(call(said=words, claim=long, event_id=10**9 + i) for i in range(300)),
        unscored=(UnscoredEvent(1, long, 9, "the outcome cannot be known."),) * 300,
        due=(DueEvent(1, long, words.said_on, "UTC", (words,) * 30),) * 300,
        corrections=(Correction(1, long, "occurred", "annulled", long),) * 300,
        standings=Table((standing(long),) * 300, 20, 0.95),
    )
    sent = mail(issue)
    assert len(sent.html.encode()) < LARGEST_HTML
    for version in (sent.text, Words(sent.html).text):
        assert "And 290 more" in version
        assert "And 294 more" in version
        assert "and 26 more" in version


def test_a_reader_sees_the_times_of_their_own_zone() -> None:
    sent = mail(replace(week(), zone="Asia/Tokyo"))
    assert "16 November 2026, 17:00 Asia/Tokyo" in sent.text
