"""The lines between a title and its text: where from, when, by whom, in Korean and English; and names of people."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from seogo.importers.extraction.dates import either_way, find_date, to_date
from seogo.importers.extraction.urls import web_address
from seogo.transliteration.person_names import person_keys_hangul

_LONGEST: Final = 120
_SOURCE: Final = re.compile(r"(?:source|출처|언론사|매체|site)\s?[:：]\s?(.+)", re.IGNORECASE)
_ADDRESS: Final = re.compile(
    r"(?:(?:url|link|주소|링크|원문)\s?[:：]?\s?)?<?(https?://\S+?)>?", re.IGNORECASE
)
_PUBLISHED: Final = re.compile(
    r"(?:published|posted|date|(?:기사|최초)?\s?(?:등록|입력|작성|게시|송고|발행|배포)(?:일[시자]?|시[간각]|날짜)?(?![가-힣])|승인|날짜)\s?(?:on\b|at\b)?\s?[:：]?\s?(.+)",
    re.IGNORECASE,
)
_UPDATED: Final = re.compile(
    r"(?:(?:last )?updated|(?:last )?modified|(?:최종)?\s?수정(?:일시?)?|업데이트|기사수정)\s?(?:on\b|at\b)?\s?[:：]?\s?(.+)",
    re.IGNORECASE,
)
_AUTHOR: Final = re.compile(
    r"(?:by\s|authors?\s?[:：]|written by\s|(?:글쓴이|작성자)\s?[:：\s]|(?:기자|담당자)\s?[:：]|글\s?[:：=])\s?(.+)",
    re.IGNORECASE,
)
_WRITES: Final = (
    r"글쓴이|글(?:\s?[·,/&]\s?|과\s|\s)?사진|글|취재|지은이|(?i:words|text|story|written|reporting)"
)
_DOES_ELSE: Final = (
    r"사진|그림|삽화|일러스트|영상|편집|디자인|번역|감수"
    r"|(?i:photo(?:s|graph[sy]?)?|illustrations?|video|edited|editing)"
)
_DONE_BY: Final = r"(?:\s?[:：=/]\s?|\s(?:by\s)?)"
_NAME: Final = (
    rf"(?!(?:{_WRITES}|{_DOES_ELSE}){_DONE_BY})(?:[가-힣]{{2,4}}(?:\s(?:기자|작가|교수|시인|소설가))?"
    r"|[A-Z][\w’'.-]{1,20}(?:\s[A-Z][\w’'.-]{0,20}){1,3}?)"
)
_CREDIT: Final = re.compile(
    rf"(?:(?P<writes>{_WRITES})|{_DOES_ELSE}){_DONE_BY}(?P<names>{_NAME}(?:\s?[·,&]\s?{_NAME}){{0,4}})"
    rf"(?:\s?[/|·,;]\s?|\s(?={_WRITES}|{_DOES_ELSE})|\Z)"
)
"""Who did which part of a text: 글 나은별 / 사진 홍길동."""

_REPORTER: Final = re.compile(
    r"[\[(]?(?:(?:글|[가-힣A-Za-z]{2,12})\s?[=|/]\s?|글(?:[·/]사진)?\s)?([가-힣]{2,4}(?:[·,]\s?[가-힣]{2,4}){0,4})\s?"
    r"(?:[가-힣]{1,6}부\s)?(?:선임|수습|인턴|전문|객원|시민|명예)?\s?(?:기자|특파원)\b[\])]?\s?(?:=\s?)?(?:외\s\d{1,3}명)?"
    r"(?:[(<]?[\w.+-]{1,64}@[\w.-]{1,64}[)>]?)?"
)
_SIGNED: Final = (":", "：", "=", "/", "·", " by ")
_TAGS: Final = re.compile(r"(?:tags?|keywords?|태그|키워드)\s?[:：]\s?(.+)", re.IGNORECASE)
_SIGNS: Final = re.compile(r"\s(?:[|·]|ㅣ)\s|\s{3,}|\t")
_DAY_BEHIND: Final = re.compile(
    r"\s(?:19|20)\d\d[-./년]\s?\d{1,2}[-./월]\s?\d{1,2}[.일]?(?:\s\d{1,2}:\d\d)?\Z"
)
_SECOND: Final = re.compile(
    r"\s(?=(?:최종)?\s?수정|업데이트|Updated|(?:기사)?입력|등록|승인|송고|(?:담당자|작성자|작성일\w?)\s?[:：]|작성일\w?\s\d|조회|댓글|추천)|(?<=[\d.])\s(?=by\s)"
)
_COUNT: Final = re.compile(
    r"(?:조회|댓글|추천|공감|스크랩|좋아요|hits?|views?|comments?|likes?)\s?수?\s?[:：]?\s?[\d,]{1,12}\s?[회건개]?",
    re.IGNORECASE,
)
"""What a line counts beside what it says."""

_SENTENCE: Final = re.compile(r"[.!?。…:;,](?:[”\"'’)\]]|)\Z|(?:다|요|죠|까|니다)[.!?]?\Z")
_SUFFIX: Final = re.compile(r"(?:Jr|Sr|I{2,3}|IV)\.?")
_HANGUL: Final = re.compile("[가-힣]{2,5}")
"""A Korean name with its family name; of two that stand apart (홍, 길동) the first is shorter."""

_TURNED: Final = re.compile(r"[A-Z][A-Za-zÀ-ɏ’'-]+,\s[A-Z][A-Za-zÀ-ɏ’'-]*\.?(?:\s[A-Z]\.)?")
"""A family name and what stands behind it in lists of literature."""

_ANDS: Final = re.compile(r"\s?,\s?|\s?·\s?|\sand\s|\s?&\s?")


class HeadLines:
    """Facts that the lines above a body give, each once; ``unread`` is a date that is not understood."""

    def __init__(self) -> None:
        self.source = self.url = self.published = self.updated = self.unread = ""
        self.authors: tuple[str, ...] = ()
        self.tags: tuple[str, ...] = ()
        self._refused: set[str] = set()

    def take(self, line: str) -> bool:
        """Take a line, or its parts between bars, if every one of them is metadata."""
        if not line or len(line) > _LONGEST or line in self._refused:
            return False
        parts = [part.strip() for part in _SIGNS.split(line) if part.strip()]
        ways = [parts]
        # One line has both dates in many newspapers: 입력 … 수정 …
        if len(parts) == 1 and _SECOND.search(line):
            ways.insert(0, [part.strip() for part in _SECOND.split(line) if part.strip()])
        before = self._state()
        for way in ways:
            if all(_COUNT.fullmatch(part) or self._one(part) for part in way):
                self._refused.clear()
                return True
            self._restore(before)
        self._refused.add(line)  # until another one is taken: what is known decides with it
        return False

    def _state(self) -> tuple[object, ...]:
        return self.source, self.url, self.published, self.updated, self.authors, self.tags

    def _restore(self, state: tuple[object, ...]) -> None:
        self.source, self.url, self.published, self.updated, self.authors, self.tags = state  # type: ignore[assignment]

    def _one(self, line: str) -> bool:
        if not self.source and (match := _SOURCE.fullmatch(line)):
            if address := web_address(match[1].strip("<>")):
                self.url = self.url or address
            else:
                self.source = match[1]
            return True
        if not self.url and (match := _ADDRESS.fullmatch(line)):
            self.url = web_address(match[1])
            return bool(self.url)
        if not self.updated and (match := _UPDATED.fullmatch(line)):
            self.updated = find_date(match[1])
            return bool(self.updated)
        if not self.published and (match := _PUBLISHED.fullmatch(line)):
            self.published = find_date(match[1])
            self.unread = "" if self.published else self.unread or either_way(match[1])
            return bool(self.published)
        names = _credited(line, beside=bool(self.authors))
        if names is not None and not (names and self.authors):
            self.authors = self.authors or names
            return True
        if not self.tags and (match := _TAGS.fullmatch(line)):
            self.tags = tuple(tag.strip(" #") for tag in match[1].split(",") if tag.strip(" #"))
            return True
        if not self.authors and (match := _REPORTER.fullmatch(line)):
            self.authors = tuple(name for name in _ANDS.split(match[1]) if name)
            return True
        if (
            not self.authors
            and (match := _AUTHOR.fullmatch(line))
            and not is_closed(_DAY_BEHIND.sub("", line))
        ):
            self.authors = tuple(name.strip() for name in _ANDS.split(match[1]) if name.strip())
            return True
        if (
            not self.published
            and len(line) <= 40
            and line[:1].isdigit()
            and (date := to_date(line))
        ):
            self.published = date
            return True
        return False


def _credited(line: str, *, beside: bool = False) -> tuple[str, ...] | None:
    """Who wrote a text, in a line that says only who did which part of it; ``None`` where it says something else.

    Without a sign between part and name it must name two people, or a reporter ``beside`` such a line.
    """
    authors: list[str] = []
    names: list[str] = []
    at = 0
    while at < len(line) and (part := _CREDIT.match(line, at)):
        at = part.end()
        of_part = _ANDS.split(part["names"])
        names += of_part
        authors += of_part if part["writes"] else ()
    if not names or at < len(line):
        return None
    if line.startswith("글과 사진") or any(sign in line for sign in _SIGNED):
        return tuple(authors)
    certain = all(_ROLE.search(one) or (len(one) > 2 and person_keys_hangul(one)) for one in names)
    return tuple(authors) if certain and (len(names) > 1 or (beside and " " in names[0])) else None


def is_closed(line: str) -> bool:
    """Whether a line ends as a sentence does, and so is not a heading."""
    return bool(_SENTENCE.search(line))


_MOST: Final = 20
_LONGEST_NAME: Final = 60
_EMAIL: Final = re.compile(r"[(<]?(?<![\w.+-])[\w.+-]++@[\w.-]+[)>]?")
_BY: Final = re.compile(
    r"\A(?:(?:(?:(?:post )?author|written|posted|reported|story|words|text|published)\s)?by[\s:]\s?|authors?\s?[:：]\s?"
    r"|(?:글쓴이|글·사진|글|작성자|취재|지은이|저자)\s?[:：=·]?\s(?=[가-힣A-Za-z])|(?:글쓴이|글|작성자|취재)\s?[:：=·]\s?|and\s)",
    re.IGNORECASE,
)
_ROLE: Final = re.compile(
    r"\s?(?:(?:[가-힣]{1,6}부\s)?(?:(?:선임|수습|인턴|전문|객원|시민|명예|편집)\s?)?(?:기자|위원)|논설위원|특파원|기고|에디터|PD"
    r"|\s(?:staff|senior|freelance|contributing)?\s?(?:writer|reporter|correspondent|editor|contributor|columnist))\s?\Z",
    re.IGNORECASE,
)
_OTHERS: Final = re.compile(r"\s?(?:외\s?\d{1,3}\s?[명인]|et al\.?|and \d{1,3} others)\s?\Z")
_BEHIND: Final = re.compile(
    r"\s(?:Follow(?:ing)?\s@|@\w|(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)(?:[a-z]{2,6})?\.?\s\d"
    r"|(?:19|20)\d\d[-./년]|\d{1,2}[:/.]\d|on\s(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|updated\b|published\b).*",
    re.IGNORECASE,
)
_PLACE: Final = re.compile(r"\A[\[(][^()\[\]]{0,40}[)\]]\s?(?=\S)")
_DESK: Final = re.compile(r"\A[가-힣]{1,12}(?:[과부팀실국]|센터|담당관)\s(?=[가-힣]{2,4}\Z)")
_ASIDE: Final = re.compile(r"\s?[(\[][^()\[\]]{0,100}[)\]]?\s?\Z")
_NO_PERSON: Final = re.compile(
    r"[(\[]?(?:image|photos?|photograph[sy]?|pictures?|video|illustrations?|graphic|credit|사진|그래픽|영상|일러스트|자료|편집)\b"
    r"|(?:M\.?A|M\.?D|B\.?A|Ph\.?\s?D|M\.?B\.?A|M\.?Sc|B\.?Sc|M\.?S|B\.?S|R\.?N|R\.?D|J\.?D|D\.?D\.?S|CFA|CPA|Esq|LCSW|MPH|DO|Jr|Sr)\.?\Z"
    r"|(?:staff|senior|freelance|contributing)?\s?(?:writer|reporter|correspondent|editor|contributor|columnist)\Z"
    r"|(?:post )?author\Z"
    r"|관리자|운영자|웹마스터|(?:web)?admin(?:istrator)?\Z|webmaster\Z",
    re.IGNORECASE,
)
_SITES: Final = re.compile(r"\s\|\s")
_PARTS: Final = re.compile(r"\s?[,;]\s?(?:and\s)?|\sand\s|\s&\s|\s?[·ㆍ]\s?")
_NUMBER: Final = re.compile(r"(?:\A|\s)\d")
_SIGNS_AROUND: Final = " =|/[]()<>-–—:,"


def no_address(text: str) -> str:
    """A text, unless it is an address or the name of an account."""
    return "" if text.startswith(("http://", "https://", "www.", "@")) else text


def people(names: Iterable[object], source: str = "") -> tuple[str, ...]:
    """Names of people without what stands around them: "By", "기자", a mail address, a day, the paper ``source``."""
    found: list[str] = []
    for text in islice(names, _MOST):
        # in single spaces, so that patterns need not look behind many
        line = no_address(" ".join(str(text).split()))[: 4 * _LONGEST]
        if _SITES.search(line) and not _ROLE.search(line):
            continue  # the names of sites, put together
        for part in _PARTS.split(_BY.sub("", _SITES.sub(", ", line))):
            name = person(part, source)
            if name and not _NO_PERSON.match(name):
                found.append(name)
    return tuple(dict.fromkeys(found))


def names_of_line(names: tuple[str, ...]) -> tuple[str, ...]:
    """The names of people among the parts of a line; none where it begins with a number ("By 2030, …")."""
    if not names or names[0][:1].isdigit():
        return ()
    return tuple(one for one in people(names) if not _NUMBER.search(one))


def person(part: str, source: str = "") -> str:
    """A name without what stands around it, as `people` has it; empty where it is none."""
    if _NO_PERSON.match(part):
        return ""
    name = _BY.sub("", _EMAIL.sub("", _BEHIND.sub("", part))).strip()
    name = _PLACE.sub("", name)
    if "=" in name:
        name = name.rpartition("=")[2] or name
    name = _ASIDE.sub("", name) or name
    name = _OTHERS.sub("", name)
    name = _DESK.sub("", _ROLE.sub("", name) or name)
    if source and len(name) > len(source) and name.endswith(source):
        name = name.removesuffix(source)
    name = name.strip(_SIGNS_AROUND)
    return name if len(name) <= _LONGEST_NAME and any(map(str.isalpha, name)) else ""


_PAPER: Final = re.compile(
    r"(?=.*[가-힣])[가-힣A-Za-z0-9&·. ]{1,16}"
    r"(?:일보|신문|뉴스|방송|통신|타임[스즈]|데일리|투데이|저널|미디어|닷컴|헤럴드|편집국|온라인팀)"
    r"|[가-힣]{2,6}경제|.{1,20}\s(?:News|Times|Herald|Tribune|Gazette|Newspaper|Magazine|Press)",
)
_PORTAL: Final = re.compile(
    r"(?:다음|Daum|네이버|NAVER|네이트|Nate|카카오|Kakao|MSN|줌|ZUM)"
    r"(?:\s?(?:뉴스|연예|스포츠|금융|News|(?P<blogs>블로그|포스트|Blog)))?"
    r"(?:\s?[|:·-]\s(?P<paper>.{1,60}))?",
    re.IGNORECASE,
)


def is_paper(name: str) -> bool:
    """Whether a name is one of a newspaper or an agency rather than of a person."""
    return bool(_PAPER.fullmatch(name)) and not (len(name) <= 3 and person_keys_hangul(name))


def portal_of(site: str) -> tuple[bool, str]:
    """Whether the name of a site is that of a portal, which shows articles of papers, and the name that stands behind it."""
    if not (found := _PORTAL.fullmatch(site)):
        return False, ""
    return not found["blogs"], (found["paper"] or "").strip()


def names_in_line(line: str) -> Iterator[str]:
    """The names of a line: ``Reed, Dana`` is one, apart by semicolons or by commas they are several."""
    for part in (one.strip() for one in line.split(";")):
        names = [one.strip() for one in part.split(",") if one.strip()]
        suffix = names[2:] if len(names) == 3 and _SUFFIX.fullmatch(names[2]) else []
        whole = len(names) > 1 and all(" " in one or _HANGUL.fullmatch(one) for one in names)
        if suffix:
            yield f"{joined_name(names[0], names[1])} {suffix[0]}"
        elif whole or len(names) > 2:
            yield from names
        else:
            yield _turned(part)


def _turned(name: str) -> str:
    family, comma, given = name.partition(",")
    return joined_name(family.strip(), given.strip()) if comma else name


def joined_name(family: str, given: str) -> str:
    """A name as its language writes it: 홍길동, Jane Doe."""
    if re.search("[가-힣]", family):
        return f"{family}{given}"
    return f"{given} {family}".strip()


def has_turned_names(line: str) -> bool:
    """Whether the names of a line have their family names before a comma (``Reed, Dana; Park, Sky``)."""
    parts = [part for one in line.split(";") if (part := one.strip())]
    return bool(parts) and all(_TURNED.fullmatch(part) for part in parts)
