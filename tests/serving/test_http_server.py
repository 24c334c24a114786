"""The HTTP server of a process, with an application of a few lines: clients that sleep, drip, or read nothing."""

from __future__ import annotations

import contextlib
import http.client
import os
import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest

from seogo.serving.balance import ConnectionBalance
from seogo.serving.http_server import HttpServer, Limits

_MOST = 16
PATIENCE = 20.0
"""Seconds after which a test fails; nothing here takes one."""
started = threading.Event()
go_on = threading.Event()
order: list[str] = []
"""Clients of slow answers."""


def application(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    start("200 OK", [("Content-Type", "text/plain")])
    if environ["PATH_INFO"] == "/endless":
        return (b"x" * 65_536 for _ in range(4_000))
    if environ["PATH_INFO"] == "/slow":
        order.append(environ["REMOTE_ADDR"])
        started.set()
        assert go_on.wait(PATIENCE)
        return [b"slow"]
    return [f"{environ['PATH_INFO']} {environ['QUERY_STRING']}".encode("latin-1")]


def listen(family: int, address: Any) -> socket.socket:
    opened = socket.socket(family, socket.SOCK_STREAM)
    opened.bind(address)
    opened.listen(1024)
    return opened


@contextmanager
def running(*sockets: socket.socket, timeout: int = 30, threads: int = 2) -> Iterator[HttpServer]:
    server = HttpServer(application, sockets, Limits(threads, _MOST, timeout), ConnectionBalance(1))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.end()
        with contextlib.suppress(OSError):  # of a server that has ended
            os.write(server.wake, b"\0")  # as a signal does
        thread.join(PATIENCE)
        assert not thread.is_alive()


@pytest.fixture
def door() -> Iterator[socket.socket]:
    with listen(socket.AF_INET, ("127.0.0.1", 0)) as opened:
        yield opened


def connect(door: socket.socket) -> socket.socket:
    return socket.create_connection(door.getsockname()[:2], timeout=PATIENCE)


def connection(door: socket.socket) -> http.client.HTTPConnection:
    host, port = door.getsockname()[:2]
    return http.client.HTTPConnection(host, port, timeout=PATIENCE)


def ask(door: socket.socket, request: bytes) -> bytes:
    """The whole answer to a request, to its end."""
    with connect(door) as opened:
        opened.sendall(request)
        return b"".join(iter(lambda: opened.recv(65_536), b""))


def answers(door: socket.socket) -> bool:
    return ask(door, b"GET /here HTTP/1.0\r\n\r\n").endswith(b"/here ")


HALVES = {
    "half a head": b"GET / HTTP/1.1\r\nHost: x\r\n",
    "nothing": b"",
    "half a body": b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9000\r\n\r\nx",
    "an answer, then nothing": b"GET / HTTP/1.1\r\nHost: x\r\n\r\n",
}


@pytest.mark.parametrize("half", HALVES.values(), ids=HALVES)
def test_sleeping_connections_leave_others_served(door: socket.socket, half: bytes) -> None:
    with running(door), ExitStack() as stack:
        for _ in range(5 * _MOST):
            opened = stack.enter_context(connect(door))
            opened.sendall(half)
        assert answers(door)


def test_a_connection_that_works_does_not_make_room(door: socket.socket) -> None:
    started.clear()
    go_on.clear()
    with running(door), ExitStack() as stack:
        slow = connection(door)
        slow.request("GET", "/slow")
        assert started.wait(PATIENCE)
        for _ in range(3 * _MOST):
            stack.enter_context(connect(door))
        assert answers(door)
        go_on.set()
        assert slow.getresponse().read() == b"slow"
        slow.close()


@pytest.mark.slow
@pytest.mark.parametrize("half", HALVES.values(), ids=HALVES)
def test_a_request_that_does_not_get_whole_is_given_up(door: socket.socket, half: bytes) -> None:
    with running(door, timeout=1), connect(door) as opened:
        opened.sendall(half)
        ended = time.monotonic() + PATIENCE
        while time.monotonic() < ended:
            try:
                opened.sendall(b"X: y\r\n" if b"GET" in half else b"x")  # it drips
                opened.settimeout(0.2)
                if not opened.recv(65_536):
                    return
            except TimeoutError:
                continue
            except ConnectionError:
                return
        pytest.fail("the connection is still open")


def test_a_client_that_does_not_read_keeps_nobody_waiting(door: socket.socket) -> None:
    with running(door, threads=1), ExitStack() as stack:
        for _ in range(4):
            opened = stack.enter_context(connect(door))
            opened.sendall(b"GET /endless HTTP/1.1\r\nHost: x\r\n\r\n")
            assert opened.recv(10)
        assert answers(door)


@pytest.mark.slow
def test_a_client_that_never_reads_is_given_up(door: socket.socket) -> None:
    with running(door, threads=1, timeout=1) as server, connect(door) as opened:
        opened.sendall(b"GET /endless HTTP/1.1\r\nHost: x\r\n\r\n")
        assert opened.recv(10)
        ended = time.monotonic() + PATIENCE
        while server.open_connections and time.monotonic() < ended:
            time.sleep(0.05)
        assert not server.open_connections


def test_clients_take_turns(door: socket.socket) -> None:
    started.clear()
    go_on.clear()
    order.clear()
    with running(door, threads=1), ExitStack() as stack:
        opened = [
            stack.enter_context(socket.create_connection(door.getsockname(), PATIENCE, (host, 0)))
            for host in ("127.0.0.1",) * 8 + ("127.0.0.2",)
        ]
        for one in opened:
            one.sendall(b"GET /slow HTTP/1.0\r\n\r\n")
        assert started.wait(PATIENCE)
        time.sleep(0.5)  # the others are read meanwhile, and wait
        go_on.set()
        for one in opened:
            assert b"".join(iter(lambda one=one: one.recv(100), b"")).endswith(b"slow")  # type: ignore[misc]
    assert "127.0.0.2" in order[:3]


def test_addresses_may_be_typed_as_they_are_read(door: socket.socket) -> None:
    with running(door):
        request = "GET /글/김장.ko?q=김장%20배추 HTTP/1.0\r\n\r\n".encode()
        path, _, query = ask(door, request).partition(b"\r\n\r\n")[2].partition(b" ")
        assert path == "/글/김장.ko".encode()
        assert query == b"q=%EA%B9%80%EC%9E%A5%20%EB%B0%B0%EC%B6%94"


@pytest.mark.parametrize(
    "request_head",
    [
        b"GET http://[::1/ HTTP/1.1",
        b"GET /\xff HTTP/1.1\r\nContent-Length: " + b"1" * 5_000,
        b"GET / HTTP/1.1\r\nContent-Length: x",
        b"GET / HTTP/1.1\r\n \xea\xb9\x80",
        b"\xea\xb9\x80",
        b"GET / HTTP/1.1\r\nX: ".ljust(65_532, b"x"),
        b"POST / HTTP/1.1\r\nContent-Length: 70000",
        b"POST / HTTP/1.1\r\nTransfer-Encoding: x",
    ],
)
def test_what_cannot_be_read_is_refused_in_a_line(door: socket.socket, request_head: bytes) -> None:
    with running(door):
        head, _, body = ask(door, request_head + b"\r\n\r\n").partition(b"\r\n\r\n")
        assert head.split()[1] in (b"400", b"413", b"431", b"501")
        assert b"Content-Type: text/plain" in head
        assert b"X-Content-Type-Options: nosniff" in head
        assert len(body) < 500
        assert answers(door)


def test_a_raw_byte_that_is_no_letter_reaches_the_application(door: socket.socket) -> None:
    with running(door):
        assert ask(door, b"GET /a?q=\xff HTTP/1.0\r\n\r\n").endswith(b"/a q=%FF")


@pytest.mark.parametrize("how", ["end", "retire"])
def test_an_end_finishes_what_is_being_answered(door: socket.socket, how: str) -> None:
    started.clear()
    go_on.clear()
    with running(door) as server:
        slow = connection(door)
        slow.request("GET", "/slow")
        idle = connection(door)
        idle.request("GET", "/first")
        assert idle.getresponse().read() == b"/first "
        assert started.wait(PATIENCE)
        getattr(server, how)()
        go_on.set()
        answer = slow.getresponse()
        assert (answer.read(), answer.getheader("Connection")) == (b"slow", "close")
        if how == "retire":  # an open connection has one more answer
            idle.request("GET", "/last")
            answer = idle.getresponse()
            assert (answer.read(), answer.getheader("Connection")) == (b"/last ", "close")
        idle.close()
        slow.close()


def test_several_doors_one_of_them_in_a_folder(door: socket.socket, tmp_path: Path) -> None:
    name = str(tmp_path / "door")
    with listen(socket.AF_UNIX, name) as local, running(door, local):
        assert answers(door)
        with socket.socket(socket.AF_UNIX) as opened:
            opened.settimeout(PATIENCE)
            opened.connect(name)
            opened.sendall(b"GET /local HTTP/1.0\r\n\r\n")
            assert b"".join(iter(lambda: opened.recv(100), b"")).endswith(b"/local ")
