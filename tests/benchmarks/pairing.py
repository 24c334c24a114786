"""How well `seogo pairs --suggest` finds translations whose link was removed.

    python tests/benchmarks/pairing.py ARCHIVE [PREFIX…] [--linked SHARE] [--alone SHARE] [--at-least SCORE] [--work FOLDER]
        [--curve]

A copy of the archive (of the articles whose ids begin with a prefix) is made in which pairs are not linked, but for a seeded
share of them (``--linked``), from which the lexicon is learned. Of another share of the pairs one article is left out
(``--alone``), so that whatever is proposed for the other one is wrong. Two articles are taken for translations where their
ids differ in ``.ko`` and ``.en`` alone: so do those of the sample archive, and all that make_archive.py writes, also those of
its test split, which it does not link. Ids and paths are no evidence for proposals; words of a title that repeat the name of
the file would be, and are left out of the copy. Precision and recall for each half of the pairs (seeded) and for all of them.
"""

from __future__ import annotations

import argparse
import random
import re
import tempfile
import time
from pathlib import Path

from seogo.articles.archive import Archive
from seogo.composition import open_site
from seogo.importers.extraction.urls import same_page_key
from seogo.indexing.indexer import IndexOptions
from seogo.languages import Language
from seogo.pairs.pair_proposals import MIN_SCORE, PairProposer, Proposal
from seogo.settings import load_settings

_SEED = 20260119
_LINK = re.compile(rb"^translation_of:.*\n", re.MULTILINE)
_ID = re.compile(rb"^id:.*\n", re.MULTILINE)


class Silent:
    """Hears of progress and says nothing."""

    def total(self, articles: int) -> None:
        """Nothing is shown."""

    def advance(self, articles: int) -> None:
        """Nothing is shown."""


def stem(article_id: str) -> str:
    """What the ids of two translations have in common."""
    return article_id.removesuffix(".ko").removesuffix(".en")


def copy_archive(
    archive: Archive, prefixes: list[str], linked: float, alone: float, folder: Path
) -> None:
    """Write the copy."""
    scan = archive.scan()
    names = [name for name in scan.files if not prefixes or name.startswith(tuple(prefixes))]
    pairs = sorted({stem(name) for name in names if len(scan.groups[name]) > 1})
    kept = set(random.Random(_SEED).sample(pairs, round(linked * len(pairs))))
    left_out = {
        f"{slug}.{random.Random(f'{slug} {_SEED}').choice(list(Language))}"
        for slug in sorted({stem(name) for name in names} - kept)
        if random.Random(f"{_SEED} alone {slug}").random() < alone
    }
    for name in names:
        if name in left_out:
            continue
        facts = scan.files[name]
        data = _LINK.sub(b"", archive.read_bytes(facts.path), count=1)
        slug = stem(name)
        said = slug.rpartition("/")[2]
        data = re.sub(
            rb"^(title: .*)\b" + re.escape(said.encode()) + rb"\b",
            rb"\1-",
            data,
            count=1,
            flags=re.M,
        )
        data = _ID.sub(b"", data, count=1)
        data = data.replace(b"---\n", f"---\nid: {name}\n".encode(), 1)
        assert facts.lang is not None
        apart = "" if slug in kept else f"--{facts.lang}"
        path = folder / f"{slug}{apart}.{facts.lang}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    for words in ("glossary.yaml", "dictionary.yaml", "seogo.yaml"):
        if (archive.root / words).exists():
            (folder / words).write_bytes((archive.root / words).read_bytes())


def report(name: str, proposals: list[Proposal], wanted: set[str], at_least: float) -> None:
    """Print a row of the table."""
    taken = [one for one in proposals if one.score >= at_least]
    right = sum(is_right(one) for one in taken)
    precision = f"{right / len(taken):.1%}" if taken else "–"
    recall = f"{right / len(wanted):.1%}" if wanted else "–"
    print(
        f"| {name} | {len(wanted)} | {len(taken)} | {right} | {precision} | {recall} |", flush=True
    )


def is_right(one: Proposal) -> bool:
    """Whether a proposed pair is one."""
    ko, en = (stem(one.ids[language]) for language in Language)
    return ko == en


def half(slug: str) -> int:
    """The half that a pair is in."""
    return random.Random(f"{_SEED} {slug}").getrandbits(1)


def main() -> None:
    """Print a Markdown table."""
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("archive", type=Path)
    arguments.add_argument("prefixes", nargs="*")
    arguments.add_argument("--linked", type=float, default=0.0)
    arguments.add_argument("--alone", type=float, default=0.0)
    arguments.add_argument("--at-least", type=float, default=MIN_SCORE)
    arguments.add_argument("--work", type=Path)
    arguments.add_argument("--curve", action="store_true")
    options = arguments.parse_args()
    work = options.work or Path(tempfile.mkdtemp())
    archive = Archive(options.archive, zone=load_settings(options.archive, work / "none").zone)
    copy_archive(archive, options.prefixes, options.linked, options.alone, work / "archive")
    site = open_site(load_settings(work / "archive", work / "index"))
    try:
        site.indexer.run(IndexOptions())
        engine = site.current().engine
        ids = engine.content_hashes()
        linked = {
            stem(name)
            for group in site.archive.scan().groups.values()
            if len(group) > 1
            for name in group
        }
        wanted = {stem(name) for name in ids if stem(name) not in linked}
        wanted = {name for name in wanted if {f"{name}.ko", f"{name}.en"} <= set(ids)}
        began = time.perf_counter()
        index = site.current()
        proposer = PairProposer(
            site.archive, index.engine, index.lexicon(), same_page_key, index.meaning()
        )
        proposals = proposer.proposals(Silent(), 0.0)
        took = time.perf_counter() - began
    finally:
        site.close()
    print(f"{len(ids)} articles, {len(linked)} pairs linked, {took:.1f} s")
    print("| pairs | to find | proposed | right | precision | recall |")
    print("|---|---|---|---|---|---|")
    for name, chosen in (("first half", (0,)), ("second half", (1,)), ("all", (0, 1))):
        report(
            name,
            [one for one in proposals if half(stem(one.ids[Language.KO])) in chosen],
            {one for one in wanted if half(one) in chosen},
            options.at_least,
        )
    if options.curve:
        for step in range(0, 100, 5):
            report(f"at least {step / 100:.2f}", proposals, wanted, step / 100)


if __name__ == "__main__":
    main()
