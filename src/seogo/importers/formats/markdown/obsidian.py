"""What Obsidian adds to Markdown: links and embeds by name, comments, highlights, ids of blocks, callouts."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote

from seogo.importers.local.code_parts import in_prose, outside_code, split_code
from seogo.importers.local.references import note_address

_WIKI: Final = re.compile(r"(!?)\[\[([^\[\]|\n]{1,300})(?:\|([^\[\]\n]{0,300}))?\]\]")
_PICTURE: Final = re.compile(r".+\.(?:png|jpe?g|gif|webp|avif|svg|bmp|tiff?|heic)", re.IGNORECASE)
_FILE: Final = re.compile(r".+\.[A-Za-z0-9]{1,5}")
_NOTE: Final = re.compile(r"\.(?:md|markdown)\Z", re.IGNORECASE)
_SIZE: Final = re.compile(r"\s*\d{1,5}(?:\s*x\s*\d{1,5})?\s*|left|right|center", re.IGNORECASE)
_COMMENT: Final = re.compile(r"%%+")
_BLANK: Final = re.compile(r"\n[ \t]*+\n")
_HIGHLIGHT: Final = re.compile(r"(?<!=)==(?![=\s])([^=\n]*+)==(?!=)")
_BLOCK_ID: Final = re.compile(
    r"(?:(?<=[ \t\n])|\A)\^(?=[^\s^]*[^\W\d]|\d{3})[\w-]{1,60}[ \t]*+$", re.MULTILINE
)
_CALLOUT: Final = re.compile(
    r"^(?P<quote>[ \t]*>[> \t]*)\[!(?P<kind>[^\[\]\n|]{1,40})(?:\|[^\[\]\n]{0,40})?\][+-]?(?P<title>[^\n]*)$",
    re.MULTILINE,
)
_WORDS: Final = re.compile(r"[^\W_](?:.*[^\W_])?", re.DOTALL)


def from_obsidian(body: str) -> str:
    """A Markdown body without marks of Obsidian; links to notes have addresses of `local.references`."""
    if "%%" in body:
        body = _without_comments(body)
    if "[[" in body:
        body = _linked(body)
    return in_prose(body, _prose)


def _prose(text: str) -> str:
    if "==" in text:
        text = _HIGHLIGHT.sub(_highlight, text)
    if "^" in text:
        text = _BLOCK_ID.sub("", text)
    return _CALLOUT.sub(_callout, text) if "[!" in text else text


def _linked(body: str) -> str:
    parts: list[str] = []
    done = 0
    for link in outside_code(body, _WIKI):
        parts += (body[done : link.start()], _link(link))
        done = link.end()
    return "".join((*parts, body[done:]))


def _link(link: re.Match[str]) -> str:
    # In a table the sign between name and text has a backslash before it.
    path, _, place = link[2].rstrip("\\").strip().partition("#")
    path = _NOTE.sub("", path.strip())
    name = path.rpartition("/")[2]
    said = [part.strip().rstrip("\\") for part in (link[3] or "").split("|")]
    if link[1] and _PICTURE.fullmatch(path):
        words = next((one for one in said if one and not _SIZE.fullmatch(one)), "")
        return f"![{words or name.rpartition('.')[0]}]({note_address(path)})"
    if link[1] and path:
        said = [one for one in said if not _SIZE.fullmatch(one)]
    heading = place.rpartition("#")[2].strip()
    if heading.startswith("^"):
        heading = ""
    path, heading = path.replace("`", ""), heading.replace("`", "")
    shown = " > ".join(part for part in (name, heading) if part) or place.strip("#^ ")
    words = " ".join(one for one in said if one) or shown
    if not path:
        return f"[{words}](#{quote(heading, safe='')})" if heading else words
    if _PICTURE.fullmatch(path) or (link[1] and _FILE.fullmatch(name)):
        return words
    return f"[{words}]({note_address(path, heading)})"


def _highlight(found: re.Match[str]) -> str:
    words = found[1]
    if not words or words[-1].isspace():
        return found[0]
    return _strong(words)


def _strong(words: str) -> str:
    """Strong words, where the marks are sure to be read as such."""
    return f"**{words}**" if _WORDS.fullmatch(words) and "*" not in words else words


def _callout(found: re.Match[str]) -> str:
    title = found["title"].strip() or found["kind"].strip().capitalize()
    before = found["quote"].rstrip()
    return f"{before} {_strong(title)}\n{before}"


def _without_comments(body: str) -> str:
    """A body without what stands between two ``%%``: in one paragraph, or from the beginning of a line on."""
    parts = split_code(body)
    places: list[tuple[int, int]] = []
    at = 0
    for number, part in enumerate(parts):
        if number % 2 == 0:
            places += ((at + one.start(), at + one.end()) for one in _COMMENT.finditer(part))
        at += len(part)
    blanks = [one.start() for one in _BLANK.finditer(body)]
    kept: list[str] = []
    done = next_blank = number = 0
    while number + 1 < len(places):
        (start, inner), (closing, end) = places[number], places[number + 1]
        before = body[start - 1 : start]
        while next_blank < len(blanks) and blanks[next_blank] < start:
            next_blank += 1
        together = next_blank == len(blanks) or blanks[next_blank] >= closing
        opens = inner - start == 2 and end - closing == 2 and not (before.isalnum() and before)
        if opens and (together or before in ("", "\n")):
            kept.append(body[done:start])
            done = end
            number += 2
        else:
            number += 1
    return "".join((*kept, body[done:]))
