"""Templates, their contexts and the interface texts belong together."""

from __future__ import annotations

import re
import string
from dataclasses import fields
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader, nodes
from jinja2.meta import find_undeclared_variables

from seogo.errors import SeogoError
from seogo.languages import Language
from seogo.web.http.assets import static_files, templates_dir
from seogo.web.l10n.texts import TEXTS, counted
from seogo.web.views.contexts import PAGES, Form, Frame

FOLDER = templates_dir()
NAMES = sorted(path.name for path in FOLDER.iterdir())
WEB = Path(__file__).parents[2] / "src" / "seogo" / "web"


def parsed(name: str) -> nodes.Template:
    source = (FOLDER / name).read_text("utf-8")
    return Environment(loader=FileSystemLoader(FOLDER), autoescape=True).parse(source)


def used(name: str, variable: str) -> set[str]:
    """The attributes of a variable that a template looks at."""
    found = parsed(name).find_all(nodes.Getattr)
    return {
        node.attr
        for node in found
        if isinstance(node.node, nodes.Name) and node.node.name == variable
    }


@pytest.mark.parametrize("name", NAMES)
def test_a_template_uses_what_it_is_given_and_nothing_else(name: str) -> None:
    assert find_undeclared_variables(parsed(name)) <= {"page", "frame", "t", "part"}
    assert used(name, "frame") <= {field.name for field in fields(Frame)}
    assert used(name, "form") <= {field.name for field in fields(Form)}
    if name in PAGES:
        assert used(name, "page") == {field.name for field in fields(PAGES[name])}
    else:
        assert not used(name, "page")


def test_every_page_has_its_template() -> None:
    assert set(PAGES) <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_templates_have_no_text_script_or_style_of_their_own(name: str) -> None:
    source = (FOLDER / name).read_text("utf-8")
    script = '<script src="{{ frame.script }}" defer blocking="render"></script>'
    assert source.count(script) == (name == "base.html")
    source = source.replace(script, "")
    assert not re.search(r"<script|<style|\sstyle=|\son[a-z]+=|\|\s*safe", source)
    source = re.sub("{% block kind %}[a-z]+{% endblock %}", "", source)  # a class name
    text = re.sub(r"{#.*?#}|{%.*?%}|{{.*?}}", "", source, flags=re.DOTALL)
    text = re.sub(r'<[^>]*>|\b[a-z-]+="[^"]*"', "", text)
    assert not re.search(r"\w", text), "texts belong into texts.py"


def test_every_text_that_is_used_exists_and_every_one_that_exists_is_used() -> None:
    known = set(TEXTS[Language.EN])
    in_templates = set().union(*(used(name, "t") for name in NAMES))
    assert in_templates <= known
    sources = "".join(path.read_text("utf-8") for path in WEB.rglob("*.py") if path.stem != "texts")
    patterns = [
        pattern.replace("{", "").split("}")[0] for pattern in re.findall(r'f"(\w+_{)', sources)
    ]
    unused = {
        name
        for name in known - in_templates
        if f'"{name}"' not in sources
        and f'"{name.removesuffix("_title")}"' not in sources
        and f'"{re.sub("_(one|many)$", "", name)}"' not in sources
        and not name.startswith(tuple(patterns))
    }
    assert not unused


def test_both_languages_have_the_same_texts_and_places() -> None:
    assert list(TEXTS[Language.KO]) == list(TEXTS[Language.EN])
    for name, english in TEXTS[Language.EN].items():
        korean = TEXTS[Language.KO][name]
        assert places(korean) | {"count"} == places(english) | {"count"}, name
        assert korean.strip() == korean and english.strip() == english
    switch = ("other_interface", "other_interface_label")  # the only texts in the other language
    for name in TEXTS[Language.EN].keys() - set(switch):
        assert not re.search("[가-힣]", TEXTS[Language.EN][name]), name
        assert re.search("[가-힣]|→", TEXTS[Language.KO][name]) or name == "date_between"


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_numbers_have_separators_and_their_form() -> None:
    assert counted(TEXTS[Language.EN], "total", 1) == "1 result"
    assert counted(TEXTS[Language.EN], "total", 12345) == "12,345 results"
    assert counted(TEXTS[Language.KO], "total", 12345) == "결과 12,345건"


def test_missing_templates_are_an_error_that_names_both_places(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("importlib.resources.files", lambda package: tmp_path / "wheel")
    monkeypatch.setattr(
        "seogo.web.http.assets.__file__", str(tmp_path / "src/seogo/web/http/assets.py")
    )
    with pytest.raises(SeogoError, match=r"wheel/templates nor .*/templates"):
        templates_dir()
    (tmp_path / "wheel" / "templates").mkdir(parents=True)
    (tmp_path / "wheel" / "templates" / "base.html").touch()
    assert templates_dir() == tmp_path / "wheel" / "templates"


def test_static_files_are_named_by_their_content() -> None:
    files = static_files()
    assert {"seogo.css", "seogo.js", "seogo.svg"} <= set(files)
    assert all(file.version and file.content for file in files.values())
