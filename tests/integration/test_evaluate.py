"""`flask evaluate`: labelled commentary in, figures and mistakes out."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskCliRunner

from app import create_app

TEXT = "The mill will close by 30 June 2020. It is unlikely to reopen. The gulls enjoy the quiet."
SILENT = "The ferry left on Monday. It was full."
ROOT = Path(__file__).parents[2]


@pytest.fixture
def cli() -> FlaskCliRunner:
    """No command of these reads or writes the database."""
    return create_app({"database_url": "sqlite://"}).test_cli_runner()


def entry(quote: str, probability: float, **fields: Any) -> dict[str, Any]:
    start = TEXT.index(quote)
    return {
        "start": start, "end": start + len(quote), "quote": quote, "probability": probability,
        **fields,
    }  # fmt: skip


def gold(tmp_path: Path, *lines: Any) -> str:
    file = tmp_path / "gold.jsonl"
    shown = (line if isinstance(line, str) else json.dumps(line) for line in lines)
    file.write_text("\n".join(shown) + "\n", encoding="utf-8")
    return str(file)


def record(*forecasts: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {
        "id": "one",
        "published": "2020-06-01",
        "text": TEXT,
        "forecasts": list(forecasts),
    } | fields


CLOSE = entry("The mill will close by 30 June 2020", 0.9, deadline="2020-06-30")
QUIET = entry("The gulls enjoy the quiet", 0.3)


def test_figures_for_people_and_for_machines(cli: FlaskCliRunner, tmp_path: Path) -> None:
    both = CLOSE | {"second": {"probability": 0.85, "deadline": "2020-06-30"}}
    silent = record(id="silent", text=SILENT)
    file = gold(tmp_path, record(both, QUIET), "", silent)
    done = cli.invoke(args=["evaluate", file, "--json"])
    assert done.exit_code == 0
    found = json.loads(done.stdout)
    assert (found["documents"], found["labels"], found["matched"]) == (2, 2, 1)
    assert (found["missed"], found["false_alarms"]) == (1, 1)
    figures = {measured["name"]: measured for measured in found["measures"]}
    assert figures["precision"]["value"] == figures["recall"]["value"] == 0.5
    assert figures["deadline"]["value"] == 1
    assert figures["false_positives_per_3000_silent_words"]["value"] == 0
    assert found["errors"] is None
    assert found["fell_back"] == []

    shown = cli.invoke(args=["evaluate", file]).stdout
    assert shown.startswith("2 documents, 26 words, 2 labels (0 borderline), backend embedded: 1")
    assert re.search(r"precision +0\.500 .*higher", shown)


def test_errors_are_listed_with_the_rule_that_fired(cli: FlaskCliRunner, tmp_path: Path) -> None:
    file = gold(tmp_path, record(CLOSE, QUIET))
    alarm, missed = json.loads(
        cli.invoke(args=["evaluate", file, "--errors", "--json"]).stdout
    )["errors"]  # fmt: skip
    assert (alarm["kind"], alarm["cue"]) == ("false alarm", "unlikely")
    assert "unlikely" in alarm["rule"]
    assert TEXT[alarm["start"] : alarm["end"]] == alarm["quote"]
    assert (missed["kind"], missed["quote"]) == ("missed", QUIET["quote"])
    assert missed["rule"] is None
    shown = cli.invoke(args=["evaluate", file, "--errors"]).stdout
    assert "false alarm" in shown
    assert "missed" in shown


def test_a_miss_names_the_rule_that_fired_beside_it(cli: FlaskCliRunner, tmp_path: Path) -> None:
    wide = {"start": 0, "end": len(TEXT), "quote": TEXT, "probability": 0.5}
    file = gold(tmp_path, record(wide))
    found = json.loads(cli.invoke(args=["evaluate", file, "--errors", "--json"]).stdout)["errors"]
    (missed,) = (mistake for mistake in found if mistake["kind"] == "missed")
    assert missed["rule"] is not None


def test_borderline_labels_cost_nothing(cli: FlaskCliRunner, tmp_path: Path) -> None:
    reopen = entry("It is unlikely to reopen", 0.2, borderline=True)
    file = gold(tmp_path, record(CLOSE, reopen, QUIET | {"borderline": True}))
    found = json.loads(cli.invoke(args=["evaluate", file, "--json"]).stdout)
    assert (found["matched"], found["missed"], found["false_alarms"]) == (1, 0, 0)


def test_a_text_without_a_day_is_taken(cli: FlaskCliRunner, tmp_path: Path) -> None:
    done = cli.invoke(args=["evaluate", gold(tmp_path, record(CLOSE, published=None)), "--json"])
    assert json.loads(done.stdout)["matched"] == 1


GOOD = json.dumps(record(CLOSE))
SHIFTED = CLOSE | {"start": CLOSE["start"] + 1}


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ([""], "gold.jsonl holds no document"),
        (["not json"], "gold.jsonl, line 1: "),
        ([GOOD, "", "{"], "gold.jsonl, line 3: "),
        (["[" * 100_000], "gold.jsonl, line 1: "),
        (["[]"], "gold.jsonl, line 1: "),
        ([{"id": "x"}], "line 1: text {'id': 'x'}: Field required"),
        ([record(CLOSE, published="June 2020")], "line 1: published 'June 2020'"),
        ([record(CLOSE, published="")], "line 1: published ''"),
        ([record(CLOSE | {"probability": 90})], "line 1: forecasts.0.probability 90: "),
        ([record(CLOSE | {"probability": "0.9"})], "line 1: forecasts.0.probability '0.9': "),
        ([record(CLOSE | {"start": -1})], "line 1: forecasts.0.start -1: "),
        ([record(CLOSE | {"end": 10**30})], "line 1: forecasts.0"),
        ([record(CLOSE | {"quote": ""})], "line 1: forecasts.0.quote '': "),
        ([record(SHIFTED)], "line 1: forecasts.0 quotes 'The mill will close by 30 June 2020'"),
        ([GOOD, GOOD], "line 2: the id 'one' is there twice"),
    ],
)
def test_bad_input_is_one_line_that_names_the_line(
    cli: FlaskCliRunner, tmp_path: Path, lines: list[Any], message: str
) -> None:
    done = cli.invoke(args=["evaluate", gold(tmp_path, *lines)])
    assert done.exit_code == 2
    assert len(done.stderr.splitlines()) == 1
    assert message in done.stderr
    assert len(done.stderr) < 600


def test_bytes_that_are_no_text_are_bad_input(cli: FlaskCliRunner, tmp_path: Path) -> None:
    file = tmp_path / "gold.jsonl"
    file.write_bytes(b'{"id": "\xff"}\n')
    done = cli.invoke(args=["evaluate", str(file)])
    assert (done.exit_code, len(done.stderr.splitlines())) == (2, 1)
    assert "line 1" in done.stderr


def test_the_example_in_the_documentation_is_read(cli: FlaskCliRunner, tmp_path: Path) -> None:
    page = (ROOT / "docs/evaluation.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```json\n(.*?)```", page, re.DOTALL)
    done = cli.invoke(args=["evaluate", gold(tmp_path, *example.splitlines()), "--json"])
    assert done.exit_code == 0, done.stderr
    assert json.loads(done.stdout)["matched"] == 2
