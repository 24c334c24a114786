"""The server as a process: it listens, keeps the index, answers on several cores, and ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest

from seogo.serving.supervisor import default_processes

pytestmark = pytest.mark.slow


def write(folder: Path, name: str, title: str, body: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\ntitle: {title}\n---\n\n{body}\n", encoding="utf-8")


def get(url: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(url, timeout=60) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def until(true: Callable[[], bool], what: str) -> None:
    # the process that indexes gives way to all else: where others compute, each run takes minutes
    last = time.monotonic() + 600
    while not true():
        assert time.monotonic() < last, what
        time.sleep(0.1)


@contextmanager
def served(
    archive: Path, index: Path, *options: str
) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server and its address; Ctrl-C ends it."""
    server = subprocess.Popen(
        [
            *(sys.executable, "-m", "seogo", "serve", "--archive", str(archive)),
            *("--index", str(index), "--port", "0", *options),
        ],
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert server.stderr is not None
        first = server.stderr.readline()
        yield server, first.split()[1].rstrip("/")
    finally:
        if server.poll() is None:
            server.send_signal(signal.SIGINT)
        _, rest = server.communicate(timeout=60)
    if server.returncode != -signal.SIGKILL:
        assert server.returncode == 0
        assert rest.rstrip().endswith("Seogo has ended.")
    assert "Traceback" not in rest


def finds(address: str, query: str, total: int) -> bool:
    status, text = get(f"{address}/search.json?q={quote(query)}")
    assert status in (200, 503), text
    return status == 200 and json.loads(text)["total"] == total


def is_alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def children(process: int) -> list[int]:
    """The processes that this one has made and that are alive, in the order in which it made them."""
    found: list[int] = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent = entry.read_text().rpartition(")")[2].split()[:2]
        except OSError:
            continue
        if int(parent) == process and state != "Z":
            found.append(int(entry.parent.name))
    return sorted(found)


def test_it_listens_at_once_and_each_process_follows_the_index(tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    write(archive, "금리.ko.md", "기준금리", "한국은행이 기준금리를 동결했다.")
    with served(archive, tmp_path / "index", "--watch", "--processes", "2") as (server, address):
        assert get(f"{address}/healthz")[0] == 200
        until(lambda: finds(address, "동결했습니다", 1), "the article")
        first, second, indexer = children(server.pid)
        for stopped in (first, second):
            os.kill(stopped, signal.SIGSTOP)
            try:
                until(lambda: finds(address, "동결했습니다", 1), "the article, by one process")
                status, text = get(f"{address}/analyze.json?text={quote('금리를 올렸다.')}")
                assert (status, "금리" in text) == (200, True)
            finally:
                os.kill(stopped, signal.SIGCONT)
        write(archive, "물가.ko.md", "물가", "물가 상승세가 이어져 금리를 동결했다.")
        for stopped in (second, first):
            until(lambda: finds(address, "동결했습니다", 2), "both articles")
            os.kill(stopped, signal.SIGSTOP)
            try:
                until(lambda: finds(address, "동결했습니다", 2), "both articles, by one process")
            finally:
                os.kill(stopped, signal.SIGCONT)
        (archive / "금리.ko.md").unlink()
        until(lambda: finds(address, "동결했습니다", 1), "the other article")
    assert not any(map(is_alive, (first, second, indexer)))


def test_no_process_outlives_the_first_one(tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    write(archive, "a.en.md", "Rails", "An article about rails.")
    with served(archive, tmp_path / "index", "--watch") as (server, _):
        until(lambda: len(children(server.pid)) == default_processes() + 1, "all processes")
        processes = children(server.pid)
        server.kill()
        server.wait(timeout=60)
        until(lambda: not any(map(is_alive, processes)), "the end of all")
