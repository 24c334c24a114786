"""Strict YAML: text stays text, and everything that could surprise is refused with its line."""

from __future__ import annotations

import json
import os
import unicodedata
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from seogo import strict_yaml
from seogo.errors import ConfigError
from seogo.messages import Message
from seogo.strict_yaml import (
    CONTROL,
    Mapping,
    Scalar,
    Sequence,
    YamlError,
    parse,
)
from tests.rows import each_row

LIMIT = 64 * 1024


@pytest.fixture(params=["SafeLoader", "CSafeLoader"], autouse=True)
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both of PyYAML's parsers; the one in C is missing where libyaml was."""
    if not hasattr(yaml, request.param):
        pytest.skip("PyYAML without libyaml")
    monkeypatch.setattr(strict_yaml, "_LOADER", getattr(yaml, request.param))


def refused(text: str, **options: int) -> YamlError:
    with pytest.raises(YamlError) as caught:
        parse(text, max_bytes=LIMIT, **options)
    return caught.value


@each_row(
    "text",
    ["1984", "no", "on", "0123", "10:00", "12.7B", "믿:음", "null", "~", "2026-01-19", "1e3"],
)
def test_plain_scalars_stay_text(text: str) -> None:
    assert parse(f"key: {text}", max_bytes=LIMIT) == Mapping(
        {"key": strict_yaml.Entry(Scalar(text, 1), 1)}, 1
    )


@settings(deadline=None)
@given(st.text())
def test_every_quoted_text_stays_text(text: str) -> None:
    written = json.dumps({"열쇠": text}, ensure_ascii=False)
    if CONTROL.search(text) or CONTROL.search(written):
        refused(written)
        return
    node = parse(written, max_bytes=10_000_000)
    assert isinstance(node, Mapping)
    # U+0085, U+2028 and U+2029 end lines in YAML; see the module's docstring.
    spaced = text.translate({0x85: " ", 0x2028: " ", 0x2029: " "})
    expected = unicodedata.normalize("NFC", spaced)
    assert node.entries["열쇠"].value == Scalar(expected, 1)


@settings(deadline=None)
@given(st.from_regex(r"[0-9A-Za-z가-힣][0-9A-Za-z가-힣.+-]{0,20}", fullmatch=True))
def test_every_plain_word_stays_text(word: str) -> None:
    assert parse(f"- {word}", max_bytes=LIMIT) == Sequence((Scalar(word, 1),), 1)


@settings(deadline=None)
@given(st.text(max_size=60) | st.text("-:{}[]&*!|>'\"%@# \nab", max_size=60))
def test_any_text_is_read_or_refused_with_a_line_of_the_text(text: str) -> None:
    try:
        parse(text, max_bytes=LIMIT, first_line=5)
    except YamlError as error:
        assert 5 <= error.line <= 5 + text.count("\n") + text.count("\r")


def test_lines_are_those_of_the_file() -> None:
    node = parse("title: 제목\n\ntags:\n  - 하나\n  - 둘\n", max_bytes=LIMIT, first_line=2)
    assert isinstance(node, Mapping)
    assert [(key, entry.line) for key, entry in node.entries.items()] == [("title", 2), ("tags", 4)]
    tags = node.entries["tags"].value
    assert tags == Sequence((Scalar("하나", 5), Scalar("둘", 6)), 5)


def test_lines_do_not_move_after_a_line_separator() -> None:
    assert refused("a: 가\u2028나\x85다\nb: *c").line == 2


def test_empty_is_not_given() -> None:
    assert parse("", max_bytes=LIMIT, first_line=2) == Scalar("", 2)
    assert parse("# 주석", max_bytes=LIMIT) == Scalar("", 1)
    node = parse("summary:\nrights: ''", max_bytes=LIMIT)
    assert isinstance(node, Mapping)
    assert {entry.value for entry in node.entries.values()} == {Scalar("", 1), Scalar("", 2)}


def test_standard_text_tag_is_allowed() -> None:
    assert parse("- !!str 12", max_bytes=LIMIT) == Sequence((Scalar("12", 1),), 1)


@each_row(
    ("text", "line", "what"),
    [
        ("a: &x [1]\nb: [*x, *x]", 2, "an anchor, &x"),
        ("a: 1\nb: *x", 3, "an alias, *x"),
        ("a: 1\nb: !!python/object:os.system x", 3, "a tag, tag:yaml.org,2002:python/object:os.s"),
        (
            "a: !!python/object/apply:os.system [x]",
            2,
            "a tag, tag:yaml.org,2002:python/object/appl",
        ),
        ("a: !!int 3", 2, "a tag, tag:yaml.org,2002:int"),
        ("a: ! 3", 2, "a tag, !"),
        ("제목: 하나\nb: 1\n제목: 둘", 4, "제목 appears twice (first on line 2)"),
        ("a: 1\n\n---\nb: 2", 4, "a second YAML document"),
        ("? [a, b]\n: c", 2, "a key that is not a text"),
        ("a: 1\nb: x\x00y", 3, "a control character, U+0000"),
        ("a: 1\r\nb: x\x1by", 3, "a control character, U+001B"),
        ('a: 1\nb: "\\0"', 3, "a control character, U+0000"),
        ("a: 1\nb: \ud800", 3, "a control character, U+D800"),
        ("[" * 1_000, 2, "nested deeper than 16 levels"),
        ("{a: " * 1_000, 2, "nested deeper than 16 levels"),
        ("- " * 1_000 + "x", 2, "nested deeper than 16 levels"),
        ("a: 1\nb: c: d", 3, "not YAML: mapping values are not allowed"),
        ('a: 1\nb: "c\nd: 3\n', 3, "not YAML: found unexpected end of stream"),
        ("a: 1\nb: @c", 3, "not YAML: found character"),
        ("a: 1\nb: [c, d", 3, "not YAML: "),
        ("a: 1\n\tb: 1", 3, "not YAML: "),
        ('a: "\\UFFFFFFFF"', 2, "not YAML: "),
        ("가" * LIMIT, 2, "longer than 65,536 bytes"),
    ],
)
def test_refused(text: str, line: int, what: str) -> None:
    error = refused(text, first_line=2)
    assert (error.line, str(error.what)[: len(what)]) == (line, what)


def test_a_colon_in_a_title_gets_a_hint() -> None:
    assert refused("title: 서울: 도시").right == Message("yaml.quote-colon")


def test_alias_bomb_is_refused_at_its_first_anchor() -> None:
    lines = ["a0: &a0 [ha, ha, ha, ha]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    assert refused("\n".join(lines)).line == 1


def test_nesting_up_to_the_limit_is_read() -> None:
    node = parse("[" * 16 + "]" * 16, max_bytes=LIMIT)
    for _ in range(15):
        assert isinstance(node, Sequence)
        node = node.items[0]
    assert node == Sequence((), 1)


def test_text_of_and_texts_of() -> None:
    node = parse("[하나, '', 둘]", max_bytes=LIMIT)
    assert strict_yaml.texts_of(node, "tags") == ("하나", "둘")
    assert strict_yaml.texts_of(Scalar("하나, 둘", 1), "tags") == ("하나, 둘",)
    assert strict_yaml.texts_of(Scalar("", 1), "tags") == ()
    with pytest.raises(YamlError, match="title is a list"):
        strict_yaml.text_of(node, "title")
    with pytest.raises(YamlError, match="tags is a mapping"):
        strict_yaml.texts_of(Mapping({}, 7), "tags")
    with pytest.raises(YamlError, match="an item of tags is a list"):
        strict_yaml.texts_of(parse("[[하나]]", max_bytes=LIMIT), "tags")


class TestLoad:
    def load(self, path: Path) -> strict_yaml.Node:
        return strict_yaml.load(path, max_bytes=100, name="seogo.yaml")

    def test_missing_file_is_empty(self, tmp_path: Path) -> None:
        assert self.load(tmp_path / "seogo.yaml") == Scalar("", 1)

    def test_byte_order_mark_is_dropped(self, tmp_path: Path) -> None:
        path = tmp_path / "seogo.yaml"
        path.write_bytes(b"\xef\xbb\xbf- \xea\xb0\x80\r\n- b")
        assert self.load(path) == Sequence((Scalar("가", 1), Scalar("b", 2)), 1)

    @pytest.mark.parametrize(
        ("data", "message"),
        [
            (b"a: 1\nb: \xff", "seogo.yaml:2: not UTF-8; save the file as UTF-8"),
            (b"a" * 101, "seogo.yaml: longer than 100 bytes; a smaller file"),
            (b"a: 1\na: 2", "seogo.yaml:2: a appears twice (first on line 1); each key once"),
        ],
    )
    def test_refused(self, tmp_path: Path, data: bytes, message: str) -> None:
        path = tmp_path / "seogo.yaml"
        path.write_bytes(data)
        with pytest.raises(ConfigError) as caught:
            self.load(path)
        assert str(caught.value) == message

    def test_pipes_and_folders_do_not_make_it_wait(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe")
        with pytest.raises(ConfigError, match=r"^seogo\.yaml: not an ordinary file; a YAML file$"):
            self.load(tmp_path / "pipe")
        with pytest.raises(ConfigError, match=r"^seogo\.yaml: cannot be read \(Is a directory\)"):
            self.load(tmp_path)
