"""Templates, their contexts and the interface texts belong together."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader, nodes
from jinja2.meta import find_undeclared_variables

from seogo.errors import SeogoError
from seogo.messages.catalogues import has_text
from seogo.web.http.assets import static_files, templates_dir
from seogo.web.views.contexts import PAGES, Form, Frame
from tests.rows import each_row

FOLDER = templates_dir()
NAMES = sorted(path.name for path in FOLDER.iterdir())


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


@each_row("name", NAMES)
def test_templates_have_no_text_script_or_style_of_their_own(name: str) -> None:
    source = (FOLDER / name).read_text("utf-8")
    script = '<script src="{{ frame.script }}" defer blocking="render"></script>'
    assert source.count(script) == (name == "base.html")
    source = source.replace(script, "")
    assert not re.search(r"<script|<style|\sstyle=|\son[a-z]+=|\|\s*safe", source)
    source = re.sub("{% block kind %}[a-z]+{% endblock %}", "", source)  # a class name
    text = re.sub(r"{#.*?#}|{%.*?%}|{{.*?}}", "", source, flags=re.DOTALL)
    text = re.sub(r'<[^>]*>|\b[a-z-]+="[^"]*"', "", text)
    assert not re.search(r"\w", text), "texts belong into pages.po"


@pytest.mark.parametrize("name", NAMES)
def test_every_text_that_is_used_exists(name: str) -> None:
    assert {code for code in used(name, "t") if not has_text(code)} == set()


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
