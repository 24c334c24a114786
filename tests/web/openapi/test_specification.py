"""The OpenAPI document is true: whatever it allows is answered as it says, and what it forbids is refused."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from flask.testing import FlaskClient
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import Case, GenerationMode
from schemathesis.checks import CheckFunction
from schemathesis.schemas import BaseSchema
from schemathesis.specs.openapi.checks import positive_data_acceptance

from seogo.composition import Site
from seogo.serializers.search import ARTICLE_FORMS, SEARCH_FORMS
from seogo.web import create_app
from seogo.web.http.params import NAMES
from seogo.web.openapi.specification import to_openapi
from tests.web.page import as_json

pytestmark = pytest.mark.slow

EXAMPLES = 15
CASES = [
    (path, mode)
    for path, item in sorted(to_openapi("", "", "")["paths"].items())
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

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=cases)
    def answers(case: Case[Any]) -> None:
        response = case.call()
        excluded: list[CheckFunction] = [positive_data_acceptance] if is_excepted(response) else []
        case.validate_response(response, excluded_checks=excluded)

    answers()


def is_excepted(response: Any) -> bool:
    """A query with a syntax error; and a period that ends before it begins, a rule between two parameters that OpenAPI has
    no words for."""
    if response.status_code != 400:
        return False
    problem = response.json()
    reversed_period = problem.get("parameter") == "from" and problem["allowed"].startswith("≤")
    return bool(problem["type"].endswith(":query-syntax") or reversed_period)


def test_the_document_has_every_parameter_and_form(client: FlaskClient) -> None:
    content = as_json(client.get("/openapi.json"))
    paths = content["paths"]
    for ending in SEARCH_FORMS:
        names = [one["name"] for one in paths[f"/search{ending}"]["get"]["parameters"]]
        assert names == list(NAMES)
    assert {f"/articles/{{id}}{ending}" for ending in ARTICLE_FORMS} <= set(paths)
    assert "/help/api" in content["info"]["description"]


def test_the_document_knows_where_it_is_mounted(client: FlaskClient) -> None:
    response = client.get("/openapi.json", environ_overrides={"SCRIPT_NAME": "/library"})
    assert as_json(response)["servers"] == [{"url": "/library"}]
