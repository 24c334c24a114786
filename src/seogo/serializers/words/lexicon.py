"""Entries of the lexicon as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from msgspec import Meta

from seogo.languages import Language
from seogo.lexicon.lexicon import Origin
from seogo.lexicon.review import to_glossary_line
from seogo.pairs.lexicon_entries import KnownTranslation, LexiconEntry
from seogo.searching.request import SearchRequest
from seogo.serializers.answer import Answer, Count
from seogo.serializers.citations import CitationStyle
from seogo.serializers.concordance import ConcordanceLine, to_line


class LexiconTranslation(Answer, frozen=True):
    """A translation of a word."""

    text: Annotated[str, Meta(description="The translation, as it is written.")]
    origin: Annotated[
        Origin,
        Meta(
            description="Where it is from: the archive's glossary, the general one, translated passages (`learned`), an "
            "explanation in a text (`gloss`), passages near in meaning (`taught`), a name, the word itself (`same`)."
        ),
    ]
    probability: Annotated[float, Meta(ge=0, le=1, description="How sure it is.")]
    support: Annotated[float, Meta(ge=0, description="Expected number of passages that have it.")]
    lines: Annotated[Count, Meta(description="Sentence pairs of the concordance with it.")]
    example: Annotated[ConcordanceLine | None, Meta(description="One of them.")]
    concordance: Annotated[str, Meta(description="The concordance of the word with it.")]
    glossary: Annotated[str, Meta(description="A line for glossary.yaml.")]


class LexiconWord(Answer, frozen=True):
    """What the lexicon knows of a word."""

    text: Annotated[str, Meta(description="The word.")]
    lang: Annotated[Language, Meta(description="Its language.")]
    translations: Annotated[
        tuple[LexiconTranslation, ...], Meta(description="Its translations, the likeliest first.")
    ]
    forbidden: Annotated[
        tuple[str, ...], Meta(description="Words that the glossary forbids as translations.")
    ]


class LexiconAnswer(Answer, frozen=True):
    """What the lexicon knows of what was typed."""

    q: Annotated[str, Meta(description="What was typed.")]
    words: Annotated[
        tuple[LexiconWord, ...], Meta(description="All of it, then the words in it, by language.")
    ]


def to_lexicon_answer(
    typed: str, entries: Sequence[LexiconEntry], style: CitationStyle
) -> LexiconAnswer:
    """Entries for what was typed."""
    return LexiconAnswer(
        typed,
        tuple(
            LexiconWord(
                entry.text,
                entry.language,
                tuple(_translation(entry, known, style) for known in entry.translations),
                entry.forbidden,
            )
            for entry in entries
        ),
    )


def glossary_line(entry: LexiconEntry, known: KnownTranslation) -> str:
    """The line that makes a translation one of the glossary."""
    korean = entry.language is Language.KO
    return to_glossary_line(*((entry.text, known.text)[:: 1 if korean else -1]))


def _translation(
    entry: LexiconEntry, known: KnownTranslation, style: CitationStyle
) -> LexiconTranslation:
    request = SearchRequest(q=entry.text, lang=entry.language)
    counterpart = known.text if known.count else None
    return LexiconTranslation(
        text=known.text,
        origin=known.origin,
        probability=round(known.probability, 5),
        support=round(known.support, 2),
        lines=known.count,
        example=to_line(known.example, style) if known.example else None,
        concordance=style.addresses.concordance(request, counterpart=counterpart),
        glossary=glossary_line(entry, known),
    )
