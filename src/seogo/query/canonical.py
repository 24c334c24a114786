"""Canonical form of a query, written from its tree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from seogo.analysis.stopwords import ENGLISH
from seogo.query.command_lines import options
from seogo.query.dates import date_text
from seogo.query.lexer import (
    FIELD_NAME,
    HYPHENS,
    OPERATORS,
    QUOTES,
    LexemeKind,
    is_latin,
    lex,
    may_be_excluded,
)
from seogo.query.nodes import (
    And,
    DateRange,
    Filter,
    InTitle,
    Node,
    Not,
    NumberRange,
    Or,
    Quoted,
    Word,
)
from seogo.query.numbers import number_text

_WORDS = frozenset(filter(str.isalpha, OPERATORS))
_PLAIN = re.compile("[0-9A-Za-z가-힣]+")


def to_text(node: Node) -> str:
    """The canonical way to write ``node``; reading it again gives the same tree, places apart.

    Words that would be read as something else where they stand are quoted, and where a minus would be an option of a
    command line stands ``NOT``.
    """
    text = _text(node)
    return _text(node, command=True) if options(text) else text


def is_as_typed(read_as: str, typed: str) -> bool:
    """Whether a canonical form says no more than what was typed: it is the same but for spaces and the language of names
    of fields (``날짜:2026``)."""
    pieces, last = [], 0
    for lexeme in lex(typed):
        if lexeme.kind is LexemeKind.FIELD:
            pieces += [typed[last : lexeme.start], f"{lexeme.text}:"]
            last = lexeme.end
    text = "".join((*pieces, typed[last:]))
    return read_as in (" ".join(typed.split()), " ".join(text.split()))


def _text(node: Node, *, command: bool = False) -> str:
    match node:
        case Word(text=text, prefix=prefix):
            return text if text in _WORDS and not prefix else _bare(text, prefix=prefix)
        case Quoted(text=text, tail=tail):
            return f'"{_unquoted(text)}"{tail}'
        case InTitle(node=Word(text=text, prefix=prefix)):
            return "title:" + _bare(text, prefix=prefix, behind="title:")
        case InTitle(node=phrase):
            return "title:" + _text(phrase)
        case Filter(field=name, value=value):
            return f"{name}:" + _bare(value, behind=f"{name}:")
        case DateRange(first=first, last=last):
            return "date:" + date_text(first, last)
        case NumberRange(low=low, high=high):
            return "number:" + number_text(low, high)
        case Not(node=Word() as word):
            return _without(word, command=command)
        case Not(node=inner):
            text = _text(inner, command=command)
            return f"-({text})" if isinstance(inner, And | Or | Not) else f"-{text}"
        case And(nodes=nodes):
            return " ".join(_members(nodes, command))
        case Or(nodes=nodes):
            return " OR ".join(_part(part, command) for part in nodes)


def _members(nodes: Sequence[Node], command: bool) -> Iterator[str]:
    """The parts of an And. At its ends an operator joins nothing, and behind a Latin word stand options."""
    before, last = "", len(nodes) - 1
    for place, node in enumerate(nodes):
        text = node.text if isinstance(node, Word) and not node.prefix else ""
        if text in _WORDS and (place == last or (place == 0 and text != "NOT")):
            yield text
        elif isinstance(node, Word):
            yield _bare(node.text, prefix=node.prefix, before=before)
        elif isinstance(node, Not) and isinstance(node.node, Word) and before:
            yield _without(node.node, option=True, command=command)
        else:
            yield _part(node, command)
        latin = isinstance(node, Word | Quoted) and is_latin(node.text)
        before = _LATIN_WORD if latin else ""


def _without(word: Word, *, option: bool = False, command: bool = False) -> str:
    """A word that is left out; ``NOT`` where a minus would be part of it."""
    hidden = word.text[0] in HYPHENS or (command and is_latin(word.text))
    if hidden or not may_be_excluded(word.text, option=option):
        if not word.prefix and word.text.lower() in ENGLISH:
            return f"-({word.text})"  # NOT before a stop word is one of a sentence
        return "NOT " + _bare(word.text, prefix=word.prefix)
    return "-" + _text(word)


def _part(node: Node, command: bool) -> str:
    if isinstance(node, Word):
        return _bare(node.text, prefix=node.prefix)
    text = _text(node, command=command)
    return f"({text})" if isinstance(node, And | Or) else text


def _bare(text: str, *, prefix: bool = False, before: str = "", behind: str = "") -> str:
    """``text``, in quotation marks only where ``before`` it, or ``behind`` a field, it would not be read as itself."""
    if _PLAIN.fullmatch(text) and text not in OPERATORS:
        return text + "*" * prefix
    if not behind and FIELD_NAME.fullmatch(text):  # no value follows
        return text
    if not set(text) & set(QUOTES):
        written = text + "*" * prefix
        read = lex(before + behind + written)[1 if before or behind else 0 :]
        kind = LexemeKind.PREFIX if prefix else LexemeKind.WORD
        if [(lexeme.kind, lexeme.text) for lexeme in read] == [(kind, text)]:
            return written
    return f'"{_unquoted(text)}"'


_LATIN_WORD = "a "


def _unquoted(text: str) -> str:
    return "".join(" " if char in QUOTES else char for char in text)
