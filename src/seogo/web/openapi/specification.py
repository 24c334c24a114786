"""OpenAPI 3.1 document of what programs can ask; tests/web/test_openapi.py tries it against the application.

Every parameter with an empty value counts as not given, so each has a second form: blank. One rule between parameters cannot
be answers in OpenAPI: ``from`` is not after ``to``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import msgspec

from seogo.exporters.citations import CslItem
from seogo.languages import Language
from seogo.messages.catalogues import has_text, text_of
from seogo.searching.parameter_kinds import Choice, Day, Number, Parameter, Text, Texts
from seogo.searching.parameters import LONGEST_QUOTE, PART, PASSAGES, QUERY, QUOTE
from seogo.serializers.article import ARTICLE_FORMS, ArticleText
from seogo.serializers.concordance import ConcordanceResults
from seogo.serializers.explanation import AnalyzedText
from seogo.serializers.passages import ArticlePart, PassagePage
from seogo.serializers.result_page import SEARCH_FORMS, ResultPage
from seogo.serializers.server_answers import Health, Problem, Readiness, Suggestions
from seogo.serializers.verification import CheckedQuote
from seogo.serializers.words.frequency import Frequencies
from seogo.web.http.params import FREQUENCY, NAMES, TEXT, UI, named

_Json = dict[str, Any]

ANSWERS: Final[Mapping[str, Any]] = {
    "/search.json": ResultPage,
    "/search.json?budget": PassagePage,
    "/articles/{id}.json": ArticleText,
    "/articles/{id}.json?part": ArticlePart,
    "/articles/{id}.csl.json": list[CslItem],
    "/suggest": Suggestions,
    "/analyze.json": AnalyzedText,
    "/concordance.json": ConcordanceResults,
    "/frequency.json": Frequencies,
    "/verify.json": CheckedQuote,
    "/healthz": Health,
    "/readyz": Readiness,
}
"""The declared shapes of JSON answers, with what asks for another one behind a question mark; every problem is a
`Problem`."""

_SCHEMAS, _COMPONENTS = msgspec.json.schema_components(
    [*ANSWERS.values(), Problem], ref_template="#/components/schemas/{name}"
)
_SHAPES: Final = dict(zip(ANSWERS, _SCHEMAS, strict=False))


def _either(path: str) -> _Json:
    """The shapes of the answers of a path that has several."""
    return {"anyOf": [shape for name, shape in _SHAPES.items() if name.partition("?")[0] == path]}


_BLANK: Final = {"type": "string", "pattern": r"^\s*$", "description": "Not given."}
_TEXT: Final = {"type": "string", "pattern": "^[^\\u0000]*$"}
_WRITTEN: Final = {
    "type": "string",
    "pattern": "^[^\\u0000]*[^\\s\\u0000][^\\u0000]*$",
    "maxLength": LONGEST_QUOTE,
}
_YEAR: Final = "([0-9]{3}[1-9]|[0-9]{2}[1-9]0|[0-9][1-9]00|[1-9]000)"
_LEAP: Final = "([0-9]{2}(0[48]|[2468][048]|[13579][26])|(0[48]|[2468][048]|[13579][26])00)-02-29"
_DATE: Final = (
    f"{_YEAR}(-(0[1-9]|1[0-2]))?|"
    f"{_YEAR}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])|"
    f"{_YEAR}-(0[13-9]|1[0-2])-(29|30)|"
    f"{_YEAR}-(0[13578]|1[02])-31|{_LEAP}"
)
_ID: Final = "[a-z0-9가-힣_+~!$,^%{}\\[\\]-][a-z0-9가-힣._+~!$,^%{}\\[\\]-]*"


def to_openapi(title: str, description: str, root: str) -> _Json:
    """The document of an archive with this title, which is mounted at ``root``; ``description`` has the promise of what
    stays."""
    return {
        "openapi": "3.1.0",
        "info": {"title": title, "version": "2", "description": description},
        "servers": [{"url": root or "/"}],
        "paths": {
            **_searches(),
            "/concordance.json": _path(
                "Sentences with a word beside their translations.",
                "application/json",
                _SHAPES["/concordance.json"],
                _parameters("q", "lang", "page", "size"),
            ),
            "/frequency.json": _path(
                "How many articles have the words of up to five queries, by period.",
                "application/json",
                _SHAPES["/frequency.json"],
                [*map(_parameter, FREQUENCY)],
            ),
            "/frequency.csv": _path(
                "The same as a table.",
                "text/csv",
                {"type": "string"},
                [*map(_parameter, FREQUENCY)],
            ),
            "/verify.json": _path(
                "Whether a quote stands in the archive: exactly, altered, in translation, or not.",
                "application/json",
                _SHAPES["/verify.json"],
                [
                    _parameter(QUOTE[0]) | {"required": True, "schema": _WRITTEN},
                    _parameter(QUOTE[1]),
                    _parameter(UI),
                ],
                missing=True,
                limited=True,
            ),
            "/suggest": _path(
                "What somebody who has begun to type may want, as OpenSearch Suggestions 1.1.",
                "application/x-suggestions+json",
                _SHAPES["/suggest"],
                _parameters("q"),
            ),
            "/analyze.json": _path(
                "How a text is read, as a search and as part of an article.",
                "application/json",
                _SHAPES["/analyze.json"],
                [
                    _parameter(TEXT),
                    _parameter(UI),
                ],
            ),
            **_articles(),
            "/opensearch.xml": _path(
                "The search as browsers know it.",
                "application/opensearchdescription+xml",
                {"type": "string"},
                _parameters("ui"),
            ),
            "/openapi.json": _path(
                "This document.", "application/json", {"type": "object"}, _parameters("ui")
            ),
            "/healthz": _path(
                "Whether the process answers.",
                "application/json",
                _SHAPES["/healthz"],
                [],
                simple=True,
            ),
            "/readyz": _path(
                "Whether there is an index to search in.",
                "application/json",
                _SHAPES["/readyz"],
                [],
            ),
        },
        "components": {"schemas": _COMPONENTS},
    }


def _searches() -> _Json:
    answers = {
        ".json": (
            "A page of results; with a budget, the passages that answer best.",
            _either("/search.json"),
        ),
        ".atom": ("A page of results as a feed.", {"type": "string"}),
        ".csv": ("All results as a table.", {"type": "string"}),
        ".jsonl": ("All results, one JSON object in each line.", {"type": "string"}),
        ".bib": ("All results for BibTeX.", {"type": "string"}),
        ".ris": ("All results for reference managers.", {"type": "string"}),
        ".csl.json": ("All results as CSL-JSON.", _SHAPES["/articles/{id}.csl.json"]),
    }
    return {
        f"/search{ending}": _path(
            answers[ending][0],
            media_type,
            answers[ending][1],
            [*_parameters(*NAMES), *(map(_parameter, PASSAGES) if ending == ".json" else ())],
        )
        for ending, media_type in SEARCH_FORMS.items()
    }


def _articles() -> _Json:
    answers = {
        ".json": (
            "An article, its facts and plain text; or a part of it.",
            _either("/articles/{id}.json"),
        ),
        ".md": ("The file of an article.", {"type": "string"}),
        ".bib": ("An article for BibTeX.", {"type": "string"}),
        ".ris": ("An article for reference managers.", {"type": "string"}),
        ".csl.json": ("An article as CSL-JSON.", _SHAPES["/articles/{id}.csl.json"]),
    }
    name = {
        "name": "id",
        "in": "path",
        "required": True,
        "schema": {"type": "string", "pattern": f"^{_ID}(/{_ID})*$", "maxLength": 300},
    }
    return {
        f"/articles/{{id}}{ending}": _path(
            answers[ending][0],
            media_type,
            answers[ending][1],
            [name, *_parameters("ui"), *(map(_parameter, PART) if ending == ".json" else ())],
            missing=True,
            gone=ending == ".json",
        )
        for ending, media_type in ARTICLE_FORMS.items()
    }


def _path(
    summary: str,
    media_type: str,
    schema: Mapping[str, Any],
    parameters: list[_Json],
    *,
    missing: bool = False,
    gone: bool = False,
    simple: bool = False,
    limited: bool = False,
) -> _Json:
    """A path that can be read. ``missing``: what is asked for may not be there; ``gone``: or not be there any more;
    ``simple``: it asks no index; ``limited``: what a client may have computed is."""
    problems = {"405": "Only GET and HEAD."}
    if parameters:
        problems |= {"400": "A wrong parameter."}
    if missing:
        problems |= {"404": "There is no such article."}
    if gone:
        problems |= {"410": "The version that a passage is of is not there any more."}
    if limited:
        problems |= {"429": "This client has asked for too much; see Retry-After."}
    if not simple:
        problems |= {"414": "The address is too long.", "503": "There is no index."}
    answers: _Json = {"200": {"description": summary, "content": {media_type: {"schema": schema}}}}
    if missing:
        answers["301"] = {"description": "The article has another id now; see Location."}
    for status, description in sorted(problems.items()):
        problem = {"schema": {"$ref": "#/components/schemas/Problem"}}
        content = {"application/problem+json": problem}
        answers[status] = {"description": description, "content": content}
    return {"get": {"summary": summary, "parameters": parameters, "responses": answers}}


def _parameters(*names: str) -> list[_Json]:
    return [_parameter(parameter) for parameter in named(*names)]


def _parameter(parameter: Parameter) -> _Json:
    return {
        "name": parameter.name,
        "in": "query",
        "required": False,
        "description": _description(parameter),
        "schema": _schema(parameter),
    }


def _description(parameter: Parameter) -> str:
    """The English of the catalogue; the name for a field that it does not know yet."""
    for group in ("parameter", "search", "option"):
        if has_text(code := f"help.{group}.{parameter.name}"):
            return text_of(Language.EN, code)
    return parameter.name


def _schema(parameter: Parameter) -> _Json:
    """The values of a parameter."""
    match parameter:
        case Texts():
            return {"type": "array", "items": _TEXT, "maxItems": parameter.most}
        case Text() if parameter is QUERY:
            return {"type": "string"}
        case Text():
            return {**_TEXT, "maxLength": parameter.longest} if parameter.longest else _TEXT
        case Day():
            given: _Json = {
                "type": "string",
                "pattern": f"^({_DATE})$",
                "description": "A day, month or year; also as people write it (2026.1.19., 2026년 1월, Jan 2026).",
            }
        case Number():
            # an integer of JSON can be written 2.0
            description = f"A whole number from {parameter.least} to {parameter.largest}."
            pattern = f"^({_between(parameter)})$"
            given = {"type": "string", "pattern": pattern, "description": description}
        case Choice():
            given = {"type": "string", "enum": list(parameter.choices)}
        case _:
            raise TypeError(f"no schema for {parameter}")
    return {"anyOf": [given, _BLANK]}


def _between(number: Number) -> str:
    """The whole numbers that a parameter takes: its ends are 0 or powers of ten."""
    most, first, last = number.digits, len(str(number.least)), len(str(number.largest))
    forms = [f"0{{1,{most}}}"] if number.least == 0 else []
    forms += [f"0{{0,{most - n}}}[1-9][0-9]{{{n - 1}}}" for n in range(first, last)]
    return "|".join((*forms, f"0{{0,{most - last}}}{number.largest}"))
