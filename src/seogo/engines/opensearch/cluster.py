"""Connection to a cluster: requests that are repeated on another node, and errors as sentences."""

from __future__ import annotations

import json
import os
import threading
import time
from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from seogo.engine_settings import OpenSearchSettings
from seogo.errors import EngineUnreachable, IndexDamaged, IndexWriteError
from seogo.messages import Message

if TYPE_CHECKING:
    from opensearchpy import OpenSearch

Json = dict[str, Any]

_ANSWER_SECONDS: Final = 15
_RETRIES: Final = 3
_LONGEST_PAUSE: Final = 15.0
PATIENCE: Final = 300.0
"""Seconds for which a build asks a cluster that does not answer, or is too busy."""
_BUSY: Final = (429, 502, 503, 504)
_DENIED: Final = (401, 403)
_FULL: Final = ("disk usage exceeded", "create-index blocked", "flood stage")


@dataclass(slots=True)
class Cluster:
    """A cluster, connected to by the first request of each process: connections are not shared with a forked one."""

    settings: OpenSearchSettings
    _client: OpenSearch | None = None
    _process: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def request(
        self,
        method: str,
        path: str,
        body: Json | str | None = None,
        *,
        missing: str = "",
        seconds: float = _ANSWER_SECONDS,
        patience: float = 0,
        parameters: Mapping[str, str] | None = None,
    ) -> Json:
        """The answer to a request; ``body`` is JSON, or lines of it. For so many seconds of ``patience``, one that is not
        answered is repeated, after longer and longer pauses.

        Raises EngineUnreachable where no node answers or all are too busy, IndexDamaged where something is not there
        (``missing`` names what), IndexWriteError where a disk is full.
        """
        waited, pause = 0.0, 0.5
        while True:
            try:
                return self._once(
                    method, path, body, missing, {"request_timeout": seconds, **(parameters or {})}
                )
            except EngineUnreachable as error:
                if error.lasting or waited >= patience:
                    raise
            time.sleep(pause)
            waited, pause = waited + pause, min(2 * pause, _LONGEST_PAUSE)

    def _once(
        self,
        method: str,
        path: str,
        body: Json | str | None,
        missing: str,
        parameters: Mapping[str, str | float],
    ) -> Json:
        client = self._connected()
        from opensearchpy import exceptions

        try:
            answer = client.transport.perform_request(
                method, path, params=dict(parameters), body=body
            )
        except exceptions.ConnectionError as error:  # timeouts and wrong certificates too
            what = Message("opensearch.unreachable", url=self.address, reason=_reason(error))
            raise EngineUnreachable(what) from error
        except exceptions.TransportError as error:
            raise self.refusal(error.status_code, _reason(error), missing) from error
        return answer if isinstance(answer, dict) else {}

    def searches(self, index: str, bodies: Sequence[Json], hidden: str = "") -> list[Json]:
        """The answers to searches of an index that are sent together; paths in ``hidden`` are left out of them."""
        lines = "".join(f"{{}}\n{json.dumps(body, ensure_ascii=False)}\n" for body in bodies)
        parameters: dict[str, str] = {"filter_path": hidden} if hidden else {}
        if self.settings.shards > 1:  # statistics are those of all shards
            parameters["search_type"] = "dfs_query_then_fetch"
        for left in range(_RETRIES, -1, -1):
            answers: list[Json] = self.request(
                "POST", f"/{index}/_msearch", lines, missing=index, parameters=parameters
            ).get("responses", [])
            failed = next((answer for answer in answers if "error" in answer), None)
            if failed is None and len(answers) == len(bodies):
                return answers
            status = int(failed.get("status", 503)) if failed else 503
            if left and status in (*_BUSY, 500):
                continue
            raise self.refusal(status, _said(failed or {}), index)
        raise AssertionError("unreachable")

    def refusal(
        self, status: int | str, reason: str, missing: str = ""
    ) -> EngineUnreachable | IndexDamaged | IndexWriteError:
        """The error for what the cluster answered with a status other than 200."""
        if any(sign in reason for sign in _FULL):
            return IndexWriteError(Message("opensearch.disk-full", url=self.address))
        if status == 404 and missing:
            return IndexDamaged(missing, Message("damage.missing"))
        code = "opensearch.denied" if status in _DENIED else "opensearch.failed"
        lasting = isinstance(status, int) and 400 <= status < 500 and status not in _BUSY
        return EngineUnreachable(
            Message(code, url=self.address, reason=reason or str(status)), lasting=lasting
        )

    @property
    def address(self) -> str:
        """The first address of the cluster."""
        return self.settings.urls[0]

    def _connected(self) -> OpenSearch:
        if self._client is None or self._process != os.getpid():
            with self._lock:
                self._client, self._process = self._connect(), os.getpid()
        return self._client

    def _connect(self) -> OpenSearch:
        try:
            from opensearchpy import OpenSearch
        except ImportError as error:
            raise EngineUnreachable(Message("opensearch.not-installed"), lasting=True) from error
        settings = self.settings
        more: Json = {"ca_certs": str(settings.ca)} if settings.ca else {}
        if settings.user:
            # the client would write them in Latin-1, which has no Hangul
            pair = f"{settings.user}:{settings.password}".encode()
            more["headers"] = {"Authorization": f"Basic {b64encode(pair).decode()}"}
        return OpenSearch(
            hosts=list(settings.urls),
            verify_certs=True,
            max_retries=_RETRIES,
            retry_on_timeout=True,
            retry_on_status=_BUSY,
            http_compress=any(url.startswith("https:") for url in settings.urls),
            pool_maxsize=16,
            **more,
        )


def _reason(error: Exception) -> str:
    """What an exception of the client says, in one line."""
    info = getattr(error, "info", None)
    if isinstance(info, Mapping):
        return _said(info) or str(error)
    return _line(str(info or getattr(error, "error", "") or error))


def _said(answer: Mapping[str, Any]) -> str:
    """The reasons in an answer, with their causes."""
    error = answer.get("error", "")
    if not isinstance(error, Mapping):
        return _line(str(error))
    causes = error.get("root_cause") or [error]
    texts = [f"{one.get('type')}: {one.get('reason')}" for one in causes if isinstance(one, dict)]
    return _line("; ".join(dict.fromkeys([*texts, str(error.get("reason", ""))])))


def _line(text: str) -> str:
    return " ".join(text.split())[:300]


def doc_values(hit: Json, names: Iterable[str]) -> list[Any]:
    """The first values of some columns of a hit, None where there is none."""
    found = hit.get("fields", {})
    return [found[name][0] if name in found else None for name in names]
