"""`seogo export`: what is asked for is written, and it says what was not."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

from click.testing import CliRunner, Result

from seogo.cli import main
from seogo.composition import Site
from seogo.exporters.runner import BUILT_IN
from seogo.importers.item import Item
from seogo.importers.writing.seogo_export import exported_item


def run(archive: Path, index: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--archive", str(archive), "--index", str(index)])


def files(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file()
    }


def rows(file: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def test_everything_needs_no_index_and_comes_back(site: Site, tmp_path: Path) -> None:
    target, back, none = tmp_path / "all.jsonl", tmp_path / "back", tmp_path / "none"
    back.mkdir()
    articles = {file.path for file in site.archive.scan().files.values()}
    result = run(site.archive.root, none, "export", str(target), "--format", "jsonl")
    assert (result.exit_code, result.output) == (0, f"{target}: 34 articles\n")
    assert run(back, none, "import", str(target), "--into", ".").exit_code == 0
    assert files(back) == {
        path: data for path, data in files(site.archive.root).items() if path in articles
    }
    again = run(site.archive.root, none, "export", str(target), "--format", "csv")
    assert again.exit_code == 4
    assert "--overwrite" in again.output


def test_a_search_takes_its_parameters(site: Site, tmp_path: Path) -> None:
    target, index = tmp_path / "some.jsonl", site.settings.index
    arguments = ["export", str(target), "--format", "jsonl", "--json", "--query", "유네스코"]
    arguments += ["--lang", "ko", "--from", "2020"]
    result = run(site.archive.root, index, *arguments)
    assert result.exit_code == 0, result.output
    found = rows(target)
    assert json.loads(result.output)["count"] == len(found) > 0
    assert all(row["lang"] == "ko" and str(row["published"]) >= "2020" for row in found)
    target.unlink()
    by_tag = run(site.archive.root, index, *arguments[:4], "--tag", "한글")
    assert by_tag.exit_code == 0, by_tag.output
    tagged = {
        one.id
        for file in site.archive.scan().files.values()
        if "한글" in (one := site.archive.read(file)).tags
    }
    assert {row["id"] for row in rows(target)} == tagged
    assert run(site.archive.root, index, *arguments[:4], "--lang", "fr").exit_code == 2


def test_a_refused_file_is_reported(tmp_path: Path) -> None:
    root = tmp_path / "archive"
    root.mkdir()
    (root / "a.ko.md").write_text("---\ntitle: 글\n---\n본문\n", "utf-8")
    (root / "b.ko.md").write_text("kein Kopf", "utf-8")
    target = tmp_path / "all.csv"
    result = run(root, tmp_path / "none", "export", str(target), "--format", "csv")
    assert result.exit_code == 1
    assert "b.ko.md" in result.output
    assert target.exists()


def test_an_exported_article_can_be_pickled() -> None:
    values = {"id": "a", "path": "a.ko.md", "lang": "ko", "title": "글", "body": "본문"}
    values["published"] = "2026-01-19T09:30:00+09:00"
    item = exported_item(values, "x:1")
    assert isinstance(item, Item)
    assert pickle.loads(pickle.dumps(item)) == item


def test_help_and_wrong_usage_list_every_format(tmp_path: Path) -> None:
    names = "[jsonl|csv|bibtex|ris|csl-json|epub|site|tmx]"
    assert names in CliRunner().invoke(main, ["export", "--help"]).output
    wrong = run(tmp_path, tmp_path, "export", str(tmp_path / "x"), "--format", "docx")
    assert wrong.exit_code == 2 and all(one.name in wrong.output for one in BUILT_IN)
