"""`flask import` from outside: what it says, and how it answers files it cannot read."""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

HEADER = "pundit,claim,said_on,probability,deadline,outcome,known_at"
GOOD = "Ada Lund,The strike ends,2023-01-05,0.7,2023-06-30,occurred,2023-06-02"
FIVETHIRTYEIGHT = Path(__file__).parents[3] / "shared" / "data" / "fivethirtyeight"
Run = Callable[..., Any]


@pytest.fixture
def flask(sqlite_app: Flask) -> Run:
    """Run a command; a status other than 0 must come with one line and no traceback."""

    def run(*arguments: object, status: int = 0) -> Any:
        done = sqlite_app.test_cli_runner().invoke(args=[str(a) for a in arguments])
        assert done.exit_code == status, (done.stderr, done.exception)
        if status:
            assert len(done.stderr.splitlines()) == 1
            return done.stderr
        return json.loads(done.stdout) if "--json" in arguments else done.stdout

    return run


def write(folder: Path, content: str | bytes) -> Path:
    file = folder / "rows.csv"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


def test_a_file_comes_in_and_says_what_was_refused(flask: Run, tmp_path: Path) -> None:
    bad = GOOD.replace("0.7", "-0.01").replace("Ada", "=Ada")
    file = write(tmp_path, f"{HEADER}\n{GOOD}\n\n{bad}\nshort,row\n")
    report = tmp_path / "refused.csv"
    told = flask("import", file, "--refused", report)
    assert "3 rows read: 1 stored, 0 known already, 2 refused." in told
    assert "row 4, probability '-0.01': Input should be greater than or equal to 0" in told
    with report.open(newline="") as lines:
        rows = list(csv.reader(lines))
    assert rows[0] == ["row", "column", "value", "reason"]
    assert rows[1][:3] == ["4", "probability", "'-0.01"]
    assert rows[2] == ["5", "", "", "the row has 2 cells, the header 7"]
    again = flask("import", file, "--json")
    assert (again["stored"], again["known"], again["refused"]) == (0, 1, 2)
    assert sum(again["reasons"].values()) == 2
    assert "exists already" in flask("import", file, "--refused", report, status=2)


@pytest.mark.parametrize(
    "content",
    [
        f"\ufeff{HEADER}\n{GOOD}\n",
        f"{HEADER}\r\n{GOOD}\r\n",
        f"{HEADER}\r{GOOD}\r",
        f"{HEADER}\n{GOOD}",
        f'{HEADER},url,quote,note\n{GOOD},https://example.org/,"Said on\ntwo lines",x\n',
    ],
    ids=["byte order mark", "CRLF", "CR", "no last line end", "more columns"],
)
def test_files_as_programs_write_them(flask: Run, tmp_path: Path, content: str) -> None:
    assert flask("import", write(tmp_path, content), "--json")["stored"] == 1


def test_only_the_row_that_is_not_utf_8_is_refused(flask: Run, tmp_path: Path) -> None:
    latin = GOOD.replace("Ada Lund", "Chloé").encode("latin-1")
    done = flask("import", write(tmp_path, f"{HEADER}\n{GOOD}\n".encode() + latin), "--json")
    assert (done["stored"], done["refused"]) == (1, 1)
    assert "UTF-8" in next(iter(done["reasons"]))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "is empty"),
        ("\n\n", "begins with a blank line"),
        (f"{GOOD}\n", "no column 'claim', 'probability', 'pundit', 'said_on'"),
        (f"{HEADER.replace('claim', 'title')}\n{GOOD}\n", "no column 'claim'"),
        (f"{HEADER}\n{GOOD}\n".replace(",", ";"), "parted by ';'"),
        (f"{HEADER}\n{GOOD}\n".replace(",", "\t"), r"parted by '\t'"),
        (f"{HEADER},claim\n{GOOD},x\n", "two columns named 'claim'"),
        (f"{HEADER}\n{GOOD}\n".encode("utf-16"), "NUL"),
        (f"{HEADER}\n{'x' * 10_000_000}\n", "longer than 1,000,000 characters"),
        (f'{HEADER}\n"{GOOD}\n' + f"{GOOD}\n" * 3000, "never closed"),
        (f"{HEADER}\n{GOOD.replace('0.7', '7')}\n", "none of 1 row could be taken; row 2"),
    ],
    ids=[
        "empty", "blank", "no header", "missing column", "semicolons", "tabs", "same name twice",
        "UTF-16", "10 MB line", "open quotation", "nothing usable",
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read(
    flask: Run, tmp_path: Path, content: str | bytes, words: str
) -> None:
    assert words in flask("import", write(tmp_path, content), status=2)


def test_a_cell_with_a_nul_is_refused_alone(flask: Run, tmp_path: Path) -> None:
    content = "\n".join((HEADER, GOOD, GOOD.replace("Ada", "A\x00")))
    done = flask("import", write(tmp_path, content), "--json")
    assert (done["stored"], done["refused"]) == (1, 1)


def test_files_and_mappings_that_are_not_there(flask: Run, tmp_path: Path) -> None:
    file = write(tmp_path, f"{HEADER}\n{GOOD}\n")
    assert "No such file" in flask("import", tmp_path / "none.csv", status=2)
    assert "directory" in flask("import", tmp_path, status=2)
    assert "538-nfl" in flask("import", file, "--mapping", "538-chess", status=2)
    own = tmp_path / "own.toml"
    own.write_text('description = "x"\nfield = 1\n')
    assert "field" in flask("import", file, "--mapping", own, status=2)
    assert "cannot be written" in flask("import", file, "--refused", file / "x", status=2)


def test_a_mapping_of_ones_own_with_translations(flask: Run, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(
        'description = "mine"\ndelimiter = ";"\n[fields]\npundit = "{who} ({model})"\n'
        'claim = "{team} wins, 100% sure or not"\nsaid_on = "{day}"\nprobability = "{p}"\n'
        'deadline = "{day}"\noutcome = "{won}"\nknown_at = "{day}"\n'
        '[when_empty]\nmodel = "plain"\n[translate.outcome]\n"yes" = "occurred"\n'
    )
    file = write(
        tmp_path,
        "who;model;team;day;p;won\nA;;Reds;2023-01-05;0.5;yes\nA;deep;;2023-01-05;0.5;yes\n",
    )
    done = flask("import", file, "--mapping", own, "--json")
    assert (done["stored"], done["scores"], done["refused"]) == (1, 1, 1)
    assert next(iter(done["reasons"])).startswith("team: it is empty")
    assert "A (plain)" in flask("standings")


@pytest.mark.skipif(
    not FIVETHIRTYEIGHT.exists(), reason="FiveThirtyEight's files (../shared) are not beside"
)
@pytest.mark.parametrize(
    ("name", "mapping", "counts"),
    [
        ("historical-senate-predictions.csv", "538-senate", (207, 207, 207)),
        ("nfl_games.csv", "538-nfl", (1889, 1889, 1882)),
        ("governors_elections.csv", "538-governors", (19831, 251, 19831)),
        ("world_cup_matches_men.csv", "538-world-cup", (176, 176, 176)),
    ],
)
def test_the_files_of_fivethirtyeight(
    flask: Run, name: str, mapping: str, counts: tuple[int, int, int]
) -> None:
    rows, events, scores = counts
    done = flask("import", FIVETHIRTYEIGHT / name, "--mapping", mapping, "--json")
    assert (done["rows"], done["stored"], done["refused"]) == (rows, rows, 0)
    assert (done["events"], done["outcomes"], done["scores"]) == (events, events, scores)
    again = flask("import", FIVETHIRTYEIGHT / name, "--mapping", mapping, "--json")
    assert (again["stored"], again["known"], again["scores"]) == (0, rows, 0)
