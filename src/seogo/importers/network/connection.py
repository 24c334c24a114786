"""Connections that end in time: each step of an answer has some seconds, and all of them have one deadline.

The reader of an answer asks the deadline before every wait for bytes. So nothing that a server sends drop by drop, and
nothing that `http.client` reads in a loop of its own (interim answers, headers, chunks, trailers), lasts longer.
"""

from __future__ import annotations

import http.client
import io
import queue
import socket
import ssl
import threading
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from seogo.errors import ImportRefused
from seogo.messages import Message

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

Place: TypeAlias = tuple[Any, ...]
"""A place to connect to, as `socket.getaddrinfo` gives it."""

_HTTPS: Final = 443


class Deadline:
    """End of everything that belongs to one address: ``whole`` seconds from now, of which one wait has ``step`` at most."""

    def __init__(self, whole: float, step: float) -> None:
        self._whole, self._step = whole, step
        self._end = time.monotonic() + whole

    def allows(self, pause: float) -> bool:
        """Whether something is left after a pause of some seconds."""
        return pause < self._end - time.monotonic()

    def left(self) -> float:
        """Seconds for the next wait for the server. Raises ImportRefused where none are left."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise ImportRefused(Message("import.slow-answer", seconds=self._whole))
        return min(left, self._step)


class Connection:
    """A connection to a checked place, over TLS where ``tls`` is given; ``name`` is the host that the server is asked as.

    Raises OSError (with the errors of certificates) and ImportRefused.
    """

    def __init__(
        self, place: Place, name: str, port: int, tls: ssl.SSLContext | None, deadline: Deadline
    ) -> None:
        family, kind, protocol, _, address = place
        self._deadline = deadline
        self._socket = socket.socket(family, kind, protocol)
        try:
            self._socket.settimeout(deadline.left())
            self._socket.connect(address)
            if tls is not None:
                self._socket.settimeout(deadline.left())
                self._socket = tls.wrap_socket(self._socket, server_hostname=name)
        except BaseException:
            self.close()
            raise
        self._request = http.client.HTTPConnection(name, port)
        self._request.sock = self._socket
        if tls is not None:
            self._request.default_port = _HTTPS  # so that the Host header has no port

    def get(self, target: str, headers: Mapping[str, str]) -> http.client.HTTPResponse:
        """The answer to a request, of which the head is read. Raises OSError, HTTPException, ImportRefused."""
        self._socket.settimeout(self._deadline.left())
        self._request.request("GET", target, headers=headers)
        stream: Any = _Stream(self._socket, self._deadline)
        answer = http.client.HTTPResponse(stream, method="GET")
        answer.begin()
        return answer

    def close(self) -> None:
        """End the connection, whatever has been read."""
        self._socket.close()


class _Stream(io.RawIOBase):
    """What a socket receives, as long as the deadline allows."""

    def __init__(self, opened: socket.socket, deadline: Deadline) -> None:
        self._socket, self._deadline = opened, deadline

    def makefile(self, mode: str) -> io.BufferedReader:
        """The file that an HTTPResponse asks its socket for."""
        del mode
        return io.BufferedReader(self)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        self._socket.settimeout(self._deadline.left())
        return self._socket.recv_into(buffer)


def resolve(name: str, port: int, deadline: Deadline) -> list[Place]:
    """The places that a name has. Raises OSError, UnicodeError, and TimeoutError where the resolver takes too long.

    A call of the resolver cannot be ended, so that it runs in a thread that nobody waits for.
    """
    answers: queue.SimpleQueue[list[Place] | Exception] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answers.put(list(socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)))
        except Exception as error:  # noqa: BLE001 - raised by the one who asked
            answers.put(error)

    threading.Thread(target=ask, daemon=True).start()
    try:
        found = answers.get(timeout=deadline.left())
    except queue.Empty:
        raise TimeoutError from None
    if isinstance(found, Exception):
        raise found
    return found
