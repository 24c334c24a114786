"""Aligned sentences of two articles, and the terms in them.

The lexicon learns from what the index holds: the terms of title and body with their places, as analysis has left them,
so that no text is analysed twice and every word that is learned can be asked for. Grammar is left out.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from seogo.alignment.gale_church import Passage, align, align_lengths
from seogo.analysis.english import stem
from seogo.analysis.stopwords import ENGLISH
from seogo.articles.markdown import Block

Span: TypeAlias = tuple[int, int]
"""A half-open range of code points in the body's plain text."""

_KOREAN_GRAMMAR = """
하 되 이 것 수 등 있 없 시키 들 적 때 중 년 그 나 저 우리 너 않 보 주 지 못하 위하 대하 따르 통하 의하 관하
더 또 다시 모두 및 바 데 뿐 줄 안 못 잘 다 각 어떤 이런 그런 같 이것 그것 여기 거기 때문 경우 대로 만 만큼 개 번
명 가지 내 당하 받 드리 달 아니 또한 그러나 그리고 하지만 매우 가장 싶 즉 씩 째 님 쯤 여 제 의 로 월 일
"""
_GRAMMAR = frozenset(map(stem, ENGLISH)) | frozenset(_KOREAN_GRAMMAR.split())
"""Terms that carry grammar: English stop words, and in Korean what is written like them whatever its part of speech."""


@dataclass(frozen=True, slots=True)
class AlignableArticle:
    """Article for alignment: the terms of its title, those of its body with their start offsets, its blocks, and the start
    offsets of its sentences."""

    title: Sequence[str]
    terms: Sequence[str]
    starts: Sequence[int]
    blocks: Sequence[Passage]
    sentences: Sequence[int]


def to_passage(block: Block) -> Passage:
    """Passage of a Markdown block."""
    kind = f"h{block.level}" if block.kind == "heading" else block.kind
    return Passage(kind, block.start, block.end)


def is_content(term: str) -> bool:
    """Whether the lexicon learns a term: not one of grammar."""
    return term not in _GRAMMAR


def content_terms(terms: Sequence[str]) -> list[str]:
    """Terms that the lexicon learns: all but those of grammar."""
    return [term for term in terms if term not in _GRAMMAR]


def aligned_sentences(
    korean: AlignableArticle, english: AlignableArticle
) -> Iterator[tuple[Span, Span]]:
    """Ranges of aligned sentences in the bodies of two articles, in order; one or two on either side."""
    for ko, en in align(korean.blocks, english.blocks):
        left, right = _sentences(korean, ko), _sentences(english, en)
        if len(left) == len(right) == 1:
            yield left[0], right[0]
            continue
        lengths = [[end - start for start, end in side] for side in (left, right)]
        for one, other in align_lengths(*lengths):
            yield _span(left[one]), _span(right[other])


def _sentences(side: AlignableArticle, blocks: slice) -> list[Span]:
    """The sentences of some blocks."""
    found: list[Span] = []
    for block in side.blocks[blocks]:
        first = bisect_left(side.sentences, block.start + 1)
        last = bisect_left(side.sentences, block.end)
        starts = [block.start, *side.sentences[first:last]]
        found += zip(starts, [*starts[1:], block.end], strict=True)
    return found


def _span(sentences: Sequence[Span]) -> Span:
    return sentences[0][0], sentences[-1][1]
