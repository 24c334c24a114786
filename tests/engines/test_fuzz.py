"""Random mutations of the engine's files before they are opened: the same answers, or IndexDamaged with the file's name.

Only files with checksums of their own (terms, postings, table) are promised this here; what Whoosh writes (columns, table of
contents) is held by the manifest of a generation, see tests/test_damage.py.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from seogo.engines import clauses as q
from seogo.engines.base import EngineResult, field_name
from seogo.engines.whoosh.engine import WhooshEngine
from seogo.errors import IndexDamaged
from tests.engines.samples import EN, KO, document, find

pytestmark = pytest.mark.slow

MUTATIONS = 900
TERMS = ("국가", "모티프", "인공지능", "가")


def ask(engine: WhooshEngine) -> tuple[object, ...]:
    """Everything that terms, postings, positions and table are needed for."""
    found: list[EngineResult] = []
    answers: list[object] = []
    for term in TERMS:
        for language in (KO, EN):
            field = field_name("body", language)
            found.append(find(engine, q.Term(field, term), grouped=True, facets=("lang", "tag")))
            found.append(find(engine, q.Phrase(field, (term, "국가"), (0, 1)), sort="newest"))
            answers.append(list(engine.terms(field, term[0])))
    found.append(find(engine, q.NumberRange(10, 3e4)))
    found.append(find(engine, q.Everything(), sort="oldest", limit=50))
    answers.append(engine.status())
    for result in found:
        answers.append((result.hits, result.totals, result.facets))
        answers.append(sorted(engine.stored([hit.id for hit in result.hits])))
    return tuple(answers)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rng = random.Random(2)
    folder = tmp_path_factory.mktemp("fuzz")
    engine = WhooshEngine(folder)
    engine.replace_all(
        document(
            f"d{number:03}",
            " ".join(rng.choices(TERMS, k=12)),
            lang=rng.choice((KO, EN)),
            day=rng.randrange(1, 900_000),
            group=f"g{number // 2}",
            tags=rng.sample(["a", "b"], 1),
            quantities=f"{number} {number // 9 * 10**4} 2026-01-{number % 28 + 1:02}",
        )
        for number in range(120)
    )
    engine.apply([], ["d007"])
    return folder


def test_a_mutated_file_is_named_or_makes_no_difference(folder: Path) -> None:
    rng = random.Random(3)
    expected = ask(WhooshEngine(folder))
    files = [path for path in folder.iterdir() if path.suffix in (".trm", ".pst", ".table")]
    assert len(files) == 3
    named = 0
    for number in range(MUTATIONS):
        path = files[number % len(files)]
        whole = path.read_bytes()
        changed = bytearray(whole)
        kind = rng.random()
        at = rng.randrange(len(changed))
        if kind < 0.6:
            changed[at] ^= 1 << rng.randrange(8)
        elif kind < 0.75:
            changed[at : at + 8] = rng.randbytes(len(changed[at : at + 8]))
        elif kind < 0.9:
            del changed[at:]
        else:
            changed += rng.randbytes(rng.randint(1, 9))
        path.write_bytes(changed)
        try:
            found = ask(WhooshEngine(folder))
        except IndexDamaged as error:
            named += 1
            assert str(folder) in str(error)
            assert "\n" not in str(error)
        else:
            assert found == expected or changed == whole, f"{path.name}, byte {at}"
        finally:
            path.write_bytes(whole)
    assert named > MUTATIONS * 0.8
