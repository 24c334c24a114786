"""Reindexing: only what changed is done, nothing good is lost, and nothing that happens harms what is read."""

from __future__ import annotations

import errno
import os
import random
import shutil
import time
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from seogo.analysis.analyzer import Analyzer
from seogo.articles.archive import Archive
from seogo.articles.facts import FileFacts
from seogo.articles.model import Article
from seogo.composition import open_site
from seogo.errors import ArchiveMissing, ArticleError, IndexBusy
from seogo.indexing.indexer import IndexOptions, check_archive
from seogo.indexing.report import IndexReport
from seogo.languages import Language
from seogo.messages import Message
from seogo.settings import load_settings
from seogo.storage import sightings as sightings_module
from seogo.storage.sightings import GRAIN, Sightings
from tests.tiny import ARTICLES, Tiny


@pytest.fixture
def tiny(tmp_path: Path, analyzer: Analyzer) -> Tiny:
    """The tiny archive, not indexed yet."""
    tiny = Tiny(tmp_path, analyzer)
    tiny.fill()
    return tiny


@pytest.fixture
def indexed(tiny: Tiny) -> Tiny:
    """The tiny archive with its index."""
    tiny.run()
    tiny.analyzer.texts = 0
    return tiny


def done(report: IndexReport) -> tuple[list[str], list[str], list[str], int, int]:
    """Added, changed and removed ids, how many are unchanged, how many were analysed."""
    return report.added, report.changed, report.removed, report.unchanged, report.analysed


def tree(folder: Path) -> dict[str, tuple[int, int]]:
    """Every file of a folder with its size and time."""
    found = ((path, path.stat()) for path in folder.rglob("*"))
    return {str(path): (stat.st_size, stat.st_mtime_ns) for path, stat in found}


# What changed


def test_the_first_run(tiny: Tiny) -> None:
    report = tiny.run()
    assert done(report) == (sorted(ARTICLES), [], [], 0, 4)
    assert (report.reason, report.generation, report.articles, report.problems) == (
        Message("index.first"),
        1,
        4,
        [],
    )
    records = tiny.records()
    assert tiny.contents() == tiny.files()
    assert records["kimjang.ko"].translations == {"kimjang.en": Language.EN}
    assert records["rail.ko"].tags == ("교통",)


def test_nothing_changed(indexed: Tiny) -> None:
    before = tree(indexed.index)
    fresh = Analyzer()
    indexed.analyzer = fresh  # type: ignore[assignment]
    report = indexed.run()
    assert done(report) == ([], [], [], 4, 0)
    assert (report.reason, report.generation) == (None, 1)
    assert not fresh.loaded, "Kiwi is loaded though nothing changed"
    after = tree(indexed.index)
    assert {name for name in after if after[name] != before.get(name)} <= {
        str(indexed.index / name) for name in ("building", "sightings")
    }


def test_added_changed_removed(indexed: Tiny) -> None:
    indexed.write("hangul.en", "An alphabet from 1446.")
    indexed.write("chips.en", "Prices went up again.", title="Memory prices")
    (indexed.archive / "rail.ko.md").unlink()
    report = indexed.run()
    assert done(report) == (["hangul.en"], ["chips.en"], ["rail.ko"], 2, 2)
    assert (report.reason, report.generation, report.articles) == (None, 2, 4)
    assert indexed.analyzer.texts == 4, "title and text of two articles, no others"
    assert indexed.contents() == indexed.files()
    assert indexed.records()["chips.en"].title == "Memory prices"


@pytest.mark.slow
def test_many_runs_in_a_row(indexed: Tiny) -> None:
    rng = random.Random(7)
    for step in range(12):
        name = rng.choice(["a", "b", "c", "rail"])
        path = indexed.archive / f"{name}.en.md"
        if path.exists() and rng.random() < 0.4:
            path.unlink()
        else:
            indexed.write(f"{name}.en", f"Step {step}.", title=f"Number {step}")
        indexed.run()
        assert indexed.contents() == indexed.files()
    assert len(indexed.numbers()) == 2


def test_renamed_and_copied_files_are_not_analysed_again(indexed: Tiny) -> None:
    (indexed.archive / "new").mkdir()
    (indexed.archive / "rail.ko.md").rename(indexed.archive / "new" / "train.ko.md")
    shutil.copy(indexed.archive / "chips.en.md", indexed.archive / "copy.en.md")
    report = indexed.run()
    assert done(report) == (["copy.en", "new/train.ko"], [], ["rail.ko"], 3, 0)
    assert indexed.records()["new/train.ko"].path == "new/train.ko.md"


def test_a_moved_file_with_an_id_of_its_own(indexed: Tiny) -> None:
    indexed.write("a.en", "It stays.", line="id: stable")
    indexed.run()
    (indexed.archive / "a.en.md").rename(indexed.archive / "b.en.md")
    report = indexed.run()
    assert done(report) == ([], ["stable"], [], 4, 0)
    assert indexed.records()["stable"].path == "b.en.md"


def test_a_touched_file_is_no_changed_one(indexed: Tiny) -> None:
    for path in indexed.archive.iterdir():
        os.utime(path)
    assert done(indexed.run()) == ([], [], [], 4, 0)


def test_a_run_believes_the_sightings_but_not_with_full(
    indexed: Tiny, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sightings_module, "GRAIN", -GRAIN)
    indexed.run()  # the files are taken for older ones
    saved = indexed.index / "sightings"
    path = indexed.archive / "rail.ko.md"
    data, looks = path.read_bytes(), path.stat()
    # as no change can be: its sighting is one of the content that is in the index
    path.write_bytes(data.replace("서울".encode(), "대전".encode()))
    sightings = Sightings(time.time_ns())
    sightings.add("rail.ko.md", path.stat(), sha256(data).hexdigest())
    sightings.save(saved)
    assert looks.st_size == path.stat().st_size
    assert indexed.run().changed == []
    assert indexed.run(IndexOptions(full=True)).changed == ["rail.ko"]
    assert indexed.run().changed == []


def test_a_pair_formed_and_broken_later_writes_both(indexed: Tiny) -> None:
    assert indexed.records()["rail.ko"].translations == {}
    indexed.write("rail.en", "Two and a half hours to Busan.")
    report = indexed.run()
    assert done(report) == (["rail.en"], ["rail.ko"], [], 3, 1)
    records = indexed.records()
    assert records["rail.ko"].translations == {"rail.en": Language.EN}
    assert records["rail.en"].translations == {"rail.ko": Language.KO}
    (indexed.archive / "rail.en.md").unlink()
    report = indexed.run()
    assert done(report) == ([], ["rail.ko"], ["rail.en"], 3, 0)
    assert indexed.records()["rail.ko"].translations == {}


# What the index depends on besides the articles


def test_a_dictionary_word_touches_the_articles_with_it(indexed: Tiny) -> None:
    (indexed.archive / "dictionary.yaml").write_text("- 절인다\n- 없는말\n")
    report = indexed.run()
    assert done(report) == ([], ["kimjang.ko"], [], 3, 1)
    (indexed.archive / "dictionary.yaml").write_text("- 절인다\n- 다른말\n")
    report = indexed.run()
    assert done(report) == ([], [], [], 4, 0)
    assert report.generation == 3, "the new list is in the manifest"
    (indexed.archive / "dictionary.yaml").unlink()
    assert done(indexed.run()) == ([], ["kimjang.ko"], [], 3, 1)


def test_another_version_of_analysis_touches_all(
    indexed: Tiny, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("seogo.storage.stamps.kiwi_version", lambda: "99/99")
    assert done(indexed.run()) == ([], sorted(ARTICLES), [], 0, 4)
    assert done(indexed.run()) == ([], [], [], 4, 0)


def test_the_glossary_touches_no_article(indexed: Tiny) -> None:
    (indexed.archive / "glossary.yaml").write_text("- {ko: 김장, en: kimjang, hanja: 沈藏}\n")
    report = indexed.run()
    assert done(report) == ([], [], [], 4, 0)
    assert report.generation == 2
    with indexed.generations.open() as lease:
        assert lease.generation.manifest.glossary[0]["ko"] == "김장"
    assert indexed.run().generation == 2


@pytest.mark.parametrize("name", ["glossary.yaml", "dictionary.yaml"])
def test_a_bad_word_list_is_a_problem_and_the_last_good_one_goes_on(
    indexed: Tiny, name: str
) -> None:
    good = {"glossary.yaml": "- {ko: 김장, en: kimjang}\n", "dictionary.yaml": "- 절인다\n"}[name]
    (indexed.archive / name).write_text(good)
    number = indexed.run().generation
    (indexed.archive / name).write_text("- [no\n")
    report = indexed.run()
    assert [problem.path for problem in report.problems] == [name]
    assert (report.generation, report.unchanged) == (number, 4)


def test_another_index_stamp_rebuilds_from_the_store(indexed: Tiny) -> None:
    indexed.stamp = "tiny/2"
    report = indexed.run()
    assert done(report) == ([], [], [], 4, 0)
    assert report.reason
    assert report.generation == 2
    assert indexed.contents() == indexed.files()
    assert indexed.run().reason is None


def test_another_time_zone_rebuilds_with_other_days(tmp_path: Path, analyzer: Analyzer) -> None:
    tiny = Tiny(tmp_path, analyzer)
    tiny.write("late.en", "Late.", line='published: "2026-01-19T23:30:00Z"')
    for zone, day in (("Asia/Seoul", "2026-01-20"), ("America/New_York", "2026-01-19")):
        (tiny.archive / "seogo.yaml").write_text(f"timezone: {zone}\n")
        site = open_site(load_settings(tiny.archive, tiny.index, {}))
        assert site.indexer.run(IndexOptions()).unchanged == (zone != "Asia/Seoul")
        site.close()
        with tiny.engine() as engine:
            days = engine._open().segments.days.tolist()

        assert days == [date.fromisoformat(day).toordinal()]


def test_full_does_everything_again(indexed: Tiny) -> None:
    report = indexed.run(IndexOptions(full=True))
    assert done(report) == ([], [], [], 4, 4)
    assert (report.reason, report.generation) == (Message("index.full"), 2)
    assert indexed.contents() == indexed.files()


@pytest.mark.parametrize(
    "options", [IndexOptions(dry_run=True), IndexOptions(full=True, dry_run=True)]
)
def test_a_dry_run_writes_nothing(indexed: Tiny, options: IndexOptions) -> None:
    indexed.write("hangul.en", "An alphabet from 1446.")
    (indexed.archive / "rail.ko.md").unlink()
    before = tree(indexed.index)
    report = indexed.run(options)
    assert (report.added, report.removed, report.analysed) == (["hangul.en"], ["rail.ko"], 0)
    assert report.generation == 1
    assert tree(indexed.index) == before


def test_a_dry_run_without_an_index(tiny: Tiny) -> None:
    assert tiny.run(IndexOptions(dry_run=True)).added == sorted(ARTICLES)
    assert not tiny.index.exists()


def test_a_dry_run_while_another_builds(indexed: Tiny) -> None:
    with indexed.generations.building():
        assert indexed.run(IndexOptions(dry_run=True)).unchanged == 4
        with pytest.raises(IndexBusy):
            indexed.run()


# Bad files


def test_bad_files_stop_nothing(indexed: Tiny) -> None:
    (indexed.archive / "rail.ko.md").write_bytes(b"---\ntitle: \xff\n---\n")
    (indexed.archive / "open.en.md").write_text("---\ntitle: no end\n")
    indexed.write("good.en", "Good.")
    report = indexed.run()
    assert done(report) == (["good.en"], [], ["rail.ko"], 3, 1)
    assert sorted(problem.path for problem in report.problems) == ["open.en.md", "rail.ko.md"]
    assert indexed.contents() == indexed.files()
    again = indexed.run()
    assert sorted(map(str, again.problems)) == sorted(map(str, report.problems)), "told every time"
    assert again.generation == report.generation


def test_the_last_good_article_turns_bad(tmp_path: Path, analyzer: Analyzer) -> None:
    tiny = Tiny(tmp_path, analyzer)
    tiny.write("only.en", "One.")
    tiny.run()
    (tiny.archive / "only.en.md").write_text("no front matter")
    report = tiny.run()
    assert len(report.problems) == 1
    assert report.removed == ["only.en"]
    assert tiny.contents() == {}


def test_of_two_files_with_one_id_the_first_stays(indexed: Tiny) -> None:
    indexed.write("z.en", "Later.", line="id: same")
    indexed.run()
    indexed.write("b.en", "First by path.", line="id: same")
    report = indexed.run()
    assert report.changed == ["same"]
    (problem,) = report.problems
    assert "z.en.md" in str(problem)
    assert "b.en.md" in str(problem)
    assert indexed.records()["same"].path == "b.en.md"
    (indexed.archive / "b.en.md").unlink()
    assert indexed.run().changed == ["same"]
    assert indexed.records()["same"].path == "z.en.md"


@pytest.mark.parametrize("full", [False, True])
def test_a_file_that_turns_bad_while_it_is_indexed(
    indexed: Tiny, monkeypatch: pytest.MonkeyPatch, full: bool
) -> None:
    indexed.write("chips.en", "Prices went up again.")
    indexed.write("new.en", "New.")
    read = Archive.read

    def failing(self: Archive, file: FileFacts | str) -> Article:
        article = read(self, file)
        if article.id in ("chips.en", "new.en"):
            raise ArticleError(article.path, 0, Message("article.not-article"))
        return article

    with monkeypatch.context() as patch:
        patch.setattr(Archive, "read", failing)
        patch.setattr("seogo.articles.archive.KEEP_PARSED", 0)  # as in an archive that is large
        report = indexed.run(IndexOptions(full=full))
    assert sorted(problem.path for problem in report.problems) == ["chips.en.md", "new.en.md"]
    assert (report.added, report.changed) == ([], [])
    assert sorted(indexed.contents()) == ["kimjang.en", "kimjang.ko", "rail.ko"]
    indexed.run()
    assert indexed.contents() == indexed.files()


# An archive that is not there


@pytest.mark.parametrize("damaged", [False, True])
def test_an_empty_archive_deletes_nothing(indexed: Tiny, damaged: bool) -> None:
    for path in indexed.archive.iterdir():
        path.unlink()
    if damaged:
        (indexed.index / "generations/000001/manifest.json").write_text("noise")
    with pytest.raises(ArchiveMissing, match="--allow-empty"):
        indexed.run()
    if not damaged:
        assert len(indexed.contents()) == 4
    report = indexed.run(IndexOptions(allow_empty=True))
    assert report.generation > 0
    assert indexed.contents() == {}
    assert indexed.run().generation == report.generation


def test_an_archive_that_is_gone(indexed: Tiny, tmp_path: Path) -> None:
    settings = load_settings(indexed.archive, indexed.index, {})
    shutil.rmtree(indexed.archive)
    site = open_site(settings)
    for options in (IndexOptions(), IndexOptions(allow_empty=True), IndexOptions(dry_run=True)):
        with pytest.raises(ArchiveMissing, match="no archive folder"):
            site.indexer.run(options)
    site.close()
    assert len(indexed.contents()) == 4


def test_a_new_and_empty_archive(tmp_path: Path) -> None:
    tiny = Tiny(tmp_path)
    assert tiny.run().articles == 0
    assert tiny.contents() == {}
    tiny.write("a.en", "First.")
    assert tiny.run().added == ["a.en"]


@pytest.fixture
def unread(indexed: Tiny, monkeypatch: pytest.MonkeyPatch) -> Iterator[Tiny]:
    """An indexed archive with a folder that cannot be read any more (also by root, who runs tests)."""
    indexed.write("closed/a.ko", "닫힌 방에 있는 글이다.", title="닫힌 방")
    indexed.run()
    opening = os.open

    def refuse(path: str, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        if path == "closed":
            raise PermissionError(errno.EACCES, "Permission denied")
        return opening(path, flags, mode, dir_fd=dir_fd)

    monkeypatch.setattr(os, "open", refuse)
    yield indexed
    monkeypatch.undo()


def test_a_folder_that_cannot_be_read_keeps_its_articles(unread: Tiny) -> None:
    unread.write("new.en", "New.")
    report = unread.run()
    assert (report.added, report.removed, report.unchanged) == (["new.en"], [], 5)
    assert len(report.problems) == 1
    assert "closed/a.ko" in unread.contents()


def test_writing_all_anew_loses_no_folder_that_cannot_be_read(unread: Tiny) -> None:
    with pytest.raises(ArchiveMissing, match=r"closed/a\.ko\.md.*--allow-empty"):
        unread.run(IndexOptions(full=True))
    unread.stamp = "tiny/2"
    with pytest.raises(ArchiveMissing):
        unread.run()
    assert "closed/a.ko" in unread.contents()
    assert unread.run(IndexOptions(allow_empty=True)).removed == ["closed/a.ko"]


def test_check_says_what_a_run_would(tiny: Tiny) -> None:
    (tiny.archive / "open.en.md").write_text("---\ntitle: no end\n")
    (tiny.archive / "glossary.yaml").write_text("- 7\n")
    report = check_archive(Archive(tiny.archive))
    assert report.unchanged == 4
    assert sorted(problem.path for problem in report.problems) == ["glossary.yaml", "open.en.md"]
