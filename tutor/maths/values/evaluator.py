"""The value of a tree at a sample point, derivatives included, without any derivation rule.

A derivative is found by arithmetic with nilpotent parts: x is replaced by x + e with e^2 = 0, and the coefficient of e
in the result is the slope. Nested derivatives take one nilpotent each. What a function does to a + n (n nilpotent) is
its Taylor polynomial at a, whose coefficients come from FLINT's power series over real balls, so a result is a rigorous
enclosure and owes nothing to the rules being checked. The same arithmetic over rational functions decides polynomial
and rational claims exactly.

Sources: W. Tucker, *Validated Numerics* (2011), ch. 4; F. Johansson, Arb (IEEE Trans. Comp. 66, 2017).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache, reduce
from itertools import permutations
from typing import Any

import sympy as sp
from flint import arb, ctx, fmpq_mpoly_ctx
from sympy.core.function import AppliedUndef
from sympy.polys.rootoftools import ComplexRootOf

from tutor.maths.values.algebraic import enclosed
from tutor.maths.values.approach import approached
from tutor.maths.values.functions import EXP, FUNCTIONS, LOG, SQRT, larger
from tutor.maths.values.jets import Jet, NotRational, NoValue, Ratio, Scalars, finite
from tutor.maths.values.quadrature import area
from tutor.trees.heads import Inert, Int, Lim
from tutor.trees.tree import plain, spelled, substitute
from tutor.trees.zero_of import ZeroOf

UNKNOWN = "C_of_integration"  # no name that a problem has
LARGEST_POWER = 64  # above this a power is not multiplied out exactly, balls take it
QUADRATURE_BITS = 220
STEP_BITS = 36  # the step of the difference quotient under an integral sign: error about 2^-144
EDGES = {sp.asin: (1, -1), sp.acos: (1, -1), sp.asec: (1, -1), sp.acsc: (1, -1), sp.acosh: (1,), sp.asech: (1,)}
STEP_TRUST = 60  # bits of that quotient that are believed, relative to the slope and the integral


@dataclass(slots=True)
class Evaluator:
    """Values at one point: calling it on a tree gives a Jet, or nested tuples of them for vectors and matrices."""

    scalars: Scalars
    where: Mapping[sp.Basic, Jet]
    seed: int = 0
    bits: int = 0
    numeric: list[bool] = field(default_factory=lambda: [False])
    bound_to: Mapping[sp.Basic, sp.Basic] = field(default_factory=dict)  # numbers that some of the letters are, exactly
    inside: bool = False  # whether these are values of an integrand
    _seen: dict[sp.Basic, Any] = field(default_factory=dict)

    def __call__(self, expr: sp.Basic) -> Any:
        """The value of a tree. `NoValue` where it has none here."""
        found = self._seen.get(expr)
        if found is None:
            found = self._seen[expr] = self._find(expr)
        return found

    def _find(self, expr: sp.Basic) -> Any:
        match expr:
            case Inert():
                return expr.value(self)
            case sp.Rational():
                return self.number(int(expr.p), int(expr.q))
            case sp.Symbol():
                try:
                    return self.where[expr]
                except KeyError:
                    raise NoValue(f"no value for {expr}") from None
            case sp.Add():
                out = self(expr.args[0])
                for a in expr.args[1:]:
                    out = out + self(a)
                return out
            case sp.Mul():
                return self._product(expr.args)
            case sp.Pow():
                base, exponent = expr.args
                return self._power(self(base) if exponent.is_Integer else self._settled(base, (0,)), exponent)
            case sp.Tuple():
                return tuple(self(a) for a in expr.args)
        if self.scalars.exact:
            raise NotRational
        match expr:
            case sp.core.numbers.Infinity() | sp.core.numbers.NegativeInfinity():
                return Jet({0: arb.pos_inf() if expr == sp.oo else arb.neg_inf()})
            case sp.Float():
                return self.number(*sp.Rational(str(expr)).as_numer_denom())
            case _ if expr == sp.pi:
                return Jet({0: arb.pi()})
            case _ if expr == sp.E:
                return Jet({0: arb.const_e()})
            case ComplexRootOf() if expr.is_real:
                return Jet({0: enclosed(expr, ctx.prec)})
            case ZeroOf():
                return Jet({0: self._zero(expr)})
            case sp.Integral() if len(expr.limits) == 1 and len(expr.limits[0]) == 3:
                return self._area(expr.function, *expr.limits[0])
            case AppliedUndef():
                return self._stand_in(expr.func.__name__, [self(a) for a in expr.args])
            case sp.Function() if type(expr) in FUNCTIONS:
                return FUNCTIONS[type(expr)](self, self._settled(expr.args[0], EDGES.get(type(expr), ())))
            case sp.Max() | sp.Min():
                return reduce(lambda u, v: larger(self, u, v, 1 if isinstance(expr, sp.Max) else -1), map(self, expr.args))
            case sp.factorial():
                value = self(expr.args[0]).parts[0].unique_fmpz()
                if value is None or not 0 <= value <= 200:
                    raise NoValue
                return self.number(int(sp.factorial(int(value))))
        raise NoValue(f"no value for {type(expr).__name__}")

    def _zero(self, expr: ZeroOf) -> arb:
        """A ball around a zero, by halving: the signs of the function are opposite at the ends."""
        low, high = (self.number(int(e.p), int(e.q)).parts[0] for e in (expr.low, expr.high))

        def sign(at: arb) -> int:
            u = Evaluator(self.scalars, {expr.letter: Jet({0: at})})(expr.function).parts[0]
            return 1 if u > 0 else -1 if u < 0 else 0

        left = sign(low)
        for _ in range(ctx.prec if left else 0):
            middle = ((low + high) / 2).mid()
            found = sign(middle)
            if not found:
                break
            low, high = (middle, high) if found == left else (low, middle)
        within: arb = low.union(high)
        return within

    def number(self, p: int, q: int = 1) -> Jet:
        """The rational p/q."""
        return Jet({0: self.scalars.number(int(p), int(q))})

    def near(self, p: int, q: int, places: int) -> Jet:
        """A ball round p/q of radius 10^-places: what is compared with it agrees numerically only."""
        if self.scalars.exact:
            raise NotRational
        self.numeric[0] = True
        return Jet({0: self.scalars.number(p, q) + arb(0, arb(10) ** -places)})

    def scale(self, u: Jet, p: int, q: int) -> Jet:
        """p/q times u."""
        c = self.scalars.number(p, q)
        return Jet({m: c * d for m, d in u.parts.items()})

    def invert(self, u: Jet) -> Jet:
        """1/u."""
        r = self.scalars.inverse(u.parts[0])
        if len(u.parts) == 1:
            return Jet({0: r})
        coefficients, minus = [r], self.scalars.number(-1, 1) * r
        for _ in range(self.bits):
            coefficients.append(coefficients[-1] * minus)
        return u.series(coefficients)

    def log(self, u: Jet) -> Jet:
        """The natural logarithm."""
        if self.scalars.exact:
            raise NotRational
        return LOG(self, u)

    def norm(self, vector: tuple[Jet, ...]) -> Jet:
        """The Euclidean length."""
        if self.scalars.exact:
            raise NotRational
        return SQRT(self, self.dot(vector, vector))

    def dot(self, u: tuple[Jet, ...], v: tuple[Jet, ...]) -> Jet:
        """The sum of the products of components."""
        out = self.number(0)
        for a, b in zip(u, v, strict=True):
            out = out + a * b
        return out

    def determinant(self, rows: tuple[tuple[Jet, ...], ...]) -> Jet:
        """By the sum over permutations (n at most 5 or so)."""
        out = self.number(0)
        for order in permutations(range(len(rows))):
            inversions = sum(order[i] > order[j] for i in range(len(rows)) for j in range(i + 1, len(rows)))
            term = self.number(-1 if inversions % 2 else 1)
            for i, j in enumerate(order):
                term = term * rows[i][j]
            out = out + term
        return out

    def bound(self, expr: sp.Basic, point: Mapping[sp.Basic, sp.Basic]) -> Any:
        """The value where these variables have these values."""
        values = {v: self(a) for v, a in point.items()}
        told = {v: placed for v, a in point.items() if (placed := self._placed(a)) is not None}
        known = {**{s: a for s, a in self.bound_to.items() if s not in point}, **told}
        return Evaluator(self.scalars, {**self.where, **values}, self.seed, self.bits, self.numeric, known, self.inside)(expr)

    def _settled(self, expr: sp.Basic, edges: tuple[int, ...]) -> Any:
        """The value of an argument; the edge of a domain itself where its ball reaches over it and it is proved to be that edge."""
        u = self(expr)
        if self.scalars.exact or not isinstance(u, Jet) or len(u.parts) > 1 or u.parts[0].is_exact():
            return u
        for edge in edges:
            if u.parts[0].contains(edge) and (number := self._placed(expr)) is not None and sp.expand(number - edge) == 0:
                return self.number(edge)
        return u

    def _placed(self, expr: sp.Basic) -> sp.Basic | None:
        """The exact number that an expression is here; None where a letter has only a ball, or a goal stands in it."""
        if isinstance(expr, Lim) and not expr.at_infinity and expr.expr in expr.point:  # x tends to where it tends to
            expr = expr.point[expr.expr]
        if self.scalars.exact or expr.has(Inert):
            return None
        numbers: dict[sp.Basic, sp.Basic] = {}
        for s in expr.free_symbols:
            number = self.bound_to.get(s, _exact(self.where.get(s)))
            if number is None:
                return None
            numbers[s] = number
        return plain(substitute(expr, numbers))

    def limit(self, lim: Lim) -> Jet:
        """What an expression comes to near a point: enclosed all round it, or followed towards it, which is only numeric."""
        if self.scalars.exact:
            raise NotRational
        if self.bits:
            raise NoValue("the slope of a limit")
        if isinstance(lim.expr, Int):
            return self._improper(lim.expr, lim)
        if lim.expr.has(Int):
            raise NoValue("the limit of an integral beside others")

        def near(where: Mapping[sp.Basic, arb]) -> arb:
            moved = {v: Jet({0: ball}) for v, ball in where.items()}
            found: arb = Evaluator(self.scalars, {**self.where, **moved}, self.seed)(lim.expr).parts[0]
            return found

        def ends() -> list[arb]:
            fixed = Evaluator(self.scalars, self.where, self.seed)
            return [fixed(a).parts[0] for a in lim.point.values()]

        found, numeric = approached(near, lim.variables, ends, lim.side, self.seed)
        self.numeric[0] |= numeric
        return Jet({0: found})

    def _improper(self, part: Int, lim: Lim) -> Jet:
        """The limit of an integral whose one limit is the letter: the improper integral."""
        ends = [lim.point.get(a, a) for a in part.limits]
        if not part.is_definite or ends == list(part.limits) or part.expr.free_symbols & lim.point.keys():
            raise NoValue("the limit of an integral")
        return self._area(part.expr, part.variable, *ends)

    def slope(self, expr: sp.Basic, variable: sp.Basic) -> Any:
        """The derivative along a variable's axis: one more nilpotent part, and its coefficient."""
        bit = 1 << self.bits
        start = self.where[variable] if variable in self.where else self(variable)
        moved = Jet({**start.parts, bit: self.scalars.number(1, 1)})
        inner = Evaluator(self.scalars, {**self.where, variable: moved}, self.seed, self.bits + 1, self.numeric)
        return self._coefficient(inner(expr), bit)

    def slot(self, applied: AppliedUndef, slots: tuple[int, ...]) -> Jet:
        """A partial derivative of an unspecified function's stand-in."""
        args = [self(a) for a in applied.args]
        inner = Evaluator(self.scalars, self.where, self.seed, self.bits + len(slots), self.numeric)
        for k, i in enumerate(slots):
            args[i] = args[i] + Jet({0: self.scalars.number(0, 1), 1 << (self.bits + k): self.scalars.number(1, 1)})
        out = inner._stand_in(applied.func.__name__, args)
        for k in range(len(slots)):
            out = self._coefficient(out, 1 << (self.bits + k))
        return out

    def _coefficient(self, value: Any, bit: int) -> Any:
        if isinstance(value, tuple):
            return tuple(self._coefficient(v, bit) for v in value)
        found = {m & ~bit: c for m, c in value.parts.items() if m & bit}
        found.setdefault(0, self.scalars.number(0, 1))
        return Jet(found)

    def _product(self, args: tuple[sp.Basic, ...]) -> Any:
        values = [self(a) for a in args]
        grids = [v for v in values if isinstance(v, tuple)]
        out = self.number(1)
        for v in values:
            if not isinstance(v, tuple):
                out = out * v
        match grids:
            case []:
                return out
            case [grid]:
                return _scaled(grid, out)
        raise NoValue("a product of two vectors")

    def _power(self, base: Jet, exponent: sp.Basic) -> Jet:
        if isinstance(exponent, sp.Integer):
            return self._whole_power(base, int(exponent))
        if self.scalars.exact:
            raise NotRational
        if isinstance(exponent, sp.Rational):
            return self._rational_power(base, int(exponent.p), int(exponent.q))
        e = self(exponent)
        if len(e.parts) == 1 and e.parts[0].is_integer() and not base.parts[0] > 0:
            return self._whole_power(base, int(e.parts[0].unique_fmpz()))
        if not base.parts[0] > 0:
            raise NoValue
        return EXP(self, e * LOG(self, base))

    def _whole_power(self, base: Jet, n: int) -> Jet:
        if n < 0:
            return self._whole_power(self.invert(base), -n)
        if n > LARGEST_POWER:
            if self.scalars.exact:
                raise NotRational
            a = base.parts[0]
            coefficients, c = [], self.scalars.number(1, 1)
            for k in range(self.bits + 1):
                coefficients.append(finite(c * a ** (n - k)))
                c = c * (n - k) / (k + 1)
            return base.series(coefficients)
        out, square = self.number(1), base
        while n:
            if n & 1:
                out = out * square
            n >>= 1
            if n:
                square = square * square
        return out

    def _rational_power(self, base: Jet, p: int, q: int) -> Jet:
        """Real powers; an odd root of a negative number is the real one, as calculus books take it."""
        a = base.parts[0]
        if a < 0 and q % 2:
            flipped = self._rational_power(self.scale(base, -1, 1), p, q)
            return self.scale(flipped, -1, 1) if p % 2 else flipped
        if not a > 0:
            if a == 0 and p > 0 and len(base.parts) == 1:
                return base
            raise NoValue
        exponent = arb(p) / q
        coefficients, c = [], arb(1)
        for k in range(self.bits + 1):
            coefficients.append(finite(c * a ** (exponent - k)))
            c = c * (exponent - k) / (k + 1)
        return base.series(coefficients)

    def _stand_in(self, name: str, args: list[Jet]) -> Jet:
        """A definite smooth function for an unspecified one: a sum of exponentials, all derivatives different."""
        if self.scalars.exact:
            raise NotRational
        draw = random.Random(f"{self.seed}:{name}:{len(args)}")
        out = self.number(0)
        for _ in range(3):
            inside = self.number(draw.randint(-8, 8), 16)
            for a in args:
                inside = inside + self.scale(a, draw.choice((-1, 1)) * draw.randint(3, 13), 16)
            out = out + self.scale(EXP(self, inside), draw.choice((-1, 1)) * draw.randint(5, 20), 8)
        return out

    def integral(self, f: sp.Basic, x: sp.Basic, limits: tuple[sp.Basic, ...]) -> Jet:
        """The integral of f in x: between limits by quadrature, else a jet with an unknown constant and the slope f."""
        return self._area(f, x, *limits) if limits else self._antiderivative(f, x)

    def bracket(self, expr: sp.Basic, x: sp.Basic, low: sp.Basic, high: sp.Basic) -> Any:
        """The value at the upper limit less that at the lower one."""
        if isinstance(expr, Int) and not expr.is_definite and expr.variable == x:
            return self.integral(expr.expr, x, (low, high))
        return self.bound(expr, {x: high}) + self.scale(self.bound(expr, {x: low}), -1, 1)

    def _antiderivative(self, f: sp.Basic, x: sp.Basic) -> Jet:
        """C + f n for the nilpotent part n of x; that of another letter would move the constant too."""
        here = self(x)
        moving = [m for m in here.parts if m]
        others = {m for s in f.free_symbols if s != x for m in self(s).parts if m}
        if len(moving) > 1 or others:
            raise NoValue("a second derivative of an integral, or one by another letter")
        found = {0: self.scalars.unknown}
        if moving:
            (bit,) = moving
            found[bit] = self(f).parts[0] * here.parts[bit]
        return Jet(found)

    def _area(self, f: sp.Basic, x: sp.Basic, low: sp.Basic, high: sp.Basic) -> Jet:
        """A definite integral by quadrature; its slope by a difference quotient, which is only numeric."""
        if self.scalars.exact:
            raise NotRational
        names = sorted((f.free_symbols - {x}) | low.free_symbols | high.free_symbols, key=str)
        here = {n: self(n) for n in names}
        still = f if x not in f.free_symbols else f.as_independent(x, as_Add=False)[0] if f.is_Mul else sp.S.One
        for fixed in (low, high, still):
            if fixed.is_finite is not False:
                self(fixed)  # quadrature would go on with complex numbers, as arcsin(2)
        bits = {m for j in here.values() for m in j.parts if m}
        if len(bits) > 1:
            raise NoValue("a second derivative under an integral sign")
        before, ctx.prec = ctx.prec, QUADRATURE_BITS if bits else ctx.prec

        def along(s: arb, bit: int = 0) -> arb:
            where = {n: j.parts[0] + s * j.parts.get(bit, arb(0)) if bit else j.parts[0] for n, j in here.items()}
            found, rigorous = area(f, x, (low, high), where, self._at(f, x, where), sharp=bool(bit), inside=self.inside)
            self.numeric[0] |= not rigorous
            return found

        try:
            if not bits:
                return Jet({0: along(arb(0))})
            bit = bits.pop()
            self.numeric[0] = True
            h = arb(2) ** -STEP_BITS
            slope = (8 * (along(h, bit) - along(-h, bit)) - (along(2 * h, bit) - along(-2 * h, bit))) / (12 * h)
            here_now = along(arb(0), bit)
            error = (abs(slope) + abs(here_now)) * arb(2) ** -STEP_TRUST
            return Jet({0: here_now, bit: slope + error.union(-error)})
        finally:
            ctx.prec = before

    def _at(self, f: sp.Basic, x: sp.Basic, where: Mapping[sp.Basic, arb]) -> Callable[[arb], arb]:
        """The integrand at a real ball."""
        fixed = {n: Jet({0: v}) for n, v in where.items()}
        return lambda t: Evaluator(self.scalars, {**fixed, x: Jet({0: t})}, self.seed, inside=True)(f).parts[0]


def _exact(value: Jet | None) -> sp.Basic | None:
    """A letter's value where it is one number and no ball."""
    if value is None or len(value.parts) > 1 or not value.parts[0].is_exact() or not value.parts[0].is_finite():
        return None
    mantissa, exponent = value.parts[0].man_exp()
    return sp.Integer(int(mantissa)) * sp.Integer(2) ** int(exponent)


def _scaled(grid: Any, by: Jet) -> Any:
    return tuple(_scaled(g, by) for g in grid) if isinstance(grid, tuple) else grid * by


def exactly(expr: sp.Basic) -> Any:
    """The tree as a rational function of its symbols (or nested tuples of them). `NotRational` where it is none."""
    if not _rational(expr):
        raise NotRational
    letters = expr.free_symbols
    names = sorted({spelled(s) for s in letters} | {UNKNOWN})
    ring = fmpq_mpoly_ctx.get(names, "degrevlex")
    generators = dict(zip(names, ring.gens(), strict=True))
    one = ring.constant(1)
    rational = Scalars(
        lambda p, q: Ratio(ring.constant(p), one if q == 1 else ring.constant(q)),
        lambda r: r.inverse(),
        Ratio(generators[UNKNOWN], one),
        exact=True,
    )
    where = {s: Jet({0: Ratio(generators[spelled(s)], one)}) for s in letters}
    return Evaluator(rational, where)(expr)


@lru_cache(maxsize=20_000)
def _rational(expr: sp.Basic) -> bool:
    """Whether a tree may be a rational function: at sight, before anything is worked out."""
    if isinstance(expr, sp.Pow):
        return bool(expr.exp.is_Integer) and _rational(expr.base)
    return not isinstance(expr, sp.Function | sp.NumberSymbol) and all(map(_rational, expr.args))
