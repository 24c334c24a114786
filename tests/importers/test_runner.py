"""Whole imports: many sources, side by side, stopped and gone on with."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from seogo.articles.archive import Archive
from seogo.cli import main
from seogo.importers.fetcher import Fetcher
from seogo.importers.item import MAX_PAGE
from seogo.importers.readers import read_piece
from seogo.importers.runner import FEW, Importer, ImportOptions
from seogo.importers.writing.article_writer import Outcome
from tests.importers.hostile import PNG, served
from tests.importers.pages.sites import EXPECTED, newspaper, number, page_bytes
from tests.importers.pages.texts import BRIDGE_KO, HANGUL_KO, KIMCHI_KO

pytestmark = pytest.mark.slow


def run(
    archive: Path, *sources: Path | str, fetcher: Fetcher | None = None, **options: object
) -> list[Outcome]:
    archive.mkdir(exist_ok=True)
    found: list[Outcome] = []
    importer = Importer(Archive(archive), ImportOptions(**options), fetcher)  # type: ignore[arg-type]
    report = importer.run([str(source) for source in sources], found.append)
    assert sum(report.counts.values()) + report.passed_over == len(found)
    return [one for one in found if one.status != "passed over"]


def command(archive: Path, *arguments: str, **more: bytes) -> Result:
    archive.mkdir(exist_ok=True)
    where = ["--archive", str(archive), "--index", str(archive.parent / "index")]
    return CliRunner().invoke(main, ["import", *where, *arguments], input=more.get("input"))


def statuses(outcomes: list[Outcome]) -> list[str]:
    return [outcome.status for outcome in outcomes]


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All pages of the corpus as files of a folder."""
    folder = tmp_path_factory.mktemp("pages")
    for kind, expected in enumerate(EXPECTED):
        for text in expected.texts:
            name = f"{kind:02}-{expected.template.__name__}-{len(text.title)}.html"
            (folder / name).write_bytes(page_bytes(expected, text))
    return folder


@pytest.mark.slow
def test_a_folder_is_imported_the_same_in_one_process_and_in_two(
    corpus: Path, tmp_path: Path
) -> None:
    assert len(list(corpus.iterdir())) > FEW
    one = run(tmp_path / "one", corpus, processes=1, on_duplicate="keep")
    two = run(tmp_path / "two", corpus, processes=2, on_duplicate="keep")
    assert one == two
    assert {"new"} <= set(statuses(one)) <= {"new", "same", "changed", "duplicate"}
    files = {
        path.relative_to(tmp_path / "one"): path.read_bytes()
        for path in (tmp_path / "one").rglob("*.md")
    }
    assert files == {
        path.relative_to(tmp_path / "two"): path.read_bytes()
        for path in (tmp_path / "two").rglob("*.md")
    }
    scan = Archive(tmp_path / "one").scan()
    assert scan.problems == scan.notes == ()
    assert len(scan.files) == statuses(one).count("new")
    again = run(tmp_path / "one", corpus, processes=1, on_duplicate="keep")
    assert set(statuses(again)) == {"same"}


@pytest.mark.slow
def test_an_interrupted_import_leaves_whole_files_and_goes_on(tmp_path: Path) -> None:
    lines = tmp_path / "many.jsonl"
    rows = (
        {
            "title": f"글 {n}",
            "body": f"{n}번째 글의 본문이다. " * 30,
            "url": f"https://a.example/{n}",
        }
        for n in range(1500)
    )
    lines.write_text("\n".join(json.dumps(row) for row in rows))
    archive = tmp_path / "archive"
    archive.mkdir()
    process = subprocess.Popen(
        [sys.executable, "-m", "seogo", "import", "--archive", str(archive), str(lines)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    for _ in range(600):
        if len(list(archive.rglob("*.md"))) >= 20 or process.poll() is not None:
            break
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    output, errors = process.communicate(timeout=60)
    assert "Traceback" not in errors
    scan = Archive(archive).scan()
    assert scan.problems == scan.warnings == ()
    if process.returncode:  # it may have ended before it was told to
        assert process.returncode == 4
        assert "Stopped" in output
    assert list(archive.rglob(".*")) == []
    outcomes = run(archive, lines)
    assert statuses(outcomes).count("same") == len(scan.files) >= 20
    assert len(Archive(archive).scan().files) == 1500


@pytest.mark.slow
def test_a_page_that_ends_its_process_is_refused_alone(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "site").mkdir()
    for path in corpus.iterdir():
        (tmp_path / "site" / path.name).symlink_to(path)
    for path in sorted(corpus.iterdir())[: FEW + 3]:
        (tmp_path / "site" / f"copy-{path.name}").write_bytes(path.read_bytes())
    (tmp_path / "site" / "a-killer.html").write_bytes(b"<p>" + KILLER)
    monkeypatch.setattr("seogo.importers.runner.read_piece", deadly)
    outcomes = run(tmp_path / "archive", tmp_path / "site", processes=2)
    refused = [outcome for outcome in outcomes if outcome.status == "refused"]
    assert [Path(outcome.where).name for outcome in refused] == ["a-killer.html"]
    assert len(outcomes) == FEW + 4


KILLER = b"killer"


def deadly(piece: object, lang: object) -> object:
    """As `read_piece`, with one page that takes its process down."""
    path = getattr(piece, "path", "")
    if path and KILLER in Path(path).read_bytes():
        os._exit(9)
    return read_piece(piece, lang)  # type: ignore[arg-type]


def test_a_folder_of_another_program_keeps_its_pairs(tmp_path: Path) -> None:
    site = tmp_path / "site"
    for name, title, body in (
        ("post/bridge.ko.md", "다리", "본문이다."),
        ("post/bridge.en.md", "Bridge", "The text of it."),
        ("README.md", "x", "x"),
        ("post/.hidden.md", "x", "x"),
    ):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(f"---\ntitle: {title}\n---\n{body}\n")
    (site / "style.css").write_text("p {}")
    outcomes = run(tmp_path / "archive", site)
    assert [outcome.path for outcome in outcomes] == [
        "imported/post/bridge.en.md",
        "imported/post/bridge.ko.md",
    ]
    groups = Archive(tmp_path / "archive").scan().groups
    assert groups["imported/post/bridge.ko"] == (
        "imported/post/bridge.ko",
        "imported/post/bridge.en",
    )


def warc(pages: list[tuple[str, bytes, str]]) -> bytes:
    """A WARC file, each record packed by itself as crawlers do."""
    packed = b""
    for url, data, kind in pages:
        http = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n\r\n".encode() + data
        head = (
            f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2026-02-01T00:00:00Z\r\n"
            "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
        )
        packed += gzip.compress(head.encode() + http + b"\r\n\r\n")
    return packed


def test_warc_files(tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc.gz"
    old = (
        newspaper(HANGUL_KO)
        .replace('<meta charset="utf-8">', "")
        .encode("cp949", "xmlcharrefreplace")
    )
    path.write_bytes(
        warc(
            [
                (
                    "https://www.hanbit.example/1",
                    newspaper(BRIDGE_KO).encode(),
                    "text/html; charset=utf-8",
                ),
                ("https://www.hanbit.example/2", old, "text/html; charset=euc-kr"),
                ("https://www.hanbit.example/1.png", PNG, "image/png"),
            ]
        )
    )
    outcomes = run(tmp_path / "archive", path)
    assert statuses(outcomes) == ["new", "new"]
    article = Archive(tmp_path / "archive").read(outcomes[1].path)
    assert article.title == HANGUL_KO.title
    assert article.retrieved is not None
    assert article.retrieved.text == "2026-02-01T00:00:00Z"
    path.write_bytes(path.read_bytes()[:-40])
    assert statuses(run(tmp_path / "archive", path))[:1] == ["same"]
    path.write_bytes(b"WARC/1.0\r\nnonsense")
    assert (
        "refused" in statuses(run(tmp_path / "archive", path))
        or run(tmp_path / "archive", path) == []
    )


def test_zip_files(tmp_path: Path) -> None:
    path, archive = tmp_path / "export.zip", tmp_path / "archive"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr("notes/../../../../evil.ko.md", "---\ntitle: 밖으로\n---\n나가려는 글이다.")
        zipped.writestr("/etc/x.ko.md", "---\ntitle: 뿌리\n---\n뿌리로 가려는 글이다.")
        zipped.writestr("bomb.html", b"<p>" + b"x" * (MAX_PAGE + 1))
        zipped.writestr("inner.zip", b"PK\x03\x04")
        zipped.writestr("a.png", PNG)
        zipped.writestr(
            "entries.json",
            json.dumps(
                [{"title": "하나", "content": "<p>본문이다.</p>", "url": "https://a.example/1"}]
            ),
        )
    outcomes = run(archive, path)
    assert statuses(outcomes) == ["new", "new", "refused", "refused", "new"]
    assert sorted(outcome.path for outcome in outcomes if outcome.path) == [
        "imported/etc/x.ko.md", "imported/notes/evil.ko.md", "imported/하나.ko.md",
    ]  # fmt: skip
    assert sorted(one.name for one in tmp_path.iterdir()) == ["archive", "export.zip"]
    path.write_bytes(b"PK\x03\x04" + b"\0" * 100)
    assert statuses(run(archive, path)) == ["refused"]


def test_addresses_images_and_listed_pages(tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    waits: list[float] = []
    fetcher = Fetcher(allow_private=True, sleep=waits.append)
    with served() as site:
        (page,) = run(archive, f"{site}/page", fetcher=fetcher)
        (korean,) = run(archive, f"{site}/korean", fetcher=fetcher)
        assert (page.status, korean.status) == ("new", "same")
        article = Archive(archive).read(page.path)
        assert article.url.endswith(f"/news/articleView.html?idxno={number(BRIDGE_KO)}")
        assert article.retrieved is not None
        assert (
            "\0"
            not in Archive(archive).read(run(archive, f"{site}/nul", fetcher=fetcher)[0].path).body
        )
        for path in ("bomb", "none", "to-file"):
            (bad,) = run(archive, f"{site}/{path}", fetcher=fetcher)
            assert bad.status == "refused"
        (private,) = run(archive, f"{site}/page")
        assert (private.status, "--allow-private" in str(private.why)) == ("refused", True)

        lines = tmp_path / "rows.jsonl"
        images = f"![그림]({site}/image.png) ![아님]({site}/not-image.png) ![없음]({site}/none.png)"
        rows = [
            {"title": "그림 있는 글", "body": f"본문이다. {images}"},
            {"title": "목록", "url": f"{site}/gzip", "tags": ["읽을 것"]},
        ]
        lines.write_text("\n".join(json.dumps(row) for row in rows))
        assert statuses(run(archive, lines, dry_run=True)) == ["new", "refused"]
        pictures, listed = run(archive, lines, fetcher=fetcher, images=True, fetch=True)
        body = Archive(archive).read(pictures.path).body
        name = body.partition("(")[2].partition(")")[0]
        assert (archive / "imported" / name).read_bytes() == PNG
        assert Archive(archive).image_path(f"imported/{name}") is not None
        assert body.count(site) == 2
        assert listed.status == "same"
        assert run(archive, lines, fetcher=fetcher, images=True)[0].status == "same"
        assert run(archive, lines)[0].status == "same"


def test_since_leaves_out_what_is_older(tmp_path: Path) -> None:
    lines = tmp_path / "rows.jsonl"
    rows = [
        {"title": f"글 {day}", "body": f"{day}일의 글이다.", "date": f"2026-01-{day}"}
        for day in (18, 19, 20)
    ]
    lines.write_text(
        "\n".join(
            json.dumps(row) for row in (*rows, {"title": "날 없음", "body": "날짜가 없는 글이다."})
        )
    )
    outcomes = run(tmp_path / "archive", lines, since=date(2026, 1, 19))
    assert [outcome.path for outcome in outcomes] == [
        "imported/글-19.ko.md",
        "imported/글-20.ko.md",
        "imported/날-없음.ko.md",
    ]


def test_the_command_reports_and_has_a_status(tmp_path: Path) -> None:
    archive, text = tmp_path / "archive", tmp_path / "copied.txt"
    text.write_text(f"{KIMCHI_KO.title}\n출처: 이웃 블로그\n\n{KIMCHI_KO.blocks[0]}\n")
    dry = command(archive, str(text), "--dry-run")
    assert (dry.exit_code, list(archive.iterdir())) == (0, [])
    assert "1 new, 0 same, 0 changed, 0 duplicate, 0 refused; 1 would be written" in dry.output
    first = command(archive, str(text), "--into", "notes")
    assert (first.exit_code, "notes/김장하는-날의-순서를-적어-둔다.ko.md" in first.output) == (
        0,
        True,
    )
    again = command(archive, "-", "--json", input=text.read_bytes())
    data = json.loads(again.output)
    assert (data["counts"], data["items"][0]["path"]) == (
        {"same": 1},
        "notes/김장하는-날의-순서를-적어-둔다.ko.md",
    )
    bad = command(archive, str(tmp_path / "none"), str(text))
    assert (bad.exit_code, "no such file" in bad.output, "1 same" in bad.output) == (1, True, True)
    for arguments in (["--into", "../x"], ["--into", "versions"]):
        outside = command(archive, str(text), *arguments)
        assert (outside.exit_code, "Traceback" in outside.output) == (4, False)
    checked = CliRunner().invoke(main, ["check", "--archive", str(archive)])
    assert checked.output == "1 article, 0 errors, 0 warnings, 0 notes\n"


def test_a_missing_package_is_named_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "page.html"
    page.write_text(newspaper(BRIDGE_KO))
    monkeypatch.setitem(sys.modules, "trafilatura.core", None)
    result = command(tmp_path / "archive", str(page))
    assert result.exit_code == 4
    assert "pip install 'seogo[import]'" in result.output
