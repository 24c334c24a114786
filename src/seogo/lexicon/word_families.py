"""Families of English words: those of one stem that mean the same.

Stemming makes one term of ``hospital`` and ``hospitality``, ``train`` and ``training``. What a glossary says of a word holds
for the words of its family alone. Stems with several families are in data/stems.txt, which says how they are written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Final, TypeAlias

_Groups: TypeAlias = Sequence[tuple[str, ...]]

_EXACT: Final = "="


def has_several(stem: str) -> bool:
    """Whether the words of a stem are of several families."""
    return bool(known_stems().get(stem))


def are_akin(first: str, second: str, stem: str) -> bool:
    """Whether two words of a stem, in small letters, are of one family."""
    groups = known_stems().get(stem, ())
    return not groups or bool(_families(first, groups) & _families(second, groups))


@cache
def known_stems() -> Mapping[str, _Groups]:
    """Families of words but for the first one, by stem, as they are written in the file."""
    text = (files("seogo.lexicon") / "data" / "stems.txt").read_text("utf-8")
    lines = (line.split("|") for line in text.splitlines() if line and not line.startswith("#"))
    return {stem.strip(): [tuple(group.split()) for group in groups] for stem, *groups in lines}


def _families(word: str, groups: _Groups) -> set[int]:
    """Numbers of the families that a word is of; 0 is the first one."""
    longest, found = 0, {0}
    for number, group in enumerate(groups, 1):
        for item in group:
            if item.startswith(_EXACT):
                length = len(word) + 1 if item[1:] == word else 0
            else:
                length = len(item) if word.startswith(item) else 0
            if length > longest:
                longest, found = length, {number}
            elif length and length == longest:
                found.add(number)
    return found
