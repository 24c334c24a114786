"""Answers as texts for a model: short, with ids and citations. Every line that an article wrote begins with ``>``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

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


def passages_text(page: PassagePage) -> str:
    """The answer of a search."""
    return "\n".join(_passages(page))


def _passages(page: PassagePage) -> Iterator[str]:
    counts = f"{page.total} results have every word, {page.total_some} some of the words"
    near = f", {page.total_meaning} are close in meaning" if page.total_meaning else ""
    yield f"{counts}{near}. Shown: {len(page.passages)} passages."
    for number, one in enumerate(page.passages, page.left_out.before + 1):
        others = f"; translations: {' '.join(one.translations)}" if one.translations else ""
        some = "" if one.complete else "; not every word"
        yield f"\n[{number}] {one.id} ({one.lang}{others}{some})"
        yield one_line(one.citation)
        yield quoted(one.text)
    left = page.left_out
    if left.repeated:
        yield f"\nSay the same as one above: {' '.join(left.repeated)}"
    if left.untexted:
        yield f"\nWithout text: {' '.join(left.untexted)}"
    if left.before or left.after:
        before = f"{left.before} before, " if left.before else ""
        shown = len(page.passages) + len(left.repeated) + len(left.untexted)
        more = f"budget={page.needed} or more" if page.needed else "a larger budget"
        way = f"go on with skip={left.before + shown}" if shown else f"ask with {more}"
        yield f"\nLeft out: {before}{left.after} after{f'; {way}' if left.after else ''}."
    for other in page.corrections:
        yield f"\nMeant ({other.how}, {other.total} results)?\n{one_line(other.text)}"
    if page.coverage is not None:
        yield f"\nNothing was found.\n{coverage_text(page.coverage)}"


def coverage_text(coverage: Coverage) -> str:
    """What the archive covers; its sentences have names from articles in them."""
    return one_line(coverage.text)


def part_text(part: ArticlePart) -> str:
    """The answer of a reading."""
    return "\n".join(_part(part))


def _part(part: ArticlePart) -> Iterator[str]:
    others = " ".join(other.id for other in part.translations)
    yield f"{part.id} ({part.lang}{f'; translations: {others}' if others else ''})"
    yield one_line(part.citation)
    if part.present is not None:
        stands = part.present.passage or "it does not stand there unchanged"
        yield f"This is a FORMER version. In the present text: {stands}"
    yield f"Characters {part.start}-{part.end} of {part.length}. Passage: {part.passage or '-'}"
    if part.headings and part.left_out:
        yield "Sections (start):"
        yield quoted("\n".join(f"{one.text} ({one.start})" for one in part.headings))
        if part.headings_total > len(part.headings):
            yield f"and {part.headings_total - len(part.headings)} more sections"
    yield ""
    yield quoted(part.text)
    if part.end < part.length:
        yield f"\nLeft out: {part.length - part.end} characters; go on with start={part.end}."


def quote_text(found: CheckedQuote) -> str:
    """The answer of a check."""
    return "\n".join(_quote(found))


def _quote(found: CheckedQuote) -> Iterator[str]:
    sure = f" (similarity {found.similarity})" if found.similarity is not None else ""
    yield f"{found.verdict}: {found.text}{sure}"
    if found.passage is not None:
        yield f"{found.passage.id or found.passage.article} ({found.passage.place})"
        yield one_line(found.passage.citation)
        yield quoted(found.passage.text)
    if found.differences:
        yield "Differences ([-source-] {+quote+}):"
        marks = {"same": "{}", "source": "[-{}-]", "quote": "{{+{}+}}"}
        yield one_line(" ".join(marks[one.kind].format(one.text) for one in found.differences))
        kinds = {one.what for one in found.differences if one.what}
        yield f"Changed: {', '.join(sorted(kinds))}"
    if found.verdict in ("absent", "translation"):
        yield f"Translations were looked for by {found.by}."
    if found.coverage is not None:
        yield coverage_text(found.coverage)


def concordance_text(page: ConcordancePage, budget: int) -> str:
    """Sentences beside their translations, as many as there is room for."""
    found: list[str] = []
    lines = page.lines
    more_than = "more than " if page.bounded else ""
    known = ", ".join(f"{one.text or 'not known'} {one.count}" for one in page.counterparts[:12])
    head = (
        f"{page.found} articles have it; {more_than}{page.whole} pairs of sentences of {page.compared} pairs of articles."
        + (f" It becomes: {known}." if known else "")
    )
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
    more = f"\nLeft out: {left} pairs of sentences; ask with a larger budget." if left else ""
    pages = f" Page {page.request.page} of {page.pages}." if page.pages > 1 else ""
    return "\n".join((head + pages, *found, *([more] if more else [])))


def names_text(names: Iterable[tuple[str, int]]) -> str:
    """Names with numbers, one in each line."""
    return quoted("\n".join(f"{' '.join(name.split())} ({count})" for name, count in names))
