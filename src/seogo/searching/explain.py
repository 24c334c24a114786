"""What the score of an article for a query is made of, term by term, and for which typed word each term stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from seogo.engines import clauses as q
from seogo.engines.base import Engine, Explanation, TermScore
from seogo.languages import Language
from seogo.query import nodes
from seogo.rewriting.compiler import CompiledQuery, QueryCompiler
from seogo.searching.query_explanation import Meaning, to_meanings

Match = Literal["every", "some", "none"]
"""How many of the words that a query asks for an article has."""


@dataclass(frozen=True, slots=True)
class Points:
    """What one term, or several side by side, add to a score.

    ``word`` is the typed word that they stand for, and ``how`` in which way (``word``, ``prefix``, or what kind of other
    form; ``near``: two typed words are near each other, and ``word`` is empty). ``made`` has the numbers of each of
    ``terms``; ``weight`` is what the query multiplies their score by; ``share`` is of the whole, from 0 to 1.
    """

    word: str
    how: str
    field: str
    terms: tuple[str, ...]
    made: tuple[TermScore, ...]
    weight: float
    points: float
    share: float


@dataclass(frozen=True, slots=True)
class ExplainedScore:
    """The score of one article for one query. ``missing`` are the words it does not have where it has not all that is asked;
    ``filtered``: the article is outside the filters; ``bridged``: it is in the other language and found by translations, so
    that the score says only how it stands among others of its language; ``rows`` are in the order of the words, most points
    first."""

    id: str
    title: str
    match: Match
    filtered: bool
    bridged: bool
    missing: tuple[str, ...]
    rows: tuple[Points, ...]
    total: float


def explain_score(
    engine: Engine,
    compiler: QueryCompiler,
    parsed: nodes.ParsedQuery,
    compile_query: Callable[[nodes.ParsedQuery], CompiledQuery],
    filters: Sequence[q.Clause],
    article: tuple[str, str, Language],
) -> ExplainedScore:
    """What the score of the article with this id, title and language is made of. ``compile_query`` is that of the search;
    ``filters`` are those beside the query. Over the bridge, it is the score before it is brought beside the others."""
    name, title, language = article

    def asked(query: nodes.ParsedQuery) -> CompiledQuery:
        found = compile_query(query)
        bridge = found.bridge
        if bridge is None or bridge.language is not language:
            return found
        return replace(
            found, clause=bridge.clause, fallback=bridge.fallback, words=found.bridged_words
        )

    compiled = asked(parsed)
    over_the_bridge = compiled.bridge is not None and compiled.bridge.language is language
    match: Match = "every"
    found = engine.explain(compiled.clause, name)
    if found is None and compiled.fallback is not None:
        match, found = "some", engine.explain(compiled.fallback, name)
    if found is None:
        match = "none"
    meanings = to_meanings(parsed, compiled, compiler)
    missing: tuple[str, ...] = ()
    if match != "every":
        missing = tuple(
            meaning.word
            for meaning, alone in meanings
            if engine.explain(asked(alone).clause, name) is None
        )
    leaves = [] if found is None else [leaf for leaf in _leaves(found) if leaf.score]
    total = sum(leaf.score for leaf in leaves)
    restrictions = (*compiled.filters, *filters)
    return ExplainedScore(
        id=name,
        title=title,
        match=match,
        filtered=any(engine.explain(clause, name) is None for clause in restrictions),
        bridged=match != "none" and over_the_bridge,
        missing=missing,
        rows=tuple(_to_rows(leaves, [meaning for meaning, _ in meanings], total)),
        total=total,
    )


def _leaves(explanation: Explanation) -> Iterator[Explanation]:
    """The terms and phrases of an explanation."""
    if isinstance(explanation.clause, q.Term | q.Phrase):
        yield explanation
    else:
        for part in explanation.parts:
            yield from _leaves(part)


def _to_rows(
    leaves: Iterable[Explanation], meanings: Sequence[Meaning], total: float
) -> list[Points]:
    own, others = _sources(meanings)
    order = {meaning.word: place for place, meaning in enumerate(meanings)}
    rows: list[Points] = []
    for leaf in leaves:
        match leaf.clause:
            case q.Term(field, term, weight):
                terms: tuple[str, ...] = (term,)
                ways = (own, others)
            case q.Phrase(field, terms, _, weight):
                # other forms are asked for as phrases, typed words term by term
                ways = (others, own)
            case _:
                continue
        place = field.rpartition("_")[0]
        keys = [(place == "bigrams", run) for run in (terms, terms[:1])]
        found = (way[key] for key in keys for way in ways if key in way)
        near = isinstance(leaf.clause, q.Phrase) and leaf.clause.slop > 0
        word, how = ("", "near") if near else next(found, ("", "word"))
        made = tuple(part.term for part in (leaf.parts or (leaf,)) if part.term is not None)
        share = leaf.score / total
        rows.append(Points(word, how, place, terms, made, weight, leaf.score, share))
    rows.sort(key=lambda row: (order.get(row.word, len(order)), -row.points))
    return rows


_Sources = dict[tuple[bool, tuple[str, ...]], tuple[str, str]]


def _sources(meanings: Iterable[Meaning]) -> tuple[_Sources, _Sources]:
    """The word and the way that terms stand for, by whether they are surfaces: as typed, and as other forms."""
    own: _Sources = {}
    others: _Sources = {}
    for meaning in meanings:
        source = meaning.word, "word"
        terms = (*meaning.asked, *meaning.function, *meaning.parts, *meaning.compounds)
        for term in terms:
            own.setdefault((False, (term,)), source)
        for term in meaning.surfaces:
            own.setdefault((True, (term,)), source)
        for form in meaning.forms:
            for sequence in form.sequences:
                for run in (sequence, *((term,) for term in sequence)):
                    others.setdefault((False, run), (meaning.word, form.how))
    return own, others
