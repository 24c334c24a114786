"""Every file of an index × every kind of damage (tests/damage.py), all: wrong answers, tracebacks, what is not healed.

    python -m tests.benchmarks.damage FOLDER [--part 1/4]

FOLDER keeps the index that is damaged, in copies, and ``done.txt`` with a line for each combination that was tried: run
again, the script goes on behind it. Prints each failure as it is found, and figures at the end; the status is 1 where
anything was wrong. Kiwi is loaded once, and analyses come from the stores. TMPDIR=/dev/shm makes it quicker.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
import traceback
from pathlib import Path
from typing import Final

from tests import damage
from tests.benchmarks.former_indexes import share_kiwi

import seogo.composition
from seogo.lexicon.glossary import general_glossary

_ENTRIES: Final = 30
"""Of the general glossary."""


def main() -> int:
    """Parse the arguments and run."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--part", default="1/1")
    options = parser.parse_args()
    part, parts = map(int, options.part.split("/"))
    share_kiwi()
    few = tuple(general_glossary())[
        :_ENTRIES
    ]  # learning from all takes longer than the rest of a run
    seogo.composition.general_glossary = lambda: few  # type: ignore[attr-defined,assignment]
    pristine, log = options.folder / "pristine", options.folder / "done.txt"
    if not log.exists():
        shutil.rmtree(pristine, ignore_errors=True)
        damage.build_pristine(pristine)
        log.touch()
    with tempfile.TemporaryDirectory() as folder:
        right = damage.right_answers(pristine, Path(folder) / "work")
    every = damage.combinations(pristine)
    done = dict(line.split("\t", 1) for line in log.read_text().splitlines())
    mine = every[part - 1 :: parts]
    began = time.monotonic()
    for count, combination in enumerate(mine, 1):
        if str(combination) in done:
            continue
        with tempfile.TemporaryDirectory() as folder:
            try:
                found = damage.complaints(pristine, Path(folder) / "work", right, combination)
            except Exception:  # noqa: BLE001 - it is what is looked for
                found = [traceback.format_exc()]
        done[str(combination)] = " ".join("; ".join(found).split()) or "survived"
        with log.open("a") as file:
            file.write(f"{combination}\t{done[str(combination)]}\n")
        if found:
            print(f"{combination}\n    {'; '.join(found)[-1500:]}", flush=True)
        if not count % 100:
            print(f"{count} of {len(mine)}, {time.monotonic() - began:.0f} s", flush=True)
    tried = [done[str(combination)] for combination in every if str(combination) in done]
    survived = tried.count("survived")
    print(f"{survived} of {len(tried)} survived; {len(every)} combinations in all")
    return int(survived != len(tried))


if __name__ == "__main__":
    sys.exit(main())
