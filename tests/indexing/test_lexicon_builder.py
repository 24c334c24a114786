"""The lexicon of an index: learned once, kept while nothing changes, the same whatever happens to its store."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType

import pytest

import seogo.indexing.indexer as indexer_module
import seogo.indexing.lexicon_builder as builder_module
import seogo.indexing.lexicon_sources as sources_module
from seogo.analysis.analyzer import Analyzer
from seogo.articles.wordlists import GlossaryEntry
from seogo.composition import Site
from seogo.errors import IndexDamaged
from seogo.indexing.indexer import IndexOptions
from seogo.indexing.lexicon_builder import LEXICON_FILE, STORE
from seogo.indexing.plan import ARTICLES_FILE, read_waiting
from seogo.indexing.report import IndexReport
from seogo.languages import Language
from seogo.lexicon.glossary_terms import EntryForms, analyse_entries, to_terms
from seogo.lexicon.lexicon import Lexicon, Origin, open_lexicon
from seogo.messages import Message
from seogo.suggestions.completion import SUGGESTIONS_FILE, Suggestions
from tests.tiny import Tiny

KO, EN = Language.KO, Language.EN

PAIRS = {
    "kimchi": (
        "김치",
        "Kimchi",
        "배추를 소금에 절인다.\n\n마늘을 넣는다.\n\n배추를 항아리에 담는다.",
        "Salt the cabbage.\n\nAdd garlic.\n\nPut the cabbage into a jar.",
    ),
    "soup": (
        "국",
        "Soup",
        "배추를 썬다.\n\n마늘을 썬다.\n\n소금을 넣는다.",
        "Cut the cabbage.\n\nCut the garlic.\n\nAdd salt.",
    ),
    "market": (
        "시장",
        "Market",
        "시장에서 배추를 판다.\n\n시장은 일요일에 쉰다.",
        "The market sells cabbage.\n\nThe market rests on Sunday.",
    ),
}
"""Korean and English title, Korean and English text."""


class Kitchen(Tiny):
    """A tiny archive of pairs."""

    def pair(self, name: str, korean: str, english: str, title: tuple[str, str]) -> None:
        """Write both articles of a pair."""
        self.write(f"{name}.ko", korean, title=title[0])
        self.write(f"{name}.en", english, title=title[1])

    def glossary(self, text: str) -> None:
        """Write the glossary."""
        (self.archive / "glossary.yaml").write_text(text, encoding="utf-8")

    @property
    def file(self) -> Path:
        """The lexicon of the generation that readers get."""
        return self.index / "generations" / f"{self.current():06}" / LEXICON_FILE

    @property
    def lexicon(self) -> Lexicon:
        return open_lexicon(self.file)

    def suggested(self, typed: str) -> list[str]:
        """Suggestions that readers get."""
        found = Suggestions(self.file.with_name(SUGGESTIONS_FILE)).find(typed)
        return [suggestion.text for suggestion in found]


@pytest.fixture
def kitchen(tmp_path: Path, analyzer: Analyzer) -> Kitchen:
    """The pairs, indexed."""
    kitchen = Kitchen(tmp_path, analyzer)
    for name, (ko_title, en_title, korean, english) in PAIRS.items():
        kitchen.pair(name, korean, english, (ko_title, en_title))
    report = kitchen.run()
    assert (report.aligned, report.problems) == (3, [])
    assert report.passages >= 8
    return kitchen


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter[str]]:
    """How often something was aligned, looked through for glosses, or learned."""
    calls: Counter[str] = Counter()

    def watch(module: ModuleType, name: str) -> None:
        inner = getattr(module, name)

        def called(*arguments: object) -> object:
            calls[name] += 1
            return inner(*arguments)

        monkeypatch.setattr(module, name, called)

    watch(sources_module, "to_sentence_pairs")
    watch(sources_module, "find_glosses")
    watch(builder_module, "learn")
    return calls  # type: ignore[return-value]


def best(lexicon: Lexicon, term: str, language: Language) -> str:
    row = lexicon.translations(term, language)
    return row[0].term if row else ""


def same(first: Lexicon, second: Lexicon) -> bool:
    return all(dict(first.rows(lang)) == dict(second.rows(lang)) for lang in Language)


# When it is learned


def test_a_large_archive_waits_until_enough_has_changed(
    kitchen: Kitchen, calls: Counter[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(builder_module, "AT_ONCE", 4)
    monkeypatch.setattr(builder_module, "WAITING_SHARE", 0.4)  # two of six
    before = kitchen.file.read_bytes()
    for number in (1, 2):
        kitchen.write("soup.en", f"Cut {number} cabbages.", title="Soup")
        report = kitchen.run()
        assert (report.waiting, report.passages, kitchen.file.read_bytes()) == (number, 0, before)
        with kitchen.generations.open() as lease:
            assert read_waiting(lease.generation.folder) == number
    assert not calls
    kitchen.glossary("- ko: 항아리\n  en: crock\n")  # somebody wants this now
    assert (kitchen.run().waiting, calls["learn"]) == (0, 1)
    assert best(kitchen.lexicon, "항아리", KO) == "crock"
    for number in (3, 4, 5):
        kitchen.write("soup.en", f"Cut {number} cabbages.", title="Soup")
        report = kitchen.run()
    assert (report.waiting, calls["learn"]) == (0, 2)
    kitchen.write("soup.en", "Cut it.", title="Soup")
    assert kitchen.run(IndexOptions(full=True)).waiting == 0
    assert calls["learn"] == 3
    with kitchen.generations.open() as lease:
        assert read_waiting(lease.generation.folder) == 0


@pytest.mark.parametrize(
    "text",
    [None, "", "[]", '{"learned":', '{"learned":{}}', '{"learned":{"waiting":null}}', "\xff"],
)
def test_articles_that_wait_are_none_where_the_list_is_damaged(
    tmp_path: Path, text: str | None
) -> None:
    if text is not None:
        (tmp_path / ARTICLES_FILE).write_text(text, "latin-1")
    assert read_waiting(tmp_path) == 0


def test_suggestions_of_a_large_archive_wait_with_its_lexicon(
    kitchen: Kitchen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(builder_module, "AT_ONCE", 4)
    monkeypatch.setattr(builder_module, "WAITING_SHARE", 0.4)  # two of six
    texts = [kitchen.suggested("Soup n")]
    for number in (1, 2, 3, 4):
        if number == 2:
            monkeypatch.setattr(indexer_module, "SUGGESTED_AT_ONCE", 4)
        kitchen.write("soup.en", f"Cut {number} cabbages.", title=f"Soup number {number}")
        kitchen.run()
        texts.append(kitchen.suggested("Soup n"))
    assert texts == [[], ["Soup number 1"], ["Soup number 1"], ["Soup number 3"], ["Soup number 3"]]


# What is learned


def test_pairs_teach_words(kitchen: Kitchen) -> None:
    lexicon = kitchen.lexicon
    assert best(lexicon, "배추", KO) == "cabbag"
    assert best(lexicon, "cabbag", EN) == "배추"
    assert best(lexicon, "시장", KO) == "market"
    assert lexicon.translations("배추", KO)[0].origin is Origin.LEARNED


def test_glosses_of_all_articles_teach_words(kitchen: Kitchen, calls: Counter[str]) -> None:
    kitchen.write("alone.ko", "유네스코한국위원회(KNCU)가 밝혔다.", title="소식")
    kitchen.run()
    assert calls == {"find_glosses": 1, "learn": 1}
    terms = to_terms("유네스코한국위원회", kitchen.analyzer)
    assert {best(kitchen.lexicon, term, KO) for term in terms} == {"kncu"}
    assert kitchen.lexicon.translations("kncu", EN)[0].origin is Origin.GLOSS


def test_the_sample_archive_has_a_lexicon(site: Site, analyzer: Analyzer) -> None:
    lexicon = site.current().lexicon()
    assert lexicon is site.current().lexicon(), "it is read once"
    (assembly,) = to_terms("유네스코", analyzer)
    row = lexicon.translations(assembly, KO)
    assert (row[0].term, row[0].origin) == ("unesco", Origin.GLOSSARY)
    assert Origin.GENERAL in {t.origin for _, row in lexicon.rows(KO) for t in row}
    assert LEXICON_FILE in site.generations.newest(thorough=True).manifest.files


def test_an_archive_of_one_language_learns_nothing(
    tmp_path: Path, analyzer: Analyzer, calls: Counter[str]
) -> None:
    tiny = Kitchen(tmp_path, analyzer)
    tiny.write("a.en", "The National Assembly (국회) met.")
    tiny.glossary("- {ko: 국회, en: assembly}")
    tiny.run()
    assert calls["learn"] == 0
    assert list(tiny.lexicon.rows(KO)) == list(tiny.lexicon.rows(EN)) == []
    tiny.write("b.ko", "비가 온다.")
    tiny.run()
    assert best(tiny.lexicon, "국회", KO) == "assembl"


# Nothing twice


def test_nothing_changed(kitchen: Kitchen, calls: Counter[str]) -> None:
    assert kitchen.run().generation == 1
    assert calls == {}


def test_an_article_without_pair_and_gloss_teaches_nothing(
    kitchen: Kitchen, calls: Counter[str]
) -> None:
    before = kitchen.file.stat()
    kitchen.write("alone.ko", "비가 온다.")
    report = kitchen.run()
    assert (report.generation, report.aligned, report.passages) == (2, 0, 0)
    assert calls == {"find_glosses": 1}
    assert kitchen.file.stat().st_ino == before.st_ino, "the file of the generation before"
    (kitchen.archive / "alone.ko.md").unlink()
    kitchen.run()
    assert calls == {"find_glosses": 1}


def test_only_a_changed_pair_is_aligned(kitchen: Kitchen, calls: Counter[str]) -> None:
    kitchen.pair("soup", "무를 썬다.", "Cut the radish.", ("무국", "Radish soup"))
    report = kitchen.run()
    assert (report.aligned, calls["to_sentence_pairs"], calls["learn"]) == (1, 1, 1)
    assert "radish" in {t.term for t in kitchen.lexicon.translations("무", KO)}


def test_a_moved_pair_teaches_nothing_new(kitchen: Kitchen, calls: Counter[str]) -> None:
    (kitchen.archive / "new").mkdir()
    for language in Language:
        name = f"soup.{language.value}.md"
        (kitchen.archive / name).rename(kitchen.archive / "new" / name)
    assert kitchen.run().added == ["new/soup.en", "new/soup.ko"]
    assert calls == {}


def test_a_pair_that_is_gone_is_forgotten(kitchen: Kitchen, calls: Counter[str]) -> None:
    (kitchen.archive / "market.en.md").unlink()
    kitchen.run()
    assert calls == {"learn": 1}
    assert kitchen.lexicon.translations("시장", KO) == ()
    kitchen.write("market.en", PAIRS["market"][3], title="Market")
    kitchen.run()
    assert best(kitchen.lexicon, "시장", KO) == "market"


def test_words_of_the_dictionary_teach_only_where_they_stand(
    kitchen: Kitchen, calls: Counter[str]
) -> None:
    (kitchen.archive / "dictionary.yaml").write_text("- 하이퍼클로바X\n", encoding="utf-8")
    assert kitchen.run().generation == 2
    assert calls == {}
    (kitchen.archive / "dictionary.yaml").write_text("- 일요일에\n", encoding="utf-8")
    kitchen.run()
    assert (calls["to_sentence_pairs"], calls["learn"]) == (1, 1)


def test_an_index_of_another_version_is_written_from_what_was_learned(
    kitchen: Kitchen, calls: Counter[str]
) -> None:
    before = kitchen.lexicon
    kitchen.stamp = "tiny/2"
    kitchen.analyzer.texts = 0
    assert kitchen.run().reason == Message("index.other-version")
    assert calls == {}
    assert kitchen.analyzer.texts == 0
    assert same(kitchen.lexicon, before)


def test_another_version_of_learning_learns_again(
    kitchen: Kitchen, calls: Counter[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (sources_module, builder_module):
        monkeypatch.setattr(module, "LEARNING_VERSION", 1_000)
    report = kitchen.run()
    assert (report.generation, report.unchanged, report.aligned) == (2, 6, 3)
    assert calls["learn"] == 1
    assert kitchen.run().generation == 2


def test_a_full_run_learns_again_from_what_was_aligned(
    kitchen: Kitchen, calls: Counter[str]
) -> None:
    before = kitchen.lexicon
    kitchen.run(IndexOptions(full=True))
    assert calls["learn"] == 1
    assert same(kitchen.lexicon, before)


# The glossary


def test_the_glossary_wins_and_forbid_wins_over_it_all(
    kitchen: Kitchen, calls: Counter[str]
) -> None:
    kitchen.glossary(
        "- {ko: 배추, en: napa}\n- {ko: 무김치, en: radish kimchi, variants: [섞박지]}"
    )
    kitchen.run()
    assert calls == {"learn": 1}
    row = kitchen.lexicon.translations("배추", KO)
    assert [(t.term, t.origin) for t in row[:2]] == [
        ("napa", Origin.GLOSSARY),
        ("cabbag", Origin.LEARNED),
    ]
    kitchen.glossary("- {ko: 배추, en: napa}\n- forbid: {ko: 배추, en: Cabbages}")
    kitchen.run()
    lexicon = kitchen.lexicon
    assert calls == {"learn": 2}
    assert "cabbag" not in {t.term for t in lexicon.translations("배추", KO)}
    assert "배추" not in {t.term for t in lexicon.translations("cabbag", EN)}
    assert lexicon.forbidden("배추", KO) >= {"cabbag"}


def test_a_glossary_that_only_moves_teaches_nothing(kitchen: Kitchen, calls: Counter[str]) -> None:
    kitchen.glossary("- {ko: 배추, en: napa}\n")
    kitchen.run()
    kitchen.glossary("# 채소\n\n- {ko: 배추, en: napa}\n")
    assert kitchen.run().generation == 3
    assert calls == {"learn": 1}


def test_the_forms_of_glossaries_are_analysed_once(
    kitchen: Kitchen, monkeypatch: pytest.MonkeyPatch
) -> None:
    analysed: list[str] = []

    def watched(entries: Sequence[GlossaryEntry], analyzer: Analyzer) -> Iterator[EntryForms]:
        analysed.extend(entry.ko for entry in entries)
        return analyse_entries(entries, analyzer)

    monkeypatch.setattr(sources_module, "analyse_entries", watched)
    kitchen.glossary("- {ko: 무김치, en: radish kimchi, variants: [섞박지]}")
    kitchen.run()
    assert analysed == ["무김치"]
    kitchen.write("alone.ko", "비가 온다.")
    kitchen.run()
    kitchen.pair("soup", "무를 썬다.", "Cut the radish.", ("무국", "Radish soup"))
    kitchen.run()
    kitchen.glossary("# 채소\n\n- {ko: 무김치, en: radish kimchi, variants: [섞박지]}")
    kitchen.run(IndexOptions(full=True))
    assert analysed == ["무김치"]
    before = kitchen.lexicon
    (kitchen.index / STORE).unlink()
    kitchen.run(IndexOptions(full=True))
    assert analysed == ["무김치"] * 2
    assert same(kitchen.lexicon, before)
    analysed.clear()
    (kitchen.archive / "dictionary.yaml").write_text("- 섞박지\n", encoding="utf-8")
    kitchen.run()
    assert analysed == ["무김치"], "the word stands in one of its forms"


def test_a_bad_glossary_leaves_what_was_learned(kitchen: Kitchen, calls: Counter[str]) -> None:
    kitchen.glossary("- forbid: {ko: 배추, en: cabbage}")
    kitchen.run()
    kitchen.glossary("- {ko: 배추, en: cabbage}\n- forbid: {ko: 배추, en: cabbage}")
    report = kitchen.run()
    assert [str(problem) for problem in report.problems] == [
        "glossary.yaml:2: 배추 and cabbage mean the same on line 1; either that entry or forbid"
    ]
    assert calls == {"learn": 1}
    assert kitchen.lexicon.forbidden("배추", KO) >= {"cabbag"}


# Accidents


@pytest.mark.parametrize("seed", range(6))
def test_a_damaged_or_missing_store_is_only_slower(
    kitchen: Kitchen, calls: Counter[str], seed: int
) -> None:
    before = kitchen.lexicon
    rng = random.Random(seed)
    path = kitchen.index / STORE
    content = bytearray(path.read_bytes())
    at = rng.randrange(len(content))
    content[at : at + 5_000] = rng.randbytes(len(content[at : at + 5_000]))
    if seed == 0:
        path.unlink()
    else:
        path.write_bytes(content[:at] if seed == 1 else content)
    kitchen.write("alone.ko", "비가 온다.")
    report = kitchen.run()
    assert report.problems == []
    assert same(kitchen.lexicon, before)
    assert calls["learn"] == 0, "the same evidence"


def test_a_store_that_fails_while_learning(
    kitchen: Kitchen, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = kitchen.lexicon
    pairs = sources_module.LexiconSources.pairs

    def lost(self: sources_module.LexiconSources) -> list[tuple[str, str]]:
        found = pairs(self)
        self._cache._begin_anew()
        return found

    monkeypatch.setattr(sources_module.LexiconSources, "pairs", lost)
    kitchen.run(IndexOptions(full=True))
    assert same(kitchen.lexicon, before)


def test_a_file_that_changes_meanwhile_teaches_what_was_indexed(
    kitchen: Kitchen, monkeypatch: pytest.MonkeyPatch
) -> None:
    pairs = sources_module.LexiconSources.pairs

    def changing(self: sources_module.LexiconSources) -> list[tuple[str, str]]:
        kitchen.write("soup.en", "It rains.")
        return pairs(self)

    kitchen.pair("soup", "무를 썬다.", "Cut the radish.", ("무국", "Radish soup"))
    with monkeypatch.context() as patch:
        patch.setattr(sources_module.LexiconSources, "pairs", changing)
        kitchen.run()
    assert "radish" in {t.term for t in kitchen.lexicon.translations("무", KO)}
    kitchen.run()
    found = {t.term for t in kitchen.lexicon.translations("무", KO)}
    assert "radish" not in found, "the next run learns from what the file says by then"


def test_a_killed_run_learns_on_from_what_was_aligned(
    kitchen: Kitchen, calls: Counter[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (kitchen.index / STORE).unlink()
    kitchen.glossary("- {ko: 배추, en: napa}\n")

    def killed(evidence: object) -> Lexicon:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(builder_module, "learn", killed)
        with pytest.raises(KeyboardInterrupt):
            kitchen.run()
    assert kitchen.current() == 1
    assert calls["to_sentence_pairs"] == 3
    kitchen.run()
    assert (calls["to_sentence_pairs"], calls["learn"]) == (3, 1)
    assert best(kitchen.lexicon, "배추", KO) == "napa"


def test_pairs_in_a_folder_that_cannot_be_read_are_still_known(
    kitchen: Kitchen, calls: Counter[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("soup.ko.md", "soup.en.md"):
        (kitchen.archive / "soups").mkdir(exist_ok=True)
        (kitchen.archive / name).rename(kitchen.archive / "soups" / name)
    kitchen.run()
    calls.clear()
    kitchen.write("alone.ko", "비가 온다.")
    folder = (kitchen.archive / "soups").rename(kitchen.archive.parent / "away")
    monkeypatch.setattr("seogo.articles.archive._Walk._enter", lose)
    (kitchen.archive / "soups").mkdir()
    report: IndexReport = kitchen.run()
    assert report.removed == []
    assert calls == {"find_glosses": 1}
    assert folder.exists()


def lose(walk: object, parent: int, name: str, path: str, depth: int) -> None:
    """A folder that cannot be opened."""
    walk.found.unread.append(path)  # type: ignore[attr-defined]


def test_a_damaged_lexicon_is_said_and_learned_again(kitchen: Kitchen) -> None:
    content = bytearray(kitchen.file.read_bytes())
    before = bytes(content)
    content[-1] ^= 1
    kitchen.file.write_bytes(content)
    with pytest.raises(IndexDamaged, match="checksum"):
        open_lexicon(kitchen.file)
    report = kitchen.run()
    assert "lexicon" in str(report.reason)
    assert kitchen.file.read_bytes() == before
