"""The conversation with an OpenAI-compatible endpoint."""

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from core.config import Settings
from core.errors import InvalidInputError
from predictions.llm.notes import Usage
from predictions.llm.prompt import request_body

if TYPE_CHECKING:
    from openai import OpenAI

MILLION = 1_000_000
LONGEST_MESSAGE = 300
NO_KEY = "none"  # the client wants one even where the endpoint does not
INSTALL = "the library 'openai' is not installed; install it with: pip install 'openai>=3'"


class EndpointError(Exception):
    """The endpoint cannot be reached or refuses; asking it again now is of no use."""


class NoAnswerError(Exception):
    """The model did not answer this request with anything usable."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What the model wrote, and whether it had to stop before the end."""

    content: str
    stopped_early: bool
    usage: Usage


@dataclass(slots=True)
class Endpoint:
    """An endpoint, and whether it takes a response format: once refused, it is not asked again."""

    settings: Settings
    client: "OpenAI"
    strict: bool = True
    spent: Usage = field(default_factory=Usage)

    def ask(self, text: str, said_on: date | None, author: str | None) -> Reply:
        """Ask about one window of a text.

        Raises:
            EndpointError: where the endpoint cannot be reached or refuses.
            NoAnswerError: where it answers with nothing.
        """
        import openai  # noqa: PLC0415 - optional, and heavy

        try:
            reply = self._ask(text, said_on, author)
        except (openai.BadRequestError, openai.UnprocessableEntityError) as error:
            if not self.strict:
                raise EndpointError(self._told(error)) from error
            self.strict = False
            return self.ask(text, said_on, author)
        except openai.OpenAIError as error:
            raise EndpointError(self._told(error)) from error
        except ValueError as error:  # a body that is not JSON
            raise NoAnswerError("the endpoint answers with something else than JSON") from error
        self.spent += reply.usage
        return reply

    def _ask(self, text: str, said_on: date | None, author: str | None) -> Reply:
        body = request_body(self.settings.llm_model, text, said_on, author, strict=self.strict)
        return _reply(self.client.chat.completions.create(**body), self.settings)

    def _told(self, error: Exception) -> str:
        """What went wrong in one line; an endpoint may repeat the key in its message."""
        message = " ".join(f"{type(error).__name__}: {error}".split())
        key = self.settings.llm_key
        if key and key.get_secret_value():
            message = message.replace(key.get_secret_value(), "***")
        return message[:LONGEST_MESSAGE]


def configured(settings: Settings) -> Settings:
    """Return the settings if they say whom to ask.

    Raises:
        InvalidInputError: naming the setting that is missing.
    """
    for name in ("llm_url", "llm_model"):
        if not getattr(settings, name):
            raise InvalidInputError(f"the backend 'llm' needs the setting CALLEDIT_{name.upper()}")
    return settings


def connect(settings: Settings) -> Endpoint:
    """Return the endpoint of the settings; nothing is sent yet.

    Raises:
        InvalidInputError: where a setting or the library is missing.
    """
    configured(settings)
    try:
        from openai import OpenAI  # noqa: PLC0415 - optional, and heavy
    except ImportError as error:
        raise InvalidInputError(INSTALL) from error
    key = settings.llm_key.get_secret_value() if settings.llm_key else ""
    client = OpenAI(
        base_url=settings.llm_url,
        api_key=key or NO_KEY,
        timeout=settings.llm_timeout_seconds,
        max_retries=settings.llm_retries,
    )
    return Endpoint(settings, client)


def _reply(completion: Any, settings: Settings) -> Reply:
    try:
        choice = completion.choices[0]
        content, reason = choice.message.content, choice.finish_reason
    except (AttributeError, IndexError, TypeError) as error:
        raise NoAnswerError("the endpoint answers in a form of its own") from error
    if not isinstance(content, str) or not content.strip():
        raise NoAnswerError(f"the model returned no text (finish reason {reason!r})")
    return Reply(content, reason == "length", _usage(completion.usage, settings))


def _usage(counts: Any, settings: Settings) -> Usage:
    asked = int(getattr(counts, "prompt_tokens", 0) or 0)
    answered = int(getattr(counts, "completion_tokens", 0) or 0)
    prices = (settings.llm_input_price, settings.llm_output_price)
    cost = None
    if any(price is not None for price in prices):
        cost = (asked * (prices[0] or 0) + answered * (prices[1] or 0)) / MILLION
    return Usage(1, asked, answered, cost)
