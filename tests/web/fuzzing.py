"""Addresses and headers as nobody types them, made from a seed; tests/benchmarks/hostile.py makes more of them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

PATHS = (
    *("/", "/search", "/search.json", "/search.atom", "/search.csv", "/search.jsonl", "/suggest"),
    *("/sources", "/tags", "/authors", "/years", "/analyze", "/analyze.json", "/opensearch.xml"),
    *("/openapi.json", "/healthz", "/readyz", "/static/seogo.css", "/images/a.png", "/nothing"),
    *(
        f"/articles/{name}{form}"
        for name in ("news/kt-motif-ai-project.ko", "no/such", "한글")
        for form in ("", ".json", ".md", ".bib", ".ris", ".csl.json", "/pair", "/changes")
    ),
)
KNOWN = {
    "q": (
        "한글",
        "국가 AI",
        "a OR b",
        '"국가 AI"',
        "-a b",
        "한*",
        "ㅎㄱ",
        "dlsrhdwlsmd",
        "number:1..2",
        "설겆이",
    ),
    "text": ("美 대통령 127억", "the", ""),
    "lang": ("ko", "en", ""),
    "source": ("Seogo", "없음"),
    "tag": ("AI", "한글"),
    "from": ("2026", "2026-01", "0001"),
    "to": ("2026-12-31", "9999"),
    "in": ("all", "title"),
    "sort": ("newest", "oldest"),
    "page": ("1", "2", "99999"),
    "size": ("1", "100"),
    "level": ("exact", "forms"),
    "without": ("인공지능", "("),
    "fold": ("on", "off"),
    "ui": ("ko", "en"),
}
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


def hostile(seed: int, count: int) -> Iterator[Hostile]:
    """So many requests, always the same for a seed."""
    rng = random.Random(seed)
    for _ in range(count):
        path = rng.choice(PATHS)
        if rng.random() < 0.15:
            path = _spoiled(path, rng)
        pairs = [_pair(rng) for _ in range(rng.choice((0, 1, 1, 1, 2, 2, 3, 60)))]
        query = rng.choice(("&",) * 20 + (";", "&&")).join(pairs)
        if rng.random() < 0.1:
            query = "".join(chr(rng.randrange(256)) for _ in range(rng.randrange(60)))
        headers = tuple(rng.sample(HEADERS, rng.choice((0, 0, 1, 2))))
        yield Hostile(rng.choice(METHODS), _raw(path), _raw(query), headers)


def is_fine(response: TestResponse) -> bool:
    """Whether an answer is an answer, or an error in one of the two shapes that errors have; all of it is
    read, since an export is made while it is sent."""
    body = response.get_data()
    if response.status_code < 400:
        return response.status_code in (200, 206, 301, 302, 304)
    if response.status_code >= 500:
        return False
    if response.mimetype == "application/problem+json":
        problem = response.get_json() if body else {"status": response.status_code}
        return bool(problem["status"] == response.status_code)
    return response.mimetype == "text/html"


def _pair(rng: random.Random) -> str:
    name = rng.choice(ODD) if rng.random() < 0.1 else rng.choice((*["q"] * 8, *KNOWN))
    likely = name in KNOWN and rng.random() < 0.5
    value = rng.choice(KNOWN[name] if likely else VALUES)
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
