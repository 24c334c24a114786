"""The parser against its manual, the tree of every construct, and properties of any text."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import fields, is_dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from seogo.errors import QuerySyntaxError
from seogo.languages import Language
from seogo.query import parser
from seogo.query.canonical import to_text
from seogo.query.diagnostics import ignored_message
from seogo.query.lexer import LexemeKind
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
    Word,
)
from seogo.query.parser import Limits, parse


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


def failure(query: str, **limits: int) -> QuerySyntaxError:
    with pytest.raises(QuerySyntaxError) as caught:
        parse(query, limits=Limits(**limits))
    return caught.value


# The manual

LINE = re.compile(r" {8}(?P<query>.+?)  (?P<sign>[→✗])  ?(?P<said>.+?)(?:  ~ (?P<ignored>.+))?")
MANUAL = [m for line in (parser.__doc__ or "").splitlines() if (m := LINE.fullmatch(line))]


def test_every_example_of_the_manual_is_seen() -> None:
    indented = [line for line in (parser.__doc__ or "").splitlines() if line.startswith(" " * 8)]
    assert len(indented) == len(MANUAL) > 40


@pytest.mark.parametrize("line", MANUAL, ids=lambda m: m["query"])
def test_manual(line: re.Match[str]) -> None:
    if line["sign"] == "✗":
        assert failure(line["query"]).code == line["said"]
        return
    parsed = parse(line["query"])
    assert parsed.node is not None
    assert to_text(parsed.node) == line["said"]
    assert " ".join(note.reason for note in parsed.ignored) == (line["ignored"] or "")


def test_the_manual_names_every_error_and_field() -> None:
    manual = parser.__doc__ or ""
    sources = "".join(path.read_text() for path in Path(parser.__file__).parent.glob("*.py"))
    codes = set(re.findall(r'"query\.([a-z-]+)"', sources)) - {"ignored"}
    assert len(codes) > 20
    assert [code for code in codes if code not in manual] == []
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
    assert tree("-a OR b") == Or((Not(w("a"), 0, 0), w("b")), 0, 0)


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
    assert tree("--a") == tree("NOT a") == tree("NOT -a") == tree("-NOT a") == Not(w("a"), 0, 0)
    assert tree("-(-a)") == Not(Not(w("a"), 0, 0), 0, 0)
    assert tree("-(a b)") == Not(And((w("a"), w("b")), 0, 0), 0, 0)
    assert tree("-lang:en") == Not(Filter("lang", "en", 0, 0), 0, 0)
    assert tree("NOT AND b") == Not(w("b"), 0, 0)


@pytest.mark.parametrize(
    ("query", "node"),
    [
        ("a -", w("a")),
        ("- a", w("a")),
        ("(a NOT) b", And((w("a"), w("b")), 0, 0)),
        ("(a NOT -) b", And((w("a"), w("b")), 0, 0)),
        ("a - OR b", Or((w("a"), w("b")), 0, 0)),
        ("-* a", w("a")),
        ("-", None),
        ("NOT", None),
    ],
)
def test_lone_minus_is_as_good_as_not_there(query: str, node: Node | None) -> None:
    assert tree(query) == node
    assert "lone-minus" in {note.reason for note in parse(query).ignored}


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


@pytest.mark.parametrize(
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


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("2026-02-30", "date-impossible"),
        ("2026-13", "date-impossible"),
        ("2026-00", "date-impossible"),
        ("0000", "date-impossible"),
        ("2026-01..2026-02-29", "date-impossible"),
        ("2026-03..2026-01", "date-reversed"),
        ("2026-01-20..2026-01-19", "date-reversed"),
        ("..", "date-form"),
        ("2026..2027..2028", "date-form"),
        ("2026-1", "date-form"),
        ("26.1.19", "date-form"),
        ("작년", "date-form"),
        ("٢٠٢٦", "date-form"),
    ],
)
def test_wrong_dates(value: str, code: str) -> None:
    error = failure(f"AI date:{value}")
    assert (error.code, error.start, error.end) == (code, 8, 8 + len(value))
    assert "date:2026-01" in str(error.allowed)


# What is ignored


@pytest.mark.parametrize(
    "word", ["믿:음", "site:a", "제목:국가", "제목：국가", "foo:", "foo-bar:x"]
)
def test_unknown_field(word: str) -> None:
    parsed = parse(f"AI {word}")
    name = re.split("(?<=[:：])", word)[0]
    assert bare(parsed.node) == And((w("AI"), w(word)), 0, 0)
    assert parsed.ignored == (Ignored(name, "unknown-field", 3, 3 + len(name)),)


@pytest.mark.parametrize(
    "word",
    ["12:30", "오후2:30", "http://a.kr", "mailto:a@b.kr", "std::vector", "C:\\x", ":", "3:2"],
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


@pytest.mark.parametrize("query", ["", "   ", "\u200b", "AND", "AND AND", "*", "-", "\u3000\n"])
def test_nothing_to_search(query: str) -> None:
    assert parse(query).node is None


# Errors


@pytest.mark.parametrize(
    ("query", "code", "place"),
    [
        ('국가 "AI', "unclosed-quote", '"'),
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
        ("tag:(a b)", "field-parenthesis", "tag:("),
        ("tag:-a", "field-minus", "tag:-"),
        ("AI lang:fr", "unknown-language", "fr"),
    ],
)
def test_errors_name_the_place(query: str, code: str, place: str) -> None:
    error = failure(query)
    assert (error.code, query[error.start : error.end]) == (code, place)
    assert f"(at character {error.start + 1})" in str(error)


def test_language_error_names_both() -> None:
    assert "ko" in str(failure("lang:fr").allowed)
    assert "en" in str(failure("lang:fr").allowed)


def test_limits() -> None:
    assert parse("가" * 2000).node is not None
    error = failure("가" * 2001)
    assert (error.code, error.start, error.end) == ("too-long", 2000, 2001)
    assert parse("가 " * 256).node is not None
    error = failure("가 " * 257)
    assert (error.code, error.start, error.end) == ("too-many-words", 512, 513)
    assert failure("a -title:b lang:ko", words=2).start == 11
    assert parse("(" * 32 + "가" + ")" * 32).node is not None
    error = failure("(" * 33 + "가" + ")" * 33)
    assert (error.code, error.start, error.end) == ("too-deep", 32, 33)
    assert "32" in str(error.allowed)


# Properties

PIECES = st.sampled_from(
    [
        *("국가", "AI", "모티프", "GPT-4", "C++", "믿:음", "12:30", "the", "👨‍👩‍👧", "a|b", "k:"),
        *("OR", "AND", "NOT", "|", "-", "−", "(", ")", "（", "）", "*", "＊", " ", " ", "\u3000"),
        *('"국가 AI"', "“a b”는", '"', "＂", "title:", "TAG：", "source:", "author:", "lang:ko"),
        *("date:2026", "date:2026-01..", "date:..2026-02-03", "date:2026-02-30", "lang:"),
        *("number:1조", "number:3.5..2조", "number:..", "number:많이"),
        *("\u200b", "\u200d", "\0", "\ud800", "\u3164", "..", "*", "'", "’"),
    ]
)
QUERIES = st.lists(PIECES, max_size=25).map("".join)


@given(st.one_of(QUERIES, st.text(st.characters())))
@example("-NOT")
@example("title:*OR")
def test_any_text_is_read_or_refused_with_a_place(query: str) -> None:
    try:
        parsed = parse(query)
    except QuerySyntaxError as error:
        assert 0 <= error.start < error.end <= len(query)
        for language in Language:
            assert error.what.text(language) and error.allowed.text(language)
        return
    at = 0
    for note in parsed.ignored:
        assert at <= note.start < note.end <= len(query)
        assert ignored_message(note).code == f"query.ignored.{note.reason}"
        assert ignored_message(note).text(Language.KO)
        at = note.start
    if parsed.node is not None:
        check(parsed.node, 0, len(query))


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


@given(st.one_of(QUERIES, st.text(st.characters())))
def test_the_canonical_text_reads_the_same(query: str) -> None:
    try:
        node = parse(query).node
    except QuerySyntaxError:
        return
    if node is not None:
        text = to_text(node)
        again = parse(text, limits=Limits(characters=10 * len(query) + 100)).node
        assert bare(again) == bare(node)
        assert again is not None
        assert to_text(again) == text


@pytest.mark.parametrize(
    ("node", "text"),
    [
        (w("OR"), '"OR"'),
        (w("a b"), '"a b"'),
        (w('5"'), '"5 "'),
        (w("tag:x"), '"tag:x"'),
        (w("-x"), '"-x"'),
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
    count = 10_000  # anything quadratic would not come back from this
    limits = Limits(characters=10**7, words=10**7, nesting=10**7)
    for query in (piece * count, piece * count + "x", "x " + piece * count):
        for chosen in (limits, Limits(characters=10**7), Limits()):
            try:
                parse(query, limits=chosen)
            except QuerySyntaxError as error:
                assert 0 <= error.start < error.end <= len(query)


@pytest.mark.slow
def test_balanced_depth_needs_no_recursion() -> None:
    deep = 10_000
    limits = Limits(characters=10**6, nesting=deep)
    assert bare(parse("(" * deep + "가" + ")" * deep, limits=limits).node) == w("가")
    mixed = "(a OR (b " * (deep // 2) + "c" + "))" * (deep // 2)
    with pytest.raises(QuerySyntaxError, match="256 words"):
        parse(mixed, limits=limits)
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
        )
    }
