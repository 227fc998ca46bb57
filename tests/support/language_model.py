"""A server on 127.0.0.1 that speaks like an OpenAI-compatible endpoint and says what it is told."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

JSON = "application/json"


@dataclass
class Response:
    """One response; `wait` seconds pass before it is sent, unless the server stops first."""

    body: Any
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    wait: float = 0
    kind: str = JSON


Body = dict[str, Any]
Answering = Callable[[Body], Response]


@dataclass
class LanguageModel:
    """What the server was asked, and how it answers: one function of the request's body."""

    answering: Answering
    url: str = ""
    bodies: list[Body] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    stopped: Event = field(default_factory=Event)


def forecast(quote: str, phrase: str, probability: float, **fields: Any) -> dict[str, Any]:
    """One entry of an answer."""
    empty = {"deadline_words": None, "deadline": None, "condition": None, "speaker": None}
    given = {"quote": quote, "phrase": phrase, "probability": probability, "claim": f"{quote}."}
    return {**given, "opposite": False, "conditional": False, **empty, **fields}


def completion(content: str | None, finish_reason: str = "stop") -> Response:
    """What an endpoint wraps around the words of a model."""
    message = {"role": "assistant", "content": content}
    return Response(
        {
            "id": "1",
            "object": "chat.completion",
            "created": 1,
            "model": "stub",
            "choices": [{"index": 0, "message": message, "finish_reason": finish_reason}],
            "usage": {"prompt_tokens": 1000, "completion_tokens": 100, "total_tokens": 1100},
        }
    )


def answer(*forecasts: dict[str, Any]) -> Response:
    """The answer of a model that keeps to the form."""
    return completion(json.dumps({"forecasts": list(forecasts)}))


def refusal(status: int, message: str, **headers: str) -> Response:
    """An error; retries are told not to wait."""
    told = {"retry-after-ms": "1"} | {name.replace("_", "-"): v for name, v in headers.items()}
    return Response({"error": {"message": message}}, status, told)


def in_turn(*responses: Response) -> Answering:
    """Give the responses one after the other, the last one again and again."""
    left = list(responses)

    def next_one(body: Body) -> Response:
        del body
        return left.pop(0) if len(left) > 1 else left[0]

    return next_one


def text_shown(body: Body) -> str:
    """The commentary inside a request, without its markers."""
    lines = body["messages"][1]["content"].split("\n")
    return "\n".join(lines[2:-1])


@contextmanager
def speaking(answering: Answering) -> Iterator[LanguageModel]:
    """Run such a server."""
    model = LanguageModel(answering)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(model))
    model.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield model
    finally:
        model.stopped.set()
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(model: LanguageModel) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers["content-length"]))
            model.headers.append({name.lower(): value for name, value in self.headers.items()})
            model.bodies.append(json.loads(raw))
            response = model.answering(model.bodies[-1])
            until = time.monotonic() + response.wait
            while time.monotonic() < until and not model.stopped.wait(0.01):
                pass
            _send(self, response)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - as in the base class
            del format, args

    return Handler


def _send(handler: BaseHTTPRequestHandler, response: Response) -> None:
    body = response.body
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    try:
        handler.send_response(response.status)
        for name, value in {"content-type": response.kind, **response.headers}.items():
            handler.send_header(name, value)
        handler.send_header("content-length", str(len(raw)))
        handler.end_headers()
        handler.wfile.write(raw)
    except ConnectionError:
        pass  # whoever asked did not want to wait
