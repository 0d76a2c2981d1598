"""JSON as all commands read it: numbers keep their digits, and what is wrong is said in the same words."""

from __future__ import annotations

from decimal import Decimal
from typing import TypeVar

import msgspec

Decoded = TypeVar("Decoded")
# what a decoder raises
ERRORS = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)


def make_decoder(kind: type[Decoded]) -> msgspec.json.Decoder[Decoded]:
    """A decoder of values of this type; a number of no known type («extra» holds whatever came in) is exact."""
    return msgspec.json.Decoder(kind, float_hook=to_exact)


def to_exact(digits: str) -> Decimal:
    """A number with its digits as they are written; ValueError for «1e9999999999999999999»."""
    try:
        return Decimal(digits)
    except ArithmeticError:
        raise ValueError(f"number out of range: {digits}") from None


def reason_of(error: Exception) -> str:
    """What is wrong with a line that a decoder refused: «not JSON: invalid character (byte 4)»."""
    if isinstance(error, RecursionError):
        return "JSON that is nested too deep"
    if isinstance(error, msgspec.ValidationError):
        return f"not as expected: {error}"
    return f"not JSON: {str(error).removeprefix('JSON is malformed: ')}"
