"""Export as JSON Lines and then import gives the same files, byte by byte; a record is believed no more for it."""

from __future__ import annotations

import base64
import json
import tempfile
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from seogo.articles.archive import Archive
from seogo.exporters.records import write_json_lines
from seogo.exporters.selection import every_article
from seogo.importers.fetcher import Fetcher
from seogo.importers.local.image_files import MAX_IMAGE
from seogo.importers.runner import Importer, ImportOptions
from seogo.importers.writing.article_writer import Outcome

pytestmark = pytest.mark.slow

NAMES = [
    *("a.ko.md", "A b.en.MD", "x/Clang++ 첫 글.KO.md", "no language.md", "back\\slash.ko.md"),
    *(unicodedata.normalize("NFD", "가나/다라.ko.md"), "전각　공백.ko.md", "x/y.z/.ko/a.en.md"),
]
TITLES = [
    *(
        "title: 글",
        "title: '따옴표 ''안'''",
        'title: "\\u0041\\n b" # 설명',
        "title: |\n  두\n  줄",
    ),
    *("title: >-\n  접은\n\n  글", "{title: 글, lang: ko}", "'title' : 글", "? title\n: 글"),
]
KEYS = [
    *("lang: ko", "lang: EN", "# 메모", "", "source:   빈칸   많음", "url: https://a.example/x"),
    *("published: 2026-01-19", "published: 2026-01-19 09:30", "updated: 2026-01-19T09:30:00,5Z"),
    *(
        "authors: 김철수",
        "authors: [김, 'Lee, A', \"c\"]",
        "tags:\n  - 하나\n  - 둘 # 왜",
        "tags: []",
    ),
    *("id: my/own.ko", "aliases: [old/one.ko]", "translation_of: b.en", "summary: null", "rights:"),
    *("draft: no", "weight: 0123", "'따옴 키': [a, {b: c}]", f"? {'k' * 1100}\n: 긴 키"),
    *(f"x: {unicodedata.normalize('NFD', '가나다')}", "params: {a: [1, 2]}", "y: '[\"a\"]'"),
]
FETCHER = Fetcher()  # with one set of certificates for all imports
ENDS = ["\n", "\r\n", "\r"]

bodies = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from("\n\r\t\ufeff\x07\x85\u2028e\u0301-"),
    ),
    max_size=30,
)


@st.composite
def written(draw: st.DrawFn) -> bytes:
    """A file as people and programs write them; not every one is accepted."""
    lines = [
        draw(st.sampled_from(TITLES)),
        *draw(st.lists(st.sampled_from(KEYS), max_size=6, unique=True)),
    ]
    front = "\n".join(
        ("---" + draw(st.sampled_from(["", " \t"])), *draw(st.permutations(lines)), "---")
    )
    text = front + draw(st.sampled_from(["\n", "\n\n", " \n", "", "\n---\n"]))
    body = draw(bodies) if text.endswith("\n") else ""
    mark = draw(st.sampled_from(["", "", "\ufeff"]))
    return (mark + text.replace("\n", draw(st.sampled_from(ENDS))) + body).encode()


def tree(root: Path) -> dict[str, bytes]:
    files = (path for path in root.rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def imported(source: Path, root: Path, **options: Any) -> list[Outcome]:
    root.mkdir(exist_ok=True)
    found: list[Outcome] = []
    selection = ImportOptions(**{"into": ".", "processes": 1, **options})
    Importer(Archive(root), selection, FETCHER).run([str(source)], found.append)
    return found


def exported(root: Path, target: Path) -> Path:
    with target.open("wb") as file:
        write_json_lines(every_article(Archive(root)), file)
    return target


@pytest.mark.slow
@settings(deadline=None, max_examples=50, suppress_health_check=list(HealthCheck))
@given(st.dictionaries(st.sampled_from(NAMES), written(), min_size=1, max_size=4))
@example({"a.ko.md": b"---\ntitle: x\n---"})
@example({"a.ko.md": b"---\ntitle: x\nx: [" + b"a," * 14_000 + b"]\n---\n"})
@example({"a.ko.md": b"---\ntitle: x\n---\n" + b'"\r\n' * 100_000})
def test_the_same_files_come_back(files: dict[str, bytes]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root, back = Path(folder, "archive"), Path(folder, "back")
        for name, data in files.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(data)
        articles = {file.path for file in Archive(root).scan().files.values()}
        source = exported(root, Path(folder, "all.jsonl"))
        if articles:
            assert {one.status for one in imported(source, back)} == {"new"}
            assert tree(back) == {path: files[path] for path in articles}
            assert {one.status for one in imported(source, back)} == {"same"}


def row(**values: object) -> dict[str, object]:
    front = "---\n# 메모\ntitle: '글'\npublished: 2026-01-19 09:30\n---\n"
    given = {"id": "a.ko", "path": "a.ko.md", "lang": "ko", "title": "글", "body": "본문\n"}
    given["published"] = "2026-01-19T09:30+09:00"
    return given | {"file": {"front": front, "body": "본문\r\n"}} | values


def brought(tmp_path: Path, **values: object) -> bytes:
    source, root = tmp_path / "all.jsonl", tmp_path / "back"
    source.write_text(json.dumps(row(**values)) + "\n", encoding="utf-8")
    assert [one.status for one in imported(source, root)] == ["new"]
    assert list(tree(root)) == ["a.ko.md"]
    return (root / "a.ko.md").read_bytes()


PNG = b"\x89PNG\r\n\x1a\n"


def test_images_come_along(tmp_path: Path) -> None:
    root = tmp_path / "archive"
    images = {
        "news/images/a.png": PNG + b"1",
        unicodedata.normalize("NFD", "그림.gif"): b"GIF89a2",
        "news/b.jpeg": PNG,
    }
    body = "![](images/a.png) ![가][ref] ![](b.jpeg)\n\n![](images/a.png)\n\n[ref]: ../그림.gif\n"
    files = {
        **images,
        **{f"news/{n}.ko.md": f"---\ntitle: {n}\n---\n{body}".encode() for n in "xy"},
    }
    for name, data in {**files, "news/images/unused.png": PNG}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    source = exported(root, tmp_path / "all.jsonl")
    assert len(source.read_bytes().splitlines()) == 5
    assert imported(source, tmp_path / "dry", dry_run=True)[1].path == "news/images/a.png"
    assert tree(tmp_path / "dry") == {}
    assert {one.status for one in imported(source, tmp_path / "back")} == {"new"}
    assert tree(tmp_path / "back") == files
    assert {one.status for one in imported(source, tmp_path / "back")} == {"same"}
    (tmp_path / "back" / "news" / "b.jpeg").write_bytes(b"mine")
    again = imported(source, tmp_path / "back", on_duplicate="update")
    assert sorted(one.status for one in again) == ["changed", "same", "same", "same", "same"]
    assert (tmp_path / "back" / "news" / "b.jpeg").read_bytes() == b"mine"
    assert {one.path.partition("/")[0] for one in imported(source, tmp_path / "in", into="in")} == {
        "in"
    }


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("../a.png", PNG), ("/a.png", PNG), ("a/../../b.png", PNG), (".a.png", PNG), ("versions/a.png", PNG),
        ("x.md/a.png", PNG), ("a.svg", PNG), ("a.ko.md", PNG), ("a.png", b"<svg/>"), ("a.png", b""), ("a\n.png", PNG),
        ("a.png", PNG + b"x" * MAX_IMAGE), ("link/a.png", PNG), ("가" * 100 + ".png", PNG), ("a\0.png", PNG),
    ],
)  # fmt: skip
def test_an_image_that_is_none_is_refused(path: str, data: bytes, tmp_path: Path) -> None:
    source, root = tmp_path / "all.jsonl", tmp_path / "back"
    line = {"image": path, "data": base64.b64encode(data).decode()}
    source.write_text(json.dumps(line) + "\n" + json.dumps(line | {"data": "!"}), "utf-8")
    root.mkdir()
    (tmp_path / "out").mkdir()
    (root / "link").symlink_to(tmp_path / "out")
    assert [one.status for one in imported(source, root)] == ["refused", "refused"]
    assert not list((tmp_path / "out").iterdir())
    assert [one.name for one in root.iterdir()] == ["link"]


def test_an_edited_record_comes_as_it_is_now(tmp_path: Path) -> None:
    edited = brought(tmp_path, body="새 본문\n")
    assert edited.startswith("---\n# 메모\ntitle: '글'\n".encode())
    assert edited.endswith("---\n새 본문\n".encode())


def test_an_update_writes_the_file_of_the_record(tmp_path: Path) -> None:
    source, root = tmp_path / "all.jsonl", tmp_path / "back"
    root.mkdir()
    (root / "a.ko.md").write_text("---\ntitle: 딴 글\n---\n본문\n", "utf-8")
    source.write_text(json.dumps(row()) + "\n", encoding="utf-8")
    (updated,) = imported(source, root, on_duplicate="update")
    file = row()["file"]
    assert isinstance(file, dict)
    assert (root / "a.ko.md").read_bytes() == f"{file['front']}{file['body']}".encode()
    assert (root / updated.kept).read_bytes().startswith(b"---\ntitle: ")


@pytest.mark.parametrize(
    "values",
    [
        {"title": "새 글"}, {"tags": ["새것"]}, {"published": "2026-01-20"}, {"published": ""},
        {"published": "2026-01-19T09:30+01:00"}, {"unknown": {"x": "y"}}, {"id": "b.ko"}, {"updated": "2026-01-20"},
    ],
)  # fmt: skip
def test_what_a_record_says_comes_before_how_it_was_written(
    values: dict[str, object], tmp_path: Path
) -> None:
    data = brought(tmp_path, **values)
    assert "# 메모" not in data.decode()
    article = Archive(tmp_path / "back").read("a.ko.md")
    said = {"published": row()["published"], **values}
    for name, value in said.items():
        has = getattr(article, name)
        assert (getattr(has, "text", has) or "") == (
            tuple(value) if isinstance(value, list) else value
        )


@pytest.mark.parametrize(
    "file",
    [
        7, "---\ntitle: 글\n---\n", {"front": 7}, {"front": "\ud800"}, {"front": "---\ntitle: &a 글\nx: *a\n---\n"},
        {"front": "---\ntitle: 글\n", "body": []}, {"front": "x" * 200_000}, {"front": "---\ntitle: 글\nid: c.ko\n---\n"},
        {"front": "---\ntitle: 글\n---\n", "body": "<script>"}, {"front": "", "body": "본문"},
    ],
)  # fmt: skip
def test_a_file_that_says_something_else_is_not_written(file: object, tmp_path: Path) -> None:
    brought(tmp_path, file=file)
    article = Archive(tmp_path / "back").read("a.ko.md")
    assert (article.id, article.title, article.body) == ("a.ko", "글", "본문\n")
    assert article.published is not None
    assert article.unknown == {}


def test_a_time_stays_the_moment_that_it_was(tmp_path: Path) -> None:
    root, back = tmp_path / "archive", tmp_path / "back"
    root.mkdir()
    (root / "a.ko.md").write_text("---\ntitle: 글\npublished: 2026-01-19 09:30\n---\n", "utf-8")
    source = exported(root, tmp_path / "all.jsonl")
    back.mkdir()
    Importer(Archive(back, zone="America/New_York"), ImportOptions(into=".", processes=1)).run(
        [str(source)], lambda _: None
    )
    published = Archive(back, zone="America/New_York").read("a.ko.md").published
    assert published is not None
    assert published.text == "2026-01-19T09:30+09:00"


@pytest.mark.parametrize("path", ["x.md/a.ko.md", "x/" * 65 + "a.ko.md", "a\\..\\a.ko.md"])
def test_a_path_that_check_would_complain_of_is_refused(path: str, tmp_path: Path) -> None:
    source = tmp_path / "all.jsonl"
    source.write_text(json.dumps(row(path=path)) + "\n", encoding="utf-8")
    assert [one.status for one in imported(source, tmp_path / "back")] == ["refused"]
    assert tree(tmp_path / "back") == {}
