"""An article as one of two that are aligned: its terms, blocks and sentences (seogo.bridge.passages)."""

from __future__ import annotations

from seogo.analyses import ArticleAnalysis
from seogo.articles.markdown import to_blocks
from seogo.articles.model import Article
from seogo.bridge.passages import Side, to_passage


def to_side(article: Article, analysis: ArticleAnalysis) -> Side:
    """An article with what analysis made of it; both are of the same content."""
    return Side(
        analysis.title.terms,
        analysis.body.terms,
        analysis.body.starts,
        [to_passage(block) for block in to_blocks(article.body)],
        analysis.sentences,
    )
