"""Front matter in all its dresses, and the ways in which files say that they translate each other."""

from __future__ import annotations

from pathlib import Path

import pytest

from seogo.articles.archive import Archive
from seogo.importers.item import PassedOver, Refused
from seogo.importers.runner import Importer, ImportOptions
from tests.importers.reading import items, one, read
from tests.rows import each_row

BODY = "냇물 소리가 커졌다. 왜가리를 보았다."


@each_row(
    "start",
    [
        "---\ntitle: 봄\ndate: 2022-04-22\n---\n\n",
        "\n---\ntitle: 봄\ndate: 2022-04-22\n---\n\n",
        "\ufeff\n\n---\ntitle: 봄\ndate: 2022-04-22\n---\n",
        "\r\n\r\n---\r\ntitle: 봄\r\ndate: 2022-04-22\r\n---\r\n",
        "  \n---  \ntitle: 봄\ndate: 2022-04-22\n---\n",
        '{\n  "title": "봄",\n  "date": "2022-04-22",\n  "tags": []\n}\n\n',
        '{"title": "봄", "date": "2022-04-22"}\n',
        '\n+++\ntitle = "봄"\ndate = 2022-04-22\n+++\n',
    ],
)
def test_front_matter_is_read_in_every_form(start: str) -> None:
    item = one(start + BODY + "\n", "a.md")
    assert (item.title, item.published, item.body.strip()) == ("봄", "2022-04-22", BODY)


@pytest.mark.parametrize(
    "text", ["{이것은 글이다.}\n\n끝.", "{ 'a': 1 } 로 시작하는 글.", "[a]: b"]
)
def test_a_brace_alone_is_no_front_matter(text: str) -> None:
    assert one(text, "a.md").body.startswith(text[:5])


@pytest.mark.parametrize("name", ["a.html", "b/c.htm", "2024-01-02-x.html"])
def test_html_below_front_matter_is_read(name: str) -> None:
    page = f"---\ntitle: 봄\nlayout: post\n---\n{{% include nav.html %}}\n<p>{BODY}</p>\n<p>끝이다.</p>\n"
    item = one(page, name)
    assert (item.title, item.body) == ("봄", f"{BODY}\n\n끝이다.")


@pytest.mark.parametrize("name", ["2015-9-19-봄.md", "2015-09-19-봄.md", "_posts/2015-09-9-봄.md"])
def test_dates_in_names_may_have_one_digit(name: str) -> None:
    item = one(BODY, name)
    assert item.title == "봄" and item.published.startswith("2015-")


def test_other_files_with_front_matter_are_templates() -> None:
    for name in ("feed.xml", "search.json", "main.scss"):
        assert read("---\nlayout: null\n---\n{% for post in posts %}\n", name) == [
            PassedOver(name, f".{name.partition('.')[2]}")
        ]


def test_null_is_nothing() -> None:
    front = "author: ~\nsummary: null\ndescription: 요약이다.\ntags: [~, null]\nsource: Null\n"
    item = one(f"---\ntitle: 봄\n{front}---\n{BODY}\n", "a.md")
    assert (item.authors, item.summary, item.tags, item.source) == ((), "요약이다.", (), "")


@pytest.mark.parametrize(
    ("front", "name", "tags"),
    [
        ("tags: seoul busan", "2024-01-02-a.md", ("seoul", "busan")),
        ("tags: 기계 학습", "a.md", ("기계 학습",)),
        ("tags: a, b c", "2024-01-02-a.md", ("a", "b c")),
        ("tags: [a, b]\ncategories: [c]", "a.md", ("a", "b", "c")),
        ("categories: travel\ntags:\n  - sea", "2024-01-02-a.md", ("travel", "sea")),
    ],
)
def test_tags_and_categories_are_kept(front: str, name: str, tags: tuple[str, ...]) -> None:
    assert one(f"---\ntitle: 봄\n{front}\n---\n{BODY}\n", name).tags == tags


KO, EN = (
    "냇가에 봄이 왔다. 왜가리 세 마리를 보았다.",
    "Spring has come to the stream. We saw three herons.",
)


@pytest.mark.parametrize(
    "files",
    [
        {"bom.md": "translationKey: s", "spring.md": "translationKey: s"},
        {"a/bom.md": "ref: s\nlang: ko", "b/spring.md": "ref: s\nlang: en"},
        {"bom.md": "lang_ref: s", "spring.md": "lang_ref: s"},
        {"ko-bom.md": "permalink: /s/\nlang: ko", "spring.md": "permalink: /s/\nlang: en"},
        {"trip-ko.md": "x: y", "trip-en.md": "x: y"},
        {"trip_ko.md": "x: y", "trip_en.md": "x: y"},
        {"trip-ko-KR.md": "x: y", "trip-en-US.md": "x: y"},
        {"trip-ko/index.md": "x: y", "trip-en/index.md": "x: y"},
        {"docs-ko/a.md": "x: y", "docs-en/a.md": "x: y"},
        {"trip-ko.ko.md": "x: y", "trip-en.en.md": "x: y"},
        {"korean/a.md": "x: y", "english/a.md": "x: y"},
        {"a-ko.md": "x: y", "a.md": "x: y"},
        {"ko/a.md": "translationKey: s", "en/a.md": "translationKey: s"},
    ],
)
def test_translations_are_paired(files: dict[str, str], tmp_path: Path) -> None:
    folder = tmp_path / "site"
    for (name, front), (title, body) in zip(
        files.items(), (("봄", KO), ("Spring", EN)), strict=True
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"---\ntitle: {title}\n{front}\n---\n\n{body}\n", "utf-8")
    root = tmp_path / "archive"
    root.mkdir()
    for _ in range(2):
        Importer(Archive(root), ImportOptions(processes=1)).run([str(folder)], lambda _: None)
    scan = Archive(root).scan()
    assert len(scan.files) == 2 and scan.problems == scan.warnings == ()
    assert len({group for group in scan.groups.values() if len(group) == 2}) == 1, scan.groups


def test_the_end_of_a_name_is_a_language_only_where_the_text_is_in_it() -> None:
    assert one(f"# Learn\n\n{EN}\n", "learn-ko.md").name == "learn-ko"
    assert one(f"# 배우기\n\n{KO}\n", "learn-ko.md").name == "learn"


@pytest.mark.parametrize("line", ["sep=;", '"sep=;"', "SEP=;", "\ufeffsep=;"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_line_that_names_the_separator_is_skipped(line: str, end: str) -> None:
    (row,) = items(f"{line}{end}제목;본문{end}글;두 문장이다, 쉼표도 있다. 끝.{end}", "a.csv")
    assert (row.title, row.body, row.where) == ("글", "두 문장이다, 쉼표도 있다. 끝.", "a.csv:3")


@pytest.mark.parametrize(
    ("front", "title"),
    [
        ("title: 봄: 물가에서", "봄: 물가에서"),
        ("title: @봄", "@봄"),
        ("title: %봄", "%봄"),
        ("title: *봄* 소식's", "*봄* 소식's"),
        ("cascade:\n  name: &name 봄\n  place: &place\n    a: 1\ntitle: *name", "봄"),
        ("tags:\n\t- 물\ntitle: 봄", "봄"),
    ],
)
def test_texts_that_should_have_been_quoted(front: str, title: str) -> None:
    item = one(f"---\n{front}\ndate: 2022-04-22\n---\n{BODY}", "a.md")
    assert (item.title, item.published, item.body) == (title, "2022-04-22", BODY)


def test_lines_of_values_are_no_front_matter_without_a_title() -> None:
    for start in ("질문: 무엇인가\n답: 물이다", "Note: this", "Title: 봄\n이 줄은 글이다"):
        assert one(f"{start}\n\n{BODY}", "a.md").body.startswith(start.partition("\n")[0])
    draft = one(f"Title: 봄\nStatus: draft\nSlug: x\n\n{BODY}", "a.md")
    assert (draft.title, draft.draft, draft.body) == ("봄", True, BODY)


@pytest.mark.parametrize(
    "head",
    [
        "# 봄 #",
        "봄\n===",
        '<h1 align="center">봄</h1>',
        "![](a.png)\n[![ok](b.svg)](https://a.example)\n\n# 봄",
        "---\n\n# 봄",
    ],
)
def test_the_heading_of_the_first_level_is_the_title(head: str) -> None:
    item = one(f"{head}\n\n{BODY}", "a.md")
    assert item.title == "봄" and item.body.endswith(BODY) and "봄" not in item.body


def test_a_later_heading_is_no_title() -> None:
    assert one(f"{BODY}\n\n# 봄\n", "a.md").title == "a"


def test_categories_of_hexo_are_lists_of_lists() -> None:
    text = f"---\ntitle: 봄\ncategories:\n  - [물, 강]\n  - 들\n---\n{BODY}"
    assert one(text, "a.md").tags == ("물", "강", "들")


def test_the_last_of_two_values_counts_and_the_others_stay() -> None:
    text = "---\ntitle: 섬\nredirect_from: /a\ntags:\n- 길\n- 물\nredirect_from: /b\ntags:\n  - 산\n---\n\n글이다."
    assert (one(text, "a.md").title, one(text, "a.md").tags) == ("섬", ("산",))


@each_row(
    ("name", "path"),
    [
        ("lila.ai.md", "lila.ai"),
        ("deno.io.md", "deno.io"),
        ("a.js.md", "a.js"),
        ("두.md.md", "두.md"),
        ("a.ko.md", "a"),
    ],
)
def test_two_letters_that_are_no_language_are_part_of_a_name(name: str, path: str) -> None:
    assert one("글이다.", name).name == path


def test_files_in_other_languages_are_refused_by_name() -> None:
    assert [type(read("Texte.", f"a.{code}.md")[0]) for code in ("fr", "pt-BR")] == [Refused] * 2
