"""What the manual shows: lines of its blocks, commands, queries."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterable, Iterator

from seogo.languages import Language
from seogo.manual.topics import TOPICS, load_topic


def bodies(language: Language) -> Iterator[str]:
    """The topics in a language."""
    for topic in TOPICS:
        yield load_topic(topic, language).body


def blocks(text: str, kind: str) -> Iterator[str]:
    """Lines of the fenced blocks of a kind."""
    for block in re.findall(rf"^```{kind}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
        yield from block.splitlines()


def commands(lines: Iterable[str]) -> Iterator[str]:
    """The arguments of every `seogo` in lines of a shell."""
    for line in lines:
        for part in re.split(r" \\?\| | && | >>? ", line):
            words = shlex.split(part, comments=True)
            if words and words[0].rpartition("/")[2] == "seogo" and len(words) > 1:
                yield shlex.join(words[1:])


def commands_of_units(text: str) -> Iterator[str]:
    """The arguments of `seogo` in units of systemd and in container files."""
    for start in re.findall(r"^ExecStart=(.*)$", text, re.MULTILINE):
        yield from commands([start])
    for words in re.findall(r"^CMD (\[.*\])$", text, re.MULTILINE):
        yield from commands([shlex.join(json.loads(words))])


def in_sentences(text: str) -> Iterator[str]:
    """The pieces of code in sentences and tables."""
    return iter(re.findall("`([^`\n]+)`", re.sub(r"^```.*?^```$", "", text, flags=re.M | re.S)))


def rows(language: Language) -> Iterator[tuple[str, str]]:
    """Each query of the tables with its meaning."""
    for body in bodies(language):
        for table in re.findall(
            r"^\| (?:Query|검색어) \|(?:.*\n)((?:\|.*\n)+)", body.replace(r"\|", "\0"), re.MULTILINE
        ):
            for row in table.splitlines()[1:]:
                _, first, meaning, _ = row.split("|")
                for query in re.findall("`(.+?)`", first):
                    yield query.replace("\0", "|"), meaning
