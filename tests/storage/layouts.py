"""The bytes of every format that seogo.storage.stamps has a version of, from small fixed contents.

    python -m tests.storage.layouts

adds the digests of versions that formats.json does not know yet, and never changes one that it knows: other bytes need
another version.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final

import numpy as np

from seogo.alignment.aligned_sentences import write_sentences
from seogo.alignment.gale_church import Passage
from seogo.alignment.sentence_pairs import SentencePairs, SentenceSide
from seogo.analysis.analyzer import Analyzer
from seogo.analysis.korean import kiwi_version
from seogo.analysis.token import FieldTokens
from seogo.articles.archive import Archive
from seogo.articles.facts import FileFacts
from seogo.articles.model import Article, ArticleDate
from seogo.documents.document import AnalysedArticle, to_document
from seogo.documents.stored_analysis import ArticleAnalysis, StoredAnalysis, analyze_articles
from seogo.engines.opensearch.fields import MAPPING, SETTINGS, to_source
from seogo.engines.opensearch.vocabulary import Changes, Vocabulary
from seogo.engines.whoosh.engine import WhooshEngine
from seogo.engines.whoosh.storage.document_table import write_table
from seogo.engines.whoosh.storage.postings import FieldArrays, InvertedWriter
from seogo.engines.whoosh.storage.schema import build_schema
from seogo.indexing.analysis_cache import IndexedArticle
from seogo.indexing.lexicon_builder import LexiconStamp
from seogo.indexing.lexicon_sources import to_bytes
from seogo.indexing.plan import write_articles
from seogo.languages import Language
from seogo.lexicon.glosses import find_glosses
from seogo.lexicon.lexicon import Lexicon, Origin, Translation, write_lexicon
from seogo.lexicon.training import Evidence, learn
from seogo.meaning.passages import to_passages
from seogo.meaning.store import ArticleVectors
from seogo.meaning.vectors import IndexedVectors, write_vectors
from seogo.storage import stamps
from seogo.storage.manifest import FileMark, Manifest
from seogo.storage.redirects import write_redirects
from seogo.storage.sightings import Sightings
from seogo.storage.stamps import FileFormat
from seogo.suggestions.completion import CompletionEntry, write_suggestions
from tests.engines.samples import document

GOLDEN: Final = Path(__file__).with_name("formats.json")
TEXT: Final = """늦가을에 온 동네가 모여 배추 300포기를 절인다. 김장(kimjang)은 2013년 12월 5일에 올랐다.

- 金씨네는 e-mail로 알린다. State-of-the-art machines run 45% faster, Kim Min-su said.
"""
ARTICLE: Final = Article(
    id="a/kimjang.ko",
    path="a/kimjang.ko.md",
    lang=Language.KO,
    title="김장의 계절",
    body=TEXT,
    content_hash="0" * 64,
    source="서고",
    url="https://example.org/1",
    published=ArticleDate("2025-11-20", date(2025, 11, 20)),
    authors=("김민수",),
    tags=("음식", "전통"),
    further={"section": ("생활",)},
)
FILES: Final = {
    "a.ko.md": "---\ntitle: 가\naliases: [b]\nodd: x\n---\n\n# 제목\n\n글.\n",
    "a.en.md": "---\ntitle: A\ntranslation_of: a.ko\ndate: 2020-01-02\n---\ntext\n",
    "bad.ko.md": "---\ntitle: [\n---\n",
    "none.txt": "no article",
}


def _analysis() -> ArticleAnalysis:
    def tokens(*terms: str) -> FieldTokens:
        places = list(range(len(terms)))
        return FieldTokens(list(terms), places, [place + 1 for place in places], places)

    return ArticleAnalysis(
        text="늦가을 배추.",
        title=tokens("김장", "계절"),
        body=tokens("늦가을", "배추", "배추"),
        title_compounds=tokens(),
        body_compounds=tokens("가을배추"),
        tags=tokens("음식"),
        title_quantities=tokens(),
        body_quantities=tokens("300"),
        sentences=[0, 4],
        blocks=[Passage("paragraph", 0, 7)],
    )


def _stored() -> bytes:
    others = {"a/kimjang.en": Language.EN}
    analysed = AnalysedArticle(ARTICLE, _analysis(), b"analysis", (), "stamp", "a/kimjang", others)
    return to_document(analysed).stored


def _written(write: Callable[[Path], None]) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder) / "file")
        return (Path(folder) / "file").read_bytes()


def _inverted(of_terms: bool) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        paths = Path(folder) / "terms", Path(folder) / "postings"
        with paths[0].open("wb") as terms, paths[1].open("wb") as postings:
            writer = InvertedWriter(terms, postings)
            for counts, places in (([2, 1], [0, 3, 5]), (None, None)):
                writer.add(
                    f"body_{counts is None}",
                    FieldArrays(
                        [b"a", b"b"],
                        np.array([0, 1, 2], np.int64),
                        np.array([0, 1], np.uint32),
                        None if counts is None else np.array(counts, np.uint32),
                        None if places is None else np.array(places, np.uint32),
                    ),
                )
            writer.close()
        return paths[not of_terms].read_bytes()


def _table(path: Path) -> None:
    groups, live = np.array([7, 7, 8], np.uint64), np.array([True, True, False])
    write_table(path, ["b.ko", "b.en", "가.ko"], groups, np.array([0, 737_000, 1], np.int32), live)


def _columns() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        engine = WhooshEngine(Path(folder))
        engine.replace_all(
            [
                document(
                    "a.ko", "가 나 가", title="가", day=737_000, quantities="300", tags=("음식",)
                ),
                document("b.en", "x y", lang=Language.EN, title="x", group="a"),
            ]
        )
        engine.close()
        paths = sorted(Path(folder).glob("*.col"), key=lambda path: path.name.partition(".")[2])
        return repr([(p.name.partition(".")[2], p.read_bytes()) for p in paths]).encode()


def _schema() -> bytes:
    return repr(
        [
            (
                *(name, type(kind).__name__, type(kind.format).__name__),
                *(type(kind.column_type).__name__, kind.indexed, kind.stored),
                *(kind.unique, kind.scorable),
            )
            for name, kind in sorted(build_schema().items())
        ]
    ).encode()


def _lexicon() -> Lexicon:
    rows = {
        Language.KO: {"집": [Translation("house", 0.5, 2.0, Origin.LEARNED)]},
        Language.EN: {"house": [Translation("집", 1.0, 2.0, Origin.GLOSSARY)]},
    }
    return Lexicon(rows, [("눈", "snow")])


def _vectors(path: Path) -> None:
    text = "늦가을에 온 동네가 모여 배추를 절인다. 그리고 겨우내 먹는다. 끝."
    analysis = replace(
        _analysis(), text=text, sentences=[0, 22, 34], blocks=[Passage("paragraph", 0, len(text))]
    )
    passages = to_passages(StoredAnalysis(analysis.to_bytes()))
    rows = np.eye(64, dtype=np.float32)[: len(passages.spans)]
    found = ArticleVectors.of(passages, rows)
    write_vectors(path, "1 model", [IndexedVectors("a.ko", Language.KO, "0" * 64, found)])


def _facts() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        for name, text in FILES.items():
            (Path(folder) / name).write_text(text, encoding="utf-8")
        facts = Archive(Path(folder)).scan().facts
        return repr([facts[name] for name in sorted(facts)]).encode()


def _articles(path: Path) -> None:
    facts = [FileFacts("a.ko.md", "0" * 64, "a.ko", Language.KO, "가", "a")]
    documents = {"a.ko": IndexedArticle("a.ko.md", "0" * 64, "stamp", "hash")}
    write_articles(path, "analysis", LexiconStamp("rules", "evidence"), facts, documents)


PAIR = SentencePairs(
    SentenceSide(["서고", "글"], [0, 1, 0], [1, 2], [(0, 0), (0, 9)], "2026-01-19"),
    SentenceSide(["archive"], [0, 0], [1, 1], [(0, 0), (0, 70_000)], ""),
)


def _sightings(path: Path) -> None:
    sightings = Sightings(5_000_000_000)
    sightings.add("a.ko.md", os.stat_result((0o100644, 7, *[0] * 4, 5, *[2] * 12)), "c")
    sightings.save(path)


def _learned() -> bytes:
    passages = [(["김장", "배추"], ["kimjang", "cabbage"]), (["배추"], ["cabbage"])]
    lexicon = learn(Evidence(passages, [(["서고"], ["archive"])], [(["집"], ["house"])]))
    rows = [
        (language.value, term, [(row.term, round(row.probability, 2), row.origin) for row in found])
        for language in Language
        for term, found in lexicon.rows(language)
    ]
    return repr((rows, list(find_glosses(TEXT)))).encode() + to_bytes([("김장 배추", "kimjang")])


def _terms(analyzer: Analyzer) -> bytes:
    ((_, analysis, surfaces),) = analyze_articles([ARTICLE], analyzer)
    return repr((analysis, surfaces)).encode()


def layouts(analyzer: Analyzer) -> Mapping[str, bytes]:
    """Bytes by the name of their version in seogo.storage.stamps."""
    manifest = Manifest(
        *(7, "2026-01-19T00:00:00+00:00", "stamp", 2, ("믿음호",), ({"ko": "서고"},)),
        {"engine/file": FileMark(1, 2, "3")},
    )
    entries = [CompletionEntry("인공지능", "word", 3), CompletionEntry("AI Act", "title", 1)]
    return {
        "ANALYSIS_VERSION": _terms(analyzer),
        "ANALYSIS_FORMAT": _analysis().to_bytes(),
        "LEARNING_VERSION": _learned(),
        "FACTS_VERSION": _facts(),
        "ARTICLES_FORMAT": _written(_articles),
        "MANIFEST_VERSION": manifest.to_bytes(),
        "SCHEMA_VERSION": _schema(),
        "CODEC_VERSION": _columns(),
        "RECORD_FORMAT": _stored(),
        "REDIRECTS_FORMAT": _written(lambda path: write_redirects(path, {"옛.ko": "a.ko"})),
        "TERMS_FORMAT": _inverted(True),
        "POSTINGS_FORMAT": _inverted(False),
        "DOCUMENT_TABLE_FORMAT": _written(_table),
        "OPENSEARCH_FORMAT": _written(_vocabulary),
        "SUGGESTIONS_FORMAT": _written(lambda path: write_suggestions(path, entries)),
        "MEANING_FORMAT": _written(_vectors),
        "PAIR_FORMAT": PAIR.to_bytes(),
        "SIGHTINGS_FORMAT": _written(_sightings),
        "SENTENCES_FORMAT": _written(
            lambda path: write_sentences(path, [(("a.ko", "a.en"), "0 1", PAIR)])
        ),
        "LEXICON_FORMAT": _written(lambda path: write_lexicon(path, _lexicon())),
    }


def _vocabulary(path: Path) -> None:
    """A vocabulary, and behind it the document that it is of, with the fields and analyzers of its index."""
    made = document("a", "배추 절인 배추", tags=("음식",), quantities="300", day=736_000)
    changes = Changes()
    changes.count({"body_ko": made.fields["body_ko"].terms, "tag": ("음식",)})
    Vocabulary("").changed("seogo-1", changes).write(path)
    index = json.dumps([to_source(made), MAPPING, SETTINGS], sort_keys=True)
    path.write_bytes(path.read_bytes() + index.encode())


def version_of(name: str) -> str:
    """The version that a layout has now; for terms, Kiwi's too."""
    value: Any = getattr(stamps, name)
    number = value.version if isinstance(value, FileFormat) else value
    return f"{number} kiwi {kiwi_version()}" if name == "ANALYSIS_VERSION" else str(number)


def digests(analyzer: Analyzer) -> dict[str, str]:
    """Digests by the name of the version."""
    found = layouts(analyzer)
    return {name: hashlib.sha256(data).hexdigest()[:16] for name, data in found.items()}


def main() -> None:
    """Add what is new to formats.json."""
    golden: dict[str, dict[str, str]] = json.loads(GOLDEN.read_text()) if GOLDEN.exists() else {}
    for name, digest in digests(Analyzer()).items():
        golden.setdefault(name, {}).setdefault(version_of(name), digest)
    GOLDEN.write_text(json.dumps(golden, indent=1, sort_keys=True) + "\n")


if __name__ == "__main__":
    main()
