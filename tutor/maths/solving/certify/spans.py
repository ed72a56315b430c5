"""Exponents and angles as vectors over the rational numbers: which of them are combinations of others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import lcm

from sympy import Add, Expr, Matrix, Rational, S, expand

Vector = Mapping[Expr, Rational]


def vector(expr: Expr) -> dict[Expr, Rational]:
    """The terms of a sum with their rational factors."""
    out: dict[Expr, Rational] = {}
    for term in Add.make_args(expand(expr)):
        number, rest = term.as_coeff_Mul(rational=True)
        if number:
            out[rest] = out.get(rest, S.Zero) + number
    return {m: c for m, c in out.items() if c}


class Span:
    """A basis of some exponents, taken among themselves: every one of them is a whole combination of the basis."""

    def __init__(self, given: Iterable[Expr]) -> None:
        vectors = [vector(e) for e in dict.fromkeys(given)]
        self._monomials = list(dict.fromkeys(m for v in vectors for m in v))
        chosen: list[dict[Expr, Rational]] = []
        for v in sorted(vectors, key=lambda v: (len(v), sum(abs(c) for c in v.values()), str(sorted(map(str, v))))):
            if v and Matrix([self._row(w) for w in [*chosen, v]]).rank() == len(chosen) + 1:
                chosen.append(v)
        self._chosen = chosen
        parts = [lcm(1, *(int(self._solved(v)[k].q) for v in vectors)) for k in range(len(chosen))]
        self.basis = tuple(Add(*(c / q * m for m, c in v.items())) for v, q in zip(chosen, parts, strict=True))
        self._parts = parts

    def _row(self, v: Vector) -> list[Rational]:
        return [v.get(m, S.Zero) for m in self._monomials]

    def _solved(self, v: Vector) -> list[Rational]:
        if not self._chosen:
            return []
        matrix = Matrix([self._row(w) for w in self._chosen]).T
        solution, free = matrix.gauss_jordan_solve(Matrix(self._row(v)))
        assert not free
        return [Rational(c) for c in solution]

    def whole(self, expr: Expr) -> list[int]:
        """The combination; `LookupError` where there is none with whole numbers."""
        v = vector(expr)
        if any(m not in self._monomials for m in v):
            raise LookupError(expr)
        try:
            found = [c * q for c, q in zip(self._solved(v), self._parts, strict=True)]
        except ValueError as error:
            raise LookupError(expr) from error
        if any(c.q != 1 for c in found):
            raise LookupError(expr)
        return [int(c) for c in found]
