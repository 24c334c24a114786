"""NTREX-128 (Federmann, Kocmi and Xin 2022): news in English and, translated by people, in Korean, line by line.

Passages are runs of up to four lines of one document, the first line as title; the query is one line of a run in the other
language: the second one, where a run has more. Lines are paragraphs.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Final

from seogo.errors import FileError
from seogo.evaluation.json_lines import unreadable
from seogo.evaluation.standards.published import Passage, PublishedSet, Query, find_files
from seogo.languages import Language
from seogo.messages import Message

_LINES: Final = 4
_FILES: Final = {
    Language.KO: "newstest2019-ref.kor.txt",
    Language.EN: "newstest2019-src.eng.txt",
}


def read_ntrex(folder: Path) -> PublishedSet:
    """The set in a checkout of its repository. Raises FileError."""
    documents = [line.split("\t")[-1].strip() for line in _lines(folder, "DOCUMENT_IDS.tsv")]
    texts = {language: _lines(folder, name) for language, name in _FILES.items()}
    if {len(documents)} != {len(lines) for lines in texts.values()}:
        raise FileError(
            str(folder), 0, Message("evaluate.other-lengths"), Message("evaluate.as-published")
        )
    passages, queries = [], []
    for number, (first, last) in enumerate(_runs(documents)):
        for language, lines in texts.items():
            title, *rest = lines[first:last]
            text = "\n\n".join(rest) or title
            passages.append(Passage(f"{number}-{language}", language, title, text))
            wanted = (f"{number}-{language.other}",)
            queries.append(Query(f"{number}-{language}", language, (*rest, title)[0], wanted))
    return PublishedSet(passages, queries)


def _runs(documents: list[str]) -> Iterator[tuple[int, int]]:
    """Half-open ranges of lines of one document."""
    start = 0
    for _, lines in groupby(documents):
        end = start + len([*lines])
        yield from ((at, min(at + _LINES, end)) for at in range(start, end, _LINES))
        start = end


def _lines(folder: Path, name: str) -> list[str]:
    [path, *_] = find_files(folder, (name, f"*/{name}"))
    try:
        return path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    except OSError as error:
        raise unreadable(path, error) from error
    except UnicodeDecodeError as error:
        what, right = Message("file.not-utf-8"), Message("file.save-as-utf-8")
        raise FileError(str(path), 0, what, right) from error
