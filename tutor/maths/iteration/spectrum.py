"""The eigenvalues of a symmetric matrix of numbers: how much a quadratic function bends in its principal directions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sympy import Abs, CRootOf, Expr, Matrix, Poly, Rational, Symbol, expand, radsimp

from tutor.maths.iteration.numbers import CARRIED, readable, shown
from tutor.maths.numbers import sign_of
from tutor.model import Claim
from tutor.trees import tree
from tutor.trees.heads import Determinant, MatrixOf

MOST = 5  # rows, of which a determinant is still checked term by term
LETTER = Symbol("lamda", real=True)


@dataclass(frozen=True, slots=True)
class Spectrum:
    """A symmetric matrix of rationals and its eigenvalues, least first, each as often as it counts."""

    matrix: MatrixOf
    values: tuple[Expr, ...]

    @property
    def least(self) -> Expr:
        """The smallest."""
        return self.values[0]

    @property
    def most(self) -> Expr:
        """The largest."""
        return self.values[-1]

    @property
    def characteristic(self) -> Determinant:
        """det(H - λ I)."""
        rows = self.matrix.rows
        return Determinant(MatrixOf(*([_less(e) if i == j else e for j, e in enumerate(r)] for i, r in enumerate(rows))))

    @property
    def diagonal(self) -> bool:
        """Whether the eigenvalues stand in the matrix."""
        return all(e == 0 for i, r in enumerate(self.matrix.rows) for j, e in enumerate(r) if i != j)

    @property
    def polynomial(self) -> Expr:
        """The same by powers of λ."""
        poly = Poly([(-1) ** len(self.values) * c for c in Matrix(self.matrix.rows).charpoly().all_coeffs()], LETTER)
        terms = ((c, tree.scaled(abs(c), tree.power(LETTER, k) if k > 1 else LETTER) if k else abs(c)) for (k,), c in poly.terms() if c)
        return tree.total(*(tree.negative(term) if c < 0 else term for c, term in terms))

    @property
    def factored(self) -> Expr:
        """The same as a product."""
        return tree.product(*map(_less, self.values))

    @property
    def claim(self) -> Claim:
        """That these are the eigenvalues."""
        return Claim(self.characteristic, self.factored)


def _less(entry: Expr) -> Expr:
    """The number less λ."""
    return tree.negative(LETTER) if entry == 0 else tree.total(entry, tree.negative(LETTER))


def spectrum(rows: Sequence[Sequence[Expr]]) -> Spectrum | None:
    """The eigenvalues; None for a matrix that is too large, or has entries that are no rationals."""
    if len(rows) > MOST or not all(isinstance(e, Rational) for r in rows for e in r):
        return None
    found = Poly(Matrix(rows).charpoly().all_coeffs(), LETTER).real_roots()
    return Spectrum(MatrixOf(*rows), tuple(sorted(found, key=lambda v: v.evalf(30))))


def surd(value: Expr) -> Expr:
    """A number with square roots, multiplied out and with none below a fraction line."""
    return expand(radsimp(expand(radsimp(value))))


def written(value: Expr) -> Expr:
    """A number as it is written: exactly where square roots of numbers that can be read do, else as a decimal."""
    return value if legible(value) else decimal(value)


def legible(value: Expr) -> bool:
    """Whether a reader follows every number in an exact value."""
    return not value.has(CRootOf) and all(readable(n, True) or readable(n, False) for n in value.atoms(Rational))


def decimal(value: Expr) -> Expr:
    """A number as a decimal, known to many more digits than it shows."""
    return shown(Rational(value.evalf(CARRIED)), False)


def larger(a: Expr, b: Expr) -> bool:
    """Whether one number is larger than another."""
    return sign_of(a - b) == 1


def farthest(values: Sequence[Expr]) -> Expr:
    """The one farthest from 0."""
    best = values[0]
    for v in values[1:]:
        best = v if larger(Abs(v), Abs(best)) else best
    return best
