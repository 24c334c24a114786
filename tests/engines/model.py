"""What an engine should answer, said as stupidly as possible: sets, loops, and the formula of BM25F."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date

import numpy as np

from seogo.engines import clauses as q
from seogo.engines.base import TEXT_FIELDS, Document, EngineQuery, EngineResult, field_name
from seogo.engines.names import MONTH, PERIODS, RECENT, Sort
from seogo.engines.periods import begin_of
from seogo.languages import Language

K1, B = 1.2, 0.9
SCORED = {field_name(field, language) for field in TEXT_FIELDS for language in Language}

Scores = dict[str, float]


class Model:
    """The documents that can be found, and those that count in statistics (removed ones may, for a while).

    ``kept_length`` is a field's length as the engine keeps it.
    """

    def __init__(
        self,
        live: Iterable[Document],
        counted: Sequence[Document],
        kept_length: Callable[[int], int] = lambda length: length,
    ) -> None:
        self.live = {document.id: document for document in live}
        self.counted = counted
        self.kept_length = kept_length

    def evaluate(self, clause: q.Clause) -> Scores:
        """The ids of a clause with their scores."""
        match clause:
            case q.Term(field, term, boost):
                return {
                    name: boost * self.score(document, field, term)
                    for name, document in self.live.items()
                    if term in _values(document, field)
                }
            case q.Phrase(field, terms, _, boost, _):
                return {
                    name: boost * sum(self.score(document, field, term) for term in terms)
                    for name, document in self.live.items()
                    if _stands(clause, _values(document, field))
                }
            case q.And(parts):
                found = [self.evaluate(part) for part in parts]
                common = set(self.live).intersection(*found)
                return {name: sum(scores[name] for scores in found) for name in common}
            case q.Or(parts):
                found = [self.evaluate(part) for part in parts]
                names = {name for scores in found for name in scores}
                return {name: sum(scores.get(name, 0) for scores in found) for name in names}
            case q.Best(parts):
                found = [self.evaluate(part) for part in parts]
                names = {name for scores in found for name in scores}
                return {name: max(s[name] for s in found if name in s) for name in names}
            case q.Rank(required, optional):
                more = self.evaluate(optional)
                kept = self.evaluate(required)
                return {name: score + more.get(name, 0) for name, score in kept.items()}
            case q.Without(wanted, excluded):
                dropped = self.evaluate(excluded)
                kept = self.evaluate(wanted)
                return {name: score for name, score in kept.items() if name not in dropped}
            case q.Filter(inner):
                return dict.fromkeys(self.evaluate(inner), 0.0)
            case q.DayRange(first, last):
                low = first.toordinal() if first else 1
                high = last.toordinal() if last else 10_000_000
                return {
                    name: 0.0
                    for name, document in self.live.items()
                    if document.day is not None and low <= document.day <= high
                }
            case q.NumberRange(low, high):
                least = -math.inf if low is None else low
                most = math.inf if high is None else high
                return {
                    name: 0.0
                    for name, document in self.live.items()
                    if any(least <= value <= most for value in _numbers(document))
                }
            case q.Everything():
                return dict.fromkeys(self.live, 0.0)
            case q.Nothing():
                return {}

    def score(self, document: Document, field: str, term: str) -> float:
        """BM25F of one term, as seogo.engines.whoosh.scoring.scorer writes it down."""
        if field not in SCORED:
            return 0.0
        texts = [text for other in self.counted if (text := _text(other, field))]
        with_term = sum(term in text for text in texts)
        average = sum(len(text) for text in texts) / len(texts)
        text = _text(document, field)
        frequency = text.count(term)
        norm = K1 * (1 - B + B * self.kept_length(len(text)) / average)
        rarity = idf(len(self.counted), with_term)
        return rarity * frequency * (K1 + 1) / (frequency + norm)

    def search(self, query: EngineQuery) -> EngineResult:
        """What Engine.search should answer."""
        within = set(self.live).intersection(*(self.evaluate(part) for part in query.filters))
        found: list[Scores] = []
        for branch in query.branches:
            matched = self.evaluate(branch.clause)
            found.append(
                {
                    name: score
                    for name, score in matched.items()
                    if name in within and branch.language in (None, self.live[name].language)
                }
            )

        def unit(name: str) -> str:
            return self.live[name].group if query.grouped else name

        lists: list[list[str]] = []
        totals: list[int] = []
        documents: list[int] = []
        seen: set[str] = set()
        for branch, scores in zip(query.branches, found, strict=True):
            taken = {unit(name) for number in branch.beyond for name in found[number]}
            firsts: dict[str, str] = {}
            for name in self._ordered(scores, branch.sort):
                if unit(name) not in taken:
                    firsts.setdefault(unit(name), name)
            lists.append(list(firsts.values())[: branch.limit])
            seen |= set(map(unit, scores))
            totals.append(len(seen))
            documents.append(len(set().union(*found[: len(totals)])))
        every = {name for scores in found for name in scores}
        first = {name for scores in found[: query.counted or None] for name in scores}
        listed = {unit(name) for names in lists for name in names}
        rows = sorted(name for name in every if unit(name) in listed)
        groups = sorted({self.live[name].group for name in rows})
        return EngineResult(
            row_id=rows.__getitem__,
            groups=lambda: np.array(
                [groups.index(self.live[name].group) for name in rows], np.intp
            ),
            languages=lambda: np.array([self.live[name].language.value for name in rows], "<U2"),
            days=lambda: np.array([self.live[name].day or 0 for name in rows], np.intp),
            found=np.array([[name in scores for name in rows] for scores in found], np.bool_),
            scores=np.array(
                [[scores.get(name, 0) for name in rows] for scores in found], np.float32
            ),
            lists=tuple(np.array([rows.index(n) for n in names], np.intp) for names in lists),
            totals=tuple(totals),
            documents=tuple(documents),
            highest=tuple(
                max(scores.values(), default=0.0)
                if branch.limit and branch.beyond and branch.sort == "relevance"
                else 0.0
                for branch, scores in zip(query.branches, found, strict=True)
            ),
            facets={facet: self._counts(first or every, facet) for facet in query.facets},
        )

    def _counts(self, names: Iterable[str], facet: str) -> tuple[tuple[str, int], ...]:
        if facet == RECENT:
            return self._recent(names)
        counts = Counter(value for name in names for value in _in_facet(self.live[name], facet))
        return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))

    def _recent(self, names: Iterable[str]) -> tuple[tuple[str, int], ...]:
        days = [document.day for document in self.live.values() if document.day]
        found = [self.live[name].day or 0 for name in names]
        counts = {
            period: sum(
                day >= begin_of(period, date.fromordinal(max(days))).toordinal() for day in found
            )
            for period in PERIODS
            if days
        }
        pairs = [(period, count) for period, count in counts.items() if count]
        return tuple(sorted(pairs, key=lambda pair: (-pair[1], pair[0])))

    def _ordered(self, scores: Scores, sort: Sort) -> list[str]:
        def key(name: str) -> tuple[float, float, str]:
            day = self.live[name].day
            if sort == "relevance":
                return (0, -round(scores[name], 4), name)
            if day is None:
                return (1, 0, name)
            return (0, -day if sort == "newest" else day, name)

        return sorted(scores, key=key)


def idf(documents: int, count: int) -> float:
    """The factor for the rarity of a term that ``count`` of ``documents`` have."""
    return math.log(documents / (count + 1)) + 1


def is_clear(scores: Iterable[float]) -> bool:
    """Whether no two scores are so close that rounding decides their order."""
    ordered = sorted(scores)
    apart = all(b - a < 1e-9 or b - a > 3e-4 for a, b in itertools.pairwise(ordered))
    return apart and all(abs(score * 1e4 % 1 - 0.5) > 0.02 for score in ordered)


def _values(document: Document, field: str) -> Sequence[str]:
    if field == "id":
        return (document.id,)
    return document.keywords.get(field) or _text(document, field)


def _numbers(document: Document) -> list[float]:
    """The numbers among the quantities of a document."""
    terms = [t for lang in Language for t in _text(document, field_name("quantities", lang))]
    return [float(term) for term in terms if term.replace(".", "", 1).isdecimal()]


def _stands(phrase: q.Phrase, text: Sequence[str]) -> bool:
    places = [[at for at, term in enumerate(text) if term == wanted] for wanted in phrase.terms]
    for chosen in itertools.product(*places):
        gaps = zip(itertools.pairwise(chosen), itertools.pairwise(phrase.offsets), strict=True)
        stretches = [(b - a) - (d - c) for (a, b), (c, d) in gaps]
        if all(stretch >= 0 for stretch in stretches) and sum(stretches) <= phrase.slop:
            return True
    return False


def _text(document: Document, field: str) -> Sequence[str]:
    """The terms of a text field in order."""
    known = document.fields.get(field)
    return known.terms if known is not None else ()


def _in_facet(found: Document, facet: str) -> tuple[str, ...]:
    if facet == MONTH:
        return (date.fromordinal(found.day).isoformat()[:7],) if found.day else ()
    return found.keywords.get(facet, ())
