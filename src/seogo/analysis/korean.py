"""Korean words by Kiwi: the only place that knows kiwipiepy.

Kiwi takes seconds and half a gigabyte to load, so it is loaded by the first passage that needs it. The unit of analysis
is the passage (a paragraph, a title, a query) everywhere, because Kiwi may cut a sentence differently alone.
"""

from __future__ import annotations

import itertools
import math
import os
import re
import threading
import weakref
from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import version
from typing import Any, NamedTuple

from seogo.analysis import stopwords
from seogo.analysis.liquid_stems import OPEN_FORMS, homograph, reading
from seogo.analysis.script.hangul import has_final
from seogo.analysis.script.hanja import HANJA, to_hangul
from seogo.analysis.token import LONGEST_TERM, AnalysedMorpheme, Kind, Token, TokenRow

_HANGUL = re.compile("[가-힣]+")
_NEEDS_KIWI = re.compile("[가-힣㐀-䶿一-鿿]")
_NOUN_SCORE = -4.0  # of Kiwi's word extraction; what inflects has less
_ONE_SYLLABLE_GLUE = frozenset({"MM", "NP", "IC", "MAG", "NR"})
_BEST = 6
_ALONE_TAGS = ("NNG", "NNP", "NR", "XR", "MAG")
_NOUN_TAGS = ("NNG", "NNP")
_VERB_TAGS = ("VV", "VA", "VX")
_LONGEST_BROKEN = 2
"""Syllables of the longest words that are no name where Kiwi breaks them."""
_MOST_KNOWN = 200_000


class _Kinds(dict[str, tuple[str, Kind, bool] | None]):
    """Treatment of morphemes by tag: the tag without suffix, its kind, and whether it joins into compounds; None
    where it is not kept."""

    def __missing__(self, tag: str) -> tuple[str, Kind, bool] | None:
        plain = tag.partition("-")[0]
        function = plain in stopwords.FUNCTION_TAGS - {"XSN"}
        kept = plain in stopwords.CONTENT_TAGS | stopwords.SERIAL_TAGS | stopwords.FUNCTION_TAGS
        self[tag] = found = (
            (
                plain,
                Kind.FUNCTION if function else Kind.CONTENT,
                plain in stopwords.COMPOUND_TAGS,
            )
            if kept
            else None
        )
        return found


class _Whole(dict[str, str]):
    """The terms of forms of nothing but Hangul that were met, so many at most; empty for any other form."""

    def __missing__(self, form: str) -> str:
        if len(self) >= _MOST_KNOWN:
            self.clear()
        found = self[form] = form[:LONGEST_TERM] if _HANGUL.fullmatch(form) else ""
        return found


_KINDS = _Kinds()
_WHOLE = _Whole()


class Morpheme(NamedTuple):
    """Morpheme as Kiwi gives it: ``start``/``end`` in the passage; ``tag`` without its suffix (``VV-I`` → ``VV``); ``known``
    unless Kiwi only guesses that there is such a word."""

    form: str
    tag: str
    start: int
    end: int
    known: bool = True


def needs_kiwi(passage: str) -> bool:
    """Whether there is Hangul or hanja in a passage."""
    return _NEEDS_KIWI.search(passage) is not None


def kiwi_version() -> str:
    """Versions of Kiwi and its model, without loading either: part of the analysis stamp."""
    return f"{version('kiwipiepy')}/{version('kiwipiepy-model')}"


_tokenizers: weakref.WeakSet[KoreanTokenizer] = weakref.WeakSet()
_inherited: list[Any] = []
"""Every Kiwi that was loaded before this process was forked. It would wait for its threads at its end, and has none here."""


def _inherit() -> None:
    _inherited.extend(tokenizer._kiwi for tokenizer in _tokenizers)


os.register_at_fork(after_in_child=_inherit)


class KoreanTokenizer:
    """Tokenizer of Hangul and hanja in passages.

    ``dictionary`` holds the words that must stay whole. One instance may serve several threads.
    """

    def __init__(self, dictionary: Iterable[str] = ()) -> None:
        self._dictionary = tuple(dictionary)
        self._kiwi: Any = None
        self._nouns: dict[str, bool] = {}
        self._tags: dict[str, str] = {}
        self._process = os.getpid()
        self._lock = threading.Lock()
        _tokenizers.add(self)

    @property
    def loaded(self) -> bool:
        """Whether Kiwi has been loaded."""
        return self._kiwi is not None

    def load(self) -> None:
        """Load Kiwi now, so that the first query need not wait."""
        with self._lock:
            if self._kiwi is None:
                from kiwipiepy import Kiwi

                kiwi = Kiwi()
                for word in self._dictionary:
                    kiwi.add_user_word(word, "NNP")
                kiwi.tokenize("가")
                self._process = os.getpid()
                self._kiwi = kiwi

    def morphemes(self, passages: Iterable[str]) -> Iterator[Sequence[AnalysedMorpheme]]:
        """Morphemes of each passage, analysed on all cores; a passage without Hangul and hanja has none.

        Hanja are read in Hangul first: a reading has as many letters, so offsets stay.
        """
        return map(list, self._analysed(passages))

    def full_morphemes(self, passages: Iterable[str]) -> Iterator[list[Morpheme]]:
        """What ``morphemes`` finds, as Morpheme each: with what Kiwi knows, and with tags without suffixes."""
        return map(_to_morphemes, self._analysed(passages))

    def extract_nouns(self, texts: Iterable[str], min_count: int) -> frozenset[str]:
        """The strings that Kiwi's word extraction takes for nouns: those with the same neighbours inside and many outside.

        ``texts`` is gone through more than once, so it cannot be an iterator.
        """
        self.load()
        found = self._kiwi.extract_words(
            texts, min_cnt=min_count, min_score=0.0, pos_score=_NOUN_SCORE, lm_filter=False
        )
        return frozenset(row[0] for row in found)

    def spaces_between(self, pairs: Iterable[tuple[str, str]]) -> list[bool]:
        """Whether a space stands between the two parts of each text that was cut, at the end of a line for one."""
        self.load()
        return [
            bool(self._kiwi.glue(list(pair), return_space_insertions=True)[1][0]) for pair in pairs
        ]

    def _analysed(self, passages: Iterable[str]) -> Iterator[Iterable[Any]]:
        """Kiwi's own tokens of each passage."""
        passages = list(passages)
        needed = list(map(needs_kiwi, passages))
        asked = list(map(to_hangul, itertools.compress(passages, needed)))
        analysed: Iterator[Any] = iter(())
        if asked:
            self.load()
            # a copy of the process that loaded Kiwi has none of Kiwi's threads
            together = os.getpid() == self._process
            analysed = (
                iter(self._kiwi.tokenize(asked)) if together else map(self._kiwi.tokenize, asked)
            )
        for asked_for in needed:
            yield next(analysed) if asked_for else ()

    def query_morphemes(self, passage: str) -> list[Morpheme]:
        """Morphemes of a typed passage.

        Kiwi sometimes reads a short inflected word as a one-syllable determiner glued to a verb (``이끄는`` → 이 + 끄).
        No Korean is spelt so; the best analysis without such a pair is taken instead.
        """
        if not _NEEDS_KIWI.search(passage):
            return []
        self.load()
        first = _to_morphemes(self._kiwi.tokenize(to_hangul(passage)))
        if not _has_glue(first):
            return first
        for tokens, _score in self._kiwi.analyze(to_hangul(passage), top_n=_BEST):
            candidate = _to_morphemes(tokens)
            if not _has_glue(candidate):
                return candidate
        return first

    def split_morphemes(self, passage: str) -> list[Morpheme]:
        """The morphemes of a passage with words that Kiwi keeps whole split into their parts."""
        if not _NEEDS_KIWI.search(passage):
            return []
        self.load()
        parts = _to_morphemes(self._kiwi.tokenize(to_hangul(passage), split_complex=True))
        return [] if _has_glue(parts) else parts

    def tag(self, word: str) -> str:
        """The tag of a word, or of the stem of a verb, that Kiwi knows as one; empty where it knows none. Many are kept."""
        known = self._tags.get(word)
        if known is None:
            if len(self._tags) > _MOST_KNOWN:
                self._tags.clear()
            known = self._tags[word] = self._find_tag(word)
        return known

    def _find_tag(self, word: str) -> str:
        self.load()
        for text in (word, f"{word}다"):
            first, *rest = _to_morphemes(self._kiwi.tokenize(text))
            if first.form == word and first.known and not (rest and text == word):
                return first.tag
        # 절이다 and 줄이다 are read as a noun with 이다; 절이려고 is not
        first = _to_morphemes(self._kiwi.tokenize(f"{word}려고"))[0]
        is_verb = first.form == word and first.known and first.tag.startswith(_VERB_TAGS)
        return first.tag if is_verb else ""

    def written_alone(self, words: Sequence[str]) -> set[str]:
        """The words that may stand alone: those more likely nouns or adverbs than stems of verbs, and of three syllables and
        more, which Kiwi may break because they are names, all that are no stems."""
        alone, before, stems = (
            map(list, self._analysed(texts))
            for texts in (words, map(to_object, words), (f"{word}다" for word in words))
        )
        found: set[str] = set()
        for word, one, other, verb in zip(words, alone, before, stems, strict=True):
            # some nouns are read as such before a particle only (서고: 서-고)
            nouns = one[:1] * (len(one) == 1) + other[:1] * (len(other) == 2)
            noun = max((n.score for n in nouns if _is(n, word, _ALONE_TAGS)), default=-math.inf)
            stem = verb[0].score if verb and _is(verb[0], word, _VERB_TAGS) else -math.inf
            if noun > stem or (noun == stem and len(word) > _LONGEST_BROKEN):
                found.add(word)
        return found

    def nouns(self, words: Sequence[str]) -> set[str]:
        """The words that are each read as one noun. Many answers are kept."""
        if len(self._nouns) > _MOST_KNOWN:
            self._nouns.clear()
        unknown = [word for word in words if word not in self._nouns]
        for word, found in zip(unknown, map(list, self._analysed(unknown)), strict=True):
            self._nouns[word] = len(found) == 1 and _is(found[0], word, _NOUN_TAGS)
        return {word for word in words if self._nouns[word]}

    def infinitive(self, stem: str) -> str:
        """The form of a verb that others join (돕 → 도와, 흐르 → 흘러)."""
        self.load()
        return str(self._kiwi.join([(stem, "VV"), ("어", "EC")]))


def settled_starts(morphemes: Sequence[AnalysedMorpheme]) -> frozenset[int]:
    """Where a verb begins that Kiwi read as another word (seogo.analysis.liquid_stems)."""
    return frozenset(
        morpheme.start
        for number, morpheme in enumerate(morphemes)
        if morpheme.form in OPEN_FORMS and reading(morphemes, number).stem
    )


def bound_starts(morphemes: Sequence[AnalysedMorpheme]) -> frozenset[int]:
    """Where a morpheme that cannot begin a word stands, and none before it in the same syllable (연: 열 + ㄴ)."""
    first = {morpheme.start: morpheme.tag for morpheme in reversed(morphemes)}
    bound = {start for start, tag in first.items() if tag.startswith(stopwords.BOUND_TAGS)}
    return frozenset(bound - settled_starts(morphemes))


def other_stems(morphemes: Sequence[AnalysedMorpheme], passage: str) -> list[tuple[int, str]]:
    """Verb stems that may be meant in a typed passage instead of those that were read, and where they begin."""
    found: list[tuple[int, str]] = []
    for number, morpheme in enumerate(morphemes):
        other = homograph(morphemes, number, passage)
        if not other and morpheme.form in OPEN_FORMS:
            other = reading(morphemes, number).other
        if other:
            found.append((morpheme.start, other))
    return found


def to_rows(morphemes: Sequence[AnalysedMorpheme], passage: str, at: int = 0) -> list[TokenRow]:
    """The tokens of morphemes: particles and endings dropped, forms split at spaces and at changes of script.

    Their offsets are those of a text in which the passage begins at ``at``. The Latin and the digits inside are left to
    seogo.analysis.english.
    """
    rows: list[TokenRow] = []
    for number, morpheme in enumerate(morphemes):
        known = _KINDS[morpheme.tag]
        if known is None and morpheme.tag != "IC":
            continue
        form, start, end = morpheme.form, morpheme.start, morpheme.end
        if form in OPEN_FORMS:
            if stem := reading(morphemes, number).stem:
                form, known = stem, _KINDS["VV"]
            elif form == "아이":  # hardly ever an exclamation
                known = _KINDS["NNG"]
        if known is None:
            continue
        tag, kind, noun = known
        if tag == "XSN" and form in stopwords.EMPTY_SUFFIXES:
            kind = Kind.FUNCTION
        if start == end:  # Kiwi gives contracted morphemes no length
            start, end = (start, end + 1) if end < len(passage) else (start - 1, end)
        start, end = at + start, at + end
        if term := _WHOLE[form]:
            rows.append((term, start, end, tag, kind, noun))
            continue
        exact = len(form) == end - start
        for match in _HANGUL.finditer(form):
            # a form that is not as long as what stands there (도와 → 돕) covers all of it
            span = (start + match.start(), start + match.end()) if exact else (start, end)
            rows.append((match.group()[:LONGEST_TERM], *span, tag, kind, noun))
    return rows


def hanja_runs(passage: str) -> list[Token]:
    """The hanja of a passage as they are written, for the compound field."""
    if passage.isascii():
        return []
    return [
        Token(match.group(), match.start(), match.end(), "SH") for match in HANJA.finditer(passage)
    ]


def to_object(noun: str) -> str:
    """A noun with the particle of an object."""
    return f"{noun}{'을' if has_final(noun[-1]) else '를'}"


def _is(token: AnalysedMorpheme, word: str, tags: tuple[str, ...]) -> bool:
    return token.form == word and token.tag.startswith(tags)


def _to_morphemes(tokens: Iterable[Any]) -> list[Morpheme]:
    return [
        Morpheme(t.form, t.tag.partition("-")[0], t.start, t.start + t.len, not t.oov)
        for t in tokens
    ]


def _has_glue(morphemes: Sequence[Morpheme]) -> bool:
    return any(
        first.tag in _ONE_SYLLABLE_GLUE
        and second.tag in ("VV", "VA")
        and first.end == second.start
        and first.end - first.start == 1
        for first, second in itertools.pairwise(morphemes)
    )
