"""Descent on a quadratic function: in each principal direction the error is multiplied by a factor of its own at every step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sympy import Abs, Expr, Matrix, Poly, Rational, S, Symbol, expand

from tutor.maths.iteration.spectrum import Spectrum, farthest, larger, spectrum, surd
from tutor.maths.numbers import sign_of
from tutor.trees import tree

Outcome = Literal["converges", "bounces", "diverges", "drifts"]
Does = Literal["shrinks", "overshoots", "gone", "stays", "flips", "grows", "swings"]
SECOND = 2  # the degree of a quadratic


@dataclass(frozen=True, slots=True)
class Quadratic:
    """A quadratic function: its second derivatives, and a point at which its gradient vanishes, if there is one."""

    matrix: tuple[tuple[Rational, ...], ...]
    spectrum: Spectrum
    centre: tuple[Expr, ...] | None

    @property
    def definite(self) -> bool:
        """Whether it is a bowl."""
        return larger(self.spectrum.least, S.Zero)


def quadratic(function: Expr, variables: Sequence[Symbol], sign: int = -1) -> Quadratic | None:
    """The quadratic that goes downhill where the function does, or uphill with `sign` 1; None for another function."""
    plain = tree.plain(function)
    if not plain.is_polynomial(*variables):
        return None
    poly = Poly(plain, *variables)
    if poly.total_degree() != SECOND or not all(c.is_Rational for c in poly.coeffs()):
        return None
    turned = plain if sign < 0 else -plain
    rows = tuple(tuple(expand(turned.diff(u, v)) for v in variables) for u in variables)
    found = spectrum(rows)
    if found is None:
        return None
    return Quadratic(rows, found, _centre(rows, [turned.diff(v).subs(dict.fromkeys(variables, 0)) for v in variables]))


def stationary(function: Expr, variables: Sequence[Symbol]) -> tuple[Expr, ...] | None:
    """A point at which the gradient of a quadratic function with rational coefficients vanishes; None where there is none."""
    plain = tree.plain(function)
    if not plain.is_polynomial(*variables):
        return None
    poly = Poly(plain, *variables)
    if poly.total_degree() != SECOND or not all(c.is_Rational for c in poly.coeffs()):
        return None
    slopes = [plain.diff(v) for v in variables]
    return _centre([[expand(s.diff(v)) for v in variables] for s in slopes], [s.subs(dict.fromkeys(variables, 0)) for s in slopes])


def _centre(rows: Sequence[Sequence[Expr]], slopes: Sequence[Expr]) -> tuple[Expr, ...] | None:
    try:
        solution, free = Matrix(rows).gauss_jordan_solve(-Matrix(list(slopes)))
    except ValueError:
        return None
    return tuple(solution.subs(dict.fromkeys(free, 0)))


def factor(rate: Expr, eigenvalue: Expr) -> Expr:
    """By what the error in a principal direction is multiplied."""
    return surd(1 - rate * eigenvalue)


def does(multiplier: Expr) -> Does:
    """What that does to the error."""
    sign, size = sign_of(multiplier), sign_of(Abs(multiplier) - 1)
    if sign == 0:
        return "gone"
    if size == 0:
        return "stays" if sign == 1 else "flips"
    if size == 1:
        return "grows" if sign == 1 else "swings"
    return "shrinks" if sign == 1 else "overshoots"


def outcome(found: Quadratic, rate: Expr, start: Sequence[Expr]) -> tuple[Outcome, bool] | None:
    """What becomes of a walk in the end, and whether it is so only because the start has no share of a direction; None: not known."""
    if found.centre is None:
        return "drifts", False
    if not all(isinstance(c, Rational) for c in start):
        return None
    error = Matrix([a - b for a, b in zip(start, found.centre, strict=True)])
    distinct = list(dict.fromkeys(found.spectrum.values))
    worst: list[int] = []
    all_of: list[int] = []
    for value in distinct:
        if value == 0:
            continue  # nothing moves in a flat direction
        size = sign_of(Abs(factor(rate, value)) - 1)
        if size is None:
            return None
        all_of.append(size)
        if _share(found.matrix, error, [v for v in distinct if v != value]):
            worst.append(size)
    words: dict[int, Outcome] = {-1: "converges", 0: "bounces", 1: "diverges"}
    real, any_start = max(worst, default=-1), max(all_of, default=-1)
    return words[real], real != any_start


def _share(rows: Sequence[Sequence[Expr]], error: Matrix, others: Sequence[Expr]) -> bool:
    """Whether an error has a part in the direction that is left when the other eigenvalues' are taken out."""
    for value in others:
        error = ((Matrix(rows) - value * Matrix.eye(len(rows))) * error).applyfunc(expand)
    return any(sign_of(surd(c)) != 0 for c in error)


def worst_factor(found: Quadratic, rate: Expr) -> Expr:
    """The size of the largest factor of all directions."""
    return Abs(farthest([factor(rate, v) for v in found.spectrum.values]))
