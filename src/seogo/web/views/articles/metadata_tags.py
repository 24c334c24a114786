"""Metadata in the head of an article page: JSON-LD (schema.org) and the ``citation_*`` tags of reference managers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from markupsafe import Markup

from seogo.exporters.citations import Reference
from seogo.languages import Language
from seogo.web.views.components import Meta

_LOCALES: Final = {Language.KO: "ko_KR", Language.EN: "en_GB"}
_LONGEST_SHARED: Final = 200
"""Characters of a description."""


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


def to_shared(reference: Reference, text: str, image: str) -> tuple[Meta, ...]:
    """What a link to the article shows elsewhere (Open Graph): ``text`` is its plain text, ``image`` the address of one."""
    article = reference.article
    published, updated = article.published, article.updated
    found = [
        ("og:type", "article"),
        ("og:title", article.title),
        ("og:description", article.summary or _beginning(text)),
        ("og:url", reference.permalink),
        ("og:site_name", reference.archive),
        ("og:locale", _LOCALES[article.lang]),
        ("og:image", image),
        ("article:published_time", published.text if published else ""),
        ("article:modified_time", updated.text if updated else ""),
        *(("article:author", name) for name in article.authors),
        *(("article:tag", tag) for tag in article.tags),
    ]
    return tuple(Meta(name, content) for name, content in found if content)


def _beginning(text: str) -> str:
    """The first words of a text."""
    if len(text) <= _LONGEST_SHARED:
        return " ".join(text.split())
    return " ".join(text[:_LONGEST_SHARED].split()[:-1]) + "…"


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
