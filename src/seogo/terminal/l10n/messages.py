"""In which language does a command speak to the person at the terminal?

Messages are written in English where they arise. `say` gives their Korean: it looks for the template of the table in
`saying_ko` that the message was made of, and fills the Korean one with the same values. Of a message without a template the
English stays: better one language than none. JSON is never said, so that programs read the same everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice
from string import Formatter
from typing import Final

from seogo.errors import QuerySyntaxError, RequestError, SeogoError
from seogo.languages import Language, terminal_language
from seogo.messages import Message
from seogo.terminal.l10n.messages_ko import COMMANDS, IMPORTS, SYSTEM
from seogo.terminal.l10n.messages_ko_files import FILES
from seogo.terminal.l10n.messages_ko_search import SEARCH

NESTED: Final = "reason"
"""A place whose name begins like this holds a message of its own, which is said too."""

NUMBERS: Final = frozenset(
    (
        *("count", "most", "limit", "seconds", "share", "line", "column", "char"),
        *("new", "same", "changed", "duplicate", "refused"),
        *("articles", "problems", "warnings", "notes", "some", "place", "passages", "aligned"),
        *("added", "removed", "unchanged", "analysed", "all"),
    )
)
"""Places that hold a number, and nothing else."""

_FILE: Final = re.compile(r"(?:\.md|\.yaml)(?::[0-9]+)?: ")
_ANY: Final = re.compile(": ")
"""What stands between a file and what is wrong with it, most likely and at all."""

_CUT: Final = (100, 200, 300)
"""Lengths at which messages with a long value are cut, and the parenthesis behind it with them."""

_TRIES: Final = 4
"""So many places in a message are taken for the end of a path, and of what is wrong: more are made up by somebody."""

_LONGEST: Final = 4_000
"""Characters of a message that is looked up."""


@dataclass(frozen=True, slots=True)
class Template:
    """A message as the code has it and in Korean; ``words`` are its own without the places, ``pattern`` what it becomes."""

    english: str
    korean: str
    words: tuple[str, ...]
    pattern: re.Pattern[str]


def said(text: str) -> str:
    """A message in the language of the terminal."""
    return say(text, terminal_language())


def say(text: str, language: Language) -> str:
    """A message in a language; as it is where the table does not have it."""
    if language is Language.EN or len(text) > _LONGEST:
        return text
    found = find(text)
    return text if found is None else found[1]


def said_error(error: SeogoError) -> str:
    """What an error says, in the language of the terminal."""
    language = terminal_language()
    if language is Language.EN:
        return str(error)
    if isinstance(error, QuerySyntaxError | RequestError):
        message: Message = error.args[0]
        return message.text(language)
    return say(str(error), language)


def find(text: str) -> tuple[str, str] | None:
    """The template that a message was made of (of a file's error: that of what is wrong), and its Korean."""
    found = _of_a_file(text, _FILE) or _filled(text) or _of_a_file(text, _ANY)
    return _filled(f"{text})") if found is None and len(text) in _CUT else found


@cache
def templates() -> tuple[Template, ...]:
    """All templates, those with most words of their own first."""
    table = dict(pairs_of(COMMANDS + IMPORTS + FILES + SEARCH + SYSTEM))
    found = (_template(english, korean) for english, korean in table.items())
    return tuple(sorted(found, key=lambda one: -len("".join(one.words))))


def pairs_of(block: str) -> Iterator[tuple[str, str]]:
    """The templates of a block of the table: a line of English, and below it, indented, its Korean."""
    english = ""
    for line in block.splitlines():
        if line.startswith(" "):
            yield english, line.strip()
        elif line:
            english = line


def _template(english: str, korean: str) -> Template:
    pattern, own = "", []
    for words, place, *_ in Formatter().parse(english):
        own.append(words)
        pattern += re.escape(words)
        if place is not None:
            pattern += f"(?P<{place}>{'[0-9][0-9,.]*%?' if place in NUMBERS else '.*?'})"
    return Template(english, korean, tuple(own), re.compile(pattern, re.DOTALL))


def _filled(text: str) -> tuple[str, str] | None:
    """As `find`, for a text that no place stands before."""
    for one in templates():
        if not all(words in text for words in one.words):
            continue
        match = one.pattern.fullmatch(text)
        if match is not None:
            places = {
                name: say(value, Language.KO) if name.startswith(NESTED) else value
                for name, value in match.groupdict().items()
            }
            return one.english, one.korean.format_map(places)
    return None


def _of_a_file(text: str, place: re.Pattern[str]) -> tuple[str, str] | None:
    """A message about a file, ``path:line: what; right``, in which what is wrong is known."""
    for before in islice(place.finditer(text), _TRIES):
        head, rest = text[: before.end()], text[before.end() :]
        best: tuple[str, str] | None = None
        for between in chain(islice(re.finditer("; ", rest), _TRIES), re.finditer(r"\Z", rest)):
            what, right = rest[: between.start()], rest[between.end() :]
            known = _filled(what)
            if known is None:
                continue
            told = f"{head}{known[1]}. {say(right, Language.KO)}" if right else head + known[1]
            if not right or find(right):
                return known[0], told
            best = best or (known[0], told)
        if best is not None:
            return best
    return None
