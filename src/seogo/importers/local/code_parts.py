"""Code in Markdown: fenced and indented blocks, spans in backticks, and what HTML calls preformatted."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import accumulate
from typing import Final

_FENCE: Final = re.compile(
    r"(?P<before>[ \t>]*+(?:(?:[-*+]|\d{1,9}[.)])[ \t]++)?+)(?P<fence>`{3,}(?=[^`\n]*+$)|~{3,})"
)
_QUOTES: Final = re.compile(r"[ \t>]*+")
_LIST: Final = re.compile(r"[ \t>]*+(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)")
_TICKS: Final = re.compile(r"\\`|`+|\n[ \t]*+\n")
_PRE: Final = re.compile(r"<(pre|script|style|textarea)\b[^<>]*+>", re.IGNORECASE)
_INDENT: Final = 4
_INDENT_IN_LIST: Final = 8


def split_code(text: str) -> list[str]:
    """Prose and code of a Markdown text in turn, which joined are the text: code stands at odd indices."""
    parts = [""]
    run: list[str] = []
    is_code = False

    def close() -> None:
        nonlocal run
        joined, run = "".join(run), []
        if is_code:
            parts.extend((joined, ""))
        else:
            spans = _split_spans(joined)
            parts[-1] += spans[0]
            parts.extend(spans[1:])

    for line, code in code_lines(text):
        if code != is_code:
            close()
            is_code = code
        run.append(line)
    close()
    return parts


def in_prose(text: str, change: Callable[[str], str]) -> str:
    """A Markdown text whose prose is changed, and its code is not."""
    parts = split_code(text)
    for at in range(0, len(parts), 2):
        parts[at] = change(parts[at])
    return "".join(parts)


def outside_code(text: str, opening: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Matches of a pattern in a Markdown text that begin and end in prose; code may stand between."""
    ends = [0, *accumulate(len(part) for part in split_code(text))]
    for found in opening.finditer(text):
        first, last = bisect_right(ends, found.start()), bisect_right(ends, found.end() - 1)
        if first % 2 and last % 2:
            yield found


def without_comments(text: str, opening: re.Pattern[str], closing: str) -> str:
    """A Markdown text without comments that begin in prose; one without an end stays."""
    kept: list[str] = []
    done = 0
    for found in outside_code(text, opening):
        if found.start() < done:
            continue
        end = text.find(closing, found.end())
        if end < 0:
            break
        kept.append(text[done : found.start()])
        done = end + len(closing)
    return "".join((*kept, text[done:]))


def code_lines(text: str) -> Iterator[tuple[str, bool]]:
    """The lines of a Markdown text with their ends, each with whether it is one of a block of code."""
    fence = ""
    blank, listed, indented = True, False, False
    for line in _split_lines(text):
        if fence:
            yield line, True
            rest = line[_end(_QUOTES, line) :].rstrip()
            if len(rest) >= len(fence) and rest == fence[0] * len(rest):
                fence = ""
            continue
        if found := _FENCE.match(line):
            fence, blank, indented = found["fence"], False, False
            yield line, True
            continue
        bare = line.strip()
        width = _width(line)
        if not bare:
            blank = True
            yield line, indented
            continue
        indented = (blank or indented) and width >= (_INDENT_IN_LIST if listed else _INDENT)
        if not indented:
            if _LIST.match(line):
                listed = True
            elif blank and not width:
                listed = False
        blank = False
        yield line, indented


def _split_lines(text: str) -> Iterator[str]:
    """Lines with their ends, where only ``\\n`` ends one."""
    at = 0
    while (end := text.find("\n", at)) >= 0:
        yield text[at : end + 1]
        at = end + 1
    if at < len(text):
        yield text[at:]


def _end(pattern: re.Pattern[str], line: str) -> int:
    found = pattern.match(line)
    return found.end() if found else 0


def _width(line: str) -> int:
    """Columns of the white space that a line begins with."""
    start = line[: len(line) - len(line.lstrip(" \t"))]
    return len(start.expandtabs(_INDENT)) if "\t" in start else len(start)


def _split_spans(prose: str) -> list[str]:
    """A text without blocks of code, with the spans of code at odd indices."""
    ranges = sorted((*_code_spans(prose), *_preformatted(prose)))
    parts: list[str] = []
    done = 0
    for start, end in ranges:
        if start < done:
            continue
        parts += (prose[done:start], prose[start:end])
        done = end
    return [*parts, prose[done:]]


def _code_spans(prose: str) -> Iterator[tuple[int, int]]:
    """Ranges of the spans: a run of backticks, and the next one of the same length in the same paragraph."""
    if "`" not in prose:
        return
    runs: list[tuple[int, int, int]] = []
    by_length: dict[tuple[int, int], list[int]] = defaultdict(list)
    paragraph = 0
    for found in _TICKS.finditer(prose):
        if found[0][0] == "\n":
            paragraph += 1
            continue
        start = found.start() + (found[0][0] == "\\")
        length = found.end() - start
        by_length[paragraph, length].append(start)
        if start == found.start():
            runs.append((start, length, paragraph))
    done = 0
    for start, length, paragraph in runs:
        if start < done:
            continue
        same = by_length[paragraph, length]
        at = bisect_right(same, start)
        if at < len(same):
            done = same[at] + length
            yield start, done


def _preformatted(prose: str) -> Iterator[tuple[int, int]]:
    lower = ""
    lacking: set[str] = set()
    done = 0
    for found in _PRE.finditer(prose):
        name = found[1].lower()
        if found.start() < done or name in lacking:
            continue
        lower = lower or prose.lower()
        end = lower.find(f"</{name}", found.end()) if len(lower) == len(prose) else -1
        if end < 0:
            lacking.add(name)
            continue
        done = end
        yield found.start(), done
