"""Parts of an archive that were analysed apart: the index is the same, and Kiwi does nothing twice."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from seogo.analysis.analyzer import Analyzer
from seogo.articles.archive import Archive
from seogo.indexing.analysis_cache import AnalysisCache
from seogo.indexing.parts import MOST_PARTS, Part, analyse_part, parse_part
from seogo.indexing.report import IndexReport, SilentProgress
from tests.rows import each_row
from tests.tiny import Tiny

COUNT = 3


@pytest.fixture
def tiny(tmp_path: Path, analyzer: Analyzer) -> Tiny:
    """An archive of some articles without an index."""
    tiny = Tiny(tmp_path, analyzer)
    for number in range(12):
        tiny.write(f"folder{number % 4}/글{number}.ko", f"{number}번째 배추를 절인다.", title="글")
    tiny.write("alone.en", "They salted cabbages.", title="Cabbages")
    return tiny


def analysed(tiny: Tiny, part: Part, folder: Path | None = None) -> IndexReport:
    archive = Archive(tiny.archive)
    return analyse_part(
        archive, folder or tiny.index, lambda _: tiny.analyzer, part, SilentProgress()
    )


def test_each_article_is_in_one_part(tiny: Tiny) -> None:
    paths = [str(path.relative_to(tiny.archive)) for path in tiny.archive.rglob("*.md")]
    parts = [Part(number, COUNT) for number in range(1, COUNT + 1)]
    assert Counter(sum(part.has(path) for part in parts) for path in paths) == {1: 13}


def test_a_run_takes_over_the_parts(tiny: Tiny, tmp_path: Path) -> None:
    elsewhere = tmp_path / "other machine"
    counts = [
        analysed(tiny, Part(1, COUNT)).analysed,
        analysed(tiny, Part(2, COUNT), elsewhere).analysed,
        analysed(tiny, Part(3, COUNT)).analysed,
    ]
    assert sum(counts) == 13
    assert all(counts)
    carried = elsewhere / Part(2, COUNT).name
    carried.rename(tiny.index / carried.name)
    report = tiny.run()
    assert (len(report.added), report.analysed, report.problems) == (13, 0, [])
    assert not list(tiny.index.glob("*-of-*"))
    assert tiny.run().unchanged == 13


def test_what_has_an_analysis_is_not_analysed_again(tiny: Tiny) -> None:
    tiny.run()
    tiny.write("new.ko", "새 글이다.", title="새 글")
    reports = [analysed(tiny, Part(number, COUNT)) for number in range(1, COUNT + 1)]
    assert sorted(report.analysed for report in reports) == [0, 0, 1]
    assert tiny.run().analysed == 0


def test_a_part_that_was_ended_goes_on_and_is_not_taken_over_before(tiny: Tiny) -> None:
    part = Part(1, 1)
    with closing(AnalysisCache(tiny.index / f"unfinished-{part.name}")) as cache:
        cache.put("a", "b", b"c")
    assert tiny.run().analysed == 13
    assert analysed(tiny, part).analysed == 0


@pytest.mark.parametrize("damage", [b"", b"nonsense" * 100])
def test_a_damaged_file_costs_only_its_analyses(tiny: Tiny, damage: bytes) -> None:
    for number in range(1, COUNT + 1):
        analysed(tiny, Part(number, COUNT))
    damaged = tiny.index / Part(2, COUNT).name
    damaged.write_bytes(damage)
    report = tiny.run()
    assert (len(report.added), 0 < report.analysed < 13) == (13, True)
    assert not damaged.exists()


def test_a_refused_file_is_a_problem_of_its_part(tiny: Tiny) -> None:
    (tiny.archive / "bad.ko.md").write_text("---\ntitle: [\n---\n글", encoding="utf-8")
    problems = [analysed(tiny, Part(n, COUNT)).problems for n in range(1, COUNT + 1)]
    assert sorted(map(len, problems)) == [0, 0, 1]


@pytest.mark.parametrize(
    ("text", "part"), [("1/1", Part(1, 1)), ("2/5", Part(2, 5)), ("1000/1000", Part(1000, MOST_PARTS))]
)  # fmt: skip
def test_a_part_is_written_as_a_fraction(text: str, part: Part) -> None:
    assert parse_part(text) == part


@each_row("text", ["", "0/3", "4/3", "1", "1/0", "-1/2", "1/1001", "1/2/3", "a/b", "１/２"])  # fmt: skip
def test_nothing_else_is_a_part(text: str) -> None:
    assert parse_part(text) is None
