"""The OpenAPI document is true: whatever it allows is answered as it says, and what it forbids is refused."""

from __future__ import annotations

import re
from typing import Any

import jsonschema_rs
import msgspec
import pytest
import schemathesis
from flask.testing import FlaskClient
from hypothesis import HealthCheck, Phase, assume, given, settings
from schemathesis import Case, GenerationMode
from schemathesis.checks import CheckFunction
from schemathesis.schemas import BaseSchema
from schemathesis.specs.openapi.checks import positive_data_acceptance

from seogo.composition import Site
from seogo.searching.parameters import PASSAGES
from seogo.serializers.article import ARTICLE_FORMS
from seogo.serializers.result_page import SEARCH_FORMS, Result
from seogo.serializers.server_answers import Problem
from seogo.web import create_app
from seogo.web.http.params import NAMES
from seogo.web.openapi.specification import ANSWERS, to_openapi
from tests.web.page import as_json

pytestmark = pytest.mark.slow

EXAMPLES = 8
"""Of each operation; operations with the same parameters refuse them alike, and share those that are wrong."""
PATHS = to_openapi("", "", "")["paths"]
CASES = [
    (path, mode)
    for path, item in sorted(PATHS.items())
    for mode in GenerationMode
    if mode is GenerationMode.POSITIVE or item["get"]["parameters"]  # else nothing can be wrong
]


@pytest.fixture(scope="session")
def schema(site: Site) -> BaseSchema:
    """The document as schemathesis reads it from the application."""
    return schemathesis.openapi.from_wsgi("/openapi.json", create_app(site))


@pytest.mark.parametrize(("path", "mode"), CASES)
def test_whatever_the_document_says_is_so(
    schema: BaseSchema, path: str, mode: GenerationMode
) -> None:
    cases = schema[path]["GET"].as_strategy(generation_mode=mode)
    parameters = PATHS[path]["get"]["parameters"]
    alike = sum(item["get"]["parameters"] == parameters for item in PATHS.values())
    examples = EXAMPLES if mode is GenerationMode.POSITIVE else max(2, EXAMPLES // alike)

    @settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=cases)
    def answers(case: Case[Any]) -> None:
        assume(mode is GenerationMode.POSITIVE or not is_right_after_all(case, path))
        response = case.call()
        excluded: list[CheckFunction] = [positive_data_acceptance] if is_excepted(response) else []
        case.validate_response(response, excluded_checks=excluded)

    answers()


def is_right_after_all(case: Case[Any], path: str) -> bool:
    """A case that was made to be wrong, and in an address is not: null is empty there, and a text a list of one."""
    schemas = {
        parameter["name"]: parameter["schema"]
        for parameter in PATHS[path]["get"]["parameters"]
        if parameter["in"] == "query"
    }
    return all(
        any(jsonschema_rs.is_valid(schemas.get(name, False), form) for form in _forms(value))
        for name, value in (case.query or {}).items()
    )


def _forms(value: Any) -> list[Any]:
    """What a value may be when it has been a part of an address."""
    values = value if isinstance(value, list) else [value]
    texts = ["" if one is None else str(one) for one in values] or [""]
    forms: list[Any] = [texts]
    if len(texts) == 1:
        forms += [texts[0], *([int(texts[0])] if texts[0].isdecimal() else [])]
    return forms


def is_excepted(response: Any) -> bool:
    """A period that ends before it begins, a rule between two parameters that OpenAPI has no words for."""
    if response.status_code != 400:
        return False
    problem = response.json()
    return bool(problem.get("parameter") == "from" and problem["allowed"].startswith("≤"))


def test_the_document_has_every_parameter_and_form(client: FlaskClient) -> None:
    content = as_json(client.get("/openapi.json"))
    paths = content["paths"]
    for ending in SEARCH_FORMS:
        names = [one["name"] for one in paths[f"/search{ending}"]["get"]["parameters"]]
        further = [one.name for one in PASSAGES] if ending == ".json" else []
        assert names == [*NAMES, *further]
    assert {f"/articles/{{id}}{ending}" for ending in ARTICLE_FORMS} <= set(paths)
    assert "/help/api" in content["info"]["description"]


FILES = {
    *("/robots.txt", "/sitemap.xml", "/sitemap-{number}.xml", "/llms.txt"),
    *("/favicon.ico", "/manifest.webmanifest"),
}
"""Files that standards describe."""
WITHOUT_ENDING = {"/suggest", "/healthz", "/readyz"}


def test_whatever_answers_programs_is_in_the_document(client: FlaskClient) -> None:
    rules = [rule.rule for rule in client.application.url_map.iter_rules()]
    plain = {
        re.sub("<(?:[a-z]+:)?(?:article_)?([a-z]+)>", r"{\1}", rule)
        for rule in rules
        if "." in rule
    }
    paths = set(as_json(client.get("/openapi.json"))["paths"])
    assert plain - FILES | WITHOUT_ENDING == paths
    assert set(rules) >= WITHOUT_ENDING


def test_the_document_knows_where_it_is_mounted(client: FlaskClient) -> None:
    response = client.get("/openapi.json", environ_overrides={"SCRIPT_NAME": "/library"})
    assert as_json(response)["servers"] == [{"url": "/library"}]


ADDRESSES = {
    "/search.json": (
        *("/search.json", "/search.json?q=국가+AI+프로젝트&size=2&page=2", "/search.json?q=AI"),
        *(
            "/search.json?q=AI+-&level=forms",
            "/search.json?q=foundatoin+model",
            "/search.json?q=zz",
        ),
    ),
    "/search.json?budget": (
        *(
            "/search.json?q=국가+AI+프로젝트&budget=900",
            "/search.json?q=foundatoin+model&budget=100",
        ),
        "/search.json?q=국가&source=없음&budget=3000&skip=1",
    ),
    "/lexicon.json": ("/lexicon.json", "/lexicon.json?q=한글&lang=ko", "/lexicon.json?q=AI"),
    "/frequency.json": (
        "/frequency.json",
        "/frequency.json?q=한글&q=zzz&unit=year&scale=share&lang=ko",
    ),
    "/articles/{id}.json": ("/articles/news/kt-motif-ai-project.ko.json",),
    "/articles/{id}.json?part": (
        "/articles/news/kt-motif-ai-project.ko.json?start=10&length=20",
        "/articles/news/kt-motif-ai-project.ko.json?budget=1200",
    ),
    "/articles/{id}.csl.json": (
        "/articles/news/kt-motif-ai-project.ko.csl.json",
        "/articles/language/number-units.en.csl.json",
    ),
    "/suggest": ("/suggest?q=모티", "/suggest?q=zzzz"),
    "/analyze.json": ("/analyze.json?text=국가+AI+프로젝트의+12조원", "/analyze.json?text=(a"),
    "/concordance.json": ("/concordance.json?q=반도체", "/concordance.json?q=zz"),
    "/verify.json": (
        "/verify.json?quote=모티프",
        "/verify.json?quote=qqzz&article=news/kt-motif-ai-project.ko",
    ),
    "/healthz": ("/healthz",),
    "/readyz": ("/readyz",),
}
PROBLEMS = (
    "/search.json?lang=xx",
    "/search.json?size=0",
    "/articles/none.ko.json",
    "/nowhere.json",
)


@pytest.mark.parametrize("path", ANSWERS)
def test_every_answer_has_the_declared_members_and_no_others(
    client: FlaskClient, path: str
) -> None:
    for address in ADDRESSES[path]:
        response = client.get(address)
        assert response.status_code == 200
        assert_declared(response.get_data(as_text=True), ANSWERS[path])


def test_a_line_of_results_is_a_declared_result(client: FlaskClient) -> None:
    for line in client.get("/search.jsonl?q=AI").text.splitlines():
        assert_declared(line, Result)


@pytest.mark.parametrize("address", PROBLEMS)
def test_every_problem_has_the_declared_members_and_no_others(
    client: FlaskClient, address: str
) -> None:
    assert_declared(client.get(address).get_data(as_text=True), Problem)


def assert_declared(text: str, declared: Any) -> None:
    """A text of JSON is what its declaration says: what is unknown would be lost, what is missing be an error."""
    answer = msgspec.json.decode(text, type=declared, strict=True)
    assert msgspec.json.decode(msgspec.json.encode(answer)) == msgspec.json.decode(text)


def test_every_member_of_every_answer_is_described(client: FlaskClient) -> None:
    schemas = as_json(client.get("/openapi.json"))["components"]["schemas"]
    assert {"ResultPage", "Result", "ArticleText", "CslItem", "Problem"} <= set(schemas)
    for name, schema in schemas.items():
        if name != "Language":
            assert schema["description"], name
            for member, shape in schema.get("properties", {}).items():
                assert "description" in repr(shape), f"{name}.{member}"
