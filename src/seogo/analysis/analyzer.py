"""The whole chain for articles and for queries: normaliser, tokenizers, token filters.

An article is analysed passage by passage; the words of a query stand in one passage, because context decides how Kiwi
reads them. Both go through the same steps, so that index and query cannot drift apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from operator import itemgetter

from seogo.analysis import english, korean, stopwords
from seogo.analysis.hangul import SYLLABLES, bigrams
from seogo.analysis.hanja import headline_term, headline_words, to_hangul
from seogo.analysis.korean import KoreanTokenizer, MorphemeRow
from seogo.analysis.normalize import Normalized, normalize
from seogo.analysis.quantities import quantities
from seogo.analysis.surfaces import surface_tokens, surfaces_of
from seogo.analysis.token import LONGEST_TERM, FieldTokens, Kind, Token

ANALYSIS_VERSION = 3
"""Raised by hand when the same text gives other terms, offsets or sentences than before."""

PARAGRAPH_GAP = 8
"""How far positions jump from one paragraph to the next."""

_LONGEST_PASSAGE = 20_000
_LONGEST_COMPOUND = 4
_BATCH = 256
_TRANSPARENT = ("-", ".")
_MAY_JOIN = re.compile(r"[^\x00-\x7f]|[A-Za-z][0-9]|[0-9][A-Za-z]|[A-Za-z0-9+#][-.][A-Za-z0-9]")
"""What a passage with compounds has: plain English words stand apart."""


@dataclass(slots=True)
class TextAnalysis:
    """What analysis makes of one text: its tokens, the compounds among them, its quantities, and in ``bigrams`` its
    surfaces (terms in order, see seogo.analysis.surfaces)."""

    main: FieldTokens = field(default_factory=FieldTokens)
    compounds: FieldTokens = field(default_factory=FieldTokens)
    quantities: FieldTokens = field(default_factory=FieldTokens)
    bigrams: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class QueryWord:
    """A typed word as terms.

    ``tokens`` are those of the main field, ``split`` those that it falls into where Kiwi splits a compound (empty where
    that changes nothing), ``compounds`` the joined forms, ``bigrams`` those of ``stem``, which is the word without
    particles and endings.
    """

    text: str
    stem: str
    tokens: tuple[Token, ...]
    split: tuple[Token, ...] = ()
    compounds: tuple[str, ...] = ()
    bigrams: tuple[str, ...] = ()

    @property
    def required(self) -> tuple[Token, ...]:
        """The tokens an article must have: those with content, or all where none has."""
        return tuple(token for token in self.tokens if token.kind is Kind.CONTENT) or self.tokens


class Analyzer:
    """Turns texts and queries into terms. ``dictionary`` holds the words that Kiwi must keep whole."""

    def __init__(self, dictionary: Iterable[str] = ()) -> None:
        self._korean = KoreanTokenizer(dictionary)

    def load(self) -> None:
        """Load Kiwi now."""
        self._korean.load()

    @property
    def loaded(self) -> bool:
        """Whether Kiwi has been loaded."""
        return self._korean.loaded

    def analyze(self, texts: Iterable[tuple[str, date | None]]) -> Iterator[TextAnalysis]:
        """Analyse texts in batches, in order; offsets are those of each text.

        With each text goes the day it was published, from which it counts (지난 19일).
        """
        remaining = iter(texts)
        while batch := list(islice(remaining, _BATCH)):
            cut = [
                ([(at, normalize(passage)) for at, passage in to_passages(text)], day)
                for text, day in batch
            ]
            morphemes = self._korean.morphemes(normal.text for text, _ in cut for _, normal in text)
            for passages, day in cut:
                analysis = TextAnalysis()
                position = 0
                for at, normal in passages:
                    position = _add_passage(analysis, at, normal, next(morphemes), position, day)
                yield analysis

    def explain(self, text: str) -> list[tuple[str, Token]]:
        """The tokens of ``text`` with the field that each is for, in the order of fields and text."""
        rows: list[tuple[str, Token]] = []
        grams: list[tuple[str, Token]] = []
        compounds: list[tuple[str, Token]] = []
        for at, passage in to_passages(text):
            normal = normalize(passage)
            (morphemes,) = self._korean.morphemes([normal.text])
            tokens = _passage_tokens(normal.text, english.words(normal.text), morphemes)
            for field_rows, name, found in (
                (rows, "body", tokens),
                (compounds, "compounds", _passage_compounds(normal.text, tokens)),
                (compounds, "quantities", _quantity_tokens(normal.text, None)),
                (grams, "bigrams", surface_tokens(normal.text)),
            ):
                for token in found:
                    start, end = normal.original(token.start, token.end)
                    field_rows.append((name, _moved(token, at + start, at + end)))
        return rows + compounds + grams

    def infinitive(self, stem: str) -> str:
        """See KoreanTokenizer."""
        return self._korean.infinitive(stem)

    def verb_stems(self, infinitive: str) -> list[str]:
        """The verbs that an infinitive is of (도와 → 돕)."""
        return [m.form for m in self._korean.query_morphemes(infinitive)[:1] if m.tag == "VV"]

    def parts(self, word: str) -> list[str]:
        """What a compound is put together from (공정거래위원회 → 공정 거래 위원회)."""
        return [morpheme.form for morpheme in self._korean.split_morphemes(word)]

    def analyze_query(self, words: Sequence[str]) -> list[QueryWord]:
        """Analyse words that were typed side by side; one QueryWord for each."""
        normals = [" ".join(normalize(word).text.split()) for word in words]
        passage = " ".join(normals)
        morphemes = self._korean.query_morphemes(passage)
        tokens = _typed_tokens(passage, morphemes)
        bound = {m.start for m in morphemes if m.tag.startswith(stopwords.BOUND_TAGS)}
        split = _typed_tokens(passage, self._korean.split_morphemes(passage))
        found: list[QueryWord] = []
        at = 0
        for word, normal in zip(words, normals, strict=True):
            span = range(at, at + len(normal))
            own = tuple(token for token in tokens if token.start in span)
            parts = tuple(token for token in split if token.start in span)
            if at and at in bound:
                # Kiwi read across the space (검색 한글 → 검색하-ㄴ 글); who typed a space meant a word
                alone = _typed_tokens(normal, self._korean.query_morphemes(normal))
                own = tuple(_moved(t, at + t.start, at + t.end) for t in alone)
                parts = own
            found.append(_query_word(word, passage, own, parts, span))
            at += len(normal) + 1
        return found


def to_passages(text: str) -> Iterator[tuple[int, str]]:
    """The paragraphs of ``text`` with their offsets; very long ones are cut at spaces."""
    at = 0
    for paragraph in text.split("\n\n"):
        rest, start = paragraph, at
        while len(rest) > _LONGEST_PASSAGE:
            cut = rest.rfind(" ", 0, _LONGEST_PASSAGE) + 1 or _LONGEST_PASSAGE
            yield start, rest[:cut]
            rest, start = rest[cut:], start + cut
        if rest:
            yield start, rest
        at += len(paragraph) + 2


def to_compounds(tokens: Sequence[Token], passage: str) -> list[Token]:
    """Joined runs of neighbouring noun-like tokens, two to four of them; hyphen and full stop inside are transparent
    (``GPT-4`` → ``gpt4``, ``K-팝`` → ``k팝``)."""
    compounds: list[Token] = []
    run: list[Token] = []
    end = -2
    for token in tokens:
        if token.noun and run:
            start = token.start
            if start == end or (start == end + 1 and passage[end] in _TRANSPARENT):
                run.append(token)
                end = token.end
                continue
        if len(run) > 1:
            compounds += _joined(run)
        run = [token] if token.noun else []
        end = token.end
    if len(run) > 1:
        compounds += _joined(run)
    return compounds


def _joined(run: Sequence[Token]) -> list[Token]:
    """Every two to _LONGEST_COMPOUND neighbours of a run as one."""
    compounds: list[Token] = []
    for first in range(len(run) - 1):
        term = run[first].term
        for member in run[first + 1 : first + _LONGEST_COMPOUND]:
            term += member.term
            compounds.append(Token(term[:LONGEST_TERM], run[first].start, member.end, "C"))
    return compounds


def _passage_tokens(
    passage: str, words: list[Token], morphemes: Sequence[MorphemeRow]
) -> list[Token]:
    """All tokens of a normalised passage in the order of the text."""
    if not morphemes:
        return words
    tokens = words + korean.to_tokens(morphemes, passage)
    tokens.sort(key=itemgetter(1))  # by start
    return tokens


def _typed_tokens(passage: str, morphemes: Sequence[MorphemeRow]) -> list[Token]:
    return _passage_tokens(passage, english.words(passage), morphemes)


def _quantity_tokens(passage: str, day: date | None) -> list[Token]:
    found = [Token(q.term, q.start, q.end, "Q") for q in quantities(passage, day)]
    found += [
        Token(headline_term(hanja, word), at, at + 1, "SH")
        for hanja, word, at in headline_words(passage)
    ]
    return sorted(found, key=itemgetter(1))


def _passage_compounds(passage: str, tokens: Sequence[Token]) -> list[Token]:
    return to_compounds(tokens, passage) + korean.hanja_runs(passage)


def _add_passage(
    analysis: TextAnalysis,
    at: int,
    normal: Normalized,
    morphemes: Sequence[MorphemeRow],
    position: int,
    day: date | None,
) -> int:
    """Add one passage that begins at offset ``at`` of its text; returns the next position."""
    before = len(analysis.main)
    latin = english.written(normal.text)
    if morphemes or _MAY_JOIN.search(normal.text):
        tokens = _passage_tokens(normal.text, latin.tokens(), morphemes)
        _add_tokens(analysis.main, tokens, normal, at, position)
        compounds = _passage_compounds(normal.text, tokens)
        _add_tokens(analysis.compounds, compounds, normal, at, len(analysis.compounds))
    else:
        _add_spans(analysis.main, latin.terms(), latin.starts, latin.ends, normal, at, position)
    if found := _quantity_tokens(normal.text, day):
        _add_tokens(analysis.quantities, found, normal, at, len(analysis.quantities))
    analysis.bigrams += surfaces_of(normal.text, latin)
    return position + len(analysis.main) - before + PARAGRAPH_GAP


def _add_tokens(
    column: FieldTokens, tokens: Sequence[Token], normal: Normalized, at: int, position: int
) -> None:
    """Append the tokens of a passage that begins at ``at``, with offsets in the original text."""
    if tokens:
        terms, starts, ends, *_ = zip(*tokens, strict=True)
        _add_spans(column, terms, starts, ends, normal, at, position)


def _add_spans(
    column: FieldTokens,
    terms: Sequence[str],
    starts: Sequence[int],
    ends: Sequence[int],
    normal: Normalized,
    at: int,
    position: int,
) -> None:
    """The same of terms and their places."""
    column.terms += terms
    if normal.starts is None or normal.ends is None:
        column.starts += [at + start for start in starts]
        column.ends += [at + end for end in ends]
    else:
        column.starts += [at + normal.starts[start] for start in starts]
        column.ends += [at + normal.ends[end - 1] for end in ends]
    column.positions += range(position, position + len(terms))


def _query_word(
    text: str, passage: str, tokens: tuple[Token, ...], split: tuple[Token, ...], span: range
) -> QueryWord:
    content = [token for token in tokens if token.kind is Kind.CONTENT] or tokens
    stem = passage[span.start : span.stop]
    if content:
        # what stands before the content is part of the word: 이어팟 is read as 이어 + 파
        stem = passage[tokens[0].start : min(max(t.end for t in content), span.stop)]
    own_terms = [token.term for token in tokens]
    hangul = to_hangul(stem)
    compounds = to_compounds(tokens, passage) + korean.hanja_runs(stem)
    return QueryWord(
        text=text,
        stem=stem,
        tokens=tuple(_moved(t, t.start, t.end) for t in tokens),
        split=split if [token.term for token in split] != own_terms else (),
        compounds=tuple(token.term[:LONGEST_TERM] for token in compounds),
        bigrams=tuple(bigrams(hangul)) if SYLLABLES.search(hangul) else (),
    )


def _moved(token: Token, start: int, end: int) -> Token:
    return token._replace(start=start, end=end)
