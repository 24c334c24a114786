"""The shapes of the JSON that is answered, for the OpenAPI document; seogo.serializers.search makes it.

Members may be added, so no shape forbids others.
"""

from __future__ import annotations

from typing import Any, Final

from seogo.languages import Language

Schema = dict[str, Any]

TEXT: Final[Schema] = {"type": "string"}
MAYBE: Final[Schema] = {"type": ["string", "null"]}
COUNT: Final[Schema] = {"type": "integer", "minimum": 0}
NUMBER: Final[Schema] = {"type": "number"}
TRUTH: Final[Schema] = {"type": "boolean"}
LANG: Final[Schema] = {"enum": [language.value for language in Language]}


def shape(**members: Schema) -> Schema:
    """An object with these members, all of them always there."""
    return {"type": "object", "required": list(members), "properties": members}


def several(items: Schema) -> Schema:
    """A list."""
    return {"type": "array", "items": items}


RANGES: Final = several(several(COUNT))
TRANSLATIONS: Final = several(shape(id=TEXT, lang=LANG, url=TEXT))
IGNORED: Final = several(shape(text=TEXT, reason=TEXT, start=COUNT, end=COUNT))
ALTERNATES: Final = several(shape(type=TEXT, href=TEXT))
INDEX: Final = shape(fingerprint=TEXT, built_at=TEXT, articles=COUNT)

HIT: Final = shape(
    id=TEXT,
    url=TEXT,
    lang=LANG,
    title=TEXT,
    title_ranges=RANGES,
    published=MAYBE,
    source=MAYBE,
    authors=several(TEXT),
    tags=several(TEXT),
    score=NUMBER,
    complete=TRUTH,
    translations=TRANSLATIONS,
    snippets=several(shape(text=TEXT, ranges=RANGES, opens=TRUTH, closes=TRUTH)),
    matched=several(shape(word=TEXT, found=TEXT, how=TEXT)),
)
RESULTS: Final = shape(
    query=shape(
        q=TEXT,
        read_as=TEXT,
        ignored=IGNORED,
        corrections=several(shape(text=TEXT, how=TEXT, total=COUNT, total_some=COUNT, url=TEXT)),
        bridges={"type": "array"},
        also=several(shape(word=TEXT, text=TEXT, how=TEXT)),
    ),
    total=COUNT,
    total_some=COUNT,
    page=COUNT,
    pages=COUNT,
    took_ms=NUMBER,
    index=INDEX,
    links={
        **shape(self=TEXT, alternates=ALTERNATES),
        "properties": {"self": TEXT, "next": TEXT, "prev": TEXT, "alternates": ALTERNATES},
    },
    facets={
        "type": "object",
        "additionalProperties": several(shape(value=TEXT, count=COUNT)),
    },
    results=several(HIT),
)
ARTICLE: Final = shape(
    id=TEXT,
    url=TEXT,
    lang=LANG,
    title=TEXT,
    source=MAYBE,
    original=MAYBE,
    published=MAYBE,
    updated=MAYBE,
    retrieved=MAYBE,
    authors=several(TEXT),
    tags=several(TEXT),
    summary=MAYBE,
    rights=MAYBE,
    text=TEXT,
    content_hash=TEXT,
    translations=TRANSLATIONS,
    links=shape(self=TEXT, alternates=ALTERNATES),
)
CSL: Final = several(shape(id=TEXT, type=TEXT, title=TEXT, URL=TEXT))
SUGGESTIONS: Final[Schema] = {
    "type": "array",
    "items": {"anyOf": [TEXT, several(TEXT)]},
    "minItems": 4,
    "maxItems": 4,
    "description": "What was typed, texts, descriptions, addresses.",
}
EXPLAINED: Final = shape(
    text=TEXT,
    query={"type": ["object", "null"]},
    problem=MAYBE,
    tokens=several(
        shape(field=TEXT, kind=TEXT, term=TEXT, start=COUNT, end=COUNT, tag=TEXT, function=TRUTH)
    ),
)
HEALTH: Final = shape(status=TEXT)
READY: Final = shape(status=TEXT, index=INDEX)
PROBLEM: Final = {
    **shape(type=TEXT, title=TEXT, status=COUNT, detail=TEXT, instance=TEXT),
    "description": "An error, as RFC 9457 has it.",
}
