"""The text about an archive."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

from seogo.articles.about import about_text
from seogo.articles.archive import Archive
from seogo.articles.front_matter import parse_article
from seogo.languages import Language

KO, EN = Language


def test_the_file_of_the_language_comes_first(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    assert about_text(archive, {}, KO) == ""
    (tmp_path / "about.en.md").write_text("The *paper* of a town.\n")
    assert about_text(archive, {}, KO) == about_text(archive, {}, EN) == "The *paper* of a town."
    settled = dict.fromkeys(Language, "동네 신문")
    assert about_text(archive, settled, KO) == "동네 신문"
    assert about_text(archive, settled, EN) == "The *paper* of a town."
    (tmp_path / "about.ko.md").write_bytes(b"\xef\xbb\xbf\xff\n")
    assert about_text(archive, settled, KO) == "�"


def test_it_is_no_article_and_an_article_is_not_it(tmp_path: Path) -> None:
    zone = ZoneInfo("Asia/Seoul")
    assert parse_article("소개합니다.".encode(), "about.ko.md", zone) is None
    article = b"---\ntitle: About\n---\n\nText.\n"
    assert parse_article(article, "about.en.md", zone) is not None
    (tmp_path / "about.en.md").write_bytes(article)
    assert about_text(Archive(tmp_path), {}, EN) == ""
