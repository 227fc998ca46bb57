"""What would be asked, without asking."""

from datetime import date
from typing import Any

from core.config import Settings
from predictions.llm.endpoint import configured
from predictions.llm.prompt import PROMPT_VERSION, request_body
from predictions.llm.windows import windows


def planned_requests(
    text: str, said_on: date | None, author: str | None, settings: Settings
) -> dict[str, Any]:
    """The exact requests for a text, one per window; the key is masked.

    Raises:
        InvalidInputError: where a setting is missing.
    """
    configured(settings)
    return {
        "method": "POST",
        "url": settings.llm_url.rstrip("/") + "/chat/completions",
        "headers": {"Content-Type": "application/json", "Authorization": "Bearer ***"},
        "prompt_version": PROMPT_VERSION,
        "bodies": [
            request_body(
                settings.llm_model, text[cut.start : cut.end], said_on, author, strict=True
            )
            for cut in windows(text, settings.llm_window_characters)
        ],
    }
