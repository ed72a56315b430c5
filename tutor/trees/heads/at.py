"""The value of an expression at a point, still to be put in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from sympy import Basic, Expr, Subs, Symbol, Tuple

from tutor.page.layout import Fenced, Layout, Operator, Script, listed, row
from tutor.trees.heads.base import Compose, Inert

if TYPE_CHECKING:
    from tutor.maths.values import Evaluator


class At(Inert):
    """`At(expr, (x, y), (1, 2))`: expr with x = 1 and y = 2. The variables are bound."""

    def __new__(cls, expr: Basic, variables: Iterable[Basic], values: Iterable[Basic]) -> At:
        """The value of `expr` where the variables have the values."""
        return super().__new__(cls, expr, Tuple(*variables), Tuple(*values))

    @property
    def expr(self) -> Expr:
        """What is evaluated: a scalar, a vector or a matrix."""
        return self.args[0]

    @property
    def point(self) -> dict[Symbol, Expr]:
        """Variable to value."""
        return dict(zip(self.args[1].args, self.args[2].args, strict=True))

    @property
    def moved(self) -> dict[Symbol, Expr]:
        """The same without x = x, unless nothing else would be left."""
        return {v: value for v, value in self.point.items() if v != value} or self.point

    @property
    def bound_symbols(self) -> list[Basic]:
        """The variables."""
        return list(self.args[1].args)

    @property
    def free_symbols(self) -> set[Basic]:
        """Those of the expression that are not bound, and those of the values."""
        bound = set(self.args[1].args)
        return set((self.expr.free_symbols - bound) | self.args[2].free_symbols)

    def layout(self, compose: Compose) -> Layout:
        """The expression with a bar, and the point below it."""
        equations = tuple(row(compose(v), Operator("=", "relation"), compose(a)) for v, a in self.moved.items())
        return Script(Fenced("", compose(self.expr), "|"), sub=listed(equations))

    def value(self, at: Evaluator) -> object:
        """The expression's value where the variables have these values."""
        return at.bound(self.expr, self.point)

    def plain(self, plain: Callable[[Basic], Basic]) -> Basic:
        """SymPy's own substitution, left alone."""
        return Subs(plain(self.expr), self.args[1].args, tuple(plain(v) for v in self.args[2].args))
