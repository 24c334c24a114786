"""Public sets that can be read, by name."""

from __future__ import annotations

from typing import Final

from seogo.evaluation.standards.collection import (
    read_autorag,
    read_beir,
    read_miracl,
    read_mrtydi,
)
from seogo.evaluation.standards.korquad import read_korquad
from seogo.evaluation.standards.ntrex import read_ntrex
from seogo.evaluation.standards.published import Standard

STANDARDS: Final = {
    standard.name: standard
    for standard in (
        Standard("ntrex-128", "bridge", ("MRR@10", "Recall@10"), read_ntrex),
        Standard("korquad-1.0", "mono", ("MRR@10", "nDCG@10", "Recall@1"), read_korquad),
        Standard("autorag-ko", "mono", ("nDCG@10", "MRR@10", "Recall@10"), read_autorag),
        Standard("miracl-ko", "mono", ("nDCG@10", "Recall@100"), read_miracl),
        Standard("mrtydi-ko", "mono", ("MRR@100", "Recall@100"), read_mrtydi),
        Standard("beir", "mono", ("nDCG@10", "Recall@100"), read_beir),
    )
}
