"""Ids, the language in a file name, and who translates whom."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seogo.articles import ids
from seogo.languages import Language
from tests.rows import each_row


@each_row(
    ("path", "article_id"),
    [
        ("News/My Note.ko.md", "news/my-note.ko"),
        ("news/엑사원.ko.md", "news/엑사원.ko"),
        (unicodedata.normalize("NFD", "news/엑사원.ko.md"), "news/엑사원.ko"),
        ("x.md", "x"),
        ("X.KO.MD", "x.ko"),
        ("漢字@1.en.md", "--1.en".replace("--1", "---1")),
        ("tldr/common/clang++.en.md", "tldr/common/clang++.en"),
        ("tldr/common/[[.ko.md", "tldr/common/[[.ko"),
    ],
)
def test_id_from_path(path: str, article_id: str) -> None:
    assert ids.id_from_path(path) == article_id
    assert ids.why_refused(article_id) is None


@each_row("name", ["!", "$", "%", ",", "[", "]", "]]", "^", "{", "}", "~", "g++"])
def test_articles_about_commands_have_ids(name: str) -> None:
    assert ids.id_from_path(f"tldr/{name}.ko.md") == f"tldr/{name}.ko"
    assert ids.why_refused(f"tldr/{name}.ko") is None


@each_row(
    ("article_id", "reason"),
    [
        ("", "is not empty"),
        ("a" * 301, "has at most 300 characters"),
        ("News/a", "has no “N”"),
        ("a b", "has no “ ”"),
        ("a\nb", "has no “U+000A”"),
        ("a?b", "has no “?”"),
        ("뉴스#1", "has no “#”"),
        ("漢字", "has no “漢”"),
        (unicodedata.normalize("NFD", "글"), "has no “ᄀ”"),
        ("/a", "does not begin or end with /"),
        ("a/", "does not begin or end with /"),
        ("a//b", "does not begin or end with / and has no //"),
        ("a/./b", "has no part that begins with a dot"),
        ("a/../b", "has no part that begins with a dot"),
        (".git/a", "has no part that begins with a dot"),
        ("a/pair", "does not end with /pair"),
        ("pair", "does not end with /pair"),
        ("a/changes", "does not end with /changes"),
        *((f"a/b{end}", f"does not end with {end}") for end in (".md", ".bib", ".ris", ".atom")),
        *((f"글{end}", f"does not end with {end}") for end in (".json", ".csv", ".jsonl")),
        ("a.csl.json", "does not end with .json"),
    ],
)
def test_refused(article_id: str, reason: str) -> None:
    assert str(ids.why_refused(article_id)).startswith(reason)


@each_row(
    "article_id",
    ["pair/a", "a.json/b", "a.ko", "repair", "exchanges", "changes/a", "a/pair.ko", "a.."],
)
def test_not_refused(article_id: str) -> None:
    assert ids.why_refused(article_id) is None


@settings(deadline=None)
@given(st.text())
def test_an_id_from_a_path_has_only_allowed_characters(path: str) -> None:
    reason = str(ids.why_refused(ids.id_from_path(path)))
    assert not reason.startswith("has no ") or reason == "has no part that begins with a dot"


@each_row(
    ("path", "key", "code"),
    [
        ("news/a.ko.md", "news/a", "ko"),
        ("News/A.EN.md", "news/a", "EN"),
        (unicodedata.normalize("NFD", "뉴스/글.ko.md"), "뉴스/글", "ko"),
        ("a.md", "a", ""),
        ("a.fr.md", "a", "fr"),
        ("a.pt-BR.md", "a", "pt-BR"),
        ("a.html.md", "a.html", ""),
        ("to-do.my-list.md", "to-do.my-list", ""),
        ("ko.md", "ko", ""),
    ],
)
def test_read_name(path: str, key: str, code: str) -> None:
    assert ids.read_name(path) == ids.FileName(key, code)


@pytest.mark.parametrize(
    "path", ["README.md", "a/readme.ko.md", "ReadMe.MD", "a.txt", "md", ".md", "a/glossary.yaml"]
)
def test_not_an_article_file(path: str) -> None:
    assert ids.read_name(path) is None


@each_row(
    ("article", "link", "target"),
    [
        ("news/a.ko.md", "b.ko.md", "news/b.ko.md"),
        ("news/a.ko.md", "../img/x.png", "img/x.png"),
        ("news/a.ko.md", "/img/%EA%B7%B8%EB%A6%BC.png?w=1#a", "img/그림.png"),
        ("a.ko.md", "./b.ko.md", "b.ko.md"),
        ("a.ko.md", "../x", None),
        ("news/a.ko.md", "../../news/x", None),
        ("news/a.ko.md", "%2e%2e/%2e%2e/etc/passwd", None),
        ("a.ko.md", "", None),
        ("a.ko.md", "?a=1", None),
        ("a.ko.md", "dir/", None),
        ("a.ko.md", "a\\b", None),
        ("a.ko.md", "a%00b", None),
        ("a.ko.md", ".", None),
    ],
)
def test_target_path(article: str, link: str, target: str | None) -> None:
    assert ids.target_path(article, link) == target


@dataclass(frozen=True)
class Named:
    path: str
    id: str
    lang: Language | None
    key: str
    aliases: tuple[str, ...] = ()
    aliases_line: int = 4
    translation_of: str = ""
    translation_line: int = 5


def article(
    name: str, *, of: str = "", aliases: tuple[str, ...] = (), article_id: str = ""
) -> Named:
    key, lang = name.split(".")
    return Named(f"{name}.md", article_id or name, Language(lang), key, aliases, translation_of=of)


def grouped(*articles: Named) -> tuple[dict[str, tuple[str, ...]], list[str]]:
    by_id = {one.id: one for one in articles}
    aliases, _ = ids.collect_aliases(by_id)
    groups, warnings = ids.group_translations(by_id, aliases)
    return groups, [str(warning) for warning in warnings]


HINT = "the id of the article in the other language, in one of the two files"


def test_same_folder_and_slug_are_translations_korean_first() -> None:
    groups, warnings = grouped(article("a.en"), article("a.ko"), article("b.ko"))
    assert groups == {"a.en": ("a.ko", "a.en"), "a.ko": ("a.ko", "a.en"), "b.ko": ("b.ko",)}
    assert warnings == []


def test_translation_of_joins_other_names_by_id_or_alias() -> None:
    pair = ("가.ko", "b.en")
    for of in ("가.ko", "옛/가.ko"):
        groups, warnings = grouped(article("b.en", of=of), article("가.ko", aliases=("옛/가.ko",)))
        assert groups == {"b.en": pair, "가.ko": pair}
        assert warnings == []


@pytest.mark.parametrize(
    ("articles", "warnings"),
    [
        ([article("a.en", of="x")], ["a.en.md:5: translation_of: x leads to no article"]),
        (
            [article("a.en", of="a.en")],
            ["a.en.md:5: translation_of: a.en leads to the article itself"],
        ),
        (
            [article("a.en", of="b.en"), article("b.en")],
            [
                "a.en.md:5: translation_of: b.en leads to an article of the same language, b.en.md",
            ],
        ),
        (
            [article("a.en", of="b.ko"), article("b.ko", of="a.en")],
            [
                "a.en.md:5: translation_of: b.ko leads in a circle",
                "b.ko.md:5: translation_of: a.en leads in a circle",
            ],
        ),
        (
            [
                article("a.en", of="b.ko"),
                article("b.ko", of="c.en"),
                article("c.en", of="d.ko"),
                article("d.ko", of="a.en"),
            ],
            [
                f"{name}.md:5: translation_of: {of} leads in a circle"
                for name, of in zip(
                    ("a.en", "b.ko", "c.en", "d.ko"), ("b.ko", "c.en", "d.ko", "a.en"), strict=True
                )
            ],
        ),
    ],
)
def test_translation_of_that_leads_astray_leaves_the_article_alone(
    articles: list[Named], warnings: list[str]
) -> None:
    groups, found = grouped(*articles)
    assert groups == {one.id: (one.id,) for one in articles}
    assert found == [f"{warning}; {HINT}" for warning in warnings]


def test_nothing_takes_a_translation_away() -> None:
    groups, warnings = grouped(
        article("a.en"), article("a.ko"), article("b.en", of="a.ko"), article("c.en", of="b.ko")
    )
    assert groups["a.ko"] == ("a.ko", "a.en")
    assert groups["b.en"] == ("b.en",)
    assert warnings == [
        f"c.en.md:5: translation_of: b.ko leads to no article; {HINT}",
        "b.en.md:5: translation_of: a.ko comes too late: a.ko has the translation a.en; " + HINT,
    ]


def test_who_leads_into_a_circle_is_not_in_it() -> None:
    groups, warnings = grouped(
        article("a.en", of="b.ko"), article("b.ko", of="a.en"), article("c.en", of="b.ko")
    )
    assert groups["c.en"] == ("b.ko", "c.en")
    assert len(warnings) == 2


def test_two_files_of_one_name_and_language() -> None:
    groups, warnings = grouped(
        article("a.ko"), Named("a.md", "a", Language.KO, "a"), article("a.en")
    )
    assert groups == {"a.ko": ("a.ko", "a.en"), "a": ("a",), "a.en": ("a.ko", "a.en")}
    assert warnings == ["a.md: a.ko.md has the same name and language; one file for each language"]


def test_aliases_do_not_take_other_articles_names() -> None:
    articles = [article("a.ko", aliases=("옛", "b.ko")), article("b.ko", aliases=("옛", "더/옛"))]
    aliases, warnings = ids.collect_aliases({one.id: one for one in articles})
    assert aliases == {"옛": "a.ko", "더/옛": "b.ko"}
    hint = "an alias that no other article has as its id or alias"
    assert [str(warning) for warning in warnings] == [
        f"a.ko.md:4: the alias b.ko is taken by b.ko.md; {hint}",
        f"b.ko.md:4: the alias 옛 is taken by a.ko.md; {hint}",
    ]
