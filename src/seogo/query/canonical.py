"""Canonical form of a query, written from its tree."""

from __future__ import annotations

import re

from seogo.query.dates import date_text
from seogo.query.lexer import OPERATORS, QUOTES, LexemeKind, lex
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

_PLAIN = re.compile("[0-9A-Za-z가-힣]+")


def to_text(node: Node) -> str:
    """The canonical way to write ``node``; reading it again gives the same tree, places apart.

    Words that could be read as something else (of nodes made by hand) are quoted.
    """
    match node:
        case Word(text=text, prefix=prefix):
            return _bare(text, prefix=prefix)
        case Quoted(text=text, tail=tail):
            return f'"{_unquoted(text)}"{tail}'
        case InTitle(node=Word(text=text, prefix=prefix)):
            return "title:" + _bare(text, prefix=prefix, behind="title:")
        case InTitle(node=phrase):
            return "title:" + to_text(phrase)
        case Filter(field=name, value=value):
            return f"{name}:" + _bare(value, behind=f"{name}:")
        case DateRange(first=first, last=last):
            return "date:" + date_text(first, last)
        case NumberRange(low=low, high=high):
            return "number:" + number_text(low, high)
        case Not(node=inner):
            # "--x" is "-x": a Not in a Not needs parentheses too.
            text = to_text(inner)
            return f"-({text})" if isinstance(inner, And | Or | Not) else f"-{text}"
        case And(nodes=nodes):
            return " ".join(map(_part, nodes))
        case Or(nodes=nodes):
            return " OR ".join(map(_part, nodes))


def _part(node: Node) -> str:
    return f"({to_text(node)})" if isinstance(node, And | Or) else to_text(node)


def _bare(text: str, *, prefix: bool = False, behind: str = "") -> str:
    """``text``, in quotation marks only where ``behind`` a field it would not be read as itself."""
    if _PLAIN.fullmatch(text) and text not in OPERATORS:
        return text + "*" * prefix
    if not set(text) & set(QUOTES):
        written = text + "*" * prefix
        read = lex(behind + written)[1 if behind else 0 :]
        kind = LexemeKind.PREFIX if prefix else LexemeKind.WORD
        if [(lexeme.kind, lexeme.text) for lexeme in read] == [(kind, text)]:
            return written
    return f'"{_unquoted(text)}"'


def _unquoted(text: str) -> str:
    return "".join(" " if char in QUOTES else char for char in text)
