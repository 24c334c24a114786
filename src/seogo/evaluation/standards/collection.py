"""Sets of three parts: a corpus, queries, and which passages are relevant to which query.

That is BEIR's form (Thakur and others 2021), in JSON Lines or, as data hubs keep it, in Parquet; and those of MIRACL
(Zhang and others 2023) and Mr. TyDi (Zhang and others 2021), with topics as tab-separated lines and judgements as TREC has
them. Files may be compressed with gzip. Several columns may hold what is the same, so one reader reads all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from seogo.errors import FileError
from seogo.evaluation.json_lines import JsonObject, read_json_lines, read_lines
from seogo.evaluation.standards.parquet import read_parquet
from seogo.evaluation.standards.published import Passage, PublishedSet, Query, find_files
from seogo.importers.extraction.language_detection import language_of
from seogo.languages import Language
from seogo.messages import Message

_IDS: Final = ("_id", "docid", "id")
_QUERY_IDS: Final = ("_id", "query_id", "id")
_LONGEST: Final = 4 * 1024 * 1024
_MOST: Final = 5_000_000


@dataclass(frozen=True, slots=True)
class Parts:
    """Patterns of the files of each part, those that are preferred first; ``language`` is that of a set in one language."""

    corpus: tuple[str, ...]
    queries: tuple[str, ...]
    relevance: tuple[str, ...]
    language: Language | None = None

    def read(self, folder: Path) -> PublishedSet:
        """The set in a folder. Raises FileError."""
        corpus = find_files(folder, self.corpus)
        files = find_files(folder, self.queries)
        relevant: dict[str, list[str]] = {}
        texts: dict[str, str] = {}
        for row in _rows(files):
            name = _value(row, _QUERY_IDS)
            texts[name] = _value(row, ("text", "query"))
            relevant.setdefault(name, []).extend(_positive(row))
        if not any(relevant.values()):
            for name, passage in _judgements(find_files(folder, self.relevance)):
                relevant.setdefault(name, []).append(passage)
        queries = [
            Query(name, self._language(text), text, tuple(dict.fromkeys(relevant[name])))
            for name, text in texts.items()
            if relevant[name]
        ]
        return PublishedSet(self._passages(corpus), queries)

    def _passages(self, files: Iterable[Path]) -> Iterator[Passage]:
        for row in _rows(files):
            title, text = row.optional("title"), row.optional("text")
            if "contents" in row.values:  # of Anserini: the title is the first line
                title, _, text = row.optional("contents").partition("\n")
            yield Passage(_value(row, _IDS), self._language(f"{title}\n{text}"), title, text)

    def _language(self, text: str) -> Language:
        return self.language or language_of(text) or Language.EN


_BEIR: Final = Parts(
    ("corpus.jsonl*", "corpus/*.parquet", "*/corpus/*.parquet"),
    ("queries.jsonl*", "queries/*.parquet", "*/queries/*.parquet"),
    (
        *("qrels/test.tsv", "qrels/dev.tsv", "qrels/*test*.parquet", "qrels/*.parquet"),
        *("default/*test*.parquet", "default/*.parquet", "data/*test*.parquet", "data/*.parquet"),
    ),
)
read_beir = _BEIR.read


def _korean(
    corpus: tuple[str, ...] = (), queries: tuple[str, ...] = (), relevance: tuple[str, ...] = ()
) -> Parts:
    """Parts of a set in Korean, that has these files or BEIR's."""
    return Parts(
        (*corpus, *_BEIR.corpus),
        (*queries, *_BEIR.queries),
        (*relevance, *_BEIR.relevance),
        Language.KO,
    )


read_autorag = _korean().read
read_miracl = _korean(
    ("**/miracl-corpus-v1.0-ko/docs-*.jsonl*", "docs-*.jsonl*"),
    ("**/topics.miracl-v1.0-ko-dev.tsv",),
    ("**/qrels.miracl-v1.0-ko-dev.tsv",),
).read
read_mrtydi = _korean(
    ("**/collection/docs.jsonl*", "**/corpus.jsonl*"),
    ("**/topic.test.tsv", "**/topics.test.txt", "**/test.jsonl*"),
    ("**/qrels.test.txt",),
).read


def _rows(files: Iterable[Path]) -> Iterator[JsonObject]:
    """Rows of files of any form; those of tab-separated lines have an id and a text."""
    for path in files:
        if path.suffix == ".parquet":
            yield from read_parquet(path)
        elif path.suffix in (".tsv", ".txt"):
            for line, (name, text) in _cells(path, 2):
                yield JsonObject(str(path), line, {"_id": name, "text": text})
        else:
            yield from read_json_lines(path, longest=_LONGEST, most=_MOST)


def _cells(path: Path, count: int) -> Iterator[tuple[int, list[str]]]:
    """Numbers and cells of the lines of a file that has ``count`` cells a line."""
    wrong = partial(FileError, right=Message("evaluate.as-published"))
    for line, data in read_lines(path, longest=_LONGEST, most=_MOST):
        try:
            cells = data.decode("utf-8-sig").rstrip("\r\n").split("\t", count - 1)
        except UnicodeDecodeError as error:
            raise wrong(str(path), line, Message("file.not-utf-8")) from error
        if len(cells) != count:
            raise wrong(str(path), line, Message("evaluate.cells", count=count))
        yield line, cells


def _judgements(files: Iterable[Path]) -> Iterator[tuple[str, str]]:
    """Pairs of a query and a passage that is relevant to it."""
    for path in files:
        if path.suffix == ".parquet":
            rows: Iterable[Mapping[str, object]] = (row.values for row in read_parquet(path))
            for row in rows:
                if row.get("score", 1) not in (0, 0.0):
                    yield str(row.get("query-id", "")), str(row.get("corpus-id", ""))
            continue
        for _, data in read_lines(path, longest=_LONGEST, most=_MOST):
            cells = data.decode(errors="replace").split()
            # TREC has a column between query and passage, and BEIR a line of names
            if len(cells) in (3, 4) and cells[-1].lstrip("-").isdecimal() and int(cells[-1]) > 0:
                yield cells[0], cells[-2]


def _positive(row: JsonObject) -> Iterator[str]:
    """Relevant passages that a query names itself."""
    passages = row.values.get("positive_passages")
    for passage in passages if isinstance(passages, list) else ():
        if isinstance(passage, dict):
            yield str(passage.get("docid", ""))


def _value(row: JsonObject, keys: tuple[str, ...]) -> str:
    """Value of the first of some keys that a row has."""
    return row.raw_text(next((key for key in keys if key in row.values), keys[0]))
