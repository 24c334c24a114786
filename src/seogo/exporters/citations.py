"""Articles as reference managers cite them: BibTeX, RIS, CSL-JSON.

Names of authors stay as they are written: whether ``서고 편집부`` is a person or a body, and which part of a person's name is
the family's, is not known.
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any, BinaryIO, Final
from urllib.parse import quote

from seogo.articles.model import Article, ArticleDate
from seogo.exporters.selection import Chosen
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


def to_bibtex(article: Article) -> str:
    """An entry for BibTeX and BibLaTeX (``@misc``, which both know)."""
    fields = {
        "title": f"{{{_latex(article.title)}}}",
        "author": " and ".join(f"{{{_latex(name)}}}" for name in article.authors),
        "howpublished": _latex(article.source),
        "langid": {Language.KO: "korean", Language.EN: "english"}[article.lang],
        "url": quote(article.url, safe=_IN_ADDRESS),
    }
    if article.published:
        day = article.published.day
        fields |= {"date": day.isoformat(), "year": f"{day.year:04}", "month": str(day.month)}
    if article.retrieved:
        fields["urldate"] = article.retrieved.day.isoformat()
    fields["keywords"] = ", ".join(_latex(tag) for tag in article.tags)
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join((f"@misc{{{_key(article)},", *lines, "}\n"))


def to_ris(article: Article) -> str:
    """A record: a tag, two spaces, a hyphen and a space on each line, ended by ``ER``."""
    rows = [("TY", "NEWS"), ("ID", article.id), ("TI", article.title)]
    rows += [("AU", name) for name in article.authors]
    rows.append(("T2", article.source))
    if article.published:
        day = article.published.day
        rows += [("PY", f"{day.year:04}"), ("DA", f"{day.year:04}/{day.month:02}/{day.day:02}")]
    if article.retrieved:
        day = article.retrieved.day
        rows.append(("Y2", f"{day.year:04}/{day.month:02}/{day.day:02}"))
    rows += [("LA", article.lang.value), ("AB", article.summary)]
    rows += [("KW", tag) for tag in article.tags]
    rows.append(("UR", article.url))
    lines = [f"{tag}  - {value}" for tag, value in rows if value]
    return "\r\n".join((*lines, "ER  - ", ""))


def to_csl(article: Article) -> dict[str, Any]:
    """The item of a CSL-JSON document (schema 1.0.2)."""
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
        "URL": article.url,
    }
    return {name: value for name, value in item.items() if value}


def write_bibtex(chosen: Chosen, file: BinaryIO) -> int:
    """Write entries with an empty line between them; how many there were."""
    count = 0
    for count, article in enumerate(chosen.articles(), 1):
        file.write((("\n" if count > 1 else "") + to_bibtex(article)).encode())
    return count


def write_ris(chosen: Chosen, file: BinaryIO) -> int:
    """Write records with an empty line between them; how many there were."""
    count = 0
    for count, article in enumerate(chosen.articles(), 1):
        file.write((("\r\n" if count > 1 else "") + to_ris(article)).encode())
    return count


def write_csl_json(chosen: Chosen, file: BinaryIO) -> int:
    """Write one JSON list of items; how many there were."""
    count = 0
    for count, article in enumerate(chosen.articles(), 1):
        file.write(b",\n" if count > 1 else b"[\n")
        file.write(json.dumps(to_csl(article), ensure_ascii=False, indent=2).encode())
    file.write(b"\n]\n" if count else b"[]\n")
    return count


def _key(article: Article) -> str:
    """A name of letters, digits and hyphens; where the id has others, a hash of it keeps names apart."""
    name = _KEY.sub("-", article.id).strip("-")
    if name == article.id:
        return name
    mark = hashlib.blake2b(article.id.encode(), digest_size=4).hexdigest()
    return f"{name}-{mark}".lstrip("-")


def _latex(text: str) -> str:
    return "".join(_LATEX.get(sign, sign) for sign in text)


def _csl_date(value: ArticleDate | None) -> dict[str, list[list[int]]]:
    return {"date-parts": [[value.day.year, value.day.month, value.day.day]]} if value else {}
