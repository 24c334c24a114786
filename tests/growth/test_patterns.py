"""No regular expression of the program is quadratic in any text made from its parts."""

from __future__ import annotations

import re

import pytest

from seogo.analysis.quantities.unit_patterns import unit_patterns
from seogo.searching.snippets import _pattern
from seogo.suggestions.english_sounds import _rules
from seogo.transliteration.ordinary_words import _romanized
from tests.growth.measure import LINEAR, cpu_time, grows
from tests.growth.patterns import Found, all_patterns, hostile, ways

SIZE = 2_000
UNMEASURABLE = 0.001
"""Seconds; what is quadratic reads some millions of characters in 2,000."""

BOUNDED = {
    "importers/formats/tables.py _COLUMNS": "a header of at most 1,000 characters",
}
"""Patterns whose callers bound the text, and how."""

BUILT = {
    "analysis/quantities/extraction.py": (),
    "analysis/quantities/unit_patterns.py": tuple(
        pattern for pattern in unit_patterns() if isinstance(pattern, re.Pattern)
    ),
    "importers/extraction/dates.py": (),
    "query/dates.py": (),
    "importers/formats/markdown/file.py": (re.compile(r"\s+"), re.compile("[,;|]")),
    "importers/formats/markdown/tags.py": (
        re.compile(r"\{%[-~+]?\s*endraw\s*[-~+]?%\}"),
        re.compile(r"\{\{[<%]\s*/\s*raw\s*[>%]\}\}"),
    ),
    "suggestions/english_sounds.py": tuple(pattern for pattern, _ in _rules()),
    "suggestions/misspellings.py": (),
    "transliteration/ordinary_words.py": (_romanized("우오어이흐히우오어이"),),
    "transliteration/sounds.py": (),
    "indexing/analysis_cache.py": (re.compile("가나다라|가나|나가"),),
    "importers/extraction/tag_limits.py": (re.compile("</script", re.IGNORECASE),),
    "importers/xml_splitter.py": (re.compile(r"<(post|notice)(?=[\s>])"),),
    "searching/snippets.py": (
        _pattern("가 나 다 라", False),
        _pattern("가", False),
        _pattern("a b c", False),
        _pattern("1 1 1", False),
    ),
}
"""Patterns that functions build, by module: examples, none where all stand in the module's own names."""


def slow(one: Found) -> list[str]:
    wrong = []
    for way in ways(one):
        long_ones = [*enumerate(hostile(one.pattern, SIZE))]
        slow_ones = [(at, long) for at, long in long_ones if cpu_time(way, long) > UNMEASURABLE]
        short_ones = [*hostile(one.pattern, SIZE // 4)] if slow_ones else []
        for at, long in slow_ones:
            ratio = grows(way, long, short_ones[at], UNMEASURABLE)
            if ratio > LINEAR:
                wrong.append(f"{long[:12]!r} … {long[-6:]!r}: {ratio:.0f} times")
    return wrong


@pytest.mark.slow
def test_no_pattern_is_quadratic() -> None:
    found, built = all_patterns()
    assert {place.partition(" ")[0] for place in built} == set(BUILT)
    found = [
        *found,
        *(
            Found(module, pattern, frozenset({"finditer", "match"}))
            for module, patterns in BUILT.items()
            for pattern in patterns
        ),
    ]
    assert len(found) > 300
    wrong = {
        one.place: texts[:3] for one in found if one.place not in BOUNDED and (texts := slow(one))
    }
    assert wrong == {}
