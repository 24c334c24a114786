"""Hostile requests against an archive: every route, every parameter, odd methods, headers and bytes; 100,000 of them.

    python -m tests.benchmarks.fuzz_requests ARCHIVE INDEX FOLDER [--count 100000] [--raw 10000] [--part 2000] [--seed 1]

INDEX must be there already and is only read. Most requests are answered in this process, the last ``--raw`` of them by
``seogo serve`` over sockets, whose bytes are spoiled in a third of them. FOLDER keeps a line for each part of ``--part``
requests; a run that is stopped goes on behind the last one, and ``--only N`` does N parts and ends. Prints for each part how
many answers of each status there were, the slowest request, and the memory of the process that answered. Wrong are statuses
of 500 and more (over sockets 501 is right for a Transfer-Encoding that nobody has), content that is not what its media type
promises, errors in another shape than RFC 9457 or an error page, headers that nobody set, tracebacks and warnings. Ends with
status 1 where anything was wrong.
"""

from __future__ import annotations

import argparse
import collections
import json
import logging
import random
import re
import socket
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from tests.web.fuzzing import Hostile, Surface, hostile, is_fine, is_whole, surface

from seogo.articles.archive import IMAGE_ENDINGS
from seogo.composition import open_site
from seogo.settings import load_settings
from seogo.web import create_app

Ask = Callable[[int], tuple[int, str, Hostile]]
"""The status of the answer to the request of a number, what is wrong with it (empty: nothing), and the request."""

_HEADERS: Final = frozenset(
    (
        *("content-type", "content-length", "content-language", "content-encoding", "date", "via"),
        *("content-security-policy", "x-content-type-options", "referrer-policy", "server"),
        *("cross-origin-resource-policy", "cache-control", "etag", "vary", "link", "location"),
        *("connection", "content-disposition", "allow", "retry-after", "last-modified"),
        *("accept-ranges", "content-range", "transfer-encoding", "expires"),
    )
)


def main() -> int:
    """Do the parts that are left and print a report."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("archive", type=Path)
    parser.add_argument("index", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--raw", type=int, default=10_000)
    parser.add_argument("--part", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int, default=1_000_000)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    record = options.folder / "requests.jsonl"
    parts = [json.loads(line) for line in record.open()] if record.exists() else []
    began = max((part["end"] for part in parts), default=0)
    client, server = InProcess(options), Server(options)
    try:
        for first in range(began, options.count, options.part)[: options.only]:
            end = min(first + options.part, options.count)
            asked = client if first < options.count - options.raw else server
            asked.start()
            parts.append(do_part(asked, first, end))
            with record.open("a") as file:
                file.write(json.dumps(parts[-1], ensure_ascii=False) + "\n")
    finally:
        client.close()
        server.close()
    statuses: collections.Counter[str] = collections.Counter()
    for part in parts:
        statuses.update(part["statuses"])
    wrong = [line for part in parts for line in part["wrong"]]
    print(f"{sum(statuses.values()):,} requests in {sum(part['seconds'] for part in parts):,.0f} s")
    print(", ".join(f"{status}: {count:,}" for status, count in sorted(statuses.items())))
    print("slowest:", *sorted((part["slowest"] for part in parts), reverse=True)[:5], sep="\n  ")
    print(*wrong[:40], f"{len(wrong)} wrong answers", sep="\n")
    return 1 if wrong else 0


def do_part(asked: InProcess | Server, first: int, end: int) -> dict[str, Any]:
    """Ask for the requests of some numbers: what came of it."""
    statuses: collections.Counter[str] = collections.Counter()
    wrong: list[str] = []
    slowest, which = 0.0, ""
    began = time.perf_counter()
    for number in range(first, end):
        started = time.perf_counter()
        status, problem, request = asked.ask(number)
        took = time.perf_counter() - started
        statuses[str(status)] += 1
        if problem:
            wrong.append(f"WRONG {number} {status} {problem}: {request}"[:3_000])
            print(wrong[-1][:600], flush=True)
        if took > slowest:
            slowest, which = took, f"{number} {request.path[:60]!r} {request.query[:120]!r}"
    part = {
        "end": end,
        "statuses": statuses,
        "seconds": time.perf_counter() - began,
        "slowest": [round(slowest, 3), which],
        "wrong": [*wrong, *asked.log()],
        "memory": asked.memory(),
    }
    counts = " ".join(f"{status}:{count}" for status, count in sorted(statuses.items()))
    print(
        f"{end:7,} {part['seconds']:5.0f} s  {asked.memory():,} MB  {counts}  {slowest:.2f} s {which[:110]}",
        flush=True,
    )
    return part


class InProcess:
    """The application in this process; warnings are errors, so that what numpy overflows is found too."""

    def __init__(self, options: argparse.Namespace) -> None:
        self._site = open_site(load_settings(options.archive, options.index, {}))
        app = create_app(self._site)
        self._client, self._seed = app.test_client(), options.seed
        self.surface = surface_of(options.archive, app)
        self._records: list[str] = []
        handler = logging.Handler()
        handler.emit = lambda record: self._records.append(record.getMessage())  # type: ignore[method-assign]
        app.logger.addHandler(handler)
        app.logger.propagate = False
        self._client.get("/search?q=데우기")
        warnings.simplefilter("error")

    def start(self) -> None:
        """It is there already."""

    def ask(self, number: int) -> tuple[int, str, Hostile]:
        request = hostile(self.surface, self._seed, number)
        response = request.send(self._client)
        fine = is_fine(response)
        strange = {name.lower() for name, _ in response.headers} - _HEADERS
        response.close()
        problem = "" if fine else "not an answer of ours"
        return response.status_code, problem or ", ".join(strange), request

    def log(self) -> list[str]:
        """What was logged since it was last asked; nothing should be."""
        found, self._records[:] = [*self._records], []
        return [f"LOG {line}" for line in found]

    def memory(self) -> int:
        return _resident("self")

    def close(self) -> None:
        self._site.close()


class Server:
    """``seogo serve`` on a port of its own, started at the first request."""

    def __init__(self, options: argparse.Namespace) -> None:
        self._options = options
        self._process: subprocess.Popen[bytes] | None = None
        self._surface: Surface | None = None
        self._log = options.folder / "server.log"
        self._read = 0
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]

    def ask(self, number: int) -> tuple[int, str, Hostile]:
        assert self._surface is not None
        rng = random.Random(f"raw/{self._options.seed}/{number}")
        request = hostile(self._surface, self._options.seed, number)
        whole = to_bytes(request)
        sent = spoiled(whole, rng) if rng.random() < 1 / 3 else whole
        waits = {"Transfer-Encoding", "Content-Length"} & {name for name, _ in request.headers}
        good = sent == whole and not waits
        answer = exchange(self.port, sent, whole=good)
        head, _, body = answer.partition(b"\r\n\r\n")
        line, *headers = head.decode("latin-1").split("\r\n")
        match = re.match(r"HTTP/1\.[01] ([1-5][0-9]{2}) ", line)
        if match is None:  # closed without an answer, which only what is no request may get
            return 0, "" if not answer and not good else f"{answer[:80]!r}", request
        status = int(match[1])
        strange = {one.partition(":")[0].lower() for one in headers} - _HEADERS
        problem = ", ".join(strange)
        unknown = b"transfer-encoding" in sent.lower() and status == 501
        if (status >= 500 and not unknown) or b"Traceback" in body:
            problem = f"{status}: {body[:200]!r}"
        media = next((one for one in headers if one.lower().startswith("content-type:")), "")
        media = media.partition(":")[2].partition(";")[0].strip()
        chunked = any("chunked" in one.lower() for one in headers)
        if status == 200 and good and body and not chunked and not is_whole(media, body):
            problem = f"not {media}: {body[:100]!r}"
        return status, problem, request

    def log(self) -> list[str]:
        """Tracebacks in the log since it was last asked."""
        text = self._log.read_text(errors="replace")[self._read :]
        self._read += len(text)
        return [f"LOG {part[:500]}" for part in text.split("\n") if "Traceback" in part]

    def memory(self) -> int:
        return _resident(str(self._process.pid)) if self._process else 0

    def close(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait(30)

    def start(self) -> None:
        """Start it, once."""
        if self._process is not None:
            return
        options = self._options
        command = [sys.executable, "-m", "seogo", "serve", "--port", str(self.port)]
        command += ["--archive", str(options.archive), "--index", str(options.index)]
        with self._log.open("w") as log:
            self._process = subprocess.Popen(command, stdout=log, stderr=log)
        site = open_site(load_settings(options.archive, options.index, {}))
        self._surface = surface_of(options.archive, create_app(site))
        site.close()
        wanted = b"GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        for _ in range(600):
            if exchange(self.port, wanted).startswith(b"HTTP/1.1 200"):
                return
            time.sleep(0.1)
        raise SystemExit("the server did not start")


def surface_of(archive: Path, app: Any) -> Surface:
    """The surface of an application over an archive: some of its articles and images."""
    ids = [path.relative_to(archive).as_posix()[:-3] for path in sorted(archive.rglob("*.??.md"))]
    images = [
        path.relative_to(archive).as_posix()
        for path in sorted(archive.rglob("*"))
        if path.suffix in IMAGE_ENDINGS
    ]
    return surface(app, ids[:: len(ids) // 30 + 1], images[:5])


def to_bytes(request: Hostile) -> bytes:
    """A request as it goes over the wire, its path encoded as far as the line of a request needs."""
    path = re.sub(r"[\x00-\x20%?#]", lambda sign: f"%{ord(sign[0]):02X}", request.path)
    query = re.sub(r"[\x00-\x20]", lambda sign: f"%{ord(sign[0]):02X}", request.query)
    given = {name.lower() for name, _ in request.headers}
    headers = [] if "host" in given else ["Host: localhost"]
    headers += [f"{name}: {value}" for name, value in request.headers]
    lines = [f"{request.method} {path}?{query} HTTP/1.1", *headers, "Connection: close", "", ""]
    return "\r\n".join(lines).encode("latin-1", "replace")


def spoiled(data: bytes, rng: random.Random) -> bytes:
    """A request of which some bytes are others."""
    noise = (
        b"\r\n",
        b"\n",
        b"\r",
        b"\0",
        b" ",
        b"\t",
        b":",
        b"HTTP/9.9",
        b"\xff",
        b"%",
        b"\r\n\r\n",
    )
    more = (
        b"Content-Length: 5\r\n",
        b"Transfer-Encoding: chunked\r\n",
        b"Expect: 100-continue\r\n",
    )
    changed = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 5))):
        at = rng.randrange(len(changed) + 1)
        what = rng.choice((*noise, *more, rng.randbytes(3)))
        changed[at : at + rng.choice((0, 0, 1, 5))] = what
    return bytes(changed)


def exchange(port: int, data: bytes, *, whole: bool = True) -> bytes:
    """What a server sends back until it closes; empty where it does not listen. ``whole``: the data are a request."""
    received = bytearray()
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
            connection.sendall(data)
            connection.settimeout(60 if whole else 0.3)
            while True:
                try:
                    part = connection.recv(1 << 16)
                except TimeoutError:
                    if connection.gettimeout() == 60:
                        raise
                    connection.shutdown(socket.SHUT_WR)  # the server waits for the rest of it
                    connection.settimeout(60)
                    continue
                received += part
                if not part:
                    break
    except TimeoutError:
        return b"no answer in a minute"
    except ConnectionError:
        pass
    return bytes(received)


def _resident(process: str) -> int:
    """Resident memory in MB."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(re.findall(r"VmRSS:\s+(\d+)", status)[0]) // 1024


if __name__ == "__main__":
    sys.exit(main())
