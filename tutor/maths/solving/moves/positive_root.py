"""The root of both sides, where all letters are positive: x^2 = 2 y^2 leaves x = sqrt(2) y."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import gcd

from sympy import Add, Expr, Mul, Pow, Rational, Symbol, expand

from tutor.maths.solving import move
from tutor.maths.solving.state import Outcome, State, Zero
from tutor.maths.solving.tree import Deduction
from tutor.maths.solving.values import nice
from tutor.model import Claim
from tutor.trees.heads import Equation


def outcomes(state: State) -> Iterator[Outcome]:
    """The first equation between a number times u^n and a number times v^n."""
    for zero in state.equations:
        found = _root(state, zero)
        if found is not None:
            lower, line = found
            kept = tuple(lower if z is zero else z for z in state.equations if z is zero or z.factors != lower.factors)
            yield Outcome((line,), replace(state, equations=kept))
            return


def _root(state: State, zero: Zero) -> tuple[Zero, Deduction] | None:
    terms = Add.make_args(expand(zero.expr)) if len(zero.factors) == 1 else ()
    if len(terms) != 2:
        return None
    (a, left), (b, right) = (t.as_coeff_Mul() for t in terms)
    if not (a * b).is_negative:
        return None
    n = gcd(*(_power(state, f) for f in (*Mul.make_args(left), *Mul.make_args(right))))
    if n < 2:
        return None
    u, v = (Mul(*(f.base ** (f.exp / n) for f in Mul.make_args(m))) for m in (left, right))
    factor = nice((-b / a) ** Rational(1, n))
    others = Add(*(u ** (n - 1 - k) * (factor * v) ** k for k in range(n)))
    relation = Equation(u, factor * v)
    line = Deduction("positive_root", (relation,), {"equation": zero.shown, "n": n}, (Claim(zero.expr, a * (u - factor * v) * others),))
    return Zero((u - factor * v,), relation), line


def _power(state: State, factor: Expr) -> int:
    """The exponent of an unknown that is positive; 1 for all else."""
    known = isinstance(factor, Pow) and factor.exp.is_Integer and factor.exp > 0 and isinstance(factor.base, Symbol)
    return int(factor.exp) if known and state.signs.sign(factor.base) == 1 else 1


MOVE = move.Move(
    outcomes,
    move.MoveRank.SIMPLIFY,
    "where x and y are positive, x^n = a y^n leaves x = a^(1/n) y",
    ("x^2 - 2y^2 = 0, x + y = 1, x > 0, y > 0; x, y",),
    "Stewart, Calculus, 14.8",
)
