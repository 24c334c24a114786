"""An article as reference managers and texts cite it: BibTeX, RIS, CSL-JSON, a line of text.

Names of authors stay as they are written: whether ``서고 편집부`` or ``Seogo editors`` is a person or a body, and which part
of a person's name is the family's, is not known. The title of the translation stands where each form has a place for it.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote

from seogo.articles.model import Article, ArticleDate
from seogo.languages import Language

_KEY: Final = re.compile("[^a-z0-9]+")
_IN_ADDRESS: Final = "%:/?#[]@!$&'()*+,;=~-._"
"""What may stand in an address; braces and backslashes would end a field."""

_LATEX: Final = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "{}$&#_%"},
}


@dataclass(frozen=True, slots=True)
class Cited:
    """What is cited. ``address`` is the permanent one of the article here, ``archive`` the name of the archive; ``other`` is
    the title of the translation, or empty; ``translates``: that other one is the original."""

    article: Article
    address: str
    archive: str
    other: str = ""
    translates: bool = False

    @property
    def url(self) -> str:
        """Where the article came from, else where it is."""
        return self.article.url or self.address

    @property
    def elsewhere(self) -> bool:
        """Whether it came from another place."""
        return self.url != self.address

    @property
    def key(self) -> str:
        """A name of letters, digits and hyphens; where the id has others, a hash of it keeps names apart."""
        name = _KEY.sub("-", self.article.id).strip("-")
        if re.fullmatch("[a-z0-9./-]+", self.article.id):
            return name
        mark = hashlib.blake2b(self.article.id.encode(), digest_size=4).hexdigest()
        return f"{name}-{mark}".lstrip("-")


def to_bibtex(cited: Cited) -> str:
    """An entry for BibTeX and BibLaTeX (``@misc``, which both know)."""
    article = cited.article
    fields = {
        "title": f"{{{_latex(article.title)}}}",
        "author": " and ".join(f"{{{_latex(name)}}}" for name in article.authors),
        "howpublished": _latex(article.source),
        "langid": {Language.KO: "korean", Language.EN: "english"}[article.lang],
        "url": quote(cited.url, safe=_IN_ADDRESS),
    }
    if cited.elsewhere:
        fields["note"] = _latex(f"{cited.archive}: {cited.address}")
    if cited.other:
        fields["origtitle" if cited.translates else "titleaddon"] = _latex(cited.other)
    if article.published:
        day = article.published.day
        fields |= {"date": day.isoformat(), "year": f"{day.year:04}", "month": str(day.month)}
    if article.retrieved:
        fields["urldate"] = article.retrieved.day.isoformat()
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join((f"@misc{{{cited.key},", *lines, "}\n"))


def to_ris(cited: Cited) -> str:
    """A record for reference managers: a tag, two spaces, a hyphen and a space, ended by ``ER``."""
    article = cited.article
    rows = [("TY", "NEWS"), ("TI", article.title)]
    if cited.other:
        rows.append(("OT" if cited.translates else "TT", cited.other))
    rows += [("AU", name) for name in article.authors]
    rows.append(("T2", article.source))
    if article.published:
        day = article.published.day
        rows += [("PY", f"{day.year:04}"), ("DA", f"{day.year:04}/{day.month:02}/{day.day:02}")]
    if article.retrieved:
        day = article.retrieved.day
        rows.append(("Y2", f"{day.year:04}/{day.month:02}/{day.day:02}"))
    rows += [
        ("LA", article.lang.value),
        ("AB", article.summary),
        *(("KW", tag) for tag in article.tags),
        ("UR", cited.url),
        ("AV", cited.address if cited.elsewhere else ""),
        ("DB", cited.archive),
    ]
    lines = [f"{tag}  - {_one_line(value)}" for tag, value in rows if value]
    return "\r\n".join((*lines, "ER  - ", ""))


def to_csl(cited: Cited) -> dict[str, Any]:
    """The one item of a CSL-JSON document (schema 1.0.2); what it has no name for is under ``custom``."""
    article = cited.article
    item: dict[str, Any] = {
        "id": article.id,
        "type": "article-newspaper",
        "title": article.title,
        "author": [{"literal": name} for name in article.authors],
        "container-title": article.source,
        "issued": _csl_date(article.published),
        "accessed": _csl_date(article.retrieved),
        "language": article.lang.value,
        "abstract": article.summary,
        "keyword": ", ".join(article.tags),
        "URL": cited.url,
        "archive": cited.archive,
        "archive_location": cited.address,
    }
    if cited.other and cited.translates:
        item["original-title"] = cited.other
    elif cited.other:
        item["custom"] = {"translated-title": cited.other}
    return {name: value for name, value in item.items() if value}


def to_csl_text(cited: Cited) -> str:
    """The document."""
    return json.dumps([to_csl(cited)], ensure_ascii=False, indent=2) + "\n"


def to_plain(cited: Cited, day: str) -> str:
    """A line of text in the language of the article; ``day`` is the day of publication in words."""
    article = cited.article
    other = f" [{cited.other}]" if cited.other else ""
    quoted = f"“{article.title}”{other}"
    parts = [", ".join(article.authors), quoted, article.source, day, cited.url]
    if cited.elsewhere:
        parts.append(f"{cited.archive}: {cited.address}")
    return ". ".join(_one_line(part) for part in parts if part) + "."


def _latex(text: str) -> str:
    return "".join(_LATEX.get(sign, sign) for sign in _one_line(text))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _csl_date(value: ArticleDate | None) -> dict[str, list[list[int]]]:
    return {"date-parts": [[value.day.year, value.day.month, value.day.day]]} if value else {}
