"""What is no article: documents and XML by their names, code and pictures counted."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from seogo.articles.archive import Archive
from seogo.importers.beside import kind_beside
from seogo.importers.fetcher import Fetcher
from seogo.importers.item import Piece, Refused
from seogo.importers.readers import read_piece
from seogo.importers.runner import Importer, ImportOptions
from seogo.importers.sources import pieces_of
from seogo.importers.writing.article_writer import Outcome
from tests.importers.reading import one, read

pytestmark = pytest.mark.slow


def packed(files: dict[str, str]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as zipped:
        for name, text in files.items():
            zipped.writestr(name, text)
    return data.getvalue()


DOCUMENTS = {
    "f.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "Word"),
    "g.rtf": (rb"{\rtf1\ansi Hello}", "RTF"),
    "h.xlsx": (packed({"[Content_Types].xml": "<a/>", "xl/workbook.xml": "<a/>"}), "spreadsheet"),
    "i.pptx": (packed({"ppt/presentation.xml": "<a/>"}), "presentation"),
    "j.epub": (packed({"mimetype": "application/epub+zip", "OEBPS/a.xhtml": "<p>x</p>"}), "EPUB"),
    "k.pages": (packed({"Index/Document.iwa": "x", "preview.jpg": "x"}), "Pages"),
}  # fmt: skip


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_is_called_what_it_is(name: str, tmp_path: Path) -> None:
    data, said = DOCUMENTS[name]
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / name).write_bytes(data)
    (tmp_path / "all.zip").write_bytes(b"")
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as zipped:
        zipped.writestr(name, data)
    for source in (folder / name, folder, tmp_path / "all.zip"):
        found: list[object] = []
        for piece in pieces_of(str(source), Fetcher()):
            found += read_piece(piece) if isinstance(piece, Piece) else [piece]
        (refused,) = found
        assert isinstance(refused, Refused), refused
        assert said in str(refused.why) and ("import" in str(refused.why)), refused


@pytest.mark.parametrize(
    ("text", "name", "root"),
    [
        ('<?xml version="1.0"?>\n<!DOCTYPE tmx SYSTEM "t.dtd">\n<tmx><body><p>글</p></body></tmx>', "a", "tmx"),
        ('<?xml version="1.0"?><opml version="2.0"><head><title>t</title></head><body/></opml>', "a.opml", "opml"),
        ('<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>길</name></Document></kml>', "a.kml", "kml"),
        ('<?xml version="1.0"?><note xmlns="http://beatniksoftware.com/tomboy"><title>x</title></note>', "a", "note"),
        ('<?xml version="1.0"?><!-- a -->\n<TEI xmlns="x"><text><body><p>Text</p></body></text></TEI>', "a.xml", "tei"),
        ('<?xml version="1.0"?><dc:record xmlns:dc="x"><title>x</title></dc:record>', "a.xml", "record"),
        ("<urlset><url><loc>https://a.example/</loc></url></urlset>", "sitemap.xml", "urlset"),
    ],
)  # fmt: skip
def test_xml_of_another_kind_is_refused_by_its_name(text: str, name: str, root: str) -> None:
    (refused,) = read(text, name)
    assert isinstance(refused, Refused) and f"({root})" in str(refused.why)


@pytest.mark.parametrize(
    "start",
    [
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x">\n'
        '<html xmlns="http://www.w3.org/1999/xhtml">',
        '<?xml version="1.0"?><html>',
        "<!-- saved --><!DOCTYPE html><html>",
        "<!DOCTYPE html>\n",
    ],
)
def test_pages_stay_pages(start: str) -> None:
    text = "다리가 열려 많은 사람이 걸어서 건너갔다. 시장은 다리가 두 마을을 잇는다고 했다."
    page = f"{start}<head><title>다리가 열렸다</title></head><body><p>{text}</p><p>{text[::-1]}</p></body></html>"
    assert text in one(page, "x").body


BESIDE = {
    "src/a.ts": ".ts",
    "App.vue": ".vue",
    "Main.java": ".java",
    "main.go": ".go",
    "schema.graphql": ".graphql",
    "그림/사진.PNG": ".png",
    "robots.txt": "robots.txt",
    "Makefile": "Makefile",
    "package.json": "package.json",
    "__MACOSX/._a.md": "__MACOSX",
    ".DS_Store": ".DS_Store",
    "LICENSE": "LICENSE",
    "site/_layouts/post.html": "_layouts/",
    "node_modules/x/docs/a.md": "node_modules/",
}
ARTICLES = (
    "a.md",
    "글.txt",
    "a.html",
    "data.json",
    "feed.xml",
    "a.csv",
    "no-ending",
    "2026.1.19",
    "a.pdf",
)


def test_code_and_pictures_are_known_by_their_names() -> None:
    assert {path: kind_beside(path) for path in BESIDE} == BESIDE
    assert [path for path in ARTICLES if kind_beside(path)] == []


def test_what_is_passed_over_is_named_and_counted_by_kind(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    folder.mkdir()
    for name in ("a.ts", "b.ts", "c.png"):
        (folder / name).write_text("const a = 1;\n")
    (folder / "글.md").write_text("# 글\n\n본문이 있다. 두 문장이다.\n", "utf-8")
    root = tmp_path / "archive"
    root.mkdir()
    outcomes: list[Outcome] = []
    importer = Importer(Archive(root), ImportOptions(processes=1))
    importer.run([str(folder)], outcomes.append)
    assert importer.report.kinds_passed_over == {".ts": 2, ".png": 1}
    assert importer.report.passed_over == 3 and importer.report.counts == {"new": 1}
    named = [one for one in outcomes if one.status == "passed over"]
    assert [Path(one.where).name for one in named] == ["a.ts", "b.ts", "c.png"]
    assert ".ts" in str(named[0].why)
