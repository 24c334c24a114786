"""Two articles become translations of each other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from seogo.analysis.analyzer import Analyzer
from seogo.composition import Site, open_site
from seogo.editing.link import Link, link_articles
from seogo.errors import ArticleUnknown, EditRefused
from seogo.indexing.indexer import IndexOptions
from seogo.settings import load_settings

pytestmark = pytest.mark.usefixtures("no_general_glossary")

FILES = {
    "a.ko.md": "---\ntitle: 가\npublished: 2026-01-02\n# a remark\ntags: [x,  y]\n---\n\n글이다.\n",
    "b.en.md": "---\ntitle: B\npublished: 2026-01-01\n---\n\nA text.\n",
    "same-day.ko.md": "---\ntitle: 나\npublished: 2026-01-02\n---\n\n글이다.\n",
    "crlf.en.md": "---\r\ntitle: C\r\npublished: 2026-01-02\r\n---\r\n\r\nA text.\r\n",
    "다.ko.md": "---\ntitle: 다\n---\n\n글이다.\n",
    "pair.ko.md": "---\ntitle: 라\n---\n\n글이다.\n",
    "pair.en.md": "---\ntitle: D\n---\n\nA text.\n",
    "lost.en.md": "---\ntitle: E\ntranslation_of: gone.ko\n---\n\nA text.\n",
}


@pytest.fixture
def small(analyzer: Analyzer, tmp_path: Path) -> Iterator[Site]:
    archive = tmp_path / "archive"
    archive.mkdir()
    for name, text in FILES.items():
        (archive / name).write_bytes(text.encode())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("seogo.composition._Analyzers", lambda: lambda dictionary: analyzer)
        opened = open_site(load_settings(archive, tmp_path / "index", {}))
        opened.indexer.run(IndexOptions())
    yield opened
    opened.close()


def link(site: Site, *pairs: tuple[str, str]) -> list[Link]:
    return link_articles(site.archive, site.current().engine, pairs)


def texts(site: Site) -> dict[str, str]:
    return {path.name: path.read_bytes().decode() for path in site.archive.root.glob("*.md")}


@pytest.mark.parametrize(
    ("pair", "path", "before", "after"),
    [
        # the later one, whichever comes first
        (("b.en", "a.ko"), "a.ko.md", "y]\n---", "y]\ntranslation_of: b.en\n---"),
        (("a.ko", "b.en"), "a.ko.md", "y]\n---", "y]\ntranslation_of: b.en\n---"),
        # of one day the English one, with its own line ends
        (
            ("same-day.ko", "crlf.en"),
            "crlf.en.md",
            "02\r\n---",
            "02\r\ntranslation_of: same-day.ko\r\n---",
        ),
        (("다.ko", "b.en"), "b.en.md", "01\n---", "01\ntranslation_of: 다.ko\n---"),
    ],
)
def test_one_file_gets_one_line(
    small: Site, pair: tuple[str, str], path: str, before: str, after: str
) -> None:
    (linked,) = link(small, pair)
    assert (linked.path, linked.written) == (path, True)
    assert texts(small) == {**FILES, path: FILES[path].replace(before, after, 1)}
    assert set(small.archive.scan().groups[pair[0]]) == set(pair)


def test_what_is_linked_already_stays_as_it_is(small: Site) -> None:
    link(small, ("a.ko", "b.en"))
    once = texts(small)
    # the index does not know of it yet
    assert [one.written for one in link(small, ("b.en", "a.ko"), ("pair.ko", "pair.en"))] == [
        False,
        False,
    ]
    assert texts(small) == once


def test_two_pairs_at_once(small: Site) -> None:
    assert [one.path for one in link(small, ("a.ko", "b.en"), ("다.ko", "crlf.en"))] == [
        "a.ko.md",
        "crlf.en.md",
    ]


@pytest.mark.parametrize(
    ("pair", "says"),
    [
        (("a.ko", "same-day.ko"), "both in ko"),
        (("a.ko", "pair.en"), r"pair\.en\.md has a translation already, pair\.ko"),
        (
            ("a.ko", "lost.en"),
            r"lost\.en\.md says translation_of: gone\.ko, .* remove that line first",
        ),
        (("a.ko", "a.ko"), "a.ko is named twice"),
        (("a.ko", "b.en"), "b.en is named twice"),
    ],
)
def test_refusals_say_why_and_nothing_is_written(
    small: Site, pair: tuple[str, str], says: str
) -> None:
    with pytest.raises(EditRefused, match=says):
        link(small, ("다.ko", "b.en"), pair)
    assert texts(small) == FILES


def test_an_unknown_article_and_one_that_has_changed_are_refused(small: Site) -> None:
    with pytest.raises(ArticleUnknown, match=r"no/such.*seogo search"):
        link(small, ("a.ko", "no/such"))
    (small.archive.root / "b.en.md").write_text(FILES["b.en.md"] + "More.\n")
    with pytest.raises(EditRefused, match=r"b\.en\.md has changed since .*seogo reindex"):
        link(small, ("a.ko", "b.en"))


def test_a_link_to_a_file_is_not_written_through(small: Site) -> None:
    root = small.archive.root
    (root / "a.ko.md").rename(root / "kept.md")
    (root / "kept.md").rename(root / "kept.txt")
    (root / "a.ko.md").symlink_to("kept.txt")
    with pytest.raises(EditRefused, match="is a link"):
        link(small, ("a.ko", "b.en"))


def test_an_edit_meanwhile_is_not_overwritten(small: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    path = small.archive.root / "a.ko.md"

    def edited(self: object, *arguments: object) -> None:
        raise AssertionError("written over an edit")

    monkeypatch.setattr("seogo.editing.link.ArchiveFiles.replace", edited)
    read = type(small.archive).read_bytes
    calls: list[str] = []

    def read_bytes(self: object, name: str) -> bytes:
        calls.append(name)
        if calls.count("a.ko.md") == 3:
            path.write_text(FILES["a.ko.md"] + "More.\n")
        return read(small.archive, name)

    monkeypatch.setattr("seogo.articles.archive.Archive.read_bytes", read_bytes)
    with pytest.raises(EditRefused, match="edited meanwhile"):
        link(small, ("a.ko", "b.en"))
