"""Targets of fuzzing: everything that parses what people, pages and programs hand in, as functions of some bytes.

A target raises nothing but what is wrong: SeogoError is its business, any other error is a find, and so is an
AssertionError, which says that a promise between two parts is not kept.
"""

from __future__ import annotations

import random
import re
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from tests.importers.samples import SAMPLES

from seogo.articles.front_matter import parse_article
from seogo.articles.markdown import to_blocks, to_outline, to_text
from seogo.articles.wordlists import load_dictionary, load_forbidden, load_glossary
from seogo.errors import SeogoError
from seogo.importers.extraction.charset import decode
from seogo.importers.extraction.dates import find_date, to_date
from seogo.importers.extraction.language_detection import language_of
from seogo.importers.extraction.to_markdown import html_to_markdown, text_to_markdown
from seogo.importers.extraction.urls import same_page_key, web_address
from seogo.importers.item import Item, Piece
from seogo.importers.registry import BUILT_IN, registry
from seogo.importers.sources import _of_bytes
from seogo.importers.writing.prepare import prepare
from seogo.query.canonical import to_text as query_text
from seogo.query.lexer import lex
from seogo.query.parser import parse
from seogo.query.plain import to_plain
from seogo.settings import load_settings

ROOT: Final = Path(__file__).resolve().parents[2]
ZONE: Final = ZoneInfo("Asia/Seoul")
FORMATS: Final = tuple(sorted(one.name for one in BUILT_IN))
_HTML: Final = ("page", "mhtml", "mail", "feed")


@dataclass(frozen=True, slots=True)
class Target:
    """A target: what is run over some bytes, what it begins with, and words that its formats know."""

    check: Callable[[bytes], None]
    seeds: Callable[[], list[bytes]]
    words: Sequence[bytes]

    def run(self, data: bytes) -> None:
        """Run it; errors of ours are its answers."""
        try:
            self.check(data)
        except SeogoError as error:
            assert str(error.message)


def front_matter(data: bytes) -> None:
    """An article file."""
    name = "글/a.ko.md" if len(data) % 2 else "b.md"
    parsed = parse_article(data, name, ZONE)
    if parsed is not None:
        assert parsed.article.title
        assert parse_article(data, name, ZONE) == parsed


def markdown(data: bytes) -> None:
    """The body of an article: its text and blocks, and its HTML."""
    body = decode(data)
    text, outline = to_outline(body)
    blocks = to_blocks(body)
    assert [(one.start, one.end) for one in outline] == [(one.start, one.end) for one in blocks]
    html = "".join(block.html for block in blocks)
    assert not re.search(r"<(?:script|iframe|object|style)\b|\son\w+=\"|javascript:", _tags(html))
    assert to_text(body) == text


def query(data: bytes) -> None:
    """A query, and the way back."""
    text = data.decode("utf-8", "replace")
    for lexeme in lex(text[:2_000]):
        assert text[lexeme.start : lexeme.end] is not None
    to_plain(text[:2_000])
    node = parse(text).node
    if node is not None:
        written = query_text(node)
        again = parse(written).node
        assert again is not None, (text, written)
        assert query_text(again) == written, (text, written)


def yaml(data: bytes) -> None:
    """A file of settings, a glossary or a dictionary; the first byte says which."""
    kind, content = data[:1], data[1:]
    name = ("seogo.yaml", "glossary.yaml", "dictionary.yaml")[(kind or b"\0")[0] % 3]
    folder = _folder()
    path = folder / name
    path.write_bytes(content)
    if name == "seogo.yaml":
        load_settings(folder, folder.parent / "index", {})
    elif name == "glossary.yaml":
        load_glossary(path)
        load_forbidden(path)
    else:
        load_dictionary(path)


def records(data: bytes) -> None:
    """A source of a format without pages, which the first byte names; and the same as Seogo recognises it."""
    names = tuple(name for name in FORMATS if name not in _HTML)
    _source(names[(data[:1] or b"\0")[0] % len(names)], data[1:])


def pages(data: bytes) -> None:
    """A source of a format with pages, which the first byte names."""
    _source(_HTML[(data[:1] or b"\0")[0] % len(_HTML)], data[1:])


def extraction(data: bytes) -> None:
    """Texts inside sources: character sets, dates, addresses, languages, HTML and plain text as Markdown."""
    text = decode(data)
    find_date(text)
    to_date(text[:200])
    address = web_address(text[:500], "https://a.example/b/")
    assert not address or address.startswith(("http://", "https://")), address
    same_page_key(address)
    language_of(text)
    to_text(html_to_markdown(text, "https://a.example/"))
    to_text(text_to_markdown(text))


def _source(name: str, data: bytes) -> None:
    """All items of a source, made ready to be written."""
    form = registry().named(name)
    assert form is not None
    for piece in _of_bytes(data, Piece("x", "x.data", format=name)):
        if isinstance(piece, Piece) and piece.data:
            _read(piece)
    if form.read and data:
        _read(Piece("x", f"x.{name}", data, format=name))


def _read(piece: Piece) -> None:
    form = registry().named(piece.format)
    if form is None or form.read is None:
        return
    assert piece.data is not None
    for item in form.read(piece, piece.data):
        if isinstance(item, Item):
            prepare(item)


def _tags(html: str) -> str:
    """The tags of some HTML, without its texts."""
    return "".join(re.findall(r"<[^<>]*>", html))


@cache
def _folder() -> Path:
    shared = Path("/dev/shm")
    folder = Path(tempfile.mkdtemp(dir=shared if shared.is_dir() else None)) / "archive"
    folder.mkdir()
    return folder


# What targets begin with


def _articles() -> list[bytes]:
    return [path.read_bytes() for path in sorted((ROOT / "archive").rglob("*.md"))]


def _bodies() -> list[bytes]:
    manual = sorted((ROOT / "src" / "seogo" / "manual").glob("*.md"))
    bodies = [data.split(b"\n---", 1)[-1] for data in _articles()]
    texts = [*bodies[::3], *(path.read_bytes() for path in manual[::4])]
    return [*(text[:1_500] for text in texts), _MARKDOWN.encode()]


def _queries() -> list[bytes]:
    texts = (
        '국가 AI|a OR b|"국가 AI"은|-a b|한*|title:"a b"|tag:AI source:Seogo|date:2026-01..2026-02'
    )
    texts += (
        '|number:1조2700억..2조|(a OR (b -c)) -(d OR e)|lang:ko|12.7 billion|"a"~|ㅎㄱ|大韓民國'
    )
    return [text.encode() for text in texts.split("|")]


def _yaml() -> list[bytes]:
    names = ("seogo.yaml", "glossary.yaml", "dictionary.yaml")
    files = [bytes([at]) + (ROOT / "archive" / name).read_bytes() for at, name in enumerate(names)]
    forbid = "- forbid: true\n  ko: [가, 나]\n  en: a b\n"
    settings = (
        "title: {ko: 가, en: A}\ntime_zone: Asia/Seoul\ncors: ['https://a.example']\nindex: ../i\n"
    )
    return [*files, b"\1" + forbid.encode(), b"\0" + settings.encode()]


def _samples(names: Sequence[str]) -> list[bytes]:
    return [bytes([at]) + SAMPLES[name].data for at, name in enumerate(names)]


def _texts() -> list[bytes]:
    return [sample.data for name, sample in SAMPLES.items() if name not in ("zip", "warc")]


_MARKDOWN: Final = """# 제목 *a*

> 인용 **b** `c` ~~d~~
> - x
>   1. y

| a | b |
|---|:-:|
| [c](d.ko.md "t") | ![e](f.png) |

```python
code
```

[ref]: <https://a.example/b> 't'
[ref] <https://c.example> &amp; &#x41; a\\
b<b>c</b>  \nd

Setext
------

* * *
"""

_MARKS: Final = (
    *(b"---\n", b"title: ", b"lang: ko\n", b"published: 2026-01-19T09:30+09:00\n", b"tags: ["),
    *(b"id: ", b"aliases:\n- ", b"translation_of: ", b"url: https://", b"!!int ", b"&a ", b"*a"),
    *(b"? ", b": ", b"- ", b"|\n ", b">\n ", b"{", b"}", b"'", b'"', b"\\ud800", b"%YAML 1.1\n"),
    *("가".encode(), "ㅎ".encode(), "\u0301".encode(), "\ufeff".encode(), b"\r\n", b"\x85"),
)
_SIGNS: Final = (
    *(b"](", b"![", b"```", b"~~", b"**", b"|---|", b"> ", b"- ", b"1. ", b"# ", b"<a href='"),
    *(b"javascript:", b"&#x", b"&amp;", b"[a]: ", b"  \n", b"\\", "가".encode(), b"\xcc\x81"),
)
_OPERATORS: Final = (
    *(b" OR ", b" -", b'"', b"(", b")", b"*", b"title:", b"tag:", b"date:", b"number:", b".."),
    *(b"lang:ko", "억".encode(), "조".encode(), "가".encode(), "：".encode(), b"2026-01-19"),
)
_RECORDS: Final = (
    *(b'{"title":', b'"body":', b'"file":', b'"id":', b"[", b"]", b"null", b"1e999", b"\\ud800"),
    *(b"TY  - ", b"ER  - \n", b"AU  - ", b"WARC/1.0\r\n", b"Content-Length: ", b"\r\n\r\n"),
    *(b"PK\3\4", b"PK\1\2", b"PK\5\6", b"<DT><A HREF=", b"<DL><p>", b"title,body\n", b'"', b";"),
    *(b"---\n", b"date: 2026", b"+++\n", b"key = 1\n", b"% Proquest\n", b'"embedded_images"'),
)
_TAGS: Final = (
    *(b"<p>", b"<article>", b"<h1>", b"<meta property='og:title' content='", b"<table><tr><td>"),
    *(b"<script type='application/ld+json'>{", b'"@type":"NewsArticle"', b'"author":[', b"<br>"),
    *(b"<time datetime='", b"<link rel=canonical href='//[", b"<base href='", b"charset=", b"]]>"),
    *(b"<rss>", b"<item>", b"<![CDATA[", b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"=?utf-8?b?", b"?="),
    *(b"Content-Type: multipart/alternative; boundary=", b"Content-Transfer-Encoding: base64\n"),
    *(b"From: ", b"Date: ", b"Content-Type: text/html; charset=", b"--b\r\n", b"&#55296;", b"<!--"),
)
_ALL: Final = (
    *_TAGS,
    "2026년 1월 19일".encode(),
    "입력 2026.01.19. 09:30".encode(),
    b"http://[::1]/",
)

TARGETS: Final = {
    "front-matter": Target(front_matter, _articles, _MARKS),
    "markdown": Target(markdown, _bodies, _SIGNS),
    "query": Target(query, _queries, _OPERATORS),
    "yaml": Target(yaml, _yaml, _MARKS),
    "records": Target(
        records, lambda: _samples([name for name in FORMATS if name not in _HTML]), _RECORDS
    ),
    "pages": Target(pages, lambda: _samples(_HTML), _TAGS),
    "extraction": Target(extraction, _texts, _ALL),
}


def mutations(target: Target, seed: int, count: int) -> Iterator[bytes]:
    """Seeds with some bytes changed, without guidance: what the suite has time for."""
    rng = random.Random(seed)
    seeds = [data[:3_000] for data in target.seeds()]
    for _ in range(count):
        data = bytearray(rng.choice(seeds))
        for _ in range(rng.choice((1, 1, 2, 4, 8))):
            at = rng.randrange(len(data) + 1)
            noise = rng.choice((rng.randbytes(rng.randrange(1, 5)), rng.choice(target.words)))
            cut = rng.choice((0, 0, 1, 4, 40))
            data[at : at + cut] = noise * rng.choice((1, 1, 1, 2, 60))
        yield bytes(data[:LONGEST])


LONGEST: Final = 20_000
