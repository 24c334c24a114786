"""Cases: a query, a text that must be found, and one that must not be above it.

One JSON object a line: ``query`` and ``must``; ``not_above``, ``id`` (else the number of the line), ``cat`` or ``kind`` (the
category) and ``via`` where objects have them. All texts together are one archive, without glossary and dictionary, indexed
as any other. A case passes when ``must`` is among the first ten and ``not_above`` is not before it. ``via`` says how:

- ``search``, ``bridge``: by the query as it was typed; ``bridge`` where the text is in the other language.
- ``suggestion``: by the query, or by the first correction that the search offers, searched.
- ``correction``: by the first correction only; without ``via`` what the CORRECTED_CATEGORIES have.
- ``knowledge``: by the query, but only if the search knows something about the world; counted apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal, cast, get_args

from seogo.analysis.script.hanja import HANJA
from seogo.composition import open_site
from seogo.evaluation.json_lines import JsonObject, read_json_lines
from seogo.evaluation.text_files import write_text_file
from seogo.indexing.indexer import IndexOptions
from seogo.languages import Language
from seogo.messages import Message
from seogo.searching.request import Level, SearchPage, SearchRequest
from seogo.searching.service import SearchService
from seogo.settings import load_settings
from seogo.unicode_forms import to_form

Via = Literal["search", "bridge", "suggestion", "correction", "knowledge"]

CORRECTED_CATEGORIES = frozenset({"typos", "keyboard"})
"""Categories in which the first correction is searched, not the query, where a case has no ``via``."""

_NO_CATEGORY = "cases"

_FIRST = 10
_HANGUL = re.compile("[\u1100-\u11ffㄱ-ㆎ가-힣]")


@dataclass(frozen=True, slots=True)
class Case:
    """Case for one query: the text ``must`` is to be found, the text ``not_above``, if there is one, not before it. ``id``
    and ``category`` are names for people."""

    id: str
    category: str
    query: str
    must: str
    not_above: str | None = None
    via: Via = "search"


@dataclass(frozen=True, slots=True)
class CaseResult:
    """Result of a case; ``why`` says for what reason it fails, None where it passes."""

    case: Case
    why: Message | None

    @property
    def passed(self) -> bool:
        """Whether the case passes."""
        return not self.why


def read_cases(path: Path) -> list[Case]:
    """Cases of a file, in order. Raises FileError, also where there is none."""
    cases = [_to_case(row) for row in read_json_lines(path)]
    if not cases:
        raise JsonObject(str(path), 0, {}).error(
            Message("evaluate.no-case"), Message("evaluate.line-for-case")
        )
    return cases


def run_cases(cases: Sequence[Case], level: Level | None) -> list[CaseResult]:
    """Results of cases, in their order, by searches in a temporary archive of all their texts."""
    with TemporaryDirectory(prefix="seogo-cases-") as folder:
        archive = Path(folder) / "archive"
        archive.mkdir()
        for number, case in enumerate(cases):
            _write(archive, f"must-{number}", case.must)
            if case.not_above is not None:
                _write(archive, f"other-{number}", case.not_above)
        site = open_site(load_settings(archive, Path(folder) / "index", {}))
        try:
            site.indexer.run(IndexOptions())
            return [
                CaseResult(case, _why(site.search, case, number, level))
                for number, case in enumerate(cases)
            ]
        finally:
            site.close()


def by_category(results: Sequence[CaseResult]) -> dict[str, tuple[int, int]]:
    """Numbers of passed and of all cases by category."""
    categories = dict.fromkeys(result.case.category for result in results)
    return {
        category: passes([result for result in results if result.case.category == category])
        for category in categories
    }


def passes(results: Sequence[CaseResult]) -> tuple[int, int]:
    """Numbers of passed and of all cases."""
    return sum(result.passed for result in results), len(results)


def apart(results: Sequence[CaseResult]) -> tuple[list[CaseResult], list[CaseResult]]:
    """Results of the cases that count, and of those that need knowledge."""
    knowledge = [result for result in results if result.case.via == "knowledge"]
    return [result for result in results if result.case.via != "knowledge"], knowledge


def first_correction(page: SearchPage) -> str | None:
    """Query that the search offers first instead of the typed one; None where it offers none."""
    return page.corrections[0].text if page.corrections else None


def language_of(text: str) -> Language:
    """Language of a text: Korean where it has any Hangul or hanja, else English."""
    normal = to_form("NFKC", text)
    return Language.KO if _HANGUL.search(normal) or HANJA.search(normal) else Language.EN


def _to_case(row: JsonObject) -> Case:
    named = next((key for key in ("cat", "kind") if key in row.values), None)
    category = row.text(named) if named else _NO_CATEGORY
    return Case(
        id=row.text("id") if "id" in row.values else str(row.line),
        category=category,
        query=row.text("query"),
        must=row.text("must"),
        not_above=row.text("not_above") if "not_above" in row.values else None,
        via=_via(row, category),
    )


def _via(row: JsonObject, category: str) -> Via:
    if "via" not in row.values:
        return "correction" if category in CORRECTED_CATEGORIES else "search"
    return cast(Via, row.choice("via", get_args(Via)))


def _write(archive: Path, slug: str, text: str) -> None:
    write_text_file(archive / f"{slug}.{language_of(text)}.md", "", text)


def _why(search: SearchService, case: Case, number: int, level: Level | None) -> Message | None:
    """Reason for which a case fails; None where it passes."""
    request = SearchRequest(q=case.query, size=_FIRST, level=level, fold=False)
    as_typed = _misses(search, case, number, request)
    if case.via not in ("suggestion", "correction"):
        return as_typed
    if case.via == "suggestion" and as_typed is None:
        return None
    correction = first_correction(search.search(request))
    if correction is None:
        if as_typed:
            return Message("evaluate.no-correction-fails")
        return Message("evaluate.no-correction-passes")
    corrected = SearchRequest(q=correction, size=_FIRST, level=level, fold=False)
    why = _misses(search, case, number, corrected)
    return Message("evaluate.corrected", query=correction, reason=why) if why else None


def _misses(
    search: SearchService, case: Case, number: int, request: SearchRequest
) -> Message | None:
    found = [hit.id for hit in search.rank(request)]
    must = f"must-{number}.{language_of(case.must)}"
    if must not in found:
        return Message("evaluate.not-found")
    if case.not_above is None:
        return None
    other = f"other-{number}.{language_of(case.not_above)}"
    return Message("evaluate.other-above") if other in found[: found.index(must)] else None
