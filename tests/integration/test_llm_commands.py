"""`flask extract` and `flask evaluate` with their options, down to the wire."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from support.language_model import LanguageModel, answer, forecast, in_turn, refusal, speaking

from app import create_app

KEY = "sk-very-secret-0123456789"
TEXT = "The mill will close by 30 June 2020. It is unlikely to reopen."
CLOSE = forecast("The mill will close", "will", 0.8)
Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run a command with the settings of a language model; the file is named by itself."""
    file = tmp_path / "column.txt"
    file.write_text(TEXT, encoding="utf-8")

    def invoke(*arguments: str, model: LanguageModel | None = None, **settings: Any) -> Result:
        asked = {"llm_url": model.url, "llm_model": "stub", "llm_key": KEY} if model else {}
        app = create_app({"database_url": "sqlite://", "llm_retries": 0} | asked | settings)
        command, *options = arguments
        where = [str(file), "--said-on", "2020-06-01"] if command == "extract" else []
        done = app.test_cli_runner().invoke(args=[command, *where, *options])
        assert KEY not in done.output
        return done

    return invoke


def test_explain_shows_the_trace(run: Run) -> None:
    shown = run("extract", "--explain").stdout
    assert "quote  The mill will close" in shown
    assert "«will»" in shown
    assert json.loads(run("extract", "--explain", "--json").stdout)[0]["trace"]


def test_a_backend_is_named_in_the_json(run: Run) -> None:
    found = json.loads(run("extract", "--backend", "embedded", "--json").stdout)
    assert found["notes"]["backend"] == "embedded"
    assert found["drafts"] == json.loads(run("extract", "--json").stdout)


def test_a_language_model_reads(run: Run) -> None:
    with speaking(in_turn(answer(CLOSE))) as model:
        done = run("extract", "--backend", "llm", "--json", model=model)
    found = json.loads(done.stdout)
    assert [draft["rule"] for draft in found["drafts"]] == ["llm"]
    assert found["notes"]["usage"]["input_tokens"] == 1000
    assert found["notes"]["fell_back"] is None


def test_falling_back_is_said_on_standard_error_and_in_the_json(run: Run) -> None:
    with speaking(in_turn(refusal(401, f"wrong key {KEY}"))) as model:
        done = run("extract", "--backend", "llm", "--json", model=model)
    found = json.loads(done.stdout)
    assert done.exit_code == 0
    assert done.stderr.startswith("Warning: the language model was not used")
    assert "wrong key ***" in found["notes"]["fell_back"]
    assert found["drafts"] == json.loads(run("extract", "--json").stdout)


def test_a_dry_run_prints_what_would_be_sent_and_sends_nothing(run: Run) -> None:
    with speaking(in_turn(answer(CLOSE))) as model:
        planned = json.loads(run("extract", "--backend", "llm", "--dry-run", model=model).stdout)
        assert model.bodies == []
        run("extract", "--backend", "llm", model=model)
    assert planned["bodies"] == model.bodies
    assert planned["url"] == f"{model.url}/chat/completions"
    assert planned["headers"]["Authorization"] == "Bearer ***"
    assert model.headers[0]["authorization"] == f"Bearer {KEY}"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--backend", "llm"), "CALLEDIT_LLM_URL"),
        (("--backend", "llm", "--dry-run"), "CALLEDIT_LLM_URL"),
        (("--dry-run",), "--dry-run goes with --backend llm"),
        (("--backend", "oracle"), "'oracle' is not one of"),
    ],
)
def test_what_cannot_be_asked_is_one_line(
    run: Run, arguments: tuple[str, ...], message: str
) -> None:
    done = run("extract", *arguments)
    assert done.exit_code == 2
    assert message in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_missing_model_name_is_one_line(run: Run) -> None:
    done = run("extract", "--backend", "llm", llm_url="http://127.0.0.1:9/v1")
    assert (done.exit_code, "CALLEDIT_LLM_MODEL" in done.stderr) == (2, True)


def test_a_missing_library_is_one_line_and_a_dry_run_does_without(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "openai", None)
    with speaking(in_turn(answer(CLOSE))) as model:
        done = run("extract", "--backend", "llm", model=model)
        planned = run("extract", "--backend", "llm", "--dry-run", model=model)
    assert done.exit_code == 2
    assert "pip install" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert planned.exit_code == 0


def test_an_evaluation_of_a_language_model(run: Run, tmp_path: Path) -> None:
    label = {"start": 0, "end": 19, "quote": TEXT[:19], "probability": 0.9}
    silent = "The ferry left on Monday."
    lines = [
        {"id": "mill", "published": "2020-06-01", "text": TEXT, "forecasts": [label]},
        {"id": "ferry", "published": "2020-06-01", "text": silent, "forecasts": []},
    ]
    file = tmp_path / "gold.jsonl"
    file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    responses = in_turn(answer(CLOSE), refusal(401, "key revoked"))
    with speaking(responses) as model:
        done = run("evaluate", str(file), "--backend", "llm", model=model, llm_input_price=1.0)
    assert "backend llm: 1 found, 0 missed, 0 false alarms" in done.stdout
    assert "by the embedded engine: ferry" in done.stdout
    assert "1 request, 1,000 tokens asked, 100 answered, cost 0.0010" in done.stdout
    assert "Warning: ferry: the language model was not used" in done.stderr
