"""Which hyphens are options of a command line."""

from __future__ import annotations

from seogo.query.parser import parse
from tests.rows import each_row


@each_row(
    ("query", "excluded"),
    [
        ("rsync -avz --delete", []),
        ("curl -sSL", []),
        ("sudo apt -purge", []),
        ("find . -name cat", []),
        ("find / -type f -size +100M", []),
        ("java -jar app.jar", []),
        ("hotel -paris", ["paris"]),
        ("git tutorial -video", ["video"]),
        ("npm -yarn", ["yarn"]),
        ("ssh 접속 -windows", ["windows"]),
        ("report.pdf -draft", ["draft"]),
        ("TCP/IP -router", ["router"]),
        ("반도체 -메모리", ["메모리"]),
    ],
)
def test_options_leave_out_nothing(query: str, excluded: list[str]) -> None:
    assert [part.text for part in parse(query).excluded] == excluded
