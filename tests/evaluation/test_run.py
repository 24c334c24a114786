"""Runs over the sample archive: what is searched, and in which order parts are told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from seogo.composition import Site
from seogo.evaluation.metrics import METRICS
from seogo.evaluation.run import by_task_group, run_tasks, summarize
from seogo.evaluation.tasks import Task
from seogo.languages import Language
from seogo.searching.request import SearchRequest
from tests.evaluation import example_runs

KIMJANG = Task(
    "sample",
    "k1",
    '이웃이 모여 "배추"를 절이는 (늦가을',
    Language.KO,
    ("society/kimjang.ko",),
    "mono",
)


@pytest.mark.parametrize(
    "request_",
    [
        SearchRequest("국가 AI 프로젝트 모티프"),
        SearchRequest("한글", size=3, page=2, fold=False),
        SearchRequest("title:직지 OR 김장", lang=Language.KO),
        SearchRequest("", sort="newest"),
        SearchRequest("없는낱말뿐"),
    ],
)
def test_rank_is_the_order_of_the_page(site: Site, request_: SearchRequest) -> None:
    ranked = [(hit.id, hit.score, hit.complete) for hit in site.search.rank(request_)]
    page = site.search.search(request_)
    assert ranked == [(hit.id, hit.score, hit.complete) for hit in page.hits]


def test_a_sentence_finds_its_article_whatever_signs_it_has(site: Site) -> None:
    run = run_tasks(site.search, [KIMJANG], "bridge")
    assert run.rankings[0].ids[0] == "society/kimjang.ko"
    assert run.rankings[0].scores == (1.0,) * len(METRICS)
    assert (run.fingerprint, run.missing) == (site.search.index().fingerprint, ())


def test_a_bridge_task_seeks_the_other_language_only(site: Site) -> None:
    korean = replace(KIMJANG, query="Seoul 서울", kind="bridge")
    english = replace(korean, id="k2", lang=Language.EN)
    found, other = run_tasks(site.search, [korean, english], "forms").rankings
    assert found.ids
    assert other.ids
    assert all(name.endswith(".en") for name in found.ids)
    assert all(name.endswith(".ko") for name in other.ids)


def test_both_articles_of_a_pair_are_ranked(site: Site) -> None:
    run = run_tasks(site.search, [replace(KIMJANG, query="KT 엑사원 EXAONE motif")], "bridge")
    news = "news/kt-motif-ai-project"
    assert {f"{news}.ko", f"{news}.en"} <= set(run.rankings[0].ids)


def test_a_task_without_words_finds_nothing(site: Site) -> None:
    run = run_tasks(site.search, [replace(KIMJANG, query="( - ) |")], "bridge")
    assert run.rankings[0].ids == ()
    assert set(run.rankings[0].scores) == {0.0}


def test_articles_that_the_index_does_not_hold_are_named(site: Site) -> None:
    wanted = replace(
        KIMJANG, relevant=("no/such.ko", "society/kimjang.ko", "language/loan-words.ko")
    )
    assert run_tasks(site.search, [wanted, wanted], "bridge").missing == ("no/such.ko",)


def test_parts_are_in_one_order_and_have_their_means() -> None:
    en, ko = Language.EN, Language.KO
    run = example_runs.run(
        (example_runs.task("1", kind="bridge", lang=en, file="tldr"), "a"),
        (example_runs.task("2", kind="mono", lang=en, file="tldr"), "xa"),
        (example_runs.task("3", kind="mono", lang=ko, file="news"), "a"),
        (example_runs.task("4", kind="mono", lang=en, file="tldr"), "x"),
        (example_runs.task("5", kind="mono", lang=ko, file="tldr"), "a"),
    )
    parts = [(group.file, group.kind, str(group.lang)) for group in by_task_group(run.rankings)]
    assert parts == [
        ("tldr", "mono", "ko"),
        ("tldr", "mono", "en"),
        ("tldr", "bridge", "en"),
        ("news", "mono", "ko"),
    ]
    summary = summarize(run)[1]
    assert summary.queries == 2
    means = dict(zip(METRICS, (found.mean for found in summary.estimates), strict=True))
    assert means["MRR@10"] == pytest.approx(1 / 4)
    assert (means["Recall@1"], means["Recall@10"]) == (0, 1 / 2)
