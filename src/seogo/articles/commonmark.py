"""The Markdown that articles are written in: CommonMark with tables and strikethrough, raw HTML off, nesting limited."""

from __future__ import annotations

from functools import cache
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.parser_block import ParserBlock
from markdown_it.rules_block import StateBlock

MAX_NESTING: Final = 20
"""Blocks, or inline marks, inside each other; what is deeper is shown as plain text."""


@cache
def commonmark() -> MarkdownIt:
    """Parser; one serves all bodies."""
    markdown = _Markdown()
    markdown.block = _Blocks()
    markdown.configure("commonmark", {"html": False, "maxNesting": MAX_NESTING})
    markdown.enable(["table", "strikethrough"])
    return markdown


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
