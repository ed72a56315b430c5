"""At most how many zeros a function of one variable has, and where: between two zeros lies one of the derivative (Rolle).

A derivative that is never negative leaves one zero at most. Otherwise its zeros, enclosed in the same way, cut the line
into pieces on which the function is monotone, and the signs at the ends of a piece tell whether it can have a zero.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from flint import arb, ctx, fmpq_poly, fmpz_poly
from sympy import (
    Add,
    Dummy,
    Expr,
    Integer,
    Mul,
    Poly,
    Pow,
    Rational,
    S,
    Symbol,
    atan,
    cancel,
    cos,
    cosh,
    exp,
    expand,
    factor,
    factor_terms,
    fraction,
    log,
    simplify,
    sin,
    sinh,
    together,
)
from sympy.polys.polyerrors import PolynomialError

from tutor.budget import Work
from tutor.maths.solving.certify.balls import BITS, value
from tutor.maths.solving.certify.definite import nonnegative, positive
from tutor.maths.solving.certify.ideal import TooLarge
from tutor.maths.solving.certify.sturm import real_roots, squarefree

DERIVATIVE = 10  # steps that one takes with its forms
MOST_DERIVATIVES = 8
FARTHEST = 60  # doublings of a step away from the last known point, to find a change of sign
HALVINGS = 400
PIECE = 2  # steps that one piece of a line takes on which a function is enclosed


@dataclass(frozen=True, slots=True)
class ZeroPlace:
    """A place with at most one zero of a function: a ball, or unbounded pieces as an interval; `exact` where the zero is known."""

    low: arb
    high: arb
    exact: Expr | None = None

    def ball(self) -> arb:
        """One ball around the place."""
        return self.low.union(self.high)


@dataclass(frozen=True, slots=True)
class OpenInterval:
    """An open interval of real numbers, an end may be infinite."""

    low: arb
    high: arb


class Function:
    """A function of one variable on an interval, with points at which it is known to be 0."""

    def __init__(self, x: Symbol, line: OpenInterval, exact: Sequence[Expr], work: Work) -> None:
        self.x, self.line, self.exact, self.work = x, line, tuple(exact), work

    def zeros(self, f: Expr, depth: int = 0) -> list[ZeroPlace]:
        """Places in order which together hold all zeros, each at most one. `TooLarge` where that was not managed."""
        if depth > MOST_DERIVATIVES or not self.work.spend(DERIVATIVE):
            raise TooLarge
        f = self._simpler(f)
        if not self._smooth(f):
            raise TooLarge
        if f.is_number:
            if f.is_zero:
                raise TooLarge
            return []
        polynomial = _polynomial(f, self.x)
        if polynomial is not None:
            return self._inside([ZeroPlace(r, r, self._known(r, f)) for r in _roots(polynomial)])
        factors = self._factors(f)
        if len(factors) != 1:
            return self._together([self.zeros(g, depth + 1) for g in factors])
        (f,) = factors
        forms = [(g, factor_terms(expand(g.diff(self.x)))) for g in self._forms(f)]
        for g, slope in forms:
            if nonnegative(slope, self._sign) or nonnegative(expand(-slope), self._sign):
                return self._pieces(g, slope, [])
        if (far := reach(f, self.x)) is not None:
            return self._by_pieces(f, far)
        return self._fewest(forms if depth < 2 else forms[-1:], depth)

    def _fewest(self, forms: list[tuple[Expr, Expr]], depth: int) -> list[ZeroPlace]:
        """The zeros by the form that leaves the fewest places; by the last one an exponential or a logarithm goes in the end."""
        best: list[ZeroPlace] | None = None
        for g, slope in reversed(forms):
            try:
                found = self._pieces(g, slope, self.zeros(slope, depth + 1))
            except TooLarge:
                continue
            if best is None or len(found) < len(best):
                best = found
            if all(z.exact is not None for z in best):
                return best
        if best is None:
            raise TooLarge
        return best

    def _by_pieces(self, f: Expr, far: Rational) -> list[ZeroPlace]:
        """The zeros within reach: on a small piece the function has no zero, or it is monotone and its signs at the ends tell."""
        slope, out = f.diff(self.x), []
        edge = _exactly(far) + arb(1) / 97  # no simple number is an end of a piece
        pieces = [(max(self.line.low, -edge), min(self.line.high, edge))]
        while pieces:
            if not self.work.spend(PIECE):
                raise TooLarge
            low, high = pieces.pop()
            ball = low.union(high)
            if _sign_of(value(f, {self.x: ball})):
                continue
            left, right = (_sign_of(value(f, {self.x: e})) for e in (low, high))
            if _sign_of(value(slope, {self.x: ball})) and left and right:
                out += self._one(f, slope, ZeroPlace(low, low), ZeroPlace(high, high), left, right) if left != right else []
                continue
            middle = (low + (high - low) * 3 / 7).mid()
            if not (low < middle < high):
                raise TooLarge
            pieces += [(middle, high), (low, middle)]
        return self._inside(out)

    def _smooth(self, f: Expr) -> bool:
        """Whether the function is known to have all derivatives on the whole line."""
        match f:
            case _ if f.is_polynomial(self.x) or not f.free_symbols:
                return True
            case Add() | Mul() | exp() | sin() | cos() | sinh() | cosh() | atan():
                return all(map(self._smooth, f.args))
            case Pow() if isinstance(f.exp, Integer) and f.exp > 0:
                return self._smooth(f.base)
            case log():
                return self._positive(f.args[0])
            case Pow() if f.exp.is_number:
                return self._positive(f.base)
        return False

    def _positive(self, u: Expr) -> bool:
        p = _polynomial(u, self.x)
        return p is not None and not self._has_root(p) and _sign_of(value(u, {self.x: self._somewhere()})) > 0

    def _has_root(self, p: fmpz_poly) -> bool:
        """Whether a polynomial may have a root on the line. A root that cannot be told from an end of the line is taken for it."""
        return any((r > self.line.low and r < self.line.high) for r in _roots(p))

    def _somewhere(self) -> arb:
        low, high = self.line.low, self.line.high
        if low.is_finite() and high.is_finite():
            return ((low + high) / 2).mid()
        return low + 1 if low.is_finite() else high - 1 if high.is_finite() else arb(0)

    def _sign(self, x: Symbol) -> int:
        if x != self.x:
            return 0
        return 1 if self.line.low >= 0 else -1 if self.line.high <= 0 else 0

    def _factors(self, f: Expr) -> list[Expr]:
        """The factors that may vanish, each once."""
        try:
            found = Mul.make_args(factor(f))
        except PolynomialError:
            return [f]
        bases = [a.base if isinstance(a, Pow) and a.exp.is_Integer and a.exp > 0 else a for a in found]
        return [g for g in dict.fromkeys(bases) if not g.is_number and not positive(g, self._sign) and not positive(-g, self._sign)]

    def _together(self, found: list[list[ZeroPlace]]) -> list[ZeroPlace]:
        """The places of several functions in one list. `TooLarge` where some overlap that are not known to be the same."""
        out: list[ZeroPlace] = []
        for z in sorted((z for zeros in found for z in zeros), key=lambda z: float(z.low.mid())):
            if out and out[-1].high < z.low:
                out.append(z)
            elif not out:
                out = [z]
            elif z.exact is None or z.exact != out[-1].exact:
                raise TooLarge
        return out

    def _inside(self, zeros: list[ZeroPlace]) -> list[ZeroPlace]:
        return [z for z in zeros if not (z.high < self.line.low or z.low > self.line.high)]

    def _known(self, ball: arb, f: Expr) -> Expr | None:
        """The known point in a place, where the function is exactly 0 there."""
        for e in self.exact:
            at = value(e, {})
            if at is not None and ball.overlaps(at) and simplify(f.subs(self.x, e)) == 0:
                return e
        return None

    def _simpler(self, f: Expr) -> Expr:
        """Without factors that never vanish: denominators, exponentials, numbers."""
        f = f.rewrite((sinh, cosh), exp) if f.has(sinh, cosh) else f
        f = f.replace(_is_power_of_number, lambda e: exp(e.exp * log(e.base)))
        over, _ = fraction(together(f))
        over = factor_terms(expand(over))
        kept = [a for a in Mul.make_args(over) if not a.is_number and not isinstance(a, exp)]
        return expand(Mul(*kept)) if kept else S.One * bool(over != 0)

    def _forms(self, f: Expr) -> list[Expr]:
        """The function, and what it is after division by something that never vanishes."""
        out = [f]
        terms = Add.make_args(f)
        exponents = sorted({_exponent(t) for t in terms}, key=lambda e: (-sum(_exponent(t) == e for t in terms), str(e)))
        if len(exponents) > 1:
            # divided last by the exponential that leaves the shortest polynomial, which the derivatives then remove
            out += [Add(*(_rest(t) * exp(expand(_exponent(t) - e)) for t in terms)) for e in exponents if e != 0]
            if exponents[-1] == 0:
                out.append(f)
        for a in sorted(f.atoms(log, atan), key=str):
            stand_in = Dummy()
            g = expand(f.xreplace({a: stand_in}))
            q = g.diff(stand_in)
            if q == 0 or q.has(stand_in) or q.is_number:
                continue
            p = _polynomial(q, self.x)
            if p is not None and not self._has_root(p):
                out.append(expand(cancel(g.subs(stand_in, 0) / q)) + a)
        return out

    def _far_sign(self, f: Expr, end: int) -> int:
        """The sign of a sum of polynomials times e^(cx) far out at an end of the line; 0 where it is not of this form."""
        parts: dict[Expr, Expr] = {}
        for t in Add.make_args(f):
            rate = _exponent(t) / self.x
            if not rate.is_number or not _rest(t).is_polynomial(self.x):
                return 0
            parts[rate] = parts.get(rate, S.Zero) + _rest(t)
        told = {r: p for r, p in parts.items() if expand(p) != 0}
        rates = [(ball, p) for r, p in told.items() if (ball := value(r, {})) is not None]
        if not rates or len(rates) < len(told):
            return 0
        best = max(rates, key=lambda rp: end * float(rp[0].mid()))
        if any(not end * best[0] > end * r for r, p in rates if p is not best[1]):
            return 0
        leading = Poly(best[1], self.x)
        return _sign_of(value(leading.LC(), {})) * int(end ** leading.degree())

    def _pieces(self, f: Expr, slope: Expr, critical: list[ZeroPlace]) -> list[ZeroPlace]:
        """The zeros of f by the signs at the critical points."""
        ends = [ZeroPlace(self.line.low, self.line.low), *critical, ZeroPlace(self.line.high, self.line.high)]
        signs = [0, *(self._sign_at(f, c) for c in critical), 0]
        for k, end in ((0, self.line.low), (-1, self.line.high)):
            if not end.is_finite():
                signs[k] = self._far_sign(f, 1 if end > 0 else -1)
        out: list[ZeroPlace] = []
        for k, (a, b) in enumerate(pairwise(ends)):
            if k and signs[k] == 0:
                known = self._known(a.ball(), f) if a.ball().is_finite() else None
                if known is None or simplify(slope.subs(self.x, known)) != 0:
                    raise TooLarge  # a zero that cannot be told from two
                out.append(ZeroPlace(a.low, a.high, known))
            left, right = signs[k], signs[k + 1]
            if (k and signs[k] == 0) or (k < len(ends) - 2 and signs[k + 1] == 0):
                continue  # monotone from a zero on: no other
            if left and right and left == right:
                continue
            out += self._one(f, slope, a, b, left, right)
        return out

    def _one(self, f: Expr, slope: Expr, a: ZeroPlace, b: ZeroPlace, left: int, right: int) -> list[ZeroPlace]:
        """The zero of f between a and b, where it is monotone, as sharp as bisection makes it."""
        low, high = a.high, b.low
        if not left and not right:
            start = arb(0) if low < 0 and high > 0 else low + 1 if low.is_finite() else high - 1
            if start >= high:
                start = (low + high) / 2
            middle = _sign_of(value(f, {self.x: start}))
            if middle == 0:
                return [ZeroPlace(low, high, self._known(start, f))]
            rising = _sign_of(value(slope, {self.x: start}))
            if not rising:
                return [ZeroPlace(low, high)]
            if middle != rising:  # negative and rising, or positive and falling: to the right
                return self._one(f, slope, ZeroPlace(start, start), b, middle, 0)
            return self._one(f, slope, a, ZeroPlace(start, start), 0, middle)
        if left and not right:
            rising = self._slope_between(slope, low, high)
            if rising == left:
                return []
            far = self._far(f, low, high, -left)
            return [ZeroPlace(low, high)] if far is None else self._one(f, slope, a, ZeroPlace(far, far), left, -left)
        if right and not left:
            rising = self._slope_between(slope, low, high)
            if rising and rising != right:
                return []
            far = self._far(f, high, low, -right)
            return [ZeroPlace(low, high)] if far is None else self._one(f, slope, ZeroPlace(far, far), b, -right, right)
        if not low.is_finite() or not high.is_finite():
            anchor = low if low.is_finite() else high if high.is_finite() else arb(0)
            first, last = (self._far(f, anchor, e, s) if not e.is_finite() else e for e, s in ((low, left), (high, right)))
            if first is None or last is None:
                return [ZeroPlace(low, high)]
            low, high = first, last
        before, ctx.prec = ctx.prec, BITS
        try:
            for _ in range(HALVINGS):
                halfway = ((low + high) / 2).mid()
                s = _sign_of(value(f, {self.x: halfway}))
                if s == 0:
                    break
                low, high = (halfway, high) if s == left else (low, halfway)
                if (high - low) < arb(2) ** (-BITS // 2):
                    break
        finally:
            ctx.prec = before
        place = ZeroPlace(low, high)
        return [ZeroPlace(low, high, self._known(place.ball(), f))]

    def _slope_between(self, slope: Expr, low: arb, high: arb) -> int:
        middle = (low + high) / 2 if low.is_finite() and high.is_finite() else low + 1 if low.is_finite() else high - 1
        return _sign_of(value(slope, {self.x: middle}))

    def _far(self, f: Expr, near: arb, end: arb, sign: int) -> arb | None:
        """A point on the way to an end at which f has the sign; None where none was found."""
        for k in range(FARTHEST):
            if end.is_finite():
                at = end + (near - end) * arb(2) ** (-k)
            else:
                at = near + (1 if end > 0 else -1) * (arb(2) ** (k - 10))
            if not (at > self.line.low and at < self.line.high):
                continue
            if _sign_of(value(f, {self.x: at.mid()})) == sign:
                return at.mid()
        return None

    def _sign_at(self, f: Expr, place: ZeroPlace) -> int:
        ball = place.ball()
        return _sign_of(value(f, {self.x: ball})) if ball.is_finite() else 0


def reach(f: Expr, x: Symbol) -> Rational | None:
    """A number beyond which a polynomial outgrows the sines and cosines of x beside it; None where there are none, or others too."""
    waves = [t for t in Add.make_args(f) if t.has(sin, cos)]
    rest = _polynomial(Add(*(t for t in Add.make_args(f) if t not in waves)), x)
    parts = [t.as_independent(x) for t in waves]
    if not waves or rest is None or rest.degree() < 1 or not all(isinstance(w, sin | cos) and c.is_Rational for c, w in parts):
        return None
    polynomial, size = Poly(Add(*(t for t in Add.make_args(f) if t not in waves)), x), Add(*(abs(c) for c, _ in parts))
    ends = [r for sign in (1, -1) for r in _roots(_polynomial(polynomial.as_expr() + sign * size, x) or fmpz_poly())]
    return Rational(max((int(float(abs(e).upper())) + 1 for e in ends), default=1))


def _exactly(number: Rational) -> arb:
    return arb(int(number.p)) / int(number.q)


def _is_power_of_number(e: Expr) -> bool:
    return isinstance(e, Pow) and bool(e.base.is_number and e.base.is_positive) and not e.exp.is_number


def _exponent(term: Expr) -> Expr:
    return Add(*(a.exp for a in Mul.make_args(term) if isinstance(a, exp)))


def _rest(term: Expr) -> Expr:
    return Mul(*(a for a in Mul.make_args(term) if not isinstance(a, exp)))


def _sign_of(ball: arb | None) -> int:
    return 0 if ball is None else 1 if ball > 0 else -1 if ball < 0 else 0


def _polynomial(f: Expr, x: Symbol) -> fmpz_poly | None:
    try:
        p = Poly(f, x)
    except PolynomialError:
        return None
    if not all(c.is_Rational for c in p.all_coeffs()):
        return None
    common = p.clear_denoms()[1]
    return fmpz_poly([int(c) for c in reversed(common.all_coeffs())])


def _roots(p: fmpz_poly) -> tuple[arb, ...]:
    before, ctx.prec = ctx.prec, BITS
    try:
        return real_roots(squarefree(fmpq_poly(p))) if p.degree() > 0 else ()
    finally:
        ctx.prec = before
