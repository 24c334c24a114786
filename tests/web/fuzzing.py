"""Addresses and headers as nobody types them, made from a seed; tests/benchmarks/fuzz_requests.py makes more of them."""

from __future__ import annotations

import csv
import io
import json
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote
from xml.etree import ElementTree

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from seogo.manual.topics import TOPICS
from seogo.searching.parameter_kinds import Choice, Day, Number, Parameter
from seogo.searching.parameters import PART, PASSAGES, QUOTE
from seogo.web.http.assets import static_files
from seogo.web.http.params import BASKET, CONCORDANCE, FREQUENCY, NAMES, SEARCH, TEXT
from seogo.web.openapi.specification import to_openapi

QUERIES = (
    *("한글", "국가 AI", "a OR b", '"국가 AI"', "-a b", "한*", "ㅎㄱ", "dlsrhdwlsmd", "설겆이"),
    *("number:1..2", "number:1e9999..", "number:1조2700억", "date:0001..9999", "lang:ko title:a"),
    *("美 대통령 127억", "the", "tag:AI source:Seogo", '"a"은', "title:(a OR b)", "a -b -(c d)"),
)
ODD = ("", "Q", "q[]", "한글", "a\0", "%", "__proto__", "v", "author")
VALUES = (
    *("", " ", "0", "-1", "1", "2", "100", "101", "1e3", "999999999999", "2.0", "0x10", "١", "NaN"),
    *("ko", "en", "all", "title", "on", "off", "newest", "relevance", "exact", "bridge", "forms"),
    *("2026", "2026-13", "2026-02-30", "0000", "9999-12-31", "0001-01-01", "date:2026..", "-"),
    *("한글", "국가 AI", '"', "(", ")", "*", "-a", "a OR", "OR", "title:", "number:1..2", "tag:AI"),
    *(
        "\0",
        "\x01",
        "\ufeff",
        "\u202e",
        "\ud7ff",
        "👩‍👩‍👧",
        "ㅎㄱ",
        "각",
        "a\r\nX: y",
        "../../etc/passwd",
    ),
    *("<script>alert(1)</script>", "{{7*7}}", "${7*7}", "%s%n", "';--", "\\", "a" * 900),
    *("(" * 300, '"a" ' * 120, "a* " * 100, "가" * 500, "a OR " * 100, "-" * 500, "*" * 200),
)
METHODS = ("GET",) * 80 + (
    "HEAD",
    "POST",
    "PUT",
    "DELETE",
    "PATCH",
    "OPTIONS",
    "TRACE",
    "가",
    "get",
)
HEADERS = (
    *(("Accept-Language", value) for value in ("ko", "en;q=x", "*", ";;;", "ko;q=9" * 500, "\xff")),
    *(("If-None-Match", value) for value in ("*", '"', 'W/"', '"a", ' * 2_000, "\xff")),
    *(
        ("Host", value)
        for value in ("", "a b", "[::1", "evil<script>", "x" * 5_000, "가", ":0", "a:b:c")
    ),
    *(("Accept", value) for value in ("", "*/*", "application/json;q=", "a" * 60_000)),
    *(("Range", value) for value in ("bytes=0-", "bytes=9-1", "x")),
    ("X-Forwarded-Host", "evil.example"),
    ("Cookie", "a=b; " * 5_000),
    ("Content-Length", "-1"),
    ("Content-Type", "multipart/form-data"),
    ("Transfer-Encoding", "chunked"),
    ("Origin", "null"),
    ("Origin", "\xff\x00"),
)


@dataclass(frozen=True)
class Surface:
    """What can be asked for: for each route some paths that it answers and the parameters that it has, and for each declared
    parameter some values that it takes or just does not."""

    routes: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    values: dict[str, tuple[str, ...]]


def surface(app: Flask, ids: Sequence[str], images: Sequence[str] = ()) -> Surface:
    """Surface of an application whose archive has articles and images of these names."""
    names = {
        "article_id": (*ids, "no/such", "한글", "a.ko.json", "pair"),
        "path": (*images, "a.png", "no/such.jpg"),
        "name": tuple(static_files()),
        "topic": TOPICS,
        "number": ("0", "1", "2", "99999999999999999999", "-1"),
    }
    described = to_openapi("", "", "")["paths"]
    routes = []
    for rule in sorted(rule.rule for rule in app.url_map.iter_rules()):
        variable = re.search(r"<(?:(?:path|int):)?(\w+)>", rule)
        some = names[variable[1]] if variable else ("",)
        paths = tuple(rule.replace(variable[0] if variable else "<>", one) for one in some)
        name = rule.replace("<path:article_id>", "{id}")
        known = described.get(name) or (described.get(f"{name}.json") if "{" not in name else None)
        declared = [one["name"] for one in known["get"]["parameters"]] if known else NAMES
        routes.append((paths, tuple(one for one in declared if one != "id")))
    routes.append((("/nothing", "//", "/search/", "/articles", "/static/", "/.well-known/x"), ()))
    return Surface(
        tuple(routes),
        {
            one.name: _values(one)
            for one in (*BASKET, *CONCORDANCE, *FREQUENCY, *SEARCH, *PASSAGES, *PART, *QUOTE, TEXT)
        },
    )


def _values(parameter: Parameter) -> tuple[str, ...]:
    """Values that a parameter takes, and those next to them."""
    match parameter:
        case Choice(choices=choices):
            return (*choices, *(choice.upper() for choice in choices), "")
        case Number(largest=largest):
            numbers = (1, 2, largest - 1, largest, largest + 1, 0, -1, 2**31, 2**63, 10**30)
            return (*map(str, numbers), f"00000{largest}", "1.0", "١", "1_0")
        case Day():
            days = (
                "2026년 1월",
                "26.1.9.",
                "Jan 2026",
                "지난해",
                "2026",
                "2026-01",
                "2024-02-29",
                "0001",
                "9999",
                "9999-12-31",
            )
            return (*days, "2023-02-29", "0000", "10000", "2026-1", "-2026")
        case _:
            return (*QUERIES, "Seogo", "AI", "없음", "(", "인공지능")


@dataclass(frozen=True)
class Hostile:
    """A request; ``path`` and ``query`` are raw, one character for each byte."""

    method: str
    path: str
    query: str
    headers: tuple[tuple[str, str], ...]

    def send(self, client: FlaskClient) -> TestResponse:
        """Ask for it past everything that a client would put right."""
        environ = {
            f"HTTP_{name.upper().replace('-', '_')}": value.encode("utf-8").decode("latin-1")
            for name, value in self.headers
            if name not in ("Content-Length", "Content-Type")
        }
        environ |= {
            name.upper().replace("-", "_"): value
            for name, value in self.headers
            if name in ("Content-Length", "Content-Type")
        }
        return client.open(
            "/",
            environ_overrides={
                **environ,
                "REQUEST_METHOD": self.method,
                "PATH_INFO": self.path,
                "QUERY_STRING": self.query,
            },
        )


def hostile(surface: Surface, seed: int, number: int) -> Hostile:
    """The request of this number, always the same for a seed."""
    rng = random.Random(f"{seed}/{number}")
    paths, names = rng.choice(surface.routes)
    path = rng.choice(paths)
    if rng.random() < 0.15:
        path = _spoiled(path, rng)
    if rng.random() < 0.5:  # as it is meant: each parameter of the route once
        some = rng.sample(names, min(len(names), rng.choice((0, 1, 1, 2, 3))))
        pairs = [f"{name}={quote(rng.choice(surface.values[name]))}" for name in some]
    else:
        count = rng.choice((0, 1, 1, 1, 2, 2, 3, 60))
        pairs = [_pair(surface, rng) for _ in range(count)]
    query = rng.choice(("&",) * 20 + (";", "&&")).join(pairs)
    if rng.random() < 0.1:
        query = "".join(chr(rng.randrange(256)) for _ in range(rng.randrange(60)))
    headers = tuple(rng.sample(HEADERS, rng.choice((0, 0, 1, 2))))
    return Hostile(rng.choice(METHODS), _raw(path), _raw(query), headers)


def is_fine(response: TestResponse) -> bool:
    """Whether an answer is an answer, or an error in one of the two shapes that errors have; all of it is read, since an
    export is made while it is sent."""
    body = response.get_data()
    if response.headers.get("Content-Encoding") or not body:
        return response.status_code < 500
    if response.status_code < 400:
        return response.status_code in _GOOD and is_whole(response.mimetype or "", body)
    if response.status_code >= 500:
        return False
    if response.mimetype == "application/problem+json":
        problem = response.get_json()
        return bool(problem["status"] == response.status_code)
    return response.mimetype == "text/html"


def is_whole(media_type: str, body: bytes) -> bool:
    """Whether the content of an answer is what its media type promises, where that can be told."""
    if media_type.startswith("image/") and not media_type.endswith("xml"):
        return True
    text = body.decode("utf-8")
    try:
        if media_type.endswith(("json", "jsonl")):
            lines = (
                text.removesuffix("\n").split("\n") if media_type == "application/jsonl" else [text]
            )
            for line in lines:
                json.loads(line, parse_constant=_refuse)
        elif media_type.endswith("xml"):
            ElementTree.fromstring(text)
        elif media_type == "text/csv":
            rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
            return len({len(row) for row in rows}) == 1
    except (ValueError, ElementTree.ParseError, csv.Error):
        return False
    return True


_GOOD: Final = (200, 206, 301, 302, 304, 308)


def _refuse(constant: str) -> None:
    """NaN and Infinity, which Python reads and JSON does not have."""
    raise ValueError(constant)


def _pair(surface: Surface, rng: random.Random) -> str:
    name = rng.choice(ODD) if rng.random() < 0.1 else rng.choice((*["q"] * 6, *surface.values))
    likely = name in surface.values and rng.random() < 0.6
    value = rng.choice(surface.values[name] if likely else VALUES)
    return f"{_written(name, rng)}={_written(value, rng)}"


def _spoiled(path: str, rng: random.Random) -> str:
    at = rng.randrange(len(path) + 1)
    noise = rng.choice(
        (
            "//",
            "/./",
            "/../",
            "\0",
            "\xff",
            "%",
            "%00",
            "\ud55c",
            ".json",
            ".csl",
            "/",
            "\\",
            " ",
            "?",
        )
    )
    return path[:at] + noise + path[at:] * rng.choice((1, 1, 1, 200))


def _written(text: str, rng: random.Random) -> str:
    """A text as a query string may have it: encoded, half encoded, in another encoding, or not at all."""
    how = rng.random()
    if how < 0.85:
        return quote(text, errors="replace")
    if how < 0.9:
        return quote(text, safe='&=+"<>', encoding="cp949", errors="replace")
    if how < 0.95:
        return quote(text)[: rng.randrange(1, 40)]
    return text


def _raw(text: str) -> str:
    """One character for each byte, as WSGI has it, without what ends a line of the request."""
    raw = text.encode("utf-8", "replace").decode("latin-1")
    return raw.replace("\r", "").replace("\n", "")
