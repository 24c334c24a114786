"""HTTP server of one process: it accepts connections at several sockets, and ends in peace."""

from __future__ import annotations

import contextlib
import math
import resource
import socket
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Final

from waitress import wasyncore
from waitress.adjustments import Adjustments
from waitress.server import TcpWSGIServer, UnixWSGIServer

from seogo.serving.balance import ConnectionBalance
from seogo.serving.channels import Channel, Dispatcher

_LARGEST_HEAD: Final = 64 * 1024
_LARGEST_BODY: Final = 64 * 1024 + 1
"""Bytes, beyond what the application takes: it refuses by itself what is little too large."""
_AHEAD: Final = 1024 * 1024
"""Bytes of an answer that are made before the client has taken the first ones."""
_OTHER_FILES: Final = 1_024
"""File descriptors of an opened index, the one before it and the one after it, and of everything else."""
_LEAST: Final = 16
_LOOK_EVERY: Final = 1.0
_AT_ONCE: Final = 16
"""Connections that are accepted, at most, before those that are there are looked at again."""
_MOST_SLOW: Final = 64
"""Connections of which the client takes less than _AHEAD; each keeps a thread."""
_PATIENCE: Final = 4.0
"""Seconds that answers have to be finished when the process ends."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of one process: how many requests are answered side by side in ``threads``, how many ``connections`` are open,
    and for how many seconds the server waits for a client (``timeout``)."""

    threads: int
    connections: int
    timeout: int


Local = tuple[socket.socket, Callable[..., Any]]
"""A socket that listens, and the application behind it."""


class _Door:
    """Listening socket; mixed into waitress's servers."""

    channel_class = Channel
    active_channels: dict[int, Channel]
    house: HttpServer

    @property
    def ending(self) -> bool:
        """Whether the process ends: connections close after their next answer."""
        return self.house.ending

    def readable(self) -> bool:
        """Whether a connection may be accepted."""
        return self.house.has_room()

    def handle_accept(self) -> None:
        """Accept connections, after processes that have fewer."""
        house = self.house
        house.balance.wait()
        for _ in range(house.at_once):
            before = house.open_connections
            house.make_room()
            super().handle_accept()  # type: ignore[misc]
            house.balance.publish(house.open_connections)
            if house.open_connections <= before or house.balance.is_busier:
                break


class _TcpDoor(_Door, TcpWSGIServer):  # type: ignore[misc]
    """Listening socket of a network."""


class _UnixDoor(_Door, UnixWSGIServer):  # type: ignore[misc]
    """Listening socket of a file system."""


class HttpServer:
    """Server of one process, at ``sockets`` that listen already; at ``local`` another application answers.

    When ``limits.connections`` are open, the one that has been idle the longest makes room for a new one, so that sleeping
    connections never keep others out.
    """

    def __init__(
        self,
        app: Callable[..., Any],
        sockets: Sequence[socket.socket],
        limits: Limits,
        balance: ConnectionBalance,
        local: Local | None = None,
    ) -> None:
        self.balance = balance
        self.ending = False
        self._timeout = limits.timeout
        self._most = _allow_files(limits.connections)
        self.at_once = min(_AT_ONCE, self._most // 4)
        self._map: dict[int, Any] = {}
        self._dispatcher = Dispatcher(limits.threads)
        self._hurried = False
        self._last = math.inf
        options: Any = {
            "ident": "Seogo",
            "clear_untrusted_proxy_headers": True,
            "max_request_header_size": _LARGEST_HEAD,
            "max_request_body_size": _LARGEST_BODY,
            "outbuf_high_watermark": _AHEAD,
            "outbuf_overflow": 2 * _AHEAD,
            "log_socket_errors": False,
        }
        adjustments = Adjustments(**options)
        self._doors = [self._door(app, opened, adjustments) for opened in sockets]
        if local is not None:
            self._doors.append(self._door(local[1], local[0], adjustments))

    @property
    def wake(self) -> int:
        """File descriptor at which any byte makes ``run`` look whether it should end."""
        return int(self._doors[0].trigger.trigger)

    def run(self) -> None:
        """Answer until ``end`` or ``retire`` is called, which may be done by a handler of a signal."""
        looked = 0.0
        while True:
            now = time.time()
            if self.ending and (now > self._last or not self.open_connections):
                break
            if self.ending or now - looked > _LOOK_EVERY:
                looked = now
                self._close_late(now)
            wasyncore.poll2(_LOOK_EVERY / 10 if self.ending else _LOOK_EVERY, self._map)
        self._dispatcher.set_thread_count(0)
        for channel in self._channels():
            channel.handle_close()
        for door in self._doors:
            door.trigger.close()

    def end(self) -> None:
        """Accept no connection any more, finish what is being answered, and return from ``run``."""
        self.ending = self._hurried = True
        self._last = time.time() + _PATIENCE

    def retire(self) -> None:
        """Accept no connection any more, and return from ``run`` when each has had its next answer: others take over."""
        self.ending = True
        self._last = time.time() + self._timeout

    def has_room(self) -> bool:
        """Whether a connection may be accepted; what it costs others is for ``make_room``."""
        if self.ending:
            return False
        self.balance.publish(self.open_connections)
        return self.open_connections < self._most or any(
            channel.idle for channel in self._channels()
        )

    def make_room(self) -> None:
        """Close the connection that has been idle the longest, if there are too many."""
        if self.open_connections >= self._most:
            idle = [channel for channel in self._channels() if channel.idle]
            if idle:
                min(idle, key=lambda channel: channel.since).handle_close()

    @property
    def open_connections(self) -> int:
        """Number of connections."""
        return sum(len(door.active_channels) for door in self._doors)

    def _channels(self) -> Iterator[Channel]:
        return chain.from_iterable(list(door.active_channels.values()) for door in self._doors)

    def _close_late(self, now: float) -> None:
        """Close connections whose client lets the server wait too long, and slow readers where there are too many."""
        for channel in self._channels():
            if channel.is_late(now - self._timeout) or (self._hurried and channel.idle):
                channel.handle_close()  # which also ends a thread that waits for the client
        slow = sorted(
            (channel for channel in self._channels() if channel.total_outbufs_len > _AHEAD),
            key=lambda channel: channel.last_activity,
        )
        for channel in slow[:-_MOST_SLOW]:
            channel.handle_close()

    def _door(self, app: Callable[..., Any], opened: socket.socket, adjustments: Any) -> Any:
        kind: Any = _UnixDoor if opened.family == socket.AF_UNIX else _TcpDoor
        door = kind(
            app,
            self._map,
            True,
            opened,
            dispatcher=self._dispatcher,
            adj=adjustments,
            bind_socket=False,
            sockinfo=(opened.family, opened.type, opened.proto, opened.getsockname()),
        )
        door.house = self
        return door


def _allow_files(connections: int) -> int:
    """So many connections, or as many as this process may open files for; the limit is raised as far as it can be."""
    needed = connections + _OTHER_FILES
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    unlimited = resource.RLIM_INFINITY
    if soft != unlimited and soft < needed:
        raised = needed if hard == unlimited else min(needed, hard)
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (raised, hard))
            soft = raised
    if soft == unlimited or soft >= needed:
        return connections
    return max(_LEAST, soft - _OTHER_FILES, soft // 2)
