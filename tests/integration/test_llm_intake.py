"""A commentary read by a language model goes on record like any other."""

import json
from pathlib import Path

from support.language_model import answer, forecast, in_turn, speaking

from app import create_app
from core.web import database_of

TEXT = "The mill will close by 30 June 2020. It is unlikely to reopen."


def test_what_a_language_model_found_waits_for_review(sqlite_url: str, tmp_path: Path) -> None:
    file = tmp_path / "column.txt"
    file.write_text(TEXT, encoding="utf-8")
    found = answer(forecast("The mill will close by 30 June 2020", "will", 0.2))
    add = ("commentary", "add", str(file), "--pundit", "Ada", "--said-on", "2020-06-01")
    with speaking(in_turn(found)) as model:
        told = {"llm_url": model.url, "llm_model": "stub", "llm_key": "k", "llm_retries": 0}
        app = create_app({"database_url": sqlite_url, "secret_key": "k"} | told)
        done = app.test_cli_runner().invoke(args=[*add, "--backend", "llm", "--json"])
    database_of(app).dispose()
    assert done.exit_code == 0, done.stderr
    (candidate,) = json.loads(done.stdout)["candidates"]
    assert candidate["rule"] == "llm"
    assert candidate["probability"] > 0.5, "the lexicon decides, not the model"
    assert any("stub" in step["detail"] for step in candidate["trace"])
