"""Which terms another dictionary changes: the comparison alone, and in a dry run."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from seogo.analysis.analyzer import Analyzer
from seogo.analysis.token import FieldTokens
from seogo.cli import main
from seogo.indexing.indexer import IndexOptions
from seogo.indexing.report import TermChange, TermChanges
from seogo.indexing.term_changes import MOST_CHANGES, Columns, compare
from seogo.terminal.reports import print_report
from tests.tiny import Tiny, Watched

DRY = IndexOptions(dry_run=True)
Tokens = list[tuple[str, int, int]]


def analysis(body: Tokens, title: Tokens | None = None) -> Columns:
    """Title and body with these terms at these ranges."""
    return column(title or []), column(body)


def column(tokens: Tokens) -> FieldTokens:
    return FieldTokens(
        [term for term, _, _ in tokens],
        [start for _, start, _ in tokens],
        [end for _, _, end in tokens],
        list(range(len(tokens))),
    )


BROKEN: Tokens = [("새", 0, 1), ("엑", 2, 3), ("사원", 3, 5), ("모형", 7, 9)]
WHOLE: Tokens = [("새", 0, 1), ("엑사원", 2, 5), ("모형", 7, 9)]


def test_what_goes_and_what_comes_at_one_place() -> None:
    change = TermChange(("엑", "사원"), ("엑사원",), 1)
    assert compare([(analysis(BROKEN), analysis(WHOLE))]) == TermChanges([change])
    back = replace(change, before=change.after, after=change.before)
    assert compare([(analysis(WHOLE), analysis(BROKEN))]) == TermChanges([back])
    assert compare([(analysis(WHOLE), analysis(WHOLE))]) == TermChanges()
    assert compare([]) == TermChanges()


def test_places_that_do_not_touch_are_changes_of_their_own() -> None:
    old = analysis([("가", 0, 1), ("나", 1, 2), ("다", 2, 3)])
    new = analysis([("가나", 0, 2), ("라", 3, 4)])
    assert compare([(old, new)]).listed == [
        TermChange((), ("라",), 1),
        TermChange(("가", "나"), ("가나",), 1),
        TermChange(("다",), (), 1),
    ]


def test_articles_are_counted_once_with_their_titles() -> None:
    twice = [*BROKEN, ("엑", 20, 21), ("사원", 21, 23)], [*WHOLE, ("엑사원", 20, 23)]
    pairs = [
        (analysis(twice[0], BROKEN), analysis(twice[1], WHOLE)),
        (analysis([], BROKEN), analysis([], WHOLE)),
        (analysis([("글", 0, 1)]), analysis([("글쇠", 0, 2)])),
    ]
    assert compare(pairs).listed == [
        TermChange(("엑", "사원"), ("엑사원",), 2),
        TermChange(("글",), ("글쇠",), 1),
    ]


def test_the_most_frequent_are_listed_and_the_others_counted() -> None:
    pairs = [(analysis([(f"말{n}", 0, 2)]), analysis([])) for n in range(MOST_CHANGES + 7)]
    changes = compare([*pairs, pairs[-1]])
    assert (len(changes.listed), changes.others) == (MOST_CHANGES, 7)
    assert changes.listed[0] == TermChange((f"말{MOST_CHANGES + 6}",), (), 2)


TOKENS = st.lists(
    st.tuples(st.sampled_from("가나다"), st.integers(0, 6), st.integers(1, 3)), max_size=6
).map(lambda rows: sorted((term, at, at + length) for term, at, length in rows))


@given(old=TOKENS, new=TOKENS)
def test_all_that_differs_is_in_a_change(old: Tokens, new: Tokens) -> None:
    """The model: terms of all changes together are those of the differences."""
    listed = compare([(analysis(old), analysis(new))]).listed
    gone, come = Counter(old) - Counter(new), Counter(new) - Counter(old)
    assert {t for change in listed for t in change.before} == {term for term, _, _ in gone}
    assert {t for change in listed for t in change.after} == {term for term, _, _ in come}
    assert all(change.before or change.after for change in listed)


# In a dry run


@pytest.fixture(scope="module")
def with_word() -> Analyzer:
    """An analyzer whose dictionary has the new name."""
    return Analyzer(["가온코"])


@pytest.fixture
def news(tmp_path: Path, analyzer: Analyzer) -> Tiny:
    """An indexed archive in which a name is broken in two of three articles."""
    tiny = Tiny(tmp_path, analyzer)
    tiny.write("a.ko", "가온코는 새 검색 모형이다.", title="해외로 나간 가온코")
    tiny.write("b.ko", "가온코 개발진이 상을 받았다.")
    tiny.write("c.ko", "이웃과 배추를 절인다.")
    tiny.run()
    return tiny


def test_the_name_is_broken(news: Tiny) -> None:
    """Else the tests below say nothing."""
    terms = {name: record.analysis.body.terms for name, record in news.records().items()}
    assert [term for term in terms["a.ko"] if term in ("가온", "코", "가온코")] == ["가온", "코"]


@pytest.mark.slow
def test_a_dry_run_shows_what_the_run_then_does(news: Tiny, with_word: Analyzer) -> None:
    (news.archive / "dictionary.yaml").write_text("- 가온코\n", encoding="utf-8")
    before = {name: record.analysis.body.terms for name, record in news.records().items()}
    news.analyzer = Watched(with_word)
    report = news.run(DRY)
    assert (report.changed, report.unchanged, report.generation) == (["a.ko", "b.ko"], 1, 1)
    assert TermChange(("가온", "코"), ("가온코",), 2) in report.terms.listed
    assert report.terms.others == 0
    assert news.analyzer.texts == 4, "title and text of the articles that have the word"
    assert news.current() == 1
    news.analyzer.texts = 0
    done = news.run()
    assert (done.changed, done.analysed, news.analyzer.texts) == (["a.ko", "b.ko"], 2, 4)
    assert done.terms == TermChanges()
    after = {name: record.analysis.body.terms for name, record in news.records().items()}
    assert "가온코" in after["a.ko"]
    assert after["c.ko"] == before["c.ko"]
    assert news.run(DRY).terms == TermChanges()


def test_only_the_dictionary_is_compared(
    news: Tiny, with_word: Analyzer, monkeypatch: pytest.MonkeyPatch
) -> None:
    news.analyzer = Watched(with_word)
    news.write("a.ko", "가온코는 다른 글이 되었다.")
    (news.archive / "b.ko.md").unlink()
    news.write("d.ko", "가온코, 새 글이다.")
    (news.archive / "dictionary.yaml").write_text("- 가온코\n", encoding="utf-8")
    report = news.run(DRY)
    assert (report.added, report.changed, report.removed) == (["d.ko"], ["a.ko"], ["b.ko"])
    assert (report.terms, news.analyzer.texts) == (TermChanges(), 0)
    monkeypatch.setattr("seogo.storage.stamps.kiwi_version", lambda: "99/99")
    assert (news.run(DRY).terms, news.analyzer.texts) == (TermChanges(), 0)


@pytest.mark.slow
def test_a_full_dry_run_compares_too(news: Tiny, with_word: Analyzer) -> None:
    (news.archive / "dictionary.yaml").write_text("- 가온코\n", encoding="utf-8")
    news.analyzer = Watched(with_word)
    terms = news.run(IndexOptions(full=True, dry_run=True)).terms
    assert terms == news.run(DRY).terms
    assert terms.listed


@pytest.mark.slow
def test_printed_and_as_json(
    news: Tiny, with_word: Analyzer, capsys: pytest.CaptureFixture[str]
) -> None:
    (news.archive / "dictionary.yaml").write_text("- 가온코\n", encoding="utf-8")
    news.analyzer = Watched(with_word)
    report = news.run(DRY)
    report.terms = replace(report.terms, others=3)
    print_report(report, dry_run=True)
    printed = capsys.readouterr().out
    assert "2 would be changed" in printed
    assert "가온 코" in printed
    assert "and 3 other changes" in printed
    first = asdict(report.terms)["listed"][0]
    assert first == {"before": ("가온", "코"), "after": ("가온코",), "articles": 2}


def test_the_command_prints_it_as_json(tmp_path: Path) -> None:
    """English only, so that no Kiwi is loaded: nothing changes."""
    tiny = Tiny(tmp_path)
    tiny.write("a.en", "Rails.")
    where = ["--archive", str(tiny.archive), "--index", str(tiny.index)]
    CliRunner().invoke(main, ["reindex", *where])
    (tiny.archive / "dictionary.yaml").write_text("- 가온코\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["reindex", *where, "--dry-run", "--json"])
    assert json.loads(result.output)["terms"] == {"listed": [], "others": 0}
