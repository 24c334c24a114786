"""Words of a query: what a typed word becomes once Kiwi and the tokenizers have read it beside the others."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from seogo.analysis import english, korean, stopwords
from seogo.analysis.compounds import to_compounds
from seogo.analysis.script.hangul import SYLLABLES, bigrams
from seogo.analysis.script.hanja import HANJA, is_rare, to_hangul
from seogo.analysis.token import LONGEST_TERM, Kind, Token

_MIXED = re.compile("[A-Za-z][-&]?[가-힣]|[가-힣]-?[A-Za-z]")

_AROUND = re.compile(r"^\W+|\W+$")
"""Signs around a word that is none of Kiwi's (아니다.)."""


@dataclass(frozen=True, slots=True)
class QueryWord:
    """Typed word as terms.

    ``tokens`` are those of the main field, ``split`` those that it falls into where Kiwi splits a compound (empty where
    that changes nothing), ``compounds`` the joined forms, ``bigrams`` those of ``stem``, which is the word without
    particles and endings. ``whole``: Kiwi knows it as one word. ``light``: it carries nothing but grammar
    (seogo.analysis.light_words). ``other_stems`` are those of verbs that may be meant instead (걸었다: 걷다, and 걸다).
    ``name`` is a stop word of English in it that is a name, as it was typed, and ``noun`` the term before it whose letter
    it is (vitamin A); ``joined``: it is one name of several (AT&T), whose tokens stand side by side.
    """

    text: str
    stem: str
    tokens: tuple[Token, ...]
    split: tuple[Token, ...] = ()
    compounds: tuple[str, ...] = ()
    bigrams: tuple[str, ...] = ()
    whole: bool = False
    light: bool = False
    other_stems: tuple[str, ...] = ()
    name: str = ""
    noun: str = ""
    joined: bool = False
    required: tuple[Token, ...] = field(init=False, compare=False, repr=False)
    """Tokens that an article must have: those with content, or all where none has."""

    def __post_init__(self) -> None:
        content = tuple(token for token in self.tokens if token.kind is Kind.CONTENT)
        object.__setattr__(self, "required", content or self.tokens)

    def __hash__(self) -> int:
        # words are looked up far more often than two of one spelling differ
        return hash((self.text, self.stem))

    @property
    def asked(self) -> tuple[Token, ...]:
        """Tokens by which articles are selected: the required ones, but all of a joined name, and none of a ``name`` that is
        looked for as it is written."""
        if self.joined:
            return self.tokens
        if self.name:
            return tuple(token for token in self.tokens if token.kind is Kind.CONTENT)
        return self.required

    @property
    def mixed(self) -> bool:
        """Whether Latin letters and Hangul make one word (LED조명)."""
        return _MIXED.search(self.stem) is not None


class TypedWord(NamedTuple):
    """Word of a query as Kiwi read it: its span in the passage, its tokens, whether it was read ``in_context``, the spans of
    words that Kiwi knows, where words of grammar begin, and the verb stems that may be meant instead."""

    span: range
    tokens: tuple[Token, ...]
    in_context: bool
    known: frozenset[tuple[int, int]]
    light: frozenset[int]
    other_stems: tuple[str, ...]


def query_word(
    text: str,
    passage: str,
    read: TypedWord,
    split: tuple[Token, ...],
    names: Mapping[int, str],
) -> QueryWord:
    """Word that was typed as ``text`` in ``passage``, from how it was ``read``, the tokens that it is ``split`` into, and the
    English stop words that are names, by their starts (stopwords.english_names)."""
    span, tokens = read.span, read.tokens
    content = [token for token in tokens if token.kind is Kind.CONTENT] or tokens
    whole = passage[span.start : span.stop]
    stem = _AROUND.sub("", whole) or whole
    if stopwords.is_joined_name(stem):
        content = tokens  # Q&A
    if content:
        # what stands before the content is part of the word: 이어팟 is read as 이어 + 파
        end = min(max(t.end for t in content), span.stop)
        while end < span.stop and HANJA.match(passage[end]):
            end += 1  # 野 of 𠮷野, read as a particle
        stem = passage[tokens[0].start : end]
    own_terms = [token.term for token in tokens]
    if tokens and tokens[-1].tag == "VV" and any(token.tag == "XSN" for token in split):
        split = ()  # 반짝이는 is a verb, not 반짝 with a suffix of nouns
    hangul = to_hangul(stem)
    compounds = to_compounds(tokens, passage) + korean.hanja_runs(stem)
    named = next((token for token in tokens if token.start in names), None) if names else None
    return QueryWord(
        text=text,
        stem=stem,
        tokens=_within(tokens, span),
        split=_within(split, span) if [token.term for token in split] != own_terms else (),
        compounds=tuple(token.term[:LONGEST_TERM] for token in compounds),
        bigrams=tuple(bigrams(hangul)) if SYLLABLES.search(hangul) and not is_rare(stem) else (),
        whole=len(content) == 1
        and content[0] is tokens[0]
        and content[0].kind is Kind.CONTENT
        and content[0][1:3] in read.known,
        light=bool(tokens and read.light) and read.light.issuperset(t.start for t in tokens),
        other_stems=read.other_stems,
        joined=stopwords.is_joined_name(stem),
        name=passage[named.start : named.end] if named else "",
        noun=english.stem(names[named.start].lower()) if named and names[named.start] else "",
    )


def _within(tokens: tuple[Token, ...], span: range) -> tuple[Token, ...]:
    """Tokens of a word at their places in it: wherever it stands in a query, it is the same word."""
    return tuple([moved(t, t.start - span.start, t.end - span.start) for t in tokens])


def moved(token: Token, start: int, end: int) -> Token:
    """The token at another place."""
    return Token(token.term, start, end, *token[3:])
