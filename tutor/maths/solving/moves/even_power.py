"""A power isolated: where an unknown occurs only as x^n, x^n is put in, and the root is taken at the end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from sympy import Dummy, Expr, Ge, Mul, Pow, S, Symbol, expand, factor, sqrt, sqrtdenest

from tutor.maths.solving import move
from tutor.maths.solving.after import told
from tutor.maths.solving.state import Changed, Outcome, State, Zero, change
from tutor.maths.solving.tree import Deduction
from tutor.maths.solving.values import nice
from tutor.model import Claim
from tutor.trees.heads import Equation


def outcomes(state: State) -> Iterator[Outcome]:
    """Each x^2 that stands in an equation with a number before it and nowhere as x alone."""
    if len(state.equations) == 1 or state.tied:
        return  # a curve; or y = lambda is put in first
    for zero in state.equations:
        if len(state.left(zero.expr)) < 2:
            continue
        for x in state.left(zero.expr):
            square = _square(expand(zero.expr), x, state)
            if square is not None and all(_only_even(z.expr, x) for z in state.equations):
                yield _outcome(state, zero, x, square)


def _square(expr: Expr, x: Symbol, state: State) -> Expr | None:
    """What x^2 is, where it stands alone with a constant before it."""
    lead = _lead(expr, x)
    if lead is None or lead.free_symbols & set(state.unknowns) or not state.signs.never_zero(lead):
        return None
    return nice(expand((lead * x**2 - expr) / lead))


@lru_cache(maxsize=20_000)
def _lead(expr: Expr, x: Symbol) -> Expr | None:
    """What stands before x^2, where x occurs in no other way."""
    square = Dummy()
    placed = expr.xreplace({x**2: square})
    if placed.has(x) or placed == expr:
        return None
    lead = placed.diff(square)
    return None if lead.has(square) else lead


@lru_cache(maxsize=20_000)
def _only_even(expr: Expr, x: Symbol) -> bool:
    return not expr.replace(lambda e: isinstance(e, Pow) and e.base == x and e.exp.is_even, lambda e: S.One).has(x)


def _outcome(state: State, zero: Zero, x: Symbol, square: Expr) -> Outcome:
    lines: tuple[Deduction, ...] = ()
    relation = Equation(x**2, square)
    if zero.shown not in (relation, Equation(square, x**2)):
        lead = _lead(expand(zero.expr), x)
        claim = Claim(zero.expr, lead * (x**2 - square))
        lines = (Deduction("isolate_power", (relation,), {"x": x, "power": x**2, "value": square, "equation": zero.shown}, (claim,)),)
    root = _root(square)
    made = replace(
        state,
        unknowns=tuple(u for u in state.unknowns if u != x),
        equations=(),
        values=(*state.values, (x, (root, -root))),
        conditions=(*state.conditions, *(() if square.is_nonnegative else (Ge(square, S.Zero, evaluate=False),))),
        nonzero=tuple((e, r) for e, r in state.nonzero if not e.has(x)),
    )
    known = state.signs.excluded(x)
    if known is not None:
        for f in state.normal(square).factors:
            made = made.with_nonzero(f, *known)
    kept: list[Zero] = []
    changed: list[Changed] = []
    for z in state.equations:
        if z is zero:
            continue
        if not z.has(x):
            kept.append(z)
            continue
        new = change(made, z, {p: square ** (p.exp / 2) for p in (z.shown.left - z.shown.right).atoms(Pow) if p.base == x})
        changed.append(new)
        if new.zero is not None and all(new.zero.factors != k.factors for k in kept):
            kept.append(new.zero)
    opening = Deduction("substitute", (), {"x": x, "value": square, "relation": relation, "into": tuple(c.before.shown for c in changed)})
    more, end, uses = told(changed, opening, made.signs)
    return Outcome((*lines, *more), replace(made, equations=tuple(kept)) if end is None else end, uses, 1)


def _root(square: Expr) -> Expr:
    """The root of an expression; of a perfect square, up to its sign, without a root sign."""
    found = factor(square)
    root = sqrtdenest(sqrt(found))
    number, rest = found.as_coeff_Mul()
    powers = [f.as_base_exp() for f in Mul.make_args(rest)]
    if number.is_positive and all(n.is_Integer and n % 2 == 0 for b, n in powers):
        return sqrt(number) * Mul(*(b ** (n / 2) for b, n in powers))
    return root


MOVE = move.Move(
    outcomes,
    move.MoveRank.CHOOSE,
    "where y occurs only as y^2, y^2 = a is put in, and y is the root of a or minus it",
    ("x^2 + y^2 = 4, x + 2y^2 = 3; x, y",),
    "Stewart, Calculus, 14.8",
)
