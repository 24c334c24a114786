"""Plain queries: the words of a text, in which nothing is syntax.

A sentence may hold what a query gives a meaning to: quotation marks, parentheses, a dash before a word, stars, ``OR``,
``title:``. Here these lose it. Signs go, ``OR``, ``AND`` and ``NOT`` become small letters, and a field name is a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from seogo.query.lexer import QUOTES, LexemeKind, lex
from seogo.query.limits import Limits

_MARKS = re.compile(f"[{QUOTES}()（）]")


def to_plain(text: str) -> str:
    """Query for the words of ``text`` and nothing else; empty where there are none.

    Reading it never fails. What is beyond the length of a query, and a word that is cut there, is left out.
    """
    limits = Limits()
    if len(text) > limits.characters:
        kept = text[: limits.characters].rsplit(None, 1)
        text = kept[0] if len(kept) > 1 else ""
    return " ".join(islice(_words(text), limits.words))


def _words(text: str) -> Iterator[str]:
    """The words of a text: what the lexer makes of it is cut again until it is one plain word."""
    waiting = [_MARKS.sub(" ", text)]
    while waiting:
        piece = waiting.pop()
        lexemes = lex(piece)
        if [lexeme.kind for lexeme in lexemes] == [LexemeKind.WORD]:
            yield lexemes[0].text
            continue
        for lexeme in reversed(lexemes):
            if lexeme.kind is LexemeKind.FIELD:  # its name as it was typed, without the colon
                waiting.append(piece[lexeme.start : lexeme.end - 1])
            elif lexeme.kind in (LexemeKind.WORD, LexemeKind.PREFIX):
                waiting.append(lexeme.text)
            elif lexeme.text.isalpha():  # OR, AND, NOT; the others are signs
                waiting.append(lexeme.text.lower())
