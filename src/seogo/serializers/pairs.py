"""Pairs and concordances as JSON: the same for the web and for the command line's ``--json``.

As in seogo.serializers.search, texts are never HTML, and what to mark are ranges in code points, half-open.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from seogo.languages import Language
from seogo.pairs.concordance import ConcordancePage, Excerpt, Line
from seogo.pairs.differences import Difference
from seogo.pairs.proposals import Proposal
from seogo.pairs.quality import CheckedPair, Single, Skipped
from seogo.serializers.search import Address


def pairs_to_json(
    pairs: Sequence[CheckedPair],
    singles: Sequence[tuple[Single, str]],
    skipped: Sequence[Skipped],
    *,
    counts: tuple[int, int],
) -> dict[str, Any]:
    """Pairs, articles without a translation with the ids of their likely ones, and what could not be looked at; ``counts``
    are how many pairs and single articles there are at all."""
    return {
        "total": {"pairs": counts[0], "unpaired": counts[1]},
        "pairs": [_pair(pair) for pair in pairs],
        "unpaired": [
            {
                "id": single.id,
                "lang": single.language.value,
                "title": single.title,
                "likely": likely or None,
            }
            for single, likely in singles
        ],
        "skipped": [{"id": one.id, "why": one.why} for one in skipped],
    }


def proposals_to_json(proposals: Sequence[Proposal], *, total: int) -> dict[str, Any]:
    """Proposed pairs with what speaks for them, of ``total`` that there are."""
    return {"total": total, "proposals": [_proposal(one) for one in proposals]}


def concordance_to_json(
    page: ConcordancePage, address: Address, links: dict[str, str]
) -> dict[str, Any]:
    """A page of a concordance. Lines stand by counterpart, the most frequent one first."""
    return {
        "q": page.request.q,
        "lang": page.request.lang.value if page.request.lang else None,
        "total": page.found,
        "page": page.request.page,
        "pages": page.pages,
        "compared": page.compared,
        "links": {**links, "search": address(replace(page.request, page=1))},
        "counterparts": [
            {"text": one.text or None, "lines": len(one.lines)} for one in page.counterparts
        ],
        "lines": [
            _line(line, one.text, address) for one in page.counterparts for line in one.lines
        ],
    }


def difference_to_json(difference: Difference) -> dict[str, Any]:
    """Something that one side alone says; ``start`` and ``end`` are in its title or in its plain text."""
    return {
        "lang": difference.language.value,
        "kind": difference.kind,
        "term": difference.term,
        "text": difference.text,
        "place": "title" if difference.in_title else "body",
        "start": difference.start,
        "end": difference.end,
    }


def _proposal(one: Proposal) -> dict[str, Any]:
    sides = list(Language)
    return {
        "ids": {language.value: one.ids[language] for language in sides},
        "titles": {language.value: one.titles[language] for language in sides},
        "score": round(one.score, 4),
        "evidence": {
            "alternates": one.linked,
            "likeness": round(one.likeness, 4),
            "rival": round(one.rival, 4),
            "place": {
                language.other.value: place or None
                for language, place in zip(sides, one.places, strict=True)
            },
            "numbers": {"shared": one.numbers[0], "all": one.numbers[1]},
            "names": list(one.people),
            "words": [{"ko": ko, "en": en} for ko, en in one.words],
            "published": {
                language.value: day.isoformat() if day else None
                for language, day in zip(sides, one.days, strict=True)
            },
        },
    }


def _pair(pair: CheckedPair) -> dict[str, Any]:
    return {
        "ids": {language.value: pair.ids[language] for language in Language},
        "titles": {language.value: pair.titles[language] for language in Language},
        "score": round(pair.score, 4),
        "rows": pair.rows,
        "missing": pair.missing,
        "differences": [difference_to_json(one) for one in pair.differences],
    }


def _line(line: Line, counterpart: str, address: Address) -> dict[str, Any]:
    return {
        "counterpart": counterpart or None,
        "source": _excerpt(line.source, address),
        "target": _excerpt(line.target, address),
        "pair": address(line.source.id, "/pair"),
    }


def _excerpt(excerpt: Excerpt, address: Address) -> dict[str, Any]:
    return {
        "id": excerpt.id,
        "url": address(excerpt.id),
        "lang": excerpt.language.value,
        "title": excerpt.title,
        "text": excerpt.text,
        "ranges": [[span.start, span.end] for span in excerpt.ranges],
    }
