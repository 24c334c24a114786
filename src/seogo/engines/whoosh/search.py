"""One query: what each branch finds, how many documents that is, and the table of those that are listed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, TypeAlias

import numpy as np

from seogo.engines.base import Branch, EngineQuery, EngineResult
from seogo.engines.clauses import SILENT, Clause, Rank
from seogo.engines.whoosh.docset import (
    NO_DOCS,
    NO_SCORES,
    DocIds,
    DocSet,
    Mask,
    Scores,
    lookup,
    run_starts,
)
from seogo.engines.whoosh.scoring.collapsing import group_leaders, with_group_members
from seogo.engines.whoosh.scoring.facets import Counts, Facets
from seogo.engines.whoosh.scoring.matching import Matches
from seogo.engines.whoosh.scoring.scorer import Scorer
from seogo.engines.whoosh.scoring.top_k import best, smallest
from seogo.engines.whoosh.storage.reader import Segments
from seogo.languages import Language

_Key: TypeAlias = tuple[int, Language | None]
"""The identity of a branch's clause, and its language: branches that share both find the same."""

_SPARE: Final = 8
"""Documents that are ranked beyond those expected: a group seldom has several in one language, and often one in each."""


class Search:
    """The evaluation of one query on an opened index. Raises IndexDamaged."""

    def __init__(
        self, segments: Segments, scorer: Scorer, facets: Facets, query: EngineQuery
    ) -> None:
        self._segments = segments
        self._table = segments.table
        self._scorer = scorer
        self._facets = facets
        self._query = query
        self._groups = segments.table.groups if query.grouped else None
        within = None if segments.whole else segments.table.live
        for clause in query.filters:
            members = scorer.members(clause)
            within = members if within is None else within & members
        self._within = within
        self._seen_by: dict[tuple[int, ...], Mask] = {}
        listed = {_key(branch): branch for branch in query.branches if branch.limit}
        self._matches: dict[_Key, Matches | DocSet] = self._score(listed)
        for branch in query.branches:
            if (key := _key(branch)) not in self._matches:
                found = scorer.matches(branch.clause).within(self._inside(branch))
                self._matches[key] = found

    def result(self) -> EngineResult:
        """The answer."""
        query, table = self._query, self._table
        facets = self._facets.counts(query.facets, self._counted()) if query.facets else {}
        first = self._matches[_key(query.branches[0])]
        if len(query.branches) == 1 and self._groups is None and isinstance(first, DocSet):
            return self._of_one_list(query.branches[0], first, facets)
        if not any(branch.limit for branch in query.branches):
            scores = np.empty((len(query.branches), 0), np.float32)
            return self._table_of(NO_DOCS, scores > 0, scores, (NO_DOCS,) * len(scores), facets)
        listed = [self._list(branch) for branch in query.branches]
        rows = self._rows(listed)
        cells = {key: _cells(matches, rows) for key, matches in self._matches.items()}
        found = np.array([cells[_key(branch)][0] for branch in query.branches])
        scores = np.array([cells[_key(branch)][1] for branch in query.branches])
        if self._groups is not None and not (in_any := found.any(axis=0)).all():
            rows, found, scores = rows[in_any], found[:, in_any], scores[:, in_any]
        ranks = table.ranks[rows]
        lists = tuple(ranks.searchsorted(table.ranks[documents]) for documents in listed)
        return self._table_of(rows, found, scores, lists, facets)

    def _of_one_list(
        self, branch: Branch, documents: DocSet, facets: Mapping[str, Counts]
    ) -> EngineResult:
        """The answer to a query of one branch, without groups: its table has the documents of its list, nothing else."""
        places = self._ranked(branch, documents, branch.limit)
        numbers = places if documents.ids is None else documents.ids[places]
        order = self._table.ranks[numbers].argsort()
        rows = order.argsort()  # the inverse permutation
        found, scores = np.ones((1, len(order)), np.bool_), documents.scores[places[order]]
        return self._table_of(numbers[order], found, scores[np.newaxis], (rows,), facets)

    def _table_of(
        self,
        numbers: DocIds,
        found: Mask,
        scores: Scores,
        lists: tuple[DocIds, ...],
        facets: Mapping[str, Counts],
    ) -> EngineResult:
        """The answer whose table has the documents of these ``numbers``."""
        table, segments, number = self._table, self._segments, numbers.tolist()
        totals, in_documents = self._totals()
        return EngineResult(
            row_id=lambda row: table.name(number[row]),
            groups=lambda: table.groups[numbers],
            languages=lambda: segments.languages()[numbers],
            days=lambda: table.days[numbers].astype(np.intp),
            found=found,
            scores=scores,
            lists=lists,
            totals=totals,
            documents=in_documents,
            highest=tuple(map(self._highest, self._query.branches)),
            facets=facets,
        )

    def _inside(self, branch: Branch) -> Mask | None:
        """The documents that pass the filters and are in the language of a branch."""
        if branch.language is None:
            return self._within
        members = self._segments.with_value("lang", branch.language.value)
        return members if self._within is None else self._within & members

    def _score(self, branches: Mapping[_Key, Branch]) -> dict[_Key, Matches | DocSet]:
        """The documents of each branch with their scores; what several score by one and the same clause is scored once."""
        scorer = self._scorer
        found: dict[_Key, Matches | DocSet] = {}
        alike: dict[int, tuple[Clause, dict[_Key, DocIds]]] = {}
        for key, branch in branches.items():
            clause, within = branch.clause, self._inside(branch)
            if isinstance(clause, Rank) and isinstance(clause.required, SILENT):
                ids = scorer.matches(clause).within(within).doc_ids()
                alike.setdefault(id(clause.optional), (clause.optional, {}))[1][key] = ids
            else:
                found[key] = scorer.scored(clause, within)
        for clause, parts in alike.values():
            runs = list(parts.values())
            together = Matches(self._table.size, sum(map(len, runs)), runs).doc_ids()
            scores = scorer.scores_among(clause, together) if len(together) else NO_SCORES
            for key, ids in parts.items():
                found[key] = DocSet(scores[ids], ids)
        return found

    def _list(self, branch: Branch) -> DocIds:
        """The documents that a branch lists, best first."""
        found = self._matches[_key(branch)]
        if not branch.limit or isinstance(found, Matches):
            return NO_DOCS
        if branch.beyond:
            ids, scores = found.sparse()
            if branch.beyond not in self._seen_by:
                self._seen_by[branch.beyond] = self._seen(branch.beyond)
            listed = ~self._seen_by[branch.beyond][self._units(ids)]
            found = DocSet(scores[listed], ids[listed])

        def first(count: int) -> DocIds:
            ranked = self._ranked(branch, found, count)
            return ranked if found.ids is None else found.ids[ranked]

        if self._groups is None:
            return first(branch.limit)
        asked = branch.limit if branch.language is not None else 2 * branch.limit
        return group_leaders(first, branch.limit, asked + _SPARE, self._groups)

    def _ranked(self, branch: Branch, found: DocSet, count: int) -> DocIds:
        """The positions in ``found.scores`` of the first documents by the order of a branch, best first."""
        if branch.sort == "relevance":
            return best(found, self._table.ranks, count)
        return smallest(found, self._segments.date_order(branch.sort), count)

    def _rows(self, listed: Sequence[DocIds]) -> DocIds:
        """The documents of the table, in the order of ids."""
        numbers = listed[0] if len(listed) == 1 else np.concatenate(listed)
        if self._groups is not None:
            numbers = with_group_members(numbers, self._table.mates)
        ranks = self._table.ranks[numbers]
        order = ranks.argsort()
        return numbers[order[run_starts(ranks[order])]]

    def _units(self, numbers: DocIds) -> DocIds:
        """The units that documents count as: themselves, or where the query is grouped, the first ones of their groups."""
        return numbers if self._groups is None else self._groups[numbers]

    def _seen(self, branches: Iterable[int]) -> Mask:
        """The units of what some branches find."""
        seen = np.zeros(self._table.size, np.bool_)
        for number in branches:
            matches = self._matches[_key(self._query.branches[number])]
            seen[self._units(matches.doc_ids())] = True
        return seen

    def _totals(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """For each branch the number of units, and of documents, that it and those before it find."""
        if self._groups is None and len(self._matches) == 1:
            (matches,) = self._matches.values()
            counts = (matches.count(),) * len(self._query.branches)
            return counts, counts
        seen = np.zeros(self._table.size, np.bool_)
        units = seen if self._groups is None else np.zeros(self._table.size, np.bool_)
        counted: set[_Key] = set()
        totals: list[int] = []
        documents: list[int] = []
        for branch in self._query.branches:
            if (key := _key(branch)) not in counted:
                counted.add(key)
                ids = self._matches[key].doc_ids()
                seen[ids] = True
                if units is not seen:
                    units[self._units(ids)] = True
                documents.append(int(np.count_nonzero(seen)))
                totals.append(int(np.count_nonzero(units)))
            else:
                documents.append(documents[-1])
                totals.append(totals[-1])
        return tuple(totals), tuple(documents)

    def _counted(self) -> DocIds:
        """The documents whose facets are counted."""
        branches = self._query.branches
        found = self._union(branches[: self._query.counted or len(branches)])
        return found if len(found) else self._union(branches)

    def _union(self, branches: Sequence[Branch]) -> DocIds:
        """The documents that any of some branches finds, ascending."""
        keys = dict.fromkeys(map(_key, branches))
        if len(keys) == 1:
            (key,) = keys
            return self._matches[key].doc_ids()
        union = np.zeros(self._table.size, np.bool_)
        for key in keys:
            union[self._matches[key].doc_ids()] = True
        return np.flatnonzero(union)

    def _highest(self, branch: Branch) -> float:
        """The best score of a branch that lists by relevance what others do not."""
        found = self._matches[_key(branch)]
        if not branch.beyond or branch.sort != "relevance" or isinstance(found, Matches):
            return 0.0
        return float(found.scores.max(initial=0))


def _key(branch: Branch) -> _Key:
    return id(branch.clause), branch.language


def _cells(documents: Matches | DocSet, rows: DocIds) -> tuple[Mask, Scores]:
    """Membership of some documents among those of a branch, and their scores (0 where there are none)."""
    if isinstance(documents, DocSet):
        return lookup(documents, rows)
    return documents.contains(rows), np.zeros(len(rows), np.float32)
