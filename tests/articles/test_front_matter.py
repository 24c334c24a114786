"""Front matter: typed by key, strict with path and line."""

from __future__ import annotations

import hashlib
import unicodedata
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seogo.articles.front_matter import MAX_FILE, ParsedFile, Remark, parse_article, parse_date
from seogo.articles.model import Article, ArticleDate
from seogo.errors import ArticleError
from seogo.languages import Language
from seogo.messages import Message
from tests.rows import each_row

SEOUL = ZoneInfo("Asia/Seoul")
PATH = "news/모티프.ko.md"


def parsed(text: str | bytes, path: str = PATH) -> ParsedFile:
    data = text if isinstance(text, bytes) else text.encode()
    result = parse_article(data, path, SEOUL)
    assert result is not None
    return result


def article(text: str | bytes, path: str = PATH) -> Article:
    return parsed(text, path).article


def front(*lines: str) -> str:
    return "\n".join(("---", "title: 제목", *lines, "---", "본문", ""))


def refused(text: str | bytes, path: str = "a.ko.md") -> str:
    data = text if isinstance(text, bytes) else text.encode()
    with pytest.raises(ArticleError) as caught:
        parse_article(data, path, SEOUL)
    return str(caught.value)


def test_every_key() -> None:
    data = """---
title: KT와 모티프,  두 번째
  기회 앞에 서다
lang: ko
source: 케이엠저널
url: https://www.kmjournal.net/news/articleView.html?idxno=1
published: 2026-01-19
updated: 2026-01-20T09:30:00+09:00
retrieved: 2026-01-19T23:30Z
authors: [김하나, 이둘, 김하나]
tags: 인공지능, 정책
summary: |
  국가대표 AI 사업의
  다음 단계.
rights: CC0
id: news/motif
aliases:
  - news/옛-이름
translation_of: news/motif.en
section: 1면
more: {쪽: [3, no]}
---

첫 문단.
""".encode()
    result = parsed(data)
    assert result.article == Article(
        id="news/motif",
        path=PATH,
        lang=Language.KO,
        title="KT와 모티프, 두 번째 기회 앞에 서다",
        body="\n첫 문단.\n",
        content_hash=hashlib.sha256(data).hexdigest(),
        source="케이엠저널",
        url="https://www.kmjournal.net/news/articleView.html?idxno=1",
        published=ArticleDate("2026-01-19", date(2026, 1, 19)),
        updated=ArticleDate(
            "2026-01-20T09:30:00+09:00",
            date(2026, 1, 20),
            datetime(2026, 1, 20, 9, 30, tzinfo=timezone(timedelta(hours=9))),
        ),
        retrieved=ArticleDate(
            "2026-01-19T23:30Z",
            date(2026, 1, 20),
            datetime(2026, 1, 19, 23, 30, tzinfo=UTC),
        ),
        authors=("김하나", "이둘"),
        tags=("인공지능, 정책",),
        summary="국가대표 AI 사업의 다음 단계.",
        rights="CC0",
        aliases=("news/옛-이름",),
        translation_of="news/motif.en",
        unknown={"section": "1면", "more": '{"쪽": ["3", "no"]}'},
    )
    assert result.key == "news/모티프"
    assert (result.id_line, result.aliases_line, result.translation_line) == (16, 17, 19)
    assert result.warnings == ()
    assert result.notes == (
        Remark(20, Message("yaml.unknown-key", key="section")),
        Remark(21, Message("yaml.unknown-key", key="more")),
    )


@pytest.mark.parametrize("title", ["1984", "no", "0123", "10:00", "null", "12.7B", "믿:음 K"])
def test_titles_stay_what_they_are(title: str) -> None:
    assert article(f"---\ntitle: {title}\n---\n본문").title == title


def test_byte_order_mark_and_line_ends() -> None:
    plain = front("tags: [하나]")
    for text in ("\ufeff" + plain, plain.replace("\n", "\r\n"), plain.replace("\n", "\r")):
        one = article(text)
        assert (one.title, one.tags, one.body) == ("제목", ("하나",), "본문\n")


def test_nfd_text_and_nfd_file_name() -> None:
    nfd = unicodedata.normalize("NFD", front("tags: [인공지능]"))
    path = unicodedata.normalize("NFD", "뉴스/글.ko.md")
    one = article(nfd, path)
    assert (one.title, one.tags, one.body) == ("제목", ("인공지능",), "본문\n")
    assert (one.id, one.path) == ("뉴스/글.ko", path)


def test_control_characters_of_a_body_become_spaces() -> None:
    assert article(front() + "가\x0b나\x1b다\t라").body == "본문\n가 나 다\t라"


def test_empty_body_is_a_warning() -> None:
    for text in ("---\ntitle: 제목\n---", "---\ntitle: 제목\n---\n \n"):
        assert parsed(text).warnings == (
            Remark(0, Message("article.no-text"), Message("article.text-below")),
        )


def test_spaces_after_the_dashes_are_allowed() -> None:
    assert article("--- \ntitle: 제목\n---\t\n본문").body == "본문"


def test_a_rule_in_the_body_does_not_end_it() -> None:
    assert article(front() + "\n---\n\n끝").body == "본문\n\n---\n\n끝"


class TestLanguage:
    def test_from_the_name_or_the_front_matter(self) -> None:
        assert article(front(), "a.EN.md").lang is Language.EN
        assert article(front("lang: en"), "a.md").lang is Language.EN
        assert article(front("lang: EN"), "a.en.md").lang is Language.EN
        assert article(front("lang:"), "a.ko.md").lang is Language.KO

    @pytest.mark.parametrize(
        ("path", "text"),
        [
            ("a.md", "그냥 메모\n"),
            ("a.md", front()),
            ("a.md", ""),
            ("README.md", front("lang: ko")),
            ("docs/README.ko.md", front()),
            ("a.txt", front("lang: ko")),
        ],
    )
    def test_not_an_article(self, path: str, text: str) -> None:
        assert parse_article(text.encode(), path, SEOUL) is None

    def test_a_note_that_is_not_even_text_is_no_article(self) -> None:
        assert parse_article(b"\xff\x00", "a.md", SEOUL) is None
        assert parse_article(b"x" * (MAX_FILE + 1), "a.md", SEOUL) is None

    def test_refused(self) -> None:
        assert (
            refused(front("lang: fr"), "a.md") == "a.md:3: unknown language “fr”; lang is ko or en"
        )
        assert refused(front(), "news/a.fr.md") == (
            "news/a.fr.md: unknown language “fr” in the file name; "
            "a name that ends with .ko.md or .en.md"
        )
        assert refused(front("lang: en")) == (
            "a.ko.md:3: lang is en but the file name says ko; the same language in both"
        )


TITLE_HINT = 'a line "title: …"'
DATE_HINT = "a day like 2026-01-19 or a time like 2026-01-19T09:30:00+09:00"
URL_HINT = "a url that begins with https:// or http://, at most 2,000 characters"


@each_row(
    ("text", "message"),
    [
        (
            "본문뿐\n",
            "a.ko.md:1: no front matter; begin the file with --- lines around title and lang",
        ),
        ("", "a.ko.md:1: no front matter; begin the file with --- lines around title and lang"),
        (
            "---\ntitle: 제목\n본문\n",
            "a.ko.md:1: the front matter is not closed; a line --- below it",
        ),
        ("---\n---\n본문", f"a.ko.md:1: the title is missing; {TITLE_HINT}"),
        ("---\nlang: ko\ntitle: ''\n---\n본문", f"a.ko.md:3: the title is empty; {TITLE_HINT}"),
        ("---\nlang: ko\ntitle:\n---\n본문", f"a.ko.md:3: the title is empty; {TITLE_HINT}"),
        (
            f"---\ntitle: {'가' * 1001}\n---\n본문",
            "a.ko.md:2: the title has 1,001 characters; at most 1,000",
        ),
        (
            "---\n- title\n---\n본문",
            'a.ko.md:2: the front matter is not a list of keys; lines like "title: …"',
        ),
        ("---\ntitle: [가, 나]\n---\n", "a.ko.md:2: title is a list; title is one text"),
        (front("tags: {a: b}"), "a.ko.md:3: tags is a mapping; tags is a text or a list of texts"),
        (
            front("authors:", "  - [가]"),
            "a.ko.md:4: an item of authors is a list; an item of authors is one text",
        ),
        (front("title: 둘"), "a.ko.md:3: title appears twice (first on line 2); each key once"),
        (
            front("published: 2026-02-30"),
            f"a.ko.md:3: published: “2026-02-30” does not exist; {DATE_HINT}",
        ),
        (
            front("source: 가", "updated: 어제"),
            f"a.ko.md:4: updated: “어제” is not a date; {DATE_HINT}",
        ),
        (
            front("retrieved: 2026-01-19T25:00Z"),
            f"a.ko.md:3: retrieved: “2026-01-19T25:00Z” does not exist; {DATE_HINT}",
        ),
        (front("published: [1]"), "a.ko.md:3: published is a list; published is one text"),
        (
            front("url: javascript:alert(1)"),
            f"a.ko.md:3: url is “javascript:alert(1)”; {URL_HINT}",
        ),
        (front("url: //a.kr/b"), f"a.ko.md:3: url is “//a.kr/b”; {URL_HINT}"),
        (front("url: http://[a"), f"a.ko.md:3: url is “http://[a”; {URL_HINT}"),
        (front("url: https://a.kr/b c"), f"a.ko.md:3: url is “https://a.kr/b c”; {URL_HINT}"),
        (
            front("id: news/a.json"),
            "a.ko.md:3: the id “news/a.json” is refused; "
            "an id does not end with .json, which is an address of its own",
        ),
        (
            front("aliases: [좋다, Bad]"),
            "a.ko.md:3: the alias “Bad” is refused; an alias has no “B”: "
            "a-z, 0-9, Hangul syllables and . _ / - + ~ ! $ , ^ % { } [ ]",
        ),
        (
            front("a: &x [1]", "b: [*x, *x]"),
            "a.ko.md:3: an anchor, &x; no anchors, or quote a text with &",
        ),
        (
            front("a: !!python/object/apply:os.system [ls]"),
            "a.ko.md:3: a tag, tag:yaml.org,2002:python/object/apply:os.system; no tags",
        ),
        (
            front("lang: ko", "a: " + "[" * 1_000),
            "a.ko.md:4: nested deeper than 16 levels; a flatter list",
        ),
        (
            front("summary: 서울: 도시"),
            "a.ko.md:3: not YAML: mapping values are not allowed in this context; "
            'put a text that contains ": " in quotes',
        ),
        (
            front("summary: " + "가" * 22_000),
            "a.ko.md:1: the front matter is longer than 65,536 bytes; a shorter one",
        ),
        (front() + "둘째 줄\0", "a.ko.md:5: a NUL character; a text file"),
        (
            front().encode() + b"\r\xff",
            "a.ko.md:6: not UTF-8; save the file as UTF-8",
        ),
        (
            front().encode("utf-16"),
            "a.ko.md:1: not UTF-8; save the file as UTF-8",
        ),
        (
            front().encode() + b"x" * MAX_FILE,
            "a.ko.md: longer than 16,777,216 bytes; a smaller file",
        ),
    ],
)
def test_refused(text: str | bytes, message: str) -> None:
    assert refused(text) == message


def test_an_id_from_a_path_that_is_refused_says_so() -> None:
    assert refused(front("lang: ko"), "news/pair.md") == (
        "news/pair.md: the id “news/pair”, made from the path, is refused; an id does not end "
        "with /pair, which is an address of its own; give another one with id:"
    )


@each_row(
    ("text", "shown", "day"),
    [
        ("2026-01-19", "2026-01-19", "2026-01-19"),
        ("2026-01-19T09:30:00+09:00", "2026-01-19T09:30:00+09:00", "2026-01-19"),
        ("2026-01-19 09:30", "2026-01-19T09:30+09:00", "2026-01-19"),
        ("2026-01-19t23:30z", "2026-01-19T23:30Z", "2026-01-20"),
        ("2026-01-19 23:30:00.1234567 -0500", "2026-01-19T23:30:00.1234567-05:00", "2026-01-20"),
        ("2026-01-19T05:00+14:00", "2026-01-19T05:00+14:00", "2026-01-19"),
        ("2026-01-19T00:30+10:00", "2026-01-19T00:30+10:00", "2026-01-18"),
        ("1988-07-01T12:00", "1988-07-01T12:00+10:00", "1988-07-01"),  # summer time in Korea
        ("1900-01-01T12:00", "1900-01-01T12:00+08:27", "1900-01-01"),
        ("0001-01-01", "0001-01-01", "0001-01-01"),
    ],
)
def test_dates(text: str, shown: str, day: str) -> None:
    read = parse_date(text, SEOUL)
    assert (read.text, read.day.isoformat()) == (shown, day)
    assert (read.time is None) == (len(text) == 10)
    assert read.time is None or read.time.tzinfo is not None


@each_row(
    "text",
    [
        *("2026-1-9", "2026-01", "20260119", "19 Jan 2026", "2026-13-01", "2025-02-29"),
        *("0000-01-01", "2026-01-19T24:00", "2026-01-19T09:60", "2026-01-19T09:30:60Z"),
        *("2026-01-19T09:30+25:00", "2026-01-19T09:30+09:99", "2026-01-19T09", "２０２６-01-19"),
        *("9999-12-31T23:00-05:00", "0001-01-01T00:00+09:00", "2026-01-19T09:30.5", "2026-01-19T"),
    ],
)
def test_impossible_dates(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not a date|does not exist"):
        parse_date(text, SEOUL)


@settings(deadline=None)
@given(st.datetimes(datetime(1950, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)))
def test_every_moment_is_read_back(moment: datetime) -> None:
    read = parse_date(moment.isoformat(), SEOUL)
    assert read.time == moment
    assert read.day == moment.astimezone(SEOUL).date()


@settings(deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=100).map(lambda text: front(text).encode()))
def test_any_file_is_an_article_or_refused(data: bytes) -> None:
    try:
        result = parse_article(data, "a.ko.md", SEOUL)
    except ArticleError as error:
        assert str(error).startswith("a.ko.md:")
    else:
        assert result is not None
        assert unicodedata.is_normalized("NFC", result.article.title + result.article.body)
