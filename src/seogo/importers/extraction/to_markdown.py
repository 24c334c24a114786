"""Markdown of HTML: headings, lists, tables, quotes, code, links and images; everything else is its text.

Text is escaped where Markdown would read something into it, so that `articles.markdown.to_text` gives it back. Links lead to
http, https and mailto or are their text; scripts, frames, styles and what fills in forms are left out. Two dialects are read:
HTML, and the tags that trafilatura gives to what it has found (``head``, ``list``, ``item``, ``row``, ``ref`` …).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final
from urllib.parse import quote

from seogo.importers.extraction.body.footnotes import find_footnotes
from seogo.importers.extraction.letters.escapes import escape_line, escape_start, escape_text
from seogo.importers.extraction.tree import Element, code_parts, parse_html, without_repeated_alt
from seogo.importers.extraction.urls import web_address

_DEEPEST: Final = 80
"""Elements inside each other; what is deeper is its text."""

_CARD: Final = 200
"""Characters of a title that stands for what is linked as a whole."""

_MARKED: Final = 6
"""Quotes and lists inside each other; what is deeper has no mark of its own."""

_COLUMNS: Final = 50
_LEFT_OUT: Final = frozenset(
    (
        *("script", "style", "noscript", "template", "iframe", "object", "embed", "button"),
        *("input", "select", "textarea", "svg", "head", "title", "meta", "link", "canvas"),
        *("audio", "video", "map", "param"),
    )
)
_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_BLOCKS: Final = frozenset(
    (
        *("p", "div", "section", "article", "main", "header", "footer", "aside", "nav"),
        *("figure", "figcaption", "body", "html", "ul", "ol", "dl", "dt", "dd", "li"),
        *("blockquote", "pre", "table", "thead", "tbody", "tfoot", "tr", "th", "td"),
        *("caption", "hr", "address", "details", "summary", "form", "fieldset", "center"),
        *("list", "item", "quote", "row", "cell"),
    )
) | frozenset(_HEADINGS)
_STRONG: Final = frozenset(("b", "strong"))
_RAISED: Final = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
_LOWERED: Final = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_EXPONENT: Final = re.compile(r"[0-9+−=()-]{1,6}|n", re.ASCII)
_BREAK: Final = "\ue000"
_BOLD: Final = "\ue001"
_TAGS: Final = re.compile(
    r"<(?:p|div|br|h[1-6]|ul|ol|li|table|blockquote|article|section|a|img)\b[^<>]*>", re.I
)
_LIST: Final = re.compile(r"- |\d{1,9}\. ")
_EMPHASIS: Final = re.compile(r"[^\W_].*[^\W_]|[^\W_]", re.DOTALL)
_SAYING: Final = ("data-ke-language", "data-language", "data-lang", "data-code-language")
_NAMED_LANGUAGE: Final = re.compile(r"([A-Za-z][A-Za-z0-9_+#-]{0,19})")
_LANGUAGE: Final = re.compile(r"(?:language|lang|brush:)-?\s?([A-Za-z0-9_+#-]{1,20})")


def html_to_markdown(html: str, base: str = "") -> str:
    """The Markdown of some HTML; ``base`` is the address that its links begin at."""
    tree = parse_html(html)
    return "" if tree is None else tree_to_markdown(tree, base)


def tree_to_markdown(tree: Element, base: str = "") -> str:
    """The Markdown of an element and everything in it."""
    return "\n\n".join(_Writer(base, tree).blocks(tree, 0, 0))


def looks_like_html(text: str) -> bool:
    """Whether a text is written in HTML rather than in Markdown."""
    return bool(_TAGS.search(text[:20_000]))


def text_to_markdown(text: str) -> str:
    """The Markdown of a text, which may be HTML: paragraphs between empty lines."""
    if looks_like_html(text):
        return html_to_markdown(text)
    parts = re.split(r"\n\s*\n", text)
    return "\n\n".join(line for part in parts if (line := escape_line(part)))


class _Writer:
    def __init__(self, base: str, tree: Element) -> None:
        self._base = base
        self._footnotes = find_footnotes(tree)

    def blocks(self, element: Element, depth: int, marks: int) -> list[str]:
        """The blocks in an element; ``marks`` counts the quotes and lists around it."""
        if depth > _DEEPEST:
            return _paragraphs(escape_text("".join(element.itertext())))
        found: list[str] = []
        run: list[str] = [escape_text(element.text)]
        for child in element:
            if isinstance(child.tag, str) and child.tag not in _LEFT_OUT:
                if child.tag in _BLOCKS or self._holds_blocks(child):
                    found += _paragraphs("".join(run))
                    run = []
                    found += self._block(child, depth + 1, marks)
                else:
                    run.append(self._inline(child, depth + 1))
            run.append(escape_text(child.tail))
        return found + _paragraphs("".join(run))

    def _holds_blocks(self, element: Element) -> bool:
        if element.tag == "code":
            return len(element) > 0 or "\n" in (element.text or "").strip()
        return any(True for _ in element.iter(*_BLOCKS))

    def _block(self, element: Element, depth: int, marks: int) -> list[str]:
        tag = element.tag
        if number := self._footnotes.notes.get(element):
            note = "\n\n".join(self.blocks(element, depth, _MARKED))
            lines = (f"    {line}".rstrip() for line in note.split("\n"))
            body = "\n".join(lines).strip()
            return [f"[^{number}]: {body}"] if note else []
        if tag == "figure":
            without_repeated_alt(element)
        if tag in _HEADINGS or tag == "head":
            return self._heading(element, depth)
        if tag in ("pre", "code"):
            return _fenced(element)
        if tag == "hr":
            return ["* * *"]
        noted = any(child in self._footnotes.notes for child in element)
        if tag in ("ul", "ol", "list") and marks < _MARKED and not noted:
            return self._list(element, depth, marks)
        if tag in ("blockquote", "quote") and marks < _MARKED:
            inner = "\n\n".join(self.blocks(element, depth, marks + 1))
            return ["\n".join(f"> {line}".rstrip() for line in inner.split("\n"))] if inner else []
        if tag == "table":
            return self._table(element, depth, marks)
        if tag == "dt":
            return _paragraphs(_strong(self._inlines(element, depth)))
        found = self.blocks(element, depth, marks)
        return self._linked(element, found) if tag == "a" else found

    def _address(self, target: str) -> str:
        # a saved page may not say where it was
        at_host = target.startswith("//") and not self._base
        return web_address(f"https:{target}" if at_host else target, self._base)

    def _linked(self, card: Element, blocks: list[str]) -> list[str]:
        """Blocks of what is a link as a whole: the first one of words leads there."""
        target = card.get("href") or ""
        address = "" if target.startswith("#") else self._address(target)
        for at, block in enumerate(blocks if address else ()):
            words = re.sub(r"\A\*\*([^*]+)\*\*\Z", r"\1", block)
            if len(words) <= _CARD and words[0] not in "!#|`>-*" and "](" not in words:
                return [*blocks[:at], f"[{_flat(words)}]({_target(address)})", *blocks[at + 1 :]]
        return blocks

    def _heading(self, element: Element, depth: int) -> list[str]:
        text = _flat(self._inlines(element, depth).replace(_BOLD, ""))
        level = _HEADINGS.get(element.tag) or _HEADINGS.get(element.get("rend", ""), 2)
        ending = re.search(r"(?:\A|\s)#+\Z", text)
        if ending:
            text = f"{text[: ending.start()]}{ending[0].replace('#', chr(92) + '#')}"
        return [f"{'#' * level} {text}"] if text else []

    def _list(self, element: Element, depth: int, marks: int) -> list[str]:
        ordered = element.tag == "ol" or element.get("rend", "").startswith("ol")
        start = element.get("start", "")
        number = int(start) if re.fullmatch("[0-9]{1,6}", start, re.ASCII) else 1
        lines: list[str] = []
        loose = False
        for item in element:
            if not isinstance(item.tag, str) or item.tag in _LEFT_OUT:
                continue
            inner = self.blocks(item, depth + 1, marks + 1)
            if item.tag not in ("li", "item"):
                inner = self._block(item, depth + 1, marks + 1) if item.tag in _BLOCKS else inner
            if not inner:
                continue
            sign = f"{number}. " if ordered else "- "
            number += 1
            loose = loose or any(not _LIST.match(block) for block in inner[1:])
            text = (
                "\n".join(inner)
                if not any(not _LIST.match(b) for b in inner[1:])
                else "\n\n".join(inner)
            )
            first, *others = text.split("\n")
            lines.append(sign + first)
            lines += [f"{' ' * len(sign)}{line}".rstrip() for line in others]
            lines += [""] if loose else []
        return ["\n".join(lines).rstrip()] if lines else []

    def _table(self, element: Element, depth: int, marks: int) -> list[str]:
        rows = [row for row in element.iter("tr", "row") if self._own(row, element)]
        cells = [[cell for cell in row if cell.tag in ("td", "th", "cell")] for row in rows]
        cells = [row for row in cells if row]
        layout = max(map(len, cells), default=0) < 2 or any(
            True for _ in element.iterdescendants("table")
        )
        captions = element.iterchildren("caption")
        caption = [b for one in captions for b in self.blocks(one, depth + 1, marks)]
        if layout:
            return [
                *caption,
                *(
                    block
                    for row in cells
                    for cell in row
                    for block in self.blocks(cell, depth + 2, marks)
                ),
            ]
        below: dict[int, int] = {}
        texts = [list(islice(self._cells(row, depth, below), _COLUMNS)) for row in cells]
        texts = [row for row in texts if any(row)]
        if not texts:
            return caption
        width = max(map(len, texts))
        lines = [f"| {' | '.join(row + [''] * (width - len(row)))} |" for row in texts]
        return [*caption, "\n".join([lines[0], f"|{' --- |' * width}", *lines[1:]])]

    def _cells(self, row: list[Element], depth: int, below: dict[int, int]) -> Iterator[str]:
        """The texts of a row; ``below`` has the columns that cells above reach into, and for how many rows still."""
        at = 0
        for cell in row:
            while below.get(at, 0) > 0:
                below[at] -= 1
                at += 1
                yield ""
            wide, high = _span(cell, "colspan"), _span(cell, "rowspan")
            yield _flat(self._inlines(cell, depth + 2)).replace("|", "\\|")
            yield from [""] * (wide - 1)
            for column in range(at, at + wide):
                below[column] = high - 1
            at += wide

    @staticmethod
    def _own(row: Element, table: Element) -> bool:
        return next(row.iterancestors("table"), None) is table

    def _inlines(self, element: Element, depth: int, *, linked: bool = False) -> str:
        """Content of an element as one run; blocks in it are separated by breaks."""
        if depth > _DEEPEST:
            return escape_text("".join(element.itertext()))
        parts = [escape_text(element.text)]
        for child in element:
            if isinstance(child.tag, str) and child.tag not in _LEFT_OUT:
                text = self._inline(child, depth + 1, linked=linked)
                parts.append(f"{_BREAK}{text}{_BREAK}" if child.tag in _BLOCKS else text)
            parts.append(escape_text(child.tail))
        return "".join(parts)

    def _inline(self, element: Element, depth: int, *, linked: bool = False) -> str:
        tag = element.tag
        if tag in ("br", "lb"):
            return _BREAK
        if tag in ("img", "graphic"):
            return self._image(element, linked=linked)
        if tag in ("code", "kbd", "samp", "tt"):
            return _code("".join(element.itertext()))
        if tag in ("a", "ref") and not linked:
            return self._link(element, depth)
        text = self._inlines(element, depth, linked=linked)
        if tag in _STRONG or element.get("rend") == "#b":
            return _strong(text)
        if tag in ("del", "s", "strike"):
            return _marked(text, "~~")
        if tag in ("sup", "sub") and _EXPONENT.fullmatch(text.strip()):
            return text.translate(_RAISED if tag == "sup" else _LOWERED)
        if tag == "rt" and text.strip():
            return f"({text.strip()})"
        return "" if tag == "rp" else text

    def _link(self, element: Element, depth: int) -> str:
        if number := self._footnotes.marks.get(element):
            return f"[^{number}]" if "".join(element.itertext()).strip() else ""
        if element in self._footnotes.backs:
            return ""
        text = self._inlines(element, depth, linked=True)
        if not text or text.isspace():
            return text
        target = (element.get("href") or element.get("target") or "").strip()
        if target.startswith("mailto:"):
            address = f"mailto:{quote(target[7:], safe='@.?=&%+-_')}"
        else:
            address = "" if target.startswith("#") else self._address(target)
        shown = _flat(text)
        if not address or not shown or shown.startswith("!["):
            return text
        before = " " if text[:1].isspace() else ""
        after = " " if text[-1:].isspace() else ""
        return f"{before}[{shown}]({_target(address)}){after}"

    def _image(self, element: Element, *, linked: bool) -> str:
        target = element.get("data-src") or element.get("data-original") or element.get("src") or ""
        address = self._address(target)
        tiny = "1" in (element.get("width"), element.get("height"))
        if not address or tiny:
            return ""
        image = f"![{_flat(escape_text(element.get('alt') or ''))}]({_target(address)})"
        return image if linked else f"{_BREAK}{_BREAK}{image}{_BREAK}{_BREAK}"


def _span(cell: Element, name: str) -> int:
    said = cell.get(name, "")
    return max(1, int(said)) if re.fullmatch("[0-9]{1,2}", said, re.ASCII) else 1


def _paragraphs(run: str) -> list[str]:
    """The paragraphs of a run: two breaks part them, one is a line end."""
    found: list[str] = []
    lines: list[str] = []
    for line in [*run.split(_BREAK), ""]:
        text = " ".join(line.split())
        if text:
            lines.append(escape_start(_bold(text)))
        elif lines:
            found.append("\\\n".join(lines))
            lines = []
    return found


def _flat(run: str) -> str:
    return _bold(" ".join(run.replace(_BREAK, " ").split()))


def _bold(text: str) -> str:
    return text.replace(_BOLD + _BOLD, "").replace(_BOLD, "**")


def _strong(text: str) -> str:
    return _marked(text.replace(_BOLD, ""), _BOLD)


def _marked(text: str, sign: str) -> str:
    """Marked text, where the mark is sure to be read as one: inside Korean words a sign beside punctuation is not."""
    bare = text.strip()
    if sign in bare or _BREAK in bare or not _EMPHASIS.fullmatch(bare):
        return text
    start = len(text) - len(text.lstrip())
    return f"{text[:start]}{sign}{bare}{sign}{text[start + len(bare) :]}"


def _code(text: str) -> str:
    text = " ".join(text.split())
    if not text:
        return ""
    fence = "`" * (max((len(ticks) for ticks in re.findall("`+", text)), default=0) + 1)
    gap = " " if text[0] == "`" or text[-1] == "`" else ""
    return f"{fence}{gap}{text}{gap}{fence}"


def _fenced(element: Element) -> list[str]:
    text = "".join(code_parts(element)).expandtabs(4)
    lines = [line.rstrip() for line in text.split("\n")]
    while lines and not lines[0]:
        del lines[0]
    code = "\n".join(lines).rstrip()
    if not code:
        return []
    names = " ".join(str(one.get("class") or "") for one in element.iter("pre", "code"))
    language = _LANGUAGE.search(names) or _NAMED_LANGUAGE.fullmatch(
        next((said for name in _SAYING if (said := element.get(name))), "")
    )
    fence = "`" * max(3, max((len(ticks) for ticks in re.findall("`+", code)), default=0) + 1)
    return [f"{fence}{language[1] if language else ''}\n{code}\n{fence}"]


def _target(address: str) -> str:
    return re.sub(r"[()<>\\\s\[\]]", lambda sign: quote(sign[0], safe=""), address)
