"""Every SymPy class and head of ours that can be printed, and who lays it out.

Arguments are printed in the order they stand: the trees are held, and ordering is `arrange`'s business.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sympy as sp
from sympy.core.function import AppliedUndef
from sympy.logic.boolalg import BooleanFalse, BooleanTrue

from tutor.page.layout import BigOperator, Fenced, Fraction, Ident, Layout, Number, Operator, Row, Script, Space, Words, fenced, listed, row
from tutor.printing.notation import functions
from tutor.printing.notation.binding import Binding, binding, bracketed
from tutor.printing.notation.letters import MINUS, letter
from tutor.printing.notation.powers import exponential, power, slashed
from tutor.printing.notation.products import product
from tutor.printing.notation.sums import total
from tutor.trees.heads import Inert
from tutor.trees.heads.base import Compose
from tutor.trees.zero_of import WITHOUT_FORMULA

Lay = Callable[[Any, Compose], Layout]
RELATIONS = {"==": "=", "!=": "≠", "<": "<", "<=": "≤", ">": ">", ">=": "≥"}
ROUNDED_DIGITS = 4  # of a number without a formula
FLOAT_DIGITS = 15  # all that a double is sure of: 0.1 + 0.2 prints as 0.3


def _python(value: object, compose: Compose) -> Layout:
    return compose(sp.sympify(value, strict=True))


def _rational(node: Any, compose: Compose) -> Layout:
    shown: Layout = Number(str(abs(node.p)))
    if node.q != 1:
        shown = Fraction(shown, Number(str(node.q)))
    return Row((MINUS, shown)) if node.p < 0 else shown


def _float(node: Any, compose: Compose) -> Layout:
    if not node.is_finite:
        raise TypeError(f"no notation for the number {node}")
    mantissa, _, exponent = f"{float(abs(node)):.{FLOAT_DIGITS}g}".partition("e")
    shown: Layout = Number(mantissa)
    if exponent:
        shown = Row((shown, Operator("·"), Script(Number("10"), sup=compose(int(exponent)))))
    return row(MINUS, shown) if node < 0 else shown


def _power(node: Any, compose: Compose) -> Layout:
    if isinstance(node.exp, sp.Rational) and node.exp.p < 0:
        return product(node, compose)
    return power(node.base, node.exp, compose)


def _integral(node: Any, compose: Compose) -> Layout:
    signs: list[Layout] = []
    ends: list[Layout] = []
    for variable, *bounds in node.limits:
        below, above = (compose(b) for b in bounds) if len(bounds) == 2 else (None, None)
        signs.insert(0, BigOperator(Operator("∫", "prefix"), below and slashed(below), above and slashed(above)))
        ends += [Space(), Ident("d"), compose(variable)]
    return row(*signs, bracketed(compose(node.function), Binding.NEGATIVE), *ends)


def _series(sign: str) -> Lay:
    def laid(node: Any, compose: Compose) -> Layout:
        ((index, low, high),) = node.limits
        below = row(compose(index), Operator("=", "relation"), compose(low))
        return row(BigOperator(Operator(sign), below, compose(high), limits=True), bracketed(compose(node.function), Binding.PRODUCT))

    return laid


def _head(node: Any, compose: Compose) -> Layout:
    match node.layout(compose):
        case Script(Fenced("", body, "|"), sub, None) if sub is not None:
            whole = Fenced("[", body, "]") if binding(body) <= Binding.PRODUCT else body
            return Script(Fenced("", whole, "|"), slashed(sub))
        case Script(Fenced("[") as base, sub, sup) if sub is not None and sup is not None:  # the limits of one bracket alike
            return Script(base, slashed(sub), slashed(sup))
        case Script(base, sub, sup) if sub is not None:
            return Script(base, slashed(sub), sup)
        case laid:
            return laid  # type: ignore[no-any-return]


def _relation(node: Any, compose: Compose) -> Layout:
    return row(compose(node.lhs), Operator(RELATIONS[node.rel_op], "relation"), compose(node.rhs))


def _list(open: str, close: str) -> Lay:
    return lambda node, compose: Fenced(open, listed(tuple(compose(a) for a in node.args)), close)


def _logic(word: str) -> Lay:
    def laid(node: Any, compose: Compose) -> Layout:
        parts = [fenced(compose(a)) if isinstance(a, sp.And | sp.Or) else compose(a) for a in node.args]
        return row(*(p for k, part in enumerate(parts) for p in ((Words(word),) if k else ()) + (part,)))

    return laid


def _decimal(node: Any) -> Layout:
    """A number without a formula, rounded."""
    value = float(sp.N(node, FLOAT_DIGITS))
    shown = Number(f"{abs(value):.{ROUNDED_DIGITS}g}")
    return row(MINUS, shown) if value < 0 else shown


def _or_decimal(lay: Lay) -> Lay:
    """As it is laid out, but rounded where it is a number that holds one without a formula."""
    return lambda node, compose: _decimal(node) if node.is_number and node.has(*WITHOUT_FORMULA) else lay(node, compose)


def _constant(layout: Layout) -> Lay:
    return lambda node, compose: layout


_INFINITY = Ident("∞", "upright")
LAYERS: dict[type, Lay] = {
    **dict.fromkeys((int, float, tuple), _python),
    Inert: _head,
    sp.Symbol: lambda node, compose: letter(node.name),
    sp.Rational: _rational,
    sp.Float: _float,
    type(sp.pi): _constant(Ident("π")),
    type(sp.E): _constant(Ident("e")),
    type(sp.I): _constant(Ident("i")),
    type(sp.oo): _constant(_INFINITY),
    type(-sp.oo): _constant(Row((MINUS, _INFINITY))),
    sp.Add: _or_decimal(total),
    sp.Mul: _or_decimal(product),
    sp.Pow: _or_decimal(_power),
    sp.exp: _or_decimal(exponential),
    sp.Function: _or_decimal(functions.application),
    **dict.fromkeys(WITHOUT_FORMULA, lambda node, compose: _decimal(node)),
    AppliedUndef: functions.called,
    sp.Abs: functions.absolute,
    sp.floor: functions.rounded_down,
    sp.ceiling: functions.rounded_up,
    sp.factorial: functions.factorial,
    sp.binomial: functions.binomial,
    sp.Piecewise: functions.cases,
    sp.Max: functions.application,
    sp.Min: functions.application,
    sp.Integral: _integral,
    sp.Sum: _series("∑"),
    sp.Product: _series("∏"),
    sp.Tuple: _list("(", ")"),
    sp.FiniteSet: _list("{", "}"),
    sp.core.relational.Relational: _relation,
    sp.And: _logic(" and "),
    sp.Or: _logic(" or "),
    BooleanTrue: _constant(Words("true")),
    BooleanFalse: _constant(Words("false")),
}
