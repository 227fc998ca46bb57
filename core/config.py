"""Settings of the service, read from environment variables that begin with CALLEDIT_."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Annotated
from zoneinfo import available_timezones

from pydantic import AfterValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from core import failpoints
from core.errors import InvalidInputError

VAR = Path("var")


def known_zone(name: str) -> str:
    """Return `name` if it is an IANA time zone.

    Raises:
        ValueError: if it is not, quoting it.
    """
    if name not in _zones():
        raise ValueError(f"{name!r} is not an IANA time zone such as 'Europe/Berlin' or 'UTC'")
    return name


@cache
def _zones() -> frozenset[str]:
    """Looking for zones walks through folders: once is enough."""
    return frozenset(available_timezones())


def _psycopg_url(url: str) -> str:
    """SQLAlchemy picks its driver from the scheme; what people paste names none."""
    for scheme in ("postgresql://", "postgres://"):
        if url.startswith(scheme):
            return "postgresql+psycopg://" + url.removeprefix(scheme)
    return url


def _endpoint(url: str) -> str:
    if url and not url.startswith(("http://", "https://")):
        raise ValueError("an endpoint begins with https:// or http://")
    if "@" in url:  # an address is shown and logged
        raise ValueError("a key belongs into CALLEDIT_LLM_KEY, not into the address")
    return url


def _failpoint(given: str) -> str:
    failpoints.parse(given)
    return given


Zone = Annotated[str, AfterValidator(known_zone)]


class Settings(BaseSettings):
    """Every setting with its default; `docs/operations.md` describes each for operators."""

    model_config = SettingsConfigDict(env_prefix="CALLEDIT_", frozen=True, extra="forbid")

    database_url: Annotated[str, AfterValidator(_psycopg_url)] = f"sqlite:///{VAR / 'calledit.db'}"
    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535)] = 8000
    base_url: str = "http://127.0.0.1:8000"
    proxies: Annotated[int, Field(ge=0, le=10)] = 0
    secret_key: SecretStr | None = None
    secret_key_file: Path = VAR / "secret-key"
    actor: Annotated[str, Field(min_length=1, max_length=100)] = "command line"
    zone: Zone = "UTC"
    calendar: Path | None = None
    failpoints: Annotated[str, AfterValidator(_failpoint)] = ""
    tick_seconds: Annotated[int, Field(ge=1, le=3600)] = 10
    smtp_host: str = "127.0.0.1"
    smtp_port: Annotated[int, Field(ge=1, le=65535)] = 25
    smtp_user: str = ""
    smtp_password: SecretStr = SecretStr("")
    smtp_starttls: bool = False
    smtp_timeout_seconds: Annotated[int, Field(ge=1, le=300)] = 30
    mail_from: str = "Calledit <calledit@localhost>"
    bounce_address: str = ""
    mails_per_minute: Annotated[int, Field(ge=0, le=100_000)] = 120
    report_weekday: Annotated[int, Field(ge=1, le=7)] = 1
    report_hour: Annotated[int, Field(ge=0, le=23)] = 8
    llm_url: Annotated[str, AfterValidator(_endpoint)] = ""
    llm_model: str = ""
    llm_key: SecretStr | None = None
    llm_timeout_seconds: Annotated[int, Field(ge=1, le=3600)] = 60
    llm_retries: Annotated[int, Field(ge=0, le=10)] = 3
    llm_window_characters: Annotated[int, Field(ge=2_500, le=1_000_000)] = 12_000
    llm_input_price: Annotated[float, Field(ge=0, allow_inf_nan=False)] | None = None
    llm_output_price: Annotated[float, Field(ge=0, allow_inf_nan=False)] | None = None


def load_settings(overrides: Mapping[str, object] | None = None) -> Settings:
    """Read the settings from the environment; `overrides` win over it.

    Raises:
        InvalidInputError: naming the variable and quoting its value.
    """
    try:
        return Settings(**dict(overrides or {}))  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"]).upper()
        raise InvalidInputError(
            f"setting CALLEDIT_{name}={first['input']!r} cannot be used: {first['msg']}"
        ) from error
