"""The query language, and the parser that reads it.

Each example is followed by ``→`` and how it is read (seogo.query.canonical), by ``✗`` and the code of the
error, or by ``→`` and, after ``~``, the reasons of what was ignored. Tests hold every line to it.

Words
    A space between words asks for all of them; ``AND`` says the same. Hyphens, full stops, ``+``,
    ``#``, ``&``, apostrophes and colons inside a word belong to it::

        국가 AI 프로젝트  →  국가 AI 프로젝트
        반도체 AND 수출  →  반도체 수출
        GPT-4 C++ node.js R&D 1,234 K-팝  →  GPT-4 C++ node.js R&D 1,234 K-팝
        12:30 https://example.com/a?b=c  →  12:30 https://example.com/a?b=c

Phrases
    Quotation marks ask for these words in this order. Any of the marks " “ ” „ ＂ opens a phrase
    and any closes it. Hangul directly behind the closing mark is kept as its tail, usually a
    particle::

        "국가 AI 프로젝트"  →  "국가 AI 프로젝트"
        “foundation model”  →  "foundation model"
        "국가 AI"는  →  "국가 AI"는

Beginnings
    A star at the end of a word asks for every word that begins so. It means nothing elsewhere::

        하이퍼*  →  하이퍼*
        hyper* title:엑사*  →  hyper* title:엑사*
        반도체 * 수출  →  반도체 수출  ~ lone-star
        *클로바  →  클로바  ~ lone-star

Either
    ``OR`` in capitals, or ``|`` standing alone, joins its two neighbours before the spaces do, so
    that ``a b OR c`` is a and one of b, c. A small ``or`` is a word. It needs something on both
    sides, and a quoted "OR" is a word::

        KT OR 모티프  →  KT OR 모티프
        KT | 모티프  →  KT OR 모티프
        모델 KT OR 네이버 OR 모티프  →  모델 (KT OR 네이버 OR 모티프)
        OR KT  ✗ or-without-left
        KT OR  ✗ or-without-right
        KT OR OR 모티프  ✗ or-doubled

Not
    A minus directly in front of a word, phrase, field or parenthesis leaves out what has it;
    ``NOT`` in capitals says the same. The signs - － − are alike, and several of them are one. A
    minus with nothing to leave out is ignored, and a hyphen inside a word is no minus::

        반도체 -메모리  →  반도체 -메모리
        반도체 NOT 메모리  →  반도체 -메모리
        AI -"foundation model" -title:KT  →  AI -"foundation model" -title:KT
        AI -(KT OR 네이버)  →  AI -(KT OR 네이버)
        서울 - 부산  →  서울 부산  ~ lone-minus

Groups
    Parentheses hold together what belongs together, full-width ones too::

        (한글 창제) OR 훈민정음  →  (한글 창제) OR 훈민정음
        국가(AI) 프로젝트  →  국가 AI 프로젝트
        ()  ✗ empty-parentheses
        (한글  ✗ unclosed-parenthesis
        한글)  ✗ unopened-parenthesis

Fields
    A field name in small or capital letters, a colon (full-width too), and directly behind it a
    word or phrase. ``title:`` searches the title only and takes a star or a tail; the others select
    articles by their source, tag, author or language (ko, en, 한국어, 영어, Korean, English) and
    take a whole value, which may be in quotation marks::

        title:모티프  →  title:모티프
        title:"국가 AI"  →  title:"국가 AI"
        source:Seogo tag:반도체 author:"Kim Min"  →  source:Seogo tag:반도체 author:"Kim Min"
        lang:한국어 엑사원  →  lang:ko 엑사원
        Title：모티프  →  title:모티프
        source:KT*  →  source:KT  ~ lone-star
        tag:"반도체"의  →  tag:반도체  ~ particle
        title:  ✗ empty-field
        title: 모티프  ✗ empty-field
        title:-모티프  ✗ field-minus
        title:(KT 모티프)  ✗ field-parenthesis
        lang:fr  ✗ unknown-language

    A name that is no field is part of the word, with a note. There is none where the colon is
    plainly something else: in a time, a web address, a path, ``std::vector``::

        믿:음  →  믿:음  ~ unknown-field
        site:kmjournal.net  →  site:kmjournal.net  ~ unknown-field

Dates
    ``date:`` takes a day, a month or a year of publication, or two of them with ``..`` between;
    both ends belong to the range, and one of them may be left open::

        date:2026-01-19  →  date:2026-01-19
        date:2026-01  →  date:2026-01
        date:2026  →  date:2026
        date:2026-01..2026-03  →  date:2026-01..2026-03
        date:2026-01-19..2026-02-03  →  date:2026-01-19..2026-02-03
        date:2026-01..  →  date:2026-01..
        date:..2026-03  →  date:..2026-03
        date:2026-02-30  ✗ date-impossible
        date:2026-03..2026-01  ✗ date-reversed
        date:작년  ✗ date-form

Numbers
    ``number:`` takes a number as Korean or English says it, or two of them with ``..`` between; both
    ends belong to the range, and one of them may be left open. It selects articles that say a number
    in the range, however they write it. A number with a space in it needs quotation marks::

        number:1조..2조  →  number:1000000000000..2000000000000
        number:1조..  →  number:1000000000000..
        number:..2.5billion  →  number:..2500000000
        number:127억  →  number:12700000000
        number:3만5천  →  number:35000
        number:1,000.5  →  number:1000.5
        number:"2.5 trillion"  →  number:2500000000000
        number:"1조 2,700억..2조"  →  number:1270000000000..2000000000000
        number:많이  ✗ number-form
        number:..  ✗ number-form
        number:2조..1조  ✗ number-reversed
        number:1000000조  ✗ number-large

Quotation marks need a partner (``unclosed-quote``) and something between them (``empty-quotes``). A
query has at most 2,000 characters (``too-long``), 256 words, phrases and filters together
(``too-many-words``), and 32 levels of parentheses (``too-deep``).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from seogo.errors import QuerySyntaxError
from seogo.query.dates import date_range
from seogo.query.diagnostics import syntax_error
from seogo.query.fields import EXAMPLES, language_code, unknown_field
from seogo.query.lexer import Lexeme, LexemeKind, lex
from seogo.query.nodes import (
    And,
    Filter,
    Ignored,
    InTitle,
    Node,
    Not,
    Or,
    ParsedQuery,
    Quoted,
    Restriction,
    Word,
)
from seogo.query.numbers import number_range


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of a query: code points, words (phrases and filters count), levels of parentheses.

    ``nesting`` also bounds the depth of the tree, so that later steps may walk it recursively.
    """

    characters: int = 2000
    words: int = 256
    nesting: int = 32


_DEFAULT_LIMITS = Limits()


def parse(text: str, *, limits: Limits = _DEFAULT_LIMITS) -> ParsedQuery:
    """Tree of a query; its node is None where nothing in it can be searched.

    Raises :class:`~seogo.errors.QuerySyntaxError` with the place and what is allowed there, and
    nothing else, whatever ``text`` is.
    """
    if len(text) > limits.characters:
        raise syntax_error(
            "query.too-long",
            limits.characters,
            len(text),
            length=len(text),
            limit=limits.characters,
        )
    return _Parser(text, limits).run()


@dataclass(slots=True)
class _Group:
    """Part of a parenthesis, or of the whole query, that has been read: lists of alternatives."""

    opened: Lexeme | None = None
    minus: Lexeme | None = None
    alternatives: list[list[Node]] = field(default_factory=list)
    joining: Lexeme | None = None  # an OR whose right side has not come yet

    def add(self, node: Node) -> None:
        if self.joining is None:
            self.alternatives.append([node])
        else:
            self.alternatives[-1].append(node)
            self.joining = None


class _Parser:
    """One pass over the lexemes with a stack of open parentheses: no recursion, linear time."""

    def __init__(self, text: str, limits: Limits) -> None:
        self._text = text
        self._limits = limits
        self._ignored: list[Ignored] = []
        self._lexemes: list[Lexeme] = []
        for lexeme in lex(text):
            if lexeme.kind is LexemeKind.STAR:
                self._ignore(lexeme, "lone-star")
            elif lexeme.kind is not LexemeKind.AND:  # the same as a space
                self._lexemes.append(lexeme)
        self._at = 0
        self._words = 0
        self._groups = [_Group()]
        self._minus: Lexeme | None = None  # waits for what it leaves out

    def run(self) -> ParsedQuery:
        while self._at < len(self._lexemes):
            lexeme = self._lexemes[self._at]
            self._at += 1
            match lexeme.kind:
                case LexemeKind.MINUS:
                    self._take_minus(lexeme)
                case LexemeKind.OR:
                    self._take_or(lexeme)
                case LexemeKind.OPEN:
                    self._open(lexeme)
                case LexemeKind.CLOSE:
                    self._close(lexeme)
                case LexemeKind.FIELD:
                    self._add(self._fielded(lexeme))
                case _:
                    self._add(self._word(lexeme))
        group = self._groups[-1]
        if group.opened is not None:
            raise syntax_error("query.unclosed-parenthesis", group.opened.start, group.opened.end)
        node = _joined(group)
        self._ignored.sort(key=lambda ignored: ignored.start)
        return ParsedQuery(node, tuple(self._ignored))

    def _ignore(self, lexeme: Lexeme, reason: str) -> None:
        self._ignored.append(Ignored(lexeme.text, reason, lexeme.start, lexeme.end))

    def _next(self) -> Lexeme | None:
        return self._lexemes[self._at] if self._at < len(self._lexemes) else None

    def _take_minus(self, minus: Lexeme) -> None:
        """Read a run of minus signs; those that reach what follows are one, the others ignored."""
        run = [minus]
        while (following := self._next()) and following.kind is LexemeKind.MINUS:
            run.append(following)
            self._at += 1
        for sign in reversed(run):
            if (
                following is None
                or following.kind in (LexemeKind.OR, LexemeKind.CLOSE)
                or not (following.adjacent or sign.text == "NOT")
            ):
                self._ignore(sign, "lone-minus")
            else:
                self._minus = following = sign

    def _take_or(self, operator: Lexeme) -> None:
        group = self._groups[-1]
        if not group.alternatives:
            raise _one_sided("query.or-without-left", operator)
        if group.joining is not None:
            raise syntax_error("query.or-doubled", operator.start, operator.end)
        group.joining = operator

    def _open(self, opened: Lexeme) -> None:
        if len(self._groups) > self._limits.nesting:
            raise syntax_error(
                "query.too-deep", opened.start, opened.end, limit=self._limits.nesting
            )
        self._groups.append(_Group(opened, self._minus))
        self._minus = None

    def _close(self, closed: Lexeme) -> None:
        group = self._groups.pop()
        if group.opened is None:
            raise syntax_error("query.unopened-parenthesis", closed.start, closed.end)
        node = _joined(group)
        if node is None:
            raise syntax_error("query.empty-parentheses", group.opened.start, closed.end)
        if isinstance(node, And | Or):
            node = replace(node, start=group.opened.start, end=closed.end)
        if group.minus is not None:
            node = Not(node, group.minus.start, closed.end)
        self._groups[-1].add(node)

    def _add(self, node: Node) -> None:
        self._words += 1
        if self._words > self._limits.words:
            raise syntax_error(
                "query.too-many-words", node.start, node.end, limit=self._limits.words
            )
        if self._minus is not None:
            node = Not(node, self._minus.start, node.end)
            self._minus = None
        self._groups[-1].add(node)

    def _word(self, lexeme: Lexeme) -> Word | Quoted:
        if lexeme.kind is LexemeKind.PHRASE:
            tail = self._tail()
            end = tail.end if tail else lexeme.end
            return Quoted(lexeme.text, lexeme.start, end, tail.text if tail else "")
        if name := unknown_field(lexeme.text):
            # The colon is visible, so that the first one from here on is the one in the name.
            end = self._text.index(name[-1], lexeme.start) + 1
            self._ignored.append(Ignored(name, "unknown-field", lexeme.start, end))
        return Word(lexeme.text, lexeme.start, lexeme.end, lexeme.kind is LexemeKind.PREFIX)

    def _tail(self) -> Lexeme | None:
        following = self._next()
        if following is None or following.kind is not LexemeKind.TAIL:
            return None
        self._at += 1
        return following

    def _fielded(self, name: Lexeme) -> InTitle | Restriction:
        value = self._next()
        code = _NO_VALUE.get(value.kind) if value and value.adjacent else "query.empty-field"
        if value is None or code:
            raise syntax_error(
                code or "query.empty-field",
                name.start,
                value.end if value and code != "query.empty-field" else name.end,
                field=name.text,
                example=EXAMPLES[name.text],
            )
        self._at += 1
        if name.text == "title":
            return self._in_title(name, value)
        end = value.end
        if value.kind is LexemeKind.PREFIX:
            self._ignored.append(Ignored("*", "lone-star", end - 1, end))
        elif value.kind is LexemeKind.PHRASE and (tail := self._tail()):
            self._ignore(tail, "particle")
            end = tail.end
        if name.text == "date":
            return replace(date_range(value), start=name.start, end=end)
        if name.text == "number":
            return replace(number_range(value), start=name.start, end=end)
        text = language_code(value) if name.text == "lang" else value.text
        return Filter(name.text, text, name.start, end)

    def _in_title(self, name: Lexeme, value: Lexeme) -> InTitle:
        node: Word | Quoted
        if value.kind is LexemeKind.PHRASE:
            node = self._word(value)
        else:  # behind "title:", a colon names no field
            node = Word(value.text, value.start, value.end, value.kind is LexemeKind.PREFIX)
        return InTitle(node, name.start, node.end)


_NO_VALUE = {
    LexemeKind.MINUS: "query.field-minus",
    LexemeKind.OPEN: "query.field-parenthesis",
    LexemeKind.CLOSE: "query.empty-field",
}
"""Lexemes that cannot stand directly behind ``field:``, with the code of the error."""


def _one_sided(code: str, operator: Lexeme) -> QuerySyntaxError:
    return syntax_error(code, operator.start, operator.end, operator=operator.text)


def _joined(group: _Group) -> Node | None:
    """The node of a group: an And of the Ors that were read, each flat and no larger than needed.

    None where the group is empty. Raises QuerySyntaxError where its last OR has no right side.
    """
    if group.joining is not None:
        raise _one_sided("query.or-without-right", group.joining)
    parts: list[Node] = []
    for alternatives in group.alternatives:
        if len(alternatives) == 1:
            parts.append(alternatives[0])
        else:
            flat: list[Node] = []
            for node in alternatives:
                flat.extend(node.nodes if isinstance(node, Or) else (node,))
            parts.append(Or(tuple(flat), alternatives[0].start, alternatives[-1].end))
    if len(parts) < 2:
        return parts[0] if parts else None
    nodes: list[Node] = []
    for part in parts:
        nodes.extend(part.nodes if isinstance(part, And) else (part,))
    return And(tuple(nodes), parts[0].start, parts[-1].end)
