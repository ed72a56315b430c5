"""The derivative of an expression, still to be found: d/dx, or ∂/∂x where other variables are held."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from sympy import Basic, Derivative, Expr, Symbol

from tutor.page.layout import Fenced, Fraction, Ident, Layout, Row, row
from tutor.trees.heads.base import Compose, Inert

if TYPE_CHECKING:
    from tutor.maths.values import Evaluator


class Diff(Inert):
    """`Diff(f, x, *held)`: the derivative of f with respect to x, the variables `held` kept constant."""

    @property
    def expr(self) -> Expr:
        """What is differentiated."""
        return self.args[0]

    @property
    def variable(self) -> Symbol:
        """With respect to what."""
        return self.args[1]

    @property
    def held(self) -> tuple[Symbol, ...]:
        """The variables kept constant, in the problem's order."""
        return tuple(self.args[2:])

    def of(self, expr: Expr) -> Diff:
        """The same operator on another expression."""
        return type(self)(expr, *self.args[1:])

    def layout(self, compose: Compose) -> Layout:
        """`∂/∂x [f]`, or `∂f/∂x` where f is one other letter. One that is held is a constant and no name of a function: `∂/∂x [y]`."""
        d = Ident("∂", "upright") if self.held else Ident("d")
        under = row(d, compose(self.variable))
        body = compose(self.expr)
        if isinstance(body, Ident) and self.expr not in (self.variable, *self.held):
            return Fraction(row(d, body), under)
        bracketed = body if isinstance(body, Fenced) else Fenced("[", body, "]")
        return Row((Fraction(d, under), bracketed))

    def value(self, at: Evaluator) -> object:
        """The slope along the variable's axis, by nilpotent arithmetic."""
        return at.slope(self.expr, self.variable)

    def plain(self, plain: Callable[[Basic], Basic]) -> Basic:
        """SymPy's own derivative, left alone."""
        return Derivative(plain(self.expr), self.variable, evaluate=False)
