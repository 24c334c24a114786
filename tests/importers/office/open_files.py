"""Documents of LibreOffice (ODT) and Hancom Office (HWPX) that tests write."""

from __future__ import annotations

import io
import zipfile

_ODT = "application/vnd.oasis.opendocument.text"
_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "text", "table", "style", "meta", "draw", "manifest")
)
_MORE = (
    'xmlns:fo="urn:fo" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"'
    ' xmlns:svg="urn:svg"'
)
_HANCOM = " ".join(
    f'xmlns:{name}="http://www.hancom.co.kr/hwpml/2011/{room}"'
    for name, room in (("hp", "paragraph"), ("hs", "section"), ("hc", "core"), ("hh", "head"))
)


def _stored_first(mime: str, files: dict[str, str | bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr("mimetype", mime, zipfile.ZIP_STORED)
        for name, text in files.items():
            zipped.writestr(name, text)
    return data.getvalue()


def odt(
    text: str,
    *,
    styles: str = "",
    meta: str = "",
    manifest: str = "",
    files: dict[str, bytes] | None = None,
) -> bytes:
    """An ODT with this content of ``office:text``, automatic styles and properties."""
    content = (
        f'<?xml version="1.0"?><office:document-content {_SPACES} {_MORE}><office:automatic-styles>{styles}'
        f"</office:automatic-styles><office:body><office:text>{text}</office:text></office:body></office:document-content>"
    )
    return _stored_first(
        _ODT,
        {
            "content.xml": content,
            "meta.xml": (
                f'<?xml version="1.0"?><office:document-meta {_SPACES} {_MORE}><office:meta>{meta}</office:meta>'
                "</office:document-meta>"
            ),
            "META-INF/manifest.xml": f'<?xml version="1.0"?><manifest:manifest {_SPACES}>{manifest}</manifest:manifest>',
            **(files or {}),
        },
    )


def hwpx(
    *paragraphs: str,
    header: str = "",
    meta: str = "",
    items: str = "",
    files: dict[str, bytes] | None = None,
) -> bytes:
    """An HWPX with these paragraphs of its section, definitions of its header and properties."""
    package = (
        '<?xml version="1.0"?><opf:package xmlns:opf="http://www.idpf.org/2007/opf/"><opf:metadata>'
        f"{meta}</opf:metadata><opf:manifest>{items}</opf:manifest></opf:package>"
    )
    return _stored_first(
        "application/hwp+zip",
        {
            "version.xml": '<?xml version="1.0"?><x/>',
            "Contents/header.xml": f'<?xml version="1.0"?><hh:head {_HANCOM}>{header}</hh:head>',
            "Contents/section0.xml": f'<?xml version="1.0"?><hs:sec {_HANCOM}>{"".join(paragraphs)}</hs:sec>',
            "Contents/content.hpf": package,
            "Preview/PrvText.txt": "앞부분만 있다",
            **(files or {}),
        },
    )


def hp(content: str, shape: int = 0, style: int = 0, letters: int = 0) -> str:
    """A paragraph of HWPX: ``content`` is a text, or what stands in its run."""
    inner = content if content.startswith("<") else f"<hp:t>{content}</hp:t>"
    return f'<hp:p paraPrIDRef="{shape}" styleIDRef="{style}"><hp:run charPrIDRef="{letters}">{inner}</hp:run></hp:p>'
