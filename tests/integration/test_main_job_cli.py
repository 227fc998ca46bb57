"""From an op-ed to a score, a page and a mail, by the command line alone."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskCliRunner

ROOT = Path(__file__).parents[2]
OP_ED = """The strike will not last

The port of Nordhaven has been shut for six days. The union will probably settle by 30 June 2020,
and the harbour board is unlikely to resign. If talks fail, freight prices could double.

I hope that cooler heads prevail.
"""
Flask = Callable[..., Any]


@pytest.fixture
def flask(runner: FlaskCliRunner, tmp_path: Path) -> Flask:
    """Run a command; a status other than 0 must come with one line and no traceback."""

    def run(*arguments: str, status: int = 0) -> Any:
        done = runner.invoke(args=arguments)
        assert done.exit_code == status, (done.stderr, done.exception)
        if status:
            assert len(done.stderr.splitlines()) == 1
            return done.stderr
        return json.loads(done.stdout) if "--json" in arguments else done.stdout

    (tmp_path / "op-ed.txt").write_text(OP_ED)
    return run


def test_the_whole_line(flask: Flask, tmp_path: Path) -> None:
    file = str(tmp_path / "op-ed.txt")
    found = flask("extract", file, "--said-on", "2020-06-01", "--json")
    assert [OP_ED.strip()[d["start"] : d["end"]] for d in found] == [d["quote"] for d in found]

    about = ("--pundit", "Ada Lund", "--said-on", "2020-06-01", "--publication", "The Ledger")
    added = flask("commentary", "add", file, *about, "--json")
    assert len(added["candidates"]) == len(found)
    settle, resign = (
        next(c for c in flask("candidates", "--json") if word in c["quote"])
        for word in ("settle", "resign")
    )
    assert settle["deadline"] == "2020-06-30"
    assert settle["probability"] > 0.5 > resign["probability"]

    made = flask("review", "accept", str(settle["id"]), "--claim", "The strike ends", "--json")
    event = str(made["event"]["id"])
    year = ("--deadline", "2020-12-31", "--json")
    resigns = flask("review", "accept", str(resign["id"]), *year)
    for left in flask("candidates", "--json"):
        flask("review", "reject", str(left["id"]), "--reason", "depends on failed talks")
    assert flask("candidates", "--json") == []

    evidence = ("--known-at", "2020-06-20", "--evidence", "https://example.org/settled")
    flask("outcome", "record", event, "--ruling", "occurred", *evidence)
    assert flask("score", "--json")["scored"] == 1
    assert flask("score", "--json")["scored"] == 0

    (standing,) = flask("standings", "--json")["too_few"]
    assert standing["pundit"]["name"] == "Ada Lund"
    assert standing["n"] == 1
    expected = (1 - settle["probability"]) ** 2
    assert standing["mean_brier"] == pytest.approx(expected)

    proof = ("--known-at", "2020-06-30", "--evidence", "https://example.org/no")
    why = (*proof, "--reason", "misread")
    flask("outcome", "amend", event, "--ruling", "did_not_occur", *why)
    assert flask("score", "--json") == {
        "events": 1, "scored": 1, "replaced": 1, "entered": 1, "failed": 0,
    }  # fmt: skip
    (standing,) = flask("standings", "--json")["too_few"]
    assert standing["mean_brier"] == pytest.approx(settle["probability"] ** 2)
    assert resigns["event"]["stage"] == "due"
    assert [row["id"] for row in flask("due", "--json")] == [resigns["event"]["id"]]
    assert "Ada Lund" in flask("standings")
    assert "The strike ends" in flask("report", "preview")


BAD = {
    "a deadline before it was said": (
        ("review", "accept", "1", "--deadline", "2020-05-31"), "2020-05-31"),
    "a day that does not exist": (
        ("review", "accept", "1", "--deadline", "2020-02-30"), "2020-02-30"),
    "a probability above one": (("review", "accept", "1", "--probability", "1.2"), "1.2"),
    "a probability that is no number": (("review", "accept", "1", "--probability", "nan"), "nan"),
    "a probability in words": (("review", "accept", "1", "--probability", "half"), "half"),
    "an unknown candidate": (("review", "accept", "99"), "99"),
    "an id beyond all ids": (("review", "accept", str(2**70)), str(2**70)),
    "an unknown event to join": (("review", "accept", "1", "--event", "7"), "event 7"),
    "an unknown zone": (("review", "accept", "1", "--zone", "Mars/Olympus"), "Mars/Olympus"),
    "a rejection without a reason": (("review", "reject", "1", "--reason", " "), "empty"),
    "an outcome of an unknown event": (
        ("outcome", "record", "9", "--ruling", "occurred", "--known-at", "2020-06-01",
         "--evidence", "https://example.org"), "event 9"),
    "an unknown ruling": (
        ("outcome", "record", "1", "--ruling", "right", "--known-at", "2020-06-01"), "right"),
    "a missing option": (("commentary", "add", "FILE"), "--pundit"),
    "an unknown command": (("review", "approve", "1"), "approve"),
    "a file that is not there": (
        ("extract", "nowhere.txt", "--said-on", "2020-01-01"), "nowhere.txt"),
    "a job that is not there": (("token", "revoke", "nobody"), "nobody"),
}  # fmt: skip


@pytest.mark.parametrize("kind", BAD)
def test_bad_input_is_one_clear_line_and_changes_nothing(
    flask: Flask, tmp_path: Path, kind: str
) -> None:
    arguments, quoted = BAD[kind]
    file = str(tmp_path / "op-ed.txt")
    flask("commentary", "add", file, "--pundit", "Ada Lund", "--said-on", "2020-06-01")
    before = flask("candidates", "--all", "--json")
    error = flask(*(file if a == "FILE" else a for a in arguments), status=2)
    assert quoted in error
    assert flask("candidates", "--all", "--json") == before
    assert flask("event", "list", "--json") == []


FILES = {
    "empty": (b"", "empty"),
    "blank": (b" \n\t ", "empty"),
    "latin-1": ("Ein Übel wird kommen.".encode("latin-1"), "0xdc at position 4"),
    "with a NUL": (b"It will\x00 rain.", "NUL character at position 7"),
    "ten megabytes": (b"It will rain. " * 750_000, "1,000,000 characters"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "0x89 at position 0"),
}


@pytest.mark.parametrize("kind", FILES)
def test_a_file_that_is_no_commentary(flask: Flask, tmp_path: Path, kind: str) -> None:
    content, quoted = FILES[kind]
    file = tmp_path / "bad.txt"
    file.write_bytes(content)
    said = ("--said-on", "2020-06-01")
    assert quoted in flask("extract", str(file), *said, status=2)
    assert quoted in flask("commentary", "add", str(file), "--pundit", "A", *said, status=2)
    assert flask("commentary", "list", "--json") == []


def test_the_same_commentary_twice_is_told_and_not_stored(flask: Flask, tmp_path: Path) -> None:
    file = tmp_path / "op-ed.txt"
    about = ("--pundit", "Ada Lund", "--said-on", "2020-06-01")
    flask("commentary", "add", str(file), *about)
    file.write_bytes(b"\xef\xbb\xbf" + OP_ED.replace("\n", "\r\n").encode() + b"\n\n")
    error = flask("commentary", "add", str(file), *about, status=2)
    assert "already on record as commentary 1" in error
    assert len(flask("commentary", "list", "--json")) == 1


def test_commentary_of_the_future_is_refused(flask: Flask, tmp_path: Path) -> None:
    file = str(tmp_path / "op-ed.txt")
    error = flask("commentary", "add", file, "--pundit", "A", "--said-on", "2199-01-01", status=2)
    assert "2199-01-01 has not come yet" in error


def as_a_person_would(*arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "flask", *arguments],
        cwd=ROOT,
        env=os.environ | env,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("CALLEDIT_DATABASE_URL", "oracle://x"),
        ("CALLEDIT_DATABASE_URL", "sqlite:////proc/no/such.db"),
        ("CALLEDIT_PORT", "ninety"),
        ("CALLEDIT_ZONE", "Mars/Olympus"),
    ],
)
def test_settings_that_cannot_be_used_are_quoted(variable: str, value: str) -> None:
    done = as_a_person_would("standings", **{variable: value})
    assert done.returncode == 2
    assert value.removeprefix("sqlite:///").removesuffix("://x") in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_extract_needs_no_database(tmp_path: Path) -> None:
    (tmp_path / "op-ed.txt").write_text(OP_ED)
    url = f"sqlite:///{tmp_path / 'none.db'}"
    arguments = ("extract", str(tmp_path / "op-ed.txt"), "--said-on", "2020-06-01", "--json")
    done = as_a_person_would(*arguments, CALLEDIT_DATABASE_URL=url)
    assert len(json.loads(done.stdout)) >= 3
    assert not (tmp_path / "none.db").exists()
