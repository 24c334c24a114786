"""Documents as OpenSearch has them: finished terms in one string for each field, which an analyzer there only takes apart.

There are no fields of finished terms with positions, so a field is a text: positions with SPLIT between, terms at one
position with BESIDE between, and at a position without a term GAP, which is dropped and leaves its position empty.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from seogo.engines.base import KEYWORD_FIELDS, TEXT_FIELDS, Document, FieldTerms, field_name
from seogo.engines.bm25 import K1, B
from seogo.engines.names import MONTH
from seogo.languages import Language

TEXTS: Final = tuple(field_name(field, lang) for lang in Language for field in TEXT_FIELDS)
_QUANTITIES: Final = tuple(field_name("quantities", lang) for lang in Language)
ID, GROUP, DAY, HASH, NUMBERS, STORED = "id", "group", "day", "hash", "numbers", "stored"

SPLIT, BESIDE, GAP, _ESCAPE = "\1", "\2", "\3", "\4"
_ESCAPES: Final = {
    ord(sign): _ESCAPE + chr(ord(sign) + 64) for sign in (SPLIT, BESIDE, GAP, _ESCAPE)
}
_UNESCAPED: Final = {escape: chr(sign) for sign, escape in _ESCAPES.items()}
_ESCAPED: Final = re.compile(f"{_ESCAPE}[A-D]")
_SHORT: Final = 5000
"""Characters of a term that is kept whole; Lucene takes 32,766 bytes."""
_LONGEST_LIST: Final = 1_000_000

MAPPING: Final[Mapping[str, Any]] = {
    "dynamic": "strict",
    "properties": {
        **{name: {"type": "keyword"} for name in (ID, GROUP, HASH, MONTH, *KEYWORD_FIELDS)},
        DAY: {"type": "integer"},
        NUMBERS: {"type": "double"},
        STORED: {"type": "binary"},
        **{name: {"type": "text", "analyzer": "finished", "similarity": "ours"} for name in TEXTS},
    },
}

SETTINGS: Final[Mapping[str, Any]] = {
    "max_result_window": _LONGEST_LIST,
    "refresh_interval": "-1",
    "similarity": {"ours": {"type": "BM25", "k1": K1, "b": B, "discount_overlaps": False}},
    # removed documents are cleaned away whole, so that they count in no statistics
    "merge": {"policy": {"expunge_deletes_allowed": 0}},
    "analysis": {
        "analyzer": {
            "finished": {"tokenizer": "positions", "filter": ["gaps", "beside_each_other"]}
        },
        "tokenizer": {"positions": {"type": "simple_pattern_split", "pattern": SPLIT}},
        "filter": {
            "gaps": {"type": "stop", "stopwords": [GAP]},
            "beside_each_other": {
                "type": "pattern_capture",
                "preserve_original": False,
                "patterns": [f"([^{BESIDE}]+)"],
            },
        },
    },
}


def key(document_id: str) -> str:
    """The name of a document on the cluster, where names have at most 512 bytes."""
    return hashlib.blake2b(document_id.encode(), digest_size=16).hexdigest()


def shortened(term: str) -> str:
    """A term that is not too long for Lucene: another one for each term that is."""
    if len(term) <= _SHORT:
        return term
    raw = term.encode()
    return raw[:_SHORT].decode(errors="ignore") + hashlib.blake2b(raw).hexdigest()


def term_key(term: str) -> str:
    """A term as the cluster has it: not too long, and no sign of ours inside."""
    return shortened(term).translate(_ESCAPES)


def encode(found: FieldTerms) -> str:
    """The terms of a field as one text."""
    parts: list[str] = []
    at = -1
    for place, term in zip(found.positions or range(len(found.terms)), found.terms, strict=True):
        if place == at and parts:
            parts[-1] += BESIDE + term_key(term)
            continue
        parts += [GAP] * (place - at - 1)
        parts.append(term_key(term) or GAP)
        at = place
    return SPLIT.join(parts)


def numbers(fields: Mapping[str, Sequence[str]]) -> list[float]:
    """The plain decimals among the quantities of a document."""
    terms = [term for name in _QUANTITIES for term in fields.get(name, ())]
    return [float(term) for term in terms if term.replace(".", "", 1).isdecimal()]


def to_source(document: Document) -> dict[str, Any]:
    """A document as JSON."""
    texts = {name: found for name, found in document.fields.items() if found.terms}
    source: dict[str, Any] = {
        ID: document.id,
        GROUP: document.group,
        HASH: document.content_hash,
        STORED: base64.b64encode(document.stored).decode(),
        **{name: encode(found) for name, found in texts.items()},
        **{name: list(values) for name, values in document.keywords.items() if values},
    }
    if document.day:
        source[DAY] = document.day
        source[MONTH] = date.fromordinal(document.day).isoformat()[:7]
    if said := numbers({name: found.terms for name, found in texts.items()}):
        source[NUMBERS] = said
    return source


def decode(text: str) -> FieldTerms:
    """The terms of a field that the cluster has, ``shortened``, with their positions."""
    terms: list[str] = []
    positions: list[int] = []
    for place, part in enumerate(text.split(SPLIT)):
        if part != GAP:
            for term in part.split(BESIDE):
                if _ESCAPE in term:
                    term = _ESCAPED.sub(lambda found: _UNESCAPED[found[0]], term)
                terms.append(term)
                positions.append(place)
    return FieldTerms(terms, positions)
