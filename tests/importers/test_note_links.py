"""Links between notes, pages and chapters lead to the articles made of them, in whatever order these come."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from seogo.articles.markdown import to_text
from tests.importers.test_images_beside import folder, packed, run, text

pytestmark = pytest.mark.slow


def targets(root: Path, name: str) -> dict[str, str]:
    """The words of the links of an article, each with the name of the file and the place that it leads to."""
    (article,) = root.rglob(f"{name}.*.md")
    found = {}
    for words, target in re.findall(r"(?<!!)\[([^\]]+)\]\(([^)\s]+)\)", article.read_text("utf-8")):
        path, sign, place = target.partition("#")
        file = article.parent / unquote(path)
        found[words] = (file.name if path and file.is_file() else "") + sign + unquote(place)
    return found


def body_of(root: Path, name: str) -> str:
    (article,) = root.rglob(f"{name}.*.md")
    return article.read_text("utf-8").partition("\n---\n")[2].strip()


NOTES = {
    "가.md": """# 가

[[나]]를 보고 [[나|다른 말]]을 보고 [[폴더/다#준비 하기]]를 본다.
[[없는 노트]]와 [[없는 노트|글자]]는 없다. [[#끝]]
""",
    "나.md": """# 나

[[가]]와 ![[다]]와 [[폴더/다.md|셋째]]와 [[다#^abc|조각]] 그리고 [[별명]]을 본다.
![[소리.mp3]] ![[글.pdf#page=3]]
""",
    "폴더/다.md": """---
aliases: [별명, 둘째 별명]
---

# 다

## 준비 하기

| 표 | 줄 |
|---|---|
| [[나\\|둘째]] | [[가]] |

`[[가]]`

    [[나]]
""",
}


def test_notes_of_obsidian(tmp_path: Path) -> None:
    source = folder(tmp_path / "in", {name: body.encode() for name, body in NOTES.items()})
    (tmp_path / "a.zip").write_bytes(packed({name: body.encode() for name, body in NOTES.items()}))
    for number, given in enumerate((source, str(tmp_path / "a.zip"))):
        root = tmp_path / str(number)
        run(root, given)
        assert targets(root, "가") == {
            "나": "나.ko.md",
            "다른 말": "나.ko.md",
            "다 > 준비 하기": "다.ko.md#준비 하기",
            "끝": "#끝",
        }
        assert targets(root, "나") == {
            "가": "가.ko.md",
            "다": "다.ko.md",
            "셋째": "다.ko.md",
            "조각": "다.ko.md",
            "별명": "다.ko.md",
        }
        assert targets(root, "다") == {"둘째": "나.ko.md", "가": "가.ko.md"}
        third = body_of(root, "다")
        assert "`[[가]]`" in third and "    [[나]]" in third
        assert "없는 노트와 글자는 없다" in body_of(root, "가")
        assert "소리.mp3 글.pdf" in body_of(root, "나")
        assert all("invalid" not in one.read_text("utf-8") for one in root.rglob("*.md"))


def test_the_order_and_former_runs_do_not_matter(tmp_path: Path) -> None:
    notes = {name: body.encode() for name, body in NOTES.items()}
    source = folder(tmp_path / "in", notes)
    whole = tmp_path / "whole"
    run(whole, source)
    parts = tmp_path / "parts"
    for name in ("폴더/다.md", "나.md", "가.md"):
        run(parts, str(tmp_path / "in" / name))
    # 다 has come first and alone: what it calls was not there
    assert targets(parts, "다") == {}
    assert targets(parts, "가") == targets(whole, "가")
    assert "나" not in targets(parts, "나") and targets(parts, "나")["다"] == "다.ko.md"
    report, outcomes = run(parts, str(tmp_path / "in" / "나.md"))
    assert [one.status for one in outcomes] == ["same"]
    run(parts, source, on_duplicate="update", into="imported")
    report, outcomes = run(whole, source)
    assert report.counts == {"same": 3} and not report.written


def test_an_update_brings_links_that_were_not_there(tmp_path: Path) -> None:
    source = folder(tmp_path / "in", {"가.md": "# 가\n\n[[나]]를 본다.".encode()})
    run(tmp_path / "out", source)
    assert body_of(tmp_path / "out", "가") == "나를 본다."
    folder(tmp_path / "in", {"나.md": "# 나\n\n여기 있다.".encode()})
    run(tmp_path / "out", source)
    assert targets(tmp_path / "out/imported", "가") == {}
    report, _ = run(tmp_path / "out", source, on_duplicate="update")
    assert targets(tmp_path / "out/imported", "가") == {"나": "나.ko.md"}
    assert report.counts == {"changed": 1, "same": 1}


@pytest.mark.parametrize(
    ("name", "link", "there"),
    [
        ("a.md", "[x](b.md)", "b.md"),
        ("a.md", "[x](./b.md#the-end)", "b.md"),
        ("a.md", "[x](b)", "b.md"),
        ("a.md", "[x](ch1/)", "ch1/README.md"),
        ("ch1/a.md", "[x](../ch2/README.md)", "ch2/README.md"),
        ("ch1/a.md", "[x](<../the second/b c.md>)", "the second/b c.md"),
        ("ch1/a.md", "[x](../the%20second/b%20c.md)", "the second/b c.md"),
        ("ch1/a.md", "[x](/ch2/b.md)", "ch2/b.md"),
        ("content/a.md", "[x](/ch2/b)", "content/ch2/b.md"),
        ("_posts/2024-01-02-a.md", "[x]({% post_url 2023-05-06-b %})", "_posts/2023-05-06-b.md"),
        (
            "_posts/2024-01-02-a.md",
            "[x]({{ site.baseurl }}{% post_url 2023-05-06-b %})",
            "_posts/2023-05-06-b.markdown",
        ),
        (
            "_posts/2024-01-02-a.md",
            "[x]({% link _posts/2023-05-06-b.md %})",
            "_posts/2023-05-06-b.md",
        ),
        ("content/posts/a.md", '[x]({{< ref "b.md" >}})', "content/posts/b.md"),
        ("content/posts/a.md", '[x]({{< relref "/posts/b" >}})', "content/posts/b.md"),
        ("a.md", "[x][1]\n\n[1]: b.md", "b.md"),
    ],
)
def test_links_between_files(tmp_path: Path, name: str, link: str, there: str) -> None:
    for number, first in enumerate((False, True)):
        files = {name: text("The one", f"A walk along the river, {link}")}
        files[there] = text("Zebras", "The other walk was much longer than that.")
        root = tmp_path / f"out{number}"
        source = folder(tmp_path / f"in{number}", files)
        if first:
            run(root, f"{source}/{there}")
        run(root, source)
        written = (one for one in root.rglob("*.md") if "The one" in one.read_text("utf-8"))
        (article,) = written
        found = re.search(r"(?:\]\(|\]: )([^)\s#]+)", article.read_text("utf-8"))
        assert found and "Zebras" in (article.parent / unquote(found[1])).read_text("utf-8")


def test_what_leads_nowhere_stays(tmp_path: Path) -> None:
    body = "See [a](none.md), [b](../../etc/passwd), [c](https://x.example/b.md), [d](#here), [e](a.pdf), `[f](b.md)`."
    source = folder(tmp_path / "in", {"a.md": text("A", body), "b.md": text("B", "The other.")})
    run(tmp_path / "out", source)
    assert body_of(tmp_path / "out", "a") == body


def test_pages_of_a_folder_lead_to_each_other(tmp_path: Path) -> None:
    words = "The hose leaks a little, and the spade hangs behind the door of the shed. " * 5

    def page(title: str, more: str) -> bytes:
        head = f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>"
        return f"{head}<p>{words}</p>{more}</article></body></html>".encode()

    source = folder(
        tmp_path / "in",
        {
            "Tools.html": page(
                "Tools", '<p>See also the <a href="Shed%20two/Door.html">door</a> of it all.</p>'
            ),
            "Shed two/Door.html": page("Door", f"<p>Oak. {words[::-1]}</p>"),
        },
    )
    run(tmp_path / "out", source)
    assert targets(tmp_path / "out", "tools") == {"door": "door.en.md"}


def test_a_changed_file_keeps_its_words(tmp_path: Path) -> None:
    """What stands between words of a link is read as words, whatever it is."""
    source = folder(
        tmp_path / "in", {"a.md": b"# A\n\n[[b|x_y_z *w*]] [[c]]", "c.md": b"# C\n\nText."}
    )
    run(tmp_path / "out", source)
    assert to_text(body_of(tmp_path / "out", "a")) == "x_y_z w c"


SITES = {
    "hugo": {
        "content/ko/posts/a.md": """[1]({{< ref "b.md" >}}) [2]({{< relref "/posts/c" >}}) [3]({{% relref "c#place" %}})
[4](../b/)
[5](/ko/posts/b/) [6](/posts/b/#x) [7]({{< ref path="b.md" lang="ko" >}}) [8](../docs/) [9]({{< relref "none" >}})
[10](../../docs/deep/) [11](../bundle/) [12]({{< ref "docs/deep.md" >}})""",
        "content/ko/posts/b.md": "강 이야기. [가](../a/)",
        "content/ko/posts/c.md": "산 이야기.",
        "content/ko/posts/bundle/index.md": "들 이야기.",
        "content/ko/docs/_index.md": "문서 모음.",
        "content/ko/docs/deep.md": "깊은 문서.",
    },
    "jekyll": {
        "_posts/2024-03-17-a.md": """[1]({% post_url 2024-03-18-b %}) [2]({% link _posts/2024-03-18-b.md %}) [3](/about/)
[4]({% link none.md %}) [5](/2024/03/18/b.html) [6]({{ "/about" | relative_url }})""",
        "_posts/2024-03-18-b.md": "강 이야기.",
        "about.md": "소개 글.",
    },
}
LEAD = {
    "hugo": {
        **dict.fromkeys(("1", "4", "5", "7"), "b.ko.md"),
        "2": "c.ko.md",
        "3": "c.ko.md#place",
        "6": "b.ko.md#x",
        "8": "docs.ko.md",
        "10": "deep.ko.md",
        "11": "bundle.ko.md",
        "12": "deep.ko.md",
    },
    "jekyll": {**dict.fromkeys(("1", "2", "5"), "b.ko.md"), "3": "about.ko.md", "6": "about.ko.md"},
}


@pytest.mark.parametrize("site", SITES)
def test_links_of_site_generators_lead_to_articles(site: str, tmp_path: Path) -> None:
    """Those that lead to nothing become words."""
    files = {name: text(name, body) for name, body in SITES[site].items()}
    run(tmp_path / "out", folder(tmp_path / "in", files))
    assert targets(tmp_path / "out", "a") == LEAD[site]
