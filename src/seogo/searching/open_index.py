"""Opened index: a generation with everything that answers queries of it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, tzinfo

from seogo.alignment.aligned_sentences import AlignedSentences
from seogo.engines.base import Branch, Engine, EngineQuery
from seogo.engines.clauses import Everything
from seogo.errors import EncoderUnavailable, IndexDamaged
from seogo.lexicon.glossary import Glossary
from seogo.lexicon.lexicon import Lexicon
from seogo.meaning.vectors import Vectors
from seogo.query.dates import day_in
from seogo.query.nodes import ParsedQuery
from seogo.query.parser import parse
from seogo.rewriting.compiler import QueryCompiler
from seogo.searching.meaning import encoded
from seogo.searching.related.subject import Subjects
from seogo.searching.request import IndexFacts
from seogo.suggestions.completion import Suggestions
from seogo.suggestions.did_you_mean import Corrector


@dataclass(slots=True, weakref_slot=True)
class OpenIndex:
    """Opened generation, with everything that answers queries of it. ``lexicon`` reads its lexicon and
    ``sentences`` its aligned sentences at the first call; they raise IndexDamaged."""

    engine: Engine
    compiler: QueryCompiler
    facts: IndexFacts
    corrector: Corrector
    suggestions: Suggestions
    lexicon: Callable[[], Lexicon]
    sentences: Callable[[], AlignedSentences]
    subjects: Subjects
    moved: Mapping[str, str] = field(default_factory=dict)
    """Ids of articles by their former ids."""
    meaning: Callable[[], Vectors | None] = lambda: None
    """Vectors of its passages, None where it has none that the encoder which is installed has made; raises IndexDamaged."""
    _ids: list[tuple[str, ...]] = field(default_factory=list)
    glossaries: Sequence[Glossary] = ()
    """Those of the archive, and the general one."""
    _days: list[tuple[date, date] | None] = field(default_factory=list)
    zone: tzinfo | None = None
    """Time zone of the archive, in which it is today; None is that of the host."""

    def parse(self, query: str) -> ParsedQuery:
        """Tree of a query, whose words for dates are counted from the day that it is now where the archive is."""
        return parse(query, day_in(self.zone))

    def warm(self) -> None:
        """Open every file, and load what the first query would load otherwise. Raises IndexDamaged."""
        self.engine.warm()
        self.compiler.warm()
        self.corrector.warm()
        self.lexicon()
        self.sentences()
        with contextlib.suppress(IndexDamaged):  # nothing is suggested then
            self.suggestions.warm()
        with contextlib.suppress(IndexDamaged, EncoderUnavailable):  # words alone answer then
            if self.meaning() is not None:
                encoded("")

    def ids(self) -> tuple[str, ...]:
        """The ids of all articles; read once."""
        if not self._ids:
            self._ids.append(tuple(self.engine.content_hashes()))
        return self._ids[0]

    def days(self) -> tuple[date, date] | None:
        """The days of the oldest and the newest article, None where no article has one; read once."""
        if not self._days:
            branches = (Branch(Everything(), limit=1, sort=sort) for sort in ("oldest", "newest"))
            found = [self.engine.search(EngineQuery((branch,))).days() for branch in branches]
            days = [date.fromordinal(int(one[0])) for one in found if len(one) and one[0]]
            self._days.append((days[0], days[1]) if len(days) == 2 else None)
        return self._days[0]
