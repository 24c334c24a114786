"""Did you mean: what is offered, for which queries, and for which not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from seogo.composition import Site, open_site
from seogo.indexing.indexer import IndexOptions
from seogo.languages import Language
from seogo.query.parser import parse
from seogo.searching.request import SearchPage, SearchRequest
from seogo.settings import load_settings
from seogo.suggestions.did_you_mean import MOST, Corrector
from tests.rows import each_row

TEXTS = (
    *["반도체 수출이 늘었다. 공장을 지었다."] * 6,
    *["서울 지하철 노선도를 새로 그렸다. 인공지능 강의도 있다."] * 5,
    "드디어 허락이 됐다. 설거지를 미루었다.",
    "콘텐츠 제작자가 되고 싶다. 컨텐츠라고도 쓴다.",
    "어이없는 실수를 했다.",
    "반반씩 나누었다. 반이 남았다.",
    *["You receive a letter from the government. What a database."] * 10,
    "A machine for learning. Machine learning is not new. A python sleeps.",
    "Somebody wrote recieve in this one, and database backup.",
    "What is written nowhere else: backup.",
    *["부엌에서 내용을 바꾼다."] * 4,
    *["억 소리가 나는 용 그림이다."] * 9,
    *["여름 하늘에 마을이 잠겼다. 물건을 사들이고 재료로 만들었다."] * 3,
    *["Make a choice of money in the station."] * 3,
)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """An archive of TEXTS."""
    folder = tmp_path_factory.mktemp("corrections")
    archive = folder / "archive"
    archive.mkdir()
    for number, text in enumerate(TEXTS):
        language = "ko" if "가" <= text[0] <= "힣" else "en"
        path = archive / f"a{number:02}.{language}.md"
        path.write_text(f"---\ntitle: —\n---\n{text}\n", encoding="utf-8")
    site = open_site(load_settings(archive, folder / "index", {}))
    site.indexer.run(IndexOptions())
    yield site
    site.close()


def search(site: Site, query: str, **changes: object) -> SearchPage:
    return site.search.search(SearchRequest(q=query, **changes))  # type: ignore[arg-type]


def offered(site: Site, query: str) -> list[tuple[str, str]]:
    return [(other.text, other.how) for other in search(site, query).corrections]


@pytest.mark.parametrize(
    ("query", "first", "how"),
    [
        ("tjdnf", "서울", "keyboard"),
        ("TJDNF", "서울", "keyboard"),
        ("tjdnf에서", "서울에서", "keyboard"),
        ("dlsrhdwlsmd 강의", "인공지능 강의", "keyboard"),
        ("ㅔㅛ쇄ㅜ", "python", "keyboard"),
        ("쫌ㅅ", "What", "keyboard"),
        ("설겆이", "설거지", "spelling"),
        ("됬다", "됐다", "spelling"),  # finds the same, and is wrong
        ("컨텐츠", "콘텐츠", "spelling"),
        ("반도채", "반도체", "spelling"),  # read as 반 + 도 + 채, which some article has
        ("반도쳬 수출", "반도체 수출", "spelling"),
        ("goverment", "government", "spelling"),
        ("GOVERMENT, letter", "government, letter", "spelling"),
        ("부억", "부엌", "spelling"),  # read as 억, which more articles have
        ("부억에서", "부엌에서", "spelling"),
        ("네용", "내용", "spelling"),  # and as 용
        ("machinelearning", "machine learning", "spacing"),
        ("da tabase", "database", "spacing"),
    ],
)
def test_what_is_offered_first(small: Site, query: str, first: str, how: str) -> None:
    assert offered(small, query)[:1] == [(first, how)]


def test_of_several_words_some_are_enough_where_no_article_has_all(small: Site) -> None:
    (other,) = search(small, "tjdnf qksehcp").corrections
    assert (other.text, other.total, other.total_some) == ("서울 반도체", 0, 11)


@each_row(
    "query",
    [
        *("", "*", "서울", "반도체 수출", "서울에서", "receive", "python", "receiving letters"),
        *("뷁뷁뷁", "zzzz", "ㅋㅋ", "2026", "1234567", "GPT-4", "!!!", "콘텐츠"),
        *("하눌타리", "마늘", "사다리", "반딧불", "여울 마늘", "반도체 마늘", "허준", "감사하다"),
        *("honey", "stallion", "fiddle", "choice of honey", "Monet"),
        '"설겆이"',
        '"tjdnf"',
        "title:tjdnf",
        "tag:tjdnf",
        "tjdnf*",
        "서울 -tjdnf",
    ],
)
def test_nothing_is_offered_for_what_is_well_or_meant_exactly(small: Site, query: str) -> None:
    assert offered(small, query) == []


def test_everything_else_stays_as_it_was_typed(small: Site) -> None:
    assert offered(small, '  (tjdnf  OR "부산")  lang:ko -수출 ')[:1] == [
        ('  (서울  OR "부산")  lang:ko -수출 ', "keyboard")
    ]
    assert offered(small, "goverment…")[0][0] == "government…"
    assert offered(small, "반도쳬를")[0][0] == "반도체를"
    assert offered(small, "반도쳇을")[0][0] == "반도체"  # 을 does not follow it


def test_a_correction_says_what_it_finds_under_the_same_filters(small: Site) -> None:
    (other,) = search(small, "goverment").corrections
    assert other.total == search(small, other.text).total == 10
    assert search(small, "goverment", lang=Language.KO).corrections == ()
    assert search(small, "goverment", lang=Language.EN, page=3, size=1).corrections == (other,)


def test_a_word_that_is_there_is_doubted_where_the_query_finds_nothing(small: Site) -> None:
    assert search(small, "recieve").total == 1
    assert offered(small, "recieve") == []
    assert search(small, "recieve letter").total == 0
    assert offered(small, "recieve letter") == [("receive letter", "spelling")]


def test_what_finds_something_is_corrected_only_to_what_finds_clearly_more(small: Site) -> None:
    found = search(small, "goverment OR government")
    assert found.total == 10
    assert found.corrections == ()


def test_nothing_is_counted_for_a_healthy_query(small: Site) -> None:
    index = small.current()
    corrector = Corrector(
        index.engine, index.compiler.analyze_query, index.compiler.analyzer.morphemes
    )

    def count(query: str) -> tuple[int, int] | None:
        raise AssertionError(query)

    for query in ("서울 지하철", "receive the letters", "반도체 OR 서울"):
        assert corrector.corrections(query, parse(query).node, (3, 0), count) == ()


def test_a_query_that_cannot_be_read_is_not_offered(small: Site) -> None:
    index = small.current()
    corrector = Corrector(
        index.engine, index.compiler.analyze_query, index.compiler.analyzer.morphemes
    )
    assert corrector.corrections("tjdnf", parse("tjdnf").node, (0, 0), lambda query: None) == ()


WORDS = st.sampled_from(
    ["tjdnf", "서울", "반도채", "goverment", "설겆이", "ㅔㅛ쇄ㅜ", "OR", "-", '"', "(", ")", "title:",
     "컨텐츠,", "ㅒㄲ", "machinelearning", "*", "뷁", "\u200b", "각", "0", "💡"]
)  # fmt: skip


@pytest.mark.slow
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(WORDS, max_size=7).map(" ".join))
def test_whatever_is_typed(small: Site, query: str) -> None:
    page = search(small, query)
    assert len(page.corrections) <= MOST
    texts = [other.text for other in page.corrections]
    assert len(set(texts)) == len(texts) and query not in texts
    for other in page.corrections:
        found = search(small, other.text)
        assert (found.total, found.total_some) == (other.total, other.total_some)
        assert other.total or (other.total_some and not page.total)


def test_much_is_typed_and_little_is_tried(small: Site) -> None:
    index = small.current()
    corrector = Corrector(
        index.engine, index.compiler.analyze_query, index.compiler.analyzer.morphemes
    )
    tried: list[str] = []

    def count(query: str) -> tuple[int, int]:
        tried.append(query)
        return 1, 0

    query = "반도채 goverment tjdnf recieve " * 60
    assert corrector.corrections(query, parse(query).node, (0, 0), count)
    assert len(tried) <= 6


def test_damaged_words_are_said(small: Site, tmp_path: Path) -> None:
    """A search that cannot read the words fails as one that cannot read its terms does, and again the next time."""
    from seogo.errors import IndexDamaged

    class Broken:
        def terms(self, field: str, prefix: str = "") -> Iterator[tuple[str, int]]:
            raise IndexDamaged(tmp_path, "broken")

        def frequencies(self, terms: Sequence[tuple[str, str]]) -> list[int]:
            return [0] * len(terms)

    compiler = small.current().compiler
    corrector = Corrector(Broken(), compiler.analyze_query, compiler.analyzer.morphemes)
    for _ in range(2):
        with pytest.raises(IndexDamaged):
            corrector.warm()
