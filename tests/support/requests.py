"""Requests that nobody in their right mind would send, from a seed."""

import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from flask import Flask

WORDS = (
    "", " ", "x", "0", "-1", "1", "1.5", "1e999", "NaN", "null", "true", "[]", "{}", "\x00", "\x07",
    "\ufeff", "\u202e", "é" * 50, "𝕏", "a" * 600, "a" * 6_000, "2020-01-01", "2020-13-45",
    "0000-00-00", "9999-12-31", "2020-11-03T00:00:00Z", "9" * 20, "9223372036854775808",
    "../../etc/passwd", "%00", "%ff", "<script>", "' OR 1=1 --", "{{7*7}}", "${x}", "https://x.y/",
    "javascript:x", "http://[::1", "occurred", "did_not_occur", "annulled", "ada", "likely",
    "everything", "sample", "outcome", "quote", "UTC", "Europe/Berlin", "Mars/Base", "week", "low",
)  # fmt: skip
KEYS = (
    "text", "pundit", "said_on", "publication", "title", "url", "quote", "probability", "claim",
    "deadline", "zone", "criteria", "condition", "topic", "event", "reason", "ruling", "known_at",
    "evidence", "note", "about", "upheld", "prediction", "version", "rule", "share", "seed", "name",
    "source", "into", "kind", "restates", "condition_occurred", "email", "who", "password", "next",
    "new", "current", "form_token", "weekday", "hour",
)  # fmt: skip
QUERIES = ("q", "topic", "from", "to", "horizon", "reading", "page", "a", "b", "commentary", "next",
           "publication", "prediction", "done", "sent", "kind", "status")  # fmt: skip
RAW = (
    b"", b"\x00", b"{", b"[" * 5_000, b'{"a":' * 5_000, b"\xff\xfe", b'{"text":"\xed\xa0\x80"}',
    b'{"a":1,"a":2}', b"123", b'"x"', b"null", b"true", b"[1]", b'{"probability":1e400}',
    b'{"text":"\\ud800"}', b'{"text":"\\u0000"}', b"NaN", b'{"":""}', b'{"__proto__":{}}',
)  # fmt: skip
HEADERS = (
    ("Accept", "\\x00"), ("If-None-Match", '"x", W/"y", *'), ("If-Modified-Since", "yesterday"),
    ("Range", "bytes=9-1,,-"), ("X-Forwarded-For", "1.2.3.4, ::1, x"), ("Host", "x" * 300),
    ("Cookie", "calledit-sign-in=\x7f; calledit-form=%ff;;=;"), ("Authorization", "Bearer "),
    ("Authorization", "Bearer \xff"), ("Authorization", "Basic eDp5"), ("Referer", "//x.example"),
    ("X-Form-Token", "\xe9" * 9), ("Content-Type", "multipart/form-data"),
    ("Content-Type", "multipart/form-data; boundary=x"), ("Content-Type", "a/b; charset=utf-7"),
    ("Content-Encoding", "gzip"), ("Expect", "100-continue"), ("Accept-Language", "x" * 999),
)  # fmt: skip
METHODS = ("GET", "GET", "GET", "POST", "POST", "POST", "PATCH", "HEAD", "PUT", "DELETE", "OPTIONS")


@dataclass
class Odd:
    """One request: what the test client is given."""

    path: str
    method: str
    options: dict[str, Any] = field(default_factory=dict)


def odd_requests(app: Flask, seed: int, n: int, token: str, form_token: str) -> Iterator[Odd]:
    """Yield `n` requests to every route of `app`; most carry what it takes to be let in."""
    chance = random.Random(seed)  # noqa: S311 - the same ones for the same seed
    rules = [rule for rule in app.url_map.iter_rules() if rule.endpoint != "pages.static"]
    for _ in range(n):
        rule = chance.choice(rules)
        methods = sorted(rule.methods or {"GET"})
        method = chance.choice(methods if chance.random() < 0.8 else METHODS)
        yield Odd(_path(chance, rule.rule), method, _options(chance, token, form_token))


def _path(chance: random.Random, rule: str) -> str:
    def part(match: re.Match[str]) -> str:
        if chance.random() < 0.75:
            return str(chance.randint(1, 4)) if match[1] == "int" else "ada"
        return chance.choice(WORDS).replace("?", "").replace("#", "")

    return re.sub(r"<(?:([a-z]+):)?[a-z_]+>", part, rule)


def _options(chance: random.Random, token: str, form_token: str) -> dict[str, Any]:
    options: dict[str, Any] = {"headers": [], "query_string": _query(chance)}
    if chance.random() < 0.8:
        options["headers"].append(("Authorization", f"Bearer {token}"))
    if chance.random() < 0.2:
        options["headers"].append(chance.choice(HEADERS))
    kind = chance.random()
    if kind < 0.2:
        options["data"] = chance.choice(RAW)
    elif kind < 0.6:
        options["data"] = json.dumps(_tree(chance, 0)).encode()
        options["content_type"] = "application/json"
    else:
        names = [chance.choice(KEYS) for _ in range(chance.randint(0, 6))]
        options["data"] = {name: chance.choice(WORDS) for name in names} | {
            "form_token": form_token if chance.random() < 0.9 else chance.choice(WORDS)
        }
    return options


def _query(chance: random.Random) -> dict[str, str]:
    if chance.random() < 0.5:
        return {}
    return {chance.choice(QUERIES): chance.choice(WORDS) for _ in range(chance.randint(1, 3))}


def _tree(chance: random.Random, depth: int) -> Any:
    kind = chance.random()
    if depth == 0 or (kind < 0.15 and depth < 4):
        return {chance.choice(KEYS): _tree(chance, depth + 1) for _ in range(chance.randint(0, 7))}
    if kind < 0.25 and depth < 4:
        return [_tree(chance, depth + 1) for _ in range(chance.randint(0, 4))]
    if kind < 0.45:
        numbers = (0, 1, -1, 0.5, 0.7, 2, 1e308, -0.0, 2**31, 2**63 - 1, 2**63, 2**70, 1e-320)
        return chance.choice(numbers)
    if kind < 0.5:
        return chance.choice((True, False, None))
    return chance.choice(WORDS)
