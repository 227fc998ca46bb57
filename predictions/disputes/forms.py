"""What is handed in about disputes and replies."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from core.forms import FilledNote, Form, Id

LONGEST = 2_000

About = Literal["outcome", "probability", "deadline", "attribution", "quote"]


def _trimmed(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


Words = Annotated[FilledNote, Field(max_length=LONGEST), AfterValidator(_trimmed)]


class NewDispute(Form):
    """What is disputed about an event, or about one prediction of it, and why."""

    about: About
    text: Words
    prediction: Id | None = None


class Answer(Form):
    """An editor's answer: upheld (then the entry is corrected, in the open) or not, and why."""

    upheld: bool
    text: Words


class NewReply(Form):
    """What a pundit's representative has to say."""

    text: Words
