"""Whole requests: /search.json over HTTP from a served archive, with one client and with eight.

    python tests/benchmarks/serve.py ARCHIVE [--copies 1] [--requests 300] [--tasks TASKS.jsonl]

ARCHIVE is copied ``--copies`` times under other ids (8 copies of 13,826 articles are 110,608), indexed and served by `seogo
serve` in a process of its own. The queries are words of the archive and, with ``--tasks``, sentences: some while the server
looks the archive over at its start, others then, asked for the first time and again. Prints p50 and p95 in milliseconds, the
memory of the server, and where the time of a request goes.
"""

from __future__ import annotations

import argparse
import http.client
import json
import random
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from urllib.parse import quote

from memory import memory

from seogo.articles.archive import Archive


def copy_archive(source: Path, target: Path, copies: int) -> None:
    """The articles of ``source`` several times, under ids of their own."""
    for number in range(copies):
        folder = target / f"copy{number}"
        shutil.copytree(source, folder)
        for path in folder.rglob("*.md"):
            text = path.read_text(encoding="utf-8")
            changed = re.sub(r"^id: .*\n", "", text, count=1, flags=re.MULTILINE)
            path.write_text(changed, encoding="utf-8")


def make_queries(archive: Path, tasks: Path | None, count: int, seed: int = 3) -> list[str]:
    """Mixed Korean and English queries of one to four words, and sentences."""
    rng = random.Random(seed)
    words: list[str] = []
    for facts in list(Archive(archive).scan().files.values())[::7]:
        body = Archive(archive).read(facts).body
        words += re.findall(r"[가-힣]{2,6}|[A-Za-z]{4,12}", body)[:6]
    queries = [" ".join(rng.sample(words, rng.randint(1, 4))) for _ in range(count)]
    if tasks is not None:
        rows = [
            json.loads(line)["query"] for line in tasks.read_text(encoding="utf-8").splitlines()
        ]
        plain = [re.sub(r"[^\w\s]", " ", row) for row in rows]
        queries[::3] = rng.choices(plain, k=len(queries[::3]))
    return queries


def ask(port: int, queries: list[str], times: list[float], failures: list[str]) -> None:
    """Send queries one after the other over one connection."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    for query in queries:
        began = time.perf_counter()
        connection.request("GET", f"/search.json?q={quote(query)}")
        answer = connection.getresponse()
        body = answer.read()
        times.append((time.perf_counter() - began) * 1000)
        if answer.status != 200:
            failures.append(f"{answer.status} {query} {body[:200]!r}")
    connection.close()


def measure(port: int, queries: list[str], clients: int) -> tuple[float, float, int]:
    """p50 and p95 of all requests with so many clients, and how many failed."""
    times: list[float] = []
    failures: list[str] = []
    threads = [
        threading.Thread(target=ask, args=(port, queries[number::clients], times, failures))
        for number in range(clients)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for failure in failures[:3]:
        print(failure)
    return statistics.median(times), statistics.quantiles(times, n=20)[18], len(failures)


def listen(server: subprocess.Popen[str], looked_over: threading.Event) -> None:
    """Read what a server says; its report of articles ends what it does at its start."""
    assert server.stderr is not None
    for line in server.stderr:
        if " articles: " in line:
            looked_over.set()


def main() -> None:
    """Print a table."""
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("archive", type=Path)
    arguments.add_argument("--copies", type=int, default=1)
    arguments.add_argument("--requests", type=int, default=300)
    arguments.add_argument("--tasks", type=Path)
    arguments.add_argument(
        "--keep", type=Path, help="where copies and index are kept for the next time"
    )
    options = arguments.parse_args()
    scratch = options.keep or Path(tempfile.mkdtemp())
    archive = options.archive
    if options.copies > 1:
        archive = scratch / "archive"
        if not archive.exists():
            copy_archive(options.archive, archive, options.copies)
    where = ["--archive", str(archive), "--index", str(scratch / "index")]
    subprocess.run([sys.executable, "-m", "seogo", "reindex", *where], check=False)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "seogo", "serve", *where, "--port", str(port)],
        stderr=subprocess.PIPE,
        text=True,
    )
    looked_over = threading.Event()
    threading.Thread(target=listen, args=(server, looked_over), daemon=True).start()
    try:
        warm = "데우기 warm up"
        for _ in range(600):
            try:
                times: list[float] = []
                failures: list[str] = []
                ask(port, [warm], times, failures)
                if not failures:
                    break
            except OSError:
                pass
            time.sleep(0.2)
        queries = make_queries(options.archive, options.tasks, options.requests)
        print("\n| clients | p50 ms | p95 ms | failed |\n|---|---|---|---|")
        others = make_queries(options.archive, options.tasks, options.requests, seed=4)
        for number, (name, clients, asked) in enumerate(
            (
                ("1, while the server looks the archive over at its start", 1, others),
                ("1, asked for the first time", 1, queries),
                ("1, asked again", 1, queries),
                ("8", 8, queries * 2),
            )
        ):
            if number:
                looked_over.wait(600)
            p50, p95, failed = measure(port, asked, clients)
            print(f"| {name} | {p50:.1f} | {p95:.1f} | {failed} |")
        print(f"\nMemory of the server's processes: {memory(server.pid):,.0f} MB.")
        profile(archive, scratch / "index", queries)
    finally:
        server.terminate()
        server.wait(timeout=30)
        if options.keep is None:
            shutil.rmtree(scratch)


def profile(archive: Path, index: Path, queries: list[str]) -> None:
    """Where the time of a request goes, by function, in this process."""
    import cProfile
    import pstats

    from seogo.composition import open_site
    from seogo.settings import load_settings
    from seogo.web import create_app

    site = open_site(load_settings(archive, index))
    client = create_app(site).test_client()
    client.get("/search.json?q=warm 데우기")
    recorded = cProfile.Profile()
    recorded.enable()
    for query in queries[:100]:
        client.get(f"/search.json?q={quote(query)}")
    recorded.disable()
    wanted = re.compile(
        r"(resolve|engine|search|parser|snippets|documents|korean|page_json|facets|analyzer|api|ranking)\.py"
        r":\d+\((resolve|search|stored|to_record|best_snippet|find_marks|parse|to_json|query_morphemes|split_morphemes"
        r"|analyze_query|evaluate|counts|_weights|page)\)"
    )
    stats = pstats.Stats(recorded)
    print("\n| where (cumulative, profiled) | ms a request |\n|---|---|")
    rows = [
        (entry[3], f"{Path(name).name}: {function}")
        for (name, line, function), entry in stats.stats.items()  # type: ignore[attr-defined]
        if wanted.search(f"{name}:{line}({function})")
    ]
    for taken, place in sorted(rows, reverse=True):
        print(f"| {place} | {taken / 100 * 1000:.2f} |")
    site.close()


if __name__ == "__main__":
    main()
