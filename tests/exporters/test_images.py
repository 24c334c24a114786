"""Images of the archive go into books and sites; what is none, or lies elsewhere, is its description."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from seogo.articles.archive import Archive
from seogo.exporters.runner import ExportOptions, export
from seogo.exporters.selection import Selection, every_article
from seogo.importers.local.image_files import MAX_IMAGE

XHTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"

KINDS = {
    "그림 1.png": (b"\x89PNG\r\n\x1a\n1", "image/png"),
    "b.JPG": (b"\xff\xd8\xff2", "image/jpeg"),
    "c.gif": (b"GIF89a3", "image/gif"),
    "d.webp": (b"RIFF....WEBP4", "image/webp"),
    "named-wrong.png": (b"\xff\xd8\xff5", "image/jpeg"),
}
"""Images by their names, with what is in them and what they are."""

NONE = {
    "e.avif": b"....ftypavif", "f.png": b"<svg onload='x()'/>", "g.svg": b"<svg/>", "h.png": b"",
    "huge.png": b"\x89PNG\r\n\x1a\n" + b"x" * MAX_IMAGE,
}  # fmt: skip


def illustrated(root: Path, *links: str) -> Selection:
    """An archive of one article in a folder, which shows the images that these links name."""
    for name, data in {**NONE, **{name: data for name, (data, _) in KINDS.items()}}.items():
        (root / "news" / "images").mkdir(parents=True, exist_ok=True)
        (root / "news" / "images" / name).write_bytes(data)
    body = "\n\n".join(f'![글 <{number}>](<{link}> "이름")' for number, link in enumerate(links))
    (root / "news" / "a.ko.md").write_text(f"---\ntitle: 글\n---\n{body}\n", "utf-8")
    return every_article(Archive(root))


def book(selection: Selection, target: Path) -> tuple[dict[str, bytes], ElementTree.Element]:
    """The files of a book and the page of its one article."""
    export(selection, target, ExportOptions("epub", overwrite=True))
    with zipfile.ZipFile(target) as zipped:
        assert zipped.testzip() is None
        files = {name: zipped.read(name) for name in zipped.namelist()}
    (page,) = (name for name in files if name.startswith("book/news-a-ko"))
    return files, ElementTree.fromstring(files[page])


def test_a_book_has_the_images_that_it_shows(tmp_path: Path) -> None:
    links = [f"images/{name}" for name in KINDS]
    selection = illustrated(
        tmp_path / "archive", *links, "/news/images/c.gif", "../news/images/c.gif"
    )
    files, page = book(selection, tmp_path / "b.epub")
    assert selection.problems == []
    shown = [str(one.get("src")) for one in page.iter(f"{XHTML}img")]
    assert [files[f"book/{name}"] for name in shown[: len(KINDS)]] == [
        data for data, _ in KINDS.values()
    ]
    assert len(set(shown)) == len(KINDS)
    assert [one.get("alt") for one in page.iter(f"{XHTML}img")] == [f"글 <{n}>" for n in range(7)]
    package = ElementTree.fromstring(files["book/package.opf"])
    types = {item.get("href"): item.get("media-type") for item in package.iter(f"{OPF}item")}
    assert [types[name] for name in shown[: len(KINDS)]] == [kind for _, kind in KINDS.values()]


@pytest.mark.parametrize(
    "link",
    [
        "images/none.png", "../../outside.png", "images/../../../outside.png", "/etc/passwd", "..\\..\\outside.png",
        "images/link.png", "images/g.svg", "https://a.example/x.png", "//a.example/x.png", "file:///etc/passwd",
        "data:image/png;base64,iVBORw0KGgo=", "images/%00.png", "images", ".hidden.png", "a.ko.md",
    ],
)  # fmt: skip
def test_nothing_else_comes_into_a_book(link: str, tmp_path: Path) -> None:
    (tmp_path / "outside.png").write_bytes(KINDS["그림 1.png"][0])
    root = tmp_path / "archive"
    illustrated(root)
    (root / "news" / ".hidden.png").write_bytes(KINDS["그림 1.png"][0])
    os.symlink(tmp_path / "outside.png", root / "news" / "images" / "link.png")
    selection = illustrated(root, link)
    files, page = book(selection, tmp_path / "b.epub")
    assert not [name for name in files if "images/" in name]
    assert not list(page.iter(f"{XHTML}img"))
    assert "글 <0>" in "".join(page.itertext())
    assert selection.problems == []


@pytest.mark.parametrize("name", ["e.avif", "f.png", "h.png", "huge.png"])
def test_an_image_that_a_book_cannot_hold_is_reported_once(name: str, tmp_path: Path) -> None:
    selection = illustrated(tmp_path / "archive", f"images/{name}", f"images/{name}")
    files, page = book(selection, tmp_path / "b.epub")
    assert not [one for one in files if "images/" in one]
    assert "글 <0>" in "".join(page.itertext())
    (problem,) = selection.problems
    assert f"news/images/{name}" in str(problem)


def test_a_site_has_them_too(tmp_path: Path) -> None:
    selection = illustrated(
        tmp_path / "archive", *(f"images/{name}" for name in KINDS), "images/link.png"
    )
    export(selection, tmp_path / "site", ExportOptions("site"))
    images = tmp_path / "site" / "images" / "news" / "images"
    assert {path.name: path.read_bytes() for path in images.iterdir()} == {
        name: data for name, (data, _) in KINDS.items()
    }
