"""What would be lost without a word: chapters, notes that look alike, dates, names, letters."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from seogo.importers.extraction.charset import decode
from seogo.importers.extraction.dates import any_date
from seogo.importers.fetcher import Fetcher
from seogo.importers.item import Item, Piece
from seogo.importers.sources import pieces_of
from tests.importers.reading import read
from tests.rows import each_row

KOREAN = "박물관은 새 전시를 열고 농기구를 모아 보여 준다. 탈곡기를 돌려 볼 수 있다."


@each_row(
    ("value", "date"),
    [
        ("3/17/2024", "2024-03-17"),
        ("17/03/2024", "2024-03-17"),
        ("17.3.2024", "2024-03-17"),
        ("17-Mar-2024", "2024-03-17"),
        ("17-Mar-24", "2024-03-17"),
        ("2024年3月17日", "2024-03-17"),
        ("Sun Mar 17 21:05:09 KST 2024", "2024-03-17T21:05:09+09:00"),
        ("일, 17 3월 2024 21:05:09 +0900", "2024-03-17T21:05:09+09:00"),
        ("Sun, 17 Mar 2024 21:05:09 KST", "2024-03-17T21:05:09+09:00"),
        ("Sun, 17 Mar 2024 21:05:09 +09:00", "2024-03-17T21:05:09+09:00"),
        ("Sun, 17 Mar 2024 09:05 PM", "2024-03-17T21:05"),
        ("Sun, 17 Mar 2024 21:05:09", "2024-03-17T21:05:09"),
        ("Sun, 17 Mar 24 21:05:09 EST", "2024-03-17T21:05:09-05:00"),
        ("2024-03-17T21:05:09.000+09", "2024-03-17T21:05:09+09:00"),
        ("2024-03-17 21:05:09 Asia/Seoul", "2024-03-17T21:05:09+09:00"),
        ("2024년 3월 17일 오후 9시 5분", "2024-03-17T21:05"),
        ("단기 4290년 3월 17일", "1957-03-17"),
        ("2024.3.17 PM 9:05", "2024-03-17T21:05"),
        ("2024-03-17T210509+0900", "2024-03-17T21:05:09+09:00"),
        ("2024‑03‑17T21:05:09−05:00", "2024-03-17T21:05:09-05:00"),
        ("17/Mar/2024", "2024-03-17"),
        ("2024-Mar-17", "2024-03-17"),
        ("17. March 2024 21:05", "2024-03-17T21:05"),
        ("3월 17일, 2024", "2024-03-17"),
        ("202403172105", "2024-03-17T21:05"),
        (202403172105, "2024-03-17T21:05"),
        (20240317, "2024-03-17"),
        ("20240317210509", "2024-03-17T21:05:09"),
        (45368, "2024-03-17"),
        (45368.5, "2024-03-17T12:00:00"),
        ("2024-W11-7", "2024-03-17"),
        (1710677109, "2024-03-17T12:05:09Z"),
        (1710677109000, "2024-03-17T12:05:09Z"),
    ],
)
def test_dates_that_can_mean_one_day(value: object, date: str) -> None:
    assert any_date(value) == date


@each_row(
    "value",
    [
        *("3/4/2024", "2024-03", "오후 3시 5분", "0001-01-01T00:00:00Z", "1970-01-01T00:00:00Z"),
        *(True, None, 17, 86_400, 99_999_999_999_999, "4359년 1월 19일", "soon"),
    ],
)
def test_what_means_no_day_is_none(value: object) -> None:
    assert any_date(value) == ""


@pytest.mark.parametrize("label", ["iso-8859-1", "us-ascii", "windows-1252", "macintosh", "gb2312"])
def test_korean_bytes_are_korean_whatever_the_label(label: str) -> None:
    page = f'<meta charset="{label}"><p>{KOREAN}'
    assert KOREAN in decode(page.encode("cp949"), label)
    assert KOREAN in decode(page.encode() + b"\xff", label)


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_wide_characters_with_and_without_a_mark(codec: str, mark: str) -> None:
    page = f'{mark}<?xml version="1.0"?><rss><title>마을 소식</title><p>{KOREAN}</p></rss>'
    assert KOREAN in decode(page.encode(codec))


@pytest.mark.parametrize(
    ("codec", "text"),
    [
        ("cp1252", "Über die Brücke fährt täglich ein Bus, café inbegriffen."),
        ("gb18030", '<meta charset="gb2312">博物馆的新展览开放了，大家都来看。'),
        ("shift_jis", '<meta charset="shift_jis">博物館の新しい展示が始まりました。'),
    ],
)
def test_other_languages_keep_their_label(codec: str, text: str) -> None:
    assert decode(text.encode(codec)) == text


def test_chapters_that_are_readmes_are_articles() -> None:
    for name, path in (
        ("seeds/README.md", "seeds"),
        ("book/ko/water/readme.md", "book/water"),
        ("book/water/README.ko.md", "book/water"),
    ):
        item = read(f"# 물 주기\n\n{KOREAN}", name)[0]
        assert isinstance(item, Item)
        assert (item.name, item.title) == (path, "물 주기")


def test_a_blog_s_usual_ending() -> None:
    item = read(f"---\ntitle: 첫 글\n---\n\n{KOREAN}", "_posts/2024-03-17-first.markdown")[0]
    assert isinstance(item, Item)
    assert (item.title, item.published) == ("첫 글", "2024-03-17")


def test_a_value_that_is_no_date_is_passed_over() -> None:
    text = f"---\ntitle: 글\npublished: true\ndate: 2024-03-17 09:00:00 +0900\n---\n\n{KOREAN}"
    item = read(text, "a.md")[0]
    assert isinstance(item, Item)
    assert item.published == "2024-03-17T09:00:00+09:00"


def test_records_of_ris_and_their_names() -> None:
    first, second = read(
        "TY  - JOUR\nTI  - Wells\nAU  - Hill, Ann; Lake, Bo\nAU  - 나은별, 박하늘\nAB  - A text about wells.\n"
        "KW  - water; stone\n2.\nTY  - JOUR\nTI  - Springs\nAU  - Hill, Ann, Jr.\nAB  - A text on springs.\nER  - \n",
        "a.ris",
    )
    assert isinstance(first, Item)
    assert isinstance(second, Item)
    assert first.authors == ("Ann Hill", "Bo Lake", "나은별", "박하늘")
    assert first.tags == ("water", "stone")
    assert (second.title, second.authors) == ("Springs", ("Ann Hill Jr.",))


def test_names_in_a_zip_of_korean_windows(tmp_path: Path) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as zipped:
        zipped.writestr("xxxx.md", f"# 가을\n\n{KOREAN}")
    packed = data.getvalue().replace(b"xxxx", "가을".encode("cp949"))
    (tmp_path / "a.zip").write_bytes(packed)
    found = list(pieces_of(str(tmp_path / "a.zip"), Fetcher()))
    assert [one.name for one in found if isinstance(one, Piece)] == ["가을.md"]
