"""One source of each format, for the tests that every format passes."""

from __future__ import annotations

import io
import json
import zipfile
from typing import NamedTuple

from tests.importers.office.docx_files import docx, p, style, styled
from tests.importers.office.hwp_files import hwp, paragraph
from tests.importers.office.open_files import hp, hwpx, odt
from tests.importers.office.pdf_files import Text, pdf

TITLE = "다리가 열렸다"
TEXT = "오월에 새 다리가 열려 많은 사람이 걸어서 건너갔다. 시장은 다리가 두 마을을 잇는다고 했다."
URL = "https://hanbit.example/1"


class Sample(NamedTuple):
    """A source.

    ``name`` says nothing that is not in the content unless it has to; ``charsets`` are those that the format may have;
    ``title`` is that of its one item, which has no text where ``listed``; what is ``unread`` is never an article. It is read
    with the package that it ``needs``.
    """

    data: bytes
    name: str = "x.data"
    charsets: tuple[str, ...] = ("utf-8", "utf-8-sig", "cp949")
    title: str = TITLE
    listed: bool = False
    needs: str = ""
    unread: bool = False


def _zip(files: dict[str, str]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as zipped:
        for name, text in files.items():
            zipped.writestr(name, text)
    return data.getvalue()


_PAGE = f"<!doctype html><title>{TITLE}</title><article><h1>{TITLE}</h1><p>{TEXT}</p><p>{TEXT[::-1]}</p></article>"
_HTTP = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{_PAGE}".encode()
_UTF_8 = ("utf-8",)
_XML = ("utf-8", "utf-8-sig")

SAMPLES = {
    "text": Sample(f"{TITLE}\n\n{TEXT}\n".encode()),
    "markdown": Sample(f"---\ntitle: {TITLE}\ndate: 2026-01-19\n---\n{TEXT}\n".encode(), "x.md"),
    "page": Sample(_PAGE.encode()),
    "notion": Sample(
        f"<html><body><article class='page sans'><header><h1 class=\"page-title\">{TITLE}</h1></header>"
        f'<div class="page-body"><p>{TEXT}</p></div></article></body></html>'.encode()
    ),
    "mhtml": Sample(
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html;"
        b" charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + _PAGE.encode() + b"\r\n--b--\r\n",
        charsets=_UTF_8,
    ),
    "mail": Sample(
        f"From: Hanbit <a@hanbit.example>\r\nSubject: {TITLE}\r\nDate: Mon, 19 Jan 2026 09:30:00 +0900\r\n"
        f"Message-ID: <1@hanbit.example>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
        f"Content-Transfer-Encoding: 8bit\r\n\r\n{TEXT}\r\n".encode(),
        charsets=_UTF_8,
    ),
    "jsonl": Sample((json.dumps({"title": TITLE, "body": TEXT}) + "\n").encode(), "x.jsonl"),
    "json": Sample(json.dumps([{"title": TITLE, "text": TEXT}], ensure_ascii=False).encode()),
    "csv": Sample(f'title,url,body\n{TITLE},{URL},"{TEXT}"\n'.encode()),
    "ris": Sample(f"TY  - NEWS\nTI  - {TITLE}\nAB  - {TEXT}\nUR  - {URL}\nER  - \n".encode()),
    "feed": Sample(
        f'<?xml version="1.0"?><rss><channel><title>한빛</title><item><title>{TITLE}</title><link>{URL}</link>'
        f"<description>&lt;p&gt;{TEXT * 12}&lt;/p&gt;</description></item></channel></rss>".encode(),
        charsets=("utf-8", "utf-8-sig"),
    ),
    "wordpress": Sample(
        f'<?xml version="1.0"?><rss xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        f' xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>한빛</title><item><title>{TITLE}</title>'
        f"<content:encoded><![CDATA[{TEXT}\n\n{TEXT}]]></content:encoded><wp:status>publish</wp:status>"
        f"<wp:post_type>post</wp:post_type></item></channel></rss>".encode(),
        charsets=_XML,
    ),
    "tistory": Sample(
        f'<?xml version="1.0"?><blog type="tattertools/1.1"><setting><title>한빛</title></setting><post>'
        f'<visibility>public</visibility><title>{TITLE}</title><content formatter="html">&lt;p&gt;{TEXT}&lt;/p&gt;'
        f"</content></post></blog>".encode(),
        charsets=_XML,
    ),
    "evernote": Sample(
        f'<?xml version="1.0"?><en-export><note><title>{TITLE}</title><content><![CDATA[<en-note><div>{TEXT}</div>'
        f"</en-note>]]></content></note></en-export>".encode(),
        charsets=_XML,
    ),
    "keep": Sample(
        json.dumps({"isTrashed": False, "textContent": TEXT, "title": TITLE}).encode(),
        charsets=_XML,
    ),
    "roam": Sample(
        json.dumps([{"title": TITLE, "children": [{"string": TEXT}]}]).encode(),
        charsets=_XML,
    ),
    "ghost": Sample(
        json.dumps({"db": [{"meta": {}, "data": {"posts": [{"title": TITLE, "html": f"<p>{TEXT}</p>"}]}}]}).encode(),
        charsets=_XML,
    ),
    "blogger": Sample(
        f"<feed xmlns='http://www.w3.org/2005/Atom'><id>tag:blogger.com,1999:blog-1.archive</id><entry><title>{TITLE}</title>"
        f"<content type='html'>&lt;p&gt;{TEXT}&lt;/p&gt;</content></entry></feed>".encode(),
        charsets=_XML,
    ),
    "medium": Sample(
        f'<!DOCTYPE html><html><article class="h-entry"><h1 class="p-name">{TITLE}</h1><section data-field="body"'
        f' class="e-content"><p>{TEXT}</p></section></article></html>'.encode(),
    ),
    "xml": Sample(f"<?xml version='1.0'?><tmx><body>{TEXT}</body></tmx>".encode(), unread=True),
    "document": Sample(rb"{\rtf1\ansi Hello}", charsets=(), unread=True),
    "docx": Sample(docx(styled(TITLE, "1") + p(TEXT), styles=style("1", "heading 1")), charsets=()),
    "odt": Sample(odt(f'<text:h text:outline-level="1">{TITLE}</text:h><text:p>{TEXT}</text:p>'), charsets=()),
    "hwpx": Sample(hwpx(hp(TITLE), hp(TEXT)), charsets=()),
    "hwp": Sample(hwp(paragraph(TITLE), paragraph(TEXT)), charsets=(), needs="olefile"),
    "pdf": Sample(pdf([Text(60, 100, TITLE, 20), Text(60, 140, TEXT)]), charsets=(), needs="pypdfium2"),
    "bookmarks": Sample(
        f'<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL><p><DT><A HREF="{URL}" ADD_DATE="1768800000">{TITLE}</A></DL>'.encode(),
        listed=True,
    ),
    "pinboard": Sample(
        f'<?xml version="1.0"?><posts user="x"><post href="{URL}" time="2026-01-19T00:00:00Z" description="{TITLE}"/></posts>'
        .encode(),
        charsets=_XML,
        listed=True,
    ),
    "warc": Sample(
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {URL}\r\nWARC-Date: 2026-01-19T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:1>\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(_HTTP)}\r\n\r\n".encode() + _HTTP + b"\r\n\r\n",
        charsets=_UTF_8,
    ),
    "zip": Sample(_zip({"a/x.txt": f"{TITLE}\n\n{TEXT}\n", "a/x.png": "", "README.md": "x"}), charsets=_UTF_8),
}  # fmt: skip
