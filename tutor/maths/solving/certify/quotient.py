"""The algebra of polynomials modulo a zero-dimensional ideal: a finite space in which an unknown acts as a matrix.

Source: D. Cox, J. Little, D. O'Shea, *Using Algebraic Geometry* (2005), ch. 2.
"""

from __future__ import annotations

from collections.abc import Sequence

from flint import fmpq, fmpq_mat

from tutor.budget import Work
from tutor.maths.solving.certify.ideal import Polynomial, Ring, TooLarge, leading

Monomial = tuple[int, ...]


class Quotient:
    """The algebra by the reduced basis of its ideal; elements are columns over the standard monomials. `TooLarge` for too much."""

    def __init__(self, found: Sequence[Polynomial], where: Ring, monomials: Sequence[Monomial], work: Work) -> None:
        self.ring, self.monomials = where, tuple(monomials)
        self.size, self._work = len(self.monomials), work
        self._place = {m: i for i, m in enumerate(self.monomials)}
        self._tails = {leading(p): p for p in found}
        self._known: dict[Monomial, fmpq_mat] = {}
        self.times = [self._matrix(k) for k in range(where.nvars())]

    def in_time(self) -> None:
        """`TooLarge` where there is no work left."""
        if not self._work.spend(self.size**2 / 1000):
            raise TooLarge

    def _unit(self, i: int) -> fmpq_mat:
        return fmpq_mat(self.size, 1, [int(j == i) for j in range(self.size)])

    def _border(self, m: Monomial) -> fmpq_mat:
        """A product of an unknown and a standard monomial, for which the matrices are not yet there."""
        if m in self._known:
            return self._known[m]
        self.in_time()
        if m in self._place:
            out = self._unit(self._place[m])
        elif m in self._tails:
            terms = self._tails[m].to_dict()
            head = terms[m]
            out = fmpq_mat(self.size, 1)
            for e, c in terms.items():
                if e != m:
                    out[self._place[e], 0] = fmpq(-c, head)
        else:
            # some leading monomial divides m properly: take an unknown off so that what is left is not standard either
            for k in range(len(m)):
                less = _shifted(m, k, -1)
                if m[k] and less not in self._place:
                    break
            below = self._border(less)
            out = fmpq_mat(self.size, 1)
            for i, b in enumerate(self.monomials):
                if below[i, 0] != 0:
                    out += below[i, 0] * self._border(_shifted(b, k, 1))
        self._known[m] = out
        return out

    def _matrix(self, k: int) -> fmpq_mat:
        columns = [self._border(_shifted(b, k, 1)) for b in self.monomials]
        return fmpq_mat(self.size, self.size, [columns[j][i, 0] for i in range(self.size) for j in range(self.size)])

    def monomial(self, m: Monomial) -> fmpq_mat:
        """A monomial in the algebra."""
        if m in self._place:
            return self._unit(self._place[m])
        if m not in self._known:
            self.in_time()
            k = max(range(len(m)), key=lambda i: m[i])
            self._known[m] = self.times[k] * self.monomial(_shifted(m, k, -1))
        return self._known[m]

    def element(self, p: Polynomial) -> fmpq_mat:
        """A polynomial in the algebra."""
        out = fmpq_mat(self.size, 1)
        for m, c in p.to_dict().items():
            out += c * self.monomial(tuple(map(int, m)))
        return out

    def trace(self) -> fmpq_mat:
        """The row that takes an element to the trace of the multiplication by it."""
        out = fmpq_mat(1, self.size)
        for j, b in enumerate(self.monomials):
            out[0, j] = sum((self.monomial(_product(b, a))[i, 0] for i, a in enumerate(self.monomials)), fmpq(0))
        return out

    def hermite(self, trace: fmpq_mat) -> fmpq_mat:
        """The matrix of the traces of products. Its rank is the number of distinct solutions, its signature that of real ones."""
        entries = {}
        for i, a in enumerate(self.monomials):
            self.in_time()
            for j, b in enumerate(self.monomials[: i + 1]):
                entries[i, j] = entries[j, i] = (trace * self.monomial(_product(a, b)))[0, 0]
        return fmpq_mat(self.size, self.size, [entries[i, j] for i in range(self.size) for j in range(self.size)])


def _shifted(m: Monomial, k: int, by: int) -> Monomial:
    return (*m[:k], m[k] + by, *m[k + 1 :])


def _product(a: Monomial, b: Monomial) -> Monomial:
    return tuple(i + j for i, j in zip(a, b, strict=True))
