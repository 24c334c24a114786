"""Settings: option, environment, seogo.yaml, default, in this order."""

from __future__ import annotations

from pathlib import Path

import pytest

from seogo.errors import ConfigError, SettingsError
from seogo.languages import Language
from seogo.settings import Settings, load_settings, open_zone


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with an archive in it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "archive").mkdir()
    return tmp_path


def config(folder: Path, text: str) -> None:
    (folder / "archive/seogo.yaml").write_text(text, encoding="utf-8")


def test_defaults(folder: Path) -> None:
    assert load_settings(environ={}) == Settings(
        archive=folder / "archive",
        index=folder / ".seogo/archive",
        zone="Asia/Seoul",
        titles={Language.KO: "서고", Language.EN: "Seogo"},
    )


def test_the_environment_is_that_of_the_process(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SEOGO_ARCHIVE", "elsewhere")
    monkeypatch.delenv("SEOGO_INDEX", raising=False)
    assert load_settings().archive == folder / "elsewhere"


def test_option_before_environment_before_file_before_default(folder: Path) -> None:
    environ = {"SEOGO_ARCHIVE": "b", "SEOGO_INDEX": "y"}
    assert load_settings(Path("a"), Path("x"), environ).archive == folder / "a"
    assert load_settings(Path("a"), Path("x"), environ).index == folder / "x"
    assert load_settings(environ=environ).archive == folder / "b"
    assert load_settings(environ=environ).index == folder / "y"
    config(folder, "index: ../z")
    assert load_settings(environ={"SEOGO_INDEX": "y"}).index == folder / "y"
    assert load_settings(environ={"SEOGO_INDEX": "", "SEOGO_ARCHIVE": ""}).index == folder / "z"


def test_index_inside_the_archive(folder: Path) -> None:
    config(folder, "index: .index")
    assert load_settings(environ={}).index == folder / "archive/.index"


@pytest.mark.parametrize(
    ("text", "korean", "english"),
    [
        ("title: 우리 서고", "우리 서고", "우리 서고"),
        ("title: {ko: 우리  서고, en: Our archive}", "우리 서고", "Our archive"),
        ("title: {en: Our archive}", "Our archive", "Our archive"),
        ("title:", "서고", "Seogo"),
        ("# 아직 없다", "서고", "Seogo"),
    ],
)
def test_titles(folder: Path, text: str, korean: str, english: str) -> None:
    config(folder, text)
    assert load_settings(environ={}).titles == {Language.KO: korean, Language.EN: english}


def test_zone(folder: Path) -> None:
    config(folder, "timezone: America/New_York")
    assert load_settings(environ={}).zone == "America/New_York"
    for name in (
        "Asia/Nowhere",
        "",
        "../etc",
        "Asia",
        "/etc/localtime",
        "a\0",
        "Asia/" + "a." * 2_000,
    ):
        with pytest.raises(ValueError, match="not a time zone"):
            open_zone(name)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "title: a\ncolour: red",
            "seogo.yaml:2: unknown key colour; "
            "only title, about, timezone, index, cors, base_url, allowed_hosts, meaning, mcp, engine",
        ),
        (
            "- a",
            "seogo.yaml:1: not a list of keys and values; "
            "only title, about, timezone, index, cors, base_url, allowed_hosts, meaning, mcp, engine",
        ),
        ("title: [a]", "seogo.yaml:1: title is a list; one text, or {ko: …, en: …}"),
        ("title:\n  ko: 가\n  fr: a", "seogo.yaml:3: title: unknown language fr; ko and en"),
        ("title: {ko: [가]}", "seogo.yaml:1: title: ko is a list; title: ko is one text"),
        ("title: " + "가" * 201, "seogo.yaml:1: title is too long; 200 characters"),
        (
            "\ntimezone: Asia/Nowhere",
            "seogo.yaml:2: unknown time zone “Asia/Nowhere”; a name like Asia/Seoul",
        ),
        ("timezone: [a]", "seogo.yaml:1: timezone is a list; timezone is one text"),
        (
            "cors: [https://a.example/path]",
            "seogo.yaml:1: cors: “https://a.example/path” is not an origin; "
            "*, or origins such as https://news.example",
        ),
        ("index: {a: b}", "seogo.yaml:1: index is a mapping; index is one text"),
        (
            "title: a\ntitle: b",
            "seogo.yaml:2: title appears twice (first on line 1); each key once",
        ),
    ],
)
def test_refused_file(folder: Path, text: str, message: str) -> None:
    config(folder, text)
    with pytest.raises(ConfigError) as caught:
        load_settings(environ={})
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("text", "variable", "origins"),
    [
        ("title: a", "", ()),
        ('cors: "*"', "", ("*",)),
        (
            "cors: [https://A.example, 'http://b.example:8080']",
            "",
            ("https://a.example", "http://b.example:8080"),
        ),
        ("cors: https://a.example", " ", ("https://a.example",)),
        (
            "cors: https://a.example",
            "http://[::1]:8080, https://c.example",
            ("http://[::1]:8080", "https://c.example"),
        ),
        ("cors:", "", ()),
    ],
)
def test_origins(folder: Path, text: str, variable: str, origins: tuple[str, ...]) -> None:
    config(folder, text)
    assert load_settings(environ={"SEOGO_CORS": variable}).cors == origins


@pytest.mark.parametrize(
    "variable", ["a.example", "null", "https://a.example/", "*,", "javascript:x"]
)
def test_a_variable_that_is_no_origin(folder: Path, variable: str) -> None:
    with pytest.raises(SettingsError, match=r"^SEOGO_CORS: “.*” is not an origin; \*, or origins"):
        load_settings(environ={"SEOGO_CORS": variable})


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("", ""),
        ("base_url:", ""),
        ("base_url: https://News.example/", "https://news.example"),
        ("base_url: https://news.example:443/archive/", "https://news.example/archive"),
        ("base_url: http://news.example:8080", "http://news.example:8080"),
        ("base_url: 'http://[::1]:8000'", "http://[::1]:8000"),
        ("base_url: http://서고.example/글", None),
        ("base_url: http://서고.example", "http://xn--299as79a.example"),
        ("base_url: news.example", None),
        ("base_url: ftp://news.example", None),
        ("base_url: https://news.example?a=1", None),
        ("base_url: https://news.example/#a", None),
        ("base_url: https://a:b@news.example", None),
        ("base_url: https://news.example:99999", None),
        ("base_url: https://news.example:x", None),
        ("base_url: https://news.example/a/../b", None),
        ("base_url: https://news.example//a", None),
        ("base_url: https://news..example", None),
        ("base_url: https://", None),
        ("base_url: 'https://[::1'", None),
        ("base_url: " + "a" * 60_000, None),
    ],
)
def test_the_address_for_readers(folder: Path, text: str, url: str | None) -> None:
    config(folder, text)
    if url is None:
        with pytest.raises(
            ConfigError, match=r"^seogo\.yaml:1: base_url: .* address of a site; http"
        ):
            load_settings(environ={})
    else:
        assert load_settings(environ={}).base_url == url
    environ = {"SEOGO_BASE_URL": "https://b.example/x"}
    assert load_settings(environ=environ).base_url == "https://b.example/x"
    with pytest.raises(SettingsError, match=r"^SEOGO_BASE_URL: “a,b” is not the address of a site"):
        load_settings(environ={"SEOGO_BASE_URL": "a,b"})


def test_names_of_the_server(folder: Path) -> None:
    config(folder, "allowed_hosts: [NAS.example., 서고.example]")
    names = load_settings(environ={}).allowed_hosts
    assert names == ("nas.example", "xn--299as79a.example")
    environ = {"SEOGO_ALLOWED_HOSTS": "a.example, *"}
    assert load_settings(environ=environ).allowed_hosts == ("a.example", "*")
    for wrong in ("a.example:80", "http://a.example", "a b", ".a", "a" * 300, "*.a"):
        with pytest.raises(
            SettingsError, match=r"^SEOGO_ALLOWED_HOSTS: .* not a host name; \*, or"
        ):
            load_settings(environ={"SEOGO_ALLOWED_HOSTS": wrong})


def test_the_index_must_not_replace_the_archive(folder: Path) -> None:
    for index in ("archive", "."):
        with pytest.raises(SettingsError, match=r"is or holds the archive .*choose another one"):
            load_settings(index=Path(index), environ={})
    config(folder, "title: a\nindex: ..")
    with pytest.raises(ConfigError, match=r"^seogo\.yaml:2: the index folder is or holds the"):
        load_settings(environ={})


def test_an_impossible_path(folder: Path) -> None:
    with pytest.raises(SettingsError, match=r"^The archive “a.x00” is not a folder"):
        load_settings(environ={"SEOGO_ARCHIVE": "a\0"})


@pytest.mark.parametrize(
    ("text", "variable", "meaning"),
    [("", "", True), ("meaning: off", "", False), ("meaning: off", "on", True), ("", "off", False)],
)
def test_meaning(folder: Path, text: str, variable: str, meaning: bool) -> None:
    config(folder, text)
    assert load_settings(environ={"SEOGO_MEANING": variable}).meaning is meaning


def test_meaning_that_is_neither_on_nor_off(folder: Path) -> None:
    config(folder, "title: 가\nmeaning: maybe")
    with pytest.raises(
        ConfigError, match=r"^seogo\.yaml:2: meaning: “maybe” is neither on nor off"
    ):
        load_settings(environ={})


def test_about(folder: Path) -> None:
    config(folder, "about: |\n  한 줄.\n  *두* 줄.\n")
    assert load_settings(environ={}).about == dict.fromkeys(Language, "한 줄. *두* 줄.")
    config(folder, "about: {en: A paper.}")
    assert load_settings(environ={}).about[Language.KO] == "A paper."
    config(folder, "about: {fr: Un journal.}")
    with pytest.raises(ConfigError, match="about: unknown language fr"):
        load_settings(environ={})
    config(folder, f"about: {'a' * 2_001}")
    with pytest.raises(ConfigError, match="about"):
        load_settings(environ={})
