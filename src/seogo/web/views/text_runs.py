"""Text as the templates show it: cut where the language changes and where something is marked.

A page in one language has runs of text in the other (a name, a title, what the reader typed). A screen reader has to
pronounce them, and a browser to choose their glyphs, by their own language.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Final, Protocol

from markupsafe import Markup, escape

from seogo.languages import Language

_HAN: Final = (
    "\u1100-\u11ff\u3130-\u318f\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff"
)
_KOREAN: Final = re.compile(f"([{_HAN}](?:[{_HAN}0-9 :·,‘’“”.()-]*[{_HAN}])?)")
_LATIN: Final = "A-Za-zÀ-ɏ"
_LETTER: Final = re.compile(f"[{_LATIN}]")
# One or two Latin words in Korean text are names and terms that Korean readers pronounce as Korean; three are a phrase.
_WORD: Final = rf"[{_LATIN}][{_LATIN}0-9'’.-]*+"
_ENGLISH: Final = re.compile(rf"(?<![{_LATIN}0-9&]){_WORD}((?:,? {_WORD}){{2,}}+)?")
"""A phrase where its group has a match, else a word: what is read is not read again from its next letter."""
_TAG: Final = re.compile("(<[^<>]*>)")
_CLOSED: Final = re.compile("[)\\]’”」』》〉][가-힣]")
"""A particle behind a closing mark: browsers break lines between them."""
_OPTION: Final = re.compile("<code>([^<\\s]{0,12}-[^<\\s]{1,12})</code>")
"""A short name with a hyphen, behind which they do, too."""


class Span(Protocol):
    """A half-open range, such as seogo.searching.snippets.Range."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a Text; ``lang`` is set where it differs from that of the text, ``mark`` where it is a hit."""

    text: str
    lang: str = ""
    mark: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """A text in ``lang``, in pieces."""

    lang: Language
    runs: tuple[Run, ...]

    def __str__(self) -> str:
        return "".join(run.text for run in self.runs)


def language_of(text: str, default: Language) -> Language:
    """The language of a short text by its script: Korean with any Hangul or hanja, English with Latin letters only."""
    if _KOREAN.search(text):
        return Language.KO
    return Language.EN if _LETTER.search(text) else default


def to_text(text: str, lang: Language, marks: Iterable[Span] = ()) -> Text:
    """Cut ``text``, which is in ``lang``, at the borders of foreign runs and of ``marks`` (sorted, apart)."""
    foreign = _foreign(text, lang)
    marked = [(max(mark.start, 0), min(mark.end, len(text))) for mark in marks]
    if not foreign and not marked:
        return Text(lang, (Run(text),) if text else ())
    cuts = sorted({0, len(text), *(at for pair in (*foreign, *marked) for at in pair)})
    runs = [
        Run(
            text[start:end],
            lang.other.value if _inside(start, foreign) else "",
            _inside(start, marked),
        )
        for start, end in itertools.pairwise(cuts)
        if start < end <= len(text)
    ]
    return Text(lang, tuple(runs))


def by_script(text: str, default: Language, marks: Iterable[Span] = ()) -> Text:
    """A text whose language only its script tells: a tag, a name, what a reader typed."""
    return to_text(text, language_of(text, default), marks)


def mark_languages(html: str, lang: Language) -> str:
    """HTML of the Markdown renderer with its foreign runs in ``<span lang>``.

    That HTML has ``>`` in no attribute, so tags can be told from text.
    """
    opening = f'<span lang="{lang.other.value}">'

    def wrapped(run: re.Match[str]) -> str:
        return f"{opening}{run[0]}</span>" if run[1] else run[0]

    pattern = _pattern(lang)
    pieces = _TAG.split(html)  # text and tags take turns
    pieces[::2] = [pattern.sub(wrapped, piece) for piece in pieces[::2]]
    return "".join(pieces)


def typeset(html: str, lang: Language) -> str:
    """HTML of the Markdown renderer as a page has it: `mark_languages` and `keep_words`."""
    return keep_words(mark_languages(html, lang))


def keep_words(html: str) -> str:
    """HTML whose lines do not begin with a particle, nor end inside the name of an option."""
    pieces = _TAG.split(_OPTION.sub(r'<code class="unbroken">\1</code>', html))
    pieces[::2] = [_CLOSED.sub(r'<span class="unbroken">\g<0></span>', one) for one in pieces[::2]]
    return "".join(pieces)


def kept(text: str) -> Markup:
    """Filter of templates: a text whose lines do not begin with a particle."""
    escaped = escape(text)
    return Markup(keep_words(escaped)) if _CLOSED.search(text) else escaped  # noqa: S704


def _pattern(lang: Language) -> re.Pattern[str]:
    return _KOREAN if lang is Language.EN else _ENGLISH


def _foreign(text: str, lang: Language) -> list[tuple[int, int]]:
    return [run.span() for run in _pattern(lang).finditer(text) if run[1]]


def _inside(at: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether one of some spans, which are sorted and apart, has this place."""
    before = bisect_right(spans, at, key=itemgetter(0))
    return before > 0 and at < spans[before - 1][1]
