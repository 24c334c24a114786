"""Marks of Markdown dialects: attributes and tables of contents (kramdown), containers, components (MDX), HTML of images."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import Final

from seogo.importers.local.code_parts import code_lines, in_prose, outside_code, without_comments

_COMMENT: Final = re.compile("<!--")
_JSX_COMMENT: Final = re.compile(r"[ \t]?\{/\*")
_TOC_ITEM: Final = re.compile(
    r"^[ \t]*(?:[-*+]|\d{1,3}\.)[ \t][^\n]{0,100}\n[ \t]*\{:[ \t]*(?:\.[\w-]{1,30}[ \t]+)?toc\b[^{}\n]*\}",
    re.MULTILINE,
)
_TOC: Final = re.compile(
    r"^[ \t]*(?:\[TOC\]|\[\[_?toc_?\]\]|@\[toc\]|\$\{toc\}|\[\[\[toc\]\]\])[ \t]*$", re.I | re.M
)
_SPANS: Final = re.compile(r"(?:(?<![ \t])[ \t]++)?\{:(?![:/]?\s*\})[^{}\n]*+\}")
_EXTENSION: Final = re.compile(
    r"\{:(?::(?:comment)\}(?P<inside>[^{}]*+)\{:/(?:comment)?|:[a-z][^{}\n]*+|/[a-z]*+)\}"
)
_WORD_OF_LIST: Final = (
    r"(?:[#.][\w:.-]{1,100}|[\w-]{1,40}=(?:\"[^\"\n]{0,200}\"|'[^'\n]{0,200}'|[^\s{}\"']{1,200}))"
)
_LIST_OF_ATTRIBUTES: Final = rf"\{{[ \t]*{_WORD_OF_LIST}(?:[ \t]+{_WORD_OF_LIST}){{0,20}}[ \t]*\}}"
_HEADING: Final = re.compile(r"^[ ]{0,3}#{1,6}[ \t][^\n]*+", re.MULTILINE)
_ATTRIBUTES: Final = re.compile(_LIST_OF_ATTRIBUTES)
_BEHIND: Final = re.compile(rf"(?<=[)\]]){_LIST_OF_ATTRIBUTES}")
_IMAGE: Final = re.compile(r"<img(?=\s)((?:\"[^\"<>]*+\"|'[^'<>]*+'|[^<>\"'])*+)>", re.IGNORECASE)
_ATTRIBUTE: Final = re.compile(
    r"""(?<![\w:-])([\w:-]++)\s*+=\s*+(?:\{?"([^"]*+)"\}?|'([^']*+)'|([^\s"'>{]+))"""
)
_FIGURE: Final = re.compile(r"</?(?:figure|picture|center)\b[^<>\n]*+>|<source\b[^<>\n]*+>", re.I)
_CAPTION: Final = re.compile(
    r"<figcaption\b[^<>\n]*+>(?:<p>)?([^<>\n]*+)(?:</p>)?</figcaption>", re.I
)
_WRAPPER: Final = re.compile(r"</?(?:p|div|center|a|span|br|kbd)\b[^<>\n]*+>", re.I)
_ASIDE: Final = re.compile(r"[ ]{0,3}<(?P<end>/?)aside\b[^<>]*>[ \t]*", re.IGNORECASE)
_CONTAINER: Final = re.compile(r"[ ]{0,3}:{3,}+[ \t]*+(?P<kind>[A-Za-z][\w-]*+)?+(?P<rest>[^\n]*+)")
_ADMONITION: Final = re.compile(
    r"(?:!!!|\?\?\?\+?)[ \t]+[A-Za-z][\w -]*+(?:\"([^\"\n]*+)\")?[ \t]*"
)
_DEEPEST: Final = 6
_IMPORT: Final = re.compile(
    r"^(?:import\b[^\n;]{0,400}?from[ \t]*['\"][^'\"\n]+['\"];?|import[ \t]+['\"][^'\"\n]+['\"];?)[ \t]*$\n?",
    re.M,
)
_EXPORT: Final = re.compile(
    r"^export[ \t]+(?:const|let|var|default|function|async)\b(?:[^\n]*\n)(?:[^\n]+\n)*", re.M
)
_COMPONENT: Final = re.compile(
    r"<(?P<closes>/?)(?P<name>[A-Z][\w.]*+)(?P<given>(?:\"[^\"<]*+\"|'[^'<]*+'|\{[^{}<]*+\}|=>|[^<>\"'{}])*+)>"
)
_LAYOUT: Final = re.compile(
    r"^[ \t]*</?(?:div|section|figure|center)\b[^<>\n]*+>[ \t]*$", re.MULTILINE
)
_FRAGMENT: Final = re.compile(r"^[ \t]*</?>[ \t]*$", re.MULTILINE)
_MDX_BLOCK: Final = re.compile(
    r"^(?P<indent>[ \t]*+)(?P<fence>`{3,}+)mdx-code-block[ \t]*+\n(?P<inside>.*?)^[ \t]*+(?P=fence)[ \t]*+$\n?",
    re.MULTILINE | re.DOTALL,
)
"""A block in which Docusaurus writes what other programs are not to see: it is no code."""

_JSX: Final = re.compile(
    r"<[A-Za-z][\w.]*+[ \t](?:[^<>\n{]|\{(?!\{))*?(?:className=|style=\{\{|src=\{|on[A-Z][a-z]{2,20}=\{)"
)
"""A tag with attributes that HTML has not."""

_PICTURES: Final = r"[^'\"\n]{1,300}\.(?:png|jpe?g|gif|webp|avif|svg)"
_IMPORTED: Final = re.compile(
    rf"^import[ \t]+(?P<name>\w{{1,60}})[ \t]+from[ \t]*['\"](?P<path>{_PICTURES})['\"]",
    re.M | re.I,
)
_REQUIRED: Final = re.compile(
    r"=\{[ \t]*(?:require|useBaseUrl|withBase)\([ \t]*['\"](?P<path>[^'\"\n]{1,300})['\"][ \t]*\)(?:\.default)?[ \t]*\}"
)
_VALUE: Final = re.compile(r"=\{[ \t]*(\w{1,60})[ \t]*\}")
_INLINE: Final = re.compile(
    r"</?(?:div|span|section|center|p|small|br)(?=[\s/>])(?:\"[^\"<]*+\"|'[^'<]*+'|\{\{[^<{}]*+\}\}|\{[^<{}]*+\}|[^<>\"'{}])*+>",
)
_TITLED: Final = ("title", "label", "summary", "header")


def without_marks(body: str, *, components: bool = False) -> str:
    """A Markdown body without the marks of dialects; ``components`` says that it is MDX."""
    if "<!--" in body:
        body = without_comments(body, _COMMENT, "-->")
    if "{/*" in body:
        body = without_comments(body, _JSX_COMMENT, "*/}")
    if "mdx-code-block" in body:
        body = _MDX_BLOCK.sub(r"\g<inside>", body)
        components = True
    components = components or ("={" in body and any(True for _ in outside_code(body, _JSX)))
    if components:
        body = in_prose(body, _sources(body))
    body = in_prose(body, _prose)
    if components or ("<" in body and _COMPONENT.search(body)):
        body = _without_components(body, surely=components)
    if any(mark in body for mark in (":::", "!!! ", "??? ", "<aside")):
        body = _containers(body)
    return body


def _prose(text: str) -> str:
    if "<" in text:
        text = _html(text)
    if "{" in text:
        text = _TOC_ITEM.sub("", text)
        text = _EXTENSION.sub("", text)
        text = _SPANS.sub("", text)
        text = _HEADING.sub(lambda line: _heading(line[0]), text)
        text = _BEHIND.sub("", text)
    return _TOC.sub("", text) if "toc" in text.lower() else text


def _html(text: str) -> str:
    """Markdown for the HTML of images; other HTML stays what it is."""
    if not _IMAGE.search(text):
        return text
    text = _IMAGE.sub(_image, text)
    text = _CAPTION.sub(r"\n\n\1\n\n", _FIGURE.sub("", text))
    lines = text.split("\n")
    return "\n".join(_WRAPPER.sub("", line) if "![" in line else line for line in lines)


def _heading(line: str) -> str:
    bare = line.rstrip(" \t#")
    at = bare.rfind("{")
    return bare[:at].rstrip() if at > 0 and _ATTRIBUTES.fullmatch(bare, at) else line


def _image(tag: re.Match[str]) -> str:
    given = {
        one[1].lower(): one[2] or one[3] or one[4] or "" for one in _ATTRIBUTE.finditer(tag[1])
    }
    source = unescape(given.get("src", "") or given.get("data-src", "")).strip()
    if not source or "\n" in source or source.startswith(("data:", "{")):
        return ""
    alt = re.sub(r"[\[\]\n]", " ", unescape(given.get("alt", ""))).strip()
    target = f"<{source}>" if re.search(r"[\s()]", source) else source
    return f"![{alt}]({target})"


def _containers(body: str) -> str:
    """Quotations for what stands between lines of colons (VuePress, Docusaurus) or asides (Notion), or indented below
    ``!!!`` (MkDocs)."""
    lines: list[str] = []
    depth = 0
    indented = False
    for whole, is_code in code_lines(body):
        line = whole.rstrip("\n")
        if indented and (not line.strip() or line.startswith(("    ", "\t"))):
            inner = line[4:] if line.startswith("    ") else line.lstrip("\t")
            lines.append(f"> {inner}".rstrip())
            continue
        if indented:
            indented = False
            lines.append("")
        found = None if is_code else _CONTAINER.fullmatch(line)
        below = None if is_code or depth else _ADMONITION.fullmatch(line)
        aside = None if is_code else _ASIDE.fullmatch(line)
        quote = "> " * min(depth, _DEEPEST)
        if aside and (depth or not aside["end"]):  # a callout of Notion
            lines.append("" if aside["end"] and depth == 1 else quote.rstrip())
            depth += -1 if aside["end"] else 1
        elif below:
            indented = True
            lines += ["", *([f"> **{below[1]}**", ">"] if below[1] else [])]
        elif found and found["kind"]:
            title = re.sub(r"\{[^{}]*\}", "", found["rest"]).strip(" \t[]:")
            depth += 1
            inner = "> " * min(depth, _DEEPEST)
            lines += [quote.rstrip(), *([f"{inner}**{title}**", inner.rstrip()] if title else [])]
        elif found and depth and not found["rest"].strip():
            depth -= 1
            lines.append(("> " * min(depth, _DEEPEST)).rstrip())
        else:
            lines.append(f"{quote}{line}".rstrip() if depth else line)
    return "\n".join(lines)


def _without_components(body: str, *, surely: bool) -> str:
    used: set[str] = set()

    def look(text: str) -> str:
        used.update(
            one["name"] for one in _COMPONENT.finditer(text) if one["closes"] or _alone(one)
        )
        return text

    def component(tag: re.Match[str]) -> str:
        if not (surely or tag["name"] in used):
            return tag[0]
        given = {
            one[1].lower(): one[2] or one[3] or "" for one in _ATTRIBUTE.finditer(tag["given"])
        }
        title = next((given[key] for key in _TITLED if given.get(key)), "")
        return f"\n\n**{title}**\n\n" if title else ""

    def change(text: str) -> str:
        if surely or used:
            text = _without_layout(text) if surely else text
            text = _LAYOUT.sub("", _EXPORT.sub("", _IMPORT.sub("", text)))
        return _FRAGMENT.sub("", _COMPONENT.sub(component, text))

    in_prose(body, look)
    return in_prose(body, change)


def _without_layout(text: str) -> str:
    """A text without tags that place things, outside of tables; what stands in them is not indented any more."""
    lines = text.split("\n")
    for at, line in enumerate(lines):
        if "<" in line and "|" not in line:
            bare = _INLINE.sub("", line)
            lines[at] = bare.strip() if line.lstrip().startswith("<") else bare
        elif line.lstrip().startswith("!["):
            lines[at] = line.lstrip()
    return "\n".join(lines)


def _sources(body: str) -> Callable[[str], str]:
    """What writes out the paths of images that a file in MDX imports."""
    imported = {one["name"]: one["path"] for one in outside_code(body, _IMPORTED)}

    def change(text: str) -> str:
        if "={" not in text:
            return text
        text = _REQUIRED.sub(r'="\g<path>"', text)
        return _VALUE.sub(
            lambda one: f'="{imported[one[1]]}"' if one[1] in imported else one[0], text
        )

    return change


def _alone(tag: re.Match[str]) -> bool:
    return tag["given"].rstrip().endswith("/")
