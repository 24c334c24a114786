"""Messages of the Model Context Protocol that no client would send, and what becomes of them.

    python -m tests.benchmarks.fuzz_mcp ARCHIVE --count 10000 [--seed 1] [--http]

Each is answered with a result or an error of JSON-RPC; an internal error, a traceback, a status of 500 count as failures.
"""

from __future__ import annotations

import argparse
import json
import logging
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

METHODS = [
    *("initialize", "ping", "server/discover", "tools/list", "tools/call", "resources/list"),
    *("resources/templates/list", "resources/read", "subscriptions/listen", "prompts/list", ""),
    *("notifications/cancelled", "logging/setLevel", "completion/complete", "rpc.discover"),
]
TOOLS = ["search", "read", "quote", "translations", "about", "", "Search", "__class__"]
NAMES = [
    *("q", "lang", "source", "tag", "from", "to", "in", "sort", "level", "budget", "skip", "id"),
    *("passage", "heading", "start", "length", "quote", "article", "page", "author", "x", ""),
]
TEXTS = [
    *("", " ", "한국", "AI", "국가 AI 프로젝트", "-", '"', "((((", "OR", "title:", "\0", "\ud800", "a" * 3_000),
    *("../../etc/passwd", "news/kt-motif-ai-project.ko", "news/x@0:1-2", "2026", "9999-99", "한" * 2_001),
    *("news/kt-motif-ai-project.ko@000000000000:0-5:0000000000", "'; DROP TABLE", "<script>", "\u202e", "ko"),
    *("seogo://articles/news/kt-motif-ai-project.ko", "seogo://articles/%00", "seogo://[", "file:///etc"),
]  # fmt: skip
CURRENT = "io.modelcontextprotocol/protocolVersion"


def value(chance: random.Random, depth: int = 0) -> Any:
    """Any value of JSON."""
    kind = chance.randrange(9 if depth < 4 else 7)
    if kind < 3:
        return chance.choice(TEXTS)
    if kind == 3:
        return chance.choice([0, 1, -1, 10, 3_000, 10**9, 10**30, -(10**30)])
    if kind == 4:
        return chance.choice([0.5, 1e308, -0.0, 3000.0])
    if kind == 5:
        return chance.choice([True, False])
    if kind == 6:
        return None
    if kind == 7:
        return [value(chance, depth + 1) for _ in range(chance.randrange(4))]
    return {chance.choice(NAMES): value(chance, depth + 1) for _ in range(chance.randrange(4))}


def messages(chance: random.Random, count: int) -> Iterator[bytes]:
    """Messages: most are nearly right, some are spoiled bytes."""
    for _ in range(count):
        method = chance.choice(METHODS) if chance.random() < 0.4 else "tools/call"
        arguments = {
            chance.choice(NAMES): value(chance) if chance.random() < 0.5 else chance.choice(TEXTS)
            for _ in range(chance.randrange(5))
        }
        params: Any = {"name": chance.choice(TOOLS), "arguments": arguments, "uri": value(chance)}
        if chance.random() < 0.3:
            meta: dict[str, Any] = {CURRENT: chance.choice(["2026-07-28", "x", 1, None])}
            meta["io.modelcontextprotocol/clientCapabilities"] = chance.choice([{}, 1])
            params["_meta"] = meta
        if chance.random() < 0.1:
            params = value(chance)
        message: Any = {"jsonrpc": "2.0", "id": chance.choice([1, "a", 2**70]), "method": method}
        message["params"] = params
        if chance.random() < 0.1:
            message[chance.choice(list(message))] = value(chance)
        if chance.random() < 0.05:
            del message[chance.choice(list(message))]
        data = json.dumps(message if chance.random() > 0.03 else [message]).encode()
        if chance.random() < 0.1:
            at = chance.randrange(len(data))
            data = data[:at] + chance.randbytes(chance.randrange(4)) + data[at + 1 :]
        yield data


def main() -> None:
    """Send the messages and count the answers."""
    from seogo.answers.open_archive import OpenArchive
    from seogo.composition import open_site
    from seogo.mcp.server import open_protocol
    from seogo.settings import load_settings
    from seogo.web import create_app

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--index", type=Path)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--http", action="store_true")
    options = parser.parse_args()
    site = open_site(load_settings(options.archive, options.index))
    site = replace(site, settings=replace(site.settings, mcp=True))
    protocol = open_protocol(OpenArchive(site))
    client = create_app(site).test_client()
    logged: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: logged.append(record.getMessage())  # type: ignore[method-assign]
    logging.getLogger().addHandler(handler)
    counts: Counter[object] = Counter()
    for number, data in enumerate(messages(random.Random(options.seed), options.count), 1):
        if options.http:
            # another client for each hundred, or the limit would answer
            environ = {"REMOTE_ADDR": f"10.0.{number // 25_600}.{number // 100 % 256}"}
            response = client.post(
                "/mcp", data=data, content_type="application/json", environ_base=environ
            )
            counts[response.status_code] += 1
            answer = response.get_json(silent=True) if response.data else None
            assert response.data == b"" or answer is not None, data
        else:
            answer = protocol.answer(data)
        code: object = answer["error"]["code"] if answer and "error" in answer else "answered"
        counts[code] += 1
        if code == -32603 or "Traceback" in str(answer):
            print("FAILED", data[:500], answer, flush=True)
        if number % 1_000 == 0:
            print(number, dict(counts), len(logged), "logged", flush=True)
    failed = counts[-32603] + counts[500] + len(logged)
    print(f"{options.count} messages, {failed} failures: {dict(counts)}")


if __name__ == "__main__":
    main()
