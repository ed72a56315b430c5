"""Combine two equations: add, subtract, or multiply each by an unknown and compare, where the result is simpler."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

from flint import fmpq_mpoly
from sympy import Add, Expr, Mul, Symbol, expand

from tutor.errors import Unsupported
from tutor.maths.solving import move
from tutor.maths.solving.alone import paired
from tutor.maths.solving.grounds import grounds
from tutor.maths.solving.multiplied import divided, multiplied
from tutor.maths.solving.normal import Normal
from tutor.maths.solving.polynomial import Ring, fractions_of
from tutor.maths.solving.state import Outcome, State, Zero
from tutor.maths.solving.tree import Deduction, Nothing
from tutor.maths.solving.writing import equation_of, is_product
from tutor.model import Claim

MOST_EQUATIONS = 6
SIMPLE_PRODUCT = 6  # lines that a product of differences is worth, since each of its cases is short
MOST_COMBINED = 3  # times on one way


def outcomes(state: State) -> Iterator[Outcome]:
    """Each combination of two equations that is a product, or simpler than both."""
    if not 1 < len(state.equations) <= MOST_EQUATIONS or state.combined >= MOST_COMBINED:
        return
    if any(len(z.factors) > 1 and len(state.left(z.expr)) > 1 and is_product(z.shown) for z in state.equations):
        return  # a product that is 0 is split before anything is done to it
    if state.tied:
        return  # y = lambda is put in first
    ring, fractions = fractions_of(*(z.expr for z in state.equations))
    letters = {u: k for k, u in enumerate(ring.meaning) if u in state.unknowns}
    seen: set[object] = set()
    for (a, (p, over)), (b, (q, under)) in combinations(zip(state.equations, fractions, strict=True), 2):
        inside = [u for u in state.left(a.expr + b.expr) if u in letters]
        for u, v in _multipliers(ring, letters, inside, p, q):
            made = u * p - v * q
            if made.is_zero() or not _simpler(made, p, q, u.is_constant() and v.is_constant(), ring, state):
                continue
            try:
                found = state.normal(ring.expression(made))
            except Unsupported:  # a factor of it may be 0: other combinations and other moves need not have it
                continue
            first, second = ring.expression(u * over), ring.expression(v * under)
            if found.impossible and not found.excluded:
                facts, claim = _said(a, b, first, second, found)
                facts |= {"grounds": grounds(found.dropped, state.signs)}
                yield Outcome((), Nothing("combine_contradiction", (equation_of(found.numerator),), facts, (claim,)), found.uses)
                continue
            known = {z.factors for z in state.equations} | seen
            if not found.factors or found.factors in known or found.left in state.tried:
                continue
            seen.add(found.factors)
            yield _outcome(state, a, b, first, second, found, len(made) < len(p) + len(q))


def _outcome(state: State, a: Zero, b: Zero, u: Expr, v: Expr, found: Normal, cancelled: bool) -> Outcome:
    left = state.left(found.left)
    zero = Zero(found.factors, equation_of(Mul(*(paired(found.factors, left[0]) if len(left) == 1 else found.factors))))
    facts, claim = _said(a, b, u, v, found)
    powers = () if all(n == 1 for _, n in found.powers) else (equation_of(Mul(*(f**n for f, n in found.powers))),)
    line = Deduction("combine", (*powers, zero.shown), facts | divided(found, state.signs), (claim,))
    # one of the two follows from the other and the new one, where its multiplier is a number
    rest = state
    tried = {found.left}
    if v.is_number and u.is_number:
        rest = state.without(a if _bulk(a.expr) > _bulk(b.expr) else b)
    elif v.is_number:
        rest = state.without(b)
    elif u.is_number:
        rest = state.without(a)
    tried |= {z.expr for z in state.equations if z not in rest.equations}
    rest = replace(rest, tried=rest.tried | tried, combined=rest.combined + 1)
    favour = SIMPLE_PRODUCT if len(found.factors) > 1 and cancelled and all(len(Add.make_args(f)) <= 2 for f in found.factors) else 0
    longer = len(Add.make_args(expand(found.left))) > max(len(Add.make_args(expand(z.expr))) for z in (a, b))
    return Outcome((line,), rest.and_zero(zero), found.uses, 3 * longer + (0 if u.is_number and v.is_number else 1), favour)


def _said(a: Zero, b: Zero, u: Expr, v: Expr, found: Normal) -> tuple[dict[str, object], Claim]:
    """What was done with the equations as they stand on the page: `added` where the second has a negative multiplier."""
    first, second, u, w, claim = multiplied(a, b, u, -v, found)
    facts = {"first": first, "second": second, "u": u, "v": -w, "sum": u == w == 1, "difference": u == 1 and w == -1}
    return facts | {"added": None if w.could_extract_minus_sign() else w}, claim


def _bulk(expr: Expr) -> int:
    return len(Add.make_args(expand(expr))) * 3 + int(expr.count_ops())


def _multipliers(
    ring: Ring, letters: dict[Expr, int], inside: list[Symbol], p: fmpq_mpoly, q: fmpq_mpoly
) -> Iterator[tuple[fmpq_mpoly, fmpq_mpoly]]:
    """Pairs u, v so that u times the first minus v times the second may lose terms."""
    one, gens = ring.context.constant(1), ring.context.gens()
    yield one, one
    yield one, -one
    for x, y in combinations(inside, 2):
        yield gens[letters[x]], gens[letters[y]]
        yield gens[letters[y]], gens[letters[x]]
    for x in inside:  # so that x drops out
        k = letters[x]
        if p.degrees()[k] == q.degrees()[k] == 1:
            u, v = q.derivative(k), p.derivative(k)
            g = u.gcd(v)
            yield divmod(u, g)[0], divmod(v, g)[0]


def _simpler(made: fmpq_mpoly, p: fmpq_mpoly, q: fmpq_mpoly, numbers: bool, ring: Ring, state: State) -> bool:
    """Whether a product came out whose factors are simple, or an equation with fewer unknowns or fewer terms than both."""
    if len(made) >= len(p) + len(q) and not numbers:
        return False
    limit = max(len(p), len(q))
    factors = [f for f, _ in made.factor()[1]]
    if len(factors) > 1:
        if len(made) >= len(p) + len(q):
            return all(f.total_degree() == 1 for f in factors) and len(made) <= limit + 1
        return max(map(len, factors)) <= max(limit, 2)
    fewer = _count(made, ring, state) < max(_count(p, ring, state), _count(q, ring, state))
    return len(made) < limit or (fewer and len(made) <= limit)


def _count(polynomial: fmpq_mpoly, ring: Ring, state: State) -> int:
    """How many unknowns occur."""
    return sum(bool(d) and bool(ring.meaning[k].free_symbols & set(state.unknowns)) for k, d in enumerate(polynomial.degrees()))


MOVE = move.Move(
    outcomes,
    move.MoveRank.CHOOSE,
    "what follows from two equations: their sum, their difference, or u times one minus v times the other",
    ("x^2 + y = 2, y^2 + x = 2; x, y", "2 y z = 2 a x, 2 x z = 2 a y, x^2 + y^2 = 1; x, y, z, a"),
    "Stewart, Calculus, 14.8",
)
