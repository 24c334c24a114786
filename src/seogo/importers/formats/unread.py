"""What is recognised and not read, so that it is called by its name: XML of other programs, documents of office programs."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from typing import Final

from seogo.importers.format import Format, Head
from seogo.importers.item import Item, Piece, Refused
from seogo.messages import Message

READ_ELSEWHERE: Final = {
    "document.docx": "docx",
    "document.odt": "odt",
    "document.hwpx": "hwpx",
}
"""The formats of documents in zip archives that Seogo reads, by the code of their kind."""

_XML: Final = re.compile(r"\A\s*+<\?xml\s|\A\s*+<!doctype\s++(?!html\b)", re.IGNORECASE)
_TEMPLATE: Final = re.compile(r"\s*+(?:<!--[^<>]*+>\s*+)?(?:\{\{|\{%|\{#|<%|<\?php)")
_ORG: Final = re.compile(r"^(?:#\+|\*+ |:PROPERTIES:)", re.MULTILINE)
_NAMESPACE: Final = re.compile(r"\A\s*+<[^<>]*\sxmlns(?::\w+)?=")
_VOCABULARY: Final = re.compile(
    r"<(?:article|section|table|title|body|div|p|a)\b[^<>]*?\sxmlns=[\"'](?!http://www\.w3\.org/1999/xhtml)"
)
"""A root that HTML has too, and that is of another vocabulary (DocBook)."""
_BIBTEX: Final = re.compile(
    r"(?:\s|%[^\n]*+\n)*+@(?:article|book|booklet|comment|conference|inbook|incollection|inproceedings|manual|mastersthesis"
    r"|misc|online|phdthesis|preamble|proceedings|report|string|techreport|thesis|unpublished)\s*+\{",
    re.IGNORECASE,
)
_CITATIONS: Final = re.compile(r"\s*+(?:PMID- *+\d|%0 [A-Z][A-Za-z ]{2,40}+\n%[A-Z\d@] )")
"""How lists of PubMed and EndNote begin."""

_ENDINGS: Final = """
    xml opml tmx xliff xlf kml gpx tcx rdf owl svg enex note plist resx strings dita ditamap dbk docbook tei fb2 musicxml xsd
    xsl xslt wsdl xspf collada dae nfo hml fodt
"""
_XML_ENDINGS: Final = frozenset(_ENDINGS.split())
_TAGS: Final = """
    html head body title meta link base style script noscript article section main header footer nav aside div p h1 h2 h3 h4
    h5 h6 ul ol li dl dt dd table tbody thead tfoot tr td th form figure figcaption blockquote pre code a b i u s em strong
    span font center img br hr small big sub sup iframe video audio picture details summary template input button label
    address en-note
"""
_HTML: Final = frozenset(_TAGS.split())
_SIGNS: Final = (
    (b"{\\rtf", "document.rtf"),
    (b"HWP Document File", "document.old-hwp"),
    (b'<?xml version="1.0" encoding="UTF-8" standalone="no" ?><HWPML', "document.old-hwp"),
    (b"AT&TFORM", "document.djvu"),
    (b"bplist00", "document.plist"),
    (b"SQLite format 3", "document.sqlite"),
)
_MIMES: Final = (
    ("application/epub", "document.epub"),
    ("application/hwp", "document.hwpx"),
    ("application/vnd.hancom.hwpx", "document.hwpx"),
    ("application/vnd.oasis.opendocument.text", "document.odt"),
    ("application/vnd.oasis.opendocument.spreadsheet", "document.sheet"),
    ("application/vnd.oasis.opendocument.presentation", "document.slides"),
    ("application/vnd.oasis.opendocument", "document.odt"),
)
_MEMBERS: Final = {
    "word/document.xml": "document.docx",
    "ppt/presentation.xml": "document.slides",
    "xl/workbook.xml": "document.sheet",
    "Contents/content.hpf": "document.hwpx",
    "META-INF/container.xml": "document.epub",
    "Index/Document.iwa": "document.pages",
    "Index.zip": "document.pages",
    "AndroidManifest.xml": "document.program",
    "META-INF/MANIFEST.MF": "document.program",
}


def is_xml(head: Head) -> bool:
    """Whether a source is XML, and not a page."""
    if head.root in _HTML and head.root != "html" and _VOCABULARY.search(head.text):
        return True
    if not head.root or head.root in _HTML:
        return False
    marked = _XML.search(head.text) or _NAMESPACE.search(head.text)
    return bool(marked or head.ending in _XML_ENDINGS)


def is_template(head: Head) -> bool:
    """Whether a file makes pages and is none: it begins with a tag, or has tags where Hugo keeps what makes pages."""
    folders = head.name.lower().split("/")[:-1]
    return bool(_TEMPLATE.match(head.text)) or ("layouts" in folders and "{{" in head.text)


def document_in_zip(zipped: zipfile.ZipFile) -> str:
    """The code that names the document which a zip archive is; empty for one that only holds files."""
    names = set(zipped.namelist())
    if "mimetype" in names and zipped.getinfo("mimetype").file_size < 200:
        with zipped.open("mimetype") as file:
            mime = file.read(200).decode("ascii", "replace").strip()
        if found := next((kind for start, kind in _MIMES if mime.startswith(start)), ""):
            return found
    if "[Content_Types].xml" in names and any(name.startswith("word/") for name in names):
        return "document.docx"
    return next((kind for name, kind in _MEMBERS.items() if name in names), "")


def not_read(where: str, kind: str) -> Refused:
    """The refusal of a document by the code of its kind, with what would help."""
    return Refused(where, Message(kind))


def _document(head: Head) -> str:
    if head.ending == "org" and _ORG.search(head.text):
        return "document.org"
    if _BIBTEX.match(head.text):
        return "document.bibtex"
    if _CITATIONS.match(head.text):
        return "document.citations"
    return next((kind for sign, kind in _SIGNS if head.data.startswith(sign)), "")


def read_document(piece: Piece, data: bytes) -> Iterator[Item | Refused]:
    """The refusal of a document."""
    yield not_read(piece.where, _document(Head(data, piece.name)))


def read_xml(piece: Piece, data: bytes) -> Iterator[Item | Refused]:
    """The refusal of XML that is nothing Seogo reads, with the name of its root."""
    yield Refused(piece.where, Message("import.unknown-xml", root=Head(data, piece.name).root[:40]))


DOCUMENT = Format("document", lambda head: bool(_document(head)), read_document)
XML = Format("xml", is_xml, read_xml)
