"""A matrix as Q R: columns of length 1 at right angles, and a triangular matrix; by Gram and Schmidt, in many digits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import mpmath
from sympy import Rational

from tutor.maths.iteration.numbers import CARRIED

LARGEST = 5000  # entries


@dataclass(frozen=True, slots=True)
class Triangular:
    """R of A = Q R, with a positive diagonal, and Q transposed times the right side; every number to many digits."""

    upper: tuple[tuple[Rational, ...], ...]
    right: tuple[Rational, ...]


def triangular(rows: Sequence[Sequence[Rational]], target: Sequence[Rational]) -> Triangular | None:
    """The decomposition of a matrix of full rank; None for a large one, or where a column depends on the others."""
    if len(rows) * len(rows[0]) > LARGEST:
        return None
    with mpmath.workdps(2 * CARRIED):
        columns = [[_number(row[j]) for row in rows] for j in range(len(rows[0]))]
        made: list[list[mpmath.mpf]] = []
        upper = [[mpmath.mpf(0)] * len(columns) for _ in columns]
        for j, column in enumerate(columns):
            left = list(column)
            for i, q in enumerate(made):
                upper[i][j] = mpmath.fdot(q, left)
                left = [a - upper[i][j] * b for a, b in zip(left, q, strict=True)]
            upper[j][j] = mpmath.sqrt(mpmath.fdot(left, left))
            if upper[j][j] < mpmath.mpf(10) ** -CARRIED * (1 + max(map(abs, column))):
                return None
            made.append([a / upper[j][j] for a in left])
        right = [mpmath.fdot(q, [_number(b) for b in target]) for q in made]
        return Triangular(tuple(tuple(map(_rational, row)) for row in upper), tuple(map(_rational, right)))


def _number(value: Rational) -> mpmath.mpf:
    return mpmath.mpf(int(value.p)) / int(value.q)


def _rational(value: mpmath.mpf) -> Rational:
    return Rational(mpmath.nstr(value, CARRIED + 10, strip_zeros=False))
