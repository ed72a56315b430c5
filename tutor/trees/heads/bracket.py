"""The difference of the values of an antiderivative at two limits, still to be formed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from sympy import Basic, Expr, Symbol

from tutor.page.layout import Fenced, Layout, Script
from tutor.trees.heads.base import Compose, Inert

if TYPE_CHECKING:
    from tutor.maths.values import Evaluator


class Bracket(Inert):
    """`Bracket(F, x, a, b)`: F at x = b less F at x = a, written [F] with the limits behind it. The variable is bound."""

    @property
    def expr(self) -> Expr:
        """What is evaluated."""
        return self.args[0]

    @property
    def variable(self) -> Symbol:
        """Where the limits are put in."""
        return self.args[1]

    @property
    def limits(self) -> tuple[Expr, Expr]:
        """Lower and upper limit."""
        return self.args[2], self.args[3]

    @property
    def bound_symbols(self) -> list[Basic]:
        """The variable."""
        return [self.variable]

    @property
    def free_symbols(self) -> set[Basic]:
        """Those of the expression but for the variable, and those of the limits."""
        return set(self.expr.free_symbols - {self.variable}).union(*(a.free_symbols for a in self.limits))

    def layout(self, compose: Compose) -> Layout:
        """[F] with the lower limit below and the upper one above."""
        lower, upper = map(compose, self.limits)
        return Script(Fenced("[", compose(self.expr), "]"), sub=lower, sup=upper)

    def value(self, at: Evaluator) -> object:
        """The difference of the two values; of an antiderivative still to be found the integral between the limits."""
        return at.bracket(self.expr, self.variable, *self.limits)

    def plain(self, plain: Callable[[Basic], Basic]) -> Basic:
        """The difference, with SymPy's substitution left alone."""
        from sympy import Subs

        f, (a, b) = plain(self.expr), self.limits
        return Subs(f, self.variable, plain(b)) - Subs(f, self.variable, plain(a))
