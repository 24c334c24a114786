"""What is written reads back the same, nothing is overwritten, and nothing lies outside the archive."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from seogo.articles.archive import Archive
from seogo.articles.front_matter import parse_article
from seogo.articles.ids import id_from_path, why_refused
from seogo.errors import ImportRefused, WriteRefused
from seogo.importers.extraction.urls import web_address
from seogo.importers.item import Item, Refused
from seogo.importers.runner import Importer, ImportOptions
from seogo.importers.writing.article_writer import (
    ArticleWriter,
    OnDuplicate,
    Outcome,
    article_file,
    slug,
)
from seogo.importers.writing.atomic_files import (
    ArchiveFiles,
    checked_folder,
    parts_of,
)
from seogo.importers.writing.front_matter import one_line
from seogo.importers.writing.known_articles import KnownArticles, read_known_article
from seogo.importers.writing.prepare import Prepared, prepare
from seogo.languages import Language

SEOUL = ZoneInfo("Asia/Seoul")
BODY = " ".join(f"가람시가 {number}번째 다리를 새로 놓았다." for number in range(40))

one_liners = st.text(max_size=60)
bodies = st.text(
    st.one_of(st.characters(), st.sampled_from("\n\r\t -#`*\0\x85\u2028\ufeff")), max_size=300
)


def made(**values: object) -> Item:
    return Item(**{"where": "x", "title": "다리를 놓다", "body": BODY, **values})  # type: ignore[arg-type]


def ready(item: Item) -> Prepared:
    prepared = prepare(item)
    assert isinstance(prepared, Prepared), prepared
    return prepared


def writer(root: Path, on_duplicate: OnDuplicate = "skip", into: str = "in") -> ArticleWriter:
    root.mkdir(exist_ok=True)
    archive = Archive(root)
    paths = [file.path for file in archive.scan().files.values()]
    held = [one for path in paths if (one := read_known_article(archive, path))]
    return ArticleWriter(archive, KnownArticles(held), into=into, on_duplicate=on_duplicate)


def put(root: Path, item: Item, on_duplicate: OnDuplicate = "skip") -> Outcome:
    return writer(root, on_duplicate).write(ready(item))


@given(one_liners, bodies, st.lists(one_liners, max_size=4), one_liners, one_liners)
@example("豈", "본문", [], "", "")
@example("no", "본문", ["null", "1984", "~"], "10:00", "- 목록")
@example("a: b # c", "---\n본문\n---", ['"', "'", "[", "}", "a, b"], "&x", "*y")
@example("---", "\n\n    들여 쓴 줄\n", ["@x", "%y", "!z", "|", ">"], "\\", "\x7f\x85\u2028")
def test_what_is_written_reads_back_the_same(
    title: str, body: str, names: list[str], source: str, summary: str
) -> None:
    item = made(
        title=f"가{title}",
        body=f"글{body}",
        authors=tuple(names),
        tags=tuple(names),
        source=source,
        summary=summary,
        rights=source,
        url=web_address("https://a.example/" + title),
        published="2026-01-19T06:30",
        updated="2026-01-20",
        alternates=("https://a.example/en/1",),
    )
    found = prepare(replace(item, lang=Language.KO))
    # by chance a text may look garbled
    assume(not isinstance(found, Refused) or found.why.code != "import.garbled")
    assert isinstance(found, Prepared), found
    prepared, item = found, found.item
    data = article_file(item, prepared.lang)
    parsed = parse_article(data, "in/x.ko.md", SEOUL)
    assert parsed is not None
    article = parsed.article
    assert article.body.strip("\n") == item.body
    assert (article.title, article.authors, article.tags) == (item.title, item.authors, item.tags)
    assert (article.source, article.url, article.alternates) == (
        item.source,
        item.url,
        item.alternates,
    )
    assert (article.summary, article.rights) == (
        one_line(item.summary, 2000),
        one_line(item.rights),
    )
    assert article.published is not None
    assert article.published.text == "2026-01-19T06:30+09:00"
    assert (parsed.warnings, parsed.notes) == ((), ())


@given(st.text(max_size=300))
@example("README")
@example("../../etc/passwd")
@example("CON")
@example("pair")
def test_every_title_is_a_name_that_an_article_can_have(title: str) -> None:
    name = slug(title)
    assert len(name.encode()) <= 200
    if name and name != "readme":
        assert why_refused(id_from_path(f"in/{name}.ko.md")) is None
        assert parts_of(f"in/{name}.ko.md")
    assert slug(name) == name


@given(st.text(st.one_of(st.sampled_from("./\\ab가\0~"), st.characters()), max_size=60))
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50, deadline=None
)
def test_no_name_of_a_source_leads_outside(tmp_path: Path, name: str) -> None:
    outcome = put(tmp_path / "archive", made(name=name, title="제목", lang=Language.KO))
    assert outcome.status in ("new", "same", "changed", "duplicate")
    assert [path for path in tmp_path.iterdir() if path.name != "archive"] == []
    assert sorted(path.name for path in (tmp_path / "archive").iterdir()) == ["in"]


def test_what_was_imported_is_the_same_the_second_time(tmp_path: Path) -> None:
    for item in (
        made(),
        made(url="https://a.example/1"),
        made(name="news/bridge", title="다른 다리", body=BODY[::-1]),
    ):
        first = put(tmp_path, item)
        assert first.status in ("new", "same")
        files = {path: path.read_bytes() for path in tmp_path.rglob("*.md")}
        again = put(tmp_path, item)
        assert again.status == "same"
        assert files == {path: path.read_bytes() for path in tmp_path.rglob("*.md")}


def test_a_page_is_recognised_under_its_other_addresses(tmp_path: Path) -> None:
    first = put(tmp_path, made(url="https://www.a.example/news/1"))
    other = put(tmp_path, made(url="http://m.a.example/news/1/?utm_source=x#top"))
    assert (other.status, other.path) == ("same", first.path)


def test_another_text_of_a_page_is_changed_and_taken_on_demand(tmp_path: Path) -> None:
    url = "https://a.example/1"
    first = put(tmp_path, made(url=url, tags=("다리",), source="한빛일보"))
    path = tmp_path / first.path
    before = path.read_bytes().replace(
        b"---\n\n", "rights: CC0\nmine: 내 것\nid: news/bridge\n---\n\n".encode(), 1
    )
    path.write_bytes(before)
    edited = made(url=url, body=BODY + " 고쳤다.", title="다리를 다시 놓다")
    skipped = put(tmp_path, edited)
    assert (skipped.status, skipped.written, path.read_bytes()) == ("changed", False, before)
    updated = put(tmp_path, edited, "update")
    assert (updated.status, updated.written, updated.path) == ("changed", True, first.path)
    article = Archive(tmp_path).read(first.path)
    assert article.body.strip().endswith("고쳤다.")
    assert (article.title, article.id) == ("다리를 다시 놓다", "news/bridge")
    assert (article.source, article.tags, article.rights) == ("한빛일보", ("다리",), "CC0")
    assert dict(article.unknown) == {"mine": "내 것"}
    assert (tmp_path / updated.kept).read_bytes() == before
    assert updated.kept.startswith("versions/in/")
    scan = Archive(tmp_path).scan()
    assert (list(scan.files), scan.problems) == (["news/bridge"], ())
    assert put(tmp_path, edited, "update").status == "same"


def test_the_same_text_elsewhere_is_a_duplicate(tmp_path: Path) -> None:
    first = put(tmp_path, made(url="https://a.example/1"))
    copied = made(
        url="https://b.example/2",
        title="다리 소식",
        body=BODY.replace("7번째", "일곱째") + " 홍길동 기자",
    )
    outcome = put(tmp_path, copied)
    assert (outcome.status, outcome.other, outcome.written) == ("duplicate", first.path, False)
    assert "%" in str(outcome.why)
    kept = put(tmp_path, copied, "keep")
    assert (kept.status, kept.written) == ("new", True)
    assert put(tmp_path, copied, "keep").status == "same"
    assert len(list(tmp_path.rglob("*.md"))) == 2


def test_two_articles_of_one_title_have_two_files(tmp_path: Path) -> None:
    one = put(tmp_path, made(title="오늘의 사설", body="첫째 날의 글이다."))
    two = put(tmp_path, made(title="오늘의 사설", body="둘째 날의 글이다."))
    assert (one.path, two.path) == ("in/오늘의-사설.ko.md", "in/오늘의-사설-2.ko.md")


def test_only_names_of_the_source_make_translations(tmp_path: Path) -> None:
    put(tmp_path, made(title="AI", body="인공지능을 다룬 글이다."))
    english = put(tmp_path, made(title="AI", body="Quite another article, about the word."))
    assert english.path == "in/ai-2.en.md"
    put(tmp_path, made(title="둘", name="pages/two", body="한국어 글이다."))
    pair = put(tmp_path, made(title="Two", name="pages/two", body="The text in English."))
    assert pair.path == "in/pages/two.en.md"


def test_pages_that_name_each_other_are_joined(tmp_path: Path) -> None:
    korean = put(
        tmp_path, made(url="https://a.example/ko/1", alternates=("https://a.example/en/1",))
    )
    text = "The city has built a bridge over the stream, and it is open to all."
    english = made(
        title="A bridge",
        body=text,
        url="https://a.example/en/1",
        alternates=("https://a.example/ko/1",),
    )
    outcome = put(tmp_path, english)
    scan = Archive(tmp_path).scan()
    ids = tuple(id_from_path(path) for path in (korean.path, outcome.path))
    assert scan.groups[ids[0]] == ids
    assert scan.warnings == scan.notes == ()


def test_a_folder_that_leaves_the_archive_is_refused(tmp_path: Path) -> None:
    for folder in ("../x", "/etc", "a/../../b", ".git", "versions", "a//b/..", "a\0b", "x" * 400):
        with pytest.raises(ImportRefused):
            checked_folder(folder)
    assert checked_folder("news/2026/") == "news/2026"
    assert checked_folder(".") == ""


def test_links_lead_nowhere(tmp_path: Path) -> None:
    outside, archive = tmp_path / "outside", tmp_path / "archive"
    outside.mkdir()
    archive.mkdir()
    (archive / "in").symlink_to(outside)
    outcome = put(archive, made())
    assert outcome.status == "refused"
    assert list(outside.iterdir()) == []
    (archive / "in").unlink()
    (archive / "in").mkdir()
    (archive / "in" / "다리를-놓다.ko.md").symlink_to(outside / "x.md")
    assert put(archive, made()).path == "in/다리를-놓다-2.ko.md"
    assert list(outside.iterdir()) == []


def test_a_failing_disk_leaves_no_half_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = ArchiveFiles(tmp_path)
    assert files.add("in/a.ko.md", b"first")
    assert not files.add("in/a.ko.md", b"second")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    for write in (files.add, files.replace):
        with pytest.raises(WriteRefused, match=r"in/..ko.md cannot be written: No space"):
            write("in/a.ko.md", b"third")
        with pytest.raises(WriteRefused, match=r"in/..ko.md cannot be written: No space"):
            write("in/b.ko.md", b"third")
    assert {path.name: path.read_bytes() for path in (tmp_path / "in").iterdir()} == {
        "a.ko.md": b"first"
    }


@pytest.mark.slow
def test_items_that_cannot_be_articles_are_refused() -> None:
    for item, why in (
        (made(body=" \n*** "), "no text"),
        (made(body="", url="https://a.example"), "--fetch"),
        (made(title="\0 "), "no title"),
        (
            made(
                title="Titre",
                body="Le gouvernement a présenté une loi qui concerne les écoles. " * 9,
            ),
            "--lang",
        ),
        (made(body="가" * 17_000_000), "longer"),
    ):
        refused = prepare(item)
        assert isinstance(refused, Refused)
        assert why in str(refused.why)


def test_files_of_one_name_and_notes_that_look_alike_are_all_written(tmp_path: Path) -> None:
    folder = tmp_path / "blog"
    folder.mkdir()
    words = " ".join(f"{number}번째 줄에 같은 말이 있다." for number in range(30))
    for name, title, text in (
        ("2024-01-02-일기.md", "첫 일기", "첫째 날에는 비가 왔다."),
        ("2024-02-03-일기.md", "둘째 일기", "둘째 날에는 눈이 왔다."),
        ("2024-02-04-일기.md", "셋째 일기", "셋째 날에는 맑았다."),
        ("가.md", "가의 설명", f"{words} 가이다."),
        ("나.md", "나의 설명", f"{words} 나이다."),
        ("다.md", "나의 설명", f"{words} 다이다."),
        ("짧은 하나.md", "하나", "할 일이 있다."),
        ("짧은 둘.md", "둘", "할 일이 있다."),
    ):
        (folder / name).write_text(f"---\ntitle: {title}\n---\n\n{text}\n", "utf-8")
    (tmp_path / "archive").mkdir()
    for expected in (
        {"new": 7, "duplicate": 1},
        {"same": 7, "duplicate": 1},
    ):
        importer = Importer(Archive(tmp_path / "archive"), ImportOptions(processes=1))
        importer.run([str(folder)], lambda outcome: None)
        assert importer.report.counts == expected
    second = folder / "2024-02-03-일기.md"
    second.write_text(second.read_text("utf-8").replace("눈이", "비가"), "utf-8")
    outcomes: list[Outcome] = []
    importer = Importer(Archive(tmp_path / "archive"), ImportOptions(processes=1))
    importer.run([str(folder)], outcomes.append)
    changed = [one.path for one in outcomes if one.status == "changed"]
    assert changed == ["imported/일기-2.ko.md"]
