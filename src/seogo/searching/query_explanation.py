"""Query explanation: the tokens of a text as an article would have them, and word by word the terms it searches for as a
query.

The terms of a typed word are those of the analyzer; its other forms are those of the compiler.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from seogo.analysis.analyzer import Analyzer
from seogo.analysis.quantities.measures import is_measure
from seogo.analysis.quantities.numbers import number_value
from seogo.analysis.query_words import QueryWord
from seogo.analysis.script.hangul import bigrams
from seogo.analysis.stopwords import PARTICLES
from seogo.analysis.token import Kind, Token
from seogo.errors import IndexUnavailable
from seogo.messages import Message
from seogo.query import nodes
from seogo.query.canonical import to_text
from seogo.rewriting.compiler import CompiledQuery, QueryCompiler
from seogo.rewriting.forms import Form, SearchedWord
from seogo.transliteration.person_names import PERSON, find_latin_names

_FIELDS = ("body", "compounds", "quantities", "bigrams")

_KINDS: Final = frozenset(
    (
        *("kind_body", "kind_title", "kind_tags", "kind_compounds", "kind_bigrams", "kind_reading"),
        *("kind_number", "kind_percent", "kind_ordinal", "kind_date", "kind_name", "kind_hanja"),
    )
)
_PARTS_OF_SPEECH: Final = {
    "NNG": "pos_noun",
    "NNP": "pos_proper_noun",
    "NNB": "pos_bound_noun",
    "NR": "pos_numeral",
    "NP": "pos_pronoun",
    "VV": "pos_verb",
    "VA": "pos_adjective",
    "VX": "pos_auxiliary",
    "MM": "pos_determiner",
    "MAG": "pos_adverb",
    "XPN": "pos_prefix",
    "XSN": "pos_suffix",
    "XSV": "pos_suffix",
    "XSA": "pos_suffix",
    "XR": "pos_root",
    "SH": "pos_hanja",
}
"""Tags of Korean morphemes with the codes of their names; other tags say no more than the kind of a term."""
_FORMS: Final = frozenset(
    (
        *("form_word", "form_prefix", "form_abbreviation", "form_variant", "form_hanja"),
        *("form_term", "form_number", "form_date", "form_name", "form_letters", "form_form"),
    )
)


@dataclass(frozen=True, slots=True)
class WordExplanation:
    """Explanation of a typed word, or of several that stand for one thing, in terms.

    An article has the word where it has the terms ``required`` for, or all the ``parts`` of a compound, or ``surfaces`` in a
    row, or one of the other ``forms``. ``function`` are terms of grammar; they and ``compounds`` only score.
    """

    word: str
    required: tuple[str, ...]
    function: tuple[str, ...]
    parts: tuple[str, ...]
    compounds: tuple[str, ...]
    surfaces: tuple[str, ...]
    forms: tuple[Form, ...]


@dataclass(frozen=True, slots=True)
class QueryExplanation:
    """Explanation of a query: its canonical form (``read_as``), its words, what has no effect, and what it leaves out."""

    read_as: str
    words: tuple[WordExplanation, ...]
    ignored: tuple[nodes.Ignored, ...]
    excluded: tuple[nodes.Excluded, ...]


@dataclass(frozen=True, slots=True)
class ExplainedText:
    """Text as an article would have it (tokens with their fields) and as a query; without an index,
    ``problem`` is the error."""

    text: str
    tokens: tuple[tuple[str, Token], ...]
    reading: QueryExplanation | None
    problem: IndexUnavailable | None


def explain_text(
    text: str, analyzer: Analyzer, read: Callable[[str], QueryExplanation]
) -> ExplainedText:
    """Explanation of ``text`` as part of an article and as a query; ``read`` is SearchService.read."""
    people = [
        ("quantities", Token(PERSON + key, start, end, "NNP"))
        for start, end, key in find_latin_names(text)
    ]
    rows = [*analyzer.explain(text), *people]
    rows.sort(key=lambda row: (_FIELDS.index(row[0]), row[1].start))
    reading, problem = None, None
    try:
        reading = read(text)
    except IndexUnavailable as error:
        problem = error
    return ExplainedText(text, tuple(rows), reading, problem)


def kind_of(field: str, term: str) -> str:
    """Kind of a term of a field: ``body``, ``title``, ``tags``, ``compounds``, ``bigrams`` (as it is written), ``reading``
    (of hanja), and of quantities ``number``, ``percent``, ``ordinal``, ``date``, ``name``, ``hanja`` (of headlines)."""
    if field == "bigrams":
        return "reading" if term.startswith("=") else field
    if field != "quantities":
        return field
    for sign, kind in ((PERSON, "name"), ("=", "hanja"), ("%", "percent"), ("#", "ordinal")):
        if sign in term:
            return kind
    return "date" if number_value(term) is None and not is_measure(term) else "number"


def kind_message(field: str, term: str) -> Message:
    """The name of a term's `kind_of`."""
    code = f"kind_{kind_of(field, term)}"
    assert code in _KINDS, code
    return Message(code)


def part_of_speech(tag: str) -> Message | None:
    """The name of a part of speech; None where a tag is of none."""
    code = _PARTS_OF_SPEECH.get(tag)
    return Message(code) if code else None


def form_message(how: str, text: str) -> Message:
    """A form of a word with ``how`` it is one, as `Form` has it."""
    code = f"form_{how}"
    return Message(code if code in _FORMS else "form_other", text=text)


def explain_query(
    parsed: nodes.ParsedQuery, compiled: CompiledQuery, compiler: QueryCompiler
) -> QueryExplanation:
    """Explanation of a compiled query."""
    return QueryExplanation(
        read_as="" if parsed.node is None else to_text(parsed.node),
        words=tuple(explanation for explanation, _ in explain_words(parsed, compiled, compiler)),
        ignored=compiled.ignored,
        excluded=parsed.excluded,
    )


def explain_words(
    parsed: nodes.ParsedQuery, compiled: CompiledQuery, compiler: QueryCompiler
) -> list[tuple[WordExplanation, nodes.ParsedQuery]]:
    """Explanations of the words of a compiled query, each with the query that searches for that word alone."""
    typed = [] if parsed.node is None else list(_typed(parsed.node, compiler))
    return [
        (
            _explain_word(word, own),
            nodes.ParsedQuery(nodes.And(tuple(part.node for part in own), 0, 0) if own else None),
        )
        for word, own in zip(compiled.words, _match_typed(compiled.words, typed), strict=True)
    ]


@dataclass(frozen=True, slots=True)
class _Typed:
    """Word or phrase of a query where it stands, with the analysis of a plain word there."""

    node: nodes.Node
    text: str
    found: QueryWord | None = None


def _match_typed(words: Iterable[SearchedWord], typed: Sequence[_Typed]) -> Iterator[list[_Typed]]:
    """Typed words and phrases of each searched word; ignored ones belong to none."""
    at = 0
    for word in words:
        wanted = word.text.split()
        taken: list[_Typed] = []
        place = at
        while place < len(typed) and _words(taken) != wanted:
            longer = [*taken, typed[place]]
            if wanted[: len(_words(longer))] == _words(longer):
                taken = longer
            place += 1
        if _words(taken) == wanted:
            at = place
        else:
            taken = []
        yield taken


def _typed(node: nodes.Node, compiler: QueryCompiler) -> Iterator[_Typed]:
    """Words and phrases of a query, in their order; plain ones side by side are analysed together."""
    match node:
        case nodes.Word(text, prefix=True):
            yield _Typed(node, text + "*")
        case nodes.Word():
            yield from _typed(nodes.And((node,), node.start, node.end), compiler)
        case nodes.Quoted(text, _, end, tail):
            yield _Typed(replace(node, tail=""), text)
            if tail and tail not in PARTICLES:
                yield from _typed(nodes.Word(tail, end - len(tail), end), compiler)
        case nodes.InTitle(inner):
            for typed in _typed(inner, compiler):
                yield replace(typed, node=node)
        case nodes.And(parts):
            for plain, run in groupby(parts, key=nodes.is_plain):
                members = list(run)
                if not plain:
                    for part in members:
                        yield from _typed(part, compiler)
                    continue
                words = [part for part in members if isinstance(part, nodes.Word)]
                analysed = compiler.analyze_query([word.text for word in words])
                for word, found in zip(words, analysed, strict=True):
                    yield _Typed(word, word.text, found)
        case nodes.Or(parts):
            for part in parts:
                yield from _typed(part, compiler)


def _words(typed: Sequence[_Typed]) -> list[str]:
    return [word for part in typed for word in part.text.split()]


def _explain_word(word: SearchedWord, typed: Sequence[_Typed]) -> WordExplanation:
    found = [part.found for part in typed if part.found is not None]
    first, *others = word.forms
    tokens = [token for one in found for token in one.tokens]
    asked = [token.term for one in found for token in one.asked]
    parts = [token.term for one in found for token in one.split if token.kind is Kind.CONTENT]
    surfaces = [gram for one in found for gram in (*one.bigrams, one.name) if gram]
    if first.how == "prefix":
        others = [first, *others]
    elif not found:  # a phrase
        asked = [term for sequence in first.sequences for term in sequence]
        surfaces = bigrams(first.literal)
    return WordExplanation(
        word=word.text,
        required=_unique(asked),
        function=_unique(token.term for token in tokens if token.term not in asked),
        parts=_unique(parts),
        compounds=_unique(term for one in found for term in one.compounds),
        surfaces=_unique(surfaces),
        forms=tuple(others),
    )


def _unique(terms: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(terms))
