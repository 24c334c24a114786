"""Analyzer, the whole chain for articles and for queries: normaliser, tokenizers, token filters.

An article is analysed passage by passage; the words of a query stand in one passage, because context decides how Kiwi
reads them. Both go through the same steps, so that index and query cannot drift apart.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from operator import itemgetter
from typing import TypeAlias

from seogo.analysis import english, korean, stopwords
from seogo.analysis.compounds import join_nouns, signed_names, to_compounds
from seogo.analysis.korean import KoreanTokenizer, Morpheme
from seogo.analysis.light_words import light_starts
from seogo.analysis.passages import AnalysisUnit, analysis_units, to_passages, to_positions
from seogo.analysis.quantities.dates import day_of_any_year
from seogo.analysis.quantities.extraction import first_hint, quantities
from seogo.analysis.quantities.measures import has_numeral, measures
from seogo.analysis.query_words import QueryWord, TypedWord, moved, query_word
from seogo.analysis.script.hanja import headline_term, headline_words
from seogo.analysis.script.normalize import normalize
from seogo.analysis.surfaces import surface_tokens, surfaces_of
from seogo.analysis.token import AnalysedMorpheme, FieldTokens, Spans, Token, TokenRow

_BATCH = 1024
_BATCH_LENGTH = 500_000
"""Texts, and characters, that are analysed together: more keep Kiwi's memory in the caches, and take more memory here."""


_Text: TypeAlias = tuple[str, date | None]
"""A text and the day it was published."""


@dataclass(slots=True)
class TextAnalysis:
    """Analysis of one text: its tokens, the compounds among them, its quantities, and in ``bigrams`` its
    surfaces (terms in order, see seogo.analysis.surfaces)."""

    main: FieldTokens = field(default_factory=FieldTokens)
    compounds: FieldTokens = field(default_factory=FieldTokens)
    quantities: FieldTokens = field(default_factory=FieldTokens)
    bigrams: list[str] = field(default_factory=list)


class Analyzer:
    """Analyzer of texts and queries. ``dictionary`` holds the words that Kiwi must keep whole."""

    def __init__(self, dictionary: Iterable[str] = ()) -> None:
        self.dictionary = tuple(dictionary)
        self._korean = KoreanTokenizer(self.dictionary)

    def load(self) -> None:
        """Load Kiwi now."""
        self._korean.load()

    @property
    def loaded(self) -> bool:
        """Whether Kiwi has been loaded."""
        return self._korean.loaded

    def analyze(self, texts: Iterable[_Text]) -> Iterator[TextAnalysis]:
        """Analyse texts in batches, in order; offsets are those of each text.

        With each text goes the day it was published, from which it counts (지난 19일).
        """
        for batch in _batches(texts):
            cut = [(list(analysis_units(text)), day) for text, day in batch]
            passages = list(_for_kiwi(units for units, _ in cut))
            # Kiwi first and alone: its threads and this one would drive each other out of the caches
            once = dict.fromkeys(passages)
            read = dict(zip(once, self._korean.morphemes(once), strict=True))
            morphemes = map(read.__getitem__, passages)
            for units, day in cut:
                analysis = TextAnalysis()
                position = 0
                for unit in units:
                    position = _add_unit(analysis, unit, morphemes, position, day)
                yield analysis

    def explain(self, text: str) -> list[tuple[str, Token]]:
        """Tokens of ``text`` with the field that each is for, in the order of fields and text."""
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
                    field_rows.append((name, moved(token, at + start, at + end)))
        return rows + compounds + grams

    def infinitive(self, stem: str) -> str:
        """Form of a verb that others join (돕 → 도와)."""
        return self._korean.infinitive(stem)

    def verb_stems(self, infinitive: str) -> list[str]:
        """Stems of the verbs that an infinitive is of (도와 → 돕)."""
        return [m.form for m in self._korean.query_morphemes(infinitive)[:1] if m.tag == "VV"]

    def tag(self, word: str) -> str:
        """Kiwi's tag of a word, or of the stem of a verb; empty where it does not know it as one."""
        return self._korean.tag(word)

    def morphemes(self, word: str) -> list[Morpheme]:
        """Morphemes of a typed word, particles and endings too."""
        return self._korean.query_morphemes(word)

    def written_alone(self, words: Sequence[str]) -> set[str]:
        """The words that may stand alone: nouns and adverbs, and what may be a name, but no stems of verbs."""
        return self._korean.written_alone(words)

    def nouns(self, words: Sequence[str]) -> set[str]:
        """The words that Kiwi reads as one noun each. Many answers are kept."""
        return self._korean.nouns(words)

    def parts(self, word: str) -> list[str]:
        """Parts of a compound (공정거래위원회 → 공정 거래 위원회)."""
        return [morpheme.form for morpheme in self._korean.split_morphemes(word)]

    def analyze_query(self, words: Sequence[str]) -> list[QueryWord]:
        """Analysis of words that were typed side by side; one QueryWord for each."""
        passage, typed = self._typed(words)
        names = stopwords.english_names(passage)
        if not korean.needs_kiwi(passage):  # nothing is split
            return [
                query_word(word, passage, read, read.tokens, names)
                for word, read in zip(words, typed, strict=True)
            ]
        split = _typed_tokens(passage, self._korean.split_morphemes(passage))
        starts = [token.start for token in split]
        found: list[QueryWord] = []
        for word, read in zip(words, typed, strict=True):
            parts = _inside(read.span, split, starts) if read.in_context else read.tokens
            found.append(query_word(word, passage, read, parts, names))
        return found

    def query_terms(self, words: Sequence[str]) -> list[str]:
        """The terms of the ``tokens`` that analyze_query finds, and nothing else, in half the time."""
        return [token.term for word in self._typed(words)[1] for token in word.tokens]

    def _typed(self, words: Sequence[str]) -> tuple[str, list[TypedWord]]:
        """The passage that words side by side make, and each as it was read."""
        normals = [" ".join(normalize(word).text.split()) for word in words]
        passage = " ".join(normals)
        morphemes = self._korean.query_morphemes(passage)
        tokens = _typed_tokens(passage, morphemes)
        known, light = _known_spans(morphemes), _light_starts(morphemes)
        others = korean.other_stems(morphemes, passage)
        bound = korean.bound_starts(morphemes) - light  # 되고 있다
        starts = [token.start for token in tokens]
        typed: list[TypedWord] = []
        at = 0
        for normal in normals:
            span = range(at, at + len(normal))
            if at and at in bound:
                # Kiwi read across the space (검색 한글 → 검색하-ㄴ 글); who typed a space meant a word
                alone = self._korean.query_morphemes(normal)
                own = tuple(
                    moved(t, at + t.start, at + t.end) for t in _typed_tokens(normal, alone)
                )
                lighter = frozenset(at + start for start in _light_starts(alone))
                spans = frozenset((at + start, at + end) for start, end in _known_spans(alone))
                stems = tuple(stem for _, stem in korean.other_stems(alone, normal))
                typed.append(TypedWord(span, own, False, spans, lighter, stems))
            else:
                own = _inside(span, tokens, starts)
                stems = tuple(stem for start, stem in others if start in span)
                typed.append(TypedWord(span, own, True, known, light, stems))
            at += len(normal) + 1
        return passage, typed


def _inside(span: range, tokens: Sequence[Token], starts: Sequence[int]) -> tuple[Token, ...]:
    """The tokens, in order, that begin in a span; ``starts`` are where they begin."""
    return tuple(tokens[bisect_left(starts, span.start) : bisect_left(starts, span.stop)])


def _light_starts(morphemes: Sequence[Morpheme]) -> frozenset[int]:
    return light_starts(morphemes) - korean.settled_starts(morphemes)


def _known_spans(morphemes: Sequence[Morpheme]) -> frozenset[tuple[int, int]]:
    return frozenset((m.start, m.end) for m in morphemes if m.known)


def _batches(texts: Iterable[_Text]) -> Iterator[list[_Text]]:
    """Texts in batches that end where one of the limits is reached."""
    batch: list[_Text] = []
    length = 0
    for text in texts:
        batch.append(text)
        length += len(text[0])
        if len(batch) >= _BATCH or length >= _BATCH_LENGTH:
            yield batch
            batch, length = [], 0
    if batch:
        yield batch


def _for_kiwi(texts: Iterable[Sequence[AnalysisUnit]]) -> Iterator[str]:
    return (passage for text in texts for unit in text for _, passage in unit.korean)


def surfaces_in(text: str) -> list[str]:
    """The surfaces of a text alone, as ``analyze`` finds them; Kiwi is not needed for them."""
    normals = [unit.normal.text for unit in analysis_units(text)]
    return [term for normal in normals for term in surfaces_of(normal, english.written(normal))]


def _passage_tokens(
    passage: str, words: list[Token], morphemes: Sequence[AnalysedMorpheme]
) -> list[Token]:
    """All tokens of a normalised passage in the order of the text."""
    if not morphemes:
        return words
    tokens = words + list(map(Token._make, korean.to_rows(morphemes, passage)))
    tokens.sort(key=itemgetter(1))  # by start
    return tokens


def _typed_tokens(passage: str, morphemes: Sequence[AnalysedMorpheme]) -> list[Token]:
    return _passage_tokens(passage, english.words(passage), morphemes)


def _quantity_tokens(passage: str, day: date | None, *, numeral: bool = True) -> list[Token]:
    plain = quantities(passage, day)
    measured = measures(passage, plain, in_words=numeral)
    found = [Token(q.term, q.start, q.end, "Q") for q in (*plain, *measured)]
    # a day of a year is that day of any year, too
    known = {q[:3] for q in plain}
    days = ((day_of_any_year(q.term), q.start, q.end) for q in plain if q.kind == "date")
    found += [Token(*of, "Q") for of in dict.fromkeys(days) if of[0] and of not in known]
    found += [
        Token(headline_term(hanja, word), at, at + 1, "SH")
        for hanja, word, at in headline_words(passage)
    ]
    return sorted(found, key=itemgetter(1))


def _passage_compounds(passage: str, tokens: Sequence[Token]) -> list[Token]:
    spans = _columns(tokens)[0]
    named = [Token(*name, "C") for name in signed_names(spans, passage)]
    return to_compounds(tokens, passage) + named + korean.hanja_runs(passage)


def _add_unit(
    analysis: TextAnalysis,
    unit: AnalysisUnit,
    morphemes: Iterator[Sequence[AnalysedMorpheme]],
    position: int,
    day: date | None,
) -> int:
    """Add a unit, whose passages are the next of ``morphemes``; returns the next position."""
    text = unit.normal.text
    latin = english.written(text)
    if unit.korean:
        rows = latin.rows()
        for at, passage in unit.korean:
            rows += korean.to_rows(next(morphemes), passage, at)
        rows.sort(key=itemgetter(1))  # by start
        spans, nouns = _columns(rows)
    else:
        spans, nouns = Spans(latin.terms(), latin.starts, latin.ends), None
    positions, position = to_positions(spans.starts, unit.passages, position)
    _add(analysis.main, unit, spans, positions)
    compounds = join_nouns(spans, nouns, text)
    others = list(signed_names(spans, text))
    if unit.hanja:
        others += [token[:3] for token in korean.hanja_runs(text)]
    if others:
        compounds = Spans(*zip(*zip(*compounds, strict=True), *others, strict=True))
    _add(analysis.compounds, unit, compounds)
    numeral = has_numeral(text, latin.words)
    for at, passage in _with_quantities(unit, numeral=numeral):
        if found := _quantity_tokens(passage, day, numeral=numeral):
            _add(analysis.quantities, unit, _columns(found)[0], after=at)
    analysis.bigrams += surfaces_of(text, latin)
    return position


def _with_quantities(unit: AnalysisUnit, *, numeral: bool) -> Iterator[tuple[int, str]]:
    """The passages in which there may be quantities, or characters that stand for words; most have none. ``numeral``:
    there may be one in words anywhere."""
    text = unit.normal.text
    if unit.hanja or numeral:
        yield from unit.passages
        return
    hint = first_hint(text)
    for at, passage in unit.passages:
        end = at + len(passage)
        if hint is None:
            return
        if hint < end:
            yield at, passage
            hint = first_hint(text, end)


def _columns(tokens: Sequence[TokenRow]) -> tuple[Spans, Sequence[bool]]:
    """The terms of tokens with their places, and which of them are noun-like."""
    if not tokens:
        return Spans((), (), ()), ()
    terms, starts, ends, _, _, nouns = zip(*tokens, strict=True)
    return Spans(terms, starts, ends), nouns


def _add(
    column: FieldTokens,
    unit: AnalysisUnit,
    spans: Spans,
    positions: Sequence[int] | None = None,
    after: int = 0,
) -> None:
    """Append what was found in a unit, ``after`` so many characters of it, with offsets in the original text; positions
    are one after the other where none are given."""
    if positions is None:
        positions = range(len(column), len(column) + len(spans.terms))
    column.terms += spans.terms
    column.positions += positions
    starts, ends, at = unit.normal.starts, unit.normal.ends, unit.at
    if starts is not None and ends is not None:
        column.starts += [at + starts[after + start] for start in spans.starts]
        column.ends += [at + ends[after + end - 1] for end in spans.ends]
    elif at or after:
        column.starts += [at + after + start for start in spans.starts]
        column.ends += [at + after + end for end in spans.ends]
    else:
        column.starts += spans.starts
        column.ends += spans.ends
