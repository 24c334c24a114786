"""Word documents that tests write: parts of a zip archive as Word lays them out."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 60


def packed(files: dict[str, str | bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, text in files.items():
            zipped.writestr(name, text)
    return data.getvalue()


def relations(targets: dict[str, str]) -> str:
    lines = [
        f'<Relationship Id="{name}" Type="x" Target="{escape(target)}"'
        f"{' TargetMode=' + chr(34) + 'External' + chr(34) if '://' in target else ''}/>"
        for name, target in targets.items()
    ]
    return f"<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>{''.join(lines)}</Relationships>"


def docx(
    body: str,
    *,
    styles: str = "",
    numbering: str = "",
    footnotes: str = "",
    core: str = "",
    links: dict[str, str] | None = None,
    more: dict[str, str | bytes] | None = None,
) -> bytes:
    """A document with this content of ``w:body``."""

    def part(name: str, content: str) -> str:
        return (
            f'<?xml version="1.0" encoding="UTF-8"?><w:{name} xmlns:w="{_W}" xmlns:r="{_R}" xmlns:a="urn:a" xmlns:wp="urn:wp"'
            f' xmlns:mc="urn:mc" xmlns:wps="urn:wps">{content}</w:{name}>'
        )

    files: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": relations({"r1": "word/document.xml"}),
        "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
        "word/_rels/document.xml.rels": relations(links or {}),
        "word/styles.xml": part("styles", styles),
        "word/numbering.xml": part("numbering", numbering),
        "word/footnotes.xml": part("footnotes", footnotes),
        "docProps/core.xml": (
            '<cp:coreProperties xmlns:cp="urn:cp" xmlns:dc="http://purl.org/dc/elements/1.1/"'
            f' xmlns:dcterms="http://purl.org/dc/terms/">{core}</cp:coreProperties>'
        ),
    }
    return packed(files | (more or {}))


def p(text: str, properties: str = "") -> str:
    """A paragraph: ``text`` is plain, or runs that begin with an element."""
    runs = (
        text
        if text.startswith("<")
        else f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    )
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def styled(text: str, style: str) -> str:
    return p(text, f'<w:pStyle w:val="{style}"/>')


def listed(text: str, number: int, level: int = 0) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def style(style_id: str, name: str, more: str = "") -> str:
    return f'<w:style w:type="paragraph" w:styleId="{style_id}"><w:name w:val="{name}"/>{more}</w:style>'


def level(at: int, form: str, text: str, start: int = 1) -> str:
    return f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'


def numbers(*lists: str) -> str:
    """Numbering whose lists 1, 2 … have these levels."""
    kinds = "".join(
        f'<w:abstractNum w:abstractNumId="{at}">{one}</w:abstractNum>'
        for at, one in enumerate(lists)
    )
    return kinds + "".join(
        f'<w:num w:numId="{at + 1}"><w:abstractNumId w:val="{at}"/></w:num>'
        for at in range(len(lists))
    )
