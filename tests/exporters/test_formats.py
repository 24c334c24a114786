"""Books, sites, citations and sentence pairs are well-formed and hold what was selection."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest

from seogo.articles.archive import Archive
from seogo.articles.markdown import to_html, to_text
from seogo.composition import Site
from seogo.errors import WriteRefused
from seogo.exporters.runner import ExportOptions, export
from seogo.exporters.selection import Selection, every_article, matching_articles
from seogo.exporters.xhtml import to_xhtml
from seogo.importers.runner import Importer, ImportOptions
from seogo.importers.writing.article_writer import Outcome
from seogo.languages import Language
from seogo.searching.request import SearchRequest

XHTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"
XML = "{http://www.w3.org/XML/1998/namespace}"


def wild(root: Path) -> Selection:
    """Two translations that are full of signs, of which one links to the other and shows an image."""
    root.mkdir()
    head = 'title: "5 < 6 & <script>alert(1)</script> \\\\ {x}"\nauthors: [김 & 이]\ntags: ["</script>"]\n'
    body = (
        "# 첫째 & 둘째\n\n<b>글</b> [이어서](b.en.md) ![그림](p.png)  \n다음 줄\n\n"
        "| 가 | 나 |\n|---|---|\n| 1 | 2 |\n\n---\n\n```\n</script>]]>\n```\n"
    )
    (root / "b.ko.md").write_text(f"---\n{head}published: 2026-01-19\n---\n{body}", "utf-8")
    (root / "b.en.md").write_text("---\ntitle: Signs\n---\n# One\n\nText.\n", "utf-8")
    (root / "p.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    return every_article(Archive(root))


@pytest.mark.parametrize("pairs", [False, True])
def test_a_book_is_well_formed(pairs: bool, tmp_path: Path) -> None:
    selection = wild(tmp_path / "archive")
    target = tmp_path / "b.epub"
    assert export(selection, target, ExportOptions("epub", "책 & 글", pairs=pairs)) == 2
    with zipfile.ZipFile(target) as book:
        first = book.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert len(book.namelist()) == len(set(book.namelist()))
        names = {name[5:] for name in book.namelist() if name.startswith("book/")}
        trees = {
            name: ElementTree.fromstring(book.read(name))
            for name in book.namelist()
            if name.endswith((".xhtml", ".opf", ".xml"))
        }
    package = trees["book/package.opf"]
    items = list(package.iter(f"{OPF}item"))
    assert {item.get("href") for item in items} == names - {"package.opf"}
    order = [one.get("idref") for one in package.iter(f"{OPF}itemref")]
    assert set(order) <= {item.get("id") for item in items}
    assert len(order) == len(set(order))
    for tree in trees.values():
        shown = {one.get("src") for one in tree.iter(f"{XHTML}img")}
        assert shown <= {
            item.get("href") for item in items if str(item.get("media-type")).startswith("image/")
        }
        links = {str(link.get("href")).removesuffix("#en") for link in tree.iter(f"{XHTML}a")}
        assert links <= names
        ids = [one.get("id") for one in tree.iter() if one.get("id")]
        assert len(ids) == len(set(ids))
    rows = [len(tree.findall(f".//{XHTML}table[@class='pair']/")) for tree in trees.values()]
    assert any(rows) == pairs


def test_html_says_the_same_as_xhtml() -> None:
    html = to_html("가 < 나 &amp; **다**  \n라\n\n- [x](https://a.example/?a=1&b=2)\n\n---\n")
    tree = ElementTree.fromstring(f"<div>{to_xhtml(html)}</div>")
    text = unescape(re.sub("<[^>]*>", "", html))
    assert "".join(tree.itertext()) == text
    assert next(tree.iter("a")).get("href") == "https://a.example/?a=1&b=2"


def test_a_site_holds_pages_and_a_search(tmp_path: Path) -> None:
    selection = wild(tmp_path / "archive")
    folder = tmp_path / "public"
    assert export(selection, folder, ExportOptions("site", "서고")) == 2
    index = (folder / "index.html").read_text("utf-8")
    assert "<script>alert" not in index
    pages = re.findall(r'href="(articles/[^"]+)"', index)
    assert len(pages) == 2
    texts = [(folder / page).read_text("utf-8") for page in pages]
    korean = next(text for text in texts if 'html lang="ko"' in text)
    assert "Read in English" in korean
    assert "<script" not in korean
    links = re.findall(r'(?:href|src)="([^"]+)"', korean)
    assert "../images/p.png" in links
    assert all((folder / "articles" / link).exists() for link in links)
    script = (folder / "articles.js").read_text("utf-8")
    data = json.loads(script.removeprefix("window.seogoArticles = ").rstrip(";\n"))
    assert {one["text"] for one in data} == {to_text(a.body) for a in selection.articles()}
    with pytest.raises(WriteRefused, match="not empty"):
        export(selection, folder, ExportOptions("site"))


def test_nothing_is_replaced_without_overwrite(tmp_path: Path) -> None:
    selection, target = wild(tmp_path / "archive"), tmp_path / "all.jsonl"
    target.write_text("mine")
    with pytest.raises(WriteRefused, match="--overwrite"):
        export(selection, target, ExportOptions("jsonl"))
    assert target.read_text() == "mine"
    assert export(selection, target, ExportOptions("jsonl", overwrite=True)) == 2
    with pytest.raises(WriteRefused, match="cannot be written"):
        export(selection, tmp_path / "no" / "x", ExportOptions("csv"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["all.jsonl", "archive"]


def test_a_spreadsheet_calculates_nothing(tmp_path: Path) -> None:
    root = tmp_path / "archive"
    root.mkdir()
    (root / "a.ko.md").write_text('---\ntitle: =HYPERLINK("x")\n---\n-1+2\n', "utf-8")
    export(every_article(Archive(root)), tmp_path / "a.csv", ExportOptions("csv"))
    data = (tmp_path / "a.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)


@pytest.mark.parametrize("form", ["ris", "csl-json"])
def test_reference_managers_files_are_read_again(form: str, tmp_path: Path) -> None:
    selection = wild(tmp_path / "archive")
    target = tmp_path / f"all.{form.replace('csl-', '')}"
    export(selection, target, ExportOptions(form))
    outcomes: list[Outcome] = []
    (tmp_path / "back").mkdir()
    Importer(Archive(tmp_path / "back"), ImportOptions(processes=1)).run(
        [str(target)], outcomes.append
    )
    assert len(outcomes) == 2  # refused: citations have no text


def test_sentence_pairs_are_those_of_the_index(site: Site, tmp_path: Path) -> None:
    selection = every_article(site.archive)
    target = tmp_path / "all.tmx"
    count = export(selection, target, ExportOptions("tmx", records=site.search.record))
    assert selection.problems == []
    units = ElementTree.parse(target).getroot().findall("body/tu")
    assert len(units) == count
    pairs = [[tuv.get(f"{XML}lang") for tuv in unit.findall("tuv")] for unit in units]
    assert all(pair == ["ko", "en"] for pair in pairs)
    texts = {one.id: " ".join(to_text(one.body).split()) for one in selection.articles()}
    titles = {one.id: one.title for one in selection.articles()}
    for unit in units:
        ids = [prop.text or "" for prop in unit.findall("prop")]
        for one, segment in zip(ids, unit.iterfind("tuv/seg"), strict=True):
            assert (segment.text or "") in texts[one] or segment.text == titles[one]


def test_articles_that_the_index_does_not_know_are_reported(tmp_path: Path) -> None:
    selection = wild(tmp_path / "archive")
    assert export(selection, tmp_path / "all.tmx", ExportOptions("tmx")) == 0
    assert "reindex" in str(selection.problems[0])


def test_a_search_chooses(site: Site) -> None:
    selection = matching_articles(
        site.archive, site.search, SearchRequest("김장", lang=Language.KO)
    )
    assert "society/kimjang.ko" in selection.ids
    assert all(site.archive.scan().files[one].lang is Language.KO for one in selection.ids)
    for one in selection.articles():
        assert "김장" in one.title + one.body
    everything = matching_articles(site.archive, site.search, SearchRequest())
    assert set(everything.ids) <= set(every_article(site.archive).ids)
