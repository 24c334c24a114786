"""The parser against its manual, the tree of every construct, and properties of any text."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import fields, is_dataclass, replace
from datetime import date
from random import Random
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from seogo.languages import Language
from seogo.query import parser
from seogo.query.canonical import is_as_typed, to_text
from seogo.query.diagnostics import REASONS, ignored_message
from seogo.query.lexer import FIELD_NAME, HYPHENS, OPERATORS, LexemeKind, visible
from seogo.query.limits import Limits
from seogo.query.nodes import (
    FIELDS,
    And,
    DateRange,
    Filter,
    Ignored,
    InTitle,
    Node,
    Not,
    Or,
    ParsedQuery,
    Quoted,
    Restriction,
    Word,
)
from seogo.query.parser import parse
from tests.growth.measure import LINEAR, grows
from tests.rows import each_row


def tree(query: str) -> Any:
    """The node of a query with every place set to 0."""
    return bare(parse(query).node)


def bare(node: Any) -> Any:
    if isinstance(node, tuple):
        return tuple(map(bare, node))
    if not is_dataclass(node) or isinstance(node, type):
        return node
    changes = {f.name: bare(getattr(node, f.name)) for f in fields(node)}
    return replace(node, **changes | {"start": 0, "end": 0})


def w(text: str, *, prefix: bool = False) -> Word:
    return Word(text, 0, 0, prefix)


def reasons(query: str, **limits: int) -> list[str]:
    return [note.reason for note in parse(query, limits=Limits(**limits)).ignored]


# The manual

LINE = re.compile(r" {8}(?P<query>.+?)  →  ?(?P<said>.+?)(?:  ~ (?P<ignored>.+))?")
MANUAL = [m for line in (parser.__doc__ or "").splitlines() if (m := LINE.fullmatch(line))]


def test_every_example_of_the_manual_is_seen() -> None:
    indented = [line for line in (parser.__doc__ or "").splitlines() if line.startswith(" " * 8)]
    assert len(indented) == len(MANUAL) > 40


@each_row("line", MANUAL)
def test_manual(line: re.Match[str]) -> None:
    parsed = parse(line["query"])
    assert parsed.node is not None
    assert to_text(parsed.node) == line["said"]
    assert " ".join(note.reason for note in parsed.ignored) == (line["ignored"] or "")


def test_the_manual_names_every_reason_and_field() -> None:
    manual = parser.__doc__ or ""
    later = {"no-term", "stop-word", "too-many-expansions"}  # found where words are looked up
    later |= {"meaning-missing", "meaning-damaged"}  # and where articles are
    assert len(REASONS) > 20
    assert [reason for reason in REASONS - later if reason not in manual] == []
    assert [field for field in FIELDS if f"{field}:" not in manual] == []
    assert "2,000 characters" in manual
    assert "256 words" in manual
    assert "32 levels" in manual
    assert Limits() == Limits(characters=2000, words=256, nesting=32)


# Trees


def test_or_binds_tighter_than_adjacency() -> None:
    assert tree("a b OR c") == And((w("a"), Or((w("b"), w("c")), 0, 0)), 0, 0)
    assert tree("a OR b c OR d") == And(
        (Or((w("a"), w("b")), 0, 0), Or((w("c"), w("d")), 0, 0)), 0, 0
    )
    assert tree("a -bcd OR e") == And((w("a"), Or((w("bcd"), w("e")), 0, 0)), 0, 0)


def test_flattened() -> None:
    assert tree("a (b (c d))") == And((w("a"), w("b"), w("c"), w("d")), 0, 0)
    assert tree("a OR (b OR (c OR d))") == Or((w("a"), w("b"), w("c"), w("d")), 0, 0)
    assert tree("((((a))))") == w("a")
    assert tree("(a b) OR c") == Or((And((w("a"), w("b")), 0, 0), w("c")), 0, 0)


def test_places() -> None:
    query = '국가 -title:"AI 모델"은 (KT OR 모티*) date:2026'
    node = parse(query).node
    assert isinstance(node, And)

    def text(part: Any) -> str:
        return query[part.start : part.end]

    country, without, group, day = node.nodes
    assert isinstance(without, Not)
    assert isinstance(without.node, InTitle)
    assert isinstance(group, Or)
    assert [text(n) for n in (country, without, group, day)] == [
        "국가",
        '-title:"AI 모델"은',
        "(KT OR 모티*)",
        "date:2026",
    ]
    assert text(without.node) == 'title:"AI 모델"은'
    assert text(without.node.node) == '"AI 모델"은'
    assert [text(n) for n in group.nodes] == ["KT", "모티*"]
    assert (node.start, node.end) == (0, len(query))


def test_minus() -> None:
    def without(node: Node) -> And:
        return And((w("한글"), Not(node, 0, 0)), 0, 0)

    assert (
        tree("한글 -글자") == tree("한글 NOT 글자") == tree("한글 NOT -글자") == without(w("글자"))
    )
    assert tree("한글 -(-글자)") == without(w("글자"))
    assert tree("(-글자) 한글") == And((Not(w("글자"), 0, 0), w("한글")), 0, 0)
    assert tree("한글 -(a b)") == without(And((w("a"), w("b")), 0, 0))
    assert tree("한글 -lang:en") == without(Filter("lang", "en", 0, 0))
    assert tree("한글 -title:en") == without(InTitle(w("en"), 0, 0))
    assert tree("lang:en -글자").nodes[1] == Not(w("글자"), 0, 0)


@each_row("word", ["글자", "숲", "美", "글", "KT", "#태그", ".env", "site:a.kr"])
def test_a_minus_before_a_word_leaves_it_out(word: str) -> None:
    (excluded,) = parse(f"한글 -{word} 검색").excluded
    assert (excluded.text, excluded.start, excluded.end) == (word, 3, 4 + len(word))
    assert excluded.other == f"한글 {word} 검색"
    assert not parse(excluded.other).excluded


@each_row(
    "query",
    [
        *("기온 -3도", "주가 -10%", "수익 -$5", "약 -½", "기온 −3도", "한글 -x", "한글 -ㅋ", "한글 -é"),
        *("tar -x", "docker run -it", "docker run -IT 한글", 'grep "a b" -in', "gcc -O2 a.c", "ls ) -la"),
    ],
)  # fmt: skip
def test_a_hyphen_before_a_number_a_letter_or_an_option_is_text(query: str) -> None:
    parsed = parse(query)
    assert parsed.excluded == ()
    option = next(word for word in query.split() if word[0] in "-−")
    note = next(note for note in parsed.ignored if note.reason == "not-excluded")
    assert note.text == option
    (excluded,) = parse(note.other).excluded
    assert excluded.text == f'"{option[1:]}"'


@each_row(
    "query",
    [
        *("git push --force", "--verbose", "--dry-run 옵션", "-----BEGIN 한글", "a --no-edit -- b"),
        *('--"한글" 글자', "(서울)-부산", '"AI"-모델', "a -> b", "ㅎㅎ -_-;", "한글 - 글자", "--title:x 한글"),
    ],
)  # fmt: skip
def test_what_looks_like_a_minus_and_is_none(query: str) -> None:
    assert parse(query).excluded == ()


@pytest.mark.parametrize("query", ["lang:ko -it", "-파이썬 -go 한글", "KT OR -it", "한글 -it"])
def test_two_latin_letters_are_no_option_behind_anything_else(query: str) -> None:
    assert "not-excluded" not in reasons(query)


@pytest.mark.parametrize(
    ("query", "read_as"),
    [
        ("-한글", "한글"),
        ('-"국가 AI" -한글', '"국가 AI" 한글'),
        ("-(KT OR 네이버)", "KT OR 네이버"),
        ("NOT 게이트", "NOT 게이트"),
        ("KT OR -한글", "KT OR 한글"),
        ("KT OR NOT 한글", 'KT OR ("NOT" 한글)'),
        ("-lang:en -한글", "-lang:en 한글"),
    ],
)
def test_without_anything_to_find_a_minus_is_none(query: str, read_as: str) -> None:
    node = parse(query).node
    assert node is not None
    assert to_text(node).replace('"NOT" 게', "NOT 게") == read_as
    assert "only-excluded" in reasons(query)


@pytest.mark.parametrize(
    ("query", "node"),
    [
        ("a -", w("a")),
        ("- a", w("a")),
        ("(a -) b", And((w("a"), w("b")), 0, 0)),
        ("a - OR b", Or((w("a"), w("b")), 0, 0)),
        ("-* a", w("a")),
    ],
)
def test_lone_minus_is_as_good_as_not_there(query: str, node: Node | None) -> None:
    assert tree(query) == node
    assert "lone-minus" in reasons(query)


def test_operators_without_a_partner_are_words() -> None:
    assert tree("I will NOT") == And((w("I"), w("will"), w("NOT")), 0, 0)
    assert tree("AND") == w("AND")
    assert tree("AND 게이트") == And((w("AND"), w("게이트")), 0, 0)
    assert tree("한글 (OR) 글자") == And((w("한글"), w("OR"), w("글자")), 0, 0)
    assert tree("a AND OR b") == Or((w("a"), w("b")), 0, 0)
    assert tree("| |") == Quoted("| |", 0, 0)


def test_tail_and_title() -> None:
    assert tree('"국가 AI"는 "12.7B"의') == And(
        (Quoted("국가 AI", 0, 0, "는"), Quoted("12.7B", 0, 0, "의")), 0, 0
    )
    assert tree("title:하이퍼*") == InTitle(w("하이퍼", prefix=True), 0, 0)
    assert tree('TITLE:"국가 AI"를') == InTitle(Quoted("국가 AI", 0, 0, "를"), 0, 0)
    assert tree("title:OR") == InTitle(w("OR"), 0, 0)


NFD = unicodedata.normalize("NFD", "한국어")


@pytest.mark.parametrize("name", ["ko", "KO", "한국어", "Korean", "ＫＯ", '"ko"', NFD])
def test_korean_by_any_name(name: str) -> None:
    assert tree(f"lang:{name}") == Filter("lang", "ko", 0, 0)


def test_filter_values_stay_whole() -> None:
    assert tree("tag:GPT-4") == Filter("tag", "GPT-4", 0, 0)
    assert tree("source:https://a.kr/b") == Filter("source", "https://a.kr/b", 0, 0)
    assert tree('tag:"C*"') == Filter("tag", "C*", 0, 0)
    assert to_text(Filter("tag", "C*", 0, 0)) == 'tag:"C*"'
    assert to_text(Filter("tag", "-x", 0, 0)) == 'tag:"-x"'


@each_row(
    ("value", "first", "last"),
    [
        ("2026-01-19", date(2026, 1, 19), date(2026, 1, 19)),
        ("2026-02", date(2026, 2, 1), date(2026, 2, 28)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2026-01..2026-03", date(2026, 1, 1), date(2026, 3, 31)),
        ("2026-01..", date(2026, 1, 1), None),
        ("..2026-03", None, date(2026, 3, 31)),
        ("2026-01-19..2026-02-03", date(2026, 1, 19), date(2026, 2, 3)),
        ("2025..2026-01-19", date(2025, 1, 1), date(2026, 1, 19)),
        ("9999-12", date(9999, 12, 1), date.max),
        ("0001", date.min, date(1, 12, 31)),
        ("２０２６－０１", date(2026, 1, 1), date(2026, 1, 31)),
    ],
)
def test_dates(value: str, first: date | None, last: date | None) -> None:
    assert tree(f"date:{value}") == DateRange(first, last, 0, 0)
    assert tree(to_text(DateRange(first, last, 0, 0))) == DateRange(first, last, 0, 0)


@each_row(
    ("value", "reason"),
    [
        ("2026-02-30", "date-impossible"),
        ("2026-13", "date-impossible"),
        ("2026-00", "date-impossible"),
        ("0000", "date-impossible"),
        ("2026-01..2026-02-29", "date-impossible"),
        ("..", "date-form"),
        ("2026..2027..2028", "date-form"),
        ("2026.13.1.", "date-impossible"),
        ("1.19.2026", "date-form"),
        ("언젠가", "date-form"),
        ("٢٠٢٦", "date-form"),
    ],
)
def test_what_is_no_date_is_text(value: str, reason: str) -> None:
    parsed = parse(f"AI date:{value}")
    assert bare(parsed.node) == And((w("AI"), w("date:"), w(value)), 0, 0)
    assert parsed.ignored == (Ignored(f"date:{value}", reason, 3, 8 + len(value)),)


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2026-03..2026-01", date(2026, 1, 1), date(2026, 3, 31)),
        ("2026-01-20..2026-01-19", date(2026, 1, 19), date(2026, 1, 20)),
        ("2026..2025-06", date(2025, 6, 1), date(2026, 12, 31)),
    ],
)
def test_the_ends_of_a_period_change_places(value: str, first: date, last: date) -> None:
    assert tree(f"date:{value}") == DateRange(first, last, 0, 0)
    assert reasons(f"date:{value}") == ["date-reversed"]


# What is ignored


@pytest.mark.parametrize("word", ["믿:음", "site:a", "기사제목:국가", "매체：국가", "foo-bar:x"])
def test_unknown_field(word: str) -> None:
    parsed = parse(f"AI {word}")
    name = re.split("(?<=[:：])", word)[0]
    assert bare(parsed.node) == And((w("AI"), w(word)), 0, 0)
    assert parsed.ignored == (Ignored(name, "unknown-field", 3, 3 + len(name)),)


@each_row(
    "word",
    [
        "12:30",
        "오후2:30",
        "said:",
        "http://a.kr",
        "mailto:a@b.kr",
        "std::vector",
        "C:\\x",
        ":",
        "3:2",
    ],
)
def test_a_colon_that_is_plainly_no_field(word: str) -> None:
    assert parse(word) == ParsedQuery(Word(word, 0, len(word)))


def test_an_unknown_field_keeps_its_place_behind_invisible_characters() -> None:
    assert parse("\u200b믿\u200b:음").ignored == (Ignored("믿:", "unknown-field", 1, 4),)


def test_notes_in_order_of_place() -> None:
    notes = parse('a:b - * tag:"x"의 c:d *').ignored
    assert [note.reason for note in notes] == [
        "unknown-field",
        "lone-minus",
        "lone-star",
        "particle",
        "unknown-field",
        "lone-star",
    ]


@pytest.mark.parametrize("query", ["", "   ", "\u200b", "\u3000\n", "\0"])
def test_nothing_typed(query: str) -> None:
    assert parse(query) == ParsedQuery(None)


@each_row("query", ["*", "-", '""', '"', "()", "( * ) -", "|", "--", ") (", "(((("])
def test_signs_alone_are_a_phrase_that_nothing_has(query: str) -> None:
    node = parse(query).node
    assert isinstance(node, Quoted)
    assert parse(query).ignored == ()
    assert not any(map(str.isalnum, node.text))


# What cannot be syntax


@each_row(
    ("query", "reason", "place"),
    [
        ('국가 "AI', "unclosed-quote", '"'),
        ('화면 5" 이하 3" 이상', "unclosed-quote", '"'),
        ('국가 "" AI', "empty-quotes", '""'),
        ("국가 (AI", "unclosed-parenthesis", "("),
        ("국가 AI) KT", "unopened-parenthesis", ")"),
        ("국가 ( ) KT", "empty-parentheses", "( )"),
        ("국가 (-) KT", "empty-parentheses", "(-)"),
        ("| 국가", "or-without-left", "|"),
        ("국가 (OR AI)", "or-without-left", "OR"),
        ("(국가 OR) AI", "or-without-right", "OR"),
        ("국가 OR -", "or-without-right", "OR"),
        ("국가 OR | AI", "or-doubled", "|"),
        ("국가 tag:", "empty-field", "tag:"),
        ("(tag:)", "empty-field", "tag:"),
        ("tag:* a", "empty-field", "tag:"),
        ('tag:"a', "empty-field", "tag:"),
        ("tag:(a b)", "field-parenthesis", "tag:"),
        ("tag:-a", "field-minus", "tag:"),
        ("number:-3", "field-minus", "number:"),
        ("AI lang:fr", "unknown-language", "lang:fr"),
    ],
)
def test_notes_name_the_place(query: str, reason: str, place: str) -> None:
    note = next(note for note in parse(query).ignored if note.reason == reason)
    assert note.text == query[note.start : note.end] == place


@pytest.mark.parametrize(
    ("query", "other"),
    [
        ('He told the crew to "take stronger', 'He told the crew to "take stronger"'),
        ('"한글" 그리고 “글자', '"한글" 그리고 “글자"'),
        ("title: 새 책이 나왔다", "title:새 책이 나왔다"),
        ("Source: Reuters", "Source:Reuters"),
        ('number: "2.5 trillion"', 'number:"2.5 trillion"'),
        ("기온 -3도", '기온 -"3도"'),
    ],
)
def test_the_other_reading_is_what_may_have_been_meant(query: str, other: str) -> None:
    assert [note.other for note in parse(query).ignored] == [other]
    assert reasons(other) == []


@pytest.mark.parametrize(
    "query", ["date: Jan. 3", "number: five people", 'a 5" disk', "lang: fr", 'a "']
)
def test_there_is_no_other_reading_of_what_cannot_be_meant(query: str) -> None:
    assert [note.other for note in parse(query).ignored] == [""]


@each_row(
    ("query", "phrases"),
    [
        ('5" disk "floppy drive"', ["floppy drive"]),
        ('그는 "왔다. 그녀는 "갔다 왔다" 했다', ["갔다 왔다"]),
        ("왔다.” 그는 “갔다 왔다”고 했다", ["갔다 왔다"]),
        ('""인용문""이라고', ["인용문"]),
        ('f("""a b""")', ["a b"]),
        ('"a""b"', ["a", "b"]),
        ('"국가 AI "의 "반도체 "', ["국가 AI", "반도체"]),
        ('" 국가 AI "', ["국가 AI"]),
        ('x = "" + "a b"', ["a b"]),
    ],
)
def test_marks_that_belong_together_are_a_phrase(query: str, phrases: list[str]) -> None:
    node = tree(query)
    parts = node.nodes if isinstance(node, And) else (node,)
    assert [part.text for part in parts if isinstance(part, Quoted)] == phrases


def test_limits() -> None:
    assert parse("가" * 2000).ignored == ()
    assert parse("가" * 2000 + " \n").ignored == ()
    cut = parse("가" * 2001)
    assert bare(cut.node) == w("가" * 2000)
    assert cut.ignored == (Ignored("가", "too-long", 2000, 2001),)
    between = parse("아 " + "가나 " * 700, limits=Limits(words=1000))
    assert isinstance(between.node, And)
    assert {node.text for node in between.node.nodes if isinstance(node, Word)} == {"아", "가나"}
    assert between.ignored[0].start == 1999
    assert parse("가 " * 256).ignored == ()
    many = parse("가 " * 257)
    assert isinstance(many.node, And) and len(many.node.nodes) == 256
    assert [(n.reason, n.start) for n in many.ignored] == [("too-many-words", 512)]
    assert parse("a -title:bc lang:ko", limits=Limits(words=2)).ignored[0].start == 12
    assert parse("(" * 32 + "가" + ")" * 32).ignored == ()
    deep = parse("(" * 35 + "가" + ")" * 35)
    assert bare(deep.node) == w("가")
    assert [(n.reason, n.start) for n in deep.ignored] == [("too-deep", 32)]


# Properties

PIECES = st.sampled_from(
    [
        *("국가", "AI", "모티프", "GPT-4", "C++", "믿:음", "12:30", "the", "👨‍👩‍👧", "a|b", "k:"),
        *(
            "OR",
            "AND",
            "NOT",
            "|",
            "--",
            " -x",
            " -it",
            " -rf",
            "./a",
            "tar ",
            "3도",
            "-",
            "−",
            "(",
            ")",
            "（",
            "）",
            "*",
            "＊",
            " ",
            " ",
            "\u3000",
        ),
        *('"국가 AI"', "“a b”는", '"', "＂", "title:", "TAG：", "source:", "author:", "lang:ko"),
        *("date:2026", "date:2026-01..", "date:..2026-02-03", "date:2026-02-30", "lang:"),
        *("number:1조", "number:3.5..2조", "number:..", "number:많이"),
        *("\u200b", "\u200d", "\0", "\ud800", "\u3164", "..", "*", "'", "’"),
    ]
)
QUERIES = st.lists(PIECES, max_size=25).map("".join)


ANY = st.one_of(QUERIES, st.text(st.characters()))


@given(ANY)
@example("-NOT")
@example("title:*OR")
@example('title:"(a"b)')
def test_any_text_is_read(query: str) -> None:
    parsed = parse(query)
    at = 0
    for note in parsed.ignored:
        assert at <= note.start < note.end <= len(query)
        assert ignored_message(note).code == f"query.ignored.{note.reason}"
        assert all(ignored_message(note).text(language) for language in Language)
        at = note.start
    assert (parsed.node is None) == (not visible(query).strip())
    if parsed.node is not None:
        check(parsed.node, 0, len(query))
        positive(parsed.node)


@given(ANY)
def test_what_is_left_out_is_said_and_can_be_asked_for(query: str) -> None:
    parsed = parse(query)
    for excluded in parsed.excluded:
        assert excluded.text in query[excluded.start : excluded.end]
        assert excluded.other != query
    assert len(parsed.excluded) == (0 if parsed.node is None else repr(parsed.node).count("Not("))


def positive(node: Node) -> None:
    """Something to find stands beside whatever is left out, except filters alone."""
    match node:
        case Not(node=inner):
            assert isinstance(inner, Restriction)
        case And(nodes=nodes):
            if all(isinstance(part, Not) for part in nodes):
                for part in nodes:
                    positive(part)
            for part in nodes:
                positive(part.node if isinstance(part, Not) else part)
        case Or(nodes=nodes):
            for part in nodes:
                positive(part)


LETTERS = st.lists(
    st.sampled_from(["국가", "AI", "모티프", "the", "3도", "글자"]), min_size=1, max_size=6
)
SIGNS = st.sampled_from(
    ['"', "“", "(", ")", "()", '""', "*", "--", "|", "!", "{", "- ", "title: ", "lang:fr "]
)


@given(LETTERS, st.lists(SIGNS, max_size=6), st.randoms(use_true_random=False))
def test_signs_between_words_lose_none_of_them(
    words: list[str], signs: list[str], chance: Random
) -> None:
    pieces = [f"{word} " for word in words]
    for sign in signs:
        pieces.insert(chance.randint(0, len(pieces)), sign)
    node = parse("".join(pieces)).node
    assert node is not None
    found = re.findall(r"[\w]+", " ".join(texts(node)))
    assert Counter(words) <= Counter(found)


def texts(node: Node) -> list[str]:
    match node:
        case And(nodes=nodes) | Or(nodes=nodes):
            return [text for inner in nodes for text in texts(inner)]
        case Word(text=text):
            return [text]
        case Quoted(text=text, tail=tail):
            return [text, tail]
    raise AssertionError(node)  # nothing else comes of words and signs


def check(node: Node, start: int, end: int) -> None:
    """Places nest, and a list of nodes has at least two, none of its own kind."""
    assert start <= node.start < node.end <= end
    match node:
        case And(nodes=nodes) | Or(nodes=nodes):
            assert len(nodes) > 1
            for inner in nodes:
                assert type(inner) is not type(node)
                check(inner, node.start, node.end)
        case Not(node=inner) | InTitle(node=inner):
            check(inner, node.start, node.end)
        case Word(text=text) | Quoted(text=text) | Filter(value=text):
            assert text.strip()


SYNTAX = re.compile(
    rf"[{HYPHENS}]|{FIELD_NAME.pattern}|({'|'.join(map(re.escape, OPERATORS))})\Z", re.I
)


@given(ANY)
@example("(a OR) b")
@example("lang:lang:ko")
@example("AI(-AI")
@example("lang:|")
@example("title: -it -it")
@example("한글 NOT it -it")
@example("한글 NOT -x NOT --no NOT 3도")
@example("x -it (y) -it")
@example("tar NOT xzf /etc -xzf")
def test_the_canonical_text_reads_the_same(query: str) -> None:
    node = parse(query).node
    if node is not None:
        text = to_text(node)
        limits = Limits(characters=10 * len(query) + 100)
        again = parse(text, limits=limits).node
        assert again is not None
        assert unquoted(bare(again)) == unquoted(bare(node))
        assert to_text(again) == text


def unquoted(node: Any) -> Any:
    """A node in which phrases of what is syntax elsewhere are words: written as words, they would be read as syntax."""
    if isinstance(node, Quoted) and not node.tail and SYNTAX.match(node.text):
        return Word(node.text, 0, 0)
    if isinstance(node, tuple):
        return tuple(map(unquoted, node))
    if not is_dataclass(node) or isinstance(node, type):
        return node
    return replace(node, **{f.name: unquoted(getattr(node, f.name)) for f in fields(node)})


@each_row(
    ("node", "text"),
    [
        (w("OR"), "OR"),
        (And((w("a"), w("OR"), w("b")), 0, 0), 'a "OR" b'),
        (w("a b"), '"a b"'),
        (w('5"'), '"5 "'),
        (w("tag:x"), '"tag:x"'),
        (w("tag:"), "tag:"),
        (w("-xyz"), '"-xyz"'),
        (Quoted("국가", 0, 0, "는"), '"국가"는'),
    ],
)
def test_nodes_made_by_hand_are_quoted_where_needed(node: Node, text: str) -> None:
    assert to_text(node) == text


# Hostile input: far above the limits, it must still take time in proportion to its length.

HOSTILE = [
    "(",
    ")",
    "-",
    "- ",
    "-(",
    "NOT ",
    '"',
    '"a"',
    '"a"는',
    "*",
    "a*",
    "*a ",
    "| ",
    "a OR ",
    "a OR (",
    "(a)",
    "title:",
    "title: ",
    "a:",
    "date:2026..",
    "number:1조..",
    "1조",
    "a-",
    "\u200b",
    "\u200d",
    "👩\u200d",
    "가 ",
    " ",
    "\ud800",
]


@pytest.mark.slow
@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_input_is_linear(piece: str) -> None:
    count = 2_000  # anything quadratic would not come back from this
    limits = Limits(characters=10**7, words=10**7, nesting=10**7)
    for query in (piece * count, piece * count + "x", "x " + piece * count):
        for chosen in (limits, Limits()):
            parse(query, limits=chosen)


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    [
        *(
            '"a ',
            ' "a',
            '""a',
            '" "',
            'a" ',
            "-ab ",
            "--a ",
            "a -it ",
            "()",
            "(OR) ",
            "OR ",
            "AND ",
        ),
        *("a OR -b ", "**a** ", "lang:fr ", "title: a "),
    ],
)
def test_signs_and_their_notes_are_linear(piece: str) -> None:
    limits = Limits(characters=10**7, words=10**7)
    ratio = grows(lambda text: parse(text, limits=limits), piece * 2_000, piece * 500, 0.05)
    assert ratio < LINEAR


@pytest.mark.slow
def test_balanced_depth_needs_no_recursion() -> None:
    deep = 10_000
    limits = Limits(characters=10**6, nesting=deep)
    assert bare(parse("(" * deep + "가" + ")" * deep, limits=limits).node) == w("가")
    mixed = "(a OR (b " * (deep // 2) + "c" + "))" * (deep // 2)
    assert "too-many-words" in reasons(mixed, characters=10**6, nesting=deep)
    parse(mixed, limits=replace(limits, words=10**6))


def test_kinds_are_all_handled() -> None:
    assert {kind.value for kind in LexemeKind} == {
        *(
            "word",
            "prefix",
            "phrase",
            "tail",
            "open",
            "close",
            "minus",
            "or",
            "and",
            "field",
            "star",
            "sign",
        )
    }


@each_row(
    ("query", "same"),
    [
        ("날짜:2023  서울", True),
        ("-태그:한글 제목:직지", True),
        ("DATE:2023", True),
        ("날짜:2023년 서울", False),
        ("번역:있음", False),
        ('"날짜: 서울"', True),
        ("서울 | 부산", False),
    ],
)
def test_names_of_fields_in_korean_are_no_other_reading(query: str, same: bool) -> None:
    node = parse(query).node
    assert node is not None
    assert is_as_typed(to_text(node), query) == same
