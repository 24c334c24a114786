"""A server that never comes to an end: it sends the beginning of an answer, and then the same again and again."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

ENOUGH = 5.0
"""Seconds after which a server gives up, so that a client without limits fails instead of waiting for ever."""


@contextmanager
def dripping(start: bytes, again: bytes, pause: float) -> Iterator[int]:
    """The port of a running server."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        threading.Thread(target=_accept, args=(listening, start, again, pause), daemon=True).start()
        yield listening.getsockname()[1]
        listening.shutdown(socket.SHUT_RDWR)


def _accept(listening: socket.socket, start: bytes, again: bytes, pause: float) -> None:
    with suppress(OSError):
        while True:
            opened, _ = listening.accept()
            threading.Thread(target=_send, args=(opened, start, again, pause), daemon=True).start()


def _send(opened: socket.socket, start: bytes, again: bytes, pause: float) -> None:
    last = time.monotonic() + ENOUGH
    with opened, suppress(OSError):
        opened.sendall(start)
        while time.monotonic() < last:
            opened.sendall(again)
            time.sleep(pause)
