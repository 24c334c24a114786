"""Pairs of sentences as a translation memory: TMX 1.4 (Localization Industry Standards Association, 2005)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
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


def write_tmx(selection: Selection, file: BinaryIO, records: Records) -> int:
    """Write the sentence pairs of chosen articles with their translations, titles too; how many there were.

    An article that the index does not know as it is now becomes a problem. Raises IndexUnavailable.
    """
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n'
        f'<header creationtool="Seogo" creationtoolversion={quoteattr(__version__)} segtype="sentence" '
        'o-tmf="Markdown" adminlang="en" srclang="*all*" datatype="plaintext"/>\n<body>\n'
    )
    file.write(head.encode())
    count = 0
    for korean, english in selection.pairs():
        couple = [
            article
            for one in (korean, english)
            if one and (article := selection.read(one)) is not None
        ]
        if len(couple) < 2:
            continue
        try:
            for left, right in _sentence_pairs(couple[0], couple[1], records):
                file.write(_unit(korean, english, left, right).encode())
                count += 1
        except ArticleError as error:
            selection.problems.append(error)
    file.write(b"</body>\n</tmx>\n")
    return count


def _sentence_pairs(
    korean: Article, english: Article, records: Records
) -> Iterator[tuple[str, str]]:
    both = []
    for article in (korean, english):
        record = records(article.id)
        if record is None or record.content_hash != article.content_hash:
            right = Message("export.reindex")
            raise ArticleError(article.path, 0, Message("export.not-indexed"), right)
        both.append(record)
    ko, en = (record.unpack().text for record in both)
    yield korean.title, english.title
    for left, right_ in aligned_sentences(*(record.alignable() for record in both)):
        yield ko[slice(*left)], en[slice(*right_)]


def _unit(korean_id: str, english_id: str, korean: str, english: str) -> str:
    lines = ["<tu>"]
    lines += [f'<prop type="x-article">{escape(one)}</prop>' for one in (korean_id, english_id)]
    for lang, text in (("ko", korean), ("en", english)):
        segment = escape(CONTROL.sub(" ", " ".join(text.split())))
        lines.append(f'<tuv xml:lang="{lang}"><seg>{segment}</seg></tuv>')
    return "".join(lines) + "</tu>\n"


TMX: Final = FileFormat(
    "tmx", lambda selection, file, options: write_tmx(selection, file, options.records)
)
