"""Seogo with one metadata field more, in a process of its own: prints as JSON where the field is found.

    python -m tests.articles.further_field FOLDER

The declaration is that of seogo.articles.metadata with one entry more; nothing else is told of it.
"""

from __future__ import annotations

import io
import json
import sys
import types
from contextlib import redirect_stdout
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from unittest.mock import patch

ENTRY = '    MetadataField("section", "section", browse="/sections"),\n'


def declare() -> None:
    """Load the declarations with one entry more."""
    name = "seogo.articles.metadata"
    spec = find_spec(name)
    assert spec is not None and spec.origin is not None
    before, end, after = Path(spec.origin).read_text().partition(')\n"""All fields')
    assert end
    module = types.ModuleType(name)
    sys.modules[name] = module
    exec(compile(f"{before}{ENTRY}{end}{after}", spec.origin, "exec"), module.__dict__)


def command(*arguments: str) -> str:
    """What a command prints."""
    from seogo.cli import main

    with redirect_stdout(io.StringIO()) as printed:
        main.main(list(arguments), standalone_mode=False)
    return printed.getvalue()


def found_in(folder: Path) -> dict[str, Any]:
    """Where the field is found in an archive of three articles."""
    from seogo.analysis.korean import KoreanTokenizer
    from seogo.composition import open_site
    from seogo.settings import load_settings
    from seogo.web import create_app
    from tests.shared_kiwi import load_shared

    patch("seogo.composition.general_glossary", tuple).start()
    KoreanTokenizer.load = load_shared()  # type: ignore[method-assign, assignment]
    archive, index = folder / "archive", folder / "index"
    archive.mkdir()
    for name, key in (("a", "section: 사설"), ("b", "section: [사설, 연재]"), ("c", "source: x")):
        text = f"---\ntitle: Trip {name}\n{key}\n---\nFrom Seoul to Busan\n"
        (archive / f"{name}.en.md").write_text(text, "utf-8")
    places = ("--archive", str(archive), "--index", str(index))
    command("reindex", *places)
    command("export", str(folder / "all.csv"), "--format", "csv", *places)
    copy = folder / "copy"
    copy.mkdir()
    command("import", str(folder / "all.csv"), "--into", ".", "--archive", str(copy))
    client = create_app(open_site(load_settings(archive, index))).test_client()

    def ids(address: str) -> list[str]:
        return [hit["id"] for hit in client.get(address).get_json()["results"]]

    api = client.get("/openapi.json").get_json()["paths"]["/search.json"]["get"]["parameters"]
    return {
        "checked": command("check", *places),
        "field": ids("/search.json?q=section:연재"),
        "parameter": ids("/search.json?section=사설&section=연재"),
        "option": json.loads(command("search", "Seoul", "--section", "연재", "--json", *places)),
        "facet": client.get("/search.json").get_json()["facets"]["section"],
        "page": client.get("/search?q=Seoul&ui=ko").text,
        "filtered": client.get("/search?q=Seoul&section=연재&ui=en").text,
        "browse": client.get("/sections").text,
        "table": client.get("/search.csv?section=연재").text,
        "export": (folder / "all.csv").read_text("utf-8-sig"),
        "imported": (copy / "b.en.md").read_text("utf-8"),
        "openapi": [one["name"] for one in api],
    }


if __name__ == "__main__":
    declare()
    print(json.dumps(found_in(Path(sys.argv[1]))))
