"""Products of sines and cosines of two angles as one function of their sum or difference: sin u cos v + cos u sin v = sin(u + v)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sympy import Add, Expr, Mul, S, cos, expand, sin

from tutor.maths.solving import move
from tutor.maths.solving.state import Outcome, State, Zero
from tutor.maths.solving.tree import Deduction
from tutor.maths.solving.writing import equation_of
from tutor.model import Claim
from tutor.trees.heads import Equation

Pair = tuple[Expr, tuple[type[Expr], Expr], tuple[type[Expr], Expr]]


def outcomes(state: State) -> Iterator[Outcome]:
    """All equations with such a factor at once."""
    rows: list[Equation] = []
    before: list[Equation] = []
    laws: list[Equation] = []
    claims: list[Claim] = []
    kept: list[Zero] = []
    for zero in state.equations:
        joined = {f: one for f in zero.factors if (one := _joined(f)) is not None}
        if not joined:
            kept.append(zero)
            continue
        made = Mul(*(joined.get(f, f) for f in zero.factors))
        found = state.normal(made)
        if found.impossible or found.holds or found.excluded:
            return
        new = Zero(found.factors, equation_of(found.left))
        laws += [Equation(f, one) for f, one in joined.items()]
        claims.append(Claim(zero.expr, made))
        before.append(zero.shown)
        rows.append(new.shown)
        kept.append(new)
    if rows:
        facts = {"laws": tuple(laws), "before": tuple(before)}
        yield Outcome((Deduction("angle_sum", tuple(rows), facts, tuple(claims)),), replace(state, equations=tuple(kept)))


def _joined(factor: Expr) -> Expr | None:
    """c (sin u cos v + cos u sin v), and its like, by one function; None where it is nothing like that."""
    terms = Add.make_args(factor)
    pairs = [_pair(t) for t in terms]
    if len(terms) != 2 or any(p is None for p in pairs):
        return None
    (a, first, second), (b, third, fourth) = (p for p in pairs if p is not None)
    angles = {first[1], second[1]}
    if abs(a) != abs(b) or len(angles) != 2 or {third[1], fourth[1]} != angles:
        return None
    if first[0] == second[0]:
        if third[0] != fourth[0] or third[0] == first[0]:
            return None
        c = a if first[0] == cos else b  # c cos u cos v + d sin u sin v
        d = b if first[0] == cos else a
        return c * cos(expand(first[1] + second[1] if d == -c else first[1] - second[1]))
    if third[0] == fourth[0]:
        return None
    u, v = (first[1], second[1]) if first[0] == sin else (second[1], first[1])  # a sin u cos v + b cos u sin v
    if (sin, v) not in (third, fourth):
        return None
    return a * sin(expand(u + v if a == b else u - v))


def _pair(term: Expr) -> Pair | None:
    """A number times two sines or cosines."""
    number, rest = term.as_coeff_Mul()
    factors = Mul.make_args(rest)
    if len(factors) != 2 or not all(isinstance(f, sin | cos) for f in factors) or number == S.Zero:
        return None
    one, other = factors
    return number, (one.func, one.args[0]), (other.func, other.args[0])


MOVE = move.Move(
    outcomes,
    move.MoveRank.SIMPLIFY,
    "sin u cos v + cos u sin v = sin(u + v), cos u cos v - sin u sin v = cos(u + v)",
    ("sin(x) cos(y) + cos(x) sin(y) = 0, x - y = 0; x, y",),
    "Stewart, Calculus, Appendix D",
)
