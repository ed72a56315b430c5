"""Symmetry about the middle of an interval: f(b - (x - a)) = f(x); and what repeats without end."""

from __future__ import annotations

from sympy import Abs, Dummy, Expr, Integer, S, cancel, cos, cot, csc, expand_trig, gcd, pi, sec, sin, tan

from tutor.maths.integrals.linear import slope_of
from tutor.maths.integrals.regular import regular
from tutor.trees.heads import Int
from tutor.trees.tree import evaluated


def half_period(node: Int) -> tuple[Expr, Expr] | None:
    """The middle of the interval, and 2, where an integrand of sines and cosines is the same on both sides of it."""
    if not node.is_definite:
        return None
    f, x = evaluated(node.expr), node.variable
    a, b = map(evaluated, node.limits)
    if (
        (a.free_symbols | b.free_symbols)
        or not (a.is_finite and b.is_finite)
        or not f.has(sin, cos, tan, sec, csc, cot)
        or a + b == 0
        or f.has(Abs)
    ):
        return None
    turned = f.xreplace({x: a + b - x})
    if turned == f or cancel(expand_trig(turned) - expand_trig(f)) == 0:
        return (a + b) / 2, Integer(2)
    return None


def repeats(node: Int) -> tuple[Int, ...]:
    """Of a bounded periodic integrand up to infinity: the integrals over a period at the finite limit, a half and a quarter of it."""
    if not node.is_definite or node.free_symbols:
        return ()
    f, x = evaluated(node.expr), node.variable
    a, b = map(evaluated, node.limits)
    if b is not S.Infinity and a is not S.NegativeInfinity:
        return ()
    waves = [e for e in f.atoms(sin, cos, tan, sec, csc, cot) if e.has(x)]
    slopes = [k for e in waves if (k := slope_of(e.args[0], x)) is not None]
    if not waves or len(slopes) < len(waves) or f.xreplace({e: Dummy() for e in waves}).has(x):
        return ()
    shares = [cancel(k / slopes[0]) for k in slopes]
    if not all(s.is_Rational for s in shares):
        return ()
    period = 2 * pi / (abs(slopes[0]) * gcd(shares))
    start = a if a.is_finite else S.Zero
    ends = [(start, start + period / n) if a.is_finite or not b.is_finite else (b - period / n, b) for n in (1, 2, 4)]
    found = tuple(Int(node.expr, x, *map(evaluated, pair)) for pair in ends)
    return found if regular(found[0]) else ()
