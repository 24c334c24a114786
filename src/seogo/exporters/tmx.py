"""Pairs of sentences as a translation memory: TMX 1.4 (Localization Industry Standards Association, 2005)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import BinaryIO, Final, TypeAlias
from xml.sax.saxutils import escape, quoteattr

from seogo import __version__
from seogo.alignment.passage_pairs import aligned_sentences
from seogo.articles.model import Article
from seogo.documents.document import Record
from seogo.errors import ArticleError
from seogo.exporters.runner import FileFormat
from seogo.exporters.selection import Selection
from seogo.messages import Message
from seogo.strict_yaml import CONTROL

Records: TypeAlias = Callable[[str], Record | None]
"""The record that the index has of the article with an id."""


TmxUnit: TypeAlias = tuple[Sequence[str], str, str]
"""A Korean and an English text that translate each other, with the ids of their articles in front."""


def write_tmx(selection: Selection, file: BinaryIO, records: Records) -> int:
    """Write the sentence pairs of chosen articles with their translations, titles too; how many there were.

    An article that the index does not know as it is now becomes a problem. Raises IndexUnavailable.
    """
    count = 0

    def units() -> Iterator[TmxUnit]:
        nonlocal count
        for korean, english in selection.pairs():
            couple = [
                article
                for one in (korean, english)
                if one and (article := selection.read(one)) is not None
            ]
            if len(couple) < 2:
                continue
            try:
                both = [_record(article, records) for article in couple]
            except ArticleError as error:
                selection.problems.append(error)
                continue
            for left, right in sentence_pairs(*both):
                yield (korean, english), left, right
                count += 1

    for part in to_tmx(units()):
        file.write(part.encode())
    return count


def to_tmx(units: Iterable[TmxUnit]) -> Iterator[str]:
    """A translation memory, piece by piece."""
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n'
        f'<header creationtool="Seogo" creationtoolversion={quoteattr(__version__)} segtype="sentence" '
        'o-tmf="Markdown" adminlang="en" srclang="*all*" datatype="plaintext"/>\n<body>\n'
    )
    yield from map(_unit, units)
    yield "</body>\n</tmx>\n"


def sentence_pairs(korean: Record, english: Record) -> Iterator[tuple[str, str]]:
    """The sentence pairs of two articles as they are indexed, that of the titles first. Raises IndexDamaged."""
    ko, en = (record.unpack().text for record in (korean, english))
    yield korean.title, english.title
    for left, right in aligned_sentences(korean.alignable(), english.alignable()):
        yield ko[slice(*left)], en[slice(*right)]


def _record(article: Article, records: Records) -> Record:
    record = records(article.id)
    if record is None or record.content_hash != article.content_hash:
        right = Message("export.reindex")
        raise ArticleError(article.path, 0, Message("export.not-indexed"), right)
    return record


def _unit(unit: TmxUnit) -> str:
    ids, korean, english = unit
    lines = ["<tu>"]
    lines += [f'<prop type="x-article">{escape(one)}</prop>' for one in ids]
    for lang, text in (("ko", korean), ("en", english)):
        segment = escape(CONTROL.sub(" ", " ".join(text.split())))
        lines.append(f'<tuv xml:lang="{lang}"><seg>{segment}</seg></tuv>')
    return "".join(lines) + "</tu>\n"


TMX: Final = FileFormat(
    "tmx", lambda selection, file, options: write_tmx(selection, file, options.records)
)
