"""Explanations as JSON: what a text means, and what a score is made of."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from seogo.analysis.token import Kind
from seogo.searching.explain import ExplainedNearness, ExplainedScore, ScorePart
from seogo.searching.query_explanation import (
    ExplainedText,
    QueryExplanation,
    WordExplanation,
    kind_of,
)
from seogo.serializers.answer import (
    Answer,
    Count,
    ExcludedPart,
    IgnoredPart,
    to_excluded,
    to_ignored,
)


class WordForm(Answer, frozen=True):
    """Another form of a typed word."""

    text: Annotated[str, Meta(description="The form, in letters.")]
    how: Annotated[str, Meta(description="What kind it is: `prefix`, `term`, `abbreviation` …")]
    terms: Annotated[
        tuple[tuple[str, ...], ...],
        Meta(
            description="The terms that an article has for it: lists of which each stands in a row."
        ),
    ]


class QueryWord(Answer, frozen=True):
    """A typed word, or several that stand for one thing, in terms of the index."""

    word: Annotated[str, Meta(description="The word as it was typed.")]
    asked: Annotated[tuple[str, ...], Meta(description="The terms that an article has to have.")]
    function: Annotated[
        tuple[str, ...], Meta(description="Terms of grammar, which count for the score alone.")
    ]
    parts: Annotated[
        tuple[str, ...], Meta(description="The parts of a compound, which may stand instead.")
    ]
    compounds: Annotated[
        tuple[str, ...], Meta(description="Joined nouns, which count for the score alone.")
    ]
    surfaces: Annotated[
        tuple[str, ...], Meta(description="The word as it is written, in pairs of syllables.")
    ]
    forms: Annotated[
        tuple[WordForm, ...], Meta(description="Other forms, which may stand instead.")
    ]


class TextReading(Answer, frozen=True):
    """A text as a query."""

    read_as: Annotated[str, Meta(description="The query as it was read.")]
    words: Annotated[tuple[QueryWord, ...], Meta(description="Its words.")]
    ignored: Annotated[tuple[IgnoredPart, ...], Meta(description="What has no effect in it.")]
    excluded: Annotated[tuple[ExcludedPart, ...], Meta(description="What it leaves out.")]


class TextToken(Answer, frozen=True):
    """A term with its place in the text."""

    field: Annotated[str, Meta(description="The field of the index that has it.")]
    kind: Annotated[str, Meta(description="What it is: `body`, `bigrams`, `number`, `date` …")]
    term: Annotated[str, Meta(description="The term.")]
    start: Annotated[Count, Meta(description="Where it begins in the text, in code points.")]
    end: Annotated[Count, Meta(description="Where it ends, exclusive.")]
    tag: Annotated[str, Meta(description="Its part of speech, as the analyser names it.")]
    function: Annotated[bool, Meta(description="It is grammar: a particle, an ending.")]


class AnalyzedText(Answer, frozen=True):
    """A text as a query and as part of an article."""

    text: Annotated[str, Meta(description="The text.")]
    query: Annotated[
        TextReading | None, Meta(description="As a query; null while there is no index.")
    ]
    problem: Annotated[str | None, Meta(description="Why it is not read as a query.")]
    tokens: Annotated[
        tuple[TextToken, ...], Meta(description="As part of an article: its terms in order.")
    ]


class TermPoints(Answer, frozen=True):
    """The numbers of one term in a score (BM25)."""

    term: Annotated[str, Meta(description="The term.")]
    frequency: Annotated[Count, Meta(description="How often it stands in the field.")]
    documents: Annotated[Count, Meta(description="How many articles have it in the field.")]
    idf: Annotated[float, Meta(description="Its inverse document frequency.")]
    norm: Annotated[float, Meta(description="What the length of the field makes of k1.")]


class ScoreRow(Answer, frozen=True):
    """Part of a score that one term adds, or several in a row."""

    word: Annotated[str | None, Meta(description="The typed word; null for words near each other.")]
    how: Annotated[str, Meta(description="How it stands for the word: `word`, `prefix`, `near` …")]
    field: Annotated[str, Meta(description="The field of the index.")]
    terms: Annotated[tuple[TermPoints, ...], Meta(description="The terms.")]
    weight: Annotated[float, Meta(description="What the query multiplies their score by.")]
    points: Annotated[float, Meta(description="What they add to the score.")]
    share: Annotated[float, Meta(description="Their share of the score, from 0 to 1.")]


class NearnessExplanation(Answer, frozen=True):
    """What nearness in meaning adds to the place of an article among those of its language."""

    text: Annotated[str, Meta(description="The passage that is nearest.")]
    similarity: Annotated[float, Meta(description="Cosine of the query and this passage.")]
    rank: Annotated[int, Meta(description="Its rank by words; 0 beyond the first 100.")]
    by_words: Annotated[float, Meta(description="What this rank adds to the similarity.")]
    share: Annotated[float, Meta(description="Share of the similarity in both, from 0 to 1.")]


class ScoreExplanation(Answer, frozen=True):
    """Score of an article with its parts."""

    id: Annotated[str, Meta(description="The id of the article.")]
    title: Annotated[str, Meta(description="Its title.")]
    match: Annotated[str, Meta(description="How many of the words it has: every, some, none.")]
    filtered: Annotated[bool, Meta(description="The filters leave it out.")]
    bridged: Annotated[
        bool,
        Meta(description="It is found by translations: its place does not follow from the score."),
    ]
    missing: Annotated[tuple[str, ...], Meta(description="The words that it does not have.")]
    score: Annotated[float, Meta(description="The score.")]
    rows: Annotated[tuple[ScoreRow, ...], Meta(description="What it is the sum of.")]
    meaning: Annotated[
        NearnessExplanation | None,
        Meta(description="Nearness in meaning, where it decides the place too."),
    ]


def to_analyzed_text(explained: ExplainedText, *, problem: str) -> AnalyzedText:
    """A text explained; ``problem`` says why it is not read as a query, or is empty."""
    return AnalyzedText(
        text=explained.text,
        query=None if explained.reading is None else _reading(explained.reading),
        problem=problem or None,
        tokens=tuple(
            TextToken(
                field=field,
                kind=kind_of(field, token.term),
                term=token.term,
                start=token.start,
                end=token.end,
                tag=token.tag,
                function=token.kind is Kind.FUNCTION,
            )
            for field, token in explained.tokens
        ),
    )


def to_score_explanation(explained: ExplainedScore) -> ScoreExplanation:
    """The score of an article explained."""
    return ScoreExplanation(
        id=explained.id,
        title=explained.title,
        match=explained.match,
        filtered=explained.filtered,
        bridged=explained.bridged,
        missing=explained.missing,
        score=round(explained.total, 6),
        rows=tuple(_row(row) for row in explained.rows),
        meaning=_nearness(explained.meaning) if explained.meaning else None,
    )


def _nearness(found: ExplainedNearness) -> NearnessExplanation:
    return NearnessExplanation(
        text=found.text,
        similarity=round(found.similarity, 4),
        rank=found.rank,
        by_words=round(found.by_words, 4),
        share=round(found.share, 4),
    )


def _reading(reading: QueryExplanation) -> TextReading:
    words = tuple(_word(meaning) for meaning in reading.words)
    return TextReading(
        reading.read_as, words, to_ignored(reading.ignored), to_excluded(reading.excluded)
    )


def _word(meaning: WordExplanation) -> QueryWord:
    return QueryWord(
        word=meaning.word,
        asked=meaning.required,
        function=meaning.function,
        parts=meaning.parts,
        compounds=meaning.compounds,
        surfaces=meaning.surfaces,
        forms=tuple(WordForm(form.text, form.how, form.sequences) for form in meaning.forms),
    )


def _row(row: ScorePart) -> ScoreRow:
    return ScoreRow(
        word=row.word or None,
        how=row.how,
        field=row.field,
        terms=tuple(
            TermPoints(
                term, made.frequency, made.documents, round(made.idf, 6), round(made.norm, 6)
            )
            for term, made in zip(row.terms, row.term_scores, strict=True)
        ),
        weight=round(row.weight, 6),
        points=round(row.points, 6),
        share=round(row.share, 6),
    )
