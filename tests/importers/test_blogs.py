"""Backups of blogs: WordPress, Tistory and Textcube, as different versions and plug-ins write them."""

# ruff: noqa: E501 - exports as they are

from __future__ import annotations

import io
import json
import re
import zipfile
from base64 import b64encode
from pathlib import Path

import pytest

from seogo.articles.archive import Archive
from seogo.importers.beside import kind_beside
from seogo.importers.formats.blogs.shortcodes import Attachment, Shortcodes
from seogo.importers.formats.blogs.wordpress import (
    content_to_markdown,
    read_wordpress,
    split_wordpress,
)
from seogo.importers.item import MAX_SOURCE, Item, PassedOver, Piece, Refused
from seogo.importers.runner import Importer, ImportOptions
from seogo.importers.writing.article_writer import Outcome
from seogo.importers.xml_splitter import entry_splitter
from tests.importers.hostile import PNG
from tests.importers.reading import one, read
from tests.rows import each_row


def wxr(*entries: str, head: str = "") -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!-- generator="WordPress/6.4" -->\n'
        '<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>바닷가 일기</title>'
        f"<language>ko-KR</language>{head}{''.join(entries)}</channel></rss>"
    )


def entry(
    title: str, content: str = "글이 있다. 한 줄뿐이다.", more: str = "", **values: str
) -> str:
    fields = {"post_type": "post", "status": "publish", **values}
    return (
        f"<item><title>{title}</title><link>https://sea.example/?p={len(title)}</link>{more}"
        f"<content:encoded><![CDATA[{content}]]></content:encoded>"
        + "".join(f"<wp:{name}><![CDATA[{value}]]></wp:{name}>" for name, value in fields.items())
        + "</item>"
    )


def only(text: str) -> Item:
    (item,) = read(text, "x.xml")
    assert isinstance(item, Item), item
    return item


@each_row(
    ("content", "markdown"),
    [
        ("첫째 문단.\n\n둘째 문단.\n이어진 줄.", "첫째 문단.\n\n둘째 문단.\\\n이어진 줄."),
        ("One.\r\n\r\nTwo.\r\n \r\nThree.", "One.\n\nTwo.\n\nThree."),
        ("<p>하나</p>\n\n<p>둘</p>\n", "하나\n\n둘"),
        ("Before.\n\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n\nAfter.", "Before.\n\n- a\n- b\n\nAfter."),
        ("<h2>제목</h2>\n본문이다.\n\n끝이다.", "## 제목\n\n본문이다.\n\n끝이다."),
        ("<blockquote>인용 하나.\n\n인용 둘.</blockquote>", "> 인용 하나.\n>\n> 인용 둘."),
        ("코드:\n\n<pre>a\n\nb</pre>\n\n끝.", "코드:\n\n```\na\n\nb\n```\n\n끝."),
        (
            "<!-- wp:paragraph -->\n<p>one\ntwo</p>\n<!-- /wp:paragraph -->\n\n<!-- wp:more -->\n<!--more-->\n"
            "<!-- /wp:more -->\n"
            "<!-- wp:list --><ul><!-- wp:list-item --><li>a</li><!-- /wp:list-item --></ul><!-- /wp:list -->",
            "one two\n\n- a",
        ),
        (
            '<!-- wp:separator {"a":1} /-->\n옛 편집기 문단.\n\n또 한 문단.',
            "옛 편집기 문단.\n\n또 한 문단.",
        ),
        (
            '[caption id="a_1" width="300"]'
            '<a href="https://a.example/l"><img src="https://a.example/w.jpg" alt="담" /></a> 담쟁이[/caption]',
            "![담](https://a.example/w.jpg)\n\n담쟁이",
        ),
        (
            '[caption width="3" caption="An old wall"]<img src="https://a.example/w.jpg" alt="" />[/caption]',
            "![](https://a.example/w.jpg)\n\nAn old wall",
        ),
        ('앞.\n\n[gallery ids="1,2"]\n\n뒤.', "앞.\n\n뒤."),
        (
            "[embed]https://v.example/1[/embed]",
            "[https://v.example/1](https://v.example/1)",
        ),
        ("배열 a[0] 은 [남는다].", "배열 a\\[0\\] 은 \\[남는다\\]."),
    ],
)  # fmt: skip
def test_paragraphs_are_those_that_wordpress_makes(content: str, markdown: str) -> None:
    assert content_to_markdown(content, "") == markdown


ATTACHED = {
    "1": Attachment("https://a.example/1.jpg", "9", "첫 사진"),
    "2": Attachment("https://a.example/2.png", "9"),
    "3": Attachment("https://a.example/3.mp3", "9", "노래"),
}
ONE, TWO = "![](https://a.example/1.jpg)\n\n첫 사진", "![](https://a.example/2.png)"
SHORTCODES = [
    ('앞.\n\n[gallery ids="2,1,99"]\n\n뒤.', f"앞.\n\n{TWO}\n\n{ONE}\n\n뒤."),
    ("[gallery]", f"{ONE}\n\n{TWO}"),
    ("[gallery columns=2 ids=1 /]", ONE),
    ('[gallery exclude="1"]', TWO),
    ('[playlist ids="3"]', "[노래](https://a.example/3.mp3)"),
    ('[audio src="https://a.example/3.mp3"]', "<https://a.example/3.mp3>"),
    ('[video width="8" mp4="https://a.example/v.mp4"][/video] 끝', "<https://a.example/v.mp4>\n\n끝"),
    ("[youtube https://youtu.be/abc]", "<https://youtu.be/abc>"),
    ('[youtube id="abc"]', "<https://www.youtube.com/watch?v=abc>"),
    ("[vimeo 123]", "<https://vimeo.com/123>"),
    ('[embed width="8"]https://v.example/1[/embed]', "<https://v.example/1>"),
    ('[vc_row][vc_column width="1/2"]글이다.[/vc_column][/vc_row]', "글이다."),
    ("[box]안의 글[/box] 밖", "안의 글 밖"),
    ("[contact]\n\n글", "글"),
    ('[wpforms id="12" title="false"] 글', "글"),
    ("<!-- wp:shortcode -->\n[toc]\n<!-- /wp:shortcode -->\n<!-- wp:paragraph --><p>글</p><!-- /wp:paragraph -->", "글"),
    ('[caption caption="벽 [옛]"]<img src="https://a.example/w.jpg">[/caption]', "![](https://a.example/w.jpg)\n\n벽 \\[옛\\]"),
    ("[wp_caption]<img src='https://a.example/w.jpg'> 설명[/wp_caption]", "![](https://a.example/w.jpg)\n\n설명"),
    ('[[gallery ids="1"]] 를 쓴다.', '\\[gallery ids="1"\\] 를 쓴다.'),
    ('<pre>[gallery ids="1"]</pre>', '```\n[gallery ids="1"]\n```'),
    ("[sic] a[0] [see below] [/b] [x \"y", "\\[sic\\] a\\[0\\] \\[see below\\] \\[/b\\] \\[x \"y"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "markdown"), SHORTCODES)
def test_shortcodes_are_what_they_show(content: str, markdown: str) -> None:
    found = content_to_markdown(content, "", Shortcodes(ATTACHED, "9"))
    assert re.sub(r"\[(http[^\]]*)\]\(\1\)", r"<\1>", found) == markdown


def test_galleries_know_the_attachments_of_the_whole_export() -> None:
    attached = entry(
        "강",
        post_type="attachment",
        post_id="7",
        post_parent="3",
        attachment_url="https://a.example/강.jpg",
        more="<excerpt:encoded><![CDATA[강 &amp; 다리]]></excerpt:encoded>",
    )
    long = entry("긴 글", "길다. " * 400_000)
    data = wxr(entry("사진", '[gallery ids="7"]'), long, attached).encode()
    file = io.BytesIO(data)
    pieces = [
        one for one in split_wordpress(file, Piece("x.xml", "x.xml")) if isinstance(one, Piece)
    ]
    assert len(pieces) > 1 and pieces[0].data is not None
    found = list(read_wordpress(pieces[0], pieces[0].data))
    assert isinstance(found[0], Item)
    assert found[0].body == "![](https://a.example/강.jpg)\n\n강 & 다리" and len(found) == 1


def test_posts_and_pages_have_what_wordpress_knows_of_them() -> None:
    head = (
        "<wp:author><wp:author_login>na</wp:author_login>"
        "<wp:author_display_name><![CDATA[나은별]]></wp:author_display_name></wp:author>"
    )
    more = (
        "<dc:creator>na</dc:creator><pubDate>Sun, 01 Oct 2023 20:00:00 +0000</pubDate>"
        '<category domain="category" nicename="a">여행</category>'
        '<category domain="post_tag" nicename="b">바다 &amp; 섬</category>'
        '<category domain="category" nicename="c">미분류</category>'
        '<category domain="post_format" nicename="d">aside</category>'
        "<excerpt:encoded><![CDATA[짧은 <b>요약</b>]]></excerpt:encoded>"
    )
    item = only(wxr(entry("섬에서", more=more, post_date="2023-10-02 05:00:00"), head=head))
    assert (item.title, item.source, item.summary) == ("섬에서", "바닷가 일기", "짧은 요약")
    assert (item.authors, item.tags) == (("나은별",), ("여행", "바다 & 섬"))
    assert (item.published, item.draft) == ("2023-10-02T05:00:00+09:00", False)
    page = only(wxr(entry("소개", post_type="page", post_date="2023-10-02 05:00:00")))
    assert (page.title, page.published) == ("소개", "2023-10-02T05:00:00")
    aside = only(wxr(entry("", "제목이 없는 짧은 글이다.\n\n끝.")))
    assert aside.title == "제목이 없는 짧은 글이다."


def test_drafts_are_marked_and_other_types_are_passed_over() -> None:
    states = ("publish", "draft", "private", "pending", "future", "trash", "auto-draft")
    found = read(
        wxr(
            *(entry(state, status=state) for state in states),
            entry("locked", post_password="1"),
            entry("w.jpg", post_type="attachment", status="inherit"),
            entry("menu", post_type="nav_menu_item"),
        ),
        "x.xml",
    )
    items = [one for one in found if isinstance(one, Item)]
    assert [one.title for one in items if not one.draft] == ["publish"]
    assert [one.title for one in items if one.draft] == [*states[1:], "locked"]
    assert [one.kind for one in found if isinstance(one, PassedOver)] == ["attachment", "nav_menu_item"]  # fmt: skip


def backup(*posts: str) -> str:
    return (
        '<?xml version="1.0" encoding="utf-8" ?>\n<blog type="tattertools/1.1" migrational="false"><setting>'
        f"<name>hill</name><title>언덕 공방</title></setting>{''.join(posts)}</blog>"
    )


def post(content: str, visibility: str = "public", more: str = "", form: str = "html") -> str:
    return (
        f"<post><visibility>{visibility}</visibility><title>가마</title>"
        f'<content formatter="{form}"><![CDATA[{content}]]></content>'
        f"<published>1257000000</published><category>일상/도자기</category><tag>물레</tag>{more}</post>"
    )


@pytest.mark.parametrize(
    ("content", "form", "markdown"),
    [
        ("<p>하나.</p><p>둘.</p>", "html", "하나.\n\n둘."),
        ("하나.<br /><br />둘.", "ttml", "하나.\n\n둘."),
        ("하나.\n둘.", "ttml", "하나.\\\n둘."),
        ("# 하나\n\n둘.", "markdown", "# 하나\n\n둘."),
        (
            '<p>[##_Image|kage@ab/btq/img.jpg|CDM|1.3|{"originWidth":8,"caption":"첫 접시"}_##]</p>',
            "html",
            "![첫 접시](https://blog.kakaocdn.net/dn/ab/btq/img.jpg)\n\n첫 접시",
        ),
        ('앞.[##_1C|1.jpg|width="3"|가마 앞_##]뒤.', "ttml", "앞.\n\n가마 앞\n\n뒤."),
        ("앞.[#M_더보기|접기|숨은 글이다._M#]", "ttml", "앞.\n\n더보기\n\n숨은 글이다."),
    ],
)
def test_posts_of_tistory_keep_their_text(content: str, form: str, markdown: str) -> None:
    item = only(backup(post(content, form=form)))
    assert item.body == markdown
    assert (item.title, item.source) == ("가마", "언덕 공방")
    assert (item.published, item.tags) == ("2009-10-31T14:40:00Z", ("일상", "도자기", "물레"))


def test_posts_that_not_everybody_sees_are_drafts() -> None:
    states = ("public", "syndicated", "private", "protected", "friends")
    found = read(backup(*(post("글이다.", state) for state in states)), "x.xml")
    assert [one.draft for one in found if isinstance(one, Item)] == [False, False, True, True, True]


def test_attached_images_of_a_backup_come_with_the_post() -> None:
    data = b64encode(PNG + bytes(300)).decode()
    (post,) = read(
        f"<blog><setting><title>길</title></setting><post><title>봄</title><content>[##_1C|c1.png|width=1|꽃_##]물</content>"
        f"<attachment><name>c1.png</name><content>{data}</content></attachment></post></blog>",
        "x.xml",
    )
    assert isinstance(post, Item)
    ((path, image),) = post.images
    assert image.startswith(PNG) and post.body == f"![]({path})\n\n꽃\n\n물"


def test_files_and_comments_in_a_backup_are_passed_over() -> None:
    large = f'<attachment mime="image/png"><name>a.png</name><content>{"QUJD" * 4_000_000}</content></attachment>'
    more = f"{large}<comment><name>길손</name><content>좋다.</content></comment>"
    found = read(backup(post("글이다.", more=more), post("또 글이다.")), "x.xml")
    assert [one.body for one in found if isinstance(one, Item)] == ["글이다.", "또 글이다."]
    assert [one.kind for one in found if isinstance(one, PassedOver)] == ["comment", "attachment"]


def test_a_large_export_is_read_in_pieces_of_whole_entries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("seogo.importers.xml_splitter._CHUNK", 61)
    monkeypatch.setattr("seogo.importers.xml_splitter._BATCH", 500)
    data = backup(*(post(f"글 {number}번이다.") for number in range(1, 12))).encode()
    pieces = list(entry_splitter("post", "notice")(io.BytesIO(data), Piece("x", "x.xml")))
    assert len(pieces) > 4
    found = []
    for piece in pieces:
        assert isinstance(piece, Piece) and piece.data is not None
        for item in read_named("tistory", piece):
            assert isinstance(item, Item)
            found.append((item.where, item.body, item.source))
    assert found == [(f"x#{n}", f"글 {n}번이다.", "언덕 공방") for n in range(1, 12)]


def read_named(name: str, piece: Piece) -> list[object]:
    from seogo.importers.registry import registry

    form = registry().named(name)
    assert form is not None and form.read is not None
    return list(form.read(piece, piece.data or b""))


def test_an_entry_that_is_too_long_is_refused_and_the_next_one_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert MAX_SOURCE > 1_000_000
    monkeypatch.setattr("seogo.importers.xml_splitter.MAX_SOURCE", 1_000)
    monkeypatch.setattr("seogo.importers.xml_splitter._CHUNK", 100)
    data = backup(post("가" * 2_000), post("글이다.")).encode()
    found = list(entry_splitter("post")(io.BytesIO(data), Piece("x", "x.xml")))
    refused, piece = found
    assert isinstance(refused, Refused) and refused.where == "x#1"
    assert isinstance(piece, Piece) and piece.first == 2


ATOM = (
    "<?xml version='1.0' encoding='UTF-8'?><feed xmlns='http://www.w3.org/2005/Atom'"
    " xmlns:app='http://purl.org/atom/app#' xmlns:blogger='http://schemas.google.com/blogger/2018'>"
    "<id>tag:blogger.com,1999:blog-1.archive</id><title>바닷가</title>"
)


def test_a_backup_of_blogger_has_posts_and_pages() -> None:
    def entry(kind: str, title: str, more: str = "") -> str:
        scheme = "http://schemas.google.com/g/2005#kind"
        term = f"http://schemas.google.com/blogger/2008/kind#{kind}"
        return (
            f"<entry><published>2024-01-02T03:04:05.000+09:00</published><category scheme='{scheme}' term='{term}'/>"
            f"<category scheme='http://www.blogger.com/atom/ns#' term='여행'/><title type='text'>{title}</title>"
            f"<content type='html'>&lt;p&gt;글이다.&lt;/p&gt;</content>{more}</entry>"
        )

    draft = "<app:control><app:draft>yes</app:draft></app:control>"
    kinds = (entry("post", "하나"), entry("post", "둘", draft), entry("page", "셋"))
    others = (entry("comment", "x"), entry("settings", "y"), entry("template", "z"))
    found = read(f"{ATOM}{''.join((*kinds, *others))}</feed>", "x.xml")
    items = [one for one in found if isinstance(one, Item)]
    assert [(one.title, one.draft) for one in items] == [
        ("하나", False),
        ("둘", True),
        ("셋", False),
    ]
    assert items[0].tags == ("여행",) and items[0].source == "바닷가"
    assert items[0].published == "2024-01-02T03:04:05+09:00"
    passed = [one.kind for one in found if isinstance(one, PassedOver)]
    assert passed == ["comment", "settings", "template"]


def test_the_newer_backup_of_blogger_names_types_and_states() -> None:
    def entry(kind: str, status: str, title: str) -> str:
        return (
            f"<entry><blogger:type>{kind}</blogger:type><blogger:status>{status}</blogger:status>"
            f"<title>{title}</title><content type='html'>&lt;p&gt;Text.&lt;/p&gt;</content></entry>"
        )

    entries = (
        entry("POST", "LIVE", "a"),
        entry("POST", "DRAFT", "b"),
        entry("COMMENT", "LIVE", "c"),
    )
    found = read(f"{ATOM}{''.join(entries)}</feed>", "feed.atom")
    assert [one.draft for one in found if isinstance(one, Item)] == [False, True]
    assert [one.kind for one in found if isinstance(one, PassedOver)] == ["comment"]


MEDIUM = (
    '<!DOCTYPE html><html><head><title>바다</title></head><body><article class="h-entry"><header>'
    '<h1 class="p-name">바다</h1></header>'
    '<section data-field="subtitle" class="p-summary">짧은 말</section><section data-field="body" class="e-content">'
    '<h3 class="graf graf--title">바다</h3><p>바다에 갔다.</p><figure><img src="https://cdn.example/1.jpg"></figure></section>'
    '<footer><p>By <a class="p-author h-card" href="https://medium.com/@na">나은별</a> on <a href="https://medium.com/p/1">'
    '<time class="dt-published" datetime="2020-05-06T07:08:09.000Z">May 6, 2020</time></a>.</p>'
    '<p><a href="https://medium.com/@na/sea-1" class="p-canonical">Canonical link</a></p>'
    "<p>Exported from Medium</p></footer></article>"
)


@pytest.mark.parametrize(
    ("name", "draft"), [("posts/2020_바다.html", False), ("posts/draft_바다.html", True)]
)
def test_a_post_of_medium(name: str, draft: bool) -> None:
    (item,) = read(MEDIUM, name)
    assert isinstance(item, Item) and item.draft is draft
    assert item.body == "바다에 갔다.\n\n![](https://cdn.example/1.jpg)"
    assert (item.title, item.summary, item.authors) == ("바다", "짧은 말", ("나은별",))
    assert (item.published, item.url) == ("2020-05-06T07:08:09Z", "https://medium.com/@na/sea-1")


def test_a_post_of_medium_without_a_day_is_a_draft_and_its_captions_stand_once() -> None:
    caption = (
        '<img alt="겨울  바다" src="https://cdn.example/1.jpg"><figcaption>겨울 바다</figcaption>'
    )
    text = MEDIUM.replace('<img src="https://cdn.example/1.jpg">', caption)
    assert one(text, "posts/a.html").body.count("겨울 바다") == 1
    undated = re.sub(r" on <a.*?</time></a>", "", text)
    assert one(undated, "posts/a.html").draft and not one(text, "posts/a.html").draft


@pytest.mark.parametrize(
    "path", ["m/claps/claps-0001.html", "bookmarks/bookmarks-0002.html", "profile/profile.html"]
)
def test_what_medium_adds_to_posts_is_passed_over(path: str) -> None:
    assert kind_beside(path) == ".html"
    assert not kind_beside(path.replace("-0001", "").replace("-0002", "").replace("profile/", "a/"))


def test_an_export_of_ghost_has_tags_authors_and_states() -> None:
    posts = [
        {
            "id": 1,
            "title": "하나",
            "html": "<p>글이다.</p>",
            "status": "published",
            "published_at": "2024-01-02T03:04:05.000Z",
        },
        {"id": 2, "title": "Two", "html": None, "plaintext": "Not yet.", "status": "draft"},
    ]
    data = {
        "posts": posts,
        "tags": [{"id": 7, "name": "여행"}, {"id": 8, "name": "#own"}],
        "posts_tags": [{"post_id": 1, "tag_id": 7}, {"post_id": 1, "tag_id": 8}],
        "users": [{"id": 5, "name": "나은별"}],
        "posts_authors": [{"post_id": 1, "author_id": 5}],
    }
    found = read(json.dumps({"db": [{"meta": {"version": "5"}, "data": data}]}), "x.json")
    first, second = found
    assert isinstance(first, Item) and isinstance(second, Item)
    assert (first.tags, first.authors, first.draft) == (("여행",), ("나은별",), False)
    assert (first.published, second.body, second.draft) == (
        "2024-01-02T03:04:05Z",
        "Not yet.",
        True,
    )


def test_an_export_of_substack_joins_texts_and_what_is_said_of_them(tmp_path: Path) -> None:
    rows = (
        "post_id,post_date,is_published,email_sent_at,inbox_sent_at,type,audience,title,subtitle,podcast_url\n"
        "11.sea,2024-01-02T03:04:05.000Z,true,,,newsletter,everyone,바다,짧은 말,\n"
        "12.later,,false,,,newsletter,everyone,Later,,\n"
    )
    files = {
        "posts.csv": rows,
        "posts/11.sea.html": "<p>바다에 갔다. 물이 찼다.</p>",
        "posts/12.later.html": "<p>Not yet for anybody.</p>",
        "posts/11.delivers.csv": "email\na@b.example\n",
        "email_list.x.csv": "email\na@b.example\n",
    }
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as zipped:
        for name, text in files.items():
            zipped.writestr(name, text)
            (tmp_path / "b" / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / "b" / name).write_text(text, "utf-8")
    for source in (tmp_path / "a.zip", tmp_path / "b"):
        root = tmp_path / f"of {source.name}"
        root.mkdir()
        importer = Importer(Archive(root), ImportOptions(processes=1))
        outcomes: list[Outcome] = []
        importer.run([str(source)], outcomes.append)
        assert importer.report.counts == {"new": 1, "draft": 1}, outcomes
        assert importer.report.kinds_passed_over == {".csv": 2}
        (file,) = root.rglob("*.md")
        text = file.read_text("utf-8")
        assert "title: 바다\n" in text and "published: 2024-01-02" in text and "물이 찼다" in text
