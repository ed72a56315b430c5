"""What templates of words ask for: formulas as marks in the text, and the filters that put them together.

`finalize` leaves a private-use mark where a formula stands and keeps the object, so nothing is printed here. Which
rendering it belongs to is known to its thread. A filter takes formulas or plain texts, and never reads a text as a formula.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from decimal import Decimal
from typing import Literal

from jinja2 import Undefined
from sympy import Add, Basic, Eq, Expr, Float, Rational, Symbol, Tuple, fraction
from sympy.core.function import AppliedUndef
from sympy.core.sympify import _sympify as formula  # strict: text is no formula

from tutor.deriving.arrange import in_order
from tutor.edges.language import setting
from tutor.maths.extrema.shown import chained
from tutor.page.layout import Fraction, Ident, Layout, Number, Operator, Row, Space, fenced, row
from tutor.printing.notation.compose import compose
from tutor.trees.heads import Inert, MatrixOf, Name, Rounded, Vector
from tutor.trees.tree import plain
from tutor.trees.zero_of import WITHOUT_FORMULA, rounded

OPEN, CLOSE = "\ue000", "\ue001"
NEARLY = 1e-9
COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
DIGITS = 4  # significant digits of a decimal beside an exact value
MOST_DIGITS = 15  # that a double has
NUMERIC_DIGITS = 10  # of a number found numerically: evidence has forty bits, which are twelve
GUARD = 10  # digits more are reckoned


class Words:
    """One rendering: the objects that its marks stand for."""

    def __init__(self) -> None:
        self.objects: list[object] = []

    def keep(self, value: object) -> object:
        """Text as it is; a formula as a mark. Errors: `UndefinedError` for a fact that is not there, TypeError for what is neither."""
        if isinstance(value, Undefined):
            return str(value)  # which says what is missing
        if isinstance(value, str | int):
            return value
        if not isinstance(value, Basic | Layout):
            raise TypeError(f"words show texts and formulas, no value of the kind {type(value).__name__}")
        self.objects.append(value)
        return f"{OPEN}{len(self.objects) - 1}{CLOSE}"


_current: ContextVar[Words] = ContextVar("_current")


@contextmanager
def marks() -> Iterator[Words]:
    """A rendering in this thread, whose formulas are kept."""
    kept = Words()
    token = _current.set(kept)
    try:
        yield kept
    finally:
        _current.reset(token)


def finalize(value: object) -> object:
    """A value as it stands in the text of the rendering that goes on."""
    return _current.get().keep(value)


def listing(items: Iterable[object], word: str | None = None) -> str:
    """`x`, `x and y`, `x, y and z`: the items as marks."""
    shown = [str(finalize(i)) for i in items]
    if len(shown) <= 1:
        return "".join(shown)
    word = setting("and", "and") if word is None else word
    return f"{', '.join(shown[:-1])} {word} {shown[-1]}"


def sequence(items: Iterable[object]) -> str:
    """`x, then y, then y`."""
    return f", {setting('then', 'then')} ".join(str(finalize(i)) for i in items)


def equals(left: Expr, right: Expr) -> Eq | Row:
    """`left = right` as one formula, which no line break parts, or `left ≈ right` where that is written rounded."""
    if rounded(right):
        return Row((compose(left), Operator("≈", "relation"), compose(right)))
    return Eq(left, right, evaluate=False)


def coordinates(point: Mapping[Symbol, Expr]) -> str:
    """A point: `(1, 2)`, or `x = 1` for one coordinate."""
    if len(point) == 1:
        ((x, a),) = point.items()
        return str(finalize(Eq(x, in_order(formula(a)), evaluate=False)))
    return str(finalize(in_order(Tuple(*map(formula, point.values())))))


def nearly(value: object) -> str:
    """A value, with a sign of about before it where it is written rounded."""
    return f"≈ {finalize(value)}" if isinstance(value, Rounded) or rounded(value) else str(finalize(value))


def equations(table: Mapping[Symbol, Expr]) -> str:
    """`x = u v and y = u - v`."""
    return listing(Eq(x, e, evaluate=False) for x, e in table.items())


def field(components: tuple[Expr, ...]) -> Eq:
    """`F = <P, Q>`."""
    return Eq(Name("F"), Vector(*map(formula, components)), evaluate=False)


def partial(called: AppliedUndef, order: tuple[Symbol, ...]) -> Name:
    """f_xy for f(x, y)."""
    return Name(called.func.__name__, "", map(formula, order))


def measured(letter: str, rounded: str) -> Row:
    """`g = 9.79 ± 0.04` for g and `9.79 ± 0.04`."""
    numbers = [Number(n.replace("-", "−")) for n in rounded.split(" ± ")]
    return Row((compose(Symbol(letter)), Operator("=", "relation"), compose(numbers[0]), Operator("±"), numbers[1]))


def rate(dependent: Symbol, order: tuple[Symbol, ...], sign: str = "d") -> Name:
    """dy/dx for y, with a second x the second derivative."""
    return Name("", sign, map(formula, (dependent, *order)))


def differential(letter: Symbol | str, factor: Expr | None = None) -> Layout:
    """dx for x, and with a factor (2x + 4) dx, dx/x, or -dx."""
    d = row(Ident("d"), Ident(letter) if isinstance(letter, str) else compose(letter))
    if factor is None or factor == 1:
        return d
    if factor == -1:
        return row(Operator("−", "prefix"), d)
    laid, (over, under) = compose(factor), fraction(factor)
    if isinstance(laid, Fraction) and under.free_symbols and not isinstance(over, Add):
        return Fraction(d if over == 1 else row(laid.over, Space(), d), laid.under)
    return row(fenced(laid) if isinstance(factor, Add) else laid, Space(), d)


def applied(letter: str, arguments: Iterable[Expr]) -> Name:
    """L(x, y) for L."""
    return Name(letter, "scalar", (), map(formula, arguments))


def spelled(count: int) -> str:
    """A small number as a word, a larger one in digits."""
    counts = setting("counts", COUNTS)
    return str(counts[count]) if count < len(counts) else str(count)


def lowered(title: str) -> str:
    """A title within a list of titles: with a small letter, unless the language writes its nouns with a capital."""
    return title[:1].lower() + title[1:] if setting("lowers_titles", True) else title


def approx(value: object, digits: int = DIGITS) -> Number | None:
    """A decimal for an exact number that is not rational, or a fraction with a long denominator; else None."""
    if not isinstance(value, Expr) or isinstance(value, Vector | MatrixOf) or value.free_symbols:
        return None
    exact = plain(value)
    if isinstance(exact, Rational | Float) or exact.has(*WITHOUT_FORMULA) or not exact.is_number or not exact.is_finite:
        return None
    digits = min(digits, MOST_DIGITS)
    number = exact.evalf(digits + GUARD)  # what is rounded in bits to few digits may show another last one
    if not number.is_Float or number.has(Inert):
        return None
    if abs(number - round(number)) < NEARLY:
        return None  # a whole number after all, written with logarithms
    return Number(decimal(float(number), digits, "#"))  # 18.00: it is not 18


def found_to(value: Expr, digits: int = NUMERIC_DIGITS) -> Number | None:
    """A number as a numerical computation shows it, with all its digits: 2.000000000; None where letters are in it."""
    exact = plain(value)
    if exact.free_symbols or not exact.is_finite:
        return None
    if exact.is_zero:
        return Number("0")
    text = f"{float(exact):#.{digits}g}"
    return None if "e" in text else Number(text.replace("-", "−"))


def decimal(number: float, digits: int = DIGITS, zeros: Literal["", "#"] = "") -> str:
    """So many significant digits, with `zeros` those at the end too, and without an exponent where that is short."""
    text = f"{number:{zeros}.{digits}g}".removesuffix(".")
    if "e" in text and 1e-5 < abs(number) < 1e8:
        text = f"{number:.0f}" if abs(number) > 1 else f"{Decimal(text):f}"
    return text.replace("-", "−")


FILTERS = (
    chained,
    listing,
    sequence,
    equals,
    coordinates,
    nearly,
    equations,
    field,
    partial,
    rate,
    measured,
    differential,
    applied,
    approx,
    found_to,
    spelled,
)
