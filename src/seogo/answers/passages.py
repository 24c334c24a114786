"""Passages of a search within a budget: as many of the best results as there is room for, one passage of each."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from seogo.analysis.sentences import sentence_starts
from seogo.answers.coverage import coverage_of
from seogo.documents.passage_ids import passage_id
from seogo.searching.hits import Hit
from seogo.searching.parameters import DEFAULT_BUDGET
from seogo.searching.request import SearchPage, SearchRequest
from seogo.searching.service import SearchService
from seogo.serializers.citations import CitationStyle
from seogo.serializers.passages import CitedPassage, LeftOut, PassagePage
from seogo.serializers.result_page import Correction, to_corrections
from seogo.serializers.server_answers import Coverage

Render = Callable[[PassagePage], str]
"""Text of an answer, whose characters the budget counts."""

_LEAST_ROOM: Final = 150
"""Characters of an answer that one result takes at least: more results than have room are not looked at."""
_MOST: Final = 100
_STEP: Final = 50
"""Budgets that are proposed are rounded up: a larger one has more digits itself."""
_SHORTEST, _LONGEST = 200, 800
_SHARE: Final = 10
"""A passage may take a tenth of the budget, between _SHORTEST and _LONGEST; of Hangul half as much."""
_SAME: Final = 0.8
"""Share of the words of a passage that an earlier one has, from which on it says the same."""
_WORD: Final = re.compile(r"\w+")
_WIDE: Final = re.compile("[가-힣㐀-䶿一-鿿]")


@dataclass(slots=True)
class _Gathered:
    """Passages that have been gathered so far, with the words of each."""

    passages: list[CitedPassage] = field(default_factory=list)
    words: list[set[str]] = field(default_factory=list)
    repeated: list[str] = field(default_factory=list)
    untexted: list[str] = field(default_factory=list)
    seen: int = 0
    needed: int | None = None
    """Characters of an answer that has the first passage alone, where there was no room for it."""


def find_passages(
    request: SearchRequest, service: SearchService, style: CitationStyle, render: Render
) -> PassagePage:
    """Answer to a request, which takes at most its budget of characters as ``render`` writes it; what says that nothing was
    found, and what was left out, is never left out itself. Raises IndexUnavailable."""
    budget = request.budget or DEFAULT_BUDGET
    size = min(max(budget // _LEAST_ROOM, 1), _MOST)
    skip = request.skip + (request.page - 1) * request.size
    page = service.search(replace(request, skip=skip, page=1, size=size), facets=False)
    coverage = coverage_of(page, service, style.addresses, style.language)
    corrections = to_corrections(page, style.addresses)
    gathered = _Gathered()

    def answer(*, corrected: bool = True) -> PassagePage:
        return _to_page(page, budget, gathered, style, corrections if corrected else (), coverage)

    for hit in page.hits:
        before = gathered.seen, [*gathered.repeated], [*gathered.untexted]
        gathered.seen += 1
        sizes: list[int] = []
        for passage in _passages(hit, service, style, budget):
            words = set(_WORD.findall(passage.text.casefold()))
            if any(len(words & other) >= _SAME * len(words) for other in gathered.words):
                gathered.repeated.append(hit.id)
                break
            gathered.passages.append(passage)
            gathered.words.append(words)
            sizes.append(len(render(answer())))
            if sizes[-1] <= budget:
                break
            del gathered.passages[-1], gathered.words[-1]
        else:
            if hit.snippets:
                gathered.seen, gathered.repeated, gathered.untexted = before
                if not gathered.seen and sizes:
                    gathered.needed = (min(sizes) // _STEP + 1) * _STEP
                break
            gathered.untexted.append(hit.id)
    made = answer()
    return made if len(render(made)) <= budget else answer(corrected=False)


def _to_page(
    page: SearchPage,
    budget: int,
    gathered: _Gathered,
    style: CitationStyle,
    corrections: tuple[Correction, ...],
    coverage: Coverage | None,
) -> PassagePage:
    request = page.request
    shown = request.skip + gathered.seen
    total = page.total + page.total_some + page.total_meaning
    after = max(total - shown, 0)
    following = replace(
        request,
        skip=shown,
        page=1,
        size=SearchRequest().size,
        budget=max(budget, gathered.needed or 0),
    )
    return PassagePage(
        q=request.q,
        total=page.total,
        total_some=page.total_some,
        total_meaning=page.total_meaning,
        budget=budget,
        passages=tuple(gathered.passages),
        left_out=LeftOut(
            before=min(request.skip, total),
            after=after,
            repeated=tuple(gathered.repeated),
            untexted=tuple(gathered.untexted),
        ),
        needed=gathered.needed,
        next=style.addresses.search(following, ".json")
        if after and (gathered.seen or gathered.needed)
        else None,
        corrections=corrections,
        coverage=coverage,
    )


def _passages(
    hit: Hit, service: SearchService, style: CitationStyle, budget: int
) -> Iterator[CitedPassage]:
    """The passage of a hit, and a shorter one."""
    record = service.record(hit.id)
    if record is None or not hit.snippets:
        return
    text = record.unpack().text
    snippet = hit.snippets[0]
    start, end = snippet.start, snippet.start + len(snippet.text)
    longest = min(max(budget // _SHARE, _SHORTEST), _LONGEST)
    if len(_WIDE.findall(snippet.text)) * 4 > len(snippet.text):
        longest //= 2
    for first, last in dict.fromkeys((widened(text, start, end, longest), (start, end))):
        name = passage_id(hit.id, text, first, last, hit.version)
        yield CitedPassage(
            id=str(name),
            article=hit.id,
            lang=hit.lang,
            title=hit.title,
            source=hit.source or None,
            published=hit.published or None,
            url=style.addresses.article(hit.id),
            citation=style.line(hit.id, hit.title, hit.authors, hit.source, hit.published, hit.url),
            text=text[first:last],
            start=first,
            end=last,
            complete=hit.complete,
            translations=tuple(hit.translations),
        )


def widened(text: str, start: int, end: int, longest: int) -> tuple[int, int]:
    """The passage ``start:end`` with whole sentences around it, as far as all are not longer than ``longest``: those that
    it cuts first, then what follows, then what is before."""
    starts = sentence_starts(text)
    bounds = [*starts, len(text)]
    first = max(bisect_right(starts, start) - 1, 0)
    last = bisect_right(bounds, end - 1)
    begin = bounds[first] if end - bounds[first] <= longest else start
    stop = bounds[last] if bounds[last] - begin <= longest else end
    if stop == bounds[last]:
        while last + 1 < len(bounds) and bounds[last + 1] - begin <= longest:
            last += 1
        stop = bounds[last]
    if begin == bounds[first]:
        while first and stop - bounds[first - 1] <= longest:
            first -= 1
        begin = bounds[first]
    return begin, begin + len(text[begin:stop].rstrip())
