"""Integrals that are found term by term, without looking for a way: powers, a linear inside, products of powers, waves and exponentials."""

from __future__ import annotations

from sympy import Add, Expr, Mul, Pow, S, Symbol, cos, exp, expand, sin
from sympy.simplify.fu import TR8

from tutor.maths.integrals.linear import with_linear_inside
from tutor.maths.integrals.table import entry
from tutor.trees import tree
from tutor.trees.heads import Int

HIGHEST = 8  # powers of sine, cosine or the variable beside them
LONGEST = 40  # terms
MOST_OPERATIONS = 300  # of what is multiplied out


def value_of(goal: Int) -> Expr | None:
    """A definite integral, by its antiderivative term by term; None where that is not found or has no value at an end."""
    inside = value_of(goal.expr) if isinstance(goal.expr, Int) else tree.plain(goal.expr)
    if inside is not None and inside.is_zero:
        return S.Zero
    x, (low, high) = goal.variable, map(tree.plain, goal.limits)
    found = None if inside is None or inside.has(Int) else antiderivative(inside, x)
    if found is None:
        return None
    value = found.subs(x, high) - found.subs(x, low)
    return value if value.is_finite is not False and not value.has(S.NaN, S.Infinity, S.ComplexInfinity) else None


def expanded(f: Expr) -> Expr:
    """Multiplied out, unless that would be long."""
    steep = any(p.exp.is_Integer and abs(p.exp) > HIGHEST for p in f.atoms(Pow))
    return f if steep or f.count_ops() > MOST_OPERATIONS else expand(f)


def antiderivative(f: Expr, x: Symbol) -> Expr | None:
    """None where a term is none of these."""
    whole = tree.plain(f)
    found = _of_terms(whole, x)
    return _of_terms(expanded(whole), x) if found is None else found


def _of_terms(f: Expr, x: Symbol) -> Expr | None:
    terms = Add.make_args(f)
    if len(terms) > LONGEST:
        return None
    found = [_of(term, x) for term in terms]
    return None if any(part is None for part in found) else Add(*found)


def _of(term: Expr, x: Symbol) -> Expr | None:
    number, rest = term.as_independent(x, as_Add=False)
    base, n = rest.as_base_exp()
    if base in (x, S.One) and n != -1 and not n.has(x):
        return number * x ** (n + 1) / (n + 1) if base == x else number * x
    known = entry(rest, x) or with_linear_inside(rest, x)
    found = known.value if known is not None else _of_square(rest, x) or _of_waves(rest, x)
    return None if found is None else number * found


def _of_square(f: Expr, x: Symbol) -> Expr | None:
    """x (a + b x^2)^p."""
    for power in f.atoms(Pow):
        base, p = power.args
        b = base.coeff(x, 2)
        if b != 0 and not (base - b * x**2).has(x) and not p.has(x) and p != -1 and f / power == x:
            return Pow(base, p + 1) / (2 * b * (p + 1))
    return None


def _of_waves(f: Expr, x: Symbol) -> Expr | None:
    """A power of x times sines and cosines, or times an exponential, of what is linear in x."""
    factors = Mul.make_args(f)
    powers = [g for g in factors if g.as_base_exp()[0] == x]
    waves = [g for g in factors if g not in powers]
    if not all(_is_wave(g, x) for g in waves) or any(not _is_low(g.as_base_exp()[1]) for g in powers) or not waves:
        return None
    if len(waves) > 1 or not isinstance(waves[0], sin | cos | exp):
        summed = expanded(TR8(expanded(Mul(*waves))))
        parts = [_of(Mul(*powers) * term, x) for term in Add.make_args(summed)] if summed != Mul(*waves) else [None]
        return None if any(part is None for part in parts) else Add(*parts)
    return _by_parts(Mul(*powers), waves[0], x)


def _by_parts(polynomial: Expr, wave: Expr, x: Symbol) -> Expr | None:
    """p w integrated by parts until nothing is left of p."""
    found, sign = S.Zero, 1
    while polynomial != 0:
        known = entry(wave, x) or with_linear_inside(wave, x)
        if known is None:
            return None
        wave = known.value
        found, sign, polynomial = found + sign * polynomial * wave, -sign, polynomial.diff(x)
        number, wave = wave.as_independent(x, as_Add=False)
        polynomial *= number
    return found


def _is_wave(g: Expr, x: Symbol) -> bool:
    base, n = g.as_base_exp()
    if isinstance(g, exp):
        return bool(g.args[0].diff(x, 2) == 0)
    return isinstance(base, sin | cos) and bool(base.args[0].diff(x, 2) == 0) and _is_low(n)


def _is_low(n: Expr) -> bool:
    return bool(n.is_Integer) and 0 < int(n) <= HIGHEST
