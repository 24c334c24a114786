"""Articles as people have them: links to nowhere, headings twice, images that are missing, and whatever Markdown allows."""

from __future__ import annotations

import base64
from pathlib import Path

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
GIF = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")

ADDRESSES = (
    *("http://[::1/x", "http://", "https:///x", "mailto:", "mailto:a b@c", "<http://a.example/a b>"),
    *("HTTP://EXAMPLE.com:99999/", "http://user@:80/", "http://%zz/", "http://a.example/%", "http:a"),
    *("http://한글.example/경로?q=값#조각", "http://a.example/[x]", "http://a.example/a|b^c`d{e}"),
    *("https://a.example\\\\b", "http://a..b/", "http://-a.example/", "http://a_b.example/", "http://1.2.3.4.5/"),
    *("http://a.example:/", "http://a.example:port/", "http://[fe80::1%25eth0]/", "http://[::1]/x", "http://999.1.1.1/"),
    *("http://a.example/?a=1&b=2&amp;c=3", "http://a.example/#%", "http://a.example/#a#b", "https://a.example/\u200b\u3000"),
    *("javascript:alert(1)", "data:text/html,x", "//a.example/x", "file:///etc/passwd", "ftp://a.example/x"),
    *("#nowhere", "#", "#%", "#둘째-제목", "#가-제목", "missing.md", "missing.md#x", "../b", "b.en.md#nowhere"),
    *("b.en.md#one", "b.en.md", "b.ko.md#둘째-제목", "alone.en.md#one", "?q=1", "b.en.md?x=1#one", "%", "<>", ""),
)  # fmt: skip

KOREAN = f"""# 가 제목

첫 문단이다. {" ".join(f"[링크]({one})" for one in ADDRESSES)}

## 둘째 제목

## 둘째 제목

###### [깊은](b.en.md) 제목 `code` ![그림](p.png)

#

![그림](p.png) ![](q.gif) ![없다](gone.png) ![멀다](https://a.example/p.png) ![틀리다](fake.png) [![안](p.png)](b.en.md)
![같다](same.png) ![이상하다](http://[::1/p.png) ![꼴](vector.svg) ![새 꼴](p.avif)

| 가 | 나 | 다 |
|:--|:-:|--:|
| **굵다** | `a\\|b` | [표 안](#가-제목) |
| ![그림](p.png) | | ~~긋다~~ |

| 머리만 |
|---|

0. 영
   - 안

     ```python-가 {{ .x }}
     </script>]]>&amp;
     ```

     > 인용

999999999. 큰 수

-

- [ ] 할 일
- [x] 한 일

>

> > 깊다
>
> - 목록

---

<b id="둘째-제목">글자다</b> & &amp; &copy; &#0; &#x1F600; \u0085\u2028 끝  
줄바꿈\\
줄바꿈

    들여 쓴 코드

각주가 있다[^1]. 또 있다[^긴 이름]. 또 1번[^1]. 없는 것[^none]. 문장 안^[바로 쓴 각주].

[^1]: 첫 각주다. [링크](http://[::1/x) 각주 속 각주[^2].
[^2]: 스스로를 부른다[^2].

    둘째 문단과 `코드`.

    | 표 |
    |---|
    | 칸 |
[^1]: 두 번 쓴 각주다.
[^unused]: 아무도 부르지 않는다.
"""  # noqa: W291

ENGLISH = """# One

Text with a note[^1] and [a link](b.ko.md#가-제목) and [none](#none).

## One

- [x] done

[^1]: The note, **bold**.
"""


def odd_archive(root: Path) -> Path:
    """A folder of odd articles: two translations, and some that stand alone."""
    root.mkdir()
    head = 'title: "5 < 6 & <script>alert(1)</script> \\\\ {x}"\nauthors: [김 & 이]\n'
    (root / "b.ko.md").write_text(f"---\n{head}published: 2026-01-19\n---\n{KOREAN}", "utf-8")
    (root / "b.en.md").write_text(f"---\ntitle: Signs\n---\n{ENGLISH}", "utf-8")
    (root / "alone.en.md").write_text(f"---\ntitle: 혼자 alone\n---\n{ENGLISH}", "utf-8")
    (root / "empty.ko.md").write_text("---\ntitle: 빈 글\n---\n.\n", "utf-8")
    (root / "1.ko.md").write_text("---\ntitle: '1'\n---\n- \n- \n\n[](b.en.md)\n", "utf-8")
    (root / "1.en.md").write_text("---\ntitle: '1'\n---\n![](gone.png)\n", "utf-8")
    for name, data in (
        ("p.png", PNG),
        ("same.png", PNG),
        ("q.gif", GIF),
        ("fake.png", b"no image"),
    ):
        (root / name).write_bytes(data)
    (root / "vector.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    (root / "p.avif").write_bytes(b"\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf" + bytes(64))
    return root
