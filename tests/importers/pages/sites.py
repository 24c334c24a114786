"""Templates of sites: what stands around a text differs, and so does how they say title, date, author and source."""

# ruff: noqa: E501 - pages and texts

from __future__ import annotations

import json
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from seogo.languages import Language
from tests.importers.pages import texts as t
from tests.importers.pages.texts import Text

NOISE = (
    "많이 본 뉴스", "구독하기", "무단 전재", "이웃추가", "관련 글", "댓글", "공유하기",
    "Subscribe to our newsletter", "Most read", "Leave a reply", "All rights reserved", "Share this",
)  # fmt: skip
"""What stands around articles and belongs to none."""

_MENU_KO = "<nav><ul><li><a href='/'>처음</a></li><li><a href='/society'>사회</a></li><li><a href='/culture'>문화</a></li></ul></nav>"
_MENU_EN = "<nav class='menu'><ul><li><a href='/'>Home</a></li><li><a href='/local'>Local</a></li><li><a href='/about'>About</a></li></ul></nav>"
_ASIDE_KO = (
    "<aside class='side'><h3>많이 본 뉴스</h3><ol><li><a href='/a1'>장터에 눈이 내렸다</a></li><li><a href='/a2'>버스 노선 바뀐다</a></li></ol></aside>"
    "<div class='relation'><h4>관련 글</h4><ul><li><a href='/r1'>지난해 기록</a></li></ul></div>"
    "<div class='reply' id='comments'><h4>댓글 2</h4><p>잘 읽었습니다.</p></div>"
)
_ASIDE_EN = (
    "<aside><h3>Most read</h3><ol><li><a href='/a1'>Snow on the market</a></li><li><a href='/a2'>Bus routes change</a></li></ol></aside>"
    "<div class='newsletter'><p>Subscribe to our newsletter</p></div>"
    "<div id='comments' class='comments'><h3>Leave a reply</h3><form><textarea></textarea></form></div>"
)


def number(text: Text) -> int:
    """The number of an article, as addresses have it."""
    return zlib.crc32(text.title.encode())


def _ps(text: Text, heading: str = "h2") -> str:
    """The blocks as a tidy site writes them."""
    parts = []
    for block in text.blocks:
        if block.startswith("## "):
            parts.append(f"<{heading}>{escape(block[3:])}</{heading}>")
        elif block.startswith("> "):
            parts.append(f"<blockquote><p>{escape(block[2:])}</p></blockquote>")
        elif block.startswith("- "):
            items = "".join(f"<li>{escape(line[2:])}</li>" for line in block.split("\n"))
            parts.append(f"<ul>{items}</ul>")
        else:
            parts.append(f"<p>{escape(block)}</p>")
    return "\n".join(parts)


def _brs(text: Text) -> str:
    """The blocks as old sites write them: breaks, no tags."""
    plain = (line.lstrip("#>- ") for block in text.blocks for line in block.split("\n"))
    return "<br>\n<br>\n".join(escape(line) for line in plain)


def wordpress(text: Text) -> str:
    graph = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "name": "Garam Courier", "url": "https://courier.example/"},
            {
                "@type": "NewsArticle",
                "headline": text.title,
                "datePublished": "2026-01-19T06:30:00+09:00",
                "dateModified": "2026-01-19T08:00:00+09:00",
                "author": {"@type": "Person", "name": text.author},
                "publisher": {"@type": "Organization", "name": "Garam Courier"},
            },
        ],
    }
    return f"""<!DOCTYPE html><html lang="en-US"><head><meta charset="UTF-8"><title>{escape(text.title)} - Garam Courier</title>
<link rel="canonical" href="https://courier.example/2026/01/19/{number(text)}/"><meta property="og:title" content="{escape(text.title)}">
<meta property="og:site_name" content="Garam Courier"><script type="application/ld+json">{json.dumps(graph)}</script></head>
<body class="single-post"><div id="page"><header>{_MENU_EN}</header><main><article class="post-17 type-post">
<header class="entry-header"><h1 class="entry-title">{escape(text.title)}</h1><div class="entry-meta"><span class="posted-on">
<time class="entry-date published" datetime="2026-01-19T06:30:00+09:00">January 19, 2026</time></span>
<span class="byline">by <a href="/author/x">{text.author}</a></span></div></header>
<div class="entry-content">{_ps(text)}<div class="sharedaddy"><h3>Share this:</h3><ul><li><a href="#">Email</a></li></ul></div></div>
<footer class="entry-footer"><a rel="tag" href="/t">{escape(", ".join(text.tags))}</a></footer></article>{_ASIDE_EN}</main>
<footer id="colophon">© 2026 Garam Courier. All rights reserved</footer></div></body></html>"""


def wordpress_ko(text: Text) -> str:
    return f"""<!DOCTYPE html><html lang="ko-KR"><head><meta charset="UTF-8"><title>{escape(text.title)} | 가람 이야기</title>
<meta property="og:title" content="{escape(text.title)}"/><meta property="og:site_name" content="가람 이야기"/>
<meta property="article:published_time" content="2026-01-18T21:30:00+00:00"/><meta property="og:url" content="https://story.example/p/{number(text)}"/>
<meta name="author" content="{text.author}"/></head><body>{_MENU_KO}<main id="main"><article><h1>{escape(text.title)}</h1>
<div class="entry-content">{_ps(text)}</div></article></main>{_ASIDE_KO}<footer>가람 이야기 · 무단 전재 금지</footer></body></html>"""


def newspaper(text: Text) -> str:
    """The content system of many Korean regional papers."""
    paragraphs = "".join(f"<p>{escape(b.lstrip('#> '))}</p>" for b in text.blocks)
    return f"""<!DOCTYPE html><html lang="ko"><head><meta charset="utf-8"><title>{escape(text.title)} &lt; 사회 &lt; 기사본문 - 한빛일보</title>
<meta property="og:title" content="{escape(text.title)}"><meta property="og:site_name" content="한빛일보">
<meta property="article:published_time" content="2026-01-19T06:30:00+09:00"><meta property="og:article:author" content="{text.author} 기자">
<link rel="canonical" href="https://www.hanbit.example/news/articleView.html?idxno={number(text)}"></head><body id="article-view">
<header id="user-header">{_MENU_KO}</header><section id="section-body"><header class="article-view-header">
<h1 class="heading">{escape(text.title)}</h1><div class="info-group"><ul class="infomation"><li>기자명 {text.author} 기자</li>
<li>입력 2026.01.19 06:30</li><li>수정 2026.01.19 07:10</li><li>댓글 0</li></ul></div></header>
<div class="article-body"><article id="article-view-content-div" itemprop="articleBody">
<figure class="photo-layout"><img src="/photo/1.jpg" alt="사진"><figcaption>사진은 자료. 한빛일보</figcaption></figure>
{paragraphs}</article><div class="writer"><strong>{text.author} 기자</strong> <a href="mailto:x@hanbit.example">x@hanbit.example</a></div>
</div>{_ASIDE_KO}</section><footer>저작권자 © 한빛일보 무단 전재 및 재배포 금지</footer></body></html>"""


def old_table(text: Text) -> str:
    """A paper that has not changed its page since 2003: tables, breaks, EUC-KR, nothing for machines."""
    return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=euc-kr"><title>{escape(text.title)} - 가람신문</title></head>
<body bgcolor=#ffffff><table width=900 border=0><tr><td colspan=2><a href=/>가람신문</a> | <a href=/soc>사회</a> | <a href=/cul>문화</a></td></tr>
<tr><td width=650 valign=top><table width=100%><tr><td><h1>{escape(text.title)}</h1></td></tr>
<tr><td>입력: 2026-01-19 06:30:00</td></tr><tr><td>{text.author} 기자</td></tr>
<tr><td class="body"><font size=3>{_brs(text)}</font></td></tr></table></td>
<td width=250 valign=top><b>많이 본 뉴스</b><br><a href=/1>장터 소식</a><br><a href=/2>버스 노선</a></td></tr>
<tr><td colspan=2>Copyright (c) 가람신문. 무단 전재 금지</td></tr></table></body></html>"""


def portal(text: Text) -> str:
    return f"""<!doctype html><html lang="ko"><head><meta charset="utf-8"><title>{escape(text.title)}</title>
<meta property="og:title" content="{escape(text.title)}"><meta property="og:article:author" content="한빛일보 | 모아보기">
<meta name="twitter:creator" content="한빛일보"><meta property="og:url" content="https://news.moa.example/article/001/{number(text)}">
<meta property="og:site_name" content="모아보기 뉴스"></head><body><div class="header">{_MENU_KO}</div>
<div class="media_end_head"><h2 id="title_area" class="media_end_head_headline"><span>{escape(text.title)}</span></h2>
<div class="media_end_head_info"><span class="label">입력</span><span class="date_time" data-date-time="2026-01-19 06:30:00">2026.01.19. 오전 6:30</span>
<em class="journalist_name">{text.author} 기자</em></div><button>구독하기</button></div>
<div id="newsct_article" class="newsct_article"><article id="dic_area" class="go_trans _article_content">{_brs(text)}</article></div>
<div class="u_likeit">공유하기</div>{_ASIDE_KO}</body></html>"""


def press_release(text: Text) -> str:
    """A provincial government's board."""
    return f"""<!DOCTYPE html><html lang="ko"><head><meta charset="UTF-8"><title>보도자료 상세 | 가람도청</title></head><body>
<div id="header"><a href="/">가람도청</a>{_MENU_KO}</div><div id="contents"><h2 class="tit">보도자료</h2><div class="board_view">
<h1 class="view_tit">{escape(text.title)}</h1><ul class="view_info"><li>담당부서: {text.author}</li><li>등록일: 2026-01-19</li><li>조회수: 381</li></ul>
<div class="view_file"><a href="/file/1.hwp">붙임 1. 점검 결과.hwp</a></div>
<div class="view_cont"><div>{_ps(text, "h3")}</div></div></div>
<div class="view_nav"><a href="/prev">이전 글</a><a href="/next">다음 글</a></div></div>
<div id="footer"><p>가람도청 (우 12345) 가람도 가람시 도청로 1</p><p>Copyright 가람도. All rights reserved</p></div></body></html>"""


def department(text: Text) -> str:
    """An English government site with a list of facts below the title."""
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(text.title)} - Garam Province</title>
<meta name="dcterms.issued" content="2026-01-19"><meta name="dc.publisher" content="Garam Province">
<link rel="alternate" hreflang="ko" href="https://province.example/ko/news/{number(text)}"><link rel="canonical" href="https://province.example/en/news/{number(text)}">
</head><body><header role="banner"><a href="/">Garam Province</a>{_MENU_EN}</header><main role="main"><p class="context">Press release</p>
<h1>{escape(text.title)}</h1><dl class="metadata"><dt>From:</dt><dd>Department of Roads</dd><dt>Published</dt><dd>19 January 2026</dd></dl>
<div class="govspeak">{_ps(text)}</div><div class="share"><h2>Share this page</h2><a href="#">Mail</a></div></main>
<footer><p>All rights reserved</p></footer></body></html>"""


def blog_editor(text: Text) -> str:
    """A Korean portal's blog: every line a paragraph in spans, a zero-width space in empty ones."""
    lines = [line.lstrip("#>- ") for block in text.blocks for line in block.split("\n")]
    parts = "".join(
        f'<div class="se-component se-text"><div class="se-component-content"><div class="se-section"><div class="se-module se-module-text">'
        f'<p class="se-text-paragraph"><span class="se-fs-">{escape(line)}</span></p><p class="se-text-paragraph"><span>\u200b</span></p>'
        f"</div></div></div></div>"
        for line in lines
    )
    return f"""<!DOCTYPE html><html lang="ko"><head><meta charset="utf-8"><title>{escape(text.title)} : 이웃 블로그</title>
<meta property="og:title" content="{escape(text.title)}"><meta property="og:site_name" content="이웃 블로그 | {text.author}의 부엌">
<meta property="og:url" content="https://blog.iut.example/baram/{number(text)}"></head><body><div id="whole-head">{_MENU_KO}</div>
<div class="se-viewer"><div class="se-documentTitle"><div class="se-title-text"><h3><span>{escape(text.title)}</span></h3></div>
<div class="blog2_container"><span class="nick">{text.author}</span><span class="se_publishDate">2026. 1. 19. 6:30</span><a>이웃추가</a></div></div>
<div class="se-main-container">{parts}</div></div><div class="post_footer_contents"><a>공유하기</a></div>{_ASIDE_KO}</body></html>"""


def blog_skin(text: Text) -> str:
    """A hosted blog with skins; its machine-readable part is good."""
    data = {
        "@context": "http://schema.org",
        "@type": "BlogPosting",
        "headline": text.title,
        "datePublished": "2026-01-19T06:30:00+09:00",
        "author": {"@type": "Person", "name": text.author},
        "publisher": {"@type": "Organization", "name": "하루 기록"},
        "mainEntityOfPage": {"@id": f"https://haru.example/{number(text)}", "name": None},
    }
    return f"""<!doctype html><html lang="ko"><head><meta charset="UTF-8"><title>{escape(text.title)} :: 하루 기록</title>
<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script><meta property="og:site_name" content="하루 기록">
</head><body id="tt-body-page"><div id="wrap"><header>{_MENU_KO}</header><div class="hgroup"><div class="category">살림</div>
<h1>{escape(text.title)}</h1><div class="post-meta"><span class="author">{text.author}</span><span class="date">2026. 1. 19. 06:30</span></div></div>
<div class="entry-content" id="article-view"><div class="tt_article_useless_p_margin contents_style">{_ps(text, "h3")}</div>
<div class="container_postbtn"><button>공유하기</button></div></div>{_ASIDE_KO}<footer>무단 전재 금지</footer></div></body></html>"""


def story_platform(text: Text) -> str:
    """A platform for stories: sections, hashed class names, the date in words."""
    return f"""<!doctype html><html lang="en"><head><title>{escape(text.title)} | by {text.author} | Storyline</title><meta charset="utf-8">
<meta property="og:title" content="{escape(text.title)}"><meta property="og:site_name" content="Storyline">
<meta name="author" content="{text.author}"><meta property="article:published_time" content="2026-01-18T21:30:00.000Z">
<link rel="canonical" href="https://storyline.example/@x/why-{number(text)}"></head><body><div id="root"><div class="a b c">{_MENU_EN}</div>
<article><div class="l"><section><div><div class="gn go"><h1 class="pw-post-title">{escape(text.title)}</h1>
<div class="speechify"><a href="/@x">{text.author}</a><span>5 min read</span><span>Jan 19, 2026</span></div>
{_ps(text)}</div></div></section></div></article><div class="m n"><p>Subscribe to our newsletter</p></div></div></body></html>"""


def hugo(text: Text) -> str:
    lang = text.lang.value
    return f"""<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>{escape(text.title)} – Seams</title><meta name="generator" content="Hugo 0.140">
<meta property="og:site_name" content="Seams"><meta property="article:published_time" content="2026-01-19T06:30:00+09:00">
<link rel="canonical" href="https://seams.example/{lang}/posts/{number(text)}/"><link rel="alternate" hreflang="{text.lang.other.value}"
href="https://seams.example/{text.lang.other.value}/posts/{number(text)}/"></head><body>{_MENU_EN}<main><article><header><h1>{escape(text.title)}</h1>
<p><time datetime="2026-01-19T06:30:00+09:00">2026-01-19</time></p></header><section class="body">{_ps(text)}</section></article></main>
<footer>© 2026 Seams. All rights reserved</footer></body></html>"""


def jekyll(text: Text) -> str:
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="generator" content="Jekyll v4.3"><title>{escape(text.title)} | Garam Notes</title>
<meta property="og:title" content="{escape(text.title)}"></head><body><header class="site-header"><a class="site-title" href="/">Garam Notes</a></header>
<main class="page-content"><article class="post h-entry" itemscope itemtype="http://schema.org/BlogPosting"><header class="post-header">
<h1 class="post-title p-name" itemprop="name headline">{escape(text.title)}</h1><p class="post-meta">
<time class="dt-published" datetime="2026-01-19T06:30:00+09:00" itemprop="datePublished">Jan 19, 2026</time> •
<span itemprop="author"><span class="p-author h-card" itemprop="name">{text.author}</span></span></p></header>
<div class="post-content e-content" itemprop="articleBody">{_ps(text)}</div></article></main><footer>Garam Notes</footer></body></html>"""


def broken(text: Text) -> str:
    """Written by hand: capital tags, nothing closed, tables that overlap, a stray end."""
    body = "".join(f"<P>{escape(block.lstrip('#> '))}" for block in text.blocks)
    return f"""<HTML><TITLE>{escape(text.title)}</TITLE><BODY BGCOLOR="white"><CENTER><H1>{escape(text.title)}</CENTER></H1></B>
<P><I>Garam Village News, January 19, 2026</I><BR>By {text.author}<HR>{body}<HR><A HREF=index.html>Home</A></TABLE></DIV>"""


def wire(text: Text) -> str:
    """A news agency with microdata."""
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(text.title)} | Northern Wire</title>
<meta property="og:site_name" content="Northern Wire"><meta name="keywords" content="rail, night trains"></head><body>
<header>{_MENU_EN}</header><div itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">{escape(text.title)}</h1>
<div class="byline">By <span itemprop="author">{text.author}</span></div><div class="when"><meta itemprop="datePublished" content="2026-01-19T06:30:00Z">
Published 6:30 AM UTC, January 19, 2026</div><div class="story" itemprop="articleBody">{_ps(text)}</div></div>{_ASIDE_EN}</body></html>"""


def amp(text: Text) -> str:
    data = {
        "@type": "NewsArticle", "headline": text.title, "datePublished": "2026-01-19T06:30+09:00",
        "author": [{"name": text.author}], "publisher": {"name": "한빛일보"},
    }  # fmt: skip
    return f"""<!doctype html><html ⚡ lang="ko"><head><meta charset="utf-8"><title>{escape(text.title)}</title>
<link rel="canonical" href="https://www.hanbit.example/news/{number(text)}"><script type="application/ld+json">{json.dumps(data)}</script>
<script async src="https://cdn.example/v0.js"></script></head><body><header>{_MENU_KO}</header><article><h1>{escape(text.title)}</h1>
<amp-img src="/1.jpg" width=800 height=600></amp-img>{_ps(text)}</article><amp-ad></amp-ad><footer>무단 전재 금지</footer></body></html>"""


def journal(text: Text) -> str:
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(text.title)}</title>
<meta name="citation_title" content="{escape(text.title)}"><meta name="citation_author" content="{text.author}">
<meta name="citation_journal_title" content="Garam Review of Records"><meta name="citation_publication_date" content="2026/01/19">
<meta name="citation_abstract_html_url" content="https://review.example/{number(text)}"></head><body>{_MENU_EN}<div class="content"><h1>{escape(text.title)}</h1>
<div class="authors">{text.author}</div><div class="fulltext">{_ps(text)}</div></div><div class="foot">All rights reserved</div></body></html>"""


def essays(text: Text) -> str:
    """A Korean platform for essays: items with classes instead of tags."""
    parts = []
    for block in text.blocks:
        for line in block.split("\n"):
            kind = "h3" if line.startswith("## ") else "p"
            parts.append(
                f'<{kind} class="wrap_item item_type_text">{escape(line.lstrip("#>- "))}</{kind}>'
            )
    return f"""<!DOCTYPE html><html lang="ko"><head><meta charset="utf-8"><title>{escape(text.title)}</title>
<meta property="og:title" content="{escape(text.title)}"><meta property="og:site_name" content="글마당"><meta name="by" content="{text.author}">
<meta property="og:article:author" content="{text.author}"><meta property="article:published_time" content="2026-01-19T06:30:00+09:00">
</head><body>{_MENU_KO}<div class="wrap_cover"><h1 class="cover_title">{escape(text.title)}</h1><span class="info_text">by <a>{text.author}</a></span>
<span class="f_l date">Jan 19. 2026</span></div><div class="wrap_view_article"><div class="wrap_body">{"".join(parts)}</div></div>
<div class="wrap_keyword">구독하기</div>{_ASIDE_KO}</body></html>"""


@dataclass(frozen=True, slots=True)
class Expected:
    """What must be read of all pages of a template; ``encoding`` is that of the page."""

    template: Callable[[Text], str]
    source: str
    published: str
    texts: tuple[Text, ...]
    encoding: str = "utf-8"
    address: str = ""
    authors: bool = True
    structure: bool = True
    """Whether headings, quotes and lists are marked as such in the page."""


_MORNING = "2026-01-19T06:30:00+09:00"
EXPECTED = (
    Expected(wordpress, "Garam Courier", _MORNING, (t.BRIDGE_EN, t.HANGUL_EN, t.RAIL_EN)),
    Expected(wordpress_ko, "가람 이야기", "2026-01-18T21:30:00+00:00", (t.HANGUL_KO, t.KIMCHI_KO, t.BRIDGE_KO)),
    Expected(newspaper, "한빛일보", _MORNING, (t.BRIDGE_KO, t.BUDGET_KO, t.NOTICE_KO), structure=False),
    Expected(
        old_table, "가람신문", "2026-01-19T06:30:00", (t.BRIDGE_KO, t.BUDGET_KO, t.HANGUL_KO),
        encoding="euc-kr", address="http://old.example/read.asp?no=1", structure=False,
    ),
    Expected(portal, "모아보기 뉴스", "2026-01-19T06:30", (t.BUDGET_KO, t.BRIDGE_KO), structure=False),
    Expected(press_release, "가람도청", "2026-01-19", (t.NOTICE_KO, t.BUDGET_KO), authors=False),
    Expected(department, "Garam Province", "2026-01-19", (t.BRIDGE_EN, t.RAIL_EN), authors=False),
    Expected(blog_editor, "이웃 블로그 | 바람의 부엌", "2026-01-19T06:30", (t.KIMCHI_KO,), authors=False, structure=False),
    Expected(blog_skin, "하루 기록", _MORNING, (t.KIMCHI_KO, t.HANGUL_KO, t.BRIDGE_KO)),
    Expected(story_platform, "Storyline", "2026-01-18T21:30:00Z", (t.LIBRARY_EN, t.HANGUL_EN)),
    Expected(hugo, "Seams", _MORNING, (t.LIBRARY_EN, t.HANGUL_KO, t.KIMCHI_KO), authors=False),
    Expected(jekyll, "Garam Notes", _MORNING, (t.LIBRARY_EN, t.BRIDGE_EN)),
    Expected(broken, "village.example", "2026-01-19", (t.RAIL_EN, t.BRIDGE_EN), address="http://village.example/n.htm", structure=False),
    Expected(wire, "Northern Wire", "2026-01-19T06:30:00Z", (t.RAIL_EN, t.BRIDGE_EN, t.HANGUL_EN)),
    Expected(amp, "한빛일보", "2026-01-19T06:30+09:00", (t.BRIDGE_KO, t.NOTICE_KO)),
    Expected(journal, "Garam Review of Records", "2026-01-19", (t.HANGUL_EN, t.LIBRARY_EN)),
    Expected(essays, "글마당", _MORNING, (t.KIMCHI_KO, t.HANGUL_KO), structure=False),
    # pages whose bytes are not what they say
    Expected(newspaper, "한빛일보", _MORNING, (t.BRIDGE_KO,), encoding="cp949", structure=False),
    Expected(wordpress_ko, "가람 이야기", "2026-01-18T21:30:00+00:00", (t.HANGUL_KO,), encoding="cp949"),
)  # fmt: skip


def page_bytes(expected: Expected, text: Text) -> bytes:
    """A page as it lies in a file."""
    return expected.template(text).encode(expected.encoding, "xmlcharrefreplace")


def languages() -> set[Language]:
    return {text.lang for one in EXPECTED for text in one.texts}
