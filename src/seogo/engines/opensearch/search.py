"""One query: the requests that it takes, and the table that their answers make.

First, sent together: the list of each branch, the counts of each union of branches, the facets. Then, where the table has
more columns than one, its cells: for each branch the documents of the listed groups that it finds, with their scores. Where
what is beyond another branch turns out to be found by it in another version of its group, more is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

import numpy as np

from seogo.engines.base import Branch, EngineQuery, EngineResult
from seogo.engines.clauses import Clause
from seogo.engines.names import PERIODS, RECENT
from seogo.engines.opensearch.cluster import Cluster, Json, doc_values
from seogo.engines.opensearch.fields import DAY, GROUP, ID
from seogo.engines.opensearch.queries import Queries, Query, all_of, any_of
from seogo.engines.opensearch.search_bodies import PAGE, every_value, groups, order, rounded
from seogo.languages import Language

_Key: TypeAlias = tuple[int, Language | None]
"""The identity of a branch's clause, and its language: branches that share both find the same."""

_COLUMNS: Final = (ID, GROUP, DAY, "lang")
_UNITS: Final = 1000
_CELLS: Final = 100_000
"""Cells are asked for so many groups at once, and there are fewer of them."""
_SPARE: Final = 8
_MORE: Final = 4
_HIDDEN: Final = "-responses.aggregations.groups.buckets.key"


@dataclass(slots=True)
class _Cell:
    """A document with what every branch that finds it gives."""

    id: str
    group: str
    day: int
    language: str
    scores: dict[int, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Search:
    """The evaluation of one query on an index of a cluster. ``begins`` has the first days of periods that end with the
    newest document. Raises EngineUnreachable, IndexDamaged."""

    cluster: Cluster
    index: str
    queries: Queries
    begins: Mapping[str, int]
    query: EngineQuery
    _compiled: dict[int, Query] = field(default_factory=dict)

    def result(self) -> EngineResult:
        """The answer."""
        branches = self.query.branches
        asked = {n: self._asked(branch) for n, branch in enumerate(branches) if branch.limit}
        lists: dict[int, list[str]] = {}
        table: dict[str, _Cell] = {}
        counted: _Counts | None = None
        while True:
            bodies = [self._list(branches[n], count) for n, count in asked.items()]
            highest = [n for n, branch in enumerate(branches) if _is_highest(branch)]
            if counted is None:
                bodies += [self._top(branches[n]) for n in highest]
                bodies += self._unions()
            answers = self.cluster.searches(self.index, bodies, _HIDDEN)
            if counted is None:
                counted = self._counts(answers[len(asked) :], highest)
            listed = dict(zip(asked, answers, strict=False))
            found = self._cells(listed)
            for number, answer in listed.items():
                hits = answer["hits"]["hits"]
                branch = branches[number]
                kept = [hit["_id"] for hit in hits if not self._is_beyond(branch, found, hit)]
                lists[number] = kept[: branch.limit]
                table |= found
                if len(kept) >= branch.limit or len(hits) < asked[number]:
                    del asked[number]
                else:
                    asked[number] *= _MORE
            if not asked:
                return self._result(lists, table, counted)

    def _asked(self, branch: Branch) -> int:
        """How many documents of a branch are asked for at first."""
        return (
            _MORE * branch.limit + _SPARE if branch.beyond and self.query.grouped else branch.limit
        )

    def _is_beyond(self, branch: Branch, found: Mapping[str, _Cell], hit: Json) -> bool:
        """Whether another version of a hit is found by a branch beyond which the list is."""
        if not self.query.grouped or not branch.beyond:
            return False
        group = found[hit["_id"]].group
        taken = set(branch.beyond)
        return any(taken & cell.scores.keys() for cell in found.values() if cell.group == group)

    def _within(self, branch: Branch) -> list[Query]:
        """What a branch finds its documents in."""
        parts = [self._unscored(part) for part in self.query.filters]
        if branch.language is not None:
            parts.append({"term": {"lang": branch.language.value}})
        return parts

    def _matching(self, branch: Branch) -> Query:
        """What a branch finds, without scores."""
        return all_of([self._unscored(branch.clause), *self._within(branch)])

    def _scoring(self, branch: Branch, within: Sequence[Query] = ()) -> Query:
        """What a branch finds, with scores to four decimals."""
        scored: Query = {
            "bool": {
                "must": [self.queries.scored(branch.clause)],
                "filter": [*self._within(branch), *within],
                "must_not": [],
            }
        }
        return scored

    def _unscored(self, clause: Clause) -> Query:
        known = self._compiled.get(id(clause))
        if known is None:
            known = self._compiled[id(clause)] = self.queries.unscored(clause)
        return known

    def _list(self, branch: Branch, count: int) -> Json:
        """The search for the list of a branch."""
        query = self._scoring(branch)
        for number in branch.beyond:
            query["bool"]["must_not"].append(self._matching(self.query.branches[number]))
        body: Json = {
            "query": rounded(query),
            "size": count,
            "track_total_hits": False,
            "_source": False,
            "docvalue_fields": _COLUMNS,
            "sort": order(branch),
        }
        if self.query.grouped:
            body["collapse"] = {"field": GROUP}
        if branch.sort != "relevance":
            body["track_scores"] = True
        return body

    def _top(self, branch: Branch) -> Json:
        """The search for the best score of a branch."""
        query = rounded(self._scoring(branch))
        return {"query": query, "size": 1, "track_total_hits": False, "_source": False}

    def _unions(self) -> list[Json]:
        """The searches that count what branches find together, and the values of facets."""
        bodies = [self._union(prefix) for prefix in self._prefixes().values()]
        if self.query.facets:
            bodies += [self._facets(self._counted()), self._facets(self.query.branches)]
        return bodies

    def _prefixes(self) -> dict[tuple[_Key, ...], tuple[Branch, ...]]:
        """The branches up to each one, for every union that is different."""
        found: dict[tuple[_Key, ...], tuple[Branch, ...]] = {}
        for number in range(len(self.query.branches)):
            different = {_key(branch): branch for branch in self.query.branches[: number + 1]}
            found.setdefault(tuple(different), tuple(different.values()))
        return found

    def _counted(self) -> Sequence[Branch]:
        return self.query.branches[: self.query.counted or None]

    def _any(self, branches: Iterable[Branch]) -> Query:
        different = {_key(branch): branch for branch in branches}
        return any_of([self._matching(branch) for branch in different.values()])

    def _union(self, branches: Sequence[Branch]) -> Json:
        body: Json = {
            "query": {"bool": {"filter": [self._any(branches)]}},
            "size": 0,
            "track_total_hits": True,
        }
        if self.query.grouped:
            body["aggs"] = groups()
        return body

    def _facets(self, branches: Sequence[Branch]) -> Json:
        aggregations: Json = {}
        for facet in self.query.facets:
            if facet == RECENT:
                ranges = {p: {"range": {DAY: {"gte": day}}} for p, day in self.begins.items()}
                aggregations[facet] = {"filters": {"filters": ranges}}
                if not ranges:
                    del aggregations[facet]
            else:
                aggregations[facet] = every_value(facet)
        body: Json = {
            "query": {"bool": {"filter": [self._any(branches)]}},
            "size": 0,
            "track_total_hits": True,
        }
        return {**body, "aggs": aggregations} if aggregations else body

    def _counts(self, answers: Sequence[Json], highest: Sequence[int]) -> _Counts:
        """Totals, facets and best scores, from the answers to ``_top`` and ``_unions``."""
        best = dict.fromkeys(range(len(self.query.branches)), 0.0)
        for number, answer in zip(highest, answers, strict=False):
            hits = answer["hits"]["hits"]
            best[number] = hits[0]["_score"] if hits else 0.0
        answers = answers[len(highest) :]
        prefixes = self._prefixes()
        sizes = {
            keys: self._sizes(answer, branches)
            for (keys, branches), answer in zip(prefixes.items(), answers, strict=False)
        }
        facets: dict[str, tuple[tuple[str, int], ...]] = {}
        if self.query.facets:
            first, every = answers[len(prefixes) :]
            some = first["hits"]["total"]["value"]
            found = first if some else every
            branches = self._counted() if some else self.query.branches
            facets = {facet: self._values(facet, found, branches) for facet in self.query.facets}
        totals: list[tuple[int, int]] = []
        seen: dict[_Key, None] = {}
        for branch in self.query.branches:
            seen.setdefault(_key(branch))
            totals.append(sizes[tuple(seen)])
        return _Counts(totals, tuple(best.values()), facets)

    def _sizes(self, answer: Json, branches: Sequence[Branch]) -> tuple[int, int]:
        """The numbers of units and of documents in a union."""
        documents = int(answer["hits"]["total"]["value"])
        if not self.query.grouped:
            return documents, documents
        body = self._union(branches)
        units = 0
        while True:
            found = answer.get("aggregations", {}).get("groups", {})  # an empty one is left out
            here = len(found.get("buckets", ()))
            units += here
            if here < PAGE:
                return units, documents
            body["aggs"] = groups(found["after_key"])
            (answer,) = self.cluster.searches(self.index, [body], _HIDDEN)

    def _values(
        self, facet: str, answer: Json, branches: Sequence[Branch]
    ) -> tuple[tuple[str, int], ...]:
        """The values of a facet with their numbers of documents."""
        found = answer.get("aggregations", {}).get(facet, {"buckets": {}})
        if facet == RECENT:
            pairs = [(p, found["buckets"][p]["doc_count"]) for p in PERIODS if found["buckets"]]
        elif found.get("sum_other_doc_count"):
            pairs = list(self._every_value(facet, branches))
        else:
            pairs = [(bucket["key"], bucket["doc_count"]) for bucket in found["buckets"]]
        counted = [(value, count) for value, count in pairs if count]
        return tuple(sorted(counted, key=lambda pair: (-pair[1], pair[0])))

    def _every_value(self, facet: str, branches: Sequence[Branch]) -> Iterable[tuple[str, int]]:
        """All values of a facet that has more than one page of them."""
        after: Json = {}
        while True:
            source = {"value": {"terms": {"field": facet}}}
            pages = {"composite": {"size": PAGE, "sources": [source], **after}}
            body = {**self._union(branches), "aggs": {"values": pages}}
            (answer,) = self.cluster.searches(self.index, [body])
            found = answer["aggregations"]["values"]
            for bucket in found["buckets"]:
                yield bucket["key"]["value"], bucket["doc_count"]
            if len(found["buckets"]) < PAGE:
                return
            after = {"after": found["after_key"]}

    def _cells(self, listed: Mapping[int, Json]) -> dict[str, _Cell]:
        """The documents of listed groups that any branch finds, by their names on the cluster."""
        branches = self.query.branches
        hits = {number: answer["hits"]["hits"] for number, answer in listed.items()}
        found: dict[str, _Cell] = {}
        if len(branches) == 1 and not self.query.grouped:
            for hit in hits.get(0, ()):
                _add(found, hit, [0])
            return found
        names = list({hit["_id"]: hit for part in hits.values() for hit in part}.values())
        if self.query.grouped:
            units = sorted({str(doc_values(hit, [GROUP])[0]) for hit in names})
            column = GROUP
        else:
            units, column = sorted(str(doc_values(hit, [ID])[0]) for hit in names), ID
        if not units:
            return found
        numbers: dict[_Key, list[int]] = {}
        for number, branch in enumerate(branches):
            numbers.setdefault(_key(branch), []).append(number)
        parts = [units[at : at + _UNITS] for at in range(0, len(units), _UNITS)]
        asked = [(own, {"terms": {column: part}}) for own in numbers.values() for part in parts]
        bodies = [self._cell_search(own, within) for own, within in asked]
        answers = self.cluster.searches(self.index, bodies)
        for (own, _), answer in zip(asked, answers, strict=True):
            for hit in answer["hits"]["hits"]:
                _add(found, hit, own)
        return found

    def _cell_search(self, numbers: Sequence[int], within: Query) -> Json:
        """The search for what the branches with these numbers, which are the same, find ``within``."""
        branches = self.query.branches
        branch = branches[numbers[0]]
        if any(branches[number].limit for number in numbers):
            query = rounded(self._scoring(branch, [within]))
        else:
            query = {"bool": {"filter": [self._matching(branch), within]}}
        return {
            "query": query,
            "size": _CELLS,
            "track_total_hits": False,
            "_source": False,
            "docvalue_fields": _COLUMNS,
        }

    def _result(
        self, lists: Mapping[int, list[str]], found: Mapping[str, _Cell], counted: _Counts
    ) -> EngineResult:
        """The answer, from lists of names and the cells of their groups."""
        branches = self.query.branches
        if self.query.grouped:
            listed = {found[name].group for names in lists.values() for name in names}
            kept = {name: cell for name, cell in found.items() if cell.group in listed}
        else:
            listed = {name for names in lists.values() for name in names}
            kept = {name: cell for name, cell in found.items() if name in listed}
        rows = sorted(kept.values(), key=lambda cell: cell.id)
        places = {name: place for place, name in enumerate(sorted(kept, key=lambda n: kept[n].id))}
        shape = len(branches), len(rows)
        matrix, scores = np.zeros(shape, np.bool_), np.zeros(shape, np.float32)
        for place, cell in enumerate(rows):
            for number, score in cell.scores.items():
                matrix[number, place], scores[number, place] = True, score
        groups = {group: n for n, group in enumerate(sorted({cell.group for cell in rows}))}
        return EngineResult(
            row_id=lambda row: rows[row].id,
            groups=lambda: np.array([groups[cell.group] for cell in rows], np.intp),
            languages=lambda: np.array([cell.language for cell in rows], "<U2"),
            days=lambda: np.array([cell.day for cell in rows], np.intp),
            found=matrix,
            scores=scores,
            lists=tuple(
                np.array([places[name] for name in lists.get(number, ())], np.intp)
                for number in range(len(branches))
            ),
            totals=tuple(units for units, _ in counted.sizes),
            documents=tuple(documents for _, documents in counted.sizes),
            highest=counted.highest,
            facets=counted.facets,
        )


@dataclass(frozen=True, slots=True)
class _Counts:
    """What is counted: ``sizes`` are units and documents of the union up to each branch."""

    sizes: Sequence[tuple[int, int]]
    highest: tuple[float, ...]
    facets: Mapping[str, tuple[tuple[str, int], ...]]


def _key(branch: Branch) -> _Key:
    return id(branch.clause), branch.language


def _is_highest(branch: Branch) -> bool:
    return bool(branch.limit and branch.beyond and branch.sort == "relevance")


def _add(found: dict[str, _Cell], hit: Json, numbers: Sequence[int]) -> None:
    """Add a hit of the branches with these numbers."""
    cell = found.get(hit["_id"])
    if cell is None:
        name, group, day, language = doc_values(hit, _COLUMNS)
        cell = found[hit["_id"]] = _Cell(name, group, day or 0, language or "")
    cell.scores.update(dict.fromkeys(numbers, float(hit["_score"] or 0)))
