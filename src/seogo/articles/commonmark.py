"""The Markdown that articles are written in: CommonMark with tables, strikethrough, footnotes and task lists; raw HTML off,
nesting limited.

Footnotes stand at the end, each as an ordered list of one item. One that nothing refers to, or whose label was given before,
stands there too: its text is not lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.parser_block import ParserBlock
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.footnote.index import footnote_def, footnote_ref

MAX_NESTING: Final = 20
"""Blocks, or inline marks, inside each other; what is deeper is shown as plain text."""

_REFERENCE: Final = re.compile(r"\[\^[^\[\]\s]{1,100}\]")


@cache
def commonmark() -> MarkdownIt:
    """Parser; one serves all bodies."""
    markdown = _Markdown()
    markdown.block = _Blocks()
    options = {"html": False, "maxNesting": MAX_NESTING, "tasklists": True}
    markdown.configure("commonmark", options)
    markdown.enable(["table", "strikethrough"])
    markdown.block.ruler.before(
        "reference", "footnote_def", footnote_def, {"alt": ["paragraph", "reference"]}
    )
    markdown.inline.ruler.after("image", "footnote_ref", _reference)
    markdown.core.ruler.after("inline", "footnotes", _move_footnotes)
    # rules and tables are made at their first use, where another thread would find them half made
    markdown.parse("[a](b) <https://a.example>")
    return markdown


def _reference(state: StateInline, silent: bool) -> bool:
    # The plugin looks for the end of a label up to the end of the text, at every [^. Silent is the search for the end of a
    # link, which may have a mark in its text.
    return (
        not silent and bool(_REFERENCE.match(state.src, state.pos)) and footnote_ref(state, silent)
    )


def _move_footnotes(state: StateCore) -> None:
    """Put footnotes behind everything else: first those that the text refers to, in this order, then the others."""
    known = state.env.get("footnotes", {}).get("list", {})
    numbers = {note["label"]: number for number, note in known.items()}
    text: list[Token] = []
    notes: dict[int, list[Token]] = {}
    inside: list[int] = []  # the open notes; one may stand in another
    for token in state.tokens:
        if token.type == "footnote_reference_open":
            number = numbers.get(token.meta["label"], -1)
            if number < 0 or number in notes:
                number = len(known) + len(notes)
            notes[number] = []
            inside.append(number)
        elif token.type == "footnote_reference_close":
            inside.pop()
        else:
            (notes[inside[-1]] if inside else text).append(token)
    state.tokens = text
    for shown, number in enumerate(sorted(notes), 1):
        state.tokens += _footnote(shown, notes[number], referred=number in known)


def _footnote(number: int, tokens: list[Token], *, referred: bool) -> Iterator[Token]:
    """A footnote as a list of one item."""
    yield Token("ordered_list_open", "ol", 1, attrs={"start": number}, meta={"note": number})
    yield Token("list_item_open", "li", 1, meta={"note": number})
    back = [Token("note_back", "", 0, meta={"note": number})] if referred else []
    last = tokens[-1:] if tokens and tokens[-1].type == "paragraph_close" else []
    yield from [*tokens[: len(tokens) - len(last)], *back, *last]
    yield Token("list_item_close", "li", -1)
    yield Token("ordered_list_close", "ol", -1)


class _Blocks(ParserBlock):
    """Keeps, as a paragraph, what markdown-it would drop because it is nested too deep."""

    def tokenize(self, state: StateBlock, startLine: int, endLine: int) -> None:  # noqa: N803
        if state.level < MAX_NESTING:
            super().tokenize(state, startLine, endLine)
            return
        line = state.skipEmptyLines(startLine)
        end = min(line + 1, endLine)
        while end < endLine and (state.isEmpty(end) or state.sCount[end] >= state.blkIndent):
            end += 1
        state.line = end
        content = state.getLines(line, end, state.blkIndent, False).strip()
        if content:
            state.push("paragraph_open", "p", 1)
            inline = state.push("inline", "", 0)
            inline.content, inline.children = content, []
            state.push("paragraph_close", "p", -1)


class _Markdown(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802
        # Every link is parsed as one, and the renderer decides where it may lead: otherwise the
        # text of a refused link would be its Markdown source.
        return True


commonmark()  # in the one thread that imports
