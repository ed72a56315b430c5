"""Powers: roots, brackets round the base, sin² x, and fractions in an exponent with a slash, e^(−x²/2)."""

from __future__ import annotations

from sympy import Basic, Expr, Function, Integer, Rational, Symbol

from tutor.page.layout import Fraction, Grid, Ident, Layout, Operator, Root, Row, Script, row
from tutor.printing.notation import functions
from tutor.printing.notation.binding import SUM_SIGNS, Binding, binding, bracketed, is_call, items
from tutor.trees.heads.base import Compose

LARGEST_INDEX = 9  # a tenth root is easier to read as a power with exponent 1/10
LARGEST_INSIDE = 1000  # below a root: 2^(2/3) is the cube root of 4
SLASH = Operator("/")


def power(base: Expr, exponent: Basic, compose: Compose) -> Layout:
    """A power whose exponent is not a negative number: those are fractions, see `products`."""
    if isinstance(exponent, Rational) and 1 < exponent.q <= LARGEST_INDEX and _stands_inside(base, exponent):
        inside = base if exponent.p == 1 else base**exponent.p
        return Root(compose(inside), None if exponent.q == 2 else compose(Integer(exponent.q)))
    above = slashed(compose(exponent))
    if type(base).__name__ in functions.RAISED and isinstance(base, Function) and isinstance(exponent, Integer | Symbol):
        return functions.raised(base, above, compose)
    return raise_to(compose(base), above)


def _stands_inside(base: Expr, exponent: Rational) -> bool:
    """Whether the power may stand below the root: √x, and ∛4 for the number 2^(2/3)."""
    return exponent.p == 1 or (isinstance(base, Integer) and exponent.q > 2 and 0 < base**exponent.p <= LARGEST_INSIDE)


def exponential(node: Function, compose: Compose) -> Layout:
    """e with an exponent."""
    return Script(Ident("e"), sup=slashed(compose(node.args[0])))


def raise_to(base: Layout, exponent: Layout) -> Layout:
    """The base in brackets unless it is one thing; on a call the exponent goes to its bracket, f(x)²."""
    match base:
        case Script(inner, sub, None) if sub is not None and binding(base) == Binding.ATOM:
            return Script(inner, sub, exponent)
        case Row((head, arguments)) if is_call(base):
            return Row((head, Script(arguments, sup=exponent)))
    return Script(bracketed(base, Binding.ATOM), sup=exponent)


def slashed(layout: Layout) -> Layout:
    """The fractions that stand alone or as a term, on one line: what is small already gets no smaller."""
    parts = items(layout)
    if not any(isinstance(p, Fraction) for p in parts):
        return layout
    return row(*(_slash(p) if isinstance(p, Fraction) and _is_term(parts, k) and _low(p) else p for k, p in enumerate(parts)))


def _slash(fraction: Fraction) -> Row:
    over, under = bracketed(fraction.over, Binding.PRODUCT), bracketed(fraction.under, Binding.POWER)
    return Row((*items(over), SLASH, *items(under)))


def _is_term(parts: tuple[Layout, ...], k: int) -> bool:
    """Whether nothing but signs, commas and relations adjoins the part."""
    return all(
        isinstance(p, Operator) and (p.symbol in SUM_SIGNS or p.role in ("relation", "separator"))
        for p in (*parts[max(k - 1, 0) : k], *parts[k + 1 : k + 2])
    )


def _low(fraction: Fraction) -> bool:
    return not any(isinstance(p, Fraction | Grid) for half in (fraction.over, fraction.under) for p in items(half))
