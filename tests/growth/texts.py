"""Long runs: texts that make quadratic what reads them wrongly."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from typing import Final

from seogo.languages import Language

UNITS: Final = {
    "letter": "a",
    "capital": "A",
    "syllable": "가",
    "jamo": "ㅋ",
    "conjoining jamo": "ᄀ",
    "half-width jamo": "ﾡ",
    "hanja": "中",
    "digit": "7",
    "marks": "\u0301\u0323",
    "sound marks": "\uff9e\u0301",
    "joiner": "\u200d",
    "a.": "a.",
    "a-": "a-",
    "a'": "a'",
    "a/": "a/",
    "a@": "a@",
    "A.": "A.",
    "1.": "1.",
    "1,": "1,",
    "1-": "1-",
    "1,000,": "1,000,",
    "versions": "1.2.3 ",
    "numbers": "1만 2천 ",
    "ordinals": "제1 번째 ",
    "number words": "twenty-one hundred ",
    "days": "지난 19일 ",
    "percent": "45% ",
    "two scripts": "가 a ",
    "hanja in Hangul": "가 中가 ",
    "words": "Seoul has grown ",
    "names": "Kim Min-su, ",
    "names in Hangul": "김민수 씨 ",
    "glosses": "공정위(KFTC) ",
    "letters apart": "a b ",
    "sentences": "끝났다. It ended. ",
    "brackets": "[",
    "parentheses": "(",
    "closing brackets": "]",
    "links": "](",
    "link": "[a](b) ",
    "image": "![a](b) ",
    "quotes": '"',
    "stars": "*",
    "stars and letters": "*a**b*",
    "underscores": "_a",
    "tildes": "~~a",
    "backticks": "`a``b```",
    "less than": "<",
    "tags": "<a ",
    "closed tags": "<p a=b>x",
    "open comments": "<!--",
    "declarations": "<?xml ",
    "attributes": " a=1",
    "ampersands": "&amp",
    "backslashes": "\\",
    "addresses": "https://a.b/c ",
    "address": "https://",
    "spaces": " ",
    "tabs": "\t",
    "lines": "\n",
    "line ends": "a\r\n \n",
    "paragraphs": "가나 a\n\n",
    "headings": "# a\n\n",
    "same list": "- a\n",
    "quote": "> ",
    "deeper list": "- ",
    "table": "|a|b",
    "rows": "|a|b|\n|-|-|\n",
    "fences": "```\n````\n",
    "references": "[a]: b\n",
    "footnotes": "[^1] ",
    "rules": "---\n",
    "separators": "\u2028",
    "wiki": "[[a|",
    "commas": ",",
    "yaml": "a: ",
}


def run(name: str, size: int) -> str:
    """So many characters of a unit."""
    unit = UNITS[name]
    return (unit * (size // len(unit) + 1))[:size]


def numbered(size: int, first: int) -> str:
    """Paragraphs with a number of their own each."""
    lines: list[str] = []
    at = 0
    while at < size:
        lines.append(f"{first + 2 * len(lines)} xyz")
        at += len(lines[-1]) + 2
    return "\n\n".join(lines)


def article(lang: Language, text: str, summary: str = "", title: str = "느린 글") -> str:
    """An article file of a text."""
    summary = "".join(one for one in summary if one.isprintable()).replace("'", "''")
    front = f"---\ntitle: {title}\nlang: {lang}\n" + (f"summary: '{summary}'\n" if summary else "")
    return f"{front}---\n\n한글 글이다. A text.\n\n{text}\n"


def sources(text: str) -> Iterator[tuple[str, str, str]]:
    """Format, name and content of sources with a text."""
    plain = text[:1_000].replace("\n", " ")
    yield "text", "x.txt", f"제목이다\n\n{text}"
    yield "markdown", "x.md", f"# 제목 {text}\n"
    yield "markdown", "y.md", f"---\ntitle: 글\nauthor: {plain!r}\n---\n{text}\n"
    yield "page", "x.html", text
    yield "page", "y.html", f"<title>{text}</title><article><p>{escape(text)}</p>{text}</article>"
    people = json.dumps({"@type": "NewsArticle", "headline": text, "author": {"name": text}})
    yield "page", "z.html", f"<script type='application/ld+json'>{people}</script><p>{escape(text)}"
    yield "jsonl", "x.jsonl", json.dumps({"title": plain, "authors": text, "body": text})
    yield "json", "x.json", json.dumps([{"title": plain, "date": text, "text": text}])
    yield "csv", "x.csv", f'title,url,body\nx,{plain},"{text.replace(chr(34), "")}"\n{text}'
    yield "ris", "x.ris", f"TY  - NEWS\nTI  - {plain}\nAU  - {text}\nAB  - {text}\nER  - \n"
    feed = f"<?xml version='1.0'?><rss><channel><item><title>{escape(plain)}</title><description>"
    yield "feed", "x.xml", f"{feed}{escape(escape(text))}</description></item></channel></rss>"
    yield (
        "bookmarks",
        "x.html",
        f"<!doctype netscape-bookmark-file><dl><dt><a href={text}>x</a><dd>{text}",
    )
    mail = "From: a@b.example\nSubject: {}\nDate: Mon, 19 Jan 2026 09:30:00 +0900\n\n{}\n"
    yield "mail", "x.eml", mail.format(plain, text)
