"""The Markdown that articles are written in: CommonMark with tables and strikethrough, raw HTML off, nesting limited."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final, Literal

from markdown_it import MarkdownIt
from markdown_it.parser_block import ParserBlock
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token
from markdown_it.utils import EnvType

MAX_NESTING: Final = 20
"""Blocks, or inline marks, inside each other; what is deeper is shown as plain text."""

_CODE_INDENT: Final = 4
_INLINE: Final = re.compile(r"[\n\\`~*_\[\]!<&]")
"""Where something other than text may begin."""
_NOT_TEXT: Final = re.compile(r"[\n\\*_~<&]|\]\(")
"""The same where no references are defined, so that what stands in brackets is text unless an address follows."""
_CODE: Final = re.compile(r"`([^`\s](?:[^`\n]*[^`\s])?)`")
"""A code span without spaces at its ends, which would be taken off."""
_MARKER: Final = re.compile(r"[\s#>*+=_~`|<:-]|[0-9]{1,9}[.)]|\[(?=.*\]:)")
"""What every line begins with that is, or may be, something other than a paragraph: marks of blocks, spaces, numbers of
lists, definitions of references."""


@cache
def commonmark() -> MarkdownIt:
    """The parser, which may be used again and again."""
    markdown = _Markdown()
    markdown.block = _Blocks()
    markdown.inline = _Inline()
    markdown.configure("commonmark", {"html": False, "maxNesting": MAX_NESTING})
    markdown.enable(["table", "strikethrough"])
    markdown.block.ruler.before("table", "plain_line", _plain_line)
    markdown.block.ruler.before("table", "plain_item", _plain_item)
    return markdown


def _plain_line(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:  # noqa: ARG001, N803
    """A line that begins as a text or a code span does and stands alone: a paragraph, whatever other rules would say.

    Most lines are of this kind, and a dozen rules need not look at each.
    """
    start = state.bMarks[startLine] + state.tShift[startLine]
    end = state.eMarks[startLine]
    alone = startLine + 1 >= state.lineMax or state.isEmpty(startLine + 1)
    if (
        silent
        or not alone
        or state.sCount[startLine] - state.blkIndent >= _CODE_INDENT
        or not _is_text(state.src, start)
        or state.src[end - 1].isspace()
    ):
        return False
    state.line = startLine + 1
    _paragraph(state, startLine, start, end, hidden=False)
    return True


def _plain_item(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:  # noqa: N803
    """A list of one line, ``- `` and a text or code: steps stand so between code, by thousands."""
    start = state.bMarks[startLine]
    end = state.eMarks[startLine]
    if (
        silent
        or state.level
        or state.tShift[startLine]
        or not _is_item(state.src, start)
        or state.src[end - 1].isspace()
    ):
        return False
    after = startLine + 1
    if after < endLine:
        if not state.isEmpty(after):
            return False
        after = state.skipEmptyLines(after)
        if after < endLine and (state.sCount[after] or state.src[state.bMarks[after]] == "-"):
            return False
    for name, tag in (("bullet_list_open", "ul"), ("list_item_open", "li")):
        opening = state.push(name, tag, 1)
        opening.markup, opening.map = "-", [startLine, after]
    _paragraph(state, startLine, start + 2, end, hidden=True)
    for name, tag in (("list_item_close", "li"), ("bullet_list_close", "ul")):
        state.push(name, tag, -1).markup = "-"
    state.line = after
    return True


def _is_text(line: str, start: int = 0) -> bool:
    """Whether a line that stands alone is a paragraph for certain."""
    return not _MARKER.match(line, start) or _CODE.match(line, start) is not None


def _is_item(line: str, start: int = 0) -> bool:
    """Whether a line that stands alone is a list of one item, which is a paragraph, for certain."""
    return line.startswith("- ", start) and _is_text(line, start + 2)


def plain_blocks(body: str) -> list[tuple[Literal["paragraph", "list"], str]] | None:
    """The blocks of a body in which every line stands alone and is a paragraph or the one item of a list, each with its line
    in Markdown; None for any other body, which must be parsed.

    Most bodies are so plain, and a parser takes ten times as long.
    """
    if "\r" in body or "\0" in body:  # which the parser replaces
        return None
    blocks: list[tuple[Literal["paragraph", "list"], str]] = []
    alone, item = True, False
    for line in body.split("\n"):
        if not line:
            alone = True
            continue
        before, item = item, _is_item(line)
        if not alone or (item and before) or not (item or _is_text(line)) or line[-1].isspace():
            return None
        blocks.append(("list", line[2:]) if item else ("paragraph", line))
        alone = False
    return blocks


def plain_texts(line: str) -> list[str] | None:
    """The texts of a line of plain_blocks with nothing in it but text and code spans; None for any other line."""
    if "`" not in line:
        return None if _NOT_TEXT.search(line) else [line]
    texts = line.split("`")
    codes = texts[1::2]
    spaced = any(not code or code[0].isspace() or code[-1].isspace() for code in codes)
    if len(texts) % 2 == 0 or spaced or any(map(_NOT_TEXT.search, texts[0::2])):
        return None
    return texts


def inline_tokens(line: str) -> Sequence[Token]:
    """What stands in one line."""
    return commonmark().parseInline(line)[0].children or ()


def _paragraph(state: StateBlock, line: int, start: int, end: int, *, hidden: bool) -> None:
    """A paragraph of one line, ``hidden`` in a list without empty lines."""
    opening = state.push("paragraph_open", "p", 1)
    opening.map, opening.hidden = [line, line + 1], hidden
    inline = state.push("inline", "", 0)
    inline.content, inline.map, inline.children = state.src[start:end], [line, line + 1], []
    state.push("paragraph_close", "p", -1).hidden = hidden


class _Inline(ParserInline):
    """Looks only where one of the rules that are enabled may find something."""

    def __init__(self) -> None:
        super().__init__()
        self.terminator_re = _INLINE

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        """See ParserInline; what is one text or one code span needs no rules."""
        code = _CODE.fullmatch(src)
        if code is None and _INLINE.search(src):
            return super().parse(src, md, env, tokens)
        if code is None:
            tokens.append(Token("text", "", 0, content=src))
        else:
            tokens.append(Token("code_inline", "code", 0, markup="`", content=code[1]))
        return tokens


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
