"""What answers for assistants cost and hold: tokens of the tools' definitions and of ten answers, and how often an answer has
the passage that was asked for, per thousand tokens, beside what ten whole articles cost.

    python -m tests.benchmarks.agents ARCHIVE tokens
    python -m tests.benchmarks.agents ARCHIVE tasks TASKS.jsonl… [--limit 200] [--budget 3000]
    python -m tests.benchmarks.agents ARCHIVE session OUT.jsonl      # the official client over both transports

Tokens are those of o200k_base, from the package bpe-openai or tiktoken; without them, four characters count as one and the
table says so. A task is a query with the ids of articles that answer it (tests/benchmarks/answers.py reads the same files).
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import Any, Final

from seogo.answers.open_archive import OpenArchive
from seogo.composition import open_site
from seogo.mcp.server import open_protocol
from seogo.mcp.tools import DEFINITIONS
from seogo.searching.request import SearchRequest
from seogo.settings import load_settings

QUESTIONS: Final[tuple[tuple[str, dict[str, Any]], ...]] = (
    ("search", {"q": "국가 인공지능 프로젝트"}),
    ("search", {"q": "national AI project"}),
    ("search", {"q": "반도체 수출이 얼마나 늘었나", "lang": "ko"}),
    ("search", {"q": "no such thing at all", "from": "2025"}),
    ("search", {"q": "한글", "budget": 1_000}),
    ("read", {"id": ""}),
    ("quote", {"quote": ""}),
    ("quote", {"quote": "화성의 펭귄들은 보라색 우산을 접는다"}),
    ("translations", {"q": "반도체"}),
    ("about", {}),
)


def counter() -> tuple[str, Callable[[str], int]]:
    """What counts tokens, with its name."""
    for package in ("bpe_openai", "tiktoken"):
        try:
            encode: Callable[[str], list[int]] = (
                import_module(package).get_encoding("o200k_base").encode_ordinary
            )
        except (ImportError, OSError):
            continue
        return "o200k_base", partial(_count, encode)
    return "characters / 4", lambda text: len(text) // 4


def _count(encode: Callable[[str], list[int]], text: str) -> int:
    return len(encode(text))


def ask(protocol: Any, name: str, arguments: dict[str, Any]) -> str:
    """The text of a tool's answer."""
    params = {"name": name, "arguments": arguments}
    message = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params}
    return str(protocol.answer(json.dumps(message).encode())["result"]["content"][0]["text"])


def tokens(archive: OpenArchive) -> None:
    """Tokens of definitions and of ten answers."""
    protocol, (name, count) = open_protocol(archive), counter()
    listed = json.dumps(DEFINITIONS, ensure_ascii=False)
    print(f"{'definitions':50} {len(listed):7,} characters {count(listed):6,} tokens ({name})")
    hit = archive.search("한국").hits[0]
    sentence = hit.snippets[0].text
    for tool, given in QUESTIONS:
        arguments = dict(given)
        if tool == "read":
            arguments["id"] = hit.id
        if arguments.get("quote") == "":
            arguments["quote"] = sentence
        text = ask(protocol, tool, arguments)
        shown = f"{tool} {json.dumps(arguments, ensure_ascii=False)}"[:50]
        print(f"{shown:50} {len(text):7,} characters {count(text):6,} tokens", flush=True)


def tasks(archive: OpenArchive, files: list[Path], limit: int, budget: int) -> None:
    """How many answers have a relevant article, and what they cost; beside ten whole articles."""
    protocol, (name, count) = open_protocol(archive), counter()
    search = archive.site.search
    for file in files:
        rows = [json.loads(line) for line in file.open(encoding="utf-8")]
        rows = random.Random(24).sample(rows, min(limit, len(rows)))
        kept = [0, 0, 0]
        dumped = [0, 0, 0]
        began = time.perf_counter()
        for number, row in enumerate(rows, 1):
            relevant = set(_ids(row))
            text = ask(protocol, "search", {"q": row["query"], "budget": budget})
            named = {
                line.split(" ")[1].partition("@")[0] for line in text.split("\n") if _is_head(line)
            }
            others = {
                word.strip(";)")
                for line in text.split("\n")
                if _is_head(line)
                for word in line.split()
            }
            kept[0] += bool(relevant & (named | others))
            kept[1] += count(text)
            kept[2] += bool(relevant & named)
            hits = search.rank(SearchRequest(q=row["query"]))
            records = [search.record(hit.id) for hit in hits]
            whole = "\n\n".join(f"{one.title}\n{one.unpack().text}" for one in records if one)
            dumped[0] += bool(relevant & {hit.id for hit in hits})
            dumped[1] += count(whole)
            if number % 50 == 0:
                print(f"  {number} of {len(rows)}", file=sys.stderr, flush=True)
        for what, (found, spent, _) in (("search", kept), ("ten articles", dumped)):
            share, mean = found / len(rows), spent / len(rows)
            per = 1000 * found / spent
            print(
                f"{file.stem:14} {what:13} {share:6.1%} have the article; {mean:7,.0f} tokens ({name}); "
                f"{per:.3f} answers in 1,000 tokens"
            )
        print(
            f"  of the first, {kept[2] / len(rows):.1%} show its own passage, not only its translation's"
        )
        print(f"  {time.perf_counter() - began:.0f} s", flush=True)


def _ids(row: dict[str, Any]) -> list[str]:
    relevant = row["relevant"]
    return [relevant] if isinstance(relevant, str) else list(relevant)


def _is_head(line: str) -> bool:
    return line.startswith("[") and "] " in line


def session(archive: OpenArchive, out: Path) -> None:
    """Record what the official client asks and gets, over HTTP and standard input and output, in both protocols."""
    import anyio
    from werkzeug.serving import make_server

    from seogo.web import create_app

    sdk: Any = import_module("mcp")
    site = archive.site
    site = replace(site, settings=replace(site.settings, mcp=True))
    server = make_server("127.0.0.1", 0, create_app(site), threaded=True)
    Thread(target=server.serve_forever, daemon=True).start()
    folders = ["--archive", str(site.settings.archive), "--index", str(site.settings.index)]
    stdio = sdk.StdioServerParameters(
        command=sys.executable,
        args=["-m", "seogo", "mcp", *folders],
        env={
            name: value
            for name, value in os.environ.items()
            if name.startswith(("PYTHON", "SEOGO"))
        },
    )
    address = f"http://127.0.0.1:{server.server_port}/mcp"
    with out.open("w", encoding="utf-8") as file:

        async def record(transport: str, target: Any, mode: str) -> None:
            async with sdk.Client(target, mode=mode) as client:
                tools = [tool.name for tool in (await client.list_tools()).tools]
                head = {"transport": transport, "protocol": client.protocol_version, "tools": tools}
                file.write(json.dumps(head, ensure_ascii=False) + "\n")
                for tool, arguments in QUESTIONS:
                    if "" in arguments.values():
                        continue
                    result = await client.call_tool(tool, arguments)
                    text = result.content[0].text
                    row = {"tool": tool, "arguments": arguments, "answer": text}
                    file.write(json.dumps(row, ensure_ascii=False) + "\n")
                print(transport, client.protocol_version, len(tools), "tools", flush=True)

        for mode in ("auto", "legacy"):
            anyio.run(record, "http", address, mode)
            anyio.run(record, "stdio", stdio, mode)
    server.shutdown()
    print(out)


def main() -> None:
    """Run one of the measurements."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archive", type=Path)
    parser.add_argument("what", choices=["tokens", "tasks", "session"])
    parser.add_argument("files", type=Path, nargs="*")
    parser.add_argument("--index", type=Path)
    parser.add_argument("--limit", type=int, default=200)
    parser.add_argument("--budget", type=int, default=3_000)
    options = parser.parse_args()
    archive = OpenArchive(open_site(load_settings(options.archive, options.index)))
    if options.what == "tokens":
        tokens(archive)
    elif options.what == "tasks":
        tasks(archive, options.files, options.limit, options.budget)
    else:
        session(archive, *options.files)


if __name__ == "__main__":
    main()
