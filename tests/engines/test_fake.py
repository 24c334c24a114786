"""The fake engine keeps the contract, so that what is tested with it holds for every engine."""

from __future__ import annotations

from pathlib import Path

from tests.engines.contract import EngineContract
from tests.engines.fake import FakeEngine


class TestFakeEngine(EngineContract):
    """The contract."""

    def open_engine(self, folder: Path) -> FakeEngine:
        return FakeEngine(folder)
