"""What a reader is told about a query, in both interface languages.

The parser raises :class:`~seogo.errors.QuerySyntaxError` with a ``code`` and ``values``; here are
the texts, as data. Each is a pair: what is wrong, and what would be allowed there. Neither ends in
a full stop, so that a page, a terminal and JSON can put their own punctuation around them.
"""

from __future__ import annotations

from seogo.errors import QuerySyntaxError
from seogo.languages import Language
from seogo.query.nodes import FIELDS, Ignored

MESSAGES: dict[Language, dict[str, tuple[str, str]]] = {
    Language.EN: {
        "too-long": (
            "The query is {length} characters long",
            "at most {limit} characters are read; please shorten it",
        ),
        "too-many-words": (
            "The query has more than {limit} words",
            "at most {limit} words and phrases are allowed",
        ),
        "too-deep": (
            "The parentheses are nested too deeply",
            "at most {limit} levels are allowed",
        ),
        "unclosed-quote": (
            "This quotation mark is not closed",
            'write another " behind the phrase, or remove this one',
        ),
        "empty-quotes": (
            "There is nothing between the quotation marks",
            'write words between them, such as "national AI project"',
        ),
        "unclosed-parenthesis": (
            "This parenthesis is not closed",
            "write ) where the group ends, or remove this one",
        ),
        "unopened-parenthesis": (
            "This parenthesis closes nothing",
            "write ( where the group begins, or remove this one",
        ),
        "empty-parentheses": (
            "There is nothing to search for between the parentheses",
            "write words between them, such as (KT OR Naver)",
        ),
        "or-without-left": (
            "Nothing stands before {operator}",
            'write a word on both sides, such as KT OR Naver; as a word, write "{operator}"',
        ),
        "or-without-right": (
            "Nothing stands after {operator}",
            'write a word on both sides, such as KT OR Naver; as a word, write "{operator}"',
        ),
        "or-doubled": (
            "Nothing stands between the two ORs",
            "write OR once, such as KT OR Naver",
        ),
        "empty-field": (
            "Nothing follows {field}:",
            "write a value directly behind the colon, such as {example}",
        ),
        "field-minus": (
            "A minus cannot follow {field}:",
            "put the minus in front of the field, such as -{example}",
        ),
        "field-parenthesis": (
            "A parenthesis cannot follow {field}:",
            "write a word or a quoted phrase behind the colon, such as {example}, "
            "and repeat the field for each",
        ),
        "unknown-language": (
            "“{value}” is not a language of this archive",
            "lang:ko (Korean) or lang:en (English)",
        ),
        "date-form": (
            "“{value}” cannot be read as a date",
            "a day, month or year (date:2026-01-19, date:2026-01, date:2026), or a range of them "
            "(date:2026-01..2026-03, date:2026-01.., date:..2026-03)",
        ),
        "date-impossible": (
            "There is no date “{value}”",
            "the year is 0001 to 9999, the month 01 to 12 and the day one that this month has, "
            "such as date:2026-01-19",
        ),
        "date-reversed": (
            "The range ends ({last}) before it begins ({first})",
            "write the earlier date first, such as date:2026-01..2026-03",
        ),
        "number-form": (
            "“{value}” cannot be read as a number",
            'a number (number:35000, number:3만5천, number:"2.5 trillion"), or a range of them '
            "(number:1조..2조, number:1조.., number:..2.5billion)",
        ),
        "number-large": (
            "The number “{value}” is too large",
            "at most 18 digits are read, such as number:1조..2조",
        ),
        "number-reversed": (
            "The range ends ({last}) below its beginning ({first})",
            "write the smaller number first, such as number:1조..2조",
        ),
    },
    Language.KO: {
        "too-long": (
            "검색어가 {length}자로 너무 깁니다",
            "{limit}자까지 쓸 수 있으니 조금 줄여 주세요",
        ),
        "too-many-words": (
            "검색어에 단어가 {limit}개보다 많습니다",
            "단어와 구절을 합해 {limit}개까지 쓸 수 있습니다",
        ),
        "too-deep": (
            "괄호가 너무 여러 겹입니다",
            "{limit}겹까지 쓸 수 있습니다",
        ),
        "unclosed-quote": (
            "따옴표가 닫히지 않았습니다",
            '구절 끝에 "를 하나 더 쓰거나 이 따옴표를 지워 주세요',
        ),
        "empty-quotes": (
            "따옴표 안이 비어 있습니다",
            '"국가 AI 프로젝트"처럼 따옴표 안에 찾을 말을 써 주세요',
        ),
        "unclosed-parenthesis": (
            "괄호가 닫히지 않았습니다",
            "묶음이 끝나는 곳에 )를 쓰거나 이 괄호를 지워 주세요",
        ),
        "unopened-parenthesis": (
            "닫는 괄호에 맞는 여는 괄호가 없습니다",
            "묶음이 시작하는 곳에 (를 쓰거나 이 괄호를 지워 주세요",
        ),
        "empty-parentheses": (
            "괄호 안에 찾을 말이 없습니다",
            "(KT OR 네이버)처럼 괄호 안에 찾을 말을 써 주세요",
        ),
        "or-without-left": (
            "{operator} 앞에 찾을 말이 없습니다",
            "KT OR 네이버처럼 양쪽에 단어를 써 주세요. "
            '{operator} 자체를 찾으려면 "{operator}"처럼 따옴표로 묶어 주세요',
        ),
        "or-without-right": (
            "{operator} 뒤에 찾을 말이 없습니다",
            "KT OR 네이버처럼 양쪽에 단어를 써 주세요. "
            '{operator} 자체를 찾으려면 "{operator}"처럼 따옴표로 묶어 주세요',
        ),
        "or-doubled": (
            "두 OR 사이에 찾을 말이 없습니다",
            "KT OR 네이버처럼 OR를 한 번만 써 주세요",
        ),
        "empty-field": (
            "{field}: 뒤에 값이 없습니다",
            "{example}처럼 쌍점 바로 뒤에 값을 붙여 써 주세요",
        ),
        "field-minus": (
            "{field}: 뒤에는 빼기표를 쓸 수 없습니다",
            "-{example}처럼 빼기표를 맨 앞에 써 주세요",
        ),
        "field-parenthesis": (
            "{field}: 뒤에는 괄호를 쓸 수 없습니다",
            "{example}처럼 쌍점 뒤에 단어나 따옴표로 묶은 구절을 쓰고, 값이 여럿이면 "
            "{field}:도 값마다 되풀이해 써 주세요",
        ),
        "unknown-language": (
            "“{value}”: 이 서고에 없는 언어입니다",
            "lang:ko(한국어)나 lang:en(영어)을 쓸 수 있습니다",
        ),
        "date-form": (
            "“{value}”: 날짜로 읽을 수 없습니다",
            "날, 달, 해(date:2026-01-19, date:2026-01, date:2026)나 그 범위"
            "(date:2026-01..2026-03, date:2026-01.., date:..2026-03)를 쓸 수 있습니다",
        ),
        "date-impossible": (
            "“{value}”: 달력에 없는 날짜입니다",
            "date:2026-01-19처럼 해는 0001~9999, 달은 01~12, 날은 그 달에 있는 날로 써 주세요",
        ),
        "date-reversed": (
            "범위의 끝({last})이 시작({first})보다 앞섭니다",
            "date:2026-01..2026-03처럼 이른 날짜를 먼저 써 주세요",
        ),
        "number-form": (
            "“{value}”: 수로 읽을 수 없습니다",
            '수(number:35000, number:3만5천, number:"2.5 trillion")나 그 범위'
            "(number:1조..2조, number:1조.., number:..2.5billion)를 쓸 수 있습니다",
        ),
        "number-large": (
            "“{value}”: 너무 큰 수입니다",
            "number:1조..2조처럼 열여덟 자리까지 쓸 수 있습니다",
        ),
        "number-reversed": (
            "범위의 끝({last})이 시작({first})보다 작습니다",
            "number:1조..2조처럼 작은 수를 먼저 써 주세요",
        ),
    },
}
"""By language and code: what is wrong, and what is allowed; ``values`` fill the ``{names}``."""

IGNORED: dict[Language, dict[str, str]] = {
    Language.EN: {
        "unknown-field": "“{text}” is not a field and was searched as a word; fields are {fields}",
        "lone-minus": "“{text}” has no effect here; "
        "write a minus directly before what to leave out",
        "lone-star": "“{text}” has no effect here; it works directly behind a searched word",
        "no-term": "“{text}” has nothing in it that can be searched",
        "too-many-expansions": "Very many words begin with “{text}”; "
        "only the most frequent of them were searched",
        "stop-word": "“{text}” is too common to be asked for; put it in quotation marks to insist",
        "particle": "“{text}” behind the quotation marks was read as a particle and not searched",
    },
    Language.KO: {
        "unknown-field": "“{text}”: 쓸 수 있는 항목 이름이 아니어서 단어로 찾았습니다. "
        "쓸 수 있는 이름은 {fields}입니다",
        "lone-minus": "“{text}”: 여기서는 뜻이 없습니다. "
        "빼려는 말 바로 앞에 빼기표를 붙여 써 주세요",
        "lone-star": "“{text}”: 여기서는 뜻이 없습니다. 찾을 단어 바로 뒤에 붙여 써 주세요",
        "no-term": "“{text}”: 찾을 수 있는 말이 들어 있지 않습니다",
        "too-many-expansions": "“{text}”: 이렇게 시작하는 단어가 너무 많아 "
        "가장 자주 나오는 것만 찾았습니다",
        "stop-word": "“{text}”: 너무 흔한 말이라 빼고 찾았습니다. 꼭 넣으려면 따옴표로 묶어 주세요",
        "particle": "“{text}”: 따옴표 뒤의 조사로 보고 찾지 않았습니다",
    },
}
"""By language and reason: what became of something that was typed."""

_OTHER_REASON = {
    Language.EN: "“{text}” had no effect",
    Language.KO: "“{text}”: 검색에 쓰이지 않았습니다",
}
_SHOWN = 60  # a longer piece of the query would bury the message that quotes it


def syntax_error(code: str, start: int, end: int, **values: str | int) -> QuerySyntaxError:
    """Make the error ``code`` at a place of the query; ``values`` fill its message.

    Raises KeyError for a code or value that :data:`MESSAGES` does not know (a fault of the caller).
    """
    texts = {
        name: f"{value:,}" if isinstance(value, int) else _shortened(value)
        for name, value in values.items()
    }
    what, allowed = MESSAGES[Language.EN][code]
    return QuerySyntaxError(
        what.format_map(texts), start, end, allowed.format_map(texts), code=code, values=texts
    )


def describe(error: QuerySyntaxError, language: Language) -> tuple[str, str]:
    """Say what is wrong and what is allowed, in ``language``.

    An error without a known ``code`` keeps its English texts: better one language than none.
    """
    pair = MESSAGES[language].get(error.code)
    if pair is None:
        return error.what, error.allowed
    what, allowed = pair
    return what.format_map(error.values), allowed.format_map(error.values)


def describe_ignored(ignored: Ignored, language: Language) -> str:
    """Say in ``language`` what became of something typed.

    A reason without a text of its own gets a general sentence.
    """
    text = IGNORED[language].get(ignored.reason, _OTHER_REASON[language])
    return text.format(text=_shortened(ignored.text), fields=", ".join(FIELDS))


def _shortened(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
