"""Walls: expressions whose zeros part the space into cells in which nothing that is asked changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from sympy import Abs, Add, Expr, Heaviside, Max, Min, Mul, Piecewise, Poly, Pow, Symbol, factor_list, fraction, log, sign, together
from sympy.polys.polyerrors import PolynomialError

from tutor.errors import Unsupported
from tutor.maths.regions.axes import Axis, algebraic, versions

MOST_CHOICES = 4  # absolute values and the like in one condition
MOST_ROOTS = 3  # square roots in one condition


def walls(conditions: Iterable[Expr], axes: Sequence[Axis], choices: Iterable[Expr] = ()) -> set[Expr]:
    """The walls of conditions u >= 0, and of the choices that an integrand makes (|v|, max), in algebraic letters."""
    found: set[Expr] = set()
    for u in conditions:
        found |= set(split(_of(algebraic(u, axes), axes), axes))
    for f in choices:
        for g in deciders(algebraic(f, axes)):
            found |= set(split([g], axes))
    return found


def deciders(expr: Expr) -> list[Expr]:
    """What decides by its sign which formula is meant: v of |v|, a - b of max(a, b)."""
    out: list[Expr] = []
    for a in sorted(expr.atoms(Abs, Max, Min, sign, Heaviside), key=str):
        if isinstance(a, Max | Min):
            out += [b - c for k, b in enumerate(a.args) for c in a.args[k + 1 :]]
        else:
            out.append(a.args[0])
    for a in expr.atoms(Piecewise):
        out += [r.lhs - r.rhs for _, condition in a.args for r in condition.atoms() if r.is_Relational]
    return out


def _of(u: Expr, axes: Sequence[Axis]) -> Iterator[Expr]:
    """Expressions without choices and roots that are 0 wherever u changes its sign or its formula."""
    choosing = [a for a in u.atoms(Abs, Max, Min) if not a.free_symbols.isdisjoint(u.free_symbols)]
    if choosing:
        if len(choosing) > MOST_CHOICES:
            raise Unsupported(f"cannot do this: more than {MOST_CHOICES} absolute values in one condition")
        first = max(choosing, key=lambda a: a.count_ops())
        yield from (w for d in deciders(first) for w in _of(d, axes))
        formulas = (first.args[0], -first.args[0]) if isinstance(first, Abs) else first.args
        for formula in formulas:
            yield from _of(u.xreplace({first: formula}), axes)
        return
    for f in u.atoms(log):
        yield from _of(f.args[0], axes)
    over, under = fraction(together(u))
    if under.free_symbols:
        yield from _rational(under, axes, MOST_ROOTS)
    yield from _rational(over, axes, MOST_ROOTS)


def _rational(u: Expr, axes: Sequence[Axis], left: int) -> Iterator[Expr]:
    """Without square roots: A + B sqrt(w) is 0 only where A^2 - B^2 w is."""
    roots = [p for p in u.atoms(Pow) if p.exp.is_Rational and p.exp.q == 2 and p.base.free_symbols]
    if not roots:
        yield u
        return
    if left == 0:
        raise Unsupported("cannot do this: too many square roots in one condition")
    first = max(roots, key=lambda p: p.count_ops())
    w = first.base
    t = Symbol("_root")
    placed = u.replace(lambda e: isinstance(e, Pow) and e.base == w and e.exp.is_Rational, lambda e: t ** (2 * e.exp))
    yield from _of(w, axes)
    try:
        p = Poly(fraction(together(placed))[0], t)
    except PolynomialError:
        yield u
        return
    even = Add(*(c * w ** (m // 2) for (m,), c in p.terms() if m % 2 == 0))
    odd = Add(*(c * w ** (m // 2) for (m,), c in p.terms() if m % 2))
    if even == 0:
        yield from _of(odd, axes)
        return
    yield from _of((even**2 - odd**2 * w).expand(), axes)


def split(found: Iterable[Expr], axes: Sequence[Axis]) -> Iterator[Expr]:
    """Each irreducible factor, without those that no axis stands in."""
    angles = [a.symbol for a in axes if a.is_angle]
    for u in found:
        split = [factors(v) for v in versions(fraction(together(u))[0], angles)]
        yield from max(split, key=lambda parts: (len(parts), -sum(f.count_ops() for f in parts)))


@lru_cache(maxsize=1000)  # the same walls come again for each order of the variables and of the letters
def factors(u: Expr) -> tuple[Expr, ...]:
    """The irreducible factors that hold letters, each with a sign that does not depend on how it came about."""
    if not u.free_symbols:
        return ()
    try:
        listed = [f for f, _ in factor_list(u)[1]]
    except (PolynomialError, NotImplementedError):
        listed = [f for f in Mul.make_args(u)]
    out = []
    for factor in listed:
        f = factor.base if isinstance(factor, Pow) and factor.exp.is_Rational and factor.exp > 0 else factor
        if not f.free_symbols or f.is_positive or f.is_negative:
            continue
        out.append(-f if f.could_extract_minus_sign() else f)
    return tuple(out)
