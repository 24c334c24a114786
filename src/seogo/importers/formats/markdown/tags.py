"""Tags of site generators in Markdown: Liquid (Jekyll, GitBook), Nunjucks (Hexo), shortcodes of Hugo.

Code becomes a block of code, a figure an image with its caption, a hint a quotation; other tags go, and what stands
between them stays. Nothing in code is touched.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from seogo.importers.extraction.urls import web_address
from seogo.importers.local.code_parts import split_code
from seogo.importers.local.references import beside_address, note_address

_LIQUID: Final = r"\{%[-~+]?\s*+(?P<liquid>/?\w[\w.-]*+)(?P<said>[^{}]*+)\}"
_HUGO: Final = (
    r"\{\{[<%]\s*+(?P<closes>/?)\s*+(?P<hugo>[\w./-]++)"
    r"(?P<given>(?:\"(?:[^\"\\\n]|\\.)*+\"|`[^`]*+`|[^\"`{}])*+)\}\}"
)
_SHOWN: Final = r"\{\{[<%]/\*(?P<shown>[^{}]*+)\}\}"
_OUTPUT: Final = r"\{\{-?\s*+(?P<output>[^{}]*+)\}\}"
_TAG: Final = re.compile("|".join((_SHOWN, _HUGO, _LIQUID, _OUTPUT)))
_ARGUMENT: Final = re.compile(
    r"""(?:(?P<key>[\w-]+)\s*[=:]\s*)?(?:"(?P<double>(?:[^"\\]|\\.)*+)"|'(?P<single>[^']*+)'|`(?P<back>[^`]*+)`|(?P<bare>[^\s"'`=]+))"""
)
_STRING: Final = re.compile(r"""["']([^"']*+)["']""")
_SCHEME: Final = re.compile(r"[a-z]{2,10}:|\Z")
_VARIABLE: Final = re.compile(
    r"(?:page|include|layout|post|site|content|paginator|theme|book|config)\b|[.$]"
)
_OF_PAGE: Final = re.compile(r"(?:page\.|\.(?:Page\.)?(?:Params\.)?)(\w{1,60})\b")
_PICTURE: Final = re.compile(
    r".+\.(?:png|jpe?g|gif|webp|avif|svg|bmp|tiff?)(?:[?#].*)?", re.IGNORECASE
)
_CODE: Final = frozenset(("highlight", "codeblock", "prism", "code-block", "prettify"))
_QUOTED: Final = """
    hint notice note notes tip tips info warning warn danger alert callout admonition caution important attention success
    error question quote blockquote pullquote centerquote cq message pageinfo aside panel block epigraph
"""
_HINTS: Final = frozenset(_QUOTED.split())
_TITLED: Final = frozenset(
    (
        "tab",
        "tabitem",
        "details",
        "spoiler",
        "expand",
        "accordion",
        "step",
        "collapse",
        "fold",
        "card",
    )
)
_ALIGNED: Final = frozenset(("raw", "verbatim", "comment"))
_LANGUAGE: Final = re.compile(r"[A-Za-z][\w+#.-]{0,19}\Z")
_DEEPEST: Final = 6
_SOURCES: Final = ("src", "url", "image_path", "path", "image", "img", "file", "href", "link")
_CAPTIONS: Final = ("caption", "description", "desc", "title")
_HIDDEN: Final = str.maketrans("{}", "\ue020\ue021")
_BACK: Final = str.maketrans("\ue020\ue021", "{}")


@dataclass(slots=True)
class _Open:
    """A tag that has been opened, and what was written since."""

    name: str
    given: dict[str, str]
    parts: list[str] = field(default_factory=list)


def render_tags(body: str, values: Mapping[str, object]) -> str:
    """A body without tags; ``values`` are those of its front matter, which it may show."""
    if "{{" not in body and "{%" not in body:
        return body
    return _Rendering(body, values).text().translate(_BACK)


class _Rendering:
    def __init__(self, body: str, values: Mapping[str, object]) -> None:
        self._body = body
        self._values = values
        self._open: list[_Open] = [_Open("", {})]
        self._names: Counter[str] = Counter()
        self._lacking: set[str] = set()
        self._done = 0

    def text(self) -> str:
        at = 0
        for number, part in enumerate(split_code(self._body)):
            if number % 2 == 0:
                for tag in _TAG.finditer(self._body, at, at + len(part)):
                    if tag.start() >= self._done:
                        self._tag(tag)
            at += len(part)
        self._write(self._body[self._done :])
        while len(self._open) > 1:
            one = self._open.pop()
            self._write("".join((_title(one), *one.parts)))
        return "".join(self._open[0].parts)

    def _write(self, text: str) -> None:
        self._open[-1].parts.append(text)

    def _tag(self, tag: re.Match[str]) -> None:
        before, self._done = self._body[self._done : tag.start()], tag.end()
        self._write(before)
        if tag["shown"] is not None:
            shown = tag["shown"].removesuffix("*/>").removesuffix("*/%")
            self._write(f"{tag[0][:3]}{shown}{tag[0][-3:]}".translate(_HIDDEN))
        elif tag["output"] is not None:
            self._write(self._output(tag))
        elif (tag["liquid"] and tag["said"].endswith("%")) or (
            tag["hugo"] and tag["given"].rstrip().endswith((">", "%"))
        ):
            self._named(tag)
        else:
            self._write(tag[0])

    def _output(self, tag: re.Match[str]) -> str:
        said = tag["output"].strip(" -")
        if text := _STRING.match(said):
            return text[1]
        if found := _OF_PAGE.match(said):
            value = self._values.get(found[1]) or self._values.get(found[1].lower())
            if isinstance(value, str):
                return value
        return "" if _VARIABLE.match(said) else tag[0]

    def _named(self, tag: re.Match[str]) -> None:
        if tag["liquid"]:
            name, said = tag["liquid"], tag["said"].rstrip("%").rstrip("-~+ ")
            closes = name.startswith(("end", "/")) and len(name) > 3
            name = name.removeprefix("/").removeprefix("end") if closes else name
        else:
            name, said = tag["hugo"], tag["given"].rstrip().rstrip(">%").rstrip()
            closes = bool(tag["closes"])
        name = name.lower()
        if closes:
            self._close(name)
        elif name in _CODE or name in _ALIGNED:
            self._verbatim(name, said, liquid=bool(tag["liquid"]))
        elif (name in _HINTS or name in _TITLED) and len(self._open) < _DEEPEST:
            self._open.append(_Open(name, _arguments(said)))
            self._names[name] += 1
        else:
            self._write(_single(name, said))

    def _close(self, name: str) -> None:
        if not self._names[name]:
            return
        while True:
            one = self._open.pop()
            self._names[one.name] -= 1
            if one.name == name:
                break
            self._write("".join((_title(one), *one.parts)))
        inner = "".join(one.parts)
        self._write(_quotation(one, inner) if name in _HINTS else f"{_title(one)}{inner}")

    def _verbatim(self, name: str, said: str, *, liquid: bool) -> None:
        """What stands in code, or is shown as it is, or not at all."""
        if name in self._lacking:
            return
        mark = (
            rf"\{{%[-~+]?\s*end{name}\s*[-~+]?%\}}"
            if liquid
            else rf"\{{\{{[<%]\s*/\s*{name}\s*[>%]\}}\}}"
        )
        end = re.compile(mark).search(self._body, self._done)
        if end is None:
            self._lacking.add(name)
            return
        inner, self._done = self._body[self._done : end.start()], end.end()
        if name in ("raw", "verbatim"):
            self._write(inner.translate(_HIDDEN))
        elif name != "comment":
            self._write(_fenced(inner, said).translate(_HIDDEN))


def _arguments(said: str) -> dict[str, str]:
    """Arguments by their names in small letters, those without one by their number."""
    found: dict[str, str] = {}
    for one in _ARGUMENT.finditer(said[:4_000]):
        value = next(
            (one[key] for key in ("double", "single", "back", "bare") if one[key] is not None), ""
        )
        found[(one["key"] or str(sum(key.isdigit() for key in found))).lower()] = value.replace(
            '\\"', '"'
        )
    return found


def _fenced(code: str, said: str) -> str:
    given = _arguments(said)
    named = given.get("lang") or given.get("language") or given.get("0", "")
    language = named if _LANGUAGE.match(named) else ""
    code = code.strip("\n").rstrip()
    longest = max((len(ticks) for ticks in re.findall("`+", code)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"\n\n{fence}{language}\n{code}\n{fence}\n\n"


def _quotation(one: _Open, inner: str) -> str:
    title = one.given.get("title", "") or (one.given.get("1", "") if one.name != "note" else "")
    lines = [*([f"**{title}**", ""] if title.strip() else []), *inner.strip().split("\n")]
    quoted = "\n".join(f"> {line}".rstrip() for line in lines)
    return f"\n\n{quoted}\n\n" if inner.strip() or title.strip() else ""


def _title(one: _Open) -> str:
    title = next(
        (
            one.given[key]
            for key in ("title", "summary", "label", "name", "header", "0")
            if key in one.given
        ),
        "",
    )
    return f"\n\n**{title.strip()}**\n\n" if title.strip() and one.name in _TITLED else ""


def _single(name: str, said: str) -> str:
    """What a tag without an end shows."""
    given = _arguments(said)
    first = given.get("0", "")
    if name == "post_url":
        return note_address(first.rpartition("/")[2])
    if name in ("link", "ref", "relref"):
        path = given.get("path") or first
        path = path if name != "link" or path.startswith("/") else f"/{path}"
        return path if "#" in path or _SCHEME.match(path) else beside_address(path)
    if name == "asset_img":
        return f"![{' '.join(given[key] for key in given if key.isdigit() and key != '0')}]({_target(first)})"
    if picture := _picture(name, given):
        return picture
    if address := _address(name, given):
        return f"[{address}]({address})"
    return given.get("text", "") or (first if name == "heading" else "")


def _picture(name: str, given: Mapping[str, str]) -> str:
    named = [given[key] for key in _SOURCES if key in given]
    if name in ("figure", "img", "image", "include", "picture", "imgproc"):
        named += [value for key, value in given.items() if key.isdigit()]
    source = next((one for one in named if _PICTURE.fullmatch(one)), "")
    if not source and name in ("figure", "img", "image") and named:
        source = named[0]
    if not source:
        return ""
    caption = next((given[key] for key in _CAPTIONS if given.get(key)), "")
    alt = given.get("alt", "")
    shown = "" if alt == caption else alt
    return f"![{shown}]({_target(source)})" + (f"\n\n{caption}\n\n" if caption else "")


def _address(name: str, given: Mapping[str, str]) -> str:
    """The address of what a tag shows from elsewhere."""
    first = given.get("id") or given.get("0", "")
    provider = given.get("provider", name)
    if name in ("embed", "content-ref", "bookmark", "linkcard", "iframe", "video", "audio"):
        url = given.get("url") or given.get("src") or first
        if web_address(url):
            return web_address(url)
    if not re.fullmatch(r"[\w/-]{1,100}", first):
        return ""
    match provider:
        case "youtube":
            return f"https://www.youtube.com/watch?v={first}"
        case "vimeo":
            return f"https://vimeo.com/{first}"
        case "gist":
            return f"https://gist.github.com/{'/'.join(v for k, v in given.items() if k in '01')}"
    return ""


def _target(address: str) -> str:
    return f"<{address}>" if re.search(r"[\s()]", address) else address
