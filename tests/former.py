"""Indexes that earlier commits wrote over one small archive, packed in tests/storage/former, and what must become of them.

tests/benchmarks/former_indexes.py makes them from the history.
"""

from __future__ import annotations

import os
import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final, TypeAlias

from seogo.composition import Site, open_site
from seogo.errors import IndexUnavailable
from seogo.indexing.indexer import IndexOptions
from seogo.searching.request import SearchRequest
from seogo.settings import load_settings

FOLDER: Final = Path(__file__).parent / "storage" / "former"
USER_WORD: Final = "믿음호"
FILES: Final = {
    "kimjang.ko.md": """---
title: 김장
published: 2025-11-20
tags: [음식, 전통]
---
늦가을에 온 동네가 모여 배추 300포기를 절인다. 김장(kimjang)은 2013년 유네스코 인류무형문화유산이 되었다.

## 나눔

이웃과 나누어 먹는다. 金씨네는 올해도 12월 3일에 담갔다.
""",
    "kimjang.en.md": """---
title: Kimjang
published: 2025-11-20
tags: [food, tradition]
---
In late autumn a whole street salts 300 cabbages. Kimjang became Intangible Cultural Heritage of UNESCO in 2013.

## Sharing

Neighbours share it. The Kims made theirs on 3 December this year.
""",
    "rail/ktx.ko.md": """---
title: 고속철도
source: 서고 신문
---
서울에서 부산까지 두 시간 반이 걸린다. 믿음호는 2004년에 달리기 시작했다.
""",
    "glossary.yaml": "- ko: 고속철도\n  en: high-speed rail\n",
    "dictionary.yaml": f"- {USER_WORD}\n",
}
"""Files of the archive."""
QUERIES: Final = (
    "김장",
    "cabbages",
    "유네스코 2013",
    "믿음호",
    "high-speed rail",
    "김씨",
    "나누다",
    "",
)
Answers: TypeAlias = dict[str, list[str]]
WAYS: Final = ("as it is", "without generations", "with an edit", "without stores")


def write_archive(folder: Path) -> None:
    """Write the files of the archive, always with the same times."""
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        os.utime(path, (1_700_000_000, 1_700_000_000))


def unpack(packed: Path, folder: Path) -> None:
    """Unpack archive and index, with the times that the index knows."""
    with tarfile.open(packed) as tar:
        tar.extractall(folder, filter="data")


def expected(way: str) -> Answers:
    """Answers of an index that today's code builds over the archive of one of the WAYS."""
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        write_archive(work / "archive")
        _edit(work / "archive", way)
        site = open_site(load_settings(work / "archive", work / "index", {}))
        try:
            site.indexer.run(IndexOptions())
            return answers(site)
        finally:
            site.close()


def complaints(packed: Path, way: str, right: Answers) -> list[str]:
    """What is wrong after a plain ``reindex`` of a former index in one of the WAYS."""
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        unpack(packed, work)
        _edit(work / "archive", way)
        match way:
            case "without generations":
                shutil.rmtree(work / "index" / "generations")
            case "without stores":
                for store in (work / "index").glob("*.sqlite"):
                    store.unlink()
        site = open_site(load_settings(work / "archive", work / "index", {}))
        try:
            return list(_complaints(site, right))
        finally:
            site.close()


def _edit(archive: Path, way: str) -> None:
    if way == "with an edit":
        with (archive / "kimjang.en.md").open("a") as file:
            file.write("\nSalt draws the water out.\n")


def _complaints(site: Site, right: Answers) -> Iterator[str]:
    try:
        site.search.verify(every=True)
    except IndexUnavailable as error:
        if "`seogo reindex`" not in str(error):
            yield f"before: {error}"
    report = site.indexer.run(IndexOptions())
    if report.problems or report.articles != 3:
        yield f"{report.articles} articles, {report.problems}"
    if (found := answers(site)) != right:
        yield f"answers: {found}"
    again = site.indexer.run(IndexOptions())
    if again.reason or again.analysed or again.unchanged != 3:
        yield f"the next run: {again.reason}, {again.analysed} analysed"


def answers(site: Site) -> Answers:
    """What an index answers: ids by query, texts of articles, and completions. Raises IndexUnavailable."""
    site.search.verify(every=True)
    found = {
        query: [hit.id for hit in site.search.search(SearchRequest(q=query, fold=False)).hits]
        for query in QUERIES
    }
    for name in site.current().engine.content_hashes():
        record = site.search.record(name)
        assert record is not None
        found[name] = [record.title, record.path, record.analysis.text, *record.analysis.body.terms]
    found["suggestions"] = [entry.text for typed in "김고k" for entry in site.search.suggest(typed)]
    return found
