"""The real solutions of a zero-dimensional polynomial system, each known exactly by a root of one polynomial in one letter.

An integer combination of the unknowns that takes a different value at every complex solution (as many values as the rank
of Hermite's form says there are) has a characteristic polynomial whose real roots are the real solutions, and every
unknown is a fraction of polynomials in it: the rational univariate representation (F. Rouillier, AAECC 9, 1999).
"""

from __future__ import annotations

from collections.abc import Iterator

from flint import arb, arb_poly, ctx, fmpq_mat, fmpq_poly, fmpz, fmpz_poly

from tutor.maths.solving.certify.ideal import Polynomial, TooLarge
from tutor.maths.solving.certify.quotient import Quotient
from tutor.maths.solving.certify.sturm import real_roots, squarefree

BITS = 256  # of the balls at first
MOST_BITS = 4096  # at which a sign that is not zero has long been seen
ATTEMPTS = 40  # at a combination that separates


class Solutions:
    """All real solutions of one zero-dimensional system. `eliminant` has as many real roots as there are solutions."""

    def __init__(self, algebra: Quotient) -> None:
        self.algebra = algebra
        trace = algebra.trace()
        self.distinct = algebra.hermite(trace).rank() if algebra.size else 0
        self._functionals: list[fmpq_mat] = []
        self.eliminant = fmpz_poly([1])
        self.weights: tuple[int, ...] = ()  # of the letters, in the combination whose values are the roots of the eliminant
        self.degree = 0  # of what elimination leaves for that combination, where a root may be a multiple one
        if self.distinct:
            self.weights, combination, self.eliminant = self._separating()
            self.degree = int(combination.minpoly().degree())
            row = trace
            for _ in range(self.distinct):
                algebra.in_time()
                self._functionals.append(row)
                row = row * combination
        self._over: dict[int, arb] = {}
        self._roots: dict[int, tuple[arb, ...]] = {}
        self._fractions: dict[tuple[tuple[tuple[int, ...], fmpz], ...], fmpq_poly] = {}
        self._one = self.numerator(algebra.ring.constant(1)) if self.distinct else fmpq_poly([1])

    def _separating(self) -> tuple[tuple[int, ...], fmpq_mat, fmpz_poly]:
        n = len(self.algebra.times)
        for weights in _combinations(n):
            matrix = fmpq_mat(self.algebra.size, self.algebra.size)
            self.algebra.in_time()
            for w, m in zip(weights, self.algebra.times, strict=True):
                matrix += w * m
            p = squarefree(matrix.charpoly())
            if p.degree() == self.distinct:
                return weights, matrix, p
        raise TooLarge

    def numerator(self, p: Polynomial) -> fmpq_poly:
        """g with p = g(t)/g_1(t) at the solution that belongs to the root t."""
        key = tuple(p.terms())
        if key not in self._fractions:
            self.algebra.in_time()
            element = self.algebra.element(p)
            d = self.distinct
            moments = [(f * element)[0, 0] for f in self._functionals]
            a = [self.eliminant[d - i] for i in range(d)]  # the coefficients from the highest on
            out = [sum((moments[i] * a[d - 1 - i - j] for i in range(d - j)), moments[0] * 0) for j in range(d)]
            self._fractions[key] = fmpq_poly(out)
        return self._fractions[key]

    @property
    def count(self) -> int:
        """How many real solutions there are."""
        return len(self.roots(BITS))

    def roots(self, bits: int) -> tuple[arb, ...]:
        """The real roots of the eliminant as balls."""
        if bits not in self._roots:
            before, ctx.prec = ctx.prec, bits
            try:
                self._roots[bits] = real_roots(self.eliminant) if self.distinct else ()
            finally:
                ctx.prec = before
        return self._roots[bits]

    def value(self, p: Polynomial, k: int, bits: int) -> arb:
        """A ball around the value of a polynomial at solution k."""
        t = self.roots(bits)[k]
        before, ctx.prec = ctx.prec, bits
        try:
            return _at(self.numerator(p), t) / _at(self._one, t)
        finally:
            ctx.prec = before

    def sign(self, p: Polynomial, k: int) -> int:
        """The sign of a polynomial at solution k, exactly."""
        common = None
        bits = BITS
        while bits <= MOST_BITS:
            value = self.value(p, k, bits)
            if value > 0:
                return 1
            if value < 0:
                return -1
            if common is None:
                common = squarefree(self.numerator(p).gcd(fmpq_poly(self.eliminant))) if self.numerator(p) else self.eliminant
                rest = self.eliminant / common
            # the root belongs to the common divisor or to the other factor, and the balls tell to which in the end
            if rest.degree() < 1 or not _value(rest, self.roots(bits)[k], bits).contains(0):
                return 0
            bits *= 2
        raise TooLarge


def _value(p: fmpz_poly, t: arb, bits: int) -> arb:
    before, ctx.prec = ctx.prec, bits
    try:
        return _at(fmpq_poly(p), t)
    finally:
        ctx.prec = before


def _at(p: fmpq_poly, t: arb) -> arb:
    return arb_poly(p.numer())(t) / arb(p.denom())


def _combinations(n: int) -> Iterator[tuple[int, ...]]:
    for k in range(n):
        yield tuple(int(i == k) for i in range(n))
    for a in range(1, ATTEMPTS):
        yield tuple(a**i if i % 2 == 0 else -(a**i) for i in range(n))
        yield tuple((a + i) ** 2 % 101 for i in range(n))
