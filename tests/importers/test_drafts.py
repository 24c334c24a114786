"""Drafts and private posts: left out, counted and named, unless they are asked for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from seogo.articles.archive import Archive
from seogo.importers.runner import Importer, ImportOptions
from seogo.importers.writing.article_writer import Outcome

pytestmark = pytest.mark.slow

PUBLIC = (
    "draft: false",
    "draft: no",
    "published: true",
    "published: 2026-01-02",
    "status: published",
    "visibility: public",
    "private: false",
)
HIDDEN = (
    "draft: true",
    'draft: "true"',
    "draft: yes",
    "Draft: True",
    "published: false",
    "published: 'false'",
    "status: draft",
    "status: Private",
    "post_status: pending",
    "visibility: private",
    "private: true",
    "publish: false",
    "상태: 초안",
)


def run(source: Path, root: Path, *, drafts: bool = False) -> tuple[list[Outcome], Importer]:
    root.mkdir(exist_ok=True)
    outcomes: list[Outcome] = []
    importer = Importer(Archive(root), ImportOptions(processes=1, drafts=drafts))
    importer.run([str(source)], outcomes.append)
    return outcomes, importer


@pytest.mark.parametrize("line", HIDDEN)
def test_front_matter_that_says_it_is_not_public_is_left_out(line: str, tmp_path: Path) -> None:
    source = tmp_path / "a.md"
    source.write_text(f"---\ntitle: 쓰다 만 글\n{line}\n---\n\n아직 아무도 못 본다.\n", "utf-8")
    (outcome,), importer = run(source, tmp_path / "archive")
    assert outcome.status == "draft" and "쓰다 만 글" in str(outcome.why) and not outcome.written
    assert importer.report.counts == {"draft": 1} and not list((tmp_path / "archive").rglob("*.md"))
    (outcome,), _ = run(source, tmp_path / "archive", drafts=True)
    assert outcome.status == "new"


@pytest.mark.parametrize("line", PUBLIC)
def test_what_says_that_it_is_public_comes_in(line: str, tmp_path: Path) -> None:
    source = tmp_path / "a.md"
    source.write_text(
        f"---\ntitle: A finished post\n{line}\n---\n\nEverybody may read it.\n", "utf-8"
    )
    (outcome,), _ = run(source, tmp_path / "archive")
    assert outcome.status == "new"


def test_drafts_of_other_kinds_are_left_out_too(tmp_path: Path) -> None:
    folder = tmp_path / "sources"
    (folder / "_drafts").mkdir(parents=True)
    toml = '+++\ntitle = "초안"\ndraft = true\n+++\n아직이다.\n'
    (folder / "hugo.md").write_text(toml, "utf-8")
    (folder / "_drafts" / "later.md").write_text("# Later\n\nNot yet for anybody.\n", "utf-8")
    (folder / "empty.md").write_text("---\ntitle: 빈 초안\ndraft: true\n---\n", "utf-8")
    rows = "제목,본문,상태\n낸 글,누구나 읽는 글이다.,발행\n감춘 글,나만 읽는 글이다.,비공개\n"
    (folder / "a.csv").write_text(rows, "utf-8")
    records = [{"title": "Hidden", "body": "Nobody reads it yet.", "is_published": False}]
    (folder / "b.json").write_text(json.dumps(records), "utf-8")
    outcomes, importer = run(folder, tmp_path / "archive")
    assert sorted(one.status for one in outcomes) == [*["draft"] * 5, "new"], outcomes
    assert importer.report.counts == {"draft": 5, "new": 1}


def test_a_private_bookmark_is_no_draft(tmp_path: Path) -> None:
    source = tmp_path / "a.json"
    source.write_text(json.dumps([{"title": "x", "url": "https://a.example/", "private": True}]))
    (outcome,), _ = run(source, tmp_path / "archive")
    assert outcome.status == "refused" and "--fetch" in str(outcome.why)
