"""Answers as texts for a model: short, with ids and citations, the words between them in a language of the reader.

Every line that an article wrote begins with ``>``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Final, TypeAlias

from seogo.languages import Language
from seogo.messages import Message
from seogo.pairs.concordance import ConcordancePage
from seogo.serializers.passages import ArticlePart, PassagePage
from seogo.serializers.server_answers import Coverage
from seogo.serializers.verification import CheckedQuote

_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)
"""Characters that a reader would not see and a model would."""
_LINE: Final = re.compile("\r\n?|[\u0085\u2028\u2029\x0b\x0c]")


def quoted(text: str) -> str:
    """Content, with a mark in front of every line."""
    lines = _UNSEEN.sub("", _LINE.sub("\n", text)).split("\n")
    return "\n".join(f"> {line}" if line else ">" for line in lines)


def one_line(text: str) -> str:
    """Content of one line, with its mark."""
    return quoted(" ".join(text.split()))


_Say: TypeAlias = Callable[..., str]
"""What says a message in the language of an answer: its code, and its values by their names."""


def saying(language: Language) -> _Say:
    """What says messages in a language."""
    return partial(_text, language)


def _text(language: Language, code: str, /, **values: object) -> str:
    return Message(f"mcp.{code}", **values).text(language)


def passages_text(page: PassagePage, language: Language) -> str:
    """The answer of a search."""
    return "\n".join(_passages(page, saying(language)))


def _passages(page: PassagePage, say: _Say) -> Iterator[str]:
    counts = {"every": page.total, "some": page.total_some, "count": len(page.passages)}
    if page.total_meaning:
        yield say("results-near", near=page.total_meaning, **counts)
    else:
        yield say("results", **counts)
    for number, one in enumerate(page.passages, page.left_out.before + 1):
        facts: list[str] = [one.lang]
        if one.translations:
            facts.append(say("translations", names=" ".join(one.translations)))
        if not one.complete:
            facts.append(say("some-words"))
        yield f"\n[{number}] {one.id} ({'; '.join(facts)})"
        yield one_line(one.citation)
        yield quoted(one.text)
    left = page.left_out
    if left.repeated:
        yield f"\n{say('repeated', names=' '.join(left.repeated))}"
    if left.untexted:
        yield f"\n{say('untexted', names=' '.join(left.untexted))}"
    if left.before or left.after:
        shown = len(page.passages) + len(left.repeated) + len(left.untexted)
        parts = [say("before", number=left.before)] if left.before else []
        way = ""
        if left.after or not left.before:
            parts.append(say("after", number=left.after))
        if left.after and shown:
            way = say("go-on", skip=left.before + shown)
        elif left.after:
            way = say("needed", budget=page.needed) if page.needed else say("larger-budget")
        yield f"\n{say('left-out', what=', '.join(parts))}{f' {way}' if way else ''}"
    for other in page.corrections:
        yield f"\n{say('meant', how=other.how, count=other.total)}\n{one_line(other.text)}"
    if page.coverage is not None:
        yield f"\n{say('nothing')}\n{coverage_text(page.coverage)}"


def coverage_text(coverage: Coverage) -> str:
    """What the archive covers; its sentences have names from articles in them."""
    return one_line(coverage.text)


def part_text(part: ArticlePart, language: Language) -> str:
    """The answer of a reading."""
    return "\n".join(_part(part, saying(language)))


def _part(part: ArticlePart, say: _Say) -> Iterator[str]:
    facts: list[str] = [part.lang]
    if part.translations:
        facts.append(say("translations", names=" ".join(one.id for one in part.translations)))
    yield f"{part.id} ({'; '.join(facts)})"
    yield one_line(part.citation)
    if part.present is not None:
        stands = part.present.passage
        yield say("former", passage=stands) if stands else say("former-gone")
    place = {"start": part.start, "end": part.end, "length": part.length}
    yield say("characters", passage=part.passage or "-", **place)
    if part.headings and part.left_out:
        yield say("sections")
        yield quoted("\n".join(f"{one.text} ({one.start})" for one in part.headings))
        if part.headings_total > len(part.headings):
            yield say("more-sections", count=part.headings_total - len(part.headings))
    yield ""
    yield quoted(part.text)
    if part.end < part.length:
        yield f"\n{say('rest', count=part.length - part.end, start=part.end)}"


def quote_text(found: CheckedQuote, language: Language) -> str:
    """The answer of a check."""
    return "\n".join(_quote(found, saying(language)))


def _quote(found: CheckedQuote, say: _Say) -> Iterator[str]:
    sure = f" {say('similarity', value=found.similarity)}" if found.similarity is not None else ""
    yield f"{found.verdict}: {found.text}{sure}"
    if found.passage is not None:
        yield f"{found.passage.id or found.passage.article} ({found.passage.place})"
        yield one_line(found.passage.citation)
        yield quoted(found.passage.text)
    if found.differences:
        yield say("differences")
        marks = {"same": "{}", "source": "[-{}-]", "quote": "{{+{}+}}"}
        yield one_line(" ".join(marks[one.kind].format(one.text) for one in found.differences))
        kinds = {one.what for one in found.differences if one.what}
        yield say("changed", kinds=", ".join(say(f"changed-{kind}") for kind in sorted(kinds)))
    if found.verdict in ("absent", "translation"):
        yield say(f"by-{found.by}")
    if found.coverage is not None:
        yield coverage_text(found.coverage)


def concordance_text(page: ConcordancePage, budget: int, language: Language) -> str:
    """Sentences beside their translations, as many as there is room for."""
    say = saying(language)
    found: list[str] = []
    lines = page.lines
    known = ", ".join(f"{one.text or say('unknown')} {one.count}" for one in page.counterparts[:12])
    head = say(
        "pairs-more" if page.bounded else "pairs",
        articles=page.found,
        count=page.whole,
        compared=page.compared,
    )
    head += f" {say('becomes', known=known)}" if known else ""
    left = len(lines)
    size = len(head) + 60
    for one in lines:
        shown = [
            f"\n{one.source.id} / {one.target.id}",
            quoted(one.source.text),
            quoted(one.target.text),
        ]
        size += len("\n".join(shown)) + 1
        if size > budget:
            break
        found += shown
        left -= 1
    more = [f"\n{say('rest-pairs', count=left)}"] if left else []
    if page.pages > 1:
        head += f" {say('page', page=page.request.page, pages=page.pages)}"
    return "\n".join((head, *found, *more))


def lexicon_text(names: Sequence[tuple[str, int]], language: Language) -> str:
    """Translations in the lexicon with their support."""
    say = saying(language)
    return f"{say('lexicon')}\n{names_text(names)}\n" if names else f"{say('no-lexicon')}\n"


def names_text(names: Iterable[tuple[str, int]]) -> str:
    """Names with numbers, one in each line."""
    return quoted("\n".join(f"{' '.join(name.split())} ({count})" for name, count in names))
