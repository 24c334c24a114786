"""OpenAPI 3.1 document of what programs can ask; tests/web/test_openapi.py tries it against the application.

Every parameter with an empty value counts as not given, so each has a second form: blank. One rule between parameters cannot
be answers in OpenAPI: ``from`` is not after ``to``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

import msgspec

from seogo.exporters.citations import CslItem
from seogo.languages import Language
from seogo.messages import Message
from seogo.messages.catalogues import has_text, text_of
from seogo.searching.parameter_kinds import Choice, Day, Number, Parameter, Text, Texts
from seogo.searching.parameters import LONGEST_QUOTE, PART, PASSAGES, QUERY, QUOTE
from seogo.serializers.article import ARTICLE_FORMS, BASKET_FORMS, PAIR_FORMS, ArticleText
from seogo.serializers.concordance import ConcordanceResults
from seogo.serializers.explanation import AnalyzedText
from seogo.serializers.passages import ArticlePart, PassagePage
from seogo.serializers.result_page import SEARCH_FORMS, ResultPage
from seogo.serializers.server_answers import Health, Problem, Readiness, Suggestions
from seogo.serializers.verification import CheckedQuote
from seogo.serializers.words.frequency import Frequencies
from seogo.serializers.words.lexicon import LexiconAnswer
from seogo.web.http.params import BASKET, CONCORDANCE, FREQUENCY, SEARCH, TEXT, UI, named

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
    "/lexicon.json": LexiconAnswer,
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


def to_openapi(title: str, description: str, root: str, language: Language = Language.EN) -> _Json:
    """The document of an archive with this title, which is mounted at ``root``; ``description`` has the promise of what
    stays. Addresses and parameters are described in ``language``."""

    def said(path: str) -> str:
        return text_of(language, f"api.{path.replace('{id}', 'id')}")

    def _parameters(*names: str) -> list[_Json]:
        return [_parameter(parameter) for parameter in named(*names)]

    def _parameter(parameter: Parameter) -> _Json:
        return to_parameter(parameter, language)

    return {
        "openapi": "3.1.0",
        "info": {"title": title, "version": "2", "description": description},
        "servers": [{"url": root or "/"}],
        "paths": {
            **_searches(said, language),
            **_watches(said, language),
            "/concordance.json": _path(
                said("/concordance.json"),
                "application/json",
                _SHAPES["/concordance.json"],
                [*map(_parameter, CONCORDANCE)],
            ),
            "/concordance.tmx": _path(
                said("/concordance.tmx"),
                "application/x-tmx+xml",
                {"type": "string"},
                [*map(_parameter, CONCORDANCE)],
            ),
            "/lexicon.json": _path(
                said("/lexicon.json"),
                "application/json",
                _SHAPES["/lexicon.json"],
                _parameters("q", "lang"),
            ),
            "/frequency.json": _path(
                said("/frequency.json"),
                "application/json",
                _SHAPES["/frequency.json"],
                [*map(_parameter, FREQUENCY)],
            ),
            "/frequency.csv": _path(
                said("/frequency.csv"),
                "text/csv",
                {"type": "string"},
                [*map(_parameter, FREQUENCY)],
            ),
            "/verify.json": _path(
                said("/verify.json"),
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
                said("/suggest"),
                "application/x-suggestions+json",
                _SHAPES["/suggest"],
                _parameters("q"),
            ),
            "/analyze.json": _path(
                said("/analyze.json"),
                "application/json",
                _SHAPES["/analyze.json"],
                [
                    _parameter(TEXT),
                    _parameter(UI),
                ],
            ),
            **_articles(said, language),
            **_basket(said, language),
            "/opensearch.xml": _path(
                said("/opensearch.xml"),
                "application/opensearchdescription+xml",
                {"type": "string"},
                _parameters("ui"),
            ),
            "/openapi.json": _path(
                said("/openapi.json"), "application/json", {"type": "object"}, _parameters("ui")
            ),
            "/healthz": _path(
                said("/healthz"),
                "application/json",
                _SHAPES["/healthz"],
                [],
                simple=True,
            ),
            "/readyz": _path(
                said("/readyz"),
                "application/json",
                _SHAPES["/readyz"],
                [],
            ),
        },
        "components": {"schemas": _COMPONENTS},
    }


def _searches(said: Callable[[str], str], language: Language) -> _Json:
    answers = {
        ".json": (
            said("/search.json"),
            _either("/search.json"),
        ),
        ".atom": (said("/search.atom"), {"type": "string"}),
        ".csv": (said("/search.csv"), {"type": "string"}),
        ".jsonl": (said("/search.jsonl"), {"type": "string"}),
        ".bib": (said("/search.bib"), {"type": "string"}),
        ".ris": (said("/search.ris"), {"type": "string"}),
        ".csl.json": (said("/search.csl.json"), _SHAPES["/articles/{id}.csl.json"]),
    }
    return {
        f"/search{ending}": _path(
            answers[ending][0],
            media_type,
            answers[ending][1],
            [
                to_parameter(one, language)
                for one in (*SEARCH, *(PASSAGES if ending == ".json" else ()))
            ],
        )
        for ending, media_type in SEARCH_FORMS.items()
    }


def _watches(said: Callable[[str], str], language: Language) -> _Json:
    name = {
        "name": "name",
        "in": "path",
        "required": True,
        "schema": {"type": "string", "pattern": "^[^/]+$", "maxLength": 100},
    }
    media_type, answer = SEARCH_FORMS[".atom"], {"type": "string"}
    parameters = [name, to_parameter(UI, language)]
    path = _path(said("/watches/name.atom"), media_type, answer, parameters, missing=True)
    return {"/watches/{name}.atom": path}


def _articles(said: Callable[[str], str], language: Language) -> _Json:
    answers = {
        ".json": (
            said("/articles/{id}.json"),
            _either("/articles/{id}.json"),
        ),
        ".md": (said("/articles/{id}.md"), {"type": "string"}),
        ".bib": (said("/articles/{id}.bib"), {"type": "string"}),
        ".ris": (said("/articles/{id}.ris"), {"type": "string"}),
        ".csl.json": (said("/articles/{id}.csl.json"), _SHAPES["/articles/{id}.csl.json"]),
    }
    name = {
        "name": "id",
        "in": "path",
        "required": True,
        "schema": {"type": "string", "pattern": f"^{_ID}(/{_ID})*$", "maxLength": 300},
    }
    pairs = {
        f"/articles/{{id}}/pair{ending}": _path(
            said(f"/articles/id/pair{ending}"),
            media_type,
            {"type": "string"},
            [name, to_parameter(UI, language)],
            missing=True,
        )
        for ending, media_type in PAIR_FORMS.items()
    }
    return pairs | {
        f"/articles/{{id}}{ending}": _path(
            answers[ending][0],
            media_type,
            answers[ending][1],
            [
                name,
                *(
                    to_parameter(one, language)
                    for one in (UI, *(PART if ending == ".json" else ()))
                ),
            ],
            missing=True,
            gone=ending == ".json",
        )
        for ending, media_type in ARTICLE_FORMS.items()
    }


def _basket(said: Callable[[str], str], language: Language) -> _Json:
    return {
        f"/basket{ending}": _path(
            said(f"/basket{ending}"),
            media_type,
            _SHAPES["/articles/{id}.csl.json"] if ending == ".csl.json" else {"type": "string"},
            [to_parameter(one, language) for one in BASKET],
        )
        for ending, media_type in BASKET_FORMS.items()
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


def to_parameter(parameter: Parameter, language: Language) -> _Json:
    """A parameter, described in a language."""
    return {
        "name": parameter.name,
        "in": "query",
        "required": False,
        "description": _description(parameter, language),
        "schema": _schema(parameter, language),
    }


def _description(parameter: Parameter, language: Language) -> str:
    """The text of the catalogue; the name for a field that it does not know yet."""
    for group in ("parameter", "search", "option"):
        if has_text(code := f"help.{group}.{parameter.name}"):
            return text_of(language, code)
    return parameter.name


def _schema(parameter: Parameter, language: Language) -> _Json:
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
                "description": text_of(language, "api.day"),
            }
        case Number():
            # an integer of JSON can be written 2.0
            values = {"least": parameter.least, "largest": parameter.largest}
            description = Message("api.number", **values).text(language)
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
