"""Topics of the manual, and the article of each in a language."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from seogo.languages import Language

if TYPE_CHECKING:
    from seogo.articles.model import Article

TOPICS: Final = (
    *("searching", "writing-articles", "importing", "exporting", "translation-pairs"),
    *("command-line", "settings-and-deploying", "assistants", "api", "python", "measuring"),
)
"""Names of the topics, in the order in which they are listed."""


@cache
def load_topic(topic: str, language: Language) -> Article:
    """The article of one of `TOPICS` in a language."""
    from seogo.articles.front_matter import parse_article  # `seogo --help` needs only TOPICS

    name = f"{topic}.{language}.md"
    parsed = parse_article(Path(__file__).with_name(name).read_bytes(), name, ZoneInfo("UTC"))
    if parsed is None:
        raise ValueError(name)
    return parsed.article
