"""Bulk requests: documents in parts that a cluster takes, again where it is too busy, and none lost.

A part is sent when it is large enough and answered before the next one is: a cluster that is slow slows us down. What it
refuses for now is sent again, after longer and longer pauses; what it refuses for good ends the build with their names.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any, Final

from seogo.engines.opensearch.cluster import PATIENCE, Cluster
from seogo.engines.opensearch.fields import key
from seogo.errors import EngineUnreachable, IndexWriteError
from seogo.messages import Message

_BYTES: Final = 4 << 20
_DOCUMENTS: Final = 500
_LONGEST_PAUSE: Final = 15.0
_SECONDS: Final = 120.0
_FOR_NOW: Final = (429, 500, 502, 503, 504)
_NAMED: Final = 5


class BulkWriter:
    """Writer of documents into an index of a cluster; ``close`` sends what is left."""

    def __init__(
        self, cluster: Cluster, index: str, *, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._cluster = cluster
        self._index = index
        self._sleep = sleep
        self._part: dict[str, tuple[str, str]] = {}
        self._size = 0
        self._refused: dict[str, str] = {}

    def put(self, document_id: str, source: dict[str, Any]) -> None:
        """Store a document. Raises EngineUnreachable, IndexWriteError."""
        action = json.dumps({"index": {"_id": key(document_id)}})
        self._add(document_id, f"{action}\n{json.dumps(source, ensure_ascii=False)}\n")

    def delete(self, document_id: str) -> None:
        """Remove a document, if it is there. Raises EngineUnreachable, IndexWriteError."""
        self._add(document_id, json.dumps({"delete": {"_id": key(document_id)}}) + "\n")

    def close(self) -> None:
        """Send what is left. Raises EngineUnreachable; IndexWriteError where the cluster refused documents for good."""
        self._send()
        if self._refused:
            shown = list(self._refused.items())[:_NAMED]
            names = "; ".join(f"{name} ({reason})" for name, reason in shown)
            raise IndexWriteError(
                Message("opensearch.refused", count=len(self._refused), names=names)
            )

    def _add(self, document_id: str, lines: str) -> None:
        size = len(lines.encode())
        if self._part and (self._size + size > _BYTES or len(self._part) >= _DOCUMENTS):
            self._send()
        self._part[key(document_id)] = document_id, lines
        self._size += size

    def _send(self) -> None:
        part, self._part, self._size = self._part, {}, 0
        waited, pause = 0.0, 0.5
        while part := self._left(part):
            if waited >= PATIENCE:
                raise EngineUnreachable(Message("opensearch.busy", url=self._cluster.address))
            self._sleep(pause)
            waited, pause = waited + pause, min(2 * pause, _LONGEST_PAUSE)

    def _left(self, part: dict[str, tuple[str, str]]) -> dict[str, tuple[str, str]]:
        """What of a part is to be sent again."""
        if not part:
            return part
        answer = self._cluster.request(
            "POST",
            f"/{self._index}/_bulk",
            "".join(lines for _, lines in part.values()),
            missing=self._index,
            seconds=_SECONDS,
            patience=PATIENCE,
        )
        again: dict[str, tuple[str, str]] = {}
        for item in answer.get("items", []):
            ((action, found),) = item.items()
            status, name = int(found.get("status", 503)), found["_id"]
            if status < 300 or (action == "delete" and status == 404):
                continue
            reason = _said(found.get("error"))
            refusal = self._cluster.refusal(status, reason)
            if isinstance(refusal, IndexWriteError):
                raise refusal
            if status in _FOR_NOW:
                again[name] = part[name]
            else:
                self._refused[part[name][0]] = reason
        return again


def _said(reason: Any) -> str:
    if not isinstance(reason, dict):
        return str(reason)
    cause = reason.get("caused_by") or reason
    return " ".join(f"{cause.get('type')}: {cause.get('reason')}".split())[:200]
