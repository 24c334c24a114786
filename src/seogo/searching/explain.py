"""Score explanation: the score of an article for a query, term by term, with the typed word that each term stands for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from seogo.engines import clauses as q
from seogo.engines.base import Engine, Explanation, TermScore
from seogo.languages import Language
from seogo.query import nodes
from seogo.rewriting.compiler import CompiledQuery, QueryCompiler
from seogo.searching.query_explanation import WordExplanation, explain_words

Match = Literal["every", "some", "none"]
"""Share of the words of a query that an article has."""


@dataclass(frozen=True, slots=True)
class ScorePart:
    """Part of a score that one term adds, or several side by side.

    ``word`` is the typed word that they stand for, and ``how`` in which way (``word``, ``prefix``, or what kind of other
    form; ``near``: two typed words are near each other, and ``word`` is empty). ``term_scores`` has the numbers of each of
    ``terms``; ``weight`` is what the query multiplies their score by; ``share`` is of the whole, from 0 to 1.
    """

    word: str
    how: str
    field: str
    terms: tuple[str, ...]
    term_scores: tuple[TermScore, ...]
    weight: float
    points: float
    share: float


@dataclass(frozen=True, slots=True)
class ExplainedNearness:
    """What decides the place of an article where nearness in meaning has a part in it.

    ``text`` is the passage that is nearest, ``similarity`` its cosine; ``rank`` is that by words among the articles of its
    language (0: not among the first 100) and ``by_words`` what it adds; ``share`` is that of the similarity in both.
    """

    text: str
    similarity: float
    rank: int
    by_words: float

    @property
    def share(self) -> float:
        """Share of the similarity, from 0 to 1."""
        whole = max(self.similarity, 0.0) + self.by_words
        return max(self.similarity, 0.0) / whole if whole else 0.0


@dataclass(frozen=True, slots=True)
class ExplainedScore:
    """Score of one article for one query, with its parts. ``missing`` are the words it does not have where it has not all
    that is asked; ``filtered``: the article is outside the filters; ``bridged``: it is in the other language and found by
    translations, so that the score says only how it stands among others of its language; ``rows`` are in the order of the
    words, most points first; ``meaning`` is there where nearness in meaning decides its place too."""

    id: str
    title: str
    match: Match
    filtered: bool
    bridged: bool
    missing: tuple[str, ...]
    rows: tuple[ScorePart, ...]
    total: float
    meaning: ExplainedNearness | None = None


def explain_score(
    engine: Engine,
    compiler: QueryCompiler,
    parsed: nodes.ParsedQuery,
    compile_query: Callable[[nodes.ParsedQuery], CompiledQuery],
    filters: Sequence[q.Clause],
    article: tuple[str, str, Language],
    meaning: ExplainedNearness | None = None,
) -> ExplainedScore:
    """Explained score of the article with this id, title and language. ``compile_query`` is that of the search;
    ``filters`` are those beside the query. Over the bridge, it is the score before it is brought beside the others."""
    name, title, language = article

    def compile_for_article(query: nodes.ParsedQuery) -> CompiledQuery:
        found = compile_query(query)
        bridge = found.bridge
        if bridge is None or bridge.language is not language:
            return found
        return replace(
            found, clause=bridge.clause, fallback=bridge.fallback, words=found.bridged_words
        )

    compiled = compile_for_article(parsed)
    over_the_bridge = compiled.bridge is not None and compiled.bridge.language is language
    match: Match = "every"
    found = engine.explain(compiled.clause, name)
    if found is None and compiled.fallback is not None:
        match, found = "some", engine.explain(compiled.fallback, name)
    if found is None:
        match = "none"
    explanations = explain_words(parsed, compiled, compiler)
    missing: tuple[str, ...] = ()
    if match != "every":
        missing = tuple(
            explained.word
            for explained, alone in explanations
            if engine.explain(compile_for_article(alone).clause, name) is None
        )
    scored = [] if found is None else [part for part in _scored_terms(found) if part.score]
    total = sum(part.score for part in scored)
    restrictions = (*compiled.filters, *filters)
    return ExplainedScore(
        id=name,
        title=title,
        match=match,
        filtered=any(engine.explain(clause, name) is None for clause in restrictions),
        bridged=match != "none" and over_the_bridge,
        missing=missing,
        rows=tuple(_to_rows(scored, [explained for explained, _ in explanations], total)),
        total=total,
        meaning=meaning,
    )


def _scored_terms(explanation: Explanation) -> Iterator[Explanation]:
    """Explanations of single terms and phrases within an explanation."""
    if isinstance(explanation.clause, q.Term | q.Phrase):
        yield explanation
    else:
        for part in explanation.parts:
            yield from _scored_terms(part)


def _to_rows(
    scored: Iterable[Explanation], explanations: Sequence[WordExplanation], total: float
) -> list[ScorePart]:
    own, others = _source_words(explanations)
    order = {explained.word: place for place, explained in enumerate(explanations)}
    rows: list[ScorePart] = []
    for part in scored:
        match part.clause:
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
        near = isinstance(part.clause, q.Phrase) and part.clause.slop > 0
        word, how = ("", "near") if near else next(found, ("", "word"))
        term_scores = tuple(one.term for one in (part.parts or (part,)) if one.term is not None)
        share = part.score / total
        rows.append(ScorePart(word, how, place, terms, term_scores, weight, part.score, share))
    rows.sort(key=lambda row: (order.get(row.word, len(order)), -row.points))
    return rows


_SourceWords = dict[tuple[bool, tuple[str, ...]], tuple[str, str]]


def _source_words(explanations: Iterable[WordExplanation]) -> tuple[_SourceWords, _SourceWords]:
    """Typed word and kind of form by terms and whether these are surfaces: terms of typed words, and of their other forms."""
    own: _SourceWords = {}
    others: _SourceWords = {}
    for explained in explanations:
        source = explained.word, "word"
        terms = (
            *explained.required,
            *explained.function,
            *explained.parts,
            *explained.compounds,
        )
        for term in terms:
            own.setdefault((False, (term,)), source)
        for term in explained.surfaces:
            own.setdefault((True, (term,)), source)
        for form in explained.forms:
            for sequence in form.sequences:
                for run in (sequence, *((term,) for term in sequence)):
                    others.setdefault((False, run), (explained.word, form.how))
    return own, others
