"""An editor at the desk, who sends forms as a browser does."""

from dataclasses import dataclass
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from support.accounts import add_account, sign_in, token_on
from werkzeug.test import TestResponse

from core.clock import utc_now
from core.web import database_of

TEXT = (
    "The strike will probably end by 30 June 2020. I hope that the council learns from it.\n\n"
    "It is unlikely that the minister resigns before the end of 2020, and the bridge will open by"
    " 1 September 2020."
)


@dataclass
class Editor:
    """Somebody who is signed in, and sends forms as a browser does."""

    client: FlaskClient
    token: str = ""

    def get(self, path: str, status: int = 200) -> str:
        answer = self.client.get(path)
        assert answer.status_code == status, answer.text
        return answer.text

    def send(self, path: str, status: int = 303, **fields: Any) -> TestResponse:
        self.token = self.token or token_on(self.client, "/desk/add")
        data = {"form_token": self.token, **fields}
        answer = self.client.post(path, data=data)
        assert answer.status_code == status, answer.text
        return answer

    def add(self, text: str = TEXT, **fields: str) -> int:
        about: dict[str, Any] = {"pundit": "Ada Lund", "said_on": "2020-05-01", **fields}
        where = self.send("/desk/commentaries", text=text, **about).location
        return int(where.partition("review/")[2].partition("?")[0])


def editor_of(app: Flask, name: str) -> Editor:
    with database_of(app).write() as session:
        add_account(session, utc_now(), name, "editor")
    client = app.test_client()
    assert sign_in(client, name) == 303
    return Editor(client)
