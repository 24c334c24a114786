"""What an index knows of the archive comes back as it was, and nothing else is taken for it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from seogo.articles.archive import Archive
from seogo.articles.front_matter import Remark
from seogo.indexing.analysis_cache import IndexedArticle
from seogo.indexing.lexicon_builder import LexiconStamp
from seogo.indexing.plan import ARTICLES_FILE, PreviousIndex, load_previous, write_articles
from seogo.indexing.report import IndexReport
from seogo.languages import Language
from seogo.messages import Message
from seogo.storage.generations import Generations
from seogo.storage.manifest import Manifest

STAMP = LexiconStamp("rules", "evidence", 3)
DOCUMENTS = {"가": IndexedArticle("a.ko.md", "0" * 64, "stamp", "hash")}


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """An archive of an article that asks for remarks, a bad file and one that is no article."""
    root = tmp_path / "archive"
    root.mkdir()
    keys = "id: 가\naliases: 나\ntranslation_of: 다\n더: 라"
    (root / "a.ko.md").write_text(f"---\ntitle: 제목\n{keys}\n---\n")
    (root / "bad.ko.md").write_text("나쁨")
    (root / "note.md").write_text("---\ntitle: 제목\n---\n")
    return Archive(root)


def loaded(
    archive: Archive, folder: Path, change: Callable[[Any], object] = lambda _: None
) -> tuple[PreviousIndex | None, Message | None]:
    """What is loaded of what was written and changed, and the reason why nothing is."""
    generations, report = Generations(folder), IndexReport()
    with generations.building():
        path = generations.begin() / ARTICLES_FILE
        write_articles(path, "analysis", STAMP, archive.scan().facts.values(), DOCUMENTS)
        data = json.loads(path.read_bytes())
        change(data)
        path.write_text(json.dumps(data))
        manifest = Manifest(0, "", "stamp", 0, (), ())
        generations.publish(generations.seal(path.parent, manifest))
    return load_previous(generations, "stamp", report), report.reason


def test_facts_come_back(archive: Archive, tmp_path: Path) -> None:
    known, reason = loaded(archive, tmp_path / "index")
    facts = archive.scan().facts
    assert reason is None
    assert known is not None
    assert (known.facts, known.documents) == (facts, DOCUMENTS)
    assert (known.analysis, known.lexicon) == ("analysis", STAMP)
    assert facts["a.ko.md"].lang is Language.KO
    assert facts["a.ko.md"].warnings and facts["a.ko.md"].notes
    front = Message("article.no-front-matter"), Message("article.begin-with-front-matter")
    assert facts["bad.ko.md"].error == Remark(1, *front)
    assert (facts["note.md"].id, facts["note.md"].error) == ("", None)


CHANGES: dict[str, Callable[[Any], object]] = {
    "another version": lambda data: data.update(version=0),
    "no version": lambda data: data.pop("version"),
    "no stamp": lambda data: data.pop("learned"),
    "no hash": lambda data: data["facts"][0].pop("content_hash"),
    "another member": lambda data: data["facts"][0].update(x=1),
    "another language": lambda data: data["facts"][0].update(lang="fr"),
    "a line that is none": lambda data: data["facts"][0].update(id_line="1"),
    "a remark that is none": lambda data: data["facts"][1].update(error={"line": 1, "what": 5}),
    "a document that is none": lambda data: data["documents"].update(가=["a", "b", "c", "d"]),
}


@pytest.mark.parametrize("name", CHANGES)
def test_anything_else_is_refused(archive: Archive, tmp_path: Path, name: str) -> None:
    known, reason = loaded(archive, tmp_path / "index", CHANGES[name])
    assert known is None
    assert reason is not None
    assert reason.code == "index.unknown-facts"
