"""How far typed words may be a form of a glossary."""

from __future__ import annotations

from seogo.articles.wordlists import GlossaryEntry
from seogo.lexicon.glossary import Glossary


def test_words_reach_as_far_as_some_form_begins_with_them() -> None:
    glossary = Glossary(
        [GlossaryEntry("보건 복지부", "Ministry of Health and Welfare", (), (), (), 1)]
    )
    assert glossary.reach(["ministry", "of", "health", "and", "welfare", "today"]) == 5
    assert glossary.reach(["Ministry", "of", "Defence", "said"]) == 3
    assert glossary.reach(["보건복지부", "장관"]) == 2
    assert glossary.reach(["weather", "report"]) == 1
    assert (
        glossary.reach(["U.S.", "today"]) == 2
    )  # a sign may become another one beside what follows
    assert glossary.reach([]) == 0
