"""What a server's clients wait beside others that sleep, and how long its processes take to be replaced and to end.

    python -m tests.benchmarks.sleepers ARCHIVE INDEX [--connections 300] [--seconds 8]

Starts `seogo serve` on the archive. For each kind of sleeping connection (half a head, the same with a header line now and
then, an answer and then nothing, half a body, nothing at all) all of them are opened, and then a client asks for /healthz and
for a search, each over a new connection, for so many seconds: prints requests, failures, the longest in seconds. Then each
process is killed once, the first one last; after a new start all are told to end. Prints seconds.
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

_HEAD = b"GET / HTTP/1.1\r\nHost: localhost\r\n"
KINDS = {
    "none": None,
    "half a head": _HEAD,
    "a header line now and then": _HEAD,
    "an answer, then nothing": b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "half a body": b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9000\r\n\r\nx",
    "nothing at all": b"",
}


@contextlib.contextmanager
def served(archive: Path, index: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """A server that has an index."""
    command = [sys.executable, "-m", "seogo", "serve", "--watch", "--port", str(port)]
    command += ["--archive", str(archive), "--index", str(index)]
    server = subprocess.Popen(command)
    try:
        while ask(port, "/readyz") != 200:
            time.sleep(0.3)
        time.sleep(5)  # what it does at its start is not what is measured
        yield server
    finally:
        server.terminate()
        server.wait()


def ask(port: int, address: str) -> int:
    """The status of an answer, 0 where there is none."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", address)
        answer = connection.getresponse()
        answer.read()
        return answer.status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        connection.close()


def sleep_beside(port: int, kind: str, connections: int, seconds: float) -> str:
    """A row of the table."""
    said = KINDS[kind]
    count, failed, longest = 0, 0, 0.0
    with contextlib.ExitStack() as stack:
        sleeping: list[socket.socket] = []
        for _ in range(0 if said is None else connections):
            opened = stack.enter_context(socket.create_connection(("127.0.0.1", port)))
            opened.sendall(said or b"")
            sleeping.append(opened)
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            for address in ("/healthz", "/search.json?q=kimchi"):
                began = time.perf_counter()
                failed += ask(port, address) != 200
                longest = max(longest, time.perf_counter() - began)
                count += 1
            if "now and then" in kind:
                for opened in sleeping:
                    with contextlib.suppress(OSError):
                        opened.sendall(b"X-Line: y\r\n")
            time.sleep(0.2)
    return f"| {len(sleeping)}: {kind} | {count} | {failed} | {longest:.3f} |"


def state_of(process: int) -> tuple[str, int]:
    """The state of a process (Z: nobody waited for it; empty: there is none), and its parent."""
    try:
        state, parent = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[:2]
    except OSError:
        return "", 0
    return state, int(parent)


def children(process: int) -> list[int]:
    """The processes that one has made and that live."""
    numbers = [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdecimal()]
    return [one for one in numbers if state_of(one)[1] == process and state_of(one)[0] != "Z"]


def seconds_until(true: Callable[[], bool]) -> float:
    """Seconds that something takes."""
    began = time.perf_counter()
    while not true():
        time.sleep(0.005)
    return time.perf_counter() - began


def is_replaced(server: int, first: list[int], died: int) -> bool:
    """Whether there are as many processes as at ``first``, and ``died`` of them are new ones."""
    now = children(server)
    return len(now) == len(first) and len(set(now) - set(first)) == died


def all_gone(processes: list[int]) -> bool:
    """Whether none of these works any more."""
    return all(state_of(one)[0] in ("", "Z") for one in processes)


def main() -> None:
    """Print a report."""
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("archive", type=Path)
    arguments.add_argument("index", type=Path)
    arguments.add_argument("--connections", type=int, default=300)
    arguments.add_argument("--seconds", type=float, default=8.0)
    options = arguments.parse_args()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with served(options.archive, options.index, port) as server:
        print("| connections | requests | failed | longest, s |\n|---|---|---|---|", flush=True)
        for kind in KINDS:
            print(sleep_beside(port, kind, options.connections, options.seconds), flush=True)
        first = children(server.pid)
        for number, died in enumerate(first, 1):
            os.kill(died, signal.SIGKILL)
            took = seconds_until(partial(is_replaced, server.pid, first, number))
            print(f"process {died}: replaced after {took:.2f} s", flush=True)
        processes = children(server.pid)
        server.kill()
        took = seconds_until(lambda: all_gone([*processes, server.pid]))
        print(f"SIGKILL of the first process: all had ended after {took:.2f} s", flush=True)
    with served(options.archive, options.index, port) as server:
        processes = children(server.pid)
        server.send_signal(signal.SIGTERM)
        took = seconds_until(lambda: all_gone([*processes, server.pid]))
        print(f"SIGTERM: all had ended after {took:.2f} s", flush=True)


if __name__ == "__main__":
    main()
