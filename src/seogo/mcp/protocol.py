"""JSON-RPC messages of the Model Context Protocol: one in, one out, without any state between them.

Two ways are spoken: that of 2026-07-28, in which every request names its protocol version, and that before it, in which a
client begins with ``initialize``. A request of the first way is known by its ``_meta``.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from seogo import __version__
from seogo.errors import SeogoError
from seogo.mcp.resources import Resources
from seogo.mcp.tools import Tools

Json: TypeAlias = dict[str, Any]

CURRENT: Final = "2026-07-28"
HANDSHAKE: Final = ("2025-11-25", "2025-06-18")
"""Versions that begin with ``initialize``, the newest first."""
VERSION_KEY: Final = "io.modelcontextprotocol/protocolVersion"
_CAPABILITIES_KEY: Final = "io.modelcontextprotocol/clientCapabilities"
_SERVER_KEY: Final = "io.modelcontextprotocol/serverInfo"
LARGEST_MESSAGE: Final = 64 * 1024
_DEEPEST: Final = 32
_FRESH_MS: Final = 60_000
"""How long a client may keep what lists of tools and resources say."""

PARSE_ERROR, INVALID_REQUEST, METHOD_NOT_FOUND = -32700, -32600, -32601
INVALID_PARAMS, INTERNAL_ERROR = -32602, -32603
HEADER_MISMATCH, UNSUPPORTED_VERSION = -32020, -32022
RATE_LIMITED: Final = -32000

_CAPABILITIES: Final[Json] = {"tools": {}, "resources": {}}
_CACHED: Final = frozenset(
    {
        "server/discover",
        "tools/list",
        "resources/list",
        "resources/templates/list",
        "resources/read",
    }
)
_log = logging.getLogger(__name__)


class Refused(Exception):
    """A message that is refused, with the code and data of JSON-RPC."""

    def __init__(self, code: int, message: str, data: Any = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.data = data


@dataclass(frozen=True, slots=True)
class Protocol:
    """Answers messages with the ``tools`` and ``resources`` of an archive; several threads may use one."""

    title: str
    instructions: str
    tools: Tools
    resources: Resources

    def answer(self, data: bytes) -> Json | None:
        """The answer to a message, None where it needs none; whatever it is, this raises nothing."""
        try:
            message = read_message(data)
        except Refused as refused:
            return failure(None, refused)
        return self.reply(message)

    def reply(self, message: Json) -> Json | None:
        """The answer to a message that was read."""
        name = message.get("id")
        try:
            method, params = check_request(message)
            if "id" not in message:
                return None
            return {"jsonrpc": "2.0", "id": name, "result": self._result(method, params)}
        except Refused as refused:
            return failure(name if is_id(name) else None, refused)
        except SeogoError as error:
            return failure(name, Refused(INTERNAL_ERROR, str(error.message)))
        except Exception:  # noqa: BLE001 - a fault is in the log, and no client waits for ever
            _log.exception("A message could not be answered")
            return failure(name, Refused(INTERNAL_ERROR, "Internal error"))

    def _result(self, method: str, params: Json) -> Json:
        modern = is_modern(params)
        if modern:
            _check_version(params["_meta"])
        methods = self._methods(modern=modern)
        if method not in methods:
            raise Refused(METHOD_NOT_FOUND, f"Unknown method: {method[:100]}")
        result = methods[method](params)
        if not modern:
            return result
        if method in _CACHED:
            result = {**result, "ttlMs": _FRESH_MS, "cacheScope": "private"}
        server = {"name": "seogo", "version": __version__}
        return {**result, "resultType": "complete", "_meta": {_SERVER_KEY: server}}

    def _methods(self, *, modern: bool) -> Mapping[str, Callable[[Json], Json]]:
        both: dict[str, Callable[[Json], Json]] = {
            "tools/list": lambda _: {"tools": self.tools.definitions},
            "tools/call": self._call,
            "resources/list": lambda params: self.resources.listed(_text(params, "cursor")),
            "resources/templates/list": lambda _: {"resourceTemplates": self.resources.templates},
            "resources/read": self._read,
        }
        own = {"server/discover": self._discover} if modern else {"initialize": self._initialize}
        return both | own | ({} if modern else {"ping": lambda _: {}})

    def _discover(self, _: Json) -> Json:
        return {
            "supportedVersions": [CURRENT, *HANDSHAKE],
            "capabilities": _CAPABILITIES,
            "instructions": self.instructions,
        }

    def _initialize(self, params: Json) -> Json:
        asked = params.get("protocolVersion")
        return {
            "protocolVersion": asked if asked in HANDSHAKE else HANDSHAKE[0],
            "capabilities": _CAPABILITIES,
            "serverInfo": {"name": "seogo", "title": self.title, "version": __version__},
            "instructions": self.instructions,
        }

    def _call(self, params: Json) -> Json:
        name, arguments = _text(params, "name"), params.get("arguments", {})
        if name not in self.tools.names:
            raise Refused(INVALID_PARAMS, f"Unknown tool: {name[:100]}")
        if not isinstance(arguments, dict):
            raise Refused(INVALID_PARAMS, "arguments must be an object")
        text, failed = self.tools.call(name, arguments)
        return {"content": [{"type": "text", "text": text}], "isError": failed}

    def _read(self, params: Json) -> Json:
        uri = _text(params, "uri")
        found = self.resources.read(uri)
        if found is None:
            raise Refused(INVALID_PARAMS, "Resource not found", {"uri": uri[:500]})
        return {"contents": [found]}


def read_message(data: bytes) -> Json:
    """The message in some bytes. Raises Refused."""
    if len(data) > LARGEST_MESSAGE:
        raise Refused(INVALID_REQUEST, f"A message has at most {LARGEST_MESSAGE:,} bytes")
    try:
        message = json.loads(data.decode("utf-8"), parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise Refused(PARSE_ERROR, "Parse error") from error
    if not isinstance(message, dict):
        raise Refused(INVALID_REQUEST, "A message is one JSON-RPC request or notification")
    if _depth(message) > _DEEPEST:
        raise Refused(INVALID_REQUEST, f"A message is at most {_DEEPEST} levels deep")
    return message


def check_request(message: Json) -> tuple[str, Json]:
    """Method and parameters of a request or notification. Raises Refused."""
    method, params = message.get("method"), message.get("params", {})
    if message.get("jsonrpc") != "2.0" or not isinstance(method, str):
        raise Refused(INVALID_REQUEST, "A message is one JSON-RPC request or notification")
    if "id" in message and not is_id(message["id"]):
        raise Refused(INVALID_REQUEST, "An id is a text or a whole number")
    if not isinstance(params, dict):
        raise Refused(INVALID_PARAMS, "params must be an object")
    return method, params


def is_id(name: object) -> bool:
    """Whether something is an id of a request."""
    return isinstance(name, str | int) and not isinstance(name, bool)


def is_modern(params: Json) -> bool:
    """Whether a request names its protocol version itself."""
    meta = params.get("_meta")
    return isinstance(meta, dict) and VERSION_KEY in meta


def failure(name: object, refused: Refused) -> Json:
    """The answer that says why a message is refused."""
    error = {"code": refused.code, "message": refused.message}
    if refused.data is not None:
        error["data"] = refused.data
    return {"jsonrpc": "2.0", "id": name, "error": error}


def to_bytes(answer: Json) -> bytes:
    """An answer as one line of JSON; what is no text is replaced."""
    return json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace")


def _check_version(meta: Json) -> None:
    version = meta[VERSION_KEY]
    if not isinstance(version, str):
        raise Refused(INVALID_PARAMS, f"{VERSION_KEY} must be a text")
    if version != CURRENT:
        data = {"supported": [CURRENT, *HANDSHAKE], "requested": version[:100]}
        raise Refused(UNSUPPORTED_VERSION, "Unsupported protocol version", data)
    if not isinstance(meta.get(_CAPABILITIES_KEY), dict):
        raise Refused(INVALID_PARAMS, f"_meta needs {_CAPABILITIES_KEY}")


def _text(params: Json, name: str) -> str:
    value = params.get(name, "")
    if not isinstance(value, str):
        raise Refused(INVALID_PARAMS, f"{name} must be a text")
    return value


def _depth(value: object) -> int:
    """How deep arrays and objects are nested."""
    depth, level = 0, [value]
    while level:
        depth += 1
        level = [
            inner
            for one in level
            if isinstance(one, dict | list)
            for inner in (one.values() if isinstance(one, dict) else one)
        ]
    return depth


def _no_constant(name: str) -> None:
    raise ValueError(name)
