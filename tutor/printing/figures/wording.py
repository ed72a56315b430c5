"""Formulas and numbers inside the words of a picture."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from decimal import Decimal

from sympy import Add, Basic, Expr, Mul, Rational, S, Symbol, fraction

from tutor.page.document import Inline, Inlines, Math, Text
from tutor.page.layout import Fenced, Layout, Number, Operator, Row, listed
from tutor.printing.figures.numeric import number
from tutor.printing.figures.typeset import typeset
from tutor.printing.figures.window import Window
from tutor.printing.notation.compose import compose
from tutor.trees import tree
from tutor.trees.zero_of import WITHOUT_FORMULA

DIGITS = 3
ROUNDING = 1e-9  # of the size of a point: what is smaller in it is 0
LINE = 9.0  # ems that an exact point or value may take in a line of words
WIDE, TALL = 5.5, 1.6  # ems that an exact formula may take in a picture; else its decimals stand there


def decimal(value: float, digits: int = DIGITS) -> Layout:
    """A number as one prints it: so many digits, no exponent, no zeros at the end."""
    if value == 0 or not math.isfinite(value):
        return Number("0")
    rounded = Decimal(f"{value:.{digits - 1}e}").normalize()
    shown = f"{rounded:f}"
    return Row((Operator("−", "prefix"), Number(shown[1:]))) if shown.startswith("-") else Number(shown)


def rounded(value: float, digits: int = DIGITS) -> float:
    """The number with so many digits."""
    return float(f"{value:.{digits - 1}e}")


def roughly(rounds: bool) -> Inlines:
    """What is said before decimals that are rounded."""
    return (Text("about "),) if rounds else ()


def nearly(value: float) -> Inlines:
    """A number in a line: `about` before it where its decimals are rounded."""
    return (*roughly(not math.isclose(rounded(value), value, rel_tol=ROUNDING, abs_tol=ROUNDING)), Math(decimal(value)))


def nearby(at: Sequence[float]) -> Inlines:
    """A point in a line, likewise."""
    size = max(map(abs, at))
    return (*roughly(any(abs(rounded(c) - c) > ROUNDING * size for c in at)), Math(place(at)))


def shortened(value: Basic) -> bool:
    """Whether the decimal of a value is not the value itself, or that is not known."""
    near = number(value)
    return near is None or not isinstance(value, Rational) or Rational(str(rounded(near))) != value


def reach(low: float, high: float) -> Inlines:
    """from low to high; an end that is nothing beside the whole is 0."""
    least = ROUNDING * (high - low)
    ends = [decimal(0.0 if abs(end) < least else end) for end in (low, high)]
    return Text(" from "), Math(ends[0]), Text(" to "), Math(ends[1])


def equation(left: object, right: object, sign: str = "=") -> Row:
    """left = right as one formula."""
    return Row((compose(left), Operator(sign, "relation"), compose(right)))


def coordinates(values: Iterable[object]) -> Row:
    """(a, b)."""
    return Row((Fenced("(", listed(tuple(compose(v) for v in values)), ")"),))


def small(exact: Sequence[Basic], size: float) -> Row:
    """A point for a label: exact where that is short, else in decimals."""
    shown = coordinates(map(written, exact))
    made = typeset(shown, size)
    if made.width <= WIDE and made.up + made.down <= TALL:
        return shown
    return coordinates([_decimal(v) for v in exact])


def located(exact: Sequence[Basic]) -> Inlines:
    """A point in a line: exact where that is short, else in decimals."""
    shown = coordinates(map(written, exact))
    if typeset(shown).width <= LINE:
        return (Math(shown),)
    return (Text("about "), Math(coordinates([_decimal(v) for v in exact])))


def valued(name: object, value: Expr) -> Inlines:
    """`f = √2, about 1.41` in a line; only `f about 1.41` where the exact value is long."""
    near, shown = number(value), equation(name, written(value))
    if near is not None and typeset(shown).width > LINE:
        return (Math(name), Text(" is about "), Math(decimal(near)))
    said: list[Inline] = [Math(shown)]
    if near is not None and not value.is_Rational and not value.has(*WITHOUT_FORMULA):
        said += [Text(", about "), Math(decimal(near))]
    return tuple(said)


def written(value: Basic) -> Basic:
    """A value as one writes it: one fraction for each term."""
    if isinstance(value, Add):
        return tree.total(*(written(t) for t in value.args))
    over, under = fraction(value) if isinstance(value, Mul) else (value, S.One)
    if under is S.One:
        return value
    return tree.negative(tree.quotient(-over, under)) if over.could_extract_minus_sign() else tree.quotient(over, under)


def place(at: Sequence[float]) -> Row:
    """A point in decimals, without what is only rounding."""
    size = max(map(abs, at))
    return coordinates([decimal(c if abs(c) > ROUNDING * size else 0.0) for c in at])


def series(items: Sequence[Inlines], last: str = " and ") -> Inlines:
    """a, b and c."""
    out: list[Inline] = []
    for k, item in enumerate(items):
        out += [*([Text(last if k == len(items) - 1 else ", ")] if k else []), *item]
    return tuple(out)


def shown_part(window: Window, variables: Sequence[Symbol]) -> Inlines:
    """Which part of the plane is shown, in words."""
    (x, y) = variables
    return (
        Text("The map shows "), Math(between(decimal(window.left), x, decimal(window.right))), Text(" and "),
        Math(between(decimal(window.bottom), y, decimal(window.top))), Text("."),
    )  # fmt: skip


def between(low: object, v: Symbol, high: object) -> Row:
    """The bounds of a variable."""
    return Row((compose(low), Operator("≤", "relation"), compose(v), Operator("≤", "relation"), compose(high)))


def compass(way: Sequence[float]) -> str:
    """Where an arrow points, in words; what is under a tenth of the rest is not told."""
    most = max(map(abs, way))
    sides = (("to the right", "to the left"), ("up", "down"))
    return " and ".join(names[c < 0] for names, c in zip(sides, way, strict=True) if abs(c) > 0.1 * most)


def _decimal(value: Basic) -> object:
    found = number(value)
    return value if found is None else decimal(found)
