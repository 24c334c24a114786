"""Settings of the engine: a cluster in seogo.yaml, and who asks in the environment."""

from __future__ import annotations

from pathlib import Path

import pytest

from seogo.engine_settings import OpenSearchSettings
from seogo.errors import ConfigError, SettingsError
from seogo.settings import load_settings


def engine(folder: Path, text: str, **environ: str) -> OpenSearchSettings | None:
    """The engine that seogo.yaml says with ``text``."""
    (folder / "seogo.yaml").write_text(f"engine: {text}\n", encoding="utf-8")
    return load_settings(folder, environ=environ).engine


def test_whoosh_is_the_engine_where_no_other_is_named(tmp_path: Path) -> None:
    assert load_settings(tmp_path, environ={}).engine is None
    assert engine(tmp_path, "whoosh") is engine(tmp_path, "") is None


def test_a_cluster(tmp_path: Path) -> None:
    found = engine(tmp_path, "{opensearch: {url: 'https://Search.example/'}}")
    assert found == OpenSearchSettings(("https://search.example:9200",))
    assert (found.index, found.shards, found.replicas, found.ca) == ("seogo", 1, 1, None)
    (tmp_path / "root.pem").touch()
    found = engine(
        tmp_path,
        "{opensearch: {url: ['https://a:1', 'https://[::1]:2'], index: n-1, shards: 3, replicas: 0,"
        " ca: root.pem}}",
        SEOGO_OPENSEARCH_USER="서고",
        SEOGO_OPENSEARCH_PASSWORD="비밀 ",
    )
    assert found == OpenSearchSettings(
        ("https://a:1", "https://[::1]:2"), "n-1", 3, 0, tmp_path / "root.pem", "서고", "비밀 "
    )
    assert "비밀" not in repr(found), "no log has the password"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("lucene", "engine: neither whoosh nor a cluster; whoosh, or {opensearch: {url: "),
        ("[whoosh]", "engine: neither whoosh nor a cluster; "),
        ("{solr: {url: 'http://a'}}", "unknown key solr; only opensearch"),
        ("{opensearch: {index: a}}", "engine: opensearch has no url; addresses such as https://"),
        ("{opensearch: {url: 'http://a', user: b}}", "unknown key user; only url, index, shards, "),
        ("{opensearch: {url: 'http://b:c@a'}}", "url: “http://b:c@a” is not the address of a cl"),
        ("{opensearch: {url: 'ftp://a'}}", "url: “ftp://a” is not the address of a cluster; "),
        ("{opensearch: {url: 'http://a/b'}}", "url: “http://a/b” is not the address of a "),
        ("{opensearch: {url: 'http://a:99999'}}", "url: “http://a:99999” is not the address "),
        ("{opensearch: {url: 'http://a', index: A}}", "index: “A” is not a name of an index; "),
        ("{opensearch: {url: 'http://a', index: 'a*'}}", "index: “a*” is not a name of an index"),
        ("{opensearch: {url: 'http://a', shards: 0}}", "shards: “0” is not a number from 1 to "),
        ("{opensearch: {url: 'http://a', replicas: 二}}", "replicas: “二” is not a number from 0"),
        ("{opensearch: {url: 'http://a', ca: no.pem}}", "ca: no.pem is not a file"),
    ],
)
def test_what_is_refused(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        engine(tmp_path, text)
    assert str(caught.value).startswith(f"seogo.yaml:1: {message}")


def test_a_password_goes_over_https_alone(tmp_path: Path) -> None:
    for url in ("http://a", "['https://a', 'http://b']"):
        quoted = url if url.startswith("[") else f"'{url}'"
        with pytest.raises(SettingsError, match="https alone"):
            engine(tmp_path, f"{{opensearch: {{url: {quoted}}}}}", SEOGO_OPENSEARCH_USER="a")
