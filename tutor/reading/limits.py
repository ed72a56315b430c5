"""What is too large to read: checked on the text and on the tree before any mathematics is done, in linear time."""

from __future__ import annotations

import math
from typing import NamedTuple

from tutor.reading.characters import unreadable
from tutor.reading.syntax import (
    Call,
    Const,
    Factorial,
    Neg,
    Node,
    Num,
    Pow,
    Prod,
    Quot,
    Rows,
    Sum,
    Sym,
    parts,
)  # fmt: skip

# A page of working fits; a pasted file does not.
MAX_LENGTH = 2_000
# The deepest textbook formula seen has about 15 levels; Python's own stack holds this many with room for the caller.
MAX_DEPTH = 100
# Digits of one numeral: more than any answer, less than Python's limit of 4300 for turning numerals into numbers.
MAX_DIGITS = 200
# A number of more digits than this is never built, and no exponent is larger; (x - a)^6000 is a known exam answer.
MAX_EXPONENT = 10_000
# 1000! has 2568 digits.
MAX_FACTORIAL = 1_000
# Rows and columns; a Jacobian in a course has at most six.
MAX_MATRIX = 20


class Size(NamedTuple):
    """Roughly how large a number is: its value where a float holds it, the log of its size, whether `value` is exact."""

    value: float
    log10: float
    exact: bool


_EXACT_BELOW = 2.0**53
_FLOAT_LOG10 = 300.0
_NAMED = {"e": Size(math.e, math.log10(math.e), False), "pi": Size(math.pi, math.log10(math.pi), False)}


def check_length(text: str) -> None:
    """Raises Unreadable for an empty text and one of more than MAX_LENGTH characters."""
    if len(text) > MAX_LENGTH:
        raise unreadable(text[:MAX_LENGTH], f"The text is too long: more than {MAX_LENGTH} characters.", 0, 1)
    if not text.strip():
        raise unreadable(text, "There is nothing to read: the text is empty.", 0, 1)


def check(text: str, tree: Node) -> None:
    """Raises Unreadable where the tree is too deep, holds a number too large to build, or divides by zero."""
    order: list[tuple[Node, tuple[Node, ...]]] = []
    stack = [(tree, 1)]
    while stack:
        node, depth = stack.pop()
        if depth > MAX_DEPTH:
            raise unreadable(text, f"The formula is nested too deep (at most {MAX_DEPTH} levels).", node.start, node.end)
        inside = parts(node)
        order.append((node, inside))
        if inside:
            stack.extend([(part, depth + 1) for part in inside])
    # Parts come after their node in `order`, so the reverse meets every part before what it is part of.
    sizes: dict[int, Size | None] = {}
    for node, inside in reversed(order):
        sizes[id(node)] = None if type(node) is Sym else _size(text, node, [sizes[id(part)] for part in inside])


def _from_float(value: float, exact: bool) -> Size:
    log10 = math.log10(abs(value)) if value else -math.inf
    return Size(value, log10, exact and abs(value) < _EXACT_BELOW and value == int(value))


def _from_log(log10: float, sign: float = 1.0) -> Size:
    """A size known by its logarithm only."""
    value = 10.0**log10 if log10 < _FLOAT_LOG10 else math.inf
    return Size(math.copysign(value, sign), log10, False)


def _size(text: str, node: Node, inner: list[Size | None]) -> Size | None:
    """The size of a numeric node from those of its parts; None where it has variables or its size does not matter."""
    match node:
        case Num(digits):
            if "e" in digits.lower():
                mantissa, _, exponent = digits.lower().partition("e")
                power = float(exponent)
                if abs(power) > MAX_EXPONENT:
                    raise _too_large(text, node)
                size = _from_float(float(mantissa), False)
                return _from_log(size.log10 + power)
            return _from_float(float(digits), True)
        case Const(name):
            return _NAMED.get(name)
        case Neg():
            return inner[0] and Size(-inner[0].value, inner[0].log10, inner[0].exact)
        case Rows(rows):
            if len(rows) > MAX_MATRIX or len(rows[0]) > MAX_MATRIX:
                raise unreadable(text, f"The matrix is too large: at most {MAX_MATRIX} by {MAX_MATRIX}.", node.start, node.end)
            return None
        case Factorial():
            return _factorial(text, node, inner[0])
        case Pow():
            return _power(text, node, *inner)
        case Quot():
            if inner[1] is not None and inner[1].exact and inner[1].value == 0:
                raise unreadable(text, "This divides by zero.", node.start, node.end)
            return _quotient(*inner)
        case Call(function):
            return _call(text, node, function, inner)
        case Sum() | Prod():
            known = [size for size in inner if size is not None]
            if len(known) < len(inner):
                return None
            return _sum(known) if isinstance(node, Sum) else _product(known)
    return None


def _sum(sizes: list[Size]) -> Size:
    value = sum(s.value for s in sizes)
    if math.isfinite(value):
        return _from_float(value, all(s.exact for s in sizes))
    return Size(math.inf, max(s.log10 for s in sizes) + math.log10(len(sizes)), False)


def _product(sizes: list[Size]) -> Size:
    value = math.prod(s.value for s in sizes)
    if math.isfinite(value) and (value or all(s.exact for s in sizes)):
        return _from_float(value, all(s.exact for s in sizes))
    return _from_log(sum(s.log10 for s in sizes))


def _quotient(over: Size | None, under: Size | None) -> Size | None:
    if over is None or under is None or not math.isfinite(under.log10):
        return None
    if not over.value:
        return over
    return _from_log(over.log10 - under.log10, over.value * math.copysign(1.0, under.value))


def _power(text: str, node: Pow, base: Size | None, exponent: Size | None) -> Size | None:
    if exponent is None:
        return None
    if base is None:
        if abs(exponent.value) > MAX_EXPONENT:
            raise _too_large(text, node)
        return None
    if not base.value and base.exact:
        if exponent.value < 0:
            raise unreadable(text, "This divides by zero.", node.start, node.end)
        if not exponent.value and exponent.exact:
            raise unreadable(text, "0 to the power 0 is not defined.", node.start, node.end)
        return base
    if not math.isfinite(base.log10):
        return None
    digits = exponent.value * base.log10 if base.log10 else 0.0
    if abs(digits) > MAX_EXPONENT or (abs(exponent.value) > MAX_EXPONENT and abs(base.value) != 1):
        raise _too_large(text, node)
    if base.exact and exponent.exact and exponent.value >= 0 and digits < math.log10(_EXACT_BELOW):
        return _from_float(base.value**exponent.value, True)
    return _from_log(digits)


def _factorial(text: str, node: Node, of: Size | None) -> Size | None:
    if of is None:
        return None
    if of.value > MAX_FACTORIAL:
        raise _too_large(text, node)
    if of.value < 0:
        raise unreadable(text, "The factorial of a negative number is not defined.", node.start, node.end)
    return _from_log(math.lgamma(of.value + 1) / math.log(10))


def _call(text: str, node: Call, function: str, inner: list[Size | None]) -> Size | None:
    if function == "factorial":
        return _factorial(text, node, inner[0])
    if function == "binomial" and any(size is not None and abs(size.value) > MAX_FACTORIAL for size in inner):
        raise _too_large(text, node)
    of = inner[0] if inner else None
    if of is None:
        return None
    if function in ("ln", "log") and of.exact and not of.value:
        raise unreadable(text, f"{function} 0 is not defined.", node.start, node.end)
    if function == "exp":
        if abs(of.value) / math.log(10) > MAX_EXPONENT:
            raise _too_large(text, node)
        return _from_log(of.value / math.log(10))
    if function == "sqrt" and math.isfinite(of.log10):
        return _from_log(of.log10 / 2)
    return of if function == "abs" else None


def _too_large(text: str, node: Node) -> Exception:
    return unreadable(text, "This number is too large to be computed.", node.start, node.end)
