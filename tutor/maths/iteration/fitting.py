"""A model that is linear in its parameters, and data: the design matrix, the normal equations, and their solution."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from sympy import Add, Expr, Matrix, Poly, Rational, S, Symbol

from tutor.errors import Unsupported
from tutor.maths.iteration.numbers import CARRIED, NoNumber, RunAway, number
from tutor.trees import tree

Row = tuple[Rational, ...]


@dataclass(frozen=True, slots=True)
class Fit:
    """Rows of data with the value last, and what the model makes of the inputs.

    `columns` are the functions that the parameters stand before, `offset` is the part without a parameter; `design` and
    `target` are the numbers of the linear system that the data would have to satisfy.
    """

    model: Expr
    parameters: tuple[Symbol, ...]
    inputs: tuple[Symbol, ...]
    rows: tuple[Row, ...]
    columns: tuple[Expr, ...]
    offset: Expr
    design: tuple[Row, ...]
    target: Row
    exact: bool

    def residual(self, k: int) -> Expr:
        """The model at a row less the value there, in the parameters."""
        at = dict(zip(self.inputs, self.rows[k][:-1], strict=True))
        placed = tree.substitute(self.model, at)
        value = self.rows[k][-1]
        return placed if value == 0 else tree.total(placed, -value)

    def plain_residual(self, k: int) -> Expr:
        """The same with the numbers put together, by the design matrix."""
        return sum((a * p for a, p in zip(self.design[k], self.parameters, strict=True)), -self.target[k])

    @property
    def normal(self) -> tuple[Matrix, Matrix]:
        """The matrix and the right side of the normal equations."""
        a = Matrix(self.design)
        return a.T * a, a.T * Matrix(self.target)

    @property
    def error(self) -> Expr:
        """The sum of the squared residuals, in the parameters, multiplied out."""
        matrix, right = self.normal
        n = range(len(self.parameters))
        p = self.parameters
        squares = (matrix[i, j] * p[i] * p[j] for i in n for j in n)
        return Add(*squares, *(-2 * right[i] * p[i] for i in n), sum(t**2 for t in self.target))

    def solution(self) -> tuple[Rational, ...]:
        """The parameters. `Unsupported` where the data do not determine them."""
        matrix, right = self.normal
        if matrix.rank() < len(self.parameters):
            raise Unsupported("cannot do this: the data do not determine the parameters, the columns of the matrix are dependent")
        return tuple(matrix.LUsolve(right))

    def with_values(self, values: Sequence[Expr]) -> Expr:
        """The model with numbers for its parameters, as one writes it: 2x - 1, and not 2x + (-1)."""
        terms = [tree.scaled(v, c) if c != 1 else v for v, c in zip(values, self.columns, strict=True) if v != 0]
        return tree.total(*terms, *(() if self.offset == 0 else (self.offset,)))


def fit(model: Expr, parameters: Sequence[Symbol], inputs: Sequence[Symbol], points: Sequence[Sequence[Expr]]) -> Fit:
    """The model and its data. `Unsupported` where the model is not linear in its parameters, or has no value at a row."""
    return _fit(model, tuple(parameters), tuple(inputs), tuple(map(tuple, points)))


@lru_cache(maxsize=8)  # asked again for every wrong answer that is looked for
def _fit(model: Expr, parameters: tuple[Symbol, ...], inputs: tuple[Symbol, ...], points: tuple[tuple[Expr, ...], ...]) -> Fit:
    plain = tree.plain(model)
    nothing = dict.fromkeys(parameters, S.Zero)
    if not plain.is_polynomial(*parameters) or Poly(plain, *parameters).total_degree() != 1:
        raise Unsupported("cannot do this: the model is not linear in its parameters")
    columns = tuple(plain.diff(p) for p in parameters)
    offset = plain.subs(nothing)
    rows = tuple(tuple(number(v)[0] for v in row) for row in points)
    if len(rows) < len(parameters):
        raise Unsupported(f"cannot do this: {len(rows)} points do not determine {len(parameters)} parameters")
    exact = all(number(v)[1] for row in points for v in row)
    design: list[Row] = []
    target: list[Rational] = []
    for row in rows:
        at = dict(zip(inputs, row[:-1], strict=True))
        try:
            found = [number(c.subs(at), CARRIED) for c in columns]
            rest, sure = number(offset.subs(at), CARRIED)
        except (NoNumber, RunAway):
            raise Unsupported("cannot do this: the model has no value at one of the points") from None
        exact = exact and sure and all(s for _, s in found)
        design.append(tuple(v for v, _ in found))
        target.append(row[-1] - rest)
    return Fit(model, parameters, inputs, rows, columns, offset, tuple(design), tuple(target), exact)
