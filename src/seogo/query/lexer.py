"""Lexer: a query as a flat list of lexemes, which the parser gives their meaning.

Characters that nobody sees (zero-width space, byte order mark, soft hyphen, direction marks) come
along when text is copied. They are taken out before anything is read, so that 인공지능 with one of
them inside is one word, and offsets still count them: every place is in code points of the text as
typed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from seogo.query.diagnostics import syntax_error
from seogo.query.nodes import FIELDS


class LexemeKind(StrEnum):
    """Kind of a lexeme."""

    WORD = "word"
    PREFIX = "prefix"
    """A word that ended in ``*``, which is not part of its text."""
    PHRASE = "phrase"
    """The text between quotation marks."""
    TAIL = "tail"
    """Hangul written directly behind a closing quotation mark."""
    OPEN = "open"
    CLOSE = "close"
    MINUS = "minus"
    """``-`` at the start of a token, or ``NOT``."""
    OR = "or"
    AND = "and"
    FIELD = "field"
    """A known field name with its colon; the text is the name alone, in lower case."""
    STAR = "star"
    """``*`` with no word in front of it."""


@dataclass(frozen=True, slots=True)
class Lexeme:
    """Piece of a query, half-open in code points of the text as typed.

    ``text`` is without invisible characters, quotation marks and the star of a prefix; in a phrase,
    runs of space are one space. ``adjacent``: nothing but invisible characters and lone stars stands
    between it and the lexeme before (an ``AND`` counts as a space).
    """

    kind: LexemeKind
    text: str
    start: int
    end: int
    adjacent: bool = False


# Spaces, controls and what only looks like a space (Hangul and Braille blanks). Lone surrogates
# come from undecodable bytes in command line arguments; they can be part of no word.
_SPACES = r"\s\x00-\x1f\x7f-\x9f\u2800\u3164\uffa0\ud800-\udfff"
QUOTES = "\"“”„＂"  # fmt: skip
"""Any of these opens a phrase, and any closes it."""
_HYPHENS = "-−－"
_STARS = "*＊"
_COLONS = ":："

# A joiner holds an emoji sequence together and must stay there; anywhere else it is invisible.
_INVISIBLE = re.compile(
    r"[\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
    r"|(?<![\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])\u200d"
    r"|\u200d(?![\u2190-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff])"
)
_SPACE = re.compile(f"[{_SPACES}]+")
_WORD = re.compile(f"[^{_SPACES}{QUOTES}()（）]+")
_QUOTE = re.compile(f"[{QUOTES}]")
_STAR = re.compile(rf"[{re.escape(_STARS)}]+")
_MINUS = re.compile(f"[{re.escape(_HYPHENS)}]+")
# ASCII: without it, ignoring case would let "ſource:" (long s) through.
_FIELD = re.compile(f"({'|'.join(FIELDS)})[{_COLONS}]", re.IGNORECASE | re.ASCII)
_HANGUL = re.compile(
    r"[\u1100-\u11ff\u3131-\u3163\u3165-\u318e\ua960-\ua97c\uac00-\ud7a3\ud7b0-\ud7fb\uffa1-\uffdc]+"
)
OPERATORS = {
    "OR": LexemeKind.OR,
    "|": LexemeKind.OR,
    "｜": LexemeKind.OR,
    "AND": LexemeKind.AND,
    "NOT": LexemeKind.MINUS,
}


def lex(text: str) -> list[Lexeme]:
    """Lexemes of ``text`` in order, in time linear in its length.

    Raises :class:`~seogo.errors.QuerySyntaxError` (``unclosed-quote``, ``empty-quotes``).
    """
    return _Lexer(text).run()


class _Lexer:
    """The state of one run: where it stands in the visible text, and what came directly before."""

    def __init__(self, text: str) -> None:
        self.lexemes: list[Lexeme] = []
        self._typed: list[int] = []  # offset in the text as typed of each visible character
        visible: list[str] = []
        at = 0
        for match in _INVISIBLE.finditer(text):
            visible.append(text[at : match.start()])
            self._typed.extend(range(at, match.start()))
            at = match.end()
        visible.append(text[at:])
        self._typed.extend(range(at, len(text)))
        self._text = "".join(visible)
        self._at = 0
        self._adjacent = False
        self._value = False  # directly behind "field:", where OR, NOT and "tag:" are plain text

    def run(self) -> list[Lexeme]:
        text = self._text
        while self._at < len(text):
            char = text[self._at]
            if space := _SPACE.match(text, self._at):
                self._at = space.end()
                self._adjacent = self._value = False
            elif char in QUOTES:
                self._phrase()
            elif char in "(（":
                self._emit(LexemeKind.OPEN, char, self._at + 1)
            elif char in ")）":
                self._emit(LexemeKind.CLOSE, char, self._at + 1)
            elif stars := _STAR.match(text, self._at):
                self._emit(LexemeKind.STAR, stars[0], stars.end())
            elif hyphens := _MINUS.match(text, self._at):
                self._emit(LexemeKind.MINUS, hyphens[0], hyphens.end())
            else:
                self._word()
        return self.lexemes

    def _emit(self, kind: LexemeKind, text: str, end: int) -> None:
        start, stop = self._place(self._at, end)
        self.lexemes.append(Lexeme(kind, text, start, stop, self._adjacent))
        self._at = end
        if kind is not LexemeKind.STAR:  # a lone star is as good as not there
            self._adjacent = kind is not LexemeKind.AND
            self._value = kind is LexemeKind.FIELD

    def _place(self, start: int, end: int) -> tuple[int, int]:
        return self._typed[start], self._typed[end - 1] + 1

    def _phrase(self) -> None:
        closing = _QUOTE.search(self._text, self._at + 1)
        if closing is None:
            raise syntax_error("query.unclosed-quote", *self._place(self._at, self._at + 1))
        inside = _SPACE.sub(" ", self._text[self._at + 1 : closing.start()]).strip(" ")
        if not inside:
            raise syntax_error("query.empty-quotes", *self._place(self._at, closing.end()))
        self._emit(LexemeKind.PHRASE, inside, closing.end())
        if tail := _HANGUL.match(self._text, self._at):
            self._emit(LexemeKind.TAIL, tail[0], tail.end())

    def _word(self) -> None:
        if not self._value and (field := _FIELD.match(self._text, self._at)):
            self._emit(LexemeKind.FIELD, field[1].lower(), field.end())
            return
        match = _WORD.match(self._text, self._at)
        assert match is not None  # run() handed every other character to another branch
        typed = match[0]
        word = typed.rstrip(_STARS)
        if word != typed:
            self._emit(LexemeKind.PREFIX, word, match.end())
        else:
            kind = LexemeKind.WORD if self._value else OPERATORS.get(word, LexemeKind.WORD)
            self._emit(kind, word, match.end())
