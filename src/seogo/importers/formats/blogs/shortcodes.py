"""Marks of blogs: those in pairs, and the shortcodes of WordPress (``[caption] … [/caption]``, ``[gallery ids="1,2"]``)."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from html import escape, unescape
from typing import Final

_VALUE: Final = r"""(?:"[^"]{0,2000}+"|'[^']{0,2000}+'|[^\]\["'\s=]++|["'])"""
_SHORTCODE: Final = re.compile(rf"\[(/?)([A-Za-z][\w-]{{0,60}}+)((?:[\s=]++{_VALUE}?+)*+)\s*+\]")
_NAMED: Final = re.compile(r"""([\w-]{1,60}+)\s?+=\s?+(?:"([^"]*+)"|'([^']*+)'|([^\s"'\]]++))""")
_QUOTED: Final = re.compile(r"""[\w-]\s?=\s?["']""")
_ESCAPED: Final = re.compile(r"\[(\[[A-Za-z][^\[\]]{0,200}\])\]")
_ADDRESS: Final = re.compile(r"https?://[^\s\"'\[\]<>]++")
_CODE: Final = re.compile(
    r"<(pre|script|style|textarea|code)\b.*?(?:</\1\s*+>|\Z)", re.I | re.DOTALL
)
_ALONE: Final = re.compile(r"(^|\n|>)[ \t]*+\[[a-z][a-z0-9_-]+\][ \t]*+(?=\n|<|\Z)")
"""A shortcode without values is told from a word in brackets by standing alone on its line."""

_PICTURE: Final = re.compile(r"\s*+(?:<a\b[^<>]*+>\s*+)?<img\b[^<>]*+>\s*+(?:</a>)?", re.IGNORECASE)
_IMAGE: Final = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|bmp|svg|heic)(?:[?#]|\Z)", re.IGNORECASE)
_CAPTIONS: Final = ("caption", "wp_caption")
_LISTS: Final = ("gallery", "playlist", "jetpack_slideshow", "slideshow")
_SITES: Final = {
    "youtube": "https://www.youtube.com/watch?v=",
    "vimeo": "https://vimeo.com/",
    "gist": "https://gist.github.com/",
    "tweet": "https://twitter.com/i/status/",
}
"""Addresses that shortcodes write without their beginning."""

_KNOWN: Final = frozenset(
    (
        *(*_CAPTIONS, *_LISTS, *_SITES, "embed", "audio", "video", "more", "toc", "googlemaps"),
        *("soundcloud", "spotify", "dailymotion", "instagram", "facebook", "flickr", "slideshare"),
        *("scribd", "contact-form", "contact-form-7", "table-of-contents", "ez-toc", "lwptoc"),
        *("archives", "sitemap", "recent-posts", "subscribe2", "nextpage"),
    )
)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that a blog keeps for its posts: its address, the number of its post, what is written below it."""

    address: str
    parent: str = ""
    caption: str = ""


def replace_pairs(
    text: str, opening: re.Pattern[str], closing: str, replace: Callable[[re.Match[str], str], str]
) -> str:
    """A text in which each pair of marks, and what stands between them, is replaced.

    ``closing`` is the second mark, where ``{}`` stands for what the first group of ``opening`` has found. A mark without a
    partner stays; the text is read once for each closing mark.
    """
    parts: list[str] = []
    lacking: set[str] = set()
    done = at = 0
    while found := opening.search(text, at):
        at = found.end()
        end_mark = closing.format(*found.groups()[:1])
        end = -1 if end_mark in lacking else text.find(end_mark, at)
        if end < 0:
            lacking.add(end_mark)
            continue
        parts += (text[done : found.start()], replace(found, text[at:end]))
        done = at = end + len(end_mark)
    return "".join((*parts, text[done:]))


class Shortcodes:
    """What the shortcodes of a post show: pictures of galleries, captions, links to what is embedded.

    ``attachments`` are those of the blog by their numbers, ``post`` is the number of the post. Of shortcodes that are not
    known what stands between two stays, and an address in one becomes a link.
    """

    def __init__(self, attachments: Mapping[str, Attachment], post: str = "") -> None:
        self._attachments = attachments
        self._post = post

    def render(self, html: str) -> str:
        """Some HTML without shortcodes; those in code are examples and stay."""
        if "[" not in html:
            return html
        marks = list(_SHORTCODE.finditer(html))
        closed = {mark[2] for mark in marks if mark[1]} & {mark[2] for mark in marks if not mark[1]}
        parts: list[str] = []
        at = 0
        for code in _CODE.finditer(html):
            parts += (self._rendered(html[at : code.start()], closed), code[0])
            at = code.end()
        return "".join((*parts, self._rendered(html[at:], closed)))

    def _rendered(self, html: str, closed: Collection[str]) -> str:
        html = _ESCAPED.sub(_as_letters, html)
        parts: list[str] = []
        at = 0
        for mark in _SHORTCODE.finditer(html):
            if mark.start() < at or not _is_shortcode(mark, closed):
                continue
            parts.append(html[at : mark.start()])
            at = mark.end()
            end = -1
            if mark[2] in (*_CAPTIONS, "embed") and not mark[1]:
                end = html.find(f"[/{mark[2]}]", at)
            inner = html[at:end] if end >= 0 else ""
            parts.append(self._shown(mark, inner))
            at = end + len(mark[2]) + 3 if end >= 0 else at
        return _ALONE.sub(r"\1", "".join((*parts, html[at:])))

    def _shown(self, mark: re.Match[str], inner: str) -> str:
        name, values = mark[2], _values(mark[3])
        if mark[1]:
            return ""
        if name in _CAPTIONS:
            return _figure(values.get("caption", ""), inner)
        if name in _LISTS:
            return "".join(map(_file, self._listed(values)))
        addresses = _ADDRESS.findall(f"{unescape(mark[3])} {inner}")
        if not addresses and name in _SITES and (key := values.get("id") or mark[3].strip(" =\"'")):
            addresses = [_SITES[name] + key.split()[0].strip("\"'")]
        return "".join(f"<p>{_link(one)}</p>" for one in dict.fromkeys(addresses[:5]))

    def _listed(self, values: Mapping[str, str]) -> Iterable[Attachment]:
        named = values.get("ids") or values.get("include")
        if named:
            numbers = re.split(r"[\s,]+", named.strip())
            return (self._attachments[one] for one in numbers if one in self._attachments)
        left_out = re.split(r"[\s,]+", values.get("exclude", ""))
        post = values.get("id") or self._post
        return (
            one
            for number, one in self._attachments.items()
            if post and one.parent == post and number not in left_out and _IMAGE.search(one.address)
        )


def _is_shortcode(mark: re.Match[str], closed: Collection[str]) -> bool:
    """Whether something in brackets is a shortcode: by its name, its values, or the second one of a pair."""
    name = mark[2]
    return (
        name in _KNOWN
        or name in closed
        or "_" in name
        or mark[3].rstrip().endswith("/")
        or bool(_QUOTED.search(mark[3]))
    )


def _values(text: str) -> dict[str, str]:
    """The values of a shortcode by their names."""
    return {one[1].lower(): one[2] or one[3] or one[4] or "" for one in _NAMED.finditer(text)}


def _as_letters(mark: re.Match[str]) -> str:
    """A shortcode that is shown and not read, as WordPress has it between two brackets."""
    return mark[1].replace("[", "&#91;").replace("]", "&#93;")


def _figure(caption: str, inner: str) -> str:
    picture = _PICTURE.match(inner)
    if picture is None:
        return inner
    said = inner[picture.end() :].strip() or escape(unescape(caption))
    return f"<p>{picture[0]}</p>" + (f"<p>{said}</p>" if said else "")


def _file(one: Attachment) -> str:
    if not _IMAGE.search(one.address):
        return f"<p>{_link(one.address, one.caption)}</p>"
    picture = f'<p><img src="{escape(one.address)}" alt=""></p>'
    return picture + (f"<p>{escape(one.caption)}</p>" if one.caption else "")


def _link(address: str, text: str = "") -> str:
    return f'<a href="{escape(address)}">{escape(text or address)}</a>'
