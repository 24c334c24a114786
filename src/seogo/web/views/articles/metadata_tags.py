"""Metadata in the head of an article page: JSON-LD (schema.org) and the ``citation_*`` tags of reference managers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from seogo.exporters.citations import Reference
from seogo.languages import Language
from seogo.web.views.components import Meta


def to_json_ld(reference: Reference, translations: Mapping[str, Language]) -> Markup:
    """The article as a NewsArticle, in a script element that browsers do not run; ``translations`` gives the languages of the
    addresses of its translations."""
    article = reference.article
    content: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": reference.permalink,
        "url": reference.permalink,
        "headline": article.title,
        "alternativeHeadline": reference.counterpart,
        "inLanguage": article.lang.value,
        "datePublished": article.published.text if article.published else "",
        "dateModified": article.updated.text if article.updated else "",
        "author": [{"@type": "Thing", "name": name} for name in article.authors],
        "publisher": {"@type": "Organization", "name": article.source} if article.source else {},
        "abstract": article.summary,
        "keywords": list(article.tags),
        "isBasedOn": article.url,
        "copyrightNotice": article.rights,
        "isPartOf": {"@type": "Collection", "name": reference.archive},
        "workTranslation": [
            {"@type": "NewsArticle", "@id": address, "inLanguage": language.value}
            for address, language in translations.items()
        ],
    }
    text = json.dumps({name: value for name, value in content.items() if value}, ensure_ascii=False)
    # inside a script nothing is unescaped, so what could end it is written as JSON can write it
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(f'<script type="application/ld+json">{text}</script>')  # noqa: S704


def to_metas(reference: Reference) -> tuple[Meta, ...]:
    """The ``citation_*`` tags that Highwire began and reference managers and scholarly search engines read."""
    article = reference.article
    published = article.published.day if article.published else None
    found = [
        ("citation_title", article.title),
        *(("citation_author", name) for name in article.authors),
        ("citation_publication_date", published.strftime("%Y/%m/%d") if published else ""),
        ("citation_journal_title", article.source),
        ("citation_language", article.lang.value),
        *(("citation_keywords", tag) for tag in article.tags),
        ("citation_public_url", reference.permalink),
    ]
    return tuple(Meta(name, content) for name, content in found if content)
