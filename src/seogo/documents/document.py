"""Documents of articles for an engine, and records: what is stored with a document, from which a hit is shown."""

from __future__ import annotations

import hashlib
import json
import struct
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, NamedTuple

from seogo.alignment.passage_pairs import AlignableArticle
from seogo.analysis.passages import PARAGRAPH_GAP
from seogo.articles.metadata import values_by_keyword
from seogo.articles.model import Article
from seogo.documents.stored_analysis import ArticleAnalysis, StoredAnalysis
from seogo.engines.base import Document, FieldTerms, field_name
from seogo.errors import IndexDamaged
from seogo.languages import Language
from seogo.messages import Message

_HEAD: Final = struct.Struct("<II")
"""Of what is stored with a document: size and CRC-32 of its facts as JSON, which its packed analysis follows."""
_DECODER: Final = json.JSONDecoder()
_LANGUAGES: Final = {language.value: language for language in Language}


_NOTHING: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class AnalysedArticle:
    """Article with its analysis, which is ``packed`` as bytes too, and its surfaces.

    ``stamp`` is the stamp of the analysis, ``group`` the smallest id among its translations and itself, ``translations``
    the languages of its translations by id.
    """

    article: Article
    analysis: ArticleAnalysis
    packed: bytes
    surfaces: Sequence[str]
    stamp: str
    group: str
    translations: Mapping[str, Language]

    def document_hash(self) -> str:
        """Hash of all that its document is made of."""
        return document_hash(
            self.article.content_hash, self.stamp, self.article.path, self.translations
        )


class Record(NamedTuple):
    """Indexed article as a hit shows it.

    ``path`` and ``content_hash`` are those of its file when it was indexed; ``published`` and ``updated`` are ISO 8601 as
    written, empty where there is none; ``translations`` are the languages of its translations by id; ``packed`` is its
    analysis as bytes; ``further`` are the values of metadata fields that are no member, by their keys.
    """

    id: str
    path: str
    content_hash: str
    lang: Language
    title: str
    source: str
    published: str
    authors: tuple[str, ...]
    tags: tuple[str, ...]
    url: str
    translations: Mapping[str, Language]
    packed: bytes
    updated: str = ""
    further: Mapping[str, tuple[str, ...]] = _NOTHING

    def metadata(self, key: str) -> str | tuple[str, ...]:
        """The value or values of a metadata field, by its key in the front matter."""
        value: str | tuple[str, ...] = (
            getattr(self, key) if key in self._fields else self.further.get(key, ())
        )
        return value

    @property
    def analysis(self) -> ArticleAnalysis:
        """Whole analysis. Raises IndexDamaged."""
        try:
            return ArticleAnalysis.from_bytes(self.packed)
        except ValueError as error:
            raise IndexDamaged(self.path, str(error)) from error

    def unpack(self) -> StoredAnalysis:
        """Analysis that is unpacked as far as it is needed. Raises IndexDamaged."""
        try:
            return StoredAnalysis(self.packed)
        except ValueError as error:
            raise IndexDamaged(self.path, str(error)) from error

    def alignable(self) -> AlignableArticle:
        """Terms, blocks and sentences, for alignment with a translation. Raises IndexDamaged."""
        stored = self.unpack()
        try:
            blocks = stored.blocks
        except ValueError as error:
            raise IndexDamaged(self.path, str(error)) from error
        return AlignableArticle(stored.title(), *stored.body(), blocks, stored.sentences)


def to_document(analysed: AnalysedArticle) -> Document:
    """Document of an analysed article."""
    article, analysis = analysed.article, analysed.analysis
    language = article.lang
    day = article.published.day if article.published else None
    facts: dict[str, object] = {
        "id": article.id,
        "path": article.path,
        "content_hash": article.content_hash,
        "lang": language.value,
        "title": article.title,
        "source": article.source,
        "published": article.published.text if article.published else "",
        "updated": article.updated.text if article.updated else "",
        "authors": article.authors,
        "tags": article.tags,
        "url": article.url,
        "translations": {name: other.value for name, other in analysed.translations.items()},
    }
    if article.further:
        facts["further"] = dict(article.further)
    encoded = json.dumps(facts, ensure_ascii=False, separators=(",", ":")).encode()
    return Document(
        id=article.id,
        language=language,
        fields={
            field_name("title", language): FieldTerms(
                analysis.title.terms, analysis.title.positions
            ),
            field_name("body", language): _body(analysis),
            field_name("tags", language): FieldTerms(analysis.tags.terms),
            field_name("bigrams", language): FieldTerms(analysed.surfaces),
            field_name("compounds", language): FieldTerms(analysis.compounds),
            field_name("quantities", language): FieldTerms(analysis.quantities),
        },
        keywords=values_by_keyword(article, translated=bool(analysed.translations)),
        day=day.toordinal() if day else None,
        group=analysed.group,
        content_hash=analysed.document_hash(),
        stored=_HEAD.pack(len(encoded), zlib.crc32(encoded)) + encoded + analysed.packed,
    )


def _body(analysis: ArticleAnalysis) -> FieldTerms:
    """Terms of title, tags and body, each a paragraph of its own."""
    terms: list[str] = []
    positions: list[int] = []
    for column in (analysis.title, analysis.tags, analysis.body):
        first = positions[-1] + PARAGRAPH_GAP + 1 if positions else 0
        terms += column.terms
        positions += map(first.__add__, column.positions)
    return FieldTerms(terms, positions)


def to_record(stored: bytes) -> Record:
    """Record of the bytes that were stored with a document. Raises IndexDamaged."""
    try:
        return _record(stored)
    except (ValueError, LookupError, TypeError, AttributeError, struct.error) as error:
        raise IndexDamaged("a stored article", str(error)) from error


def _record(stored: bytes) -> Record:
    size, check = _HEAD.unpack_from(stored)
    end = _HEAD.size + size
    encoded = stored[_HEAD.size : end]
    if zlib.crc32(encoded) != check:
        raise IndexDamaged("a stored article", Message("damage.checksum"))
    facts = _DECODER.decode(encoded.decode())
    return Record(
        id=facts["id"],
        path=facts["path"],
        content_hash=facts["content_hash"],
        lang=_LANGUAGES[facts["lang"]],
        title=facts["title"],
        source=facts["source"],
        published=facts["published"],
        authors=tuple(facts["authors"]),
        tags=tuple(facts["tags"]),
        url=facts["url"],
        translations={name: _LANGUAGES[code] for name, code in facts["translations"].items()},
        packed=stored[end:],
        updated=facts["updated"],
        further=facts.get("further", _NOTHING),
    )


def document_hash(
    content_hash: str, analysis_stamp: str, path: str, translations: Mapping[str, Language]
) -> str:
    """Hash of all that the document of an article is made of: its file, its path, its analysis, its translations."""
    others = " ".join(f"{name}={lang.value}" for name, lang in sorted(translations.items()))
    text = f"{content_hash}\0{analysis_stamp}\0{path}\0{others}"
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()
