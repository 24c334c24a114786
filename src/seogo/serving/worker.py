"""Worker: a process that answers requests. It opens new generations of the index beside them, and never builds one."""

from __future__ import annotations

import logging
import os
import signal
import socket
import threading
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from seogo.errors import IndexStale, IndexUnavailable
from seogo.messages import Message
from seogo.searching.open_index import OpenIndex
from seogo.serving.balance import ConnectionBalance
from seogo.serving.http_server import HttpServer, Limits, Local
from seogo.serving.supervisor import CAN_SHARE

if TYPE_CHECKING:
    from seogo.composition import Site

_OPEN_EVERY = 0.25
"""Seconds between looks for a new generation."""
_log = logging.getLogger("seogo.serving")


def answer_requests(
    site: Site,
    app: Callable[..., Any],
    sockets: Sequence[socket.socket],
    limits: Limits,
    balance: ConnectionBalance,
    ready: Callable[[], None],
    local: Local | None = None,
) -> None:
    """Answer until SIGTERM; or, after SIGUSR1, until every connection had its next answer. ``ready`` is called before."""
    server = HttpServer(app, sockets, limits, balance, local)
    os.set_blocking(server.wake, False)
    signal.set_wakeup_fd(server.wake, warn_on_full_buffer=False)
    signal.signal(signal.SIGTERM, lambda *_: server.end())
    signal.signal(signal.SIGUSR1, lambda *_: server.retire())
    site.current.prepare_with(_prepare if CAN_SHARE else OpenIndex.warm)
    follower = _Follower(site)
    follower.look()
    threading.Thread(target=follower.run, name="follower", daemon=True).start()
    ready()
    server.run()


def _prepare(index: OpenIndex) -> None:
    """Warm an index with the Kiwi that all share. Raises IndexStale where it needs another one: then a process with that one
    takes the place of this."""
    if not index.compiler.analyzer.loaded:
        raise IndexStale(Message("index.stale"))
    index.warm()


class _Follower:
    """Thread that opens new generations."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._trouble = ""

    def run(self) -> None:
        """Look again and again."""
        while True:
            time.sleep(_OPEN_EVERY)
            self.look()

    def look(self) -> None:
        """Open the newest generation, if it is not open yet. What goes wrong is logged once."""
        try:
            self._site.current.refresh()
            self._trouble = ""
        except IndexUnavailable:
            return  # requests say so
        except Exception as error:  # noqa: BLE001 - the former one still answers
            if repr(error) != self._trouble:
                self._trouble = repr(error)
                _log.exception("The newest index cannot be opened")
