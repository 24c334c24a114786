"""What the manual shows: lines of its blocks, commands, queries."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator

from seogo.languages import Language
from seogo.manual.topics import TOPICS, load_topic


def blocks(language: Language, kind: str) -> Iterator[str]:
    """Lines of the fenced blocks of a kind."""
    for topic in TOPICS:
        body = load_topic(topic, language).body
        for block in re.findall(rf"^```{kind}\n(.*?)^```$", body, re.MULTILINE | re.DOTALL):
            yield from block.splitlines()


def commands(language: Language) -> Iterator[list[str]]:
    """Arguments of every `seogo` in the shell blocks."""
    for line in blocks(language, "sh"):
        for part in re.split(r" \| | && ", line):
            words = shlex.split(part, comments=True)
            if words and words[0].endswith("seogo"):
                yield words[1:]


def rows(language: Language) -> Iterator[tuple[str, str]]:
    """Each query of the tables with its meaning."""
    for topic in TOPICS:
        body = load_topic(topic, language).body.replace(r"\|", "\0")
        for table in re.findall(
            r"^\| (?:Query|검색어) \|(?:.*\n)((?:\|.*\n)+)", body, re.MULTILINE
        ):
            for row in table.splitlines()[1:]:
                _, first, meaning, _ = row.split("|")
                for query in re.findall("`(.+?)`", first):
                    yield query.replace("\0", "|"), meaning
