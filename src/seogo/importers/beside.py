"""Files that stand beside articles in a folder or zip archive: images, code, settings; a name tells them."""

from __future__ import annotations

import re
from collections.abc import Container
from typing import Final

from seogo.importers.names import is_notion_database

_MEDIA: Final = """
    png jpg jpeg jpe gif webp avif svg ico bmp tif tiff heic heif psd ai eps mp4 mp3 m4a m4v mov avi mkv webm ogg oga ogv wav
    flac aac opus mid woff woff2 ttf otf eot glb gltf
"""
_CODE: Final = """
    css scss sass less styl js mjs cjs jsx ts mts cts tsx vue svelte astro map py pyi pyc pyx ipynb rb erb gemspec rs go java
    kt kts scala groovy gradle c h cc cpp cxx hpp hh hxx cs fs vb swift m mm php phtml pl pm lua r jl ex exs erl hrl hs elm
    clj cljs dart zig nim sql graphql gql proto wasm sh bash zsh fish bat cmd ps1 psm1 awk vim el lisp scm tcl asm s glsl vert
    frag tf tfvars hcl nix cmake mk haml slim pug iml jade ejs hbs handlebars mustache njk liquid jinja j2 twig tmpl tpl templ
    csproj sln vcxproj pbxproj xcconfig plist storyboard
"""
_SETTINGS: Final = """
    yaml yml toml ini cfg conf env properties lock lockb sum mod editorconfig pem crt key po pot mo db sqlite sqlite3 log diff
    patch bak tmp swp canvas base excalidraw drawio bib bst sty cls aux exe dll so dylib class jar o a bin dat dmg iso 7z rar
    tar gz tgz bz2 xz zst edn css_t url webloc lnk eslintrc prettierrc
"""
_FILES: Final = """
    makefile dockerfile containerfile gemfile rakefile procfile vagrantfile jenkinsfile pipfile brewfile justfile cname
    codeowners robots.txt humans.txt ads.txt security.txt requirements.txt constraints.txt cmakelists.txt package.json
    package-lock.json composer.json bower.json tsconfig.json jsconfig.json manifest.json vercel.json netlify.json
    firebase.json renovate.json book.json lerna.json nx.json deno.json angular.json sitemap.xml browserconfig.xml pom.xml
    gradlew mvnw thumbs.db desktop.ini archive_browser.html
"""
_ENDINGS: Final = frozenset(f"{_MEDIA} {_CODE} {_SETTINGS}".split())
_NAMES: Final = frozenset(_FILES.split())
_FOLDERS: Final = frozenset(
    ("_layouts", "_includes", "_sass", "_data", "_plugins", "archetypes", "node_modules")
)
"""Folders in which Jekyll, Hugo and npm keep what makes pages of articles."""

_COPIES: Final = re.compile(r"(?:.*/)?logseq/(?:bak|\.recycle|version-files)(?=/|\Z)")
"""Where Logseq keeps pages as they were before."""

_MEDIUM: Final = re.compile(
    r"(?:.*/)?(?:([a-z-]{3,20})/\1-\d{4}\.html|(?:profile|partner-program)/(?:profile|about|memberships|publications|charges"
    r"|entitlements|earnings|tax-documents)\.html)"
)
"""What stands beside the posts in an export of Medium: ``claps/claps-0001.html``."""

_CHAPTER: Final = re.compile(r"readme(?:\.[a-z-]{2,7})?\.(?:md|markdown)")
"""A README that may be a chapter: below the root of a source it is the article of its folder."""
_STEMS: Final = ("readme", "license", "licence", "copying", "changelog", "notice")


def kind_of_twin(path: str, names: Container[str]) -> str:
    """What a file of Google Keep is counted as that says the same as another: the HTML of a note, the list of labels.

    ``names`` are those of its folder or archive, as ``path`` ends in one of them. Empty for every other file.
    """
    folder, _, name = path.rpartition("/")
    if folder.rpartition("/")[2].lower() not in ("keep", "google keep"):
        return ""
    twin = f"{name.removesuffix('.html')}.json"
    if name.endswith(".html") and (twin in names or f"{folder}/{twin}" in names):
        return ".html"
    return name if name in ("Labels.txt", "labels.txt") else ""


def kind_beside(path: str, *, at_root: bool = False) -> str:
    """What a file is counted as (``.png``, ``Makefile``) if its name says that it is no article; empty otherwise.

    ``at_root``: it stands at the root of a source, where a README is about all of it.
    """
    name = path.rpartition("/")[2]
    lower = name.lower()
    folder = path.rpartition("/")[0].lower()
    stem, dot, ending = lower.rpartition(".")
    if lower == "info.json" and folder.endswith(".textbundle"):
        return name
    if lower in ("tags.json", "backup.json") and (not folder or folder.endswith(".bear2bk")):
        return name
    if is_notion_database(name):
        return ".csv"
    if _MEDIUM.fullmatch(path.lower()):
        return ".html"
    if _COPIES.match(folder):
        return "logseq/bak/"
    if lower.endswith(".excalidraw.md"):  # a drawing of Obsidian
        return ".excalidraw.md"
    if "__macosx/" in path.lower():
        return "__MACOSX"
    if not name:
        return "?"
    if dot and not stem:
        return name
    if made := next((one for one in folder.split("/") if one in _FOLDERS), ""):
        return f"{made}/"
    chapter = not at_root and _CHAPTER.fullmatch(lower)
    if lower in _NAMES or (lower.partition(".")[0] in _STEMS and not chapter):
        return name
    return f".{ending}" if dot and ending in _ENDINGS else ""
