"""The arithmetic of limits: the limit of an expression from those of its parts, infinite ones included, where it is determinate."""

from __future__ import annotations

from sympy import Abs, Add, Expr, Function, Mul, Pow, S, acos, acosh, asec, asin, asinh, atan, cos, cosh, exp, log, pi, sin, sinh, tanh

from tutor.maths.limits.tendency import enclosed, sign_near, tendency
from tutor.trees import tree
from tutor.trees.heads import Diff, Lim

EVERYWHERE = (sin, cos, exp, atan, Abs, sinh, cosh, tanh, asinh)  # continuous on the whole line
UP_TO_THE_EDGE = (asin, acos)  # continuous where they are defined, also at 1 and -1
INFINITE = {"oo": S.Infinity, "-oo": S.NegativeInfinity}
AT_INFINITY = {
    exp: (S.Infinity, S.Zero), log: (S.Infinity, None), atan: (pi / 2, -pi / 2), tanh: (S.One, S.NegativeOne),
    sinh: (S.Infinity, S.NegativeInfinity), cosh: (S.Infinity, S.Infinity), Abs: (S.Infinity, S.Infinity),
    asinh: (S.Infinity, S.NegativeInfinity), acosh: (S.Infinity, None), asec: (pi / 2, pi / 2),
}  # fmt: skip
EXTREMES = (S.Infinity, S.NegativeInfinity)


def continuous(expr: Expr, lim: Lim) -> bool:
    """Whether an expression is continuous at the point, on its domain: put together from continuous parts that are defined there."""
    if lim.at_infinity or expr.has(Diff):
        return False
    if not (expr.free_symbols & set(lim.variables)):
        return True
    if enclosed(lim.of(expr)):
        return True
    match expr:
        case Pow(args=(base, n)) if n.is_Rational and n.is_positive:
            return continuous(base, lim) and tendency(lim.of(expr)) is not None
        case Add() | Mul():
            return all(continuous(a, lim) for a in expr.args)
        case Function() if isinstance(expr, EVERYWHERE):
            return continuous(expr.args[0], lim)
        case Function() if isinstance(expr, UP_TO_THE_EDGE):
            return continuous(expr.args[0], lim) and tendency(lim.of(expr)) is not None
    return False


def extended(expr: Expr, lim: Lim) -> Expr | None:
    """The limit of an expression by the arithmetic of limits: a number, oo or -oo; None where that says nothing."""
    if not (expr.free_symbols & set(lim.variables)):
        return expr
    if expr in lim.point:
        return lim.point[expr]
    if continuous(expr, lim):
        return tree.evaluated(tree.substitute(expr, lim.point))
    match expr:
        case Add():
            return _sum([extended(a, lim) for a in expr.args])
        case Mul():
            return _product([extended(a, lim) for a in expr.args])
        case Pow(args=(base, n)) if not n.has(*lim.variables):
            return _power(extended(base, lim), n, expr, lim)
        case Pow(args=(base, n)) if not base.has(*lim.variables) and base.is_positive:
            return _exponential(base, extended(n, lim))
        case Function():
            return _applied(expr, extended(expr.args[0], lim), lim)
    return None


def _sum(parts: list[Expr | None]) -> Expr | None:
    if any(p is None for p in parts) or (S.Infinity in parts and S.NegativeInfinity in parts):
        return None
    infinite = [p for p in parts if p in EXTREMES]
    return infinite[0] if infinite else Add(*parts)


def _product(parts: list[Expr | None]) -> Expr | None:
    known = [p for p in parts if p is not None]
    if len(known) < len(parts):
        return None
    if not any(p in EXTREMES for p in known):
        return Mul(*known)
    others = [p for p in known if p not in EXTREMES]
    if any(not p.is_extended_nonzero or not (p.is_positive or p.is_negative) for p in others):
        return None
    negative = sum(bool(p is S.NegativeInfinity or p.is_negative) for p in known)
    return S.NegativeInfinity if negative % 2 else S.Infinity


def _power(base: Expr | None, n: Expr, expr: Expr, lim: Lim) -> Expr | None:
    if base is None or not n.is_number:
        return None
    if base is S.Infinity:
        return S.Infinity if n.is_positive else S.Zero
    if base is S.NegativeInfinity:
        if n.is_negative:
            return S.Zero
        return (S.NegativeInfinity if n % 2 else S.Infinity) if n.is_Integer else None
    if base.is_zero and n.is_negative:
        return _reciprocal(expr, n, lim)
    if base.is_zero is False and (n.is_Integer or base.is_positive):
        return base**n
    return None


def _reciprocal(expr: Pow, n: Expr, lim: Lim) -> Expr | None:
    """1/0: infinite where the base is shown to keep its sign near the point."""
    base, found = expr.args[0], INFINITE.get(str(tendency(lim.of(expr))))
    if found is None or (n.is_Integer and n % 2 == 0) or not n.is_Integer:
        return found
    if len(lim.variables) > 1:
        terms = Add.make_args(tree.evaluated(base))
        kept = all(t.is_nonnegative for t in terms) or all(t.is_nonpositive for t in terms)
        return found if kept else None
    sides = (lim,) if lim.side or lim.at_infinity else (lim.from_side("+"), lim.from_side("-"))
    return found if all(sign_near(base, side) for side in sides) else None


def _exponential(base: Expr, n: Expr | None) -> Expr | None:
    if n is None or (n in EXTREMES and (base - 1).is_zero is not False):
        return None
    if n in EXTREMES:
        grows = bool((base - 1).is_positive) == (n is S.Infinity)
        return S.Infinity if grows else S.Zero
    return base**n


def _applied(expr: Expr, inside: Expr | None, lim: Lim) -> Expr | None:
    if inside is None:
        return None
    if inside in EXTREMES:
        ends = AT_INFINITY.get(type(expr))
        return None if ends is None else ends[0 if inside is S.Infinity else 1]
    if isinstance(expr, log) and inside.is_zero:
        return S.NegativeInfinity if tendency(lim.of(expr)) == "-oo" else None
    if isinstance(expr, EVERYWHERE) or (isinstance(expr, log) and inside.is_positive):
        return expr.func(inside)
    return None
