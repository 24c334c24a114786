"""What people type, kind by kind: language.jsonl, one row a line, held to real indexes over HTTP.

``kind`` is one of KINDS; ``why`` says why a reader may expect this. A row asks one thing:

- ``query``, on an archive of all the texts of the file (or ``archive``: ``sample``, ``big`` for the evaluation archive, which
  only ``tests/benchmarks/language.py`` has). Keys with texts have one or a list:
  ``must``: is among the first ten, with every word (``partly``: or some) · ``not_above``: does not stand above it · ``not``:
  neither that nor a full match · ``never``: is not found · ``marks``, ``unmarked``, ``passage``: of ``must``, what is marked
  whole, what is not, what stands in its passage uncut · ``offers``: the first correction, null for none · ``bridged``,
  ``unbridged``: one of these is, none of these is a translation · ``by_sound``: false where no translation is by sound ·
  ``not_also``: not searched too · ``explained``: every result has a reason, and one word has no partial ones.
  A query without any of them is to be answered, whatever is found. ``via: suggestion`` passes by the first correction, too.
- ``prefix``, of which one of ``want`` is suggested.
- ``article``, a text (in ``archive`` an id), among whose related articles are ``related`` and none of ``unrelated``; none at
  all if ``alone``.

``stay`` marks what was right when the rows were written.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from seogo.composition import Site, open_site
from seogo.indexing.indexer import IndexOptions
from seogo.settings import load_settings
from seogo.web.app import build_app
from tests.benchmarks.language import (
    Asked,
    archive_of,
    judge,
    listed,
    name_of,
    read_rows,
    texts_of,
    write_texts,
)

KINDS = {
    1: "pasted text",
    2: "stems in ㄹ",
    3: "full matches",
    4: "light verbs",
    5: "hyphens",
    6: "middle dots",
    7: "numbers",
    8: "units",
    9: "function words that are names",
    10: "correct words",
    11: "hidden misspellings",
    12: "translations by sound",
    13: "glossaries",
    14: "hyphens, points and accents of English",
    15: "names of letters",
    16: "places",
    17: "spoken forms",
    18: "English forms",
    19: "marks and passages",
    20: "suggestions",
    21: "related articles",
}
KEYS = {
    *("kind", "why", "stay", "via", "archive", "query", "prefix", "want", "article", "related"),
    *("must", "not_above", "not", "never", "partly", "marks", "unmarked", "passage", "offers"),
    *("bridged", "unbridged", "by_sound", "not_also", "explained", "unrelated", "alone"),
}
ROWS = read_rows(Path(__file__).parent / "language.jsonl")
HELD = [row for row in ROWS if row.get("stay") and archive_of(row) != "big"]


@pytest.fixture(scope="module")
def asked(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Asked]]:
    """Applications over the archives of the file, but for the evaluation archive."""
    folder = tmp_path_factory.mktemp("language")
    opened: dict[str, Site] = {}
    for name in ("small", "related"):
        rows = [row for row in ROWS if archive_of(row) == name]
        write_texts([text for row in rows for text in texts_of(row)], folder / name)
        opened[name] = open_site(load_settings(folder / name, folder / f"{name}-index", {}))
        opened[name].indexer.run(IndexOptions())
    yield {name: Asked(build_app(one).test_client()) for name, one in opened.items()} | {
        "sample": Asked(build_app(site).test_client())
    }
    for one in opened.values():
        one.close()


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS, ids=KINDS.get)
def test_what_was_judged_holds(asked: dict[str, Asked], kind: int) -> None:
    wrong = [
        "\n".join((name_of(row), row["why"], *faults))
        for row in HELD
        if row["kind"] == kind and (faults := judge(row, asked[archive_of(row)]).faults)
    ]
    assert not wrong, "\n\n".join(wrong)


def test_rows_say_what_they_judge() -> None:
    for row in ROWS:
        assert row.keys() <= KEYS, f"{name_of(row)}: {row.keys() - KEYS}"
        assert row["kind"] in KINDS, name_of(row)
        assert row["why"], name_of(row)
        assert len(row.keys() & {"query", "prefix", "article"}) == 1, name_of(row)
        assert row.get("via", "search") in ("search", "bridge", "suggestion"), name_of(row)
        assert not set(listed(row, "must")) & set(listed(row, "never")), name_of(row)
    assert len({json.dumps(row, sort_keys=True) for row in ROWS}) == len(ROWS)


def test_every_kind_has_rows_and_some_that_were_right() -> None:
    every = Counter(row["kind"] for row in ROWS)
    right = Counter(row["kind"] for row in ROWS if row.get("stay"))
    assert all(every[kind] >= 20 and right[kind] >= 5 for kind in KINDS)


@pytest.mark.slow
def test_judging_notices_each_kind_of_fault(asked: dict[str, Asked]) -> None:
    small, text = asked["small"], "국립생태원(NIE) 개원식이 열렸다."
    row = {"kind": 1, "query": "국립생태원(NIE) 개원식", "via": "search"}

    def faults(**keys: object) -> tuple[str, ...]:
        return judge({**row, **keys}, small).faults

    assert not faults(must=text, marks="개원식", passage=text, offers=None)
    assert faults(must="없는 글이다.") == ("not found: 없는 글이다.",)
    assert faults(query="국립생태원 딱따구리", must=text) == (
        f"found without some of the words: {text}",
    )
    assert not faults(query="국립생태원 딱따구리", must=text, partly=True)
    assert faults(never=text) == (f"found: {text}",)
    assert faults(**{"not": text}) == (f"full match: {text}",)
    assert faults(must="없는 글이다.", not_above=text)[1:] == (f"above: {text}",)
    assert faults(must=text, marks="열렸다")[0].startswith("not marked: 열렸다")
    assert faults(must=text, unmarked="개원식") == ("marked: 개원식",)
    assert faults(must=text, passage="닫혔다")[0].startswith("not in the passage: 닫혔다")
    assert faults(offers="국립생태관") == ("offered: nothing",)
    assert faults(query="한강", by_sound=False)[0].startswith("by sound: ")
    assert judge({"kind": 20, "prefix": "없는말", "want": ["없는말"]}, small).faults
    article = next(row for row in ROWS if row.get("related") and archive_of(row) == "related")
    wrong = {**article, "related": ["없는 글이다."], "unrelated": article["related"], "alone": True}
    assert len(judge(wrong, asked["related"]).faults) >= 3
