"""Lexer: a query as a flat list of lexemes, which the parser gives their meaning.

Characters that nobody sees (zero-width space, byte order mark, soft hyphen, direction marks) come
along when text is copied. They are taken out before anything is read, so that 인공지능 with one of
them inside is one word, and offsets still count them: every place is in code points of the text as
typed.

Every text has lexemes. A sign that has no partner, or stands where it has no meaning, is a ``SIGN``.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from seogo.query.command_lines import options
from seogo.query.nodes import FIELDS
from seogo.unicode_forms import to_form


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
    """``-`` before what it may leave out, or ``NOT``."""
    OR = "or"
    AND = "and"
    FIELD = "field"
    """A known field name with its colon; the text is its English name, in lower case."""
    STAR = "star"
    """``*`` with no word in front of it."""
    SIGN = "sign"
    """A quotation mark, parenthesis or hyphen that is no syntax where it stands."""


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
HYPHENS = "-−－"
_STARS = "*＊"
_COLONS = ":："

# A joiner holds an emoji sequence together and must stay there; anywhere else it is invisible.
_INVISIBLE = re.compile(
    r"[\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
    r"|(?<![\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])\u200d"
    r"|\u200d(?![\u2190-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff])"
)
_SPACE = re.compile(f"[{_SPACES}]+")
_COMPANY = re.compile("[(（]주[)）]")
_WORD = re.compile(f"(?:[^{_SPACES}{QUOTES}()（）]|{_COMPANY.pattern})+")
_QUOTE = re.compile(f"[{QUOTES}]")
_STAR = re.compile(rf"[{re.escape(_STARS)}]+")
_MARKS = re.compile(f"[{QUOTES}]+")
_DOUBLED = re.compile(f"[{QUOTES}]{{2,}}")
_HYPHEN_RUN = re.compile(f"[{HYPHENS}]+")
# Behind these, a quotation mark opens whatever follows it.
_OPENING = re.compile(rf"[{_SPACES}{QUOTES}(（\[{{<「『《〈【=:：{re.escape(HYPHENS + _STARS)}]")
_LATIN = re.compile("[A-Za-z\u00aa\u00ba\u00c0-\u024f\u1e00-\u1eff\uff21-\uff3a\uff41-\uff5a]")
_ENDS = "-+#&_'’"  # behind others, such as / and ], a star is no wildcard
_CURRENCY = ".,$€£¥₩＄￡￥￦"
# ASCII: without it, ignoring case would let "ſource:" (long s) through.
OTHER_NAMES = {
    "제목": "title",
    "숫자": "number",
    "날짜": "date",
    "출처": "source",
    "태그": "tag",
    "글쓴이": "author",
    "언어": "lang",
    "번역": "translated",
    "has": "translated",
}
"""Korean names of fields, and ``has:`` of ``has:translation``."""
_NAMES = (*FIELDS, *OTHER_NAMES, *(to_form("NFD", name) for name in OTHER_NAMES))
FIELD_NAME = re.compile(f"({'|'.join(_NAMES)})[{_COLONS}]", re.IGNORECASE | re.ASCII)
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
    """Lexemes of any ``text`` in order, in time linear in its length."""
    return _Lexer(text).run()


def visible(text: str) -> str:
    """A text without the characters that nobody sees."""
    return _SPACE.sub(" ", _INVISIBLE.sub("", text))


def is_latin(text: str) -> bool:
    """Whether the letters of a text are Latin; digits and signs do not count."""
    letters = list(filter(str.isalpha, text))
    return bool(letters) and (text.isascii() or all(map(_LATIN.match, letters)))


def may_be_excluded(word: str, *, option: bool) -> bool:
    """Whether a minus before ``word`` leaves it out. It does not before a number or a single letter, nor, where an ``option``
    may stand, before two Latin letters. A syllable of Hangul and a Chinese character are words."""
    first = word.lstrip(_CURRENCY)[:1]
    if first and unicodedata.category(first).startswith("N"):
        return False
    letters = list(filter(str.isalpha, word))
    if len(letters) == 1:
        return "가" <= letters[0] <= "힣" or "CJK" in unicodedata.name(letters[0], "")
    return len(letters) > 2 or (bool(letters) and not (option and is_latin(word)))


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
        self._excluded = False  # directly behind a minus, where OR and NOT are plain text
        self._negated = False  # behind a minus or NOT, whose word has no options
        self._latin = False  # behind a Latin word, where options stand
        self._options: frozenset[int] | None = None  # which most queries do not ask for
        marks = _QUOTE.findall(self._text)
        self._odd = len(marks) % 2 == 1  # some mark has no partner

    def run(self) -> list[Lexeme]:
        text = self._text
        while self._at < len(text):
            char = text[self._at]
            if space := _SPACE.match(text, self._at):
                self._at = space.end()
                self._adjacent = self._value = self._excluded = False
            elif char in QUOTES:
                self._marks()
            elif _COMPANY.match(text, self._at):
                self._word(self._at)
            elif char in "(（":
                self._emit(LexemeKind.OPEN, char, self._at + 1)
            elif char in ")）":
                self._emit(LexemeKind.CLOSE, char, self._at + 1)
            elif stars := _STAR.match(text, self._at):
                self._emit(LexemeKind.STAR, stars[0], stars.end())
            elif hyphens := _HYPHEN_RUN.match(text, self._at):
                self._hyphens(hyphens[0], hyphens.end())
            else:
                self._word(self._at)
        return self.lexemes

    def _emit(self, kind: LexemeKind, text: str, end: int) -> None:
        start, stop = self._place(self._at, end)
        self.lexemes.append(Lexeme(kind, text, start, stop, self._adjacent))
        self._at = end
        if kind in _TEXTS:
            self._latin = is_latin(text) and not self._value and not self._negated
            self._negated = False
        elif kind in (LexemeKind.OPEN, LexemeKind.OR, LexemeKind.AND, LexemeKind.MINUS):
            self._latin = False
            self._negated = kind is LexemeKind.MINUS
        elif kind is LexemeKind.FIELD:
            self._latin = True
        if kind is not LexemeKind.STAR:  # a lone star is as good as not there
            self._adjacent = kind is not LexemeKind.AND
            self._value = kind is LexemeKind.FIELD
            self._excluded = kind is LexemeKind.MINUS

    def _place(self, start: int, end: int) -> tuple[int, int]:
        return self._typed[start], self._typed[end - 1] + 1

    def _stands_free(self) -> bool:
        """Whether a token begins here: behind a space, an opening parenthesis, or nothing."""
        return not self._adjacent or self.lexemes[-1].kind in _BEFORE_MINUS

    def _marks(self) -> None:
        """Read quotation marks: a phrase, or signs.

        Several in a row open what as many close (``""인용문""``). One that follows a word and precedes a space opens
        nothing (``5" disk``). Where their number is odd, one that looks as if it opened closes nothing.
        """
        text, run = self._text, _MARKS.match(self._text, self._at)
        assert run is not None
        before, opens = text[self._at - 1 : self._at] if self._at else " ", True
        if not _OPENING.match(before) and self._is_space(run.end()):
            opens = False
        doubled = len(run[0]) > 1
        closing = (_DOUBLED if doubled else _QUOTE).search(text, run.end()) if opens else None
        if closing is None:
            self._emit(LexemeKind.SIGN, run[0], run.end())
            return
        inside = _SPACE.sub(" ", _MARKS.sub(" ", text[run.end() : closing.start()])).strip(" ")
        if not inside:
            self._emit(LexemeKind.SIGN, text[self._at : closing.end()], closing.end())
        elif self._odd and not doubled and self._opens_again(closing.start()):
            self._emit(LexemeKind.SIGN, run[0], run.end())
        else:
            self._emit(LexemeKind.PHRASE, inside, closing.end())
            if tail := _HANGUL.match(text, self._at):
                self._emit(LexemeKind.TAIL, tail[0], tail.end())

    def _opens_again(self, mark: int) -> bool:
        """Whether the mark at a place looks as if it opened a phrase, with one behind it that may close that."""
        before, text = self._text[mark - 1], self._text
        opens = _OPENING.match(before) and not self._is_space(mark + 1)
        return bool(opens and _QUOTE.search(text, mark + 1))

    def _is_space(self, at: int) -> bool:
        return at >= len(self._text) or _SPACE.match(self._text, at) is not None

    def _hyphens(self, run: str, end: int) -> None:
        """Read hyphens: a minus, a part of the word behind them, or a sign."""
        single, word = len(run) == 1, _WORD.match(self._text, end)
        if not self._stands_free():
            if self._value:
                self._emit(LexemeKind.SIGN, run, end)
            else:  # behind a phrase or parenthesis it is one inside a word
                self._at = end
        elif word is None or word[0][0] in _STARS:
            self._emit(LexemeKind.MINUS if single else LexemeKind.SIGN, run, end)
        elif single and (
            FIELD_NAME.match(self._text, end)
            or (
                may_be_excluded(word[0].rstrip(_STARS), option=self._latin)
                and not self._is_option()
            )
        ):
            self._emit(LexemeKind.MINUS, run, end)
        elif word[0][-1] in _STARS:
            self._emit(LexemeKind.SIGN, run, end)
        else:
            self._word(end)

    def _is_option(self) -> bool:
        """Whether an option of a command line begins here."""
        if self._options is None:
            self._options = options(self._text)
        return self._at in self._options

    def _word(self, first: int) -> None:
        """Read a word, a field name or an operator; from here to ``first`` stand hyphens that belong to it."""
        if not self._value and (field := FIELD_NAME.match(self._text, self._at)):
            name = to_form("NFC", field[1])
            self._emit(LexemeKind.FIELD, OTHER_NAMES.get(name.lower(), name.lower()), field.end())
            return
        match = _WORD.match(self._text, first)
        assert match is not None  # the callers handed every other character to another branch
        typed = self._text[self._at : match.end()]
        word = typed.rstrip(_STARS)
        stars = len(typed) - len(word)
        if stars == 1 and (word[-1] in _ENDS or unicodedata.category(word[-1])[0] in "LMNS"):
            self._emit(LexemeKind.PREFIX, word, match.end())
        elif stars > 1:  # of Markdown, or a power
            self._emit(LexemeKind.WORD, word, match.end() - stars)
        else:
            plain = self._value or self._excluded
            kind = LexemeKind.WORD if plain else OPERATORS.get(word, LexemeKind.WORD)
            self._emit(kind, typed, match.end())


_TEXTS = frozenset((LexemeKind.WORD, LexemeKind.PREFIX, LexemeKind.PHRASE))
_BEFORE_MINUS = frozenset((LexemeKind.OPEN, LexemeKind.STAR, LexemeKind.MINUS))
