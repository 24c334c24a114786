"""Translation pairs and proposals of pairs as JSON, for the command line's ``--json``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated

from msgspec import Meta

from seogo.languages import Language
from seogo.pairs.differences import Difference
from seogo.pairs.pair_proposals import Proposal
from seogo.pairs.quality import CheckedPair, Single, Skipped
from seogo.serializers.answer import Answer, Count


class PairCounts(Answer, frozen=True):
    """Numbers of pairs and of single articles, whatever is listed."""

    pairs: Annotated[Count, Meta(description="Translation pairs.")]
    unpaired: Annotated[Count, Meta(description="Articles without a translation.")]


class OneSided(Answer, frozen=True):
    """Something that one article of a pair alone says."""

    lang: Annotated[Language, Meta(description="The language of that article.")]
    kind: Annotated[str, Meta(description="number, percent, ordinal, date or name.")]
    term: Annotated[str, Meta(description="What it is as a term of the index.")]
    text: Annotated[str, Meta(description="How it stands in the article.")]
    place: Annotated[str, Meta(description="title or body.")]
    start: Annotated[Count, Meta(description="Where it begins there, in code points.")]
    end: Annotated[Count, Meta(description="Where it ends, exclusive.")]


class Pair(Answer, frozen=True):
    """A translation pair, and how well its articles go together."""

    ids: Annotated[dict[str, str], Meta(description="The ids by language.")]
    titles: Annotated[dict[str, str], Meta(description="The titles by language.")]
    score: Annotated[
        float, Meta(description="The share of text beside a passage of about its length, 0 to 1.")
    ]
    rows: Annotated[Count, Meta(description="How many rows of passages it has.")]
    missing: Annotated[Count, Meta(description="How many of them have only one side.")]
    differences: Annotated[tuple[OneSided, ...], Meta(description="What one side alone says.")]


class Unpaired(Answer, frozen=True):
    """An article without a translation."""

    id: Annotated[str, Meta(description="Its id.")]
    lang: Annotated[Language, Meta(description="Its language.")]
    title: Annotated[str, Meta(description="Its title.")]
    likely: Annotated[str | None, Meta(description="The id of its likely translation.")]


class Uncompared(Answer, frozen=True):
    """An article that could not be compared."""

    id: Annotated[str, Meta(description="Its id.")]
    why: Annotated[str, Meta(description="Why not.")]


class PairSurvey(Answer, frozen=True):
    """The translation pairs of an archive, and the articles without one."""

    total: Annotated[PairCounts, Meta(description="How many there are.")]
    pairs: Annotated[tuple[Pair, ...], Meta(description="The pairs.")]
    unpaired: Annotated[tuple[Unpaired, ...], Meta(description="Articles without a translation.")]
    skipped: Annotated[tuple[Uncompared, ...], Meta(description="What could not be compared.")]


class SharedNumbers(Answer, frozen=True):
    """Numbers and dates of two articles."""

    shared: Annotated[Count, Meta(description="How many both have.")]
    all: Annotated[Count, Meta(description="How many there are.")]


class WordPair(Answer, frozen=True):
    """A word and its translation."""

    ko: Annotated[str, Meta(description="The Korean word.")]
    en: Annotated[str, Meta(description="The English word.")]


class Evidence(Answer, frozen=True):
    """Evidence for a proposal."""

    alternates: Annotated[bool, Meta(description="One names the address of the other.")]
    likeness: Annotated[float, Meta(description="How alike they are, 0 to 1.")]
    rival: Annotated[float, Meta(description="How alike the next best is.")]
    place: Annotated[
        dict[str, int | None],
        Meta(description="By language, the place at which a search by the other one finds it."),
    ]
    numbers: Annotated[SharedNumbers, Meta(description="Numbers and dates.")]
    names: Annotated[tuple[str, ...], Meta(description="People whom both name.")]
    words: Annotated[tuple[WordPair, ...], Meta(description="Words that translate each other.")]
    published: Annotated[
        dict[str, str | None], Meta(description="The days of publication by language.")
    ]


class ProposedPair(Answer, frozen=True):
    """Two articles that may be translations of each other."""

    ids: Annotated[dict[str, str], Meta(description="The ids by language.")]
    titles: Annotated[dict[str, str], Meta(description="The titles by language.")]
    score: Annotated[float, Meta(description="How sure it is, 0 to 1.")]
    evidence: Annotated[Evidence, Meta(description="What speaks for it.")]


class Proposals(Answer, frozen=True):
    """Proposed translation pairs."""

    total: Annotated[Count, Meta(description="How many there are.")]
    proposals: Annotated[tuple[ProposedPair, ...], Meta(description="The best of them.")]


def to_pair_survey(
    pairs: Sequence[CheckedPair],
    singles: Sequence[tuple[Single, str]],
    skipped: Sequence[Skipped],
    *,
    counts: tuple[int, int],
) -> PairSurvey:
    """Pairs, articles without a translation with the ids of their likely ones, and what could not be compared; ``counts`` are
    how many pairs and single articles there are at all."""
    return PairSurvey(
        total=PairCounts(*counts),
        pairs=tuple(_pair(pair) for pair in pairs),
        unpaired=tuple(
            Unpaired(single.id, single.language, single.title, likely or None)
            for single, likely in singles
        ),
        skipped=tuple(Uncompared(one.id, str(one.why)) for one in skipped),
    )


def to_proposals(proposals: Sequence[Proposal], *, total: int) -> Proposals:
    """Proposed pairs with what speaks for them, of ``total`` that there are."""
    return Proposals(total, tuple(_proposal(one) for one in proposals))


def _proposal(one: Proposal) -> ProposedPair:
    def day(value: date | None) -> str | None:
        return value.isoformat() if value else None

    korean, english = one.places
    return ProposedPair(
        ids=_by_language(one.ids),
        titles=_by_language(one.titles),
        score=round(one.score, 4),
        evidence=Evidence(
            alternates=one.linked,
            likeness=round(one.likeness, 4),
            rival=round(one.rival, 4),
            place={"en": korean or None, "ko": english or None},
            numbers=SharedNumbers(*one.numbers),
            names=tuple(one.people),
            words=tuple(WordPair(ko, en) for ko, en in one.words),
            published=dict(zip(("ko", "en"), map(day, one.days), strict=True)),
        ),
    )


def _pair(pair: CheckedPair) -> Pair:
    return Pair(
        ids=_by_language(pair.ids),
        titles=_by_language(pair.titles),
        score=round(pair.score, 4),
        rows=pair.rows,
        missing=pair.missing,
        differences=tuple(to_one_sided(one) for one in pair.differences),
    )


def to_one_sided(difference: Difference) -> OneSided:
    """Something that one side alone says; ``start`` and ``end`` are in its title or in its plain text."""
    return OneSided(
        lang=difference.language,
        kind=difference.kind,
        term=difference.term,
        text=difference.text,
        place="title" if difference.in_title else "body",
        start=difference.start,
        end=difference.end,
    )


def _by_language(values: Mapping[Language, str]) -> dict[str, str]:
    return {language.value: values[language] for language in Language}
