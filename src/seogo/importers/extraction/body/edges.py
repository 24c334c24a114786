"""The lines at both ends of a body that are not its text: its title, dates and authors, copyright, what shares and counts."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from seogo.importers.extraction.byline import HeadLines, people
from seogo.importers.extraction.metadata import PageMetadata
from seogo.importers.extraction.shown.title import LABEL

_HEAD: Final = 8
_TAIL: Final = 10
_LONGEST: Final = 160
_TITLE: Final = 80
_MARKUP: Final = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)|[*#>`\\]|^- ")
_COPYRIGHT: Final = re.compile(
    r"[<\[(【]?\s?(?:저작권자|copyrights?\b|ⓒ|©|\(c\)|Ⓒ).{0,100}"
    r"|.{0,60}(?:무단\s?(?:전재|복제|배포|사용)|재배포).{0,20}(?:금지|금합니다).{0,30}"
    r"|.{0,80}all rights reserved.{0,20}",
    re.IGNORECASE,
)
_MAIL: Final = re.compile(r"[<(\[]?\s?[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,5}\s?[>)\]]?")
_LINK: Final = re.compile(r"\[([^\[\]]*)\]\([^()\s]*\)")
_PATH: Final = re.compile(r"[^>›»\n]{1,20}(?:\s?\\?[>›»]\s?[^>›»\n]{1,20}){1,4}")
_AGENCY: Final = re.compile(
    r"[(\[][가-힣·]{2,12}\s?=\s?[^()\[\]=]{2,20}[)\]]\s?((?:[가-힣]{2,4}[·,\s]{1,2}){1,5})(?:[가-힣]{2,4}\s)?(?:기자|특파원|통신원)\s?="
)
_NAMES: Final = re.compile("[가-힣]{2,4}")
_SIGN: Final = re.compile(
    "|".join(
        (
            r"(?:기사\s?|본문\s?|현재\s?)?(?:URL|주소|링크)(?:이|가|를|을)?\s?복사(?:되었습니다|하기|됨)?",
            r"(?:이\s)?(?:기사|글|게시물|포스트|콘텐츠)?\s?(?:를|을)?\s?"
            r"(?:공유|스크랩|인쇄|프린트|추천|신고)(?:하기)?(?:\s?\d{1,6})?",
            r"(?:글자|글씨|본문|폰트)\s?(?:글씨|폰트)?\s?(?:크기|키우기|줄이기|작게|크게)(?:\s?(?:조절|조정|설정|변경|보기))?",
            r"(?:댓글|좋아요|공감|구독|이웃추가|구독하기|팔로우|조회수?|답글)\s?:?\s?\(?\d{0,9}\)?(?:개|회)?",
            r"(?:페이스북|트위터|카카오톡|카카오스토리|네이버\s?(?:블로그|밴드|포스트)|밴드|라인|텔레그램|이메일|메일|블로그)"
            r"(?:(?:으로|로|에)?\s?(?:공유|보내기)(?:하기)?)?",
            r"(?:관련|많이 본|이 시각|주요|인기|추천|최신|다른)\s?(?:기사|뉴스|글|포스트)(?:\s?더\s?보기)?",
            r"기사\s?제보(?:하기)?|제보하기|광고|목록(?:으로)?|(?:이전|다음)\s?(?:글|기사)|가나다라마바사",
            r"맨\s?위로|더\s?보기|닫기|접기|펼치기|본문\s?바로가기|본문\s?기타\s?기능|공감한 사람 보러가기|댓글을 달아주세요",
            r"[▶☞※◆■▷►].{0,90}(?:바로가기|구독|제보|채널|클릭|카카오톡|네이버).{0,30}",
            r".{0,30}(?:채널\s?추가|구독하세요|제보를 기다립니다|제보해\s?주세요)",
            r"(?:share|tweet|pin|print|e-?mail|facebook|twitter|pinterest|linkedin|whatsapp|reddit|follow)"
            r"(?:\s(?:this|on|via|with|by|us)(?:\s[\w ]{1,30})?)?\s?:?",
            r"(?:copy link|link copied!?|advertisement|sponsored|leave a (?:reply|comment)|most (?:read|popular)"
            r"|(?:\d{1,5} )?comments?(?: \(?\d{1,5}\)?)?|related(?: (?:articles|stories|posts|content))?"
            r"|read (?:more|next)|sign up|subscribe(?: now)?|loading|back to top|skip to (?:main )?content)\s?[:.…]{0,3}",
            r"(?:click here to )?(?:sign up|subscribe|follow|join|like)\b.{0,100}"
            r"\b(?:newsletters?|facebook|twitter|instagram|telegram|youtube|whatsapp|inbox)\b.{0,60}",
        )
    ),
    re.IGNORECASE,
)
_TARGET: Final = r"\]\([^()\s]*\)"
_OTHERS: Final = (
    r"(?:(?:related|recommended)(?: (?:articles?|story|stories|posts?|reading|coverage|content|news|videos?))?"
    r"|(?:also read|read also|read next|you (?:may|might) (?:also )?like|more (?:stories|news|articles))"
    r"|(?:이 )?(?:관련|연관|추천) ?(?:기사|글|뉴스|포스트|포스팅|콘텐츠|영상)(?: ?더 ?보기)?"
    r"|(?:함께|같이) (?:읽|보)(?:으면|면|을|기) ?(?:좋은 |만한 )?(?:글|기사)?)"
)
"""What stands before the titles of other articles."""

_OTHER: Final = re.compile(
    rf"[\W_]{{0,6}}(?:{_OTHERS}|(?:read|see|watch) more)[\W_]{{1,6}}\[[^\n]{{1,300}}{_TARGET}[\W_]{{0,4}}"
    rf"|[\W_]{{0,4}}\[[\W_]{{0,3}}(?:{_OTHERS}|(?:read|see|watch) more) ?[:：|\]][^\n]{{1,300}}{_TARGET}[\W_]{{0,4}}",
    re.IGNORECASE,
)
_OTHERS_BELOW: Final = re.compile(rf"[\W_]{{0,6}}{_OTHERS}[\W_]{{0,6}}", re.IGNORECASE)
_LINKED: Final = re.compile(rf"[\W\d_]{{0,12}}\[[^\n]{{1,300}}{_TARGET}[\W_]{{0,4}}")


def without_edges(body: str, title: str, metadata: PageMetadata) -> str:
    """A body without the title, without lines that repeat its metadata, which they complete, and without what is no text."""
    blocks = _without_others(body.split("\n\n"))
    plain = _letters(title)
    at = 0
    for _ in range(_HEAD):
        if at >= len(blocks):
            break
        first = blocks[at].lstrip("#").strip()
        if _letters(first) == plain or _is_head(first, plain):
            blocks[: at + 1] = [block for block in blocks[:at] if block.startswith("#")]
            at = 0
        elif blocks[at].startswith("#") or _is_path(first):
            at += 1  # a second title stays; the way to a page is left out if its title comes next
        elif _is_sign(first) or _take(first, metadata):
            del blocks[at]
        else:
            break
    if not metadata.authors:
        metadata.authors = _of_agency(blocks[:_HEAD])
    for _ in range(_TAIL):
        if len(blocks) < 2:
            break
        last = _shown(blocks[-1])
        if len(last) <= _LONGEST and _COPYRIGHT.fullmatch(last):
            metadata.rights = metadata.rights or last.strip("<>[]() ")
        elif not _is_sign(blocks[-1]) and not _is_reporter(last, metadata):
            break
        del blocks[-1]
    if not metadata.authors:
        for block in blocks[-3:]:
            head = HeadLines()
            if len(block) <= _TITLE and head.take(block.replace("\\", "")):
                metadata.authors = head.authors
    return "\n\n".join(blocks)


def _without_others(blocks: list[str]) -> list[str]:
    """Blocks without those that only lead to other articles and say so, and without links below a line that says so."""
    kept: list[str] = []
    below = False
    for block in blocks:
        below = below and _is_links(block, _LINKED)
        if below:
            continue
        below = len(block) <= _TITLE and bool(_OTHERS_BELOW.fullmatch(block))
        if below or not _is_links(block, _OTHER):
            kept.append(block)
    return kept


def _is_links(block: str, form: re.Pattern[str]) -> bool:
    """Whether all lines of a block are links of a form, none of them to an image."""
    lines = [line for line in block.split("\n") if line and not line.isspace()]
    return "![" not in block and bool(lines) and all(form.fullmatch(line) for line in lines)


def _letters(text: str) -> str:
    # letter by letter: on a line of 16 MB of signs one call of a pattern stops all threads
    return "".join([one for one in text if one.isalnum()])


def _is_head(block: str, title: str) -> bool:
    """Whether a block is the table above the text of a board, which has the title behind a label."""
    cells = map(_letters, block.split("|") if block.startswith("|") else ())
    return any(LABEL.fullmatch(one) and other == title for one, other in pairwise(cells))


def _is_path(block: str) -> bool:
    """Whether a block is the way to a page from the first one of its site."""
    return len(block) <= _TITLE and bool(_PATH.fullmatch(_LINK.sub(r"\1", block)))


def _of_agency(blocks: list[str]) -> tuple[str, ...]:
    """The reporters that the first line of an agency's text names; that of a caption has the photographer."""
    for before, block in pairwise(("", *blocks)):
        if "![" not in before and (found := _AGENCY.match(_shown(block[:_LONGEST]))):
            return people(_NAMES.findall(found[1]))
    return ()


def _shown(block: str) -> str:
    return " ".join(_MARKUP.sub(lambda mark: mark[1] or "", block).split())


def _is_sign(block: str) -> bool:
    """Whether a block is only the signs of a page's furniture, one a line."""
    if len(block) > 4 * _LONGEST or "![" in block or block.startswith(("|", "```")):
        return False
    lines = [shown for line in block.split("\n") if (shown := _shown(line))]
    return bool(lines) and all(
        len(line) <= _LONGEST and _SIGN.fullmatch(line.rstrip(".! ")) for line in lines
    )


def _is_reporter(line: str, metadata: PageMetadata) -> bool:
    """Whether a line says only who wrote the text, by a mail address as papers end with."""
    head = HeadLines()
    if _MAIL.fullmatch(line):
        return True
    if len(line) > _TITLE or not head.take(line) or not head.authors:
        return False
    if "@" not in line and not set(people(head.authors)) <= set(metadata.authors):
        return False
    metadata.authors = metadata.authors or head.authors
    return True


def _take(block: str, metadata: PageMetadata) -> bool:
    """Take a block all of whose lines are metadata."""
    head = HeadLines()
    lines = [_shown(line) for line in block.split("\n")]
    if len(block) > 2 * _TITLE or not all(len(one) <= _TITLE and head.take(one) for one in lines):
        return False
    metadata.published = metadata.published or head.published
    metadata.updated = metadata.updated or head.updated
    metadata.authors = metadata.authors or head.authors
    return True
