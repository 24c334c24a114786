"""Commands speak the language of the terminal: Korean on a Korean one, with nothing of their English left."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from string import Formatter

import pytest
from click.testing import CliRunner, Result

from seogo.cli import main
from seogo.composition import Site
from seogo.languages import Language, terminal_language
from tests.messages.test_catalogues import CHECKED, texts

pytestmark = pytest.mark.slow

ENGLISH = {
    code: [words for words, *_ in Formatter().parse(forms[-1])]
    for domain in CHECKED
    for code, forms in texts(Language.EN, domain).items()
    if not code.startswith(("json.", "yaml."))
}
"""The words of each English text, without its places."""

COMMANDS = {
    "status": "글 폴더",
    "search 김장": "검색어가 모두 든 글 2편",
    "search the 김장": "찾았습니다: the",
    "search 유네스코 서울 --partial": "없는 말: ",
    "search 김장 --explain society/kimjang.ko": "낱말이 모두 들어 있습니다.",
    "search 김장 --explain society/jikji.ko": "검색 결과가 아닙니다.",
    "analyze 김장을": "필수 낱말: 김장",
    'analyze "김장': "검색어로: ",
    "pairs": "점수     줄",
    "pairs --differences": "한국어에만 있음:",
    "pairs --suggest": "제안할 번역 쌍이 없습니다.",
    "pairs --suggest x": "ID와 --differences를 빼세요.",
    "pairs --accept x": "두 id를 =로 이으세요",
    "concordance 쀍쀍": "어느 글에도 없습니다.",
    "lexicon 유네스코": "확률",
    "lexicon 쀍쀍": "번역어 사전에 없는 말입니다.",
    "lexicon --review": "맞으면:",
    "lexicon": "가운데 하나를 쓰세요.",
    "words --add": "--add와 낱말은",
    "words": "분석 결과",
    "reindex --dry-run": "추가할 글 0",
    "evaluate": "과제 파일을 적거나",
    "show none": "이 id를 쓰는 글이 없습니다.",
    "serve --host 300.0.0.1": "요청을 받을 수 없습니다",
    "search dlsrhdwlsmd": "이 검색어를 찾으셨나요? 인공지능",
}
"""Commands with something that each says."""


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({}, "en"), ({"LANG": "ko_KR.UTF-8"}, "ko"), ({"LANG": "ko"}, "ko"), ({"LANG": "kok_IN"}, "en"),
        ({"LANG": "C"}, "en"),
        ({"LANG": "ko_KR.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}, "en"), ({"LANG": "en_US", "LC_ALL": "ko_KR.eucKR"}, "ko"),
        ({"LANG": "ko_KR", "LC_ALL": "", "LC_MESSAGES": ""}, "ko"), ({"LC_MESSAGES": "ko@x", "LC_ALL": "C.UTF-8"}, "en"),
        ({"LC_CTYPE": "ko_KR.UTF-8"}, "en"),
    ],
)  # fmt: skip
def test_the_language_is_that_of_the_environment(environ: dict[str, str], language: str) -> None:
    assert terminal_language(environ) == language


Speak = Callable[[str], None]


@pytest.fixture
def speak(monkeypatch: pytest.MonkeyPatch) -> Speak:
    """Set the language of the terminal as most systems do."""

    def set_to(locale: str) -> None:
        for name in ("LC_ALL", "LC_MESSAGES"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("LANG", locale)

    return set_to


def run(root: Path, *arguments: str, typed: str = "") -> Result:
    root.mkdir(exist_ok=True)
    folders = ["--archive", str(root), "--index", str(root.parent / "index")]
    return CliRunner().invoke(main, [*arguments, *folders], input=typed)


def written(folder: Path, name: str, title: str) -> str:
    path = folder / name
    text = "김장은 겨울이 오기 전에 담근다. " * 5  # few words with another title are another note
    path.write_text(f"---\ntitle: {title}\n---\n{text}\n", "utf-8")
    return str(path)


def test_an_import_speaks_korean(tmp_path: Path, speak: Speak) -> None:
    speak("ko_KR.UTF-8")
    archive, none = tmp_path / "archive", str(tmp_path / "none")
    good, other = written(tmp_path, "a.ko.md", "김장"), written(tmp_path, "b.ko.md", "겨울")
    result = run(archive, "import", good, other, none)
    assert result.exit_code == 1
    assert result.output.splitlines() == [
        f"새 글: {good} → imported/a.ko.md",
        "문제 2건:",
        f"  중복: {other}: 같은 글 (imported/a.ko.md)",
        f"  거부: {none}: 파일이 없습니다",
        "새 글 1건, 그대로 0건, 바뀜 0건, 중복 1건, 거부 1건; 1건 저장함",
        "다음 단계: `seogo reindex`를 실행하면 검색됩니다.",
    ]
    (tmp_path / "a.ko.md").write_text("---\ntitle: 김장\n---\n배추를 절인다.\n", "utf-8")
    changed = run(archive, "import", good)
    assert changed.output.splitlines()[1] == (
        f"  바뀜: {good} → imported/a.ko.md: 전과 내용이 다릅니다. "
        "바꾸려면 --on-duplicate update, 따로 두려면 --on-duplicate keep"
    )
    assert "1건 저장함" in run(archive, "import", good, "--on-duplicate", "update").output
    assert run(archive, "import", good, "--into", "versions").output == (
        "seogo: versions: 이전 판을 두는 폴더입니다. 다른 폴더를 쓰세요.\n"
    )


def test_json_and_statuses_are_the_same_in_both(tmp_path: Path, speak: Speak) -> None:
    sources = [written(tmp_path, f"{name}.ko.md", name) for name in ("a", "b")]
    told = []
    for locale in ("ko_KR.UTF-8", "en_US.UTF-8"):
        speak(locale)
        archive = tmp_path / locale
        result = run(archive, "import", *sources, str(tmp_path / "none"), "--json")
        (archive / "bad.ko.md").write_text("no front matter", "utf-8")
        target = str(tmp_path / "out.jsonl")
        out = run(archive, "export", target, "--format", "jsonl", "--overwrite", "--json")
        moved = run(archive, "move", "imported/a.ko", "imported/c.ko", "--json")
        results = (result, out, moved)
        told.append([(one.exit_code, json.loads(one.stdout)) for one in results])
    assert told[0] == told[1]
    assert [status for status, _ in told[0]] == [1, 1, 0]


def test_the_other_commands_speak_korean(tmp_path: Path, speak: Speak) -> None:
    speak("ko_KR.UTF-8")
    archive = tmp_path / "archive"
    assert (
        run(archive, "new", "", "--lang", "ko").output
        == "seogo: 제목은 1자에서 1,000자까지입니다.\n"
    )
    run(archive, "import", written(tmp_path, "a.ko.md", "김장"))
    (archive / "bad.ko.md").write_text("---\ntitle: [x]\n---\n본문", "utf-8")
    (archive / "ends.ko.md").write_bytes("---\r\ntitle: 끝\r\n---\r\n본문이다.\r\n".encode())
    target = str(tmp_path / "out.csv")
    exported = run(archive, "export", target, "--format", "csv")
    assert exported.output.splitlines() == [
        "seogo: bad.ko.md:2: title: 목록입니다. 값을 하나만 적으세요",
        f"{target}: 글 2편",
    ]
    again = run(archive, "export", target, "--format", "csv")
    assert again.output == f"seogo: {target}: 이미 있습니다. 바꾸려면 --overwrite를 쓰세요.\n"
    lang = run(archive, "export", target, "--format", "csv", "--lang", "fr")
    assert (lang.exit_code, "쓸 수 있는 값: ko, en" in lang.output) == (2, True)
    assert "이 id를 쓰는 글이 없습니다" in run(archive, "diff", "x").output
    assert "지금과 다른 이전 판이 없습니다" in run(archive, "diff", "imported/a.ko").output
    assert "이미 있습니다" in run(archive, "move", "ends.ko", "imported/a.ko").output
    checked = run(archive, "check", "--fix", typed="n\n").output
    assert "ends.ko.md: 줄 끝이 LF가 아님\n" in checked
    assert "파일 1개를 수정할까요? [y/N]: n\n" in checked
    assert "오류: bad.ko.md:2: title: " in checked
    assert checked.endswith("글 2편, 오류 1건, 경고 0건, 참고 0건\n")


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
    output = run_on(site, f"evaluate {tasks} --save {kept}").output
    assert "과제" in output
    assert "아랫줄: 95% 구간" in output
    assert "나아진 검색 0건" in run_on(site, f"evaluate {tasks} --against {kept}").output
    tasks.write_text("{}\n", "utf-8")
    assert re.search("tasks.jsonl:1: .*[가-힣]", run_on(site, f"evaluate {tasks}").output)


def run_on(site: Site, command: str) -> Result:
    folders = ["--archive", str(site.archive.root), "--index", str(site.settings.index)]
    return CliRunner().invoke(main, [*command.split(), *folders], prog_name="seogo")


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_speaks_korean(command: str, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "ko_KR.UTF-8")
    output = run_on(site, command).output
    assert COMMANDS[command] in output
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    assert COMMANDS[command] not in run_on(site, command).output
    for code, text in ENGLISH.items():
        words = [part for part in text if re.search(r"[a-z]{3}.* .*[a-z]{3}", part)]
        assert not words or not all(part in output for part in words), code
