"""Images that stand beside texts in folders and zip archives come into the archive, and nothing else does."""

from __future__ import annotations

import io
import json
import re
import struct
import zipfile
import zlib
from pathlib import Path
from urllib.parse import quote, unquote

import pytest

from seogo.articles.archive import Archive
from seogo.importers.runner import Importer, ImportOptions
from seogo.importers.writing.article_writer import Outcome
from seogo.importers.writing.report import ImportReport
from seogo.unicode_forms import Form, to_form

pytestmark = pytest.mark.slow


def png(width: int) -> bytes:
    """An image of one row, of which each width has other bytes."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    head = struct.pack(">IIBBBBB", width, 1, 8, 0, 0, 0, 0)
    row = zlib.compress(b"\0" * (width + 1))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", row) + chunk(b"IEND", b"")


def text(title: str, body: str) -> bytes:
    return f"---\ntitle: {title}\n---\n\n{body}\n".encode()


def folder(root: Path, files: dict[str, bytes]) -> str:
    for name, data in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return str(root)


def packed(files: dict[str, bytes], *, windows: bool = False) -> bytes:
    """A zip archive; ``windows``: with names as Explorer writes them in Korean."""
    data = io.BytesIO()
    names = {name: name for name in files}
    if windows:
        names = {
            name: f"{number:x}".rjust(len(name.encode("cp949")), "x")
            for number, name in enumerate(files)
        }
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, inner in files.items():
            zipped.writestr(names[name], inner)
    found = data.getvalue()
    for name, written in names.items():
        if windows:
            found = found.replace(written.encode(), name.encode("cp949"))
    return found


def run(
    root: Path, *sources: str, images: bool = True, **more: object
) -> tuple[ImportReport, list[Outcome]]:
    root.mkdir(exist_ok=True)
    options = ImportOptions(processes=1, images=images, **more)  # type: ignore[arg-type]
    importer = Importer(Archive(root), options)
    outcomes: list[Outcome] = []
    importer.run(sources, outcomes.append)
    return importer.report, outcomes


def shown(root: Path) -> list[bytes]:
    """The images that the articles of an archive show and that are there."""
    found = []
    for article in sorted(root.rglob("*.md")):
        for target in re.findall(
            r"!\[[^\]]*\]\(([^)\s]+)(?: '\w+')?\)", article.read_text("utf-8")
        ):
            path = article.parent / unquote(target)
            if path.is_file():
                found.append(path.read_bytes())
    return found


@pytest.mark.parametrize(
    ("name", "body", "image"),
    [
        ("산책.ko.md", "개울이다. ![돌](img/돌.png) 건넜다.", "img/돌.png"),
        ("walk.md", "A walk. ![stones](./img/stones.png 'title') The end.", "img/stones.png"),
        ("walk.md", "A walk. ![b](<img/b c.png>) The end.", "img/b c.png"),
        ("walk.md", "A walk. ![b](img/b%20c.png) The end.", "img/b c.png"),
        ("walk.md", "A walk. ![b](img/b(1).png) The end.", "img/b(1).png"),
        ("산책.ko.md", "개울. ![돌](img/%EB%8F%8C.png) 끝이다.", "img/돌.png"),
        ("글/산책.ko.md", "개울. ![돌](../그림/돌.PNG) 끝이다.", "그림/돌.PNG"),
        ("글/산책.ko.md", "개울. ![돌](..\\그림\\돌.png) 끝이다.", "그림/돌.png"),
        ("_posts/2024-01-02-walk.md", "A walk. ![s](/images/s.png) The end.", "images/s.png"),
        (
            "_posts/2024-01-02-walk.md",
            "Walk. ![s]({{site.baseurl}}/images/s.png) End.",
            "images/s.png",
        ),
        (
            "_posts/2024-01-02-walk.md",
            "Walk. ![s]({{ site.url }}{{ site.baseurl }}/images/s.png) End.",
            "images/s.png",
        ),
        (
            "_posts/2024-01-02-걷기.md",
            "걸었다. ![s]({{ '/images/s.png' | relative_url }}) 끝이다.",
            "images/s.png",
        ),
        ("content/ko/글.md", "걸었다. ![s](/images/s.png?v=2) 끝이다.", "static/images/s.png"),
        ("site/content/a.md", "Walked. ![s](/images/s.png) The end.", "site/static/images/s.png"),
        ("content/걷기/index.md", "걸었다. ![s](s.png) 끝이다.", "content/걷기/s.png"),
        (
            "source/_posts/walk.md",
            "Walked. {% asset_img s.png 돌 %} The end.",
            "source/_posts/walk/s.png",
        ),
        ("a.md", 'Walked. <img src="img/s.png" alt="돌" width="300"/> The end.', "img/s.png"),
        (
            "ch/a.md",
            'Walked.\n\n<figure><img src="../.gitbook/assets/s (1).png" alt=""><figcaption><p>돌</p></figcaption></figure>',
            ".gitbook/assets/s (1).png",
        ),
        ("a.md", "Walked. [![s](img/s.png)](https://other.example/) The end.", "img/s.png"),
        ("vault/글.md", "걸었다. ![[돌 그림.png|100x80]] 끝이다.", "vault/첨부/돌 그림.png"),
        ("vault/글.md", "걸었다. ![[첨부/돌.png]] 끝이다.", "vault/첨부/돌.png"),
        (
            "글.textbundle/text.markdown",
            "# 걷기\n\n걸었다. ![](assets/s.png) 끝이다.",
            "글.textbundle/assets/s.png",
        ),
    ],
)
def test_an_image_is_found(tmp_path: Path, name: str, body: str, image: str) -> None:
    data = png(len(image) + 3)
    files = {name: body.encode(), image: data}
    source = folder(tmp_path / "in", files)
    (tmp_path / "a.zip").write_bytes(packed(files))
    for number, given in enumerate((source, str(tmp_path / "a.zip"))):
        report, outcomes = run(tmp_path / str(number), given)
        assert shown(tmp_path / str(number)) == [data], [one.why for one in outcomes]
        assert (report.images, report.images_left, report.passed_over) == (
            1,
            0,
            0,
        ) or "textbundle" in name


def test_images_by_definition(tmp_path: Path) -> None:
    body = '개울. ![돌][1] 그리고 ![둘][two].\n\n[1]: img/a.png\n[two]: <img/b c.png> "둘"\n'
    source = folder(
        tmp_path / "in",
        {"a.ko.md": body.encode(), "img/a.png": png(5), "img/b c.png": png(6)},
    )
    report, _ = run(tmp_path / "out", source)
    (article,) = (tmp_path / "out").rglob("*.md")
    targets = re.findall(r"^\[\w+\]: (\S+)", article.read_text("utf-8"), re.MULTILINE)
    assert [(article.parent / one).read_bytes() for one in targets] == [png(5), png(6)]
    assert report.images == 2


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_names_of_a_mac_and_of_windows(tmp_path: Path, form: Form) -> None:
    name = to_form("NFD" if form == "NFC" else "NFC", "그림/가을 강.png")
    body = to_form(form, "강이다. ![강](<그림/가을 강.png>) 끝이다.")
    files = {"글.ko.md": body.encode(), name: png(9)}
    (tmp_path / "mac.zip").write_bytes(packed(files))
    plain = {to_form("NFC", one): data for one, data in files.items()}
    (tmp_path / "windows.zip").write_bytes(packed(plain, windows=True))
    for number, source in enumerate((folder(tmp_path / "in", files), "mac.zip", "windows.zip")):
        run(tmp_path / str(number), str(tmp_path / source))
        assert shown(tmp_path / str(number)) == [png(9)], source


def test_nothing_outside_of_the_source_is_read(tmp_path: Path) -> None:
    folder(tmp_path, {"secret.png": png(3), "near/secret.png": png(4)})
    body = (
        "A walk. ![a](../secret.png) ![b](../../secret.png) ![c](/../secret.png) ![d](%2e%2e/secret.png) "
        f"![e]({tmp_path}/secret.png) ![f](link.png) ![g](linked/secret.png) ![h](file://{tmp_path}/secret.png) "
        "![[../secret.png]]"
    )
    source = folder(
        tmp_path / "in", {"a.md": body.encode(), "b/c.md": b"Another one. ![x](../../secret.png)"}
    )
    (tmp_path / "in/link.png").symlink_to(tmp_path / "secret.png")
    (tmp_path / "in/linked").symlink_to(tmp_path / "near")
    (tmp_path / "a.zip").write_bytes(packed({"a.md": body.encode()}))
    for number, given in enumerate((source, f"{source}/a.md", str(tmp_path / "a.zip"))):
        root = tmp_path / f"out{number}"
        report, outcomes = run(root, given)
        assert not list(root.rglob("*.png"))
        assert report.images == 0 and report.written
        assert sum("image" in str(one.why) for one in outcomes) >= 4


def test_what_is_left_is_named(tmp_path: Path) -> None:
    body = "걸었다. ![a](img/a.png) ![b](img/a.png) ![없음](img/none.png) ![svg](img/s.svg) `![c](img/c.png)` 끝이다."
    files = {
        "a.ko.md": body.encode(),
        "img/a.png": png(4),
        "img/s.svg": b"<svg/>",
        "img/c.png": png(5),
    }
    source = folder(tmp_path / "in", files)
    report, outcomes = run(tmp_path / "out", source, images=False)
    why = {one.where.rpartition("/")[2]: str(one.why) for one in outcomes if one.why}
    assert (report.images, report.images_left) == (0, 2)
    assert report.kinds_passed_over == {".png": 2, ".svg": 1, "missing image": 1}
    assert "a.ko.md" in why["a.png"] and "--images" in why["a.png"]
    assert why["c.png"] == "not an article (.png)"
    assert why["none.png"] == "the source does not have this image"
    report, outcomes = run(tmp_path / "out", source)
    assert [one.status for one in outcomes if one.path] == ["same"]
    assert (report.images, report.images_left, report.images_lost) == (1, 0, 2)
    assert shown(tmp_path / "out") == [png(4), png(4)]


def test_images_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("seogo.importers.writing.local_images.MAX_IMAGE", 200)
    monkeypatch.setattr("seogo.importers.writing.local_images.MAX_IMAGES", 3)
    files = {f"{number}.png": png(number + 1) for number in range(5)}
    files["big.png"] = png(4) + b"x" * 300
    files["a.md"] = ("A walk. " + " ".join(f"![{one}]({one})" for one in files)).encode()
    report, outcomes = run(tmp_path / "out", folder(tmp_path / "in", files))
    assert len(shown(tmp_path / "out")) == report.images == 3
    assert (report.images_left, report.images_lost) == (0, 3)
    assert "longer than" in "".join(
        str(one.why) for one in outcomes if one.where.endswith("big.png")
    )


def test_a_saved_page_has_its_pictures(tmp_path: Path) -> None:
    words = (
        "마을 박물관은 다음 달에 낡은 농기구를 모아 보인다고 밝혔다. 헛간에서 꺼내 온 것이 이백 점이 넘는다. "
        * 4
    )
    page = (
        f'<!-- saved from url=(0030)https://news.example/museum --><html lang="ko"><head><title>박물관</title></head><body>'
        f'<article><h1>박물관</h1><p>{words}</p><figure><img src="./박물관_files/쟁기.png" alt="쟁기"></figure>'
        f'<p>{words}</p><p><img src="/img/gone.png" alt="없는 것">끝이다.</p></article></body></html>'
    )
    source = folder(
        tmp_path / "in", {"박물관.html": page.encode(), "박물관_files/쟁기.png": png(7)}
    )
    report, _ = run(tmp_path / "out", source, images=False)
    assert report.images_left == 1
    report, _ = run(tmp_path / "out", source)
    assert shown(tmp_path / "out") == [png(7)]
    (article,) = (tmp_path / "out").rglob("*.md")
    assert "https://news.example/img/gone.png" in article.read_text("utf-8")
    assert "invalid" not in article.read_text("utf-8")


def test_notion_keeps_images_in_a_folder_of_the_page(tmp_path: Path) -> None:
    digits = "3b1f0c9d2e4a4f6b8c7d5e6f70819203"
    inside = f"{quote('텃밭')}%20{digits}"
    page = (
        f"# 텃밭\n\n상추를 심었다.\n\n![상추]({inside}/a%20b.png)\n\n"
        f"[연장]({inside}/{quote('연장')}%20{digits[::-1]}.md)"
    )
    inner = packed(
        {
            f"텃밭 {digits}.md": page.encode(),
            f"텃밭 {digits}/a b.png": png(8),
            f"텃밭 {digits}/연장 {digits[::-1]}.md": "# 연장\n\n호미가 있다.".encode(),
        }
    )
    (tmp_path / "notion.zip").write_bytes(packed({"Export-Part-1.zip": inner}))
    report, _ = run(tmp_path / "out", str(tmp_path / "notion.zip"))
    assert shown(tmp_path / "out") == [png(8)] and report.images == 1
    article = next(one for one in (tmp_path / "out").rglob("*.md") if one.name.startswith("텃밭"))
    (link,) = re.findall(r"\[연장\]\(([^)]+)\)", article.read_text("utf-8"))
    assert (article.parent / link).is_file()


def test_notes_of_keep_have_their_pictures(tmp_path: Path) -> None:
    note = {
        "title": "심는 때",
        "textContent": "고추는 오월에 심는다.",
        "isTrashed": False,
        "attachments": [
            {"filePath": "18a.jpg", "mimetype": "image/jpeg"},
            {"filePath": "memo.3gp", "mimetype": "audio/3gpp"},
        ],
        "userEditedTimestampUsec": 1700000000000000,
    }
    files = {"Keep/심는 때.json": json.dumps(note).encode(), "Keep/18a.jpeg": png(6)}
    report, _ = run(tmp_path / "out", folder(tmp_path / "in", files))
    assert shown(tmp_path / "out") == [png(6)] and report.images == 1


def test_a_page_that_is_saved_again_keeps_its_pictures(tmp_path: Path) -> None:
    files = {"a.md": text("A walk", "We went. ![s](s.png) The end."), "s.png": png(3)}
    source = folder(tmp_path / "in", files)
    run(tmp_path / "out", source)
    before = sorted((tmp_path / "out").rglob("*"))
    report, outcomes = run(tmp_path / "out", source)
    assert [one.status for one in outcomes] == ["same"] and report.images == 1
    assert sorted((tmp_path / "out").rglob("*")) == before
