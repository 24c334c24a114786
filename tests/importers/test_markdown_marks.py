"""Marks of other programs in Markdown are rendered or go; code stays as it is."""

from __future__ import annotations

import re

from seogo.importers.item import PassedOver, Refused
from seogo.importers.local.code_parts import split_code
from tests.importers.reading import one, read
from tests.rows import each_row

CODE = """앞이다.

```liquid
{% raw %}{{ page.title }}{: .x}{% endraw %} [[가]] %%숨김%% ==칠== {/*a*/}
```

~~~
{{< highlight python >}} <Intro> {#id}
~~~

- 목록이다.

  ```
  [[나]] <!-- 남는다 -->
  ```

보통 글이다.

    {% include x.html %} [[다]]

`{{ page.title }}`와 ``[[라]] ` %%마%% ``와 `{:toc}`가 있다.

<pre>{% if x %}[[바]]{% endif %}</pre>

끝이다.
"""


def body(text: str, name: str = "글.ko.md") -> str:
    return re.sub(r"\n{3,}", "\n\n", one(text, name).body).strip()


def test_code_is_not_touched() -> None:
    assert body(CODE) == CODE.strip()


@each_row(
    ("text", "right"),
    [
        ("* TOC\n{:toc}\n\n글이다.", "글이다."),
        ("1. 차례\n{: .no_toc toc }\n\n글이다.", "글이다."),
        ("[TOC]\n\n글이다.", "글이다."),
        ("[[_TOC_]]\n\n글이다.", "글이다."),
        ('첫 문단이다. {: .lead}\n\n둘째다.\n{: #id .a b="c"}', "첫 문단이다.\n\n둘째다."),
        ('![바다](https://a.example/s.jpg){: width="600" }', "![바다](https://a.example/s.jpg)"),
        ("![바다](https://a.example/s.jpg){width=50%}", "![바다](https://a.example/s.jpg)"),
        ("## 제목 {#title .big}\n\n글이다.", "## 제목\n\n글이다."),
        ("## 집합 {1, 2}\n\n{가}이다.", "## 집합 {1, 2}\n\n{가}이다."),
        ("{::comment}숨은 말{:/comment}글이다.", "글이다."),
        ('{::options parse_block_html="true" /}\n\n글이다.', "글이다."),
        ("{% raw %}{{ 남는다 }}{% endraw %} 끝.", "{{ 남는다 }} 끝."),
        ("{% comment %}숨은 말{% endcomment %}글이다.", "글이다."),
        (
            "앞.\n{% highlight python linenos %}\nprint(1)\n\n    a = 2\n{% endhighlight %}\n뒤.",
            "앞.\n\n```python\nprint(1)\n\n    a = 2\n```\n\n뒤.",
        ),
        (
            '앞.\n\n{{< highlight go "linenos=table" >}}\nf()\n{{< /highlight >}}\n\n뒤.',
            "앞.\n\n```go\nf()\n```\n\n뒤.",
        ),
        ("{% codeblock 이름 lang:js %}\nf()\n{% endcodeblock %}", "```js\nf()\n```"),
        ("{% include toc.html %}글이다. {%- assign a = 1 -%}", "글이다."),
        ("{{< toc >}}글이다.{{< /div >}} {{< br >}}끝.", "글이다. 끝."),
        ("글은 {{ page.title }}이고 {{site.author}}가 썼다.", "글은 제목이고 가 썼다."),
        ("Vue는 {{ message }}를 쓴다.", "Vue는 {{ message }}를 쓴다."),
        (
            '{{< figure src="https://a.example/s.jpg" alt="파도" caption="겨울 바다" >}}',
            "![파도](https://a.example/s.jpg)\n\n겨울 바다",
        ),
        (
            '{% include figure.html url="https://a.example/s.jpg" description="겨울 바다" %}',
            "![](https://a.example/s.jpg)\n\n겨울 바다",
        ),
        (
            '{% include figure image_path="https://a.example/s.jpg" alt="바다" caption="바다" %}',
            "![](https://a.example/s.jpg)\n\n바다",
        ),
        (
            "{{< youtube w7Ft >}}",
            "[https://www.youtube.com/watch?v=w7Ft](https://www.youtube.com/watch?v=w7Ft)",
        ),
        ('{% embed url="https://a.example/x" %}', "[https://a.example/x](https://a.example/x)"),
        (
            '{% hint style="info" %}\n알아 둘 것이다.\n\n`{{ x }}` 둘째.\n{% endhint %}\n끝.',
            "> 알아 둘 것이다.\n>\n> `{{ x }}` 둘째.\n\n끝.",
        ),
        ("{{% notice tip %}}\n알아 둘 것이다.\n{{% /notice %}}", "> 알아 둘 것이다."),
        ('{{< alert title="주의" >}}조심한다.{{< /alert >}}', "> **주의**\n>\n> 조심한다."),
        (
            '{% tabs %}\n{% tab title="맥" %}\n하나.\n{% endtab %}\n\n{% tab title="윈" %}\n둘.\n{% endtab %}{% endtabs %}',
            "**맥**\n\n하나.\n\n**윈**\n\n둘.",
        ),
        ('{{< glossary_tooltip text="파드" term_id="pod" >}}가 있다.', "파드가 있다."),
        ("{{</* ref x */>}}라고 쓴다.", "{{< ref x >}}라고 쓴다."),
        (
            "<div style={{display: 'flex'}}>\n\n<Card title=\"가\" />\n\n</div>\n글이다.",
            "**가**\n\n글이다.",
        ),
        ("<div>\n글이다.\n</div>", "<div>\n글이다.\n</div>"),
        ("## 제목 {/*title*/}\n\n<Intro>\n\n들어가는 말.\n\n</Intro>", "## 제목\n\n들어가는 말."),
        (
            'import Tabs from \'@theme/Tabs\';\n\n<Tabs>\n<TabItem value="a" label="맥">\n\n하나.\n\n</TabItem>\n</Tabs>',
            "**맥**\n\n하나.",
        ),
        (
            "`List<String>`과 List<String>은 자료형이다. import가 있다.",
            "`List<String>`과 List<String>은 자료형이다. import가 있다.",
        ),
        (
            "::: warning 조심\n미끄럽다.\n\n```\n:::\n```\n:::\n\n끝.",
            "> **조심**\n>\n> 미끄럽다.\n>\n> ```\n> :::\n> ```\n\n끝.",
        ),
        (":::note\n미끄럽다.\n:::\n끝.", "> 미끄럽다.\n\n끝."),
        (
            '!!! note "조심"\n    미끄럽다.\n\n    둘째다.\n\n끝.',
            "> **조심**\n>\n> 미끄럽다.\n>\n> 둘째다.\n>\n\n끝.",
        ),
        ("글이다.<!-- 숨은 `말` -->\n\n<!--\n여러 줄\n-->끝.", "글이다.\n\n끝."),
        (
            '<p align="center">\n<img src="https://a.example/s.jpg" alt="바다" width="3"></p>',
            '<p align="center">\n![바다](https://a.example/s.jpg)',
        ),
        ('<img src="https://a.example/b c.jpg">', "![](<https://a.example/b c.jpg>)"),
        ("10 < 20 <이름> 5 > 3", "10 < 20 <이름> 5 > 3"),
        (
            "<div>\n  <span className='a'>나은별</span><br/>\n  <div style={{gap:'1px'}}>\n    <b>글</b>\n  </div>\n</div>",
            "나은별\n\n<b>글</b>",
        ),
        (
            "import 바다 from './sea.png';\n\n<img src={바다} alt='바다'/> <img src={require('./길.jpg').default} />",
            "![바다](./sea.png) ![](./길.jpg)",
        ),
        (
            "글이다.\n\n```mdx-code-block\nimport List from '@theme/List';\n\n<List items={use().items}/>\n```",
            "글이다.",
        ),
    ],
)
def test_marks_of_sites(text: str, right: str) -> None:
    front = "---\ntitle: 제목\nlang: ko\n---\n\n"
    assert body(front + text) == right


@each_row(
    ("text", "right"),
    [
        ("앞 %%숨은 말%% 뒤.", "앞  뒤."),
        ("앞.\n\n%%\n숨은 `말`\n\n여러 문단\n%%\n\n뒤.", "앞.\n\n뒤."),
        ("100%%와 50%%이다.", "100%%와 50%%이다."),
        ("앞 %%닫히지 않은 말.\n\n뒤.", "앞 %%닫히지 않은 말.\n\n뒤."),
        ("==칠한 말==이다. a == b, c == d", "**칠한 말**이다. a == b, c == d"),
        ("==(칠한 말)==이다.", "(칠한 말)이다."),
        ("글이다. ^abc-1\n\n^표\n\n2^10이고 x ^2", "글이다.\n\n2^10이고 x ^2"),
        ("> [!note] 알림\n> 글이다.", "> **알림**\n>\n> 글이다."),
        ("> [!WARNING]-\n> 글이다.", "> **Warning**\n>\n> 글이다."),
        ("> > [!tip]+ 안쪽\n> > 글이다.", "> > **안쪽**\n> >\n> > 글이다."),
        (
            "[[#끝 머리]]와 [[#끝|다른 말]]",
            "[끝 머리](#%EB%81%9D%20%EB%A8%B8%EB%A6%AC)와 [다른 말](#%EB%81%9D)",
        ),
        ("[[[TMK\\] 판](https://a.example/)", "[[[TMK\\] 판](https://a.example/)"),
    ],
)
def test_marks_of_obsidian(text: str, right: str) -> None:
    found = re.sub(r"[ \t]+$", "", body(text), flags=re.MULTILINE)
    assert found == right


def test_links_by_name_have_code_in_their_words() -> None:
    assert body("[[함수#더하기|`더하기()`]]를 쓴다. `[[`와 `]]`").startswith(
        "[`더하기()`](https://note."
    )


def test_templates_and_org_files_are_no_articles() -> None:
    for text in (
        "{{- /* Returns */ -}}\n<p>{{ .Title }}</p>",
        "{% extends 'base' %}<p>x</p>",
        "<!-- x -->\n<?php echo 1; ?>",
    ):
        (found,) = read(text, "layouts/partials/x.html")
        assert isinstance(found, PassedOver) and found.kind == "template"
    (found,) = read("<section>{{ .Content }}</section>", "layouts/single.html")
    assert isinstance(found, PassedOver)
    (found,) = read("#!/bin/sh\n\nset -e\necho 가\n", "tool/pre-commit")
    assert isinstance(found, PassedOver) and found.kind == "script"
    (refused,) = read("#+TITLE: 글\n\n* 머리\n글이다.", "글.org")
    assert isinstance(refused, Refused) and "Markdown" in str(refused.why)
    assert one("<p>{{ x }}는 이렇게 쓴다. 글이 더 있다.", "글/쓰는법.html").title


@each_row(
    "text",
    [
        *(
            CODE,
            "",
            "`",
            "``` x",
            "~~~\n```\n~~~",
            "a `b\n\nc` d",
            "\\`a` b`",
            "- a\n\n      b\n\n        c",
        ),
        *(
            "<pre>",
            "<pre>a</PRE>",
            "\ta\n\n\tb",
            "```\n``\n````",
            "> ```\n> a\n> ```\nb",
            "İ<pre>x</pre>",
        ),
    ],
)
def test_parts_joined_are_the_text(text: str) -> None:
    assert "".join(split_code(text)) == text
