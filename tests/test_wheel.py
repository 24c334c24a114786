"""The installed program has its pages: the built wheel is opened and renders one."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent

RENDER = """
import sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
import seogo
assert Path(seogo.__file__).is_relative_to(sys.argv[1]), seogo.__file__
from seogo.settings import load_settings
from seogo.web import create_app
from seogo.composition import open_site
site = open_site(load_settings(Path(sys.argv[2]), Path(sys.argv[3]), {}))
answer = create_app(site).test_client().get("/search?q=한글&ui=ko")
assert answer.status_code == 503, answer.status_code
print(answer.text)
"""


def test_the_wheel_renders_a_page(tmp_path: Path) -> None:
    subprocess.run(
        [
            *(sys.executable, "-m", "build", "--wheel", "--no-isolation"),
            *("--outdir", str(tmp_path), str(ROOT)),
        ],
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    unpacked = tmp_path / "unpacked"
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        archive.extractall(unpacked)
    for name in (
        "templates/search.html",
        "py.typed",
        "analysis/data/hanja.txt",
        "lexicon/data/general.yaml",
        "transliteration/data/surnames.txt",
        "web/static/seogo.js",
        "web/static/seogo.css",
        "manual/api.ko.md",
        "manual/api.en.md",
    ):
        assert f"seogo/{name}" in names
    page = subprocess.run(
        [
            sys.executable,
            "-c",
            RENDER,
            str(unpacked),
            str(ROOT / "archive"),
            str(tmp_path / "index"),
        ],
        check=True,
        capture_output=True,
        text=True,
        cwd=tmp_path,
    ).stdout
    assert '<html lang="ko"' in page
