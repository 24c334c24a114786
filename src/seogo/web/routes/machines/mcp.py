"""``/mcp``: the Model Context Protocol over HTTP (Streamable HTTP without sessions and streams)."""

from __future__ import annotations

import base64
import binascii
import hmac
import time
from dataclasses import dataclass
from typing import Any, Final

from flask import Response, request

from seogo.answers.open_archive import OpenArchive
from seogo.languages import Language
from seogo.mcp.protocol import (
    CURRENT,
    HANDSHAKE,
    HEADER_MISMATCH,
    INTERNAL_ERROR,
    INVALID_PARAMS,
    INVALID_REQUEST,
    METHOD_NOT_FOUND,
    PARSE_ERROR,
    RATE_LIMITED,
    UNSUPPORTED_VERSION,
    VERSION_KEY,
    Protocol,
    Refused,
    failure,
    is_modern,
    read_message,
    to_bytes,
)
from seogo.mcp.server import open_protocol
from seogo.serializers.addresses import Addresses
from seogo.serializers.citations import CitationStyle
from seogo.web.context import AppContext
from seogo.web.http.rate_limit import RateLimit

PATH: Final = "/mcp"
_VERSION, _METHOD, _NAME = "MCP-Protocol-Version", "Mcp-Method", "Mcp-Name"
_NAMED: Final = {"tools/call": "name", "resources/read": "uri"}
_STATUS: Final = {
    **dict.fromkeys((PARSE_ERROR, INVALID_REQUEST, INVALID_PARAMS, HEADER_MISMATCH), 400),
    UNSUPPORTED_VERSION: 400,
    METHOD_NOT_FOUND: 404,
    INTERNAL_ERROR: 200,
}
_ENCODED: Final = ("=?base64?", "?=")


@dataclass(frozen=True, slots=True)
class McpRoute:
    """The route of the protocol. Every refusal is a JSON-RPC error, too."""

    app: AppContext
    limit: RateLimit

    def message(self) -> Response:
        """``/mcp``: the answer to a message; 202 to a notification."""
        client = request.remote_addr or ""
        refused = self._refused(client)
        if refused is not None:
            return refused
        began = time.perf_counter()
        try:
            return self._answer(request.get_data())
        finally:
            self.limit.charge(client, time.perf_counter() - began)

    def _refused(self, client: str) -> Response | None:
        """The answer to whoever may not ask, or not in this way."""
        origin = request.headers.get("Origin")
        settings = self.app.site.settings
        known = {request.host_url.rstrip("/").lower(), *settings.cors}
        if origin is not None and origin.lower() not in known and "*" not in known:
            return _refusal(403, "This origin may not ask here")
        if settings.mcp_token:
            kind, _, token = request.headers.get("Authorization", "").partition(" ")
            given = token.strip().encode("utf-8", "replace")
            right = hmac.compare_digest(given, settings.mcp_token.encode())
            if kind.lower() != "bearer" or not right:
                response = _refusal(401, "A bearer token is needed")
                response.headers["WWW-Authenticate"] = "Bearer"
                return response
        if seconds := self.limit.wait(client):
            response = _refusal(429, f"Too much at once; ask again in {seconds} s", RATE_LIMITED)
            response.headers["Retry-After"] = str(seconds)
            return response
        if request.mimetype != "application/json":
            return _refusal(415, "A message is application/json")
        if request.accept_mimetypes and not request.accept_mimetypes.accept_json:
            return _refusal(406, "Answers are application/json")
        return None

    def _answer(self, data: bytes) -> Response:
        try:
            message = read_message(data)
        except Refused as refused:
            return _sent(failure(None, refused), 400)
        params = message.get("params")
        modern = isinstance(params, dict) and is_modern(params)
        version = request.headers.get(_VERSION)
        try:
            if modern and isinstance(params, dict) and "id" in message:
                _check_headers(message, params)
            elif version is not None and version not in (CURRENT, *HANDSHAKE):
                data_ = {"supported": [CURRENT, *HANDSHAKE], "requested": version[:100]}
                raise Refused(UNSUPPORTED_VERSION, "Unsupported protocol version", data_)
        except Refused as refused:
            return _sent(failure(message.get("id"), refused), 400)
        answer = self._protocol().reply(message)
        if answer is None:
            return Response(status=202)
        code: int = answer.get("error", {}).get("code", 0)
        plain = not modern and code not in (PARSE_ERROR, INVALID_REQUEST)
        return _sent(answer, 200 if plain else _STATUS.get(code, 200))

    def _protocol(self) -> Protocol:
        """The protocol, whose citations have addresses of this request's host."""
        root = request.root_path.rstrip("/")
        addresses = Addresses(None, root, request.host_url.rstrip("/"))
        style = CitationStyle(Language.EN, addresses, self.app.site.archive.zone)
        return open_protocol(OpenArchive(self.app.site, style=style))


def _check_headers(message: dict[str, Any], params: dict[str, Any]) -> None:
    """Raise Refused where the headers that proxies read say something else than the message."""
    method = message.get("method")
    if request.headers.get(_VERSION) != params["_meta"][VERSION_KEY]:
        raise Refused(HEADER_MISMATCH, f"{_VERSION} is not the version of the message")
    if request.headers.get(_METHOD) != method:
        raise Refused(HEADER_MISMATCH, f"{_METHOD} is not the method of the message")
    named = params.get(_NAMED.get(str(method), ""))
    if named is not None and _decoded(request.headers.get(_NAME, "")) != named:
        raise Refused(HEADER_MISMATCH, f"{_NAME} is not what the message names")


def _decoded(value: str) -> str | None:
    """The value of a header, which is in base64 where it has other characters than ASCII."""
    first, last = _ENCODED
    if not (value.startswith(first) and value.endswith(last)):
        return value
    try:
        inner = value[len(first) : -len(last)]
        return base64.b64decode(inner, validate=True).decode()
    except (binascii.Error, ValueError):
        return None


def _refusal(status: int, what: str, code: int = INVALID_REQUEST) -> Response:
    return _sent(failure(None, Refused(code, what)), status)


def _sent(answer: dict[str, Any], status: int) -> Response:
    response = Response(to_bytes(answer), status=status, mimetype="application/json")
    response.headers["Cache-Control"] = "no-store"
    return response
