"""What commands say is said in Korean too, every message of them."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import get_args

import pytest
from click.testing import CliRunner, Result

from seogo.cli import main
from seogo.languages import Language, terminal_language
from seogo.lexicon.lexicon import Origin
from seogo.lexicon.review import Reason
from seogo.terminal.l10n.messages import find, pairs_of, say, templates
from seogo.terminal.l10n.messages_ko import COMMANDS, IMPORTS, SYSTEM
from seogo.terminal.l10n.messages_ko_files import FILES
from seogo.terminal.l10n.messages_ko_search import SEARCH

SOURCE = Path(__file__).parent.parent / "src" / "seogo"

PLACES = (
    "importers", "exporters", "editing", "dictionary", "cli", "articles/archive.py", "articles/front_matter.py",
    "articles/ids.py", "articles/wordlists.py", "strict_yaml.py", "settings.py", "storage/generations.py", "composition.py",
    "serving/server.py", "pairs/quality.py", "pairs/survey.py", "indexing/indexer.py", "searching/service.py",
    *(f"evaluation/{name}.py" for name in ("cases", "rows", "saved", "tasks")),
    *(f"terminal/{name}.py" for name in ("evaluation", "imports", "lexicon", "pairs", "progress", "reports", "results")),
    "terminal/words.py",
)  # fmt: skip
"""Where messages arise that these commands print: folders and files."""

GIVEN = {
    **dict.fromkeys(("ImportRefused", "ExportRefused", "EditRefused", "ArticleUnknown"), (0,)),
    **dict.fromkeys(
        ("ArchiveMissing", "SettingsError", "IndexMissing", "IndexStale", "IndexBusy"), (0,)
    ),
    **dict.fromkeys(
        (
            "IndexWriteError",
            "OSError",
            "ValueError",
            "_Again",
            "_Unavailable",
            "missing",
            "said",
            "why.append",
            "UsageError",
            "BadParameter",
            "tell",
        ),
        (0,),
    ),
    **dict.fromkeys(("Refused", "Skipped", "_absolute", "_unpaired", "_items"), (1,)),
    **dict.fromkeys(("YamlError", "Remark", "_refuse"), (1, 2)),
    **dict.fromkeys(("FileError", "ArticleError", "ConfigError"), (2, 3)),
}
"""Which arguments of which calls are messages."""

PRINTED = {"echo", "confirm", "print", "Text", "TextColumn", "add_task", "prompt", "secho"}
"""Calls that print their first argument: there, words stand in `said` or in no language."""

NAMED = re.compile(r"_?(what|why|right|reason|counts|total)|_[A-Z]+_RIGHT|_HINTS")
"""Names of variables that hold messages."""

REASONS = {"why_refused", "_count", "_misses", "_why"}
"""Functions that return messages."""

OF_VALUES = {
    *("problem", "warning", "note", "new", "same", "changed", "duplicate", "refused", "comparing", "compared", "indexing"),
    *("indexed", "another version of Seogo wrote the index", "pieces", "contexts", "extraction"),
    *(origin.value for origin in Origin), *get_args(Reason),
}  # fmt: skip
"""Words for values of the program, which are said wherever one is shown."""

UNSAID = {"an hour has 60 minutes"}
"""What nobody is told: it is caught, and another message raised."""

NO_WORDS = re.compile(
    r"seogo: |seogo pairs --accept |seogo search |ms\)|\{task\.fields\[rate\]\}|id: |aliases: |[^A-Za-z]+|[0-9TZ-]+\.md"
)


def sources() -> Iterator[tuple[str, ast.Module]]:
    for place in PLACES:
        path = SOURCE / place
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            yield file.relative_to(SOURCE).as_posix(), ast.parse(file.read_text("utf-8"))


def texts(node: ast.expr | None) -> Iterator[tuple[str, str]]:
    """The texts that an expression can be, with a sign for what is filled in, and their own words alone."""
    match node:
        case ast.Constant(value=str(text)):
            yield text, text
        case ast.JoinedStr(values=values):
            parts = [part.value if isinstance(part, ast.Constant) else None for part in values]
            words = [str(part) for part in parts if part is not None]
            yield "".join("7" if part is None else str(part) for part in parts), "".join(words)
        case ast.Subscript(value=value):
            yield from texts(value)
        case ast.IfExp(body=body, orelse=orelse):
            yield from (*texts(body), *texts(orelse))
        case ast.BoolOp(values=several) | ast.Tuple(elts=several) | ast.List(elts=several):
            for one in several:
                yield from texts(one)
        case ast.Call(func=ast.Name(id="next"), args=[_, other]):
            yield from texts(other)
        case ast.Call(func=ast.Attribute(value=ast.Constant(value=str(sign)))) if re.search(
            "[A-Za-z]", sign
        ):
            raise AssertionError(f"{ast.unparse(node)}: write it as one f-string, to be found here")
        case _:
            return


def name_of(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=ast.Name(id="why"), attr="append"):
            return "why.append"
        case ast.Attribute(attr=name):
            return name
    return ""


def hints(node: ast.expr | None) -> Iterator[ast.expr]:
    """The second of each pair in a table of signs and hints."""
    assert isinstance(node, ast.Tuple)
    for pair in node.elts:
        assert isinstance(pair, ast.Tuple)
        yield pair.elts[1]


def held(node: ast.AST, file: str) -> Iterator[ast.expr | None]:
    """The expressions of a node that are messages."""
    match node:
        case ast.Call():
            name = name_of(node)
            yield from (node.args[at] for at in GIVEN.get(name, ()) if at < len(node.args))
            yield from (one.value for one in node.keywords if one.arg in ("why", "what", "right"))
            if name in PRINTED and node.args:
                yield node.args[0]
        case ast.Assign(targets=[ast.Name(id=name)], value=value) if NAMED.fullmatch(name):
            yield value
        case ast.AnnAssign(target=ast.Name(id="_HINTS"), value=value):
            yield from hints(value)
        case ast.AnnAssign(target=ast.Name(id=name), value=value) if NAMED.fullmatch(name):
            yield value
        case ast.For(target=ast.Name(id="name"), iter=several) if file.startswith("terminal/"):
            yield several
        case ast.FunctionDef(name=name) if name in REASONS:
            yield from (one.value for one in ast.walk(node) if isinstance(one, ast.Return))


def messages() -> dict[str, str]:
    """All messages, by a place where each arises."""
    found: dict[str, str] = {}
    for file, tree in sources():
        for node in ast.walk(tree):
            for expression in held(node, file):
                for text, words in texts(expression):
                    if NO_WORDS.sub("", words) and text not in UNSAID:
                        found.setdefault(text, f"{file}:{getattr(node, 'lineno', 0)}")
    return found


def test_every_message_has_its_korean() -> None:
    missing = [f"{where}: {text}" for text, where in messages().items() if find(text) is None]
    hint = "give each its Korean in terminal/saying_ko.py (or saying_ko_files.py)"
    assert missing == [], hint


def test_every_value_has_its_korean() -> None:
    assert {text for text in OF_VALUES if find(text) is None} == set()


def test_each_message_is_taken_for_itself() -> None:
    """Not for a template of other words, into whose places it happens to fit."""
    taken = {text: found[0] for text in messages() if (found := find(text))}
    own = {text: re.sub(r"(?<!\{)\{\w+\}", "", english) for text, english in taken.items()}
    wrong = {
        text: taken[text]
        for text, words in own.items()
        if re.findall("[a-z]+", words.lower()) != re.findall("[a-z]+", text.lower())
    }
    assert set(wrong) <= {"title is a list"}, wrong


def test_a_new_message_without_korean_is_noticed() -> None:
    tree = ast.parse('raise ImportRefused(f"the moon is {phase}" if night else "no moon")')
    found = [
        text
        for node in ast.walk(tree)
        for expression in held(node, "importers/moon.py")
        for text, _ in texts(expression)
    ]
    assert found == ["the moon is 7", "no moon"]
    assert [find(text) for text in found] == [None, None]


def test_no_template_is_left_of_a_message_that_is_gone() -> None:
    used = {found[0] for text in messages() if (found := find(text))}
    own = dict(pairs_of(COMMANDS + IMPORTS + FILES + SEARCH))
    by_name = set(OF_VALUES)
    by_name |= {one for one in own if one.startswith("The index is damaged")}  # errors.py
    assert set(own) - used - by_name == set()


def test_the_table_is_well_formed() -> None:
    for block in (COMMANDS, IMPORTS, FILES, SEARCH, SYSTEM):
        lines = [line for line in block.splitlines() if line]
        assert [line.startswith("    ") for line in lines] == [False, True] * (len(lines) // 2)
    for english, korean in ((one.english, one.korean) for one in templates()):
        places = re.findall(r"(?<!\{)\{(\w+)\}", english)
        assert sorted(places) == sorted(set(places))
        assert set(re.findall(r"(?<!\{)\{(\w+)\}", korean)) <= set(places), english
        korean.encode("euc_kr")  # older terminals have no dashes, and no rare syllables
        bare = re.sub(r"\{\w+\}", "", korean)
        assert re.search("[가-힣]", bare) or not re.search(r"\w", bare), english
        particle = re.search(r"(?<!\})\}['”’]?(을|를|이|가|은|는|과|와|로|으로)(?![가-힣])", korean)
        assert particle is None, f"{korean}: a particle must fit whatever stands before it"


@pytest.mark.parametrize(
    ("english", "korean"),
    [
        ("no such file", "그런 파일이 없습니다"),
        ("longer than 1,024 bytes", "너무 깁니다. 1,024바이트까지 받습니다"),
        ("87% the same text", "87% 같은 글"),
        ("no connection to x (Connection refused), 3 times", "서버에 연결할 수 없습니다: x (연결을 거절함) · 3번 시도함"),
        ("front matter: tags is a mapping", "앞머리: tags: 키의 묶음입니다"),
        (
            "a.md:3: published: 'x' is not a date; a day like 2026-01-19 or a time like 2026-01-19T09:30:00+09:00",
            "a.md:3: published: 'x': 날짜가 아닙니다. "
            "2026-01-19 같은 날짜나 2026-01-19T09:30:00+09:00 같은 시각으로 적으세요",
        ),
        (
            "a.md:2: tags is a mapping; tags is a text or a list of texts",
            "a.md:2: tags: 키의 묶음입니다. 값 하나나 값의 목록을 적으세요",
        ),
        (
            "a.md:2: not YAML: x; y; lines like \"key: value\"",
            'a.md:2: YAML이 아닙니다: x; y. "키: 값"처럼 적으세요',
        ),
        ("news: cannot be read (Permission denied); a file", "news: 읽을 수 없습니다(권한이 없음). 파일이어야 합니다"),
        ("not XML: an {odd} \\1 one\nof two lines", "XML이 아닙니다: an {odd} \\1 one\nof two lines"),
        ("not JSON: the file it has no text", "JSON이 아닙니다: the file it has no text"),
        ("cannot be unpacked (" + "x" * 180, "압축을 풀 수 없습니다(" + "x" * 180 + ")"),
        (".md: ; " * 500, ".md: ; " * 500),
        ("its id changed while it was written", "its id changed while it was written"),
        ("three moons over 7 rivers", "three moons over 7 rivers"),
        ("what nobody has ever said", "what nobody has ever said"),
        ("", ""),
    ],
)  # fmt: skip
def test_places_are_carried_over(english: str, korean: str) -> None:
    assert say(english, Language.KO) == korean
    assert say(english, Language.EN) == english


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
    path.write_text(f"---\ntitle: {title}\n---\n김장은 겨울이 오기 전에 담근다.\n", "utf-8")
    return str(path)


def test_an_import_speaks_korean(tmp_path: Path, speak: Speak) -> None:
    speak("ko_KR.UTF-8")
    archive, none = tmp_path / "archive", str(tmp_path / "none")
    good, other = written(tmp_path, "a.ko.md", "김장"), written(tmp_path, "b.ko.md", "겨울")
    result = run(archive, "import", good, other, none)
    assert result.exit_code == 1
    assert result.output.splitlines() == [
        f"새 글: {good} → imported/a.ko.md",
        f"겹침: {other}: 같은 글 (imported/a.ko.md)",
        f"거부: {none}: 그런 파일이 없습니다",
        "새 글 1건, 그대로 0건, 바뀜 0건, 겹침 1건, 거부 1건; 1건 저장함",
        "검색하려면: seogo reindex",
    ]
    (tmp_path / "a.ko.md").write_text("---\ntitle: 김장\n---\n배추를 절인다.\n", "utf-8")
    changed = run(archive, "import", good)
    assert changed.output.splitlines()[0] == (
        f"바뀜: {good} → imported/a.ko.md: 전과 내용이 다릅니다. "
        "바꾸려면 --on-duplicate update, 따로 두려면 --on-duplicate keep"
    )
    assert "1건 저장함" in run(archive, "import", good, "--on-duplicate", "update").output
    assert run(archive, "import", good, "--into", "versions").output == (
        "seogo: versions: 이전 글을 두는 폴더입니다. 다른 폴더를 쓰세요.\n"
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
    query = run(archive, "export", target, "--format", "csv", "--query", '"김장')
    assert (query.exit_code, "닫히지 않았습니다 (1번째 글자). " in query.output) == (2, True)
    lang = run(archive, "export", target, "--format", "csv", "--lang", "fr")
    assert (lang.exit_code, "쓸 수 있는 값: ko, en" in lang.output) == (2, True)
    assert "이런 id를 쓰는 글이 없습니다" in run(archive, "diff", "x").output
    assert "지금과 다른 이전 글이 없습니다" in run(archive, "diff", "imported/a.ko").output
    assert "이미 있습니다" in run(archive, "move", "ends.ko", "imported/a.ko").output
    checked = run(archive, "check", "--fix", typed="n\n").output
    assert "ends.ko.md: 줄 끝이 LF가 아님\n" in checked
    assert "파일 1개를 고칠까요? [y/N]: n\n" in checked
    assert "문제: bad.ko.md:2: title: " in checked
    assert checked.endswith("글 2편, 문제 1건, 주의 0건, 참고 0건\n")
