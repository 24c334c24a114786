"""Numbers in queries: one value, or two of them with ``..`` between."""

from __future__ import annotations

from decimal import Decimal

from seogo.analysis.quantities.numbers import to_number, to_term
from seogo.query.diagnostics import syntax_error
from seogo.query.lexer import Lexeme
from seogo.query.nodes import NumberRange
from seogo.unicode_forms import to_form

_TOO_LARGE = Decimal(10**18)  # longer digits are codes, in articles too


def number_range(value: Lexeme) -> NumberRange:
    """Range of numbers that ``value`` names. Raises QuerySyntaxError."""
    # NFKC: digits and full stops of a full-width keyboard are as good as others.
    opening, dots, closing = to_form("NFKC", value.text).partition("..")
    if not dots:
        closing = opening
    opening, closing = opening.strip(), closing.strip()
    if not opening and not closing:
        raise syntax_error("query.number-form", value.start, value.end, value=value.text)
    low = _number(opening, value) if opening else None
    high = _number(closing, value) if closing else None
    if low is not None and high is not None and low > high:
        raise syntax_error(
            "query.number-reversed", value.start, value.end, first=opening, last=closing
        )
    return NumberRange(low, high, value.start, value.end)


def _number(text: str, value: Lexeme) -> Decimal:
    number = to_number(text)
    if number is None:
        raise syntax_error("query.number-form", value.start, value.end, value=text)
    if number >= _TOO_LARGE:
        raise syntax_error("query.number-large", value.start, value.end, value=text)
    return number


def number_text(low: Decimal | None, high: Decimal | None) -> str:
    """Text of a range in plain decimals; one value where both ends are the same."""
    opening = "" if low is None else to_term(low)
    closing = "" if high is None else to_term(high)
    return opening if opening == closing else f"{opening}..{closing}"
