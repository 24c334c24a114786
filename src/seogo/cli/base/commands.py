"""Commands by subject, in the order of their help, with examples that the tests run."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    "articles": ("init", "new", "import", "open", "move", "diff", "check", "export"),
    "index": ("reindex", "status", "words", "serve", "mcp"),
    "search": ("search", "show", "verify", "analyze", "watch"),
    "translation": ("pairs", "lexicon", "concordance"),
    "further": ("evaluate", "completion", "help"),
}
"""Names of commands by the end of the code of their heading."""

EXAMPLES: Final[Mapping[str, tuple[str, ...]]] = {
    "analyze": ("seogo analyze 과기정통부의 5천만 원",),
    "check": ("seogo check", "seogo check --fix --dry-run"),
    "completion": (
        "seogo completion bash >> ~/.bashrc",
        "seogo completion fish > ~/.config/fish/completions/seogo.fish",
    ),
    "concordance": ("seogo concordance 기술", "seogo concordance technology --limit 5"),
    "diff": ("seogo diff society/kimjang.ko",),
    "evaluate": ("seogo evaluate tasks.jsonl --save run.json",),
    "export": (
        "seogo export articles.jsonl --format jsonl",
        "seogo export book.epub --format epub --query 한글",
    ),
    "help": ("seogo help", "seogo help searching"),
    "import": ("seogo import https://example.com/article", "seogo import export.zip --since 2025"),
    "init": ("seogo init", "seogo init ~/articles"),
    "lexicon": ("seogo lexicon 인공지능", "seogo lexicon --review --limit 5"),
    "mcp": ("seogo mcp",),
    "move": ("seogo move draft.ko society/kimchi.ko",),
    "new": ('seogo new "한글의 역사" --lang ko --into language',),
    "open": ("seogo open society/kimjang.ko", "seogo open society/kimjang.ko --page"),
    "pairs": ("seogo pairs --differences", "seogo pairs --suggest"),
    "reindex": ("seogo reindex", "seogo reindex --dry-run"),
    "search": (
        "seogo search 인공지능 기본법",
        "seogo search '\"foundation model\" -memory' --lang en",
        "seogo search KTX --from 2025년 --sort newest --json",
    ),
    "serve": ("seogo serve --watch", "seogo serve --port 8080"),
    "show": ("seogo show society/kimjang.ko",),
    "status": ("seogo status", "seogo status --verify"),
    "verify": ("seogo verify quotes.txt",),
    "watch": ("seogo watch", "seogo watch --json"),
    "words": ("seogo words", "seogo words --add 하이퍼클로바X"),
}
