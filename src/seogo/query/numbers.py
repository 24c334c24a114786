"""Numbers in queries: one value, or two of them with ``..`` between."""

from __future__ import annotations

from decimal import Decimal

from seogo.analysis.quantities.numbers import to_number, to_term
from seogo.query.nodes import NumberRange
from seogo.unicode_forms import to_form

_TOO_LARGE = Decimal(10**18)  # longer digits are codes, in articles too


def number_range(text: str) -> tuple[NumberRange | None, str]:
    """Range of numbers that ``text`` names, None where it names none, and the reason why it is not read as it stands; of a
    range whose end is below its beginning, they change places."""
    # NFKC: digits and full stops of a full-width keyboard are as good as others.
    opening, dots, closing = to_form("NFKC", text).partition("..")
    if not dots:
        closing = opening
    opening, closing = opening.strip(), closing.strip()
    low, high = to_number(opening), to_number(closing)
    if (opening and low is None) or (closing and high is None) or not (opening or closing):
        return None, "number-form"
    if any(number is not None and number >= _TOO_LARGE for number in (low, high)):
        return None, "number-large"
    if low is not None and high is not None and low > high:
        return NumberRange(high, low, 0, 0), "number-reversed"
    return NumberRange(low, high, 0, 0), ""


def number_text(low: Decimal | None, high: Decimal | None) -> str:
    """Text of a range in plain decimals; one value where both ends are the same."""
    opening = "" if low is None else to_term(low)
    closing = "" if high is None else to_term(high)
    return opening if opening == closing else f"{opening}..{closing}"
