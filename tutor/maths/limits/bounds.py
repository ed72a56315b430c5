"""Bounds near a point, proposed and checked: what an existing limit of several variables rests on.

Checked exactly: a factor whose range is bounded whatever stands in it (sine, cosine, arctangent), and a monomial over a
power of a sum of even monomials, by the weighted inequality of the means, A^a B^b <= a A + b B for a + b = 1. Checked by
intervals, cut finer where needed: |g(r, t)| <= C for all angles t and all 0 <= r <= 1/8, once a power of r is divided out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from flint import arb, ctx
from sympy import (
    Abs,
    Add,
    Dummy,
    Expr,
    Integer,
    Max,
    Min,
    Mul,
    Poly,
    Pow,
    Rational,
    S,
    Symbol,
    atan,
    cos,
    exp,
    expand,
    linsolve,
    log,
    pi,
    rem,
    sign,
    simplify,
    sin,
    tan,
    tanh,
)

from tutor.maths.limits.angles import ByHand, by_hand
from tutor.maths.limits.arithmetic import extended
from tutor.maths.limits.tendency import tendency
from tutor.maths.values import BALLS, Evaluator, Jet, NoValue
from tutor.strength import Evidence
from tutor.trees import tree
from tutor.trees.heads import Bounded, Lim

RANGES = {sin: S.One, cos: S.One, tanh: S.One, sign: S.One, atan: pi / 2}  # the size of a function, whatever its argument
RADIUS_BITS = 3  # polar bounds are checked for 0 <= r <= 2^-3
MOST_PIECES = 4_000  # boxes looked at before a bound is given up
FIRST_ANGLES = 64  # pieces of the full turn to begin with
INTERVAL_BITS = 64
R, THETA = Symbol("r", nonnegative=True), Symbol("theta", real=True)


@lru_cache(maxsize=2048)
def bounded(statement: Bounded) -> Evidence:
    """The evidence that |f| <= g near the point; `none` where there is none."""
    f, g = tree.evaluated(statement.expr), tree.evaluated(statement.bound)
    if any(g in (size * Abs(rest), Abs(size * rest)) for rest, size in without_bounded_factors(f)):
        return "exact"
    if _by_roots(f, g) or _by_two(f, g) or _by_remainder(f, g, statement):
        return "exact"
    far = any(a.is_infinite for a in statement.point.values())
    shifted = {v: v + a for v, a in statement.point.items() if not a.is_infinite}
    f_there, g_there = (tree.evaluated(tree.substitute(e, shifted)) for e in (f, g))
    if _by_means(f_there, g_there, tuple(statement.point)) or _by_least(f_there, g_there, tuple(statement.point)):
        return "exact"
    if not far and len(statement.point) == 2 and not (f.free_symbols | g.free_symbols) - set(statement.point):
        ratio = in_polar(f / g, statement.point)
        if ratio is not None and ratio[0] >= 0 and _all_round(R ** ratio[0] * ratio[1]):
            return "interval"
    return "none"


def without_bounded_factors(expr: Expr) -> Iterator[tuple[Expr, Expr]]:
    """The product without some of its factors of bounded range, and the product of their sizes: one factor first, then more."""
    factors = Mul.make_args(expr)
    powers = [(f, *f.as_base_exp()) for f in factors]
    sizes = {f: RANGES[type(base)] ** n for f, base, n in powers if type(base) in RANGES and n.is_Integer and n > 0}
    for count in range(1, len(sizes) + 1):
        for left_out in combinations(sizes, count):
            yield Mul(*(f for f in factors if f not in left_out)), Mul(*(sizes[f] for f in left_out))


# -- monomials over powers of sums of even monomials ---------------------------------------------------------------------


Terms = tuple[tuple[tuple[Expr, ...], Expr], ...]  # exponents by the variables' order, and the coefficient


@dataclass(frozen=True, slots=True)
class MonomialBound:
    """coefficient · x^n over (a sum of even monomials)^power; exponents by the variables' order."""

    coefficient: Expr
    exponents: tuple[Rational, ...]
    below: Terms
    power: Rational


def fraction_of(term: Expr, variables: tuple[Symbol, ...]) -> MonomialBound | None:
    """A product as such a fraction; None where it is none. Absolute values of monomials count as monomials."""
    coefficient, exponents = S.One, [S.Zero] * len(variables)
    below: Terms = ()
    power = S.Zero
    for f in Mul.make_args(term):
        base, n = f.as_base_exp()
        if not f.free_symbols:
            coefficient *= f
        elif isinstance(base, Abs) and n.is_Rational and (inner := fraction_of(base.args[0], variables)) is not None and not inner.below:
            coefficient *= abs(inner.coefficient) ** n
            exponents = [e + n * k for e, k in zip(exponents, inner.exponents, strict=True)]
        elif base in variables and n.is_Rational:
            exponents[variables.index(base)] += n
        elif isinstance(base, Add) and n.is_Rational and n.is_negative and not below:
            listed = sizes_of(base, variables)
            if listed is None:
                return None
            below, power = listed, -n
        else:
            return None
    return MonomialBound(coefficient, tuple(exponents), below, power)


def sizes_of(total: Expr, variables: tuple[Symbol, ...]) -> Terms | None:
    """A sum of positive multiples of powers of the sizes of the variables, such as |x| + 2 y^2; None where it is none."""
    listed = []
    for term in Add.make_args(expand(total)):
        found = fraction_of(term, variables)
        if found is None or found.below or not found.coefficient.is_positive or any(e < 0 for e in found.exponents):
            return None
        if not term.is_nonnegative:
            return None
        listed.append((found.exponents, found.coefficient))
    return tuple(listed)


def _by_means(f: Expr, g: Expr, variables: tuple[Symbol, ...]) -> bool:
    """Whether |f/g| <= 1, f/g a monomial over E^p: then (|f/g| E^p)^(1/p) is to be at most E."""
    found = fraction_of(_without_bars(f / g), variables)
    if found is None or not found.below:
        return False
    p = found.power
    ratio = abs(found.coefficient) ** (1 / p)
    exponents = tuple(e / p for e in found.exponents)
    return any(
        all((c - ratio * w).is_nonnegative for (_, c), w in zip(chosen, weights, strict=True))
        for chosen, weights in _means(exponents, found.below)
    )


def _by_roots(f: Expr, g: Expr) -> bool:
    """Whether g is |f| with a root of a sum without negative terms replaced by the sum of the roots."""
    roots = [e for e in Mul.make_args(f) if isinstance(e, Pow) and isinstance(e.base, Add) and 0 < e.exp < 1]
    kept = [e for e in roots if all(t.is_nonnegative for t in expand(e.base).args)]
    return any((g - Add(*(t**e.exp for t in expand(e.base).args)) * abs(f / e)).expand().is_zero for e in kept)


def _by_two(f: Expr, g: Expr) -> bool:
    """Whether g is |f| with the greater or the smaller of two replaced by what its size is at most."""
    return any((g - most**n * abs(f / e**n)).expand().is_zero for e, n in chosen_of_two(f) for most in size_of_two(e))


def chosen_of_two(expr: Expr) -> list[tuple[Expr, Integer]]:
    """The factors that are the greater or the smaller of two, each with its power."""
    powers = [f.as_base_exp() for f in Mul.make_args(expr)]
    return [(f, n) for f, n in powers if isinstance(f, Max | Min) and len(f.args) == 2 and n.is_Integer and n.is_positive]


def size_of_two(chosen: Expr) -> list[Expr]:
    """What the size of the greater or the smaller of two is at most: both together; for the smaller of two that are not negative either."""
    a, b = chosen.args
    alone = [a, b] if isinstance(chosen, Min) and a.is_nonnegative and b.is_nonnegative else []
    return [*alone, abs(a) + abs(b)]


def _without_bars(expr: Expr) -> Expr:
    """A product whose size is the same: |u| is of the size of u, and sqrt(u^2) too."""
    factors = []
    for f in Mul.make_args(expr):
        base, n = f.as_base_exp()
        factors.append(Mul(*(u**n for u in Mul.make_args(base.args[0]))) if isinstance(base, Abs) else f)
    return Mul(*factors)


def _means(exponents: tuple[Expr, ...], below: Terms) -> Iterator[tuple[Terms, tuple[Expr, ...]]]:
    """The monomials of a sum, one or two of them, of which a monomial is the weighted geometric mean, with the weights."""
    for m in below:
        if tuple(m[0]) == exponents:
            yield (m,), (S.One,)
    for m, n in combinations(below, 2):
        k = next((k for k in range(len(exponents)) if m[0][k] != n[0][k]), None)
        if k is None:
            continue
        w = Rational(1) * (exponents[k] - n[0][k]) / (m[0][k] - n[0][k])
        if 0 < w < 1 and all(w * a + (1 - w) * b == e for a, b, e in zip(m[0], n[0], exponents, strict=True)):
            yield (m, n), (w, 1 - w)


@dataclass(frozen=True, slots=True)
class Squeeze:
    """One term of a function and what its size is at most: `fraction` is the part that is at most `most`, `rest` what stays."""

    term: Expr
    rest: Expr
    fraction: Expr
    most: Expr
    bound: Expr
    by_means: bool


def squeezed(term: Expr, lim: Lim) -> Squeeze | None:
    """A term, about the origin, with a bound that tends to 0: a part that is at most a number, times what is left."""
    variables = lim.variables
    plain = [f for f in Mul.make_args(term) if fraction_of(f, variables) is not None]
    beside = term / Mul(*plain)
    found = fraction_of(Mul(*plain), variables)
    if found is None or not found.below:
        return None
    best: tuple[int, Squeeze] | None = None
    for cost, made in _ways(term, beside, found, lim):
        there = Lim(made.rest, variables, [a if a.is_infinite else S.Zero for a in lim.point.values()])
        if (best is None or cost < best[0]) and extended(made.rest, there) == 0:
            best = cost, made
    return None if best is None else best[1]


def peeled(term: Expr, lim: Lim) -> Squeeze | None:
    """The same for a product over several sums: one of them bounded with a part above the line, where what is left tends to 0."""
    variables, best = lim.variables, None
    for below in Mul.make_args(term):
        above = [f for f in Mul.make_args(term) if (m := fraction_of(f, variables)) is not None and not m.below]
        found = fraction_of(below * Mul(*above), variables)
        if found is None or not found.below:
            continue
        for cost, made in _ways(term, term / (below * Mul(*above)), found, lim):
            there = Lim(made.rest, variables, [S.Zero] * len(variables))
            if (best is None or cost < best[0]) and made.rest.has(*variables) and tendency(there) == "zero":
                best = cost, made
    return None if best is None else best[1]


def _ways(term: Expr, beside: Expr, found: MonomialBound, lim: Lim) -> Iterator[tuple[int, Squeeze]]:
    """A part of a monomial that is at most a number times the power of the sum below it, by one or two terms of the sum; the cost first."""
    variables, p = lim.variables, found.power
    choices: list[tuple[tuple[Expr, ...], tuple[Expr, ...], tuple[Expr, ...]]] = [(m, (S.One,), (c,)) for m, c in found.below]
    for (m, c), (n, d) in combinations(found.below, 2):
        choices.append((tuple((a + b) / 2 for a, b in zip(m, n, strict=True)), (S.Half, S.Half), (c, d)))
    for exponents, weights, coefficients in choices:
        rest = tuple(e - p * k for e, k in zip(found.exponents, exponents, strict=True))
        if any(e < 0 for e in rest) and not lim.at_infinity:
            continue
        left = abs(found.coefficient) * beside * _monomial(variables, rest)
        # k (a A + b B) <= c A + d B with k = the least of c/a, d/b
        scale = min(c / w for c, w in zip(coefficients, weights, strict=True))
        most = scale ** (-p)
        taken = _monomial(variables, tuple(p * k for k in exponents))
        below = Add(*(c * abs(_monomial(variables, m)) for m, c in found.below)) ** p
        made = Squeeze(term, Abs(left), Abs(taken) / below, most, most * Abs(left), len(weights) > 1)
        yield len(weights) * 10 + sum(bool(e) for e in rest), made


def majorant(term: Expr, total: Expr, variables: tuple[Symbol, ...]) -> tuple[Expr, Expr] | None:
    """The C and p with |term| <= C total^p everywhere, for a monomial and a sum of powers; None where one or two terms give none.

    With A and B of the sum and term = A^a B^b it is p = a + b, by the inequality of the means for the weights a/p and b/p.
    """
    below, found = sizes_of(total, variables), fraction_of(term, variables)
    if below is None or found is None or found.below:
        return None
    for (m, c), (n, d) in combinations(below, 2):
        for a, b in _as_powers(found.exponents, m, n):
            p = a + b
            scale = min(w * p / k for w, k in ((c, a), (d, b)) if k)  # scale (a A + b B)/p <= c A + d B
            return abs(found.coefficient) * scale ** (-p), p
    return None


def sizes(term: Expr, total: Expr, variables: tuple[Symbol, ...]) -> tuple[Expr, Expr, list[tuple[Expr, Expr]]] | None:
    """The C and p with |term| <= C total^p, and the bounds of the variables: |x| <= (total/c)^(1/n) where c |x|^n is in the sum."""
    below, found = sizes_of(total, variables), fraction_of(term, variables)
    if below is None or found is None or found.below:
        return None
    alone = {k: (exponents[k], c) for exponents, c in below for k in range(len(variables)) if exponents[k] == sum(exponents)}
    used = [(k, e) for k, e in enumerate(found.exponents) if e]
    if any(k not in alone or e < 0 for k, e in used):
        return None
    most, p = abs(found.coefficient), S.Zero
    for k, e in used:
        n, c = alone[k]
        most, p = most * c ** (-e / n), p + e / n
    return most, p, [(abs(variables[k]), (total / alone[k][1]) ** (1 / alone[k][0])) for k, _ in used]


def _as_powers(exponents: tuple[Expr, ...], m: tuple[Expr, ...], n: tuple[Expr, ...]) -> Iterator[tuple[Expr, Expr]]:
    """The a, b >= 0, not both 0, for which the exponents are a m + b n."""
    a, b = Dummy("a"), Dummy("b")
    solved = linsolve([a * i + b * j - e for e, i, j in zip(exponents, m, n, strict=True)], (a, b))
    for found in solved:
        if all(k.is_nonnegative for k in found) and any(found):
            yield found


def _monomial(variables: tuple[Symbol, ...], exponents: tuple[Expr, ...]) -> Expr:
    """A product of powers; a broken power is one of the size, which has it on both sides of 0."""
    return Mul(*((v if e.is_Integer else abs(v)) ** e for v, e in zip(variables, exponents, strict=True)))


# -- sums with mixed terms ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Least:
    """A polynomial that is at least `least`, a sum of even monomials, each mixed term being at most the half of two of them."""

    least: Expr
    mixed: tuple[tuple[Expr, Expr], ...]
    squares: Expr  # the polynomial less `least`, as a sum of squares with positive numbers in front


def least_of(total: Expr, variables: tuple[Symbol, ...]) -> Least | None:
    """x^2 - x y + y^2 is at least (x^2 + y^2)/2; None where no mixed term stands in it, or too little of the squares would stay."""
    if not total.is_polynomial(*variables) or total.free_symbols - set(variables):
        return None
    terms = Poly(total, *variables).terms()
    left = {m: c for m, c in terms if c > 0 and all(n % 2 == 0 for n in m)}
    mixed: list[tuple[Expr, Expr]] = []
    squares: Expr = S.Zero
    for m, c in terms:
        if m in left:
            continue
        pair = next(
            ((a, b) for a, b in combinations(sorted(left), 2) if all(i + j == 2 * n for i, j, n in zip(a, b, m, strict=True))), None
        )
        if pair is None:
            return None
        roots = [_monomial(variables, tuple(Rational(n, 2) for n in e)) for e in pair]
        mixed.append((c * _monomial(variables, tuple(map(Rational, m))), abs(c) / 2 * Add(*(r**2 for r in roots))))
        squares += abs(c) / 2 * (roots[0] + (1 if c > 0 else -1) * roots[1]) ** 2
        for e in pair:
            left[e] -= abs(c) / 2
    if not mixed or any(c <= 0 for c in left.values()):
        return None
    least = Add(*(c * _monomial(variables, tuple(map(Rational, m))) for m, c in left.items()))
    return Least(_taken_out(least), tuple(mixed), squares) if expand(total - least - squares) == 0 else None


def _taken_out(total: Expr) -> Expr:
    """A sum with the number that all terms have in common in front."""
    number, rest = total.as_content_primitive()
    return Mul(number, rest, evaluate=False) if number != 1 and isinstance(rest, Add) else total


def _by_least(f: Expr, g: Expr, variables: tuple[Symbol, ...]) -> bool:
    """Whether g is |f| with a sum below the line replaced by what it is at least."""
    for factor in Mul.make_args(f):
        base, n = factor.as_base_exp()
        found = least_of(expand(base), variables) if n.is_Rational and n.is_negative else None
        if found is not None and _of_size(g, f / factor * found.least**n):
            return True
    return False


def _of_size(g: Expr, expr: Expr) -> bool:
    """Whether g is never negative, factor by factor, and the size of the expression."""
    bases = [f.as_base_exp()[0] for f in Mul.make_args(g)]
    signless = all(b.is_nonnegative or f.is_extended_nonnegative for b, f in zip(bases, Mul.make_args(g), strict=True))
    return signless and simplify((g / expr) ** 2) == 1


# -- remainders -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Tangent:
    """g(u) = line + remainder, with |remainder| <= factor · |u|^power where |u| <= near."""

    inside: Expr
    line: Expr
    factor: Rational
    power: int
    near: Expr


# g(0) + g'(0) u, and the bound of what is left: Taylor's theorem, and for |u| <= 1 by the series in |u|
TANGENTS: dict[type, tuple[int, int, Rational, int, Expr]] = {
    sin: (0, 1, Rational(1, 6), 3, S.Infinity),
    cos: (1, 0, S.Half, 2, S.Infinity),
    exp: (1, 1, S.One, 2, S.One),
    tan: (0, 1, S.One, 3, S.One),
    atan: (0, 1, Rational(1, 3), 3, S.Infinity),
    log: (0, 1, S.One, 2, S.Half),
}


def tangent_of(f: Expr) -> Tangent:
    """The tangent of one of these functions at 0; of ln(1 + u) in u."""
    value, slope, factor, power, near = TANGENTS[type(f)]
    inside = f.args[0] - 1 if isinstance(f, log) else f.args[0]
    return Tangent(inside, value + slope * inside, factor, power, near)


@dataclass(frozen=True, slots=True)
class Remainder:
    """A factor g(u) - its tangent, with the size that it has at most."""

    factor: Expr
    inside: Expr
    most: Expr
    near: Expr


def remainders(expr: Expr) -> list[Remainder]:
    """The factors of a product that are a function less its tangent."""
    found = []
    for factor in Mul.make_args(expr):
        whole = factor.args[0] if isinstance(factor, Abs) else factor
        for k, f in [t.as_coeff_Mul() for t in Add.make_args(whole)]:
            if isinstance(whole, Add) and isinstance(f, tuple(TANGENTS)) and expand(whole - k * (f - (t := tangent_of(f)).line)) == 0:
                found.append(Remainder(factor, t.inside, abs(k) * t.factor * abs(t.inside) ** t.power, t.near))
    return found


def _by_remainder(f: Expr, g: Expr, statement: Bounded) -> bool:
    """Whether g is |f| with a remainder replaced by its bound, where the argument tends to 0."""
    near = Lim(f, statement.point.keys(), statement.point.values())
    return any(extended(r.inside, near) == 0 and _of_size(g, f / r.factor * r.most) for r in remainders(f))


# -- polar coordinates ---------------------------------------------------------------------------------------------------


def _all_round(f: Expr) -> bool:
    """|f(r, t)| <= 1 for 0 <= r <= 2^-3 and all t, by boxes that are halved until each is decided."""
    before, ctx.prec = ctx.prec, INTERVAL_BITS
    try:
        turn = 2 * arb.pi() / FIRST_ANGLES
        reach = arb((1, -RADIUS_BITS))
        boxes = [(arb(0), reach, turn * k, turn * (k + 1)) for k in range(FIRST_ANGLES)]
        seen = 0
        while boxes:
            seen += 1
            if seen > MOST_PIECES:
                return False
            low, high, left, right = boxes.pop()
            try:
                value = abs(Evaluator(BALLS, {R: Jet({0: low.union(high)}), THETA: Jet({0: left.union(right)})})(f).parts[0])
                if value <= 1:
                    continue
                if value > 1:
                    return False
            except NoValue:
                pass
            middle, centre = (low + high) / 2, (left + right) / 2
            if high - low > right - left:
                boxes += [(low, middle, left, right), (middle, high, left, right)]
            else:
                boxes += [(low, high, left, centre), (low, high, centre, right)]
        return True
    finally:
        ctx.prec = before


@dataclass(frozen=True, slots=True)
class Polar:
    """f - L = r^power · rest, with |rest| <= most for all angles and small r."""

    power: int
    rest: Expr
    most: Expr
    bound: Expr
    hand: ByHand | None


def polar(lim: Lim, value: Expr) -> Polar | None:
    """A function of two variables less its supposed limit, in polar coordinates about the point, and a bound that is proved."""
    if {R.name, THETA.name} & {s.name for s in lim.variables}:
        return None
    difference = tree.evaluated(lim.expr) - value
    found = in_polar(difference, lim.point)
    if found is None or found[0] <= 0:
        return None
    power, rest = found
    distance = Add(*((x - a) ** 2 for x, a in lim.point.items()))
    hand = by_hand(rest, THETA) if R not in rest.free_symbols else None
    for most, how in ((hand.most if hand else None, hand), (_estimate(rest), None)):
        if most is None:
            continue
        bound = most * distance ** Rational(power, 2)
        if bounded(Bounded(difference, bound, lim.variables, lim.point.values())) != "none":
            return Polar(power, rest, most, bound, how)
    return None


def in_polar(f: Expr, point: dict[Symbol, Expr]) -> tuple[int, Expr] | None:
    """A function of two variables as r^n · g(r, theta), n as large as it can be; None where it is not rational in r, cos and sin."""
    (x, a), (y, b) = point.items()
    c, s = Symbol("c", real=True), Symbol("s", real=True)
    placed = f.subs({x: a + R * c, y: b + R * s}, simultaneous=True)
    circle = expand(R**2 * c**2 + R**2 * s**2)
    placed = placed.replace(lambda e: isinstance(e, Pow) and expand(e.args[0]) == circle, lambda e: R ** (2 * e.args[1]))
    over, under = placed.together().as_numer_denom()
    if not (over.is_polynomial(R, c, s) and under.is_polynomial(R, c, s)):
        return None
    high, low = _lowest(over, c, s), _lowest(under, c, s)
    if high is None or low is None:
        return None
    return high[0] - low[0], (high[1] / low[1]).subs({c: cos(THETA), s: sin(THETA)})


def _lowest(expr: Expr, c: Symbol, s: Symbol) -> tuple[int, Expr] | None:
    """The power of r that comes out of a polynomial, and what stays, with c^2 + s^2 = 1 used where it makes it shorter."""
    terms = {}
    for (n,), k in Poly(expr, R).terms():
        reduced = min((k, rem(k, c**2 + s**2 - 1, c), rem(k, c**2 + s**2 - 1, s)), key=lambda e: len(Add.make_args(expand(e))))
        if reduced != 0:
            terms[n] = reduced
    if not terms:
        return None
    n = min(terms)
    return n, Add(*(R ** (m - n) * k for m, k in terms.items()))


def _estimate(rest: Expr) -> Expr | None:
    """A round number a little above what |rest| reaches near the point, seen on a grid."""
    largest = arb(0)
    for k in range(FIRST_ANGLES * 2):
        for radius in (arb(0), arb((1, -RADIUS_BITS - 1)), arb((1, -RADIUS_BITS))):
            try:
                where = {R: Jet({0: radius}), THETA: Jet({0: arb.pi() * k / FIRST_ANGLES + arb(k) / 1000})}
                largest = max(largest, abs(Evaluator(BALLS, where)(rest).parts[0]), key=float)
            except NoValue:
                return None
    seen = float(largest) * 1.02 + 0.01
    if seen > 10**6:
        return None
    return next((Rational(1, n) for n in (4, 2) if seen <= 1 / n), None) or Rational(int(seen) + 1)
