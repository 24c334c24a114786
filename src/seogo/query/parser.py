"""The query language, and the parser that reads it.

Any text is a query. What cannot be syntax is text, and what may have been meant otherwise is noted. Each example is
followed by ``→`` and how it is read (seogo.query.canonical), and after ``~`` by the reasons of what was noted. Tests hold
every line to it.

Words
    A space between words asks for all of them; ``AND`` says the same. Hyphens, full stops, ``+``,
    ``#``, ``&``, apostrophes and colons inside a word belong to it::

        국가 AI 프로젝트  →  국가 AI 프로젝트
        반도체 AND 수출  →  반도체 수출
        GPT-4 C++ node.js R&D 1,234 K-팝  →  GPT-4 C++ node.js R&D 1,234 K-팝
        12:30 https://example.com/a?b=c  →  12:30 https://example.com/a?b=c

Phrases
    Quotation marks ask for these words in this order. Any of the marks " “ ” „ ＂ opens a phrase
    and any closes it. Hangul directly behind the closing mark is kept as its tail, usually a
    particle. Several marks in a row open what as many close. A mark without a partner is no syntax
    (``unclosed-quote``), nor is one behind a word and before a space, nor marks with nothing
    between (``empty-quotes``)::

        "국가 AI 프로젝트"  →  "국가 AI 프로젝트"
        “foundation model”  →  "foundation model"
        "국가 AI"는  →  "국가 AI"는
        ""인용문""이라고 말했다  →  "인용문"이라고 말했다
        echo "hi  →  echo hi  ~ unclosed-quote
        5" disk "floppy drive"  →  5 disk "floppy drive"  ~ unclosed-quote
        print("hello", end="")  →  print "hello" , end=  ~ empty-quotes

Beginnings
    A star at the end of a word asks for every word that begins so. It means nothing elsewhere, and
    two of them mean nothing::

        하이퍼*  →  하이퍼*
        hyper* title:엑사*  →  hyper* title:엑사*
        반도체 * 수출  →  반도체 수출  ~ lone-star
        *클로바  →  클로바  ~ lone-star
        **굵게**  →  굵게  ~ lone-star lone-star

Either
    ``OR`` in capitals, or ``|`` standing alone, joins its two neighbours before the spaces do, so
    that ``a b OR c`` is a and one of b, c. A small ``or`` is a word, and so is one without anything
    on either side (``or-without-left``, ``or-without-right``) and a quoted "OR"::

        KT OR 모티프  →  KT OR 모티프
        KT | 모티프  →  KT OR 모티프
        모델 KT OR 네이버 OR 모티프  →  모델 (KT OR 네이버 OR 모티프)
        OR KT  →  OR KT  ~ or-without-left
        How to use OR  →  How to use OR  ~ or-without-right
        a | b |  →  a OR b  ~ or-without-right
        KT OR OR 모티프  →  KT OR 모티프  ~ or-doubled
        AND  →  AND

Not
    A minus directly in front of a word, phrase, field or parenthesis leaves out what has it;
    ``NOT`` in capitals says the same. The signs - － − are alike. It does so only where something
    to find stands beside it (``only-excluded``), except before a field that only restricts.

    Two hyphens are part of a word, and so is one before a number or a single letter, and before one
    or two Latin letters behind a Latin word, where options stand (``not-excluded``), and before any
    Latin word of what reads as a command line. So is NOT behind an auxiliary verb or before a stop
    word. A minus with nothing to leave out is ignored, and a hyphen inside a word is no minus::

        반도체 -메모리  →  반도체 -메모리
        반도체 NOT 메모리  →  반도체 -메모리
        AI -"foundation model" -title:KT  →  AI -"foundation model" -title:KT
        AI -(KT OR 네이버)  →  AI -(KT OR 네이버)
        서울 - 부산  →  서울 부산  ~ lone-minus
        -메모리  →  메모리  ~ only-excluded
        KT OR -모티프  →  KT OR 모티프  ~ only-excluded
        -lang:en  →  -lang:en
        git push --force  →  git push --force
        name IS NOT NULL  →  name IS "NOT" NULL  ~ not-excluded
        AI NOT in school  →  AI "NOT" in school  ~ not-excluded
        -3도  →  -3도
        기온 -3도  →  기온 -3도  ~ not-excluded
        tar -x  →  tar -x  ~ not-excluded
        docker run -it  →  docker run -it  ~ not-excluded
        rsync -avz --delete  →  rsync "-avz" --delete  ~ not-excluded
        find . -name a.log  →  find . "-name" a.log  ~ not-excluded

Groups
    Parentheses hold together what belongs together, full-width ones too. Those without a partner or
    without anything between are no syntax::

        (한글 창제) OR 훈민정음  →  (한글 창제) OR 훈민정음
        국가(AI) 프로젝트  →  국가 AI 프로젝트
        call greet() first  →  call greet first  ~ empty-parentheses
        (한글  →  한글  ~ unclosed-parenthesis
        한글)  →  한글  ~ unopened-parenthesis

Fields
    A field name in small or capital letters, or its Korean name (제목, 출처, 태그, 글쓴이, 날짜, 언어,
    번역, 숫자), a colon (full-width too), and directly behind it a
    word or phrase. ``title:`` searches the title only and takes a star or a tail; the others select
    articles by their source, tag, author or language (ko, en, 한국어, 영어, Korean, English), or by
    whether they have a translation (yes, no, 있음, 없음; ``has:translation`` says yes), and
    take a whole value, which may be in quotation marks. A field name without a value that it can
    have is a word::

        title:모티프  →  title:모티프
        title:"국가 AI"  →  title:"국가 AI"
        source:Seogo tag:반도체 author:"Kim Min"  →  source:Seogo tag:반도체 author:"Kim Min"
        lang:한국어 엑사원  →  lang:ko 엑사원
        Title：모티프  →  title:모티프
        제목:모티프 출처:Seogo 글쓴이:"Kim Min"  →  title:모티프 source:Seogo author:"Kim Min"
        source:KT*  →  source:KT  ~ lone-star
        tag:"반도체"의  →  tag:반도체  ~ particle
        title: 모티프  →  title: 모티프  ~ empty-field
        title:-모티프  →  title: 모티프  ~ field-minus
        title:(KT 모티프)  →  title: KT 모티프  ~ field-parenthesis
        lang:fr  →  lang: fr  ~ unknown-language
        translated:yes 번역:없음  →  translated:yes translated:no
        has:translation -번역:있음  →  translated:yes -translated:yes
        has:images  →  has: images  ~ unknown-value

    A name that is no field is part of the word, with a note. There is none where the colon is
    plainly something else: in a time, a web address, a path, ``std::vector``::

        믿:음  →  믿:음  ~ unknown-field
        site:kmjournal.net  →  site:kmjournal.net  ~ unknown-field

Dates
    ``date:`` takes a day, a month or a year of publication, or two of them with ``..`` between;
    both ends belong to the range, and one of them may be left open. Ends in the wrong order change
    places::

        date:2026-01-19  →  date:2026-01-19
        date:2026-01  →  date:2026-01
        date:2026  →  date:2026
        date:2026-01..2026-03  →  date:2026-01..2026-03
        date:2026-01-19..2026-02-03  →  date:2026-01-19..2026-02-03
        date:2026-01..  →  date:2026-01..
        date:..2026-03  →  date:..2026-03
        date:2026-03..2026-01  →  date:2026-01..2026-03  ~ date-reversed
        date:2026.1.19.  →  date:2026-01-19
        date:20260119  →  date:2026-01-19
        date:2026년 1월 예산  →  date:2026-01 예산
        date:19 January 2026  →  date:2026-01-19
        날짜:2026년 1월 ~ 2026년 3월  →  date:2026-01..2026-03
        date:2026년 1분기  →  date:2026-01..2026-03
        date:2026-02-30  →  date: 2026-02-30  ~ date-impossible
        date:언젠가 예산  →  date: 언젠가 예산  ~ date-form

    Words such as 올해, 지난달, last year are counted from today.

Numbers
    ``number:`` takes a number as Korean or English says it, or two of them with ``..`` between; both
    ends belong to the range, and one of them may be left open. It selects articles that say a number
    in the range, however they write it. A number with a space in it needs quotation marks::

        number:1조..2조  →  number:1000000000000..2000000000000
        number:1조..  →  number:1000000000000..
        number:..2.5billion  →  number:..2500000000
        number:127억  →  number:12700000000
        number:3만5천  →  number:35000
        number:1,000.5  →  number:1000.5
        number:"2.5 trillion"  →  number:2500000000000
        number:"1조 2,700억..2조"  →  number:1270000000000..2000000000000
        number:2조..1조  →  number:1000000000000..2000000000000  ~ number-reversed
        number:많이  →  number: 많이  ~ number-form
        number:1000000조  →  number: 1000000조  ~ number-large

At most 2,000 characters are read (``too-long``), at most 256 words, phrases and filters together
(``too-many-words``), and 32 levels of parentheses (``too-deep``). A text of signs alone is a phrase that
nothing has.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date

from seogo.query.dates import day_in
from seogo.query.fields import unknown_field, whole_date, with_value
from seogo.query.grouping import Grouping, Item, is_negation
from seogo.query.lexer import FIELD_NAME, HYPHENS, QUOTES, Lexeme, LexemeKind, lex, visible
from seogo.query.limits import Limits
from seogo.query.nodes import And, Ignored, InTitle, Node, Not, Or, ParsedQuery, Quoted, Word

_DEFAULT_LIMITS = Limits()
_TEXTS = frozenset((LexemeKind.WORD, LexemeKind.PREFIX, LexemeKind.PHRASE))
_LAST_WORD = re.compile(r"(?<!\S)\S+\Z")


def parse(text: str, today: date | None = None, *, limits: Limits = _DEFAULT_LIMITS) -> ParsedQuery:
    """Tree of any text; its node is None where nothing was typed. ``today`` is the day from which dates are counted, where
    the archive is: seogo.searching.open_index knows that; without it that of the host."""
    return _Parser(text, today or day_in(None), limits).run()


@dataclass(slots=True)
class _Group:
    """Part of a parenthesis, or of the whole query, that has been read."""

    opened: Lexeme | None = None
    minus: Lexeme | None = None
    items: list[Item] = field(default_factory=list)


class _Parser:
    """One pass over the lexemes with a stack of open parentheses: no recursion, linear time."""

    def __init__(self, text: str, today: date, limits: Limits) -> None:
        self._text = text
        self._today = today
        self._grouping = Grouping(text)
        self._note = self._grouping.note
        lexemes = self._within(lex(self._shortened(limits.characters)), limits.words)
        self._lexemes = self._grouping.paired(lexemes, limits.nesting)
        self._at = 0
        self._groups = [_Group()]
        self._minus: Lexeme | None = None  # waits for what it leaves out
        self._last_mark = max(map(text.rfind, QUOTES))

    def run(self) -> ParsedQuery:
        while self._at < len(self._lexemes):
            lexeme = self._lexemes[self._at]
            self._at += 1
            match lexeme.kind:
                case LexemeKind.MINUS:
                    self._take_minus(lexeme)
                case LexemeKind.OR | LexemeKind.AND:
                    self._groups[-1].items.append(lexeme)
                case LexemeKind.OPEN:
                    self._groups.append(_Group(lexeme, self._minus))
                    self._minus = None
                case LexemeKind.CLOSE:
                    self._close(lexeme)
                case LexemeKind.SIGN:
                    self._take_sign(lexeme)
                case LexemeKind.FIELD:
                    self._take_field(lexeme)
                case _:
                    self._add(self._word(lexeme))
        node = self._grouping.joined(self._groups[-1].items)
        if node is None:
            return ParsedQuery(self._signs())
        node = self._grouping.settled(node)
        ignored = sorted(self._grouping.ignored, key=lambda noted: noted.start)
        return ParsedQuery(node, tuple(ignored), tuple(self._grouping.excluded(node)))

    def _shortened(self, most: int) -> str:
        """As much of the text as is read, without a word that is cut there."""
        text = self._text
        if len(text.rstrip()) <= most:
            return text[:most]
        kept = text[:most] if text[most].isspace() else _LAST_WORD.sub("", text[:most])
        if not kept.strip():
            kept = text[:most]
        kept = kept.rstrip()
        self._note("too-long", len(kept), len(text))
        return kept

    def _within(self, lexemes: list[Lexeme], most: int) -> list[Lexeme]:
        """Lexemes with at most so many words, stars left out."""
        kept: list[Lexeme] = []
        words = 0
        for lexeme in lexemes:
            if lexeme.kind is LexemeKind.STAR:
                self._note("lone-star", lexeme.start, lexeme.end)
                continue
            value = lexeme.adjacent and bool(kept) and kept[-1].kind is LexemeKind.FIELD
            words += (lexeme.kind in _TEXTS and not value) or lexeme.kind is LexemeKind.FIELD
            if words > most:
                self._note("too-many-words", lexeme.start, len(self._text))
                break
            kept.append(lexeme)
        return kept

    def _signs(self) -> Quoted | None:
        """A phrase of all that was typed where that is nothing but signs; None where it is nothing."""
        text = " ".join(re.sub(f"[{QUOTES}]", "'", visible(self._text)).split())
        return Quoted(text, 0, len(self._text)) if text else None

    def _next(self) -> Lexeme | None:
        return self._lexemes[self._at] if self._at < len(self._lexemes) else None

    def _take_minus(self, minus: Lexeme) -> None:
        """Read a minus or a NOT; before what it cannot leave out, the one is a sign and the other a word."""
        following = self._next()
        word = minus.text == "NOT"
        before = self._lexemes[self._at - 2] if self._at > 1 else None
        if word and following and is_negation(before, following):
            other = self._grouping.instead(minus.start, following.start, "-")
            self._note("not-excluded", minus.start, minus.end, other)
        elif following and following.kind in _EXCLUDED and (following.adjacent or word):
            self._minus = self._minus or minus
            return
        if word:
            self._add(Word(minus.text, minus.start, minus.end))
        else:
            self._drop_minus(minus)

    def _drop_minus(self, minus: Lexeme | None) -> None:
        for sign in filter(None, (self._minus, minus)):
            self._note("lone-minus", sign.start, sign.end)
        self._minus = None

    def _take_sign(self, sign: Lexeme) -> None:
        if sign.text[0] in HYPHENS:
            self._note("lone-minus", sign.start, sign.end)
        elif sign.text[0] in QUOTES:
            single, rest = len(sign.text) == 1, self._text[sign.end : sign.end + 1].strip()
            closable = single and rest and sign.end > self._last_mark
            other = self._text.rstrip() + '"' if closable else ""
            reason = "unclosed-quote" if single else "empty-quotes"
            self._note(reason, sign.start, sign.end, other)

    def _close(self, closed: Lexeme) -> None:
        group = self._groups.pop()
        node = self._grouping.joined(group.items)
        assert node is not None and group.opened is not None  # parentheses are paired
        if isinstance(node, And | Or):
            node = replace(node, start=group.opened.start, end=closed.end)
        if group.minus is not None:
            node = Not(self._grouping.settled(node), group.minus.start, closed.end)
        self._groups[-1].items.append(node)

    def _add(self, node: Node) -> None:
        if self._minus is not None:
            node = Not(node, self._minus.start, node.end)
            self._minus = None
        self._groups[-1].items.append(node)

    def _word(self, lexeme: Lexeme) -> Word | Quoted:
        if lexeme.kind is LexemeKind.PHRASE:
            tail = self._tail()
            end = tail.end if tail else lexeme.end
            return Quoted(lexeme.text, lexeme.start, end, tail.text if tail else "")
        if name := unknown_field(lexeme.text):
            # The colon is visible, so that the first one from here on is the one in the name.
            end = self._text.index(name[-1], lexeme.start) + 1
            self._grouping.ignored.append(Ignored(name, "unknown-field", lexeme.start, end))
        if _OPTION.match(lexeme.text) and len(self._lexemes) > 1:
            start, end = lexeme.start, lexeme.end
            other = self._grouping.instead(start, end, f'-"{lexeme.text[1:]}"')
            self._note("not-excluded", start, end, other)
        return Word(lexeme.text, lexeme.start, lexeme.end, lexeme.kind is LexemeKind.PREFIX)

    def _tail(self) -> Lexeme | None:
        following = self._next()
        if following is None or following.kind is not LexemeKind.TAIL:
            return None
        self._at += 1
        return following

    def _take_field(self, name: Lexeme) -> None:
        """Read a field with its value, or the name as a word where it has none."""
        value = self._next()
        if value is None or not value.adjacent or value.kind not in _TEXTS:
            reason, other, node = "empty-field", "", None
            if value and value.adjacent and value.text[0] in HYPHENS:
                reason = "field-minus"
                self._at += 1
            elif value and value.adjacent and value.kind is LexemeKind.OPEN:
                reason = "field-parenthesis"
            elif value and value.kind in _TEXTS and with_value(name, value, self._today)[0]:
                other = self._grouping.instead(name.end, value.start, "")
            self._note(reason, name.start, name.end, other)
        else:
            if name.text == "date":
                value, count = whole_date(self._lexemes[self._at :], self._today)
                self._lexemes[self._at : self._at + count] = [value]
            node, reason = with_value(name, value, self._today)
            if reason:
                self._note(reason, name.start, value.end)
        if node is None or value is None:
            self._drop_minus(None)
            prefix = value and value.adjacent and value.kind is LexemeKind.PREFIX
            if value and prefix and FIELD_NAME.match(value.text):  # lang:tag:a* has no prefix
                self._lexemes[self._at] = replace(value, kind=LexemeKind.WORD)
            text = visible(self._text[name.start : name.end])
            self._groups[-1].items.append(Word(text, name.start, name.end))
            return
        self._at += 1
        end = value.end
        if value.kind is LexemeKind.PHRASE and (tail := self._tail()):
            end = tail.end
            if isinstance(node, InTitle):
                node = replace(node, node=Quoted(value.text, value.start, end, tail.text))
            else:
                self._note("particle", tail.start, tail.end)
        elif value.kind is LexemeKind.PREFIX and not isinstance(node, InTitle):
            self._note("lone-star", end - 1, end)
        self._add(replace(node, start=name.start, end=end))


_OPTION = re.compile(f"[{HYPHENS}][^{HYPHENS}]*[^\\W_]")
_EXCLUDED = _TEXTS | {LexemeKind.FIELD, LexemeKind.OPEN, LexemeKind.MINUS}
