"""Markdown: one walk over an article's body makes its plain text and its HTML.

The plain text is what is indexed, excerpted and measured in offsets; the HTML is what is shown,
with ranges of the plain text in ``<mark>``. One renderer makes both, piece by piece, so that they
cannot drift apart. In the text, blocks are separated by an empty line, list items, blocks inside
lists and table rows by a line end, table cells by a tab; a line end inside a paragraph is a space,
a hard break stays a line end. Alternative texts of images and code are part of it, and footnotes,
but not their marks: these would break words. It is NFC.

Raw HTML is shown as the text it is. Links lead only to http, https, mailto and to where the caller
says that a relative link leads; anything else is shown as its text. Images are those of the
archive; a remote image becomes a link, because showing it would tell its server who reads what.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from html import escape
from typing import Final, Literal, NamedTuple, TypeAlias
from urllib.parse import unquote

from markdown_it.token import Token

from seogo.articles.commonmark import commonmark
from seogo.articles.plain_outline import plain_outline
from seogo.unicode_forms import is_in_form, to_form

Resolve: TypeAlias = Callable[[str], str | None]
"""Turns a relative target, as written, into an address; None: it leads nowhere."""

Kind: TypeAlias = Literal["heading", "paragraph", "list", "table", "code", "quote", "rule"]

_KINDS: Final[dict[str, Kind]] = {
    "heading_open": "heading",
    "paragraph_open": "paragraph",
    "bullet_list_open": "list",
    "ordered_list_open": "list",
    "table_open": "table",
    "fence": "code",
    "code_block": "code",
    "blockquote_open": "quote",
    "hr": "rule",
}
_NAMES: Final = {"paragraph": "p", "list_item": "li", "bullet_list": "ul", "ordered_list": "ol"} | {
    name: name for name in ("blockquote", "thead", "tbody", "tr", "th", "td", "em", "strong", "s")
}
_TAGS: Final = (
    {f"{name}_open": f"<{tag}>" for name, tag in _NAMES.items()}
    | {f"{name}_close": f"</{tag}>" for name, tag in _NAMES.items()}
    | {"table_open": '<div class="table"><table>', "table_close": "</table></div>", "hr": "<hr>"}
)
_GAPS: Final = ("", "\t", "\n", "\n\n")  # from weak to strong
_AT_ONCE: Final = 2
"""Images that are loaded with the page."""
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_CONTROL_INLINE: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_CONTROL_CODE: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]"
)
_TASKS: Final = {True: "☑ ", False: "☐ "}
_NON_JOINER: Final = "\u200c"


class Block(NamedTuple):
    """A top-level block of a body; ``start`` and ``end`` are its place in the plain text, ``level`` that of a heading as
    it is shown (2 to 6; 0 for other kinds)."""

    kind: Kind
    html: str
    start: int
    end: int
    level: int = 0


def nowhere(target: str) -> str | None:  # noqa: ARG001
    """The resolver of texts that stand alone: no relative link leads anywhere."""
    return None


def to_text(body: str) -> str:
    """The plain text of a Markdown body, in NFC."""
    return to_outline(body)[0]


def to_outline(body: str) -> tuple[str, list[Block]]:
    """The plain text of a Markdown body, in NFC, and its blocks without HTML."""
    if plain := plain_outline(body):
        text, blocks = plain
        return text, [Block(kind, "", start, end) for kind, start, end in blocks]
    renderer = _Renderer((), nowhere, nowhere, "s-", silent=True)
    rendered = renderer.render(commonmark().parse(body))
    return "".join(renderer.text), rendered


def to_blocks(
    body: str,
    *,
    marks: Sequence[tuple[int, int]] = (),
    resolve: Resolve = nowhere,
    resolve_image: Resolve = nowhere,
    anchor: str = "s-",
) -> list[Block]:
    """The HTML of a Markdown body, block by block.

    ``marks`` are half-open ranges of ``to_text(body)``, sorted. ``anchor`` begins the ids of
    headings; two bodies on one page need different ones.
    """
    renderer = _Renderer(marks, resolve, resolve_image, anchor)
    return renderer.render(commonmark().parse(body))


def to_html(
    body: str,
    *,
    marks: Sequence[tuple[int, int]] = (),
    resolve: Resolve = nowhere,
    resolve_image: Resolve = nowhere,
    anchor: str = "s-",
) -> str:
    """The HTML of a Markdown body: its blocks joined, see `to_blocks`."""
    blocks = to_blocks(
        body, marks=marks, resolve=resolve, resolve_image=resolve_image, anchor=anchor
    )
    return "".join(block.html for block in blocks)


class _Renderer:
    """Text and HTML of one token stream; `text` is complete after `render`."""

    def __init__(
        self,
        marks: Sequence[tuple[int, int]],
        resolve: Resolve,
        resolve_image: Resolve,
        anchor: str,
        *,
        silent: bool = False,
    ) -> None:
        self.text: list[str] = []
        self._html: list[str] = []
        self._position = 0
        self._first: int | None = None  # where the text of the current block begins
        self._gap = 0  # index in _GAPS: what separates the next text from the last
        self._marks = marks
        self._mark = 0
        self._resolve = resolve
        self._resolve_image = resolve_image
        self._anchor = anchor
        self._anchors: dict[str, int] = {}  # each with the highest number it was given
        self._shift = 1
        self._lists = 0
        self._links: list[str] = []  # the closing tags of open links, empty for refused ones
        self._images = 0
        self._muted = int(silent)  # also in the alternative text of an image that is shown
        self._heading = (0, 0)  # where in _html and text the open heading begins
        self._level = 0
        self._task = ""  # what the next text begins with: the sign of a task

    def render(self, tokens: Sequence[Token]) -> list[Block]:
        levels = [int(token.tag[1]) for token in tokens if token.type == "heading_open"]
        self._shift = 2 - min(levels, default=1)
        blocks: list[Block] = []
        depth = 0
        for token in tokens:
            if depth == 0:
                kind = _KINDS[token.type]
                self._html = []
                self._first = None
            self._block(token)
            depth += token.nesting
            if depth == 0:
                start = self._position if self._first is None else self._first
                html = "".join(self._html) + "\n" if self._html else ""
                level = self._level if kind == "heading" else 0
                blocks.append(Block(kind, html, start, self._position, level))
        return blocks

    # Blocks

    def _block(self, token: Token) -> None:
        match token.type:
            case "inline":
                self._inline(token.children or ())
            case "paragraph_open" | "paragraph_close" if token.hidden:
                self._separate("\n")
            case "paragraph_open" | "table_open":
                self._separate(self._between())
                self._put(_TAGS[token.type])
            case "heading_open":
                self._separate(self._between())
                self._heading = (len(self._html), len(self.text))
                self._put("")  # the tag needs an id, which is made from the text
            case "heading_close":
                self._close_heading(min(int(token.tag[1]) + self._shift, 6))
            case "fence" | "code_block":
                self._separate(self._between())
                self._code(token)
            case "bullet_list_open" | "ordered_list_open":
                self._separate(self._between())
                self._lists += 1
                start = token.attrs.get("start")
                number = f' start="{int(start)}"' if start is not None else ""
                kind = ' class="note"' if token.meta.get("note") else ""
                self._put(f"<{token.tag}{kind}{number}>")
            case "list_item_open":
                checked, note = token.meta.get("checked"), token.meta.get("note")
                self._task = "" if checked is None else _TASKS[checked]
                self._put(f'<li id="{escape(self._anchor)}note_{note}">' if note else "<li>")
            case "note_back":
                self._put(f' <a href="#{escape(self._anchor)}ref_{token.meta["note"]}">↩</a>')
            case "bullet_list_close" | "ordered_list_close":
                self._lists -= 1
                self._put(_TAGS[token.type])
            case "tr_open":
                self._separate("\n")
                self._put(_TAGS[token.type])
            case "th_open" | "td_open":
                self._separate("\t")
                self._put(_cell(token))
            case _:
                self._put(_TAGS[token.type])

    def _between(self) -> str:
        return "\n" if self._lists else "\n\n"

    def _code(self, token: Token) -> None:
        language = re.match(r"[A-Za-z0-9_+#-]+", token.info.strip())
        name = f' class="language-{language[0]}"' if language else ""
        self._put(f"<pre><code{name}>")
        self._leaf(_CONTROL_CODE.sub(" ", token.content.removesuffix("\n")))
        self._put("</code></pre>")

    def _close_heading(self, level: int) -> None:
        self._level = level
        if self._muted:
            return
        html_at, text_at = self._heading
        base = slug("".join(self.text[text_at:]))
        name = base
        while name in self._anchors:
            self._anchors[base] += 1
            name = f"{base}-{self._anchors[base]}"
        self._anchors[name] = 1
        self._html[html_at] = f'<h{level} id="{escape(self._anchor + name)}">'
        self._put(f"</h{level}>")

    # Inline

    def _inline(self, tokens: Iterable[Token]) -> None:
        task, self._task = self._task, ""
        self._leaf(task)
        for token in tokens:
            match token.type:
                case "text":
                    self._leaf(_CONTROL_INLINE.sub(" ", token.content))
                case "softbreak":
                    self._leaf(" ")
                case "hardbreak":
                    self._separate("\n")
                    self._put("<br>")
                case "code_inline":
                    self._put("<code>")
                    self._leaf(_CONTROL_INLINE.sub(" ", token.content))
                    self._put("</code>")
                case "link_open":
                    self._open_link(self._address(str(token.attrs.get("href", ""))))
                case "link_close":
                    self._put(self._links.pop())
                case "image":
                    self._image(token)
                case "footnote_ref":
                    self._footnote(token)
                case _:
                    self._put(_TAGS[token.type])

    def _footnote(self, token: Token) -> None:
        """The mark of a footnote; the first one of each can be led back to."""
        number, anchor = token.meta["id"] + 1, escape(self._anchor)
        name = "" if token.meta["subId"] else f' id="{anchor}ref_{number}"'
        mark = str(number) if any(self._links) else f'<a href="#{anchor}note_{number}">{number}</a>'
        self._put(f"<sup{name}>{mark}</sup>")

    def _open_link(self, address: str | None) -> None:
        if address is None or any(self._links):  # a link inside a link is not HTML
            self._links.append("")
            return
        outside = ' rel="noopener"' if _SCHEME.match(address) else ""
        self._put(f'<a href="{escape(address)}"{outside}>')
        self._links.append("</a>")

    def _address(self, target: str) -> str | None:
        if scheme := _SCHEME.match(target):
            return target if scheme[0].lower() in ("http:", "https:", "mailto:") else None
        if target.startswith("#"):
            return f"#{self._anchor}{slug(unquote(target[1:]))}"
        # An address that begins with // is one of another host, whatever the scheme.
        return None if target.startswith(("//", "/\\", "\\")) else self._resolve(target)

    def _image(self, token: Token) -> None:
        target = str(token.attrs.get("src", ""))
        if scheme := _SCHEME.match(target):
            remote = scheme[0].lower() in ("http:", "https:")
            self._open_link(target if remote else None)
            before = self._position
            self._inline(token.children or ())
            if self._position == before and self._links[-1]:
                self._put(escape(target))  # a link needs something to click, but this is no text
            self._put(self._links.pop())
            return
        address = None if target.startswith(("//", "/\\", "\\")) else self._resolve_image(target)
        if address is None:
            self._inline(token.children or ())
            return
        text_at = len(self.text)
        self._muted += 1
        self._inline(token.children or ())
        self._muted -= 1
        alt = " ".join("".join(self.text[text_at:]).split())
        if not self._muted:
            self._images += 1
        # the first ones are seen at once, and a page may be printed before the others are loaded
        later = ' loading="lazy"' if self._images > _AT_ONCE else ""
        self._put(f'<img src="{escape(address)}" alt="{escape(alt)}"{later}>')

    # Text

    def _put(self, html: str) -> None:
        if not self._muted:
            self._html.append(html)

    def _separate(self, gap: str) -> None:
        self._gap = max(self._gap, _GAPS.index(gap))

    def _leaf(self, text: str) -> None:
        """Append to the text and, escaped and marked, to the HTML: the only way into both."""
        if not text:
            return
        text = to_form("NFC", text)
        if self.text and self._gap:
            self._append(_GAPS[self._gap])
        elif self.text and _composes(self.text[-1], text):
            text = _NON_JOINER + text
        self._gap = 0
        if self._first is None:
            self._first = self._position
        if not self._muted:
            self._html.append(self._marked(text))
        self._append(text)

    def _append(self, text: str) -> None:
        self.text.append(text)
        self._position += len(text)

    def _marked(self, text: str) -> str:
        marks, start = self._marks, self._position
        while self._mark < len(marks) and marks[self._mark][1] <= start:
            self._mark += 1
        pieces: list[str] = []
        done = 0
        for index in range(self._mark, len(marks)):
            if marks[index][0] - start >= len(text):
                break
            first, last = (min(max(at - start, done), len(text)) for at in marks[index])
            if first < last:
                pieces.append(escape(text[done:first], quote=False))
                pieces.append(f"<mark>{escape(text[first:last], quote=False)}</mark>")
                done = last
        return "".join(pieces) + escape(text[done:], quote=False)


def slug(text: str) -> str:
    """The anchor of a heading: its letters and digits in small letters, hyphens between them."""
    return re.sub(r"[\W_]+", "-", to_form("NFC", text).lower()).strip("-") or "section"


def _cell(token: Token) -> str:
    # markdown-it says it with a style attribute, which the content security policy forbids.
    align = str(token.attrs.get("style", "")).removeprefix("text-align:")
    name = f' class="align-{align}"' if align in ("left", "center", "right") else ""
    return f'<th scope="col"{name}>' if token.tag == "th" else f"<td{name}>"


def _composes(before: str, after: str) -> bool:
    """Whether two NFC texts, joined, are no longer NFC (an accent after ``**e**``).

    A zero-width non-joiner between them keeps both as they are, and every offset with them.
    """
    first = after[0]
    if first < "\u0300" or "가" <= first <= "힣" or "一" <= first <= "鿿":
        return False
    start = len(before) - 1
    while start and unicodedata.combining(before[start]):
        start -= 1
    return not is_in_form("NFC", before[start:] + after)
