"""Proposals for the dictionary: words of an archive that the analyser breaks, best first.

A proposal is worth the number of its broken occurrences times its evidence. That is the sum of

- *pieces*, 0 to 1: how odd the parts are. An ending inside a noun, or a guess that never stands alone, is odd (1); a
  single syllable as odd as it has only these neighbours in the archive (엑 occurs nowhere but in 엑 + 사원). Compounds of
  known words (국가 + 대표) and derivations (활성 + 화) are ordinary (0).
- *contexts*, 0 to 1: the share of occurrences that are read otherwise than most of them.
- *extraction*, one half where Kiwi's word extraction takes it for a noun.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import IO, Final

from seogo.analysis.korean import KoreanTokenizer
from seogo.analysis.passages import to_passages
from seogo.analysis.script.hangul import SYLLABLES
from seogo.analysis.script.hanja import HANJA, to_hangul
from seogo.analysis.script.normalize import normalize
from seogo.articles.archive import Archive
from seogo.articles.markdown import to_text
from seogo.articles.model import Article
from seogo.dictionary.survey import HEADS, Cut, Example, Part, Stem, Survey
from seogo.errors import ArticleError

MIN_PIECES: Final = 0.25
"""From here on the parts of a word are evidence."""

MIN_CONTEXTS: Final = 0.1
"""From here on contexts disagree."""

RARELY: Final = 20
"""A word that Kiwi knows and keeps whole this many times for each time it cuts it is left out."""

_EXTRACTION = 0.5
_BATCH = 256
_CUTS = 3
_ORDINARY = frozenset({"XSN", "XPN", "MM"})


@dataclass(frozen=True, slots=True)
class Division:
    """Division of a word into parts, with its count."""

    parts: tuple[str, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """A word that should perhaps stay whole.

    It occurs ``count`` times in ``articles`` articles and is cut ``broken`` times, most often as ``divisions`` say;
    ``evidence`` names what speaks for it (see the module), ``score`` is what it is ranked by.
    """

    word: str
    count: int
    broken: int
    articles: int
    divisions: tuple[Division, ...]
    evidence: tuple[str, ...]
    score: float
    examples: tuple[Example, ...]


class _Lines:
    """The lines of a file, any number of times."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    def __iter__(self) -> Iterator[str]:
        self._file.seek(0)
        return iter(self._file)


def propose(
    archive: Archive, tokenizer: KoreanTokenizer, *, known: Iterable[str] = (), min_count: int = 3
) -> list[Proposal]:
    """Proposals: words of an archive that occur ``min_count`` times or more and are broken somewhere, best first.

    Words of ``known`` are left out; files that are refused are passed over (`seogo check` names them). Memory is bounded:
    texts go through a temporary file, and rare stems are forgotten. Raises ArchiveMissing.
    """
    survey = Survey()
    with tempfile.TemporaryFile("w+", encoding="utf-8") as spool:
        for batch in _batches(_articles(archive)):
            _add(survey, batch, tokenizer, spool)
        left_out = {to_hangul(normalize(word).text) for word in known}
        found = [
            (name, stem)
            for name, stem in survey.stems.items()
            if stem.broken * RARELY > stem.known
            and stem.count >= min_count
            and name not in left_out
        ]
        weighed = [(name, stem, *_weigh(name, stem, survey)) for name, stem in found]
        chosen = [row for row in weighed if row[2] or row[3]]
        nouns = tokenizer.extract_nouns(_Lines(spool), max(2, min_count)) if chosen else frozenset()
    proposals = [
        _to_proposal(name, stem, pieces, contexts, name in nouns)
        for name, stem, pieces, contexts in chosen
    ]
    return sorted(proposals, key=lambda one: (-one.score, one.word))


def _articles(archive: Archive) -> Iterator[Article]:
    """The good articles that have Hangul or hanja, in the order of their paths."""
    scan = archive.scan()
    for facts in scan.files.values():
        try:
            article = scan.parsed.pop(facts.path, None) or archive.read(facts)
        except ArticleError:
            continue
        if any(p.search(t) for p in (SYLLABLES, HANJA) for t in (article.title, article.body)):
            yield article


def _batches(articles: Iterator[Article]) -> Iterator[list[Article]]:
    while batch := list(islice(articles, _BATCH)):
        yield batch


def _add(
    survey: Survey, articles: Iterable[Article], tokenizer: KoreanTokenizer, spool: IO[str]
) -> None:
    """Add articles to the survey, and their Hangul to the texts for extraction."""
    passages = [
        (article.id, passage, normalize(passage))
        for article in articles
        for text in (article.title, to_text(article.body))
        for _, passage in to_passages(text)
    ]
    pieces = tokenizer.full_morphemes(normal.text for _, _, normal in passages)
    for (article_id, passage, normal), found in zip(passages, pieces, strict=True):
        if found:
            survey.add(article_id, passage, normal, found)
            spool.write(" ".join(SYLLABLES.findall(to_hangul(normal.text))) + "\n")


def _weigh(name: str, stem: Stem, survey: Survey) -> tuple[float, float]:
    """Weights of the pieces and of the contexts of a stem; 0 where they are too low."""
    odd = sum(_oddness(cut, stem, survey) * count for cut, count in stem.cuts.items())
    pieces = odd / stem.broken
    readings = Counter[tuple[str, ...]]({(name,): stem.known + stem.guessed})
    for cut, count in stem.cuts.items():
        readings[tuple(part.form for part in cut)] += count
    contexts = 1 - readings.most_common(1)[0][1] / stem.count
    if pieces < MIN_PIECES:
        # contexts differ on compounds too (비밀번호, 파일시스템): only a guess is a sign of a new word
        compound = all(_is_compound(cut, survey) for cut in stem.cuts)
        contexts = 0.0 if compound else min(contexts, stem.guessed / stem.count)
        pieces = 0.0
    return pieces, contexts if contexts >= MIN_CONTEXTS else 0.0


def _is_compound(cut: Cut, survey: Survey) -> bool:
    """Whether every part is an affix or a word of the archive."""
    return all(part.tag in _ORDINARY or _stands_alone(part, survey) for part in cut)


def _stands_alone(part: Part, survey: Survey) -> bool:
    stem = survey.stems.get(part.form)
    return stem is not None and stem.known + stem.guessed > 0


def _oddness(cut: Cut, stem: Stem, survey: Survey) -> float:
    """Oddness of a cut of a noun into these parts, from 0 to 1."""
    if any(part.tag == "ETM" for part in cut):  # 할 일, 받는 사람: two words without their space
        return 0.0
    return max(
        _part_oddness(part, cut[at - 1] if at else None, stem, survey)
        for at, part in enumerate(cut)
    )


def _part_oddness(part: Part, before: Part | None, stem: Stem, survey: Survey) -> float:
    if not part.known:
        return 0.0 if _stands_alone(part, survey) else 1.0
    if part.tag.startswith(("J", "E", "V", "Z")):
        return 1.0
    if len(part.form) > 1 or part.tag in _ORDINARY:
        return 0.0
    if before and before.known and len(before.form) > 1:
        # nouns of one syllable end ordinary compounds (대표팀, 기본값), unless somewhere the whole is one word
        whole = stem.known + stem.guessed
        if not whole or len(survey.heads.get(part.form, ())) >= HEADS:
            return 0.0
    return min(1.0, stem.broken / max(1, survey.syllables[part.form]))


def _to_proposal(
    name: str, stem: Stem, pieces: float, contexts: float, extracted: bool
) -> Proposal:
    evidence = {"pieces": pieces, "contexts": contexts, "extraction": _EXTRACTION * extracted}
    divisions: Counter[tuple[str, ...]] = Counter()
    for cut, count in stem.cuts.items():
        divisions[tuple(part.form for part in cut)] += count
    return Proposal(
        word=name,
        count=stem.count,
        broken=stem.broken,
        articles=stem.articles,
        divisions=tuple(Division(*found) for found in divisions.most_common(_CUTS)),
        evidence=tuple(kind for kind, value in evidence.items() if value),
        score=round(stem.broken * sum(evidence.values()), 3),
        examples=tuple(stem.examples),
    )
