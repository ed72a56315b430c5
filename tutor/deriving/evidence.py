"""Whether a claim holds, found without the rule that made it.

Rational claims are decided exactly. Others are evaluated with real balls at seeded sample points inside the side
conditions, with both signs: balls that do not overlap *prove* that the claim is wrong, and overlap at every point is
strong evidence, not proof, and is called `interval`. Where an integral had to be differentiated by a difference
quotient the evidence is only `numeric`.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import islice
from typing import Any

import sympy as sp
from flint import ctx
from sympy.core.function import AppliedUndef
from sympy.core.relational import Relational

from tutor.maths.numbers import is_zero
from tutor.maths.values import BALLS, PRECISION, Evaluator, Jet, NotRational, NoValue, exactly
from tutor.maths.values.defined import flat
from tutor.model import Claim
from tutor.strength import Evidence, weakest
from tutor.trees.heads import At, Bounded, Cross, Determinant, Diff, Dot, Int, Lim, MatrixOf, Moving, Slot, System, Vector
from tutor.trees.heads.region import PointSet
from tutor.trees.tree import plain, spelled, substitute

ENOUGH = 5  # points that must agree: two wrong smooth functions that agree at five random points do not occur
ENOUGH_ANALYTIC = 2  # where both sides are analytic wherever they are defined, which no branch and no bar can hide
ENOUGH_SIGNS = 25  # points at which a sign is looked at
MOST = 200  # points that may be tried, of which some fall outside the domain
MOST_WITHIN = 1000  # where an inequality is claimed within conditions, which few of them may keep
TOO_NARROW = 3  # points at which the right side may lack a value that the left side has
SHARP = 40  # bits that both balls must have, else a point says nothing
# Sample points are k/64 (k odd, so that no coordinate is special): mostly moderate, some small, some large.
ORDINARY = 80  # tries before the rarer ranges are looked at
FAR_RANGES = ((9.0, 30.0), (0.02, 0.3), (20.0, 120.0), (0.0, 4.0))
FINE = 4096  # the denominators of points between two ends
ANALYTIC = (
    *(sp.Add, sp.Mul, sp.Number, sp.NumberSymbol, sp.Tuple, sp.exp, sp.sin, sp.cos, sp.tan, sp.sec, sp.csc, sp.cot, sp.sinh, sp.cosh),
    *(sp.tanh, AppliedUndef, At, Cross, Determinant, Diff, Dot, MatrixOf, Slot, Vector),
)
RANGES = ((0.3, 2.2), (0.05, 0.95), (1.05, 4.0), (0.2, 1.0), (2.0, 9.0))


class Refuted(Exception):
    """A claim is wrong, and balls prove it: the rule that made it is broken. Carries the claim and the point."""

    def __init__(self, claim: Claim, point: dict[str, str]) -> None:
        super().__init__(f"{claim.left} = {claim.right} fails at {point}")
        self.claim = claim
        self.point = point


@lru_cache(maxsize=20_000)
def holds(claim: Claim, seed: int = 0) -> Evidence:
    """The evidence for a claim, `none` where no sample point lies in its domain. `Refuted` where it is wrong."""
    if isinstance(claim.left, Bounded):
        return _bounded(claim.left)
    if isinstance(claim.left, System):
        return _solutions(claim.left, claim.right)
    if isinstance(claim.left, PointSet):
        from tutor.maths.regions.membership import (  # most claims need neither regions nor bounds, which take a while to load
            Disagrees,
            covers,
        )

        try:
            return covers(claim.right, claim.left, seed)
        except Disagrees as found:
            raise Refuted(claim, found.point) from None
    if claim.right is sp.true and isinstance(claim.left, Relational):
        return _stated(claim, seed)
    if claim.right is sp.true and claim.left is sp.false:  # SymPy has seen that it fails
        raise Refuted(claim, {})
    if isinstance(claim.left, Int) and not claim.left.is_definite:
        claim = _differentiated(claim)
    if claim.left == claim.right:
        return "exact"
    if _same_function(claim) or _by_definition(claim):
        return "exact"
    apart = _over_a_box(claim)
    if apart is not None:
        return holds(apart, seed)
    decided = _decided(claim)
    if decided is not None:
        if not decided:
            raise Refuted(claim, {})
        return "exact"
    before, ctx.prec = ctx.prec, PRECISION
    try:
        return _sampled(claim, seed)
    finally:
        ctx.prec = before


def _stated(claim: Claim, seed: int) -> Evidence:
    """Whether an inequality holds: proved for numbers, looked at within the conditions where letters are left. `Refuted` where it fails."""
    before, ctx.prec = ctx.prec, PRECISION
    try:
        symbols = sorted(claim.left.free_symbols.union(*(c.free_symbols for c in claim.conditions)), key=str)
        agreed, signs = 0, set[bool]()
        for point in islice(points(symbols, seed), (MOST_WITHIN if claim.conditions else MOST) if symbols else 1):
            at = Evaluator(BALLS, {s: Jet({0: BALLS.number(*v)}) for s, v in point.items()}, seed)
            try:
                if not all(satisfied(c, at) for c in claim.conditions):
                    continue
                if satisfied(claim.left, at):
                    agreed += 1
                    signs.add(satisfied(sp.Gt(*claim.left.args, evaluate=False), at))
                elif _fails(claim.left, at):
                    raise Refuted(claim, {str(s): f"{p}/{q}" for s, (p, q) in point.items()})
            except NoValue:
                continue
            if len(signs) == 2 and _without_gaps(claim):
                raise Refuted(claim, {})
            if agreed == ENOUGH_SIGNS:
                break
    finally:
        ctx.prec = before
    if not symbols:
        return "exact" if agreed or plain(claim.left) is sp.true else "none"
    return "sampled" if agreed >= ENOUGH else "none"


def _without_gaps(claim: Claim) -> bool:
    """Whether a difference that takes both signs is 0 somewhere between, as a polynomial is."""
    if claim.conditions or any(s.is_integer or s.is_nonnegative for s in claim.left.free_symbols):
        return False
    return isinstance(claim.left, sp.Ne) and all(plain(side).is_polynomial() for side in claim.left.args)


def _fails(relation: Relational, at: Evaluator) -> bool:
    """Whether an inequality certainly fails at the point: its opposite does hold, or both sides agree to the last digit."""
    left, right = relation.args
    if isinstance(relation, sp.Ne):
        if left.is_number and right.is_number:
            return is_zero(plain(left) - plain(right)) is True
        a, b = at(left).parts[0], at(right).parts[0]
        return _meet(a, b) and _sharp(a) and _sharp(b)
    return satisfied(relation.negated, at)


def _solutions(system: System, points: sp.Basic) -> Evidence:
    """Whether every point satisfies every equation and condition; letters that are left are sampled. That none is missing is not asked."""
    found: list[Evidence] = []
    for point in points.args:
        at = dict(zip(system.unknowns, point.args, strict=True))
        for equation in system.equations:
            found.append(holds(Claim(substitute(equation.left, at), substitute(equation.right, at))))
        for condition in system.conditions:
            placed = substitute(condition, at)
            if not placed.free_symbols and not _certain(placed):
                raise Refuted(Claim(system, points), {str(s): str(a) for s, a in at.items()})
    return weakest(*found)


def _certain(condition: sp.Basic) -> bool:
    """Whether a relation of numbers holds: by balls, or where its sides are equal."""
    if plain(condition) is sp.true:
        return True
    before, ctx.prec = ctx.prec, PRECISION
    try:
        return satisfied(condition, Evaluator(BALLS, {}))
    finally:
        ctx.prec = before


def _differentiated(claim: Claim) -> Claim:
    """Antiderivatives are equal up to a constant: their slopes are equal."""
    x = claim.left.args[1]
    return Claim(Diff(claim.left, x), Diff(claim.right, x), claim.conditions)


def _by_definition(claim: Claim) -> bool:
    """Whether the right side is the limit that an improper integral is, or the sum of its parts from one place to the next."""
    match claim.left, claim.right:
        case (Int() as whole, Lim(expr=Int() as part) as limit) if (
            whole.is_definite and part.is_definite and whole.args[:2] == part.args[:2]
        ):
            ((t, end),) = limit.point.items()
            (a, b), (low, high) = whole.limits, part.limits
            upward = low == a and high == t and end == plain(b) and limit.side in ("", "-")
            downward = high == b and low == t and end == plain(a) and limit.side in ("", "+")
            return (upward or downward) and t not in whole.free_symbols
        case (Int() as whole, sp.Add(args=parts)) if whole.is_definite and all(isinstance(p, Int) and p.is_definite for p in parts):
            ends = (whole.limits[0], *(p.limits[1] for p in parts))
            return ends[-1] == whole.limits[1] and all(
                p.args[:2] == whole.args[:2] and p.limits == (low, high) for p, low, high in zip(parts, ends, ends[1:], strict=False)
            )
    return False


def _over_a_box(claim: Claim) -> Claim | None:
    """That an iterated integral with constant limits is a product of integrals with the same limits: a claim about the integrands."""
    limits: dict[sp.Basic, tuple[sp.Basic, sp.Basic]] = {}
    inner = claim.left
    while isinstance(inner, Int) and inner.is_definite:
        limits[inner.variable], inner = inner.limits, inner.expr
    parts = [f for f in claim.right.args if isinstance(f, Int)] if isinstance(claim.right, sp.Mul) else []
    if len(limits) < 2 or {p.variable: p.limits for p in parts} != limits or len(parts) != len(limits):
        return None
    letters = set(limits)
    constants = [f for f in claim.right.args if not isinstance(f, Int)]
    mixed = any(e.free_symbols & letters for ends in limits.values() for e in ends) or any(c.free_symbols & letters for c in constants)
    if mixed or any(p.expr.free_symbols & letters - {p.variable} for p in parts):
        return None
    return Claim(inner, sp.Mul(*constants, *(p.expr for p in parts), evaluate=False), claim.conditions)


def _same_function(claim: Claim) -> bool:
    """Whether both sides are the limit, at one place, of one rational function, written in two ways."""
    match claim.left, claim.right:
        case (Lim() as left, Lim() as right) if left.args[1:] == right.args[1:]:
            return bool(_decided(Claim(left.expr, right.expr)))
    return False


def _decided(claim: Claim) -> bool | None:
    """Exactly, where both sides are rational functions; None elsewhere."""
    try:
        left, right = exactly(sp.Tuple(claim.left, claim.right))
    except (NotRational, NoValue):
        return None
    sides = zip(flat(left), flat(right), strict=True)
    return all(a.parts[0].over * b.parts[0].under == b.parts[0].over * a.parts[0].under for a, b in sides)


def _sampled(claim: Claim, seed: int) -> Evidence:
    symbols = sorted(claim.left.free_symbols | claim.right.free_symbols, key=spelled)
    agreed, narrower, numeric = 0, 0, [False]
    enough = ENOUGH_ANALYTIC if _analytic(claim.left) and _analytic(claim.right) else ENOUGH
    for point in islice(points(symbols, seed, _between(claim.conditions)), MOST if symbols else 1):
        where = {s: Jet({0: BALLS.number(*v)}) for s, v in point.items()}
        at = Evaluator(BALLS, where, seed, numeric=numeric)
        try:
            if not all(satisfied(c, at) for c in claim.conditions):
                continue
            left = list(flat(at(claim.left)))
        except NoValue:
            continue
        try:
            right = list(flat(at(claim.right)))
        except NoValue:
            narrower += 1
            if narrower == TOO_NARROW:
                return "none"  # the right side is not defined where the left side is
            continue
        if len(left) != len(right) or any(not _meet(a.parts[0], b.parts[0]) for a, b in zip(left, right, strict=True)):
            raise Refuted(claim, {str(s): f"{p}/{q}" for s, (p, q) in point.items()})
        if all(_sharp(v.parts[0]) for v in (*left, *right)):
            agreed += 1
            if agreed == enough or not symbols:
                return "numeric" if numeric[0] else "interval"
    return "none"


@lru_cache(maxsize=20_000)
def _analytic(expr: sp.Basic) -> bool:
    """Whether a tree is made of sums, products, whole powers and functions without branches, in letters that run through intervals."""
    match expr:
        case sp.Symbol():
            return not expr.is_integer
        case sp.Pow(args=(base, exponent)):
            return exponent.is_Integer and _analytic(base)
    return isinstance(expr, ANALYTIC) and all(map(_analytic, expr.args))


def points(
    symbols: list[sp.Basic], seed: int, ends: Mapping[sp.Basic, tuple[Fraction, Fraction]] | None = None
) -> Iterator[dict[sp.Basic, tuple[int, int]]]:
    """Seeded sample points as exact fractions: both signs, or positive or whole where a symbol is declared so, or within its `ends`."""
    draw = random.Random(f"{seed}:{[spelled(s) for s in symbols]}")
    k = 0
    while True:
        low, high = _ranges(k)
        yield {s: _inside(*ends[s], draw) if ends and s in ends else _coordinate(s, draw, low, high, k) for s in symbols}
        k += 1


def _between(conditions: Sequence[sp.Basic]) -> dict[sp.Basic, tuple[Fraction, Fraction]]:
    """The letters that conditions keep between two numbers."""
    lows: dict[sp.Basic, list[Fraction]] = {}
    highs: dict[sp.Basic, list[Fraction]] = {}
    for c in conditions:
        if not isinstance(c, Relational) or c.rel_op not in ("<", "<=", ">", ">="):
            continue
        less, more = (c.lhs, c.rhs) if c.rel_op in ("<", "<=") else (c.rhs, c.lhs)
        for letter, end, found in ((less, more, highs), (more, less, lows)):
            if letter.is_Symbol and not letter.is_integer and end.is_number and end.is_finite:
                found.setdefault(letter, []).append(Fraction(float(end)).limit_denominator(10**6))
    return {s: (max(lows[s]), min(highs[s])) for s in lows.keys() & highs.keys() if max(lows[s]) < min(highs[s])}


def _inside(low: Fraction, high: Fraction, draw: random.Random) -> tuple[int, int]:
    place = low + (high - low) * Fraction(2 * draw.randint(2, 61) + 1, 128)
    return place.numerator, place.denominator


def _ranges(k: int) -> tuple[float, float]:
    return RANGES[k % len(RANGES)] if k < ORDINARY else FAR_RANGES[k % len(FAR_RANGES)]


def _coordinate(s: sp.Basic, draw: random.Random, low: float, high: float, k: int) -> tuple[int, int]:
    sign = -1 if s.is_negative else 1 if s.is_nonnegative or k % 3 == 0 else draw.choice((1, -1))
    if isinstance(s, Moving) and (place := s.inside(draw.uniform(0.1, 0.9), draw.uniform(low, high))) is not None:
        return Fraction(place).limit_denominator(FINE).as_integer_ratio()
    if s.is_integer:
        return sign * draw.randint(1, 7), 1
    return sign * (2 * draw.randint(int(low * 32), int(high * 32)) + 1), 64


def _bounded(condition: Bounded) -> Evidence:
    from tutor.maths.limits.bounds import bounded

    return bounded(condition)


def satisfied(condition: sp.Basic, at: Evaluator) -> bool:
    """Whether a condition certainly holds at the point."""
    match condition:
        case sp.logic.boolalg.BooleanAtom():
            return bool(condition)
        case sp.And():
            return all(satisfied(c, at) for c in condition.args)
        case sp.Or():
            return any(satisfied(c, at) for c in condition.args)
        case Bounded():
            return _bounded(condition) != "none"
        case sp.Eq():
            left, right = at(condition.lhs).parts[0], at(condition.rhs).parts[0]
            return _meet(left, right) and _sharp(left) and _sharp(right)
        case sp.core.relational.Relational():
            difference = (at(condition.lhs) + at.scale(at(condition.rhs), -1, 1)).parts[0]
            match condition:
                case sp.Ne():
                    return not difference.contains(0)
                case sp.StrictGreaterThan():
                    return bool(difference > 0)
                case sp.GreaterThan():
                    return bool(difference >= 0)
                case sp.StrictLessThan():
                    return bool(difference < 0)
                case sp.LessThan():
                    return bool(difference <= 0)
    raise TypeError(f"a condition of class {type(condition).__name__} cannot be checked")


def _meet(a: Any, b: Any) -> bool:
    return bool(a.overlaps(b))


def _sharp(a: Any) -> bool:
    return bool(a.rel_accuracy_bits() >= SHARP or (a.contains(0) and a.rad() < 2.0**-SHARP))
