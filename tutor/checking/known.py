"""Values of functions that are rational numbers, and known exactly: ln 1, sin(pi/6), arctan 0."""

from __future__ import annotations

from fractions import Fraction

from tutor.checking.balls.fraction import fraction
from tutor.reading.syntax import Call, Const, Neg, Node, Prod, Quot, Sum

HALF = Fraction(1, 2)
_AT_ZERO = {"sinh": 0, "tanh": 0, "asinh": 0, "atanh": 0, "asin": 0, "atan": 0, "cosh": 1, "sech": 1}
_AT_ONE = {"ln": 0, "acos": 0, "acosh": 0}
# The rational values of the sine (Niven's theorem), by the angle in half turns.
_SINE = {
    Fraction(0): Fraction(0), Fraction(1, 6): HALF, HALF: Fraction(1), Fraction(5, 6): HALF, Fraction(1): Fraction(0),
    Fraction(7, 6): -HALF, Fraction(3, 2): Fraction(-1), Fraction(11, 6): -HALF,
}  # fmt: skip
_TANGENT = {Fraction(0): Fraction(0), Fraction(1, 4): Fraction(1), Fraction(3, 4): Fraction(-1)}


def known_value(call: Call) -> Fraction | None:
    """The rational value of a function of one number, where it is one of those that everybody knows."""
    if len(call.args) != 1:
        return None
    function, inside = call.function, call.args[0]
    exact = fraction(inside)
    if exact == 0 and function in _AT_ZERO:
        return Fraction(_AT_ZERO[function])
    if exact == 1 and function in _AT_ONE:
        return Fraction(_AT_ONE[function])
    if function == "ln" and inside == Const("e"):
        return Fraction(1)
    if function not in ("sin", "cos", "tan"):
        return None
    turns = half_turns(inside)
    if turns is None:
        return None
    match function:
        case "sin":
            return _SINE.get(turns % 2)
        case "cos":
            return _SINE.get((turns + HALF) % 2)
    return _TANGENT.get(turns % 1)


def half_turns(angle: Node) -> Fraction | None:
    """A rational multiple of pi as this multiple; None for other angles."""
    if fraction(angle) == 0:
        return Fraction(0)
    match angle:
        case Const("pi"):
            return Fraction(1)
        case Neg(of):
            inside = half_turns(of)
            return None if inside is None else -inside
        case Quot(over, under):
            inside, below = half_turns(over), fraction(under)
            return inside / below if inside is not None and below else None
        case Prod(factors):
            numbers = [fraction(f) for f in factors]
            others = [f for f, n in zip(factors, numbers, strict=True) if n is None]
            inside = half_turns(others[0]) if len(others) == 1 else None
            for n in numbers:
                inside = inside * n if inside is not None and n is not None else inside
            return inside
        case Sum(terms):
            total = Fraction(0)
            for t in terms:
                inside = half_turns(t)
                if inside is None:
                    return None
                total += inside
            return total
    return None
