"""The commands that read speak Korean on a Korean terminal, and nothing of their English is left."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from seogo.cli import main
from seogo.composition import Site
from seogo.terminal.l10n.messages import templates

COMMANDS = {
    "status": "글 폴더",
    "search 김장": "모든 낱말이 든 글 1편",
    "search the 김장": "“the”: ",
    "search 유네스코 서울": "(일부만)",
    "search 김장 --explain society/kimjang.ko": "모든 낱말이 들어 있습니다.",
    "search 김장 --explain society/jikji.ko": "검색 결과에 들지 않습니다.",
    "analyze 김장을": "글에 있어야 할 말: 김장",
    'analyze "김장': "검색식으로: ",
    "pairs": "점수     줄",
    "pairs --differences": "한국어에만 있음:",
    "pairs --suggest": "제안할 짝이 없습니다.",
    "pairs --suggest x": "ID와 --differences를 빼세요.",
    "pairs --accept x": "두 id를 =로 이으세요",
    "concordance 쀍쀍": "이 말이 든 글이 없습니다.",
    "lexicon 유네스코": "확률",
    "lexicon 쀍쀍": "번역에서 배운 것이 없는 말입니다.",
    "lexicon --review": "맞으면:",
    "lexicon": "가운데 하나를 쓰세요.",
    "words --add": "--add에는 낱말을",
    "words": "잘린 꼴",
    "reindex --dry-run": "추가할 글 0",
    "evaluate": "과제 파일을 적거나",
    "show none": "이런 id를 쓰는 글이 없습니다.",
    "serve --host 300.0.0.1": "요청을 받을 수 없습니다",
    "search dlsrhdwlsmd": "혹시 이 검색어? 인공지능",
}
"""Commands with something that each says."""


def test_evaluations_speak_korean(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "ko_KR.UTF-8")
    task = {
        "id": "1",
        "kind": "mono",
        "lang": "ko",
        "query": "김장",
        "relevant": ["society/kimjang.ko"],
    }
    tasks, kept = tmp_path / "tasks.jsonl", tmp_path / "run.json"
    tasks.write_text(json.dumps(task) + "\n", "utf-8")
    output = run(site, f"evaluate {tasks} --save {kept}").output
    assert "과제" in output
    assert "아랫줄: 95 % 구간" in output
    assert "나아진 검색 0건" in run(site, f"evaluate {tasks} --against {kept}").output
    tasks.write_text("{}\n", "utf-8")
    assert re.search("tasks.jsonl:1: .*[가-힣]", run(site, f"evaluate {tasks}").output)


def run(site: Site, command: str) -> Result:
    folders = ["--archive", str(site.archive.root), "--index", str(site.settings.index)]
    return CliRunner().invoke(main, [*command.split(), *folders], prog_name="seogo")


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_speaks_korean(command: str, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "ko_KR.UTF-8")
    output = run(site, command).output
    assert COMMANDS[command] in output
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    assert COMMANDS[command] not in run(site, command).output
    for one in templates():
        words = [part for part in one.words if re.search(r"[a-z]{3}.* .*[a-z]{3}", part)]
        assert not words or not all(part in output for part in words), one.english
