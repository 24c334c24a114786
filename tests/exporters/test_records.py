"""What is exported comes back as the same articles, at the same places, and nowhere else."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from seogo.articles.archive import Archive
from seogo.errors import ArticleError
from seogo.exporters.records import write_csv, write_json_lines
from seogo.exporters.selection import every_article
from seogo.importers.runner import Importer, ImportOptions
from seogo.importers.writing.article_writer import Outcome
from seogo.importers.writing.seogo_export import exported_file
from seogo.languages import Language

pytestmark = pytest.mark.slow

SAMPLE = Path(__file__).parent.parent.parent / "archive"
WRITERS = {"jsonl": write_json_lines, "csv": write_csv}

texts = st.text(
    st.one_of(st.characters(), st.sampled_from("=+-@'\";,[]{}\n\t\r\u2028")), max_size=40
)


def exported(archive: Archive, target: Path) -> Path:
    with target.open("wb") as file:
        WRITERS[target.suffix[1:]](every_article(archive), file)
    return target


def imported(source: Path, root: Path, **options: object) -> list[Outcome]:
    root.mkdir(exist_ok=True)
    found: list[Outcome] = []
    selection = ImportOptions(**{"into": ".", "processes": 1, **options})  # type: ignore[arg-type]
    Importer(Archive(root), selection).run([str(source)], found.append)
    return found


def contents(archive: Archive) -> dict[str, bytes]:
    """What every article says, whatever its file looks like, by path."""
    return {
        file.path: exported_file(archive.read(file), "") for file in archive.scan().files.values()
    }


@pytest.mark.parametrize("kind", ["jsonl", "csv"])
def test_the_sample_archive_comes_back(kind: str, tmp_path: Path) -> None:
    archive = Archive(SAMPLE)
    source = exported(archive, tmp_path / f"all.{kind}")
    outcomes = imported(source, tmp_path / "back")
    assert {outcome.status for outcome in outcomes} == {"new"}
    assert contents(Archive(tmp_path / "back")) == contents(archive)
    assert {outcome.status for outcome in imported(source, tmp_path / "back")} == {"same"}
    assert Archive(tmp_path / "back").scan().groups == archive.scan().groups


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["jsonl", "csv"])
@settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))
@given(body=texts, title=texts, names=st.lists(texts, max_size=3), unknown=texts)
@example(body="<p>글</p>\n\n\n\n끝  \n", title="=1+1", names=["a; b", "[c]"], unknown='["a"]')
@example(body="'=x", title="'따옴표", names=["'"], unknown="[1, 2]")
@example(body="", title="no", names=["[", "]"], unknown='{"a": ["b"]}')
def test_any_article_comes_back(
    kind: str, body: str, title: str, names: list[str], unknown: str
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        root = path / "archive" / "기록"
        root.mkdir(parents=True)
        front = {"title": f"글{title}", "authors": names, "tags": names, "x y": unknown}
        front["aliases"] = ["old/one.ko"]
        front["translation_of"] = title
        lines = "".join(f"{json.dumps(k)}: {json.dumps(v)}\n" for k, v in front.items())
        file = root / "Clang++ 첫 글.ko.md"
        file.write_bytes(f"---\n{lines}x: [a, {{b: c}}]\n---\n{body}".encode("utf-8", "replace"))
        archive = Archive(path / "archive")
        before = contents(archive)
        if not before:
            assert archive.scan().problems
            return
        outcomes = imported(exported(archive, path / f"all.{kind}"), path / "back")
        assert [outcome.status for outcome in outcomes] == ["new"], outcomes
        assert contents(Archive(path / "back")) == before


def row(**values: object) -> str:
    given = {"id": "a.ko", "path": "a.ko.md", "lang": "ko", "title": "글", "body": "본문"}
    return json.dumps(given | values)


@pytest.mark.parametrize(
    "path",
    [
        "../a.ko.md", "/a.ko.md", "x/../../a.ko.md", ".git/a.ko.md", "versions/a.ko.md", "a\\..\\b.ko.md",
        "a\n.ko.md", "가" * 100 + ".ko.md", "README.md", "x//a.ko.md", "a\0.ko.md",
    ],
)  # fmt: skip
def test_a_path_that_is_none_of_the_archive_is_refused(path: str, tmp_path: Path) -> None:
    source = tmp_path / "all.jsonl"
    source.write_text(row(path=path) + "\n", encoding="utf-8")
    outcomes = imported(source, tmp_path / "back")
    assert [outcome.status for outcome in outcomes] == ["refused"]
    assert not list((tmp_path / "back").rglob("*.md"))


@pytest.mark.parametrize(
    "values",
    [
        {"id": "../a"}, {"id": "A B"}, {"lang": "fr"}, {"lang": "en"}, {"published": "morgen"},
        {"title": "\ud800"}, {"unknown": {"title": "noch einer"}}, {"aliases": ["x.json"]},
    ],
)  # fmt: skip
def test_a_record_that_is_no_article_is_refused(values: dict[str, object], tmp_path: Path) -> None:
    source = tmp_path / "all.jsonl"
    source.write_text(row(**values) + "\n", encoding="utf-8")
    assert [one.status for one in imported(source, tmp_path / "back")] == ["refused"]


def test_what_has_changed_since_is_not_overwritten(tmp_path: Path) -> None:
    root, source = tmp_path / "archive", tmp_path / "all.jsonl"
    source.write_text(row() + "\n", encoding="utf-8")
    imported(source, root)
    source.write_text(row(body="새 본문") + "\n", encoding="utf-8")
    assert [one.status for one in imported(source, root)] == ["changed"]
    assert Archive(root).read("a.ko.md").body == "본문"
    (kept,) = imported(source, root, on_duplicate="keep")
    assert (kept.status, kept.path) == ("new", "a-2.ko.md")
    assert not Archive(root).scan().problems
    (updated,) = imported(source, root, on_duplicate="update")
    assert updated.kept.startswith("versions/a.ko/")
    assert Archive(root).read("a.ko.md").body == "새 본문"


def test_an_id_stays_in_another_folder(tmp_path: Path) -> None:
    source = tmp_path / "all.jsonl"
    source.write_text(row() + "\n", encoding="utf-8")
    (outcome,) = imported(source, tmp_path / "back", into="in/zwei")
    assert outcome.path == "in/zwei/a.ko.md"
    assert Archive(tmp_path / "back").read(outcome.path).id == "a.ko"


def test_an_article_that_is_gone_is_a_problem(tmp_path: Path) -> None:
    root = tmp_path / "archive"
    root.mkdir()
    (root / "a.ko.md").write_text("---\ntitle: 글\n---\n본문\n", encoding="utf-8")
    selection = every_article(Archive(root))
    (root / "a.ko.md").unlink()
    with (tmp_path / "x").open("wb") as file:
        assert write_json_lines(selection, file) == 0
    assert isinstance(selection.problems[0], ArticleError)


def test_a_row_with_more_cells_than_columns_is_read_too(tmp_path: Path) -> None:
    source = tmp_path / "all.csv"
    source.write_text(
        "id,path,lang,title,body\na.ko,a.ko.md,ko,글,본문,넘침,=1\n", encoding="utf-8"
    )
    assert [one.status for one in imported(source, tmp_path / "back")] == ["new"]
    assert Archive(tmp_path / "back").read("a.ko.md").body == "본문"


@pytest.mark.parametrize(
    ("body", "warned"),
    [
        ("가" * 32_767, False),
        ("가" * 32_768, True),
        ("a" * 32_766 + "-", False),
        ("-" + "a" * 32_767, True),  # the apostrophe before it counts
        ("😀" * 16_384, True),
        ("😀" * 16_383, False),
    ],
)
def test_cells_that_a_spreadsheet_would_cut_are_warned_of(
    body: str, warned: bool, tmp_path: Path
) -> None:
    (tmp_path / "긴-글.ko.md").write_text(f"---\ntitle: 긴 글\n---\n{body}", "utf-8")
    selection = every_article(Archive(tmp_path))
    with (tmp_path / "all.csv").open("wb") as file:
        assert write_csv(selection, file) == 1
    assert not selection.problems
    said = [warning.text(Language.EN) for warning in selection.warnings]
    assert len(said) == warned
    assert all("1 article is longer than 32,767 characters" in one for one in said)
    assert all("(긴-글.ko.md)" in one for one in said)
