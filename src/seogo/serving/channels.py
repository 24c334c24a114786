"""Connections of one process, on waitress: what it takes from a client, and how long it waits for one.

waitress reads request heads in one thread and hands whole requests to others, so a sleeping connection costs a file
descriptor and no thread. What is added here: the time for a whole request, however it drips; a stand-in for a thread that
waits for a slow reader; addresses in raw UTF-8; an end that finishes what is being answered.
"""

from __future__ import annotations

import re
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser, ParsingError
from waitress.task import ErrorTask, Task, ThreadedTaskDispatcher, WSGITask

_NOT_ASCII: Final = re.compile(rb"[\x80-\xff]")


class _Turns:
    """Queue of channels with a request, in which clients take turns: a hundred requests of one do not keep others waiting."""

    def __init__(self) -> None:
        self._waiting: OrderedDict[str, deque[Any]] = OrderedDict()

    def __len__(self) -> int:
        return sum(map(len, self._waiting.values()))

    def append(self, channel: Any) -> None:
        """Add a channel."""
        self._waiting.setdefault(channel.addr[0], deque()).append(channel)

    def popleft(self) -> Any:
        """The next channel of the client whose turn it is."""
        client, channels = self._waiting.popitem(last=False)
        channel = channels.popleft()
        if channels:
            self._waiting[client] = channels
        return channel


class Dispatcher(ThreadedTaskDispatcher):
    """Threads that answer. Those that wait for a slow reader do not count."""

    def __init__(self, threads: int) -> None:
        super().__init__()
        self.queue = _Turns()  # type: ignore[assignment]
        self._threads = threads
        self._waiting = 0
        self._counting = threading.Lock()
        self.queue_logger.disabled = True  # a line for every request that waits a moment
        self.set_thread_count(threads)

    @contextmanager
    def stand_in(self) -> Iterator[None]:
        """Another thread that answers while this one waits."""
        self._count(1)
        try:
            yield
        finally:
            self._count(-1)

    def _count(self, step: int) -> None:
        with self._counting:
            self._waiting += step
            self.set_thread_count(self._threads + self._waiting)


class RequestParser(HTTPRequestParser):
    """Parser of requests whose addresses may be typed as they are read: other than ASCII is taken as UTF-8."""

    def parse_header(self, header_plus: bytes) -> None:
        """The head of a request. Raises ParsingError, which is a 400."""
        line, end, rest = header_plus.partition(b"\r\n")
        line = _NOT_ASCII.sub(lambda found: b"%%%02X" % ord(found.group()), line)
        try:
            super().parse_header(line + end + rest)
        except ValueError as error:  # brackets that are no host, a length of a thousand digits
            raise ParsingError("Bad request") from error


class _ClosingTask(Task):
    """Answer after which the connection closes where the process ends."""

    def build_response_header(self) -> bytes:
        """The status line and headers."""
        channel: Any = self.channel
        if channel.server.ending:
            self.set_close_on_finish()
        return super().build_response_header()


class _Answer(_ClosingTask, WSGITask):
    """Answer of the application."""


class _Refusal(_ClosingTask, ErrorTask):
    """Answer to a request that cannot be read."""

    def execute(self) -> None:
        """Send a line of plain text."""
        self.response_headers = [
            *self.response_headers,
            ("X-Content-Type-Options", "nosniff"),
            ("Cache-Control", "no-store"),
        ]
        super().execute()


class Channel(HTTPChannel):
    """Connection of a client. ``since`` is when it was opened, or its last answer was made."""

    parser_class = RequestParser
    task_class = _Answer
    error_task_class = _Refusal

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.since = self.creation_time

    @property
    def idle(self) -> bool:
        """Whether the server waits for a whole request."""
        return not self.requests and not self.total_outbufs_len

    def is_late(self, cutoff: float) -> bool:
        """Whether the server waits since before ``cutoff``: for a whole request, or for any part of an answer to be taken."""
        if self.idle:
            return self.since < cutoff
        return self.total_outbufs_len > 0 and self.last_activity < cutoff

    def service(self) -> None:
        """Answer a request."""
        self.since = time.time()  # it must not look late in the moment in which it becomes idle
        super().service()
        self.since = time.time()

    def _flush_outbufs_below_high_watermark(self) -> None:
        if self.total_outbufs_len > self.adj.outbuf_high_watermark:
            server: Any = self.server
            with server.task_dispatcher.stand_in():
                super()._flush_outbufs_below_high_watermark()  # type: ignore[misc]
