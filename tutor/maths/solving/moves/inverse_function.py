"""A function of several unknowns with a given value: sin(x + y) = 0 gives x + y = kπ, e^(xy) = 1 gives x y = 0."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sympy import Eq, Symbol

from tutor.maths.solving import move
from tutor.maths.solving.alone import of_polynomial
from tutor.maths.solving.inverse import kernels_of, preimages
from tutor.maths.solving.special import inner
from tutor.maths.solving.state import Case, Cases, Outcome, State, Zero, letters, new_zero
from tutor.maths.solving.tree import Deduction, Nothing
from tutor.trees.heads import Equation


def outcomes(state: State) -> Iterator[Outcome]:
    """Each equation that is a polynomial in one function of several unknowns."""
    t = Symbol("t", real=True)
    for zero in state.equations:
        left = state.left(zero.expr)
        if len(zero.factors) > 1 or len(left) < 2:
            continue
        kernels = kernels_of(zero.factors[0], *left)
        if len(kernels) != 1:
            continue
        (kernel,) = kernels
        polynomial = zero.factors[0].xreplace({kernel: t})
        if polynomial.has(*left) or not polynomial.is_polynomial(t):
            continue
        found = of_polynomial(polynomial, t, state.signs)
        if found is None:
            continue
        k = next(letters(state))
        insides = [preimages(kernel, v, k, state.signs) for v in found.values]
        if any(p is None for p in insides):
            continue
        values = [v for p in insides if p is not None for v in p.values]
        whole = any(p is not None and p.whole is not None for p in insides)
        facts = {"equation": zero.shown, "kernel": kernel, "values": found.values, "letter": k if whole else None}
        if not values:
            yield Outcome((), Nothing("no_real_value", (zero.shown,), {**facts, "by": "function"}))
            return
        base = replace(state.without(zero), parameters=(*state.parameters, *((k,) if whole else ())))
        made = []
        for v in values:
            new, _ = new_zero(base, inner(kernel) - v)
            if new is None:
                break
            made.append(Zero(new.factors, Equation(inner(kernel), v)))
        if len(made) < len(values):
            continue
        if len(made) == 1:
            yield Outcome((Deduction("inverse_function", (made[0].shown,), facts),), base.and_zero(made[0]))
        else:
            branches = tuple(Case((Eq(z.shown.left, z.shown.right, evaluate=False),), (), base.and_zero(z)) for z in made)
            yield Outcome((), Cases("inverse_function", branches, facts))


MOVE = move.Move(
    outcomes,
    move.MoveRank.CHOOSE,
    "a function of u is undone where its value is known: e^u = c, ln u = c, sin u = c",
    ("sin(x + y) = 0, x - y = 0; x, y", "e^(x y) = 1, x + y = 2; x, y"),
    "Stewart, Calculus, Appendix D",
)
