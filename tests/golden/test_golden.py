"""Judged queries over the sample archive: what queries.yaml and pasted.yaml say must hold, held to a real index."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from seogo import strict_yaml
from seogo.composition import Site
from seogo.languages import Language
from seogo.searching.request import SearchRequest

FILES = ("queries.yaml", "pasted.yaml")
MOST = 100

PARAMETERS: dict[str, dict[str, Any]] = {
    "lang": {language.value: language for language in Language},
    "level": {"forms": "forms", "bridge": "bridge"},
    "sort": {"newest": "newest", "oldest": "oldest"},
    "fold": {"no": False},
    "title_only": {"yes": True},
}
"""The parameters that a row can have, and what their values mean."""

LISTS = ("found", "order", "never")
KEYS = {"q", "why", "within", "partly", "form", *LISTS, *PARAMETERS}


@dataclass(frozen=True, slots=True)
class Found:
    """A hit; ``complete``: it has every word."""

    id: str
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Judged:
    """One row of queries.yaml, whose first lines say what its keys mean; ``name`` is group and name."""

    name: str
    query: str
    why: str
    found: tuple[str, ...] = ()
    within: int = 0
    partly: bool = False
    order: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    parameters: dict[str, Any] = field(default_factory=dict)

    @property
    def group(self) -> str:
        """The group that the row stands in."""
        return self.name.partition("/")[0]

    def broken(self, hits: Sequence[Found]) -> list[str]:
        """What does not hold of the hits, best first; empty where all does."""
        places = {hit.id: place for place, hit in enumerate(hits, 1)}
        whole = {hit.id for hit in hits if hit.complete}
        wrong = []
        for wanted in self.found:
            if wanted not in places:
                wrong.append(f"{wanted} is not found")
            elif not self.partly and wanted not in whole:
                wrong.append(f"{wanted} is found without some of the words")
            elif places[wanted] > self.within:
                wrong.append(f"{wanted} is hit {places[wanted]}, not within {self.within}")
        for above, below in zip(self.order, self.order[1:], strict=False):
            if below in places and places[below] < places.get(above, MOST + 1):
                wrong.append(f"{below} stands above {above}")
        return wrong + [f"{unwanted} is found" for unwanted in self.never if unwanted in places]


def rows() -> Iterator[Judged]:
    """The rows of all files."""
    for file in FILES:
        groups = strict_yaml.load(Path(__file__).parent / file, max_bytes=200_000, name=file)
        assert isinstance(groups, strict_yaml.Mapping)
        for group, members in groups.entries.items():
            assert isinstance(members.value, strict_yaml.Mapping)
            for name, entry in members.value.entries.items():
                yield to_judged(f"{group}/{name}", entry.value)


def to_judged(name: str, row: strict_yaml.Node) -> Judged:
    """One row. Its query may be asked decomposed (``form: NFD``), which the file cannot show."""
    assert isinstance(row, strict_yaml.Mapping), name
    assert row.entries.keys() <= KEYS, f"{name}: {row.entries.keys() - KEYS}"
    lists = {
        key: strict_yaml.texts_of(row.entries[key].value, key)
        for key in LISTS
        if key in row.entries
    }
    given = {
        key: strict_yaml.text_of(entry.value, key)
        for key, entry in row.entries.items()
        if key not in lists
    }
    assert given.get("form", "NFD") == "NFD", name
    assert given.get("partly", "yes") == "yes", name
    return Judged(
        name=name,
        query=unicodedata.normalize("NFD", given["q"]) if "form" in given else given["q"],
        why=given["why"],
        within=int(given.get("within", len(lists.get("found", ())))),
        partly="partly" in given,
        parameters={key: PARAMETERS[key][given[key]] for key in PARAMETERS if key in given},
        **lists,
    )


JUDGED = list(rows())


@pytest.mark.parametrize("group", sorted({judged.group for judged in JUDGED}))
def test_what_was_judged_holds(site: Site, group: str) -> None:
    wrong = []
    for judged in JUDGED:
        if judged.group != group:
            continue
        request = SearchRequest(q=judged.query, size=MOST, **judged.parameters)
        hits = site.search.search(request, facets=False).hits
        if broken := judged.broken([Found(hit.id, hit.complete) for hit in hits]):
            listed = ", ".join(hit.id if hit.complete else f"({hit.id})" for hit in hits[:6])
            asked = f"{judged.name}: {judged.query}  {judged.parameters or ''}"
            wrong.append("\n".join((asked, judged.why, *broken, f"hits: {listed}")))
    assert not wrong, "\n\n".join(wrong)


def test_every_row_judges_articles_that_exist(site: Site) -> None:
    assert len(JUDGED) >= 75
    for judged in JUDGED:
        ids = {*judged.found, *judged.order, *judged.never}
        assert ids, f"{judged.name} judges nothing"
        assert judged.why and judged.query, judged.name
        assert len(judged.found) <= judged.within or not judged.found, judged.name
        assert not set(judged.found) & set(judged.never), judged.name
        for article in ids:
            assert site.search.record(article) is not None, f"{judged.name}: {article}"


def test_every_article_is_judged(site: Site) -> None:
    every = site.search.search(SearchRequest(size=MOST, fold=False), facets=False)
    assert {hit.id for hit in every.hits} == {wanted for row in JUDGED for wanted in row.found}


def test_judging_notices_each_kind_of_fault() -> None:
    hits = [Found("a"), Found("b"), Found("c", complete=False)]
    assert not Judged("", "", "", found=("b",), within=2, order=("a", "b"), never=("d",)).broken(
        hits
    )
    assert Judged("", "", "", found=("b",), within=1).broken(hits) == ["b is hit 2, not within 1"]
    assert Judged("", "", "", found=("d",), within=9).broken(hits) == ["d is not found"]
    assert Judged("", "", "", found=("c",), within=3).broken(hits) == [
        "c is found without some of the words"
    ]
    assert not Judged("", "", "", found=("c",), within=3, partly=True).broken(hits)
    assert Judged("", "", "", order=("b", "a")).broken(hits) == ["a stands above b"]
    assert Judged("", "", "", order=("d", "a")).broken(hits) == ["a stands above d"]
    assert Judged("", "", "", never=("a",)).broken(hits) == ["a is found"]
