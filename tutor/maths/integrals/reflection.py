"""The interval read from the other end: f(x) beside f(a + b - x), or from 0 to infinity beside f(c/x) c/x^2."""

from __future__ import annotations

from dataclasses import dataclass

from sympy import Add, Expr, Mul, Pow, S, Symbol, cancel, expand_log, log, together

from tutor.maths.integrals.improper import improper_at
from tutor.maths.integrals.rational import as_fraction
from tutor.maths.integrals.regular import at, keeps_sign, regular, settings
from tutor.maths.integrals.table import pure_quadratic
from tutor.maths.values import NoValue
from tutor.trees.heads import Int
from tutor.trees.tree import evaluated

PLACES = (0.13, 0.29, 0.41, 0.62, 0.87)  # shares of the interval at which values are compared
FALLS = 2  # by how much the degree below is higher: then the integral to infinity converges
CLOSE = 2.0**-40


@dataclass(frozen=True, slots=True)
class Reflected:
    """What f(x) + f(a + b - x) is: `total` times the factor `rest`, which is the same from both ends."""

    total: Expr
    rest: Expr
    turned: Expr


def reflected(node: Int) -> Reflected | None:
    """Where the two values always add up to one number, or to one number times g where f is x g; None elsewhere."""
    low, high = map(evaluated, node.limits)
    f, x = evaluated(node.expr), node.variable
    if not (low.is_finite and high.is_finite) or low == high or not f.has(x):
        return None
    turned = f.xreplace({x: low + high - x})
    if turned == f or not (regular(node) or keeps_sign(node)):  # of one sign and with a constant sum f is bounded; else it may diverge
        return None
    beside = evaluated(f / x)
    if f.is_Mul and x in f.args and _equal(node, beside, beside.xreplace({x: low + high - x})):
        return Reflected(low + high, beside, turned)
    middle = expand_log(evaluated(f.xreplace({x: (low + high) / 2})))
    if not middle.is_finite or not _equal(node, f + turned, 2 * middle):
        return None
    return Reflected(2 * middle, S.One, turned)


@dataclass(frozen=True, slots=True)
class TurnedOver:
    """With c/x for x: the integrand that it becomes, and the sum of the two."""

    c: Expr
    turned: Expr
    total: Expr


def turned_over(node: Int) -> TurnedOver | None:
    """From 0 to infinity, where f(x) + f(c/x) c/x^2 is simpler than a logarithm times a fraction; c is 1, or that of x^2 + c."""
    if node.limits != (S.Zero, S.Infinity):
        return None
    f, x = evaluated(node.expr), node.variable
    if not _converges(node, f, x):
        return None
    t = Symbol(x.name, positive=True)
    here = f.xreplace({x: t})
    found = {q / p for a in f.atoms(Pow) if isinstance(a.base, Add) and (pq := pure_quadratic(a.base, x)) for p, q in (pq,)}
    for c in sorted((e for e in found | {S.One} if e.is_positive), key=str):
        turned = cancel(together(expand_log(here.xreplace({t: c / t}), force=False) * c / t**2))
        total = cancel(together(here + turned))
        if not total.has(log(t)):
            return TurnedOver(c, turned.xreplace({t: x}), total.xreplace({t: x}))
    return None


def _converges(node: Int, f: Expr, x: Symbol) -> bool:
    """Whether f is a power of ln x times a fraction that is bounded, has no pole at 0 or beyond, and falls like 1/x^2: quadrature cannot
    tell, as the two sides may cancel."""
    logs = [a for a in Mul.make_args(f) if a.as_base_exp()[0] == log(x)]
    found = as_fraction(f / logs[0], x) if len(logs) == 1 and logs[0].as_base_exp()[1].is_Integer else None
    if found is None or not logs[0].as_base_exp()[1].is_positive or found.under.degree() - found.over.degree() < FALLS:
        return False
    return not found.under.nth(0).is_zero and improper_at(node) == (S.Zero, S.Infinity)


def _equal(node: Int, one: Expr, other: Expr) -> bool:
    """Whether two functions agree at places between the limits: what comes of it is compared with the integral itself."""
    for where in settings(node):
        for share in PLACES:
            try:
                a, b = (at(e, where) for e in node.limits)
                here = {**where, node.variable: a + (b - a) * share}
                p, q = at(one, here), at(other, here)
            except NoValue:
                return False
            if not p.overlaps(q) or max(float(p.rad()), float(q.rad())) > CLOSE * (1 + abs(float(q.mid()))):
                return False
    return True
