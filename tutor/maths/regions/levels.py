"""An iterated integral found from the inside outwards, each level a stage that says what is held; a product over a box is split."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from functools import partial
from itertools import product as cartesian
from typing import Any

from flint import arb
from sympy import Basic, Expr, Lt, Mul, Ne, Poly, Pow, S, Symbol, factor_list, fraction, gcd, linsolve, log, together

from tutor.errors import Unsupported
from tutor.maths.integrals.improper import improper_at
from tutor.maths.numbers import sign_of
from tutor.maths.regions.sampling import Sample, number, shares
from tutor.model import Step
from tutor.rule import Stage
from tutor.trees import tree
from tutor.trees.heads import Int

Limits = Sequence[tuple[Symbol, Expr, Expr]]
NEAR = (number(1, 2**20), number(1, 2**50))  # how near to a place one looks whether an integrand falls off
DIVERGENT = (S.Infinity, S.NegativeInfinity)
Levels = Generator[Stage, Expr, Expr]
Turned = Callable[[Int, Expr, Limits, Unsupported], Levels]  # another way to what is left, where this goal has no antiderivative


def nested(integrand: Expr, limits: Limits) -> Expr:
    """The iterated integral, held."""
    out = integrand
    for v, low, high in limits:
        out = Int(out, v, low, high)
    return out


def signed(integrand: Expr, limits: Limits) -> tuple[Expr, Limits]:
    """With every variable known to be positive that only runs through such values: what SymPy then knows, no one has to say."""
    twins: dict[Basic, Basic] = {}
    out: list[tuple[Symbol, Expr, Expr]] = []
    for v, low, high in reversed(limits):
        a, b = tree.substitute(low, twins), tree.substitute(high, twins)
        twin = v
        if not v.is_positive and not v.is_negative and v.is_integer is None:
            low_sign, high_sign = (None if e.has(S.Infinity, S.NegativeInfinity) else sign_of(tree.plain(e)) for e in (a, b))
            if low_sign in (0, 1) and (high_sign == 1 or b is S.Infinity or (high_sign is None and (low_sign == 1 or _goes_up(a, b, out)))):
                twin = Symbol(v.name, positive=True)
        twins[v] = twin
        out.insert(0, (twin, a, b))
    return tree.substitute(integrand, twins), out


def _goes_up(low: Expr, high: Expr, outer: Limits) -> bool:
    """Whether a variable runs from the less to the greater, at many points between the outer limits: y from 0 to 1 - x, for x below 1."""
    return bool(outer) and signs_on(tree.plain(high) - tree.plain(low), outer) == {1}


def levels(integrand: Expr, limits: Limits, facts: Mapping[str, object], turned: Turned | None = None) -> Levels:
    """The value, infinite where it diverges. `facts` go to the words of every level.

    Where a level is not found, what is left is `turned`: that level with the outer ones, or all. Errors: `Unsupported`.
    """
    current, ranges = signed(integrand, limits)
    parts = separated(current, ranges)
    if parts is not None:
        whole = nested(current, ranges)
        split = tree.product(*parts)
        told = {**facts, "count": len(parts), "variables_": tuple(p.variable for p in parts if isinstance(p, Int))}
        yield Stage("split", whole, told, solve=False, equals=split)
        return (yield Stage("product", split, told))
    for k, (v, low, high) in enumerate(ranges):
        outer = ranges[k + 1 :]
        told = {**facts, "v": v, "held": tuple(w for w, _, _ in reversed(outer)), "depth": k, "last": not outer, "levels": len(ranges)}
        still, moving = _apart(Int(current, v, low, high))
        if still:
            told["still"] = tree.product(*still)
        goal = _open(moving)
        before = current
        try:
            noted = partial(_gaps, outer)
            current = yield Stage("level", goal, told, opened=bool(outer), conditions=_within(outer, goal.free_symbols), noted=noted)
        except Unsupported as error:
            if turned is None or len(ranges) < 2:
                raise
            return (yield from turned(goal, *((current, ranges[k:]) if outer else (integrand, limits)), error))
        if current not in DIVERGENT:
            current = tree.product(*still, current) if still else current
        else:
            if signs_on(before, ranges[k:]) not in ({1}, {-1}):
                raise Unsupported("cannot do this: the integral of the absolute value diverges, and the integrand takes both signs")
            break
    return current


def _apart(goal: Int) -> tuple[tuple[Expr, ...], Int]:
    """The factors that do not move, where the others may have an infinite integral; else nothing, and the integral itself."""
    v = goal.variable
    still = tuple(f for f in _factors(goal.expr) if v not in f.free_symbols)
    moving = [f for f in _factors(goal.expr) if v in f.free_symbols]
    if not still or not moving or not _slow(part := Int(tree.product(*moving), v, *goal.limits)):
        return (), goal
    return still, part


def _open(goal: Int) -> Int:
    """The same with a letter that may be 0, where the integrand has no value at a lower limit 0."""
    v, low, _ = goal.args[1], *goal.limits
    if not v.is_positive or low is not S.Zero:
        return goal
    free = Symbol(v.name, real=True)
    placed = tree.plain(goal.expr).xreplace({v: free})
    if not placed.subs(free, 0).has(S.NaN, S.ComplexInfinity, S.Infinity, S.NegativeInfinity):
        return goal
    return Int(tree.substitute(goal.expr, {v: free}), free, *goal.limits)


def signs_on(integrand: Expr, limits: Limits) -> set[int | None]:
    """The signs of an integrand at many points between the limits but for 0; None where it has no value."""
    letters = {s for e in (integrand, *(e for l in limits for e in l)) for s in e.free_symbols} - {v for v, _, _ in limits}
    points = [Sample({s: number(45, 64) for s in letters})]
    for v, low, high in reversed(limits):
        points = [p.at(v, at) for p in points for at in shares(p, low, high)]
    return {p.sign(integrand) for p in points} - {0}


def pole_inside(integrand: Expr, limits: Limits) -> Expr | None:
    """A denominator that takes both signs between the limits and shares no factor with what stands above; None where none is seen."""
    f = tree.plain(integrand)
    variables = tuple(v for v, _, _ in limits)
    if len(limits) < 2 or not f.is_rational_function(*variables):
        return None
    over, under = fraction(together(f))
    factors = factor_list(under, *variables)[1] if under.has(*variables) else []
    return next((b for b, _ in factors if gcd(over, b) == 1 and {1, -1} <= signs_on(b, limits)), None)


def _slow(part: Expr) -> bool:
    """Whether an integrand grows, or falls off, no better than 1/x at a place where its integral is improper: it may diverge."""
    if not isinstance(part, Int) or part.free_symbols:
        return False
    for place in improper_at(_open(part)):
        sizes: list[Any] = []
        for step in NEAR:
            ends = (1 / step,) if place.is_infinite else tuple(Sample({}).value(place) + s * step for s in (1, -1))
            found = [abs(v) * (abs(x) if place.is_infinite else step) for x in ends if (v := Sample({part.variable: x}).value(part.expr))]
            sizes.append(max(found, key=lambda v: float(v.mid()), default=None))
        if None in sizes or not sizes[1] < sizes[0] * number(9, 10):
            return True
    return False


def absolute(integrand: Expr, limits: Limits) -> bool:
    """Whether nothing speaks against a finite integral of the absolute value: without it, the value would be one of this order alone.

    An integrand of one sign has its own; else it must fall off faster than the volume grows at every edge, corner, point of no value.
    """
    f = tree.plain(integrand)
    variables = tuple(v for v, _, _ in limits)
    under = [b for b in (p.base if isinstance(p, Pow) else p.args[0] for p in f.atoms(Pow, log)) if b.has(*variables)]
    if len(limits) < 2 or (not under and all(e.is_finite is not False for l in limits for e in l[1:])):
        return True
    if signs_on(f, limits) in ({1}, {-1}, set()):
        return True
    letters = {s for e in (f, *(e for l in limits for e in l)) for s in e.free_symbols} - set(variables)
    start = Sample({s: number(45, 64) for s in letters})
    ends = [e for e in cartesian((0, 1, None), repeat=len(limits)) if set(e) != {None}]
    if any(_stays([_near(f, limits, start, e, h) for h in NEAR]) for e in ends):
        return False
    return not any(_stays([_round(f, point, start, h) for h in NEAR]) for point in _inner(under, limits, start))


def _near(f: Expr, limits: Limits, sample: Sample, ends: Sequence[int | None], h: arb) -> Any | None:
    """The size of an integrand times that of a box, so near to ends of its limits: the greatest for two directions."""
    sizes: list[Any] = []
    for directions in ((number(1), number(3, 7), number(5, 17)), (number(2, 9), number(1), number(8, 13))):
        point, volume = sample, number(1)
        for (v, low, high), end, share in zip(reversed(limits), ends, directions, strict=False):
            a, b = (point.value(e) if e.is_finite is not False else None for e in (low, high))
            if (a is None and low.is_finite is not False) or (b is None and high.is_finite is not False):
                return None
            far = (a, b)[end] is None if end is not None else False
            width = b - a if a is not None and b is not None else number(1)
            step = width * number(29, 64) if end is None else 1 / (h * share) if far else width * h * share
            if end == 0:
                at = a + step if a is not None else (b if b is not None else number(0)) - step
            elif end == 1:
                at = b - step if b is not None else (a if a is not None else number(0)) + step
            else:
                at = a + step if a is not None else (b if b is not None else number(0)) - step
            point, volume = point.at(v, at), volume * abs(step)
        value = point.value(f)
        if value is None:
            return None
        sizes.append(abs(value) * volume)
    return max(sizes, key=lambda v: float(v.mid()))


def _round(f: Expr, point: Mapping[Symbol, arb], sample: Sample, h: arb) -> Any | None:
    """The same at a distance from a point inside."""
    where = sample
    for (v, at), share in zip(point.items(), (number(1), number(3, 7), number(5, 17)), strict=False):
        where = where.at(v, at + h * share)
    value = where.value(f)
    return None if value is None else abs(value) * h ** len(point)


def _stays(sizes: Sequence[Any | None]) -> bool:
    """Whether a size does not fall off, as that of 1/x times x: nothing is said where it has no value."""
    far, near = sizes
    return far is not None and near is not None and bool(near > NEAR[0] ** 4) and not near < far * number(9, 10)


def _inner(under: Sequence[Expr], limits: Limits, sample: Sample) -> Iterator[Mapping[Symbol, arb]]:
    """Points between the limits at which a form of the second degree below a line, or in a logarithm, touches 0."""
    variables = tuple(v for v, _, _ in limits)
    for base in under:
        if not base.is_polynomial(*variables):
            continue
        for factor, _ in factor_list(base, *variables)[1]:
            if Poly(factor, *variables).total_degree() != 2:
                continue
            for found in linsolve([factor.diff(v) for v in variables], *variables):
                values = [sample.value(tree.evaluated(e)) for e in found if not e.has(*variables)]
                if len(values) == len(variables) and None not in values:
                    point = dict(zip(variables, values, strict=True))
                    inside = Sample({**sample.where, **point})
                    if inside.sign(factor) == 0 and all(
                        inside.sign(v - low) == 1 and inside.sign(high - v) == 1 for v, low, high in limits
                    ):
                        yield point


def _gaps(outer: Limits, steps: Sequence[Step]) -> Mapping[str, object]:
    """The values of outer variables in their ranges at which some line of these steps has no value: a denominator or a logarithm of 0."""
    lines = {e for step in steps for s in step.walk() for e in (s.before, s.after, s.result)}
    zero = {tree.evaluated(p.args[0]) for e in lines for p in e.atoms(Pow, log) if isinstance(p, log) or tree.evaluated(p.exp).is_negative}
    found: dict[Basic, None] = {}
    for k, (v, *ends) in enumerate(outer):
        for b in sorted((b for b in zero if b.free_symbols == {v}), key=str):
            linear = [f for f, _ in factor_list(b, v)[1] if f.diff(v).is_number] if b.is_polynomial(v) else []
            between = [at for f in linear for at in (-f.subs(v, 0) / f.diff(v),) if {1, -1} <= signs_on(v - at, outer[k:])]
            at_ends = [e for e in ends if e.is_number and e.is_finite and b.subs(v, e) == 0]
            found |= dict.fromkeys(Ne(v, at, evaluate=False) for at in (*at_ends, *between))
    return {"gaps": tuple(found)}


def _within(ranges: Limits, letters: set[Basic]) -> tuple[Basic, ...]:
    """The outer variables strictly between their limits, as far as these letters are concerned."""
    found = [
        c
        for v, low, high in ranges
        for end, c in ((low, Lt(low, v, evaluate=False)), (high, Lt(v, high, evaluate=False)))
        if end.is_finite is not False and c.free_symbols <= letters
    ]
    return tuple(found)


def _factors(expr: Expr) -> tuple[Expr, ...]:
    """The factors, those below a line one by one."""
    out: list[Expr] = []
    for f in tree.factors(expr):
        if isinstance(f, Pow) and isinstance(f.base, Mul) and f.exp.is_Integer:
            out += [tree.power(g, f.exp) for g in tree.factors(f.base)]
        else:
            out.append(f)
    return tuple(out)


def separated(integrand: Expr, limits: Limits) -> tuple[Expr, ...] | None:
    """A constant and one integral a variable, where the limits are numbers and every factor holds one variable; else None."""
    variables = {v for v, _, _ in limits}
    if len(limits) < 2 or any((low.free_symbols | high.free_symbols) & variables for _, low, high in limits):
        return None
    of: dict[Symbol, list[Expr]] = {v: [] for v in variables}
    constants: list[Expr] = []
    for f in _factors(integrand):
        inside = f.free_symbols & variables
        if len(inside) > 1:
            return None
        if inside:
            of[inside.pop()].append(f)
        else:
            constants.append(f)
    if sum(map(bool, of.values())) < 2 and not (len(limits) > 2 or not constants):
        return None
    if not any(of.values()):
        return None
    made: list[Expr] = [Int(tree.product(*of[v]) if of[v] else S.One, v, low, high) for v, low, high in reversed(limits)]
    if any(map(_slow, made)):
        return None
    kept = [c for c in constants if c is not S.One]
    return (*kept, *made)
