"""Text, Markdown, rows and exports, as people and other programs write them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seogo.articles.markdown import to_text
from seogo.importers.format import Head
from seogo.importers.item import Item, PassedOver, Piece, Refused
from seogo.importers.readers import read_piece
from seogo.importers.registry import registry
from seogo.importers.writing.prepare import Prepared
from seogo.languages import Language
from tests.importers.reading import one, read
from tests.rows import each_row

KO, EN = Language.KO, Language.EN


def test_text_copied_from_a_korean_page() -> None:
    item = one(
        """국가 AI 프로젝트의 갈림길
출처: 한빛일보
https://www.hanbit.example/news/1
입력 2026.01.19. 오전 6:30 | 수정 2026.01.20. 오후 1:05
홍길동·김하나 기자 hong@hanbit.example

국가 AI 프로젝트가 다음 단계로 들어섰다. 두 회사는 아직 정하지 않았다.

두 회사, 두 갈래 길

첫째 회사는 한국어에 힘을 쏟았다.
출처: 이 줄은 본문이다
- 하나
- 둘 *별*
"""
    )
    assert (item.title, item.source) == ("국가 AI 프로젝트의 갈림길", "한빛일보")
    assert (item.published, item.updated) == ("2026-01-19T06:30", "2026-01-20T13:05")
    assert (item.authors, item.url) == (("홍길동", "김하나"), "https://www.hanbit.example/news/1")
    assert item.body == (
        "국가 AI 프로젝트가 다음 단계로 들어섰다. 두 회사는 아직 정하지 않았다.\n\n## 두 회사, 두 갈래 길\n\n"
        "첫째 회사는 한국어에 힘을 쏟았다.\n\n출처: 이 줄은 본문이다\n\n- 하나\n- 둘 \\*별\\*"
    )


def test_text_copied_from_an_english_page() -> None:
    item = one(
        """Two Companies at a Crossroads

Source: The Hanbit Daily
Published on January 19, 2026
Updated on Jan. 20, 2026 at 1:05 PM
By Jane Doe and Kim Minsu
Tags: AI, policy

The project has entered its next stage, and both must decide.

Two paths

The first has worked on understanding Korean for years.
"""
    )
    assert (item.title, item.source) == ("Two Companies at a Crossroads", "The Hanbit Daily")
    assert (item.published, item.updated) == ("2026-01-19", "2026-01-20T13:05")
    assert (item.authors, item.tags) == (("Jane Doe", "Kim Minsu"), ("AI", "policy"))
    assert item.body.split("\n\n")[1] == "## Two paths"


@each_row(
    ("line", "field", "value"),
    [
        ("기사입력 2026-01-19 06:30", "published", "2026-01-19T06:30"),
        ("등록 2026.01.19 06:30", "published", "2026-01-19T06:30"),
        ("승인 2026.01.19 06:30", "published", "2026-01-19T06:30"),
        ("2026.01.19 06:30", "published", "2026-01-19T06:30"),
        ("최종수정 2026.01.19 06:30", "updated", "2026-01-19T06:30"),
        ("홍길동 기자", "authors", ("홍길동",)),
        ("[가람=홍길동 기자]", "authors", ("홍길동",)),
        ("by Jane Doe", "authors", ("Jane Doe",)),
        ("언론사: 한빛일보", "source", "한빛일보"),
    ],
)
def test_lines_below_a_title(line: str, field: str, value: object) -> None:
    item = one(f"다리가 다시 열렸다니\n{line}\n\n본문이 여기 있다.")
    assert (getattr(item, field), item.body) == (value, "본문이 여기 있다.")


def test_a_text_that_begins_at_once_has_the_name_of_its_file() -> None:
    item = one("첫 문장부터 시작하는 글이다.\n\n둘째 문단이다.", "글/첫-글.txt")
    assert (item.title, item.body.count("\n\n")) == ("첫 글", 1)


@pytest.mark.parametrize(
    ("name", "front", "path", "lang"),
    [
        ("posts/bridge.ko.md", "lang: ko", "posts/bridge", KO),
        ("ko/posts/bridge.md", "", "posts/bridge", KO),
        ("content/en/bridge/index.md", "", "content/bridge", EN),
        ("_posts/2026-01-19-bridge.md", "lang: en", "_posts/bridge", EN),
    ],
)
def test_folders_of_other_programs(name: str, front: str, path: str, lang: Language) -> None:
    item = one(
        f"---\ntitle: 다리\n{front}\ndate: 2026-01-19\ntags: [가, '#나']\n---\n본문 *그대로*.\n",
        name,
    )
    assert (item.name, item.lang, item.published) == (path, lang, "2026-01-19")
    assert (item.tags, item.body) == (("가", "나"), "본문 *그대로*.\n")


def test_front_matter_in_toml() -> None:
    item = one(
        '+++\ntitle = "다리"\ndate = 2026-01-19T06:30:00+09:00\n[taxonomies]\ntags = ["가"]\n'
        '[params]\nauthor = "홍길동"\n+++\n본문.\n',
        "a.ko.md",
    )
    assert (item.title, item.published, item.tags, item.authors) == (
        *("다리", "2026-01-19T06:30:00+09:00", ("가",)),
        ("홍길동",),
    )


def test_notes_of_obsidian() -> None:
    item = one(
        "# 다리 이야기\n\n[[가람천|가람천]]과 [[홍수]] ![[사진.png]] `[[코드]]`\n\n```\n[[코드]]\n```\n",
        "다리 메모.md",
    )
    assert item.title == "다리 이야기"
    assert to_text(item.body) == "가람천과 홍수 사진 [[코드]]\n\n[[코드]]"
    assert one("본문뿐이다.", "다리 메모.md").title == "다리 메모"


@each_row(
    ("text", "name", "why"),
    [
        ("---\na: [&x 1, *x]\n---\n글", "a.ko.md", "anchor"),
        ("---\ntitle: [\n---\n글", "a.ko.md", "YAML"),
        ("+++\ntitle = \n+++\n글", "a.ko.md", "front matter"),
        ("글", "a.fr.md", "fr"),
        ("---\nlang: fr\n---\n글", "a.md", "fr"),
        ("글", "README.md", "README"),
        ("[1, 2]", "a.json", "not a JSON object"),
        ("[" * 100_000, "a.json", "not JSON"),
        ('{"a": 1}', "a.json", "without a list"),
        ("{", "a.json", "not JSON"),
    ],
)
def test_what_cannot_be_read_is_refused(text: str, name: str, why: str) -> None:
    refused = read(text, name)[0]
    assert isinstance(refused, Refused)
    assert why in str(refused.why)


def test_json_lines_and_csv() -> None:
    lines = (
        '{"title": "하나", "body": "<p>본문 <b>하나</b>", "date": "2026-01-19", "tags": ["가"], "lang": "ko"}\n\nnot json\n'
        '{"headline": "Two", "text": "The *text*", "author": "A; B", "source": "S", "url": "https://a.example"}\n'
    )
    first, bad, second = read(lines, "x.jsonl")
    assert isinstance(first, Item)
    assert isinstance(second, Item)
    assert isinstance(bad, Refused)
    assert bad.where == "x.jsonl:3"
    assert (first.body, first.published, first.tags, first.lang) == (
        "본문 **하나**",
        "2026-01-19",
        ("가",),
        KO,
    )
    assert (second.title, second.body, second.authors) == ("Two", "The *text*", ("A", "B"))
    text = '제목;본문;날짜\n하나;"본문; 여러\n\n줄";2026-01-19\n'
    for data in (text.encode(), text.encode("cp949"), text.encode("utf-8-sig")):
        row = one(data, "x.csv")
        assert (row.title, row.body, row.published) == ("하나", "본문; 여러\n\n줄", "2026-01-19")


@each_row(
    ("data", "name", "kind"),
    [
        (b"PK\x03\x04...", "x", "zip"),
        (b"WARC/1.1\r\n", "x", "warc"),
        (b"\x1f\x8b\x08", "a.warc.gz", "warc"),
        (b"\x1f\x8b\x08", "a.gz", ""),
        (b"%PDF-1.7", "a.txt", "pdf"),
        (b"\x89PNG\r\n\x1a\n\0\0", "a.html", ""),
        (b"<!doctype html><p>x", "a", "page"),
        (b"\n\n  <html>", "a.txt", "page"),
        (b"<?xml version='1.0'?><html xmlns='x'>", "a", "page"),
        (b"<?xml version='1.0'?><rss>", "a.html", "feed"),
        (b"---\ntitle: x\n---\n", "a.txt", "markdown"),
        (b"---\nJust a line\n---\n", "a.txt", "text"),
        ("# 제목".encode(), "a.md", "markdown"),
        (b'{"title": "x"}\n{"title": "y"}\n', "a", "jsonl"),
        (b'[{"title": "x"}]', "a", "json"),
        (b"title,url,body\n", "a", "csv"),
        (b"TY  - NEWS\r\n", "a", "ris"),
        ("[단독] 다리가 열렸다".encode(), "a.txt", "text"),
        ("다리".encode("utf-16"), "a.txt", "text"),
        (b"From: x\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n", "a", "mhtml"),
        (b"", "a", ""),
        (b"\0\1\2\3" * 20, "a", ""),
    ],
)  # fmt: skip
def test_formats_are_recognised_by_content(data: bytes, name: str, kind: str) -> None:
    form = registry().match(Head(data, name))
    assert (form.name if form else "") == kind


ENDINGS = ["html", "md", "json", "jsonl", "csv", "xml", "ris", "", "mhtml"]
STARTS = [
    b"",
    b"<rss>",
    b"---\n",
    b"+++\n",
    b"{",
    b"TY  - ",
    b"<!doctype html>",
    b"<!doctype netscape-bookmark-file-1>",
]


@settings(deadline=None)
@given(st.binary(max_size=300), st.sampled_from(ENDINGS), st.sampled_from(STARTS))
def test_no_bytes_stop_a_run(data: bytes, ending: str, start: bytes) -> None:
    for found in read_piece(Piece("a", f"a.{ending}", start + data)):
        assert isinstance(found, Prepared | Refused | PassedOver)


def test_a_newsletter_in_an_old_korean_charset_and_one_in_html() -> None:
    head = (
        "From: =?utf-8?b?7ZWc67mb?= <a@hanbit.example>\nDate: Mon, 19 Jan 2026 09:30:00 +0900\n"
        "Message-ID: <1@x>\nSubject: =?utf-8?b?64uk66as?=\nMIME-Version: 1.0\n"
    )
    text = "Content-Type: text/plain; charset=ks_c_5601-1987\n\n똠방각하가 *왔다*.\n\n둘째 문단."
    item = one((head + text).encode("cp949"), "x.eml")
    assert (item.title, item.source, item.published) == (
        "다리",
        "한빛",
        "2026-01-19T09:30:00+09:00",
    )
    assert item.body == "똠방각하가 \\*왔다\\*.\n\n둘째 문단."
    html = "Content-Type: text/html; charset=utf-8\n\n<p>다리가 <b>열렸다</b>.</p>"
    assert one(head + html, "x.eml").body == "다리가 **열렸다**."
    (refused,) = read(head + "Content-Type: image/png\n\nx", "x.eml")
    assert isinstance(refused, Refused)


def test_a_message_with_a_date_that_nobody_can_read() -> None:
    body = "Content-Type: text/plain; charset=utf-8\n\n다리가 열렸다."
    date = f"Mon, 19 Jan 2026 09:30:00 +{'0900' * 30}"
    item = one(f"From: 한빛 <a@x>\nDate: {date}\nMessage-ID: <1@x>\n{body}", "x.eml")
    assert (item.source, item.published, item.body) == ("한빛", "", "다리가 열렸다.")
