"""The integral of an expression, indefinite or between two limits, still to be found.

Who needs an integral poses it as a goal and lets the engine solve it:

    Int(f, x)                            an antiderivative of f in x; equal means: up to a constant in x
    Int(f, x, a, b)                      from a to b; either limit may be oo or -oo, and f may grow at an end
    Int(Int(f, y, 0, x), x, 0, 1)        iterated: the inner one is found first, as a derivation of its own
    of_sympy(Integral(f, (y, 0, x), (x, 0, 1)))   the same from SymPy's own

Letters are constants, with what SymPy assumes of the symbol (R > 0). `value` is an enclosure by quadrature, or for an
indefinite one a jet whose constant is unknown and whose slope is f: so what a rule makes of an integral is compared with
something that no rule made.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from sympy import Basic, Expr, Integral, Symbol

from tutor.page.layout import Layout
from tutor.trees.heads.base import Compose, Inert

if TYPE_CHECKING:
    from tutor.maths.values import Evaluator


class Int(Inert):
    """`Int(f, x)`: an antiderivative of f; `Int(f, x, a, b)`: the integral from a to b, where x is bound."""

    @property
    def expr(self) -> Expr:
        """What is integrated."""
        return self.args[0]

    @property
    def variable(self) -> Symbol:
        """With respect to what."""
        return self.args[1]

    @property
    def is_definite(self) -> bool:
        """Whether it has limits."""
        return len(self.args) > 2

    @property
    def limits(self) -> tuple[Expr, ...]:
        """Lower and upper limit; nothing where it is indefinite."""
        return tuple(self.args[2:])

    @property
    def bound_symbols(self) -> list[Basic]:
        """The variable, where there are limits."""
        return [self.variable] if self.is_definite else []

    @property
    def free_symbols(self) -> set[Basic]:
        """Those of the integrand and of the limits; the variable only where it is indefinite."""
        if not self.is_definite:
            return set(self.expr.free_symbols | {self.variable})
        return set(self.expr.free_symbols - {self.variable}).union(*(a.free_symbols for a in self.limits))

    def of(self, expr: Expr) -> Int:
        """The same integral of another expression."""
        return type(self)(expr, *self.args[1:])

    def indefinite(self) -> Int:
        """The integral without its limits."""
        return type(self)(self.expr, self.variable)

    def layout(self, compose: Compose) -> Layout:
        """As SymPy's own integral is written."""
        return compose(self.plain(lambda part: part))

    def value(self, at: Evaluator) -> object:
        """A ball that holds the definite integral; of an antiderivative only what does not depend on its constant."""
        return at.integral(self.expr, self.variable, self.limits)

    def plain(self, plain: Callable[[Basic], Basic]) -> Basic:
        """SymPy's own integral, left alone."""
        x, ends = self.variable, tuple(map(plain, self.limits))
        return Integral(plain(self.expr), (x, *ends) if ends else x)


def of_sympy(integral: Integral) -> Int:
    """SymPy's integral as goals, innermost first."""
    (variable, *ends), *outer = integral.limits
    found = Int(integral.function, variable, *ends)
    for variable, *ends in outer:
        found = Int(found, variable, *ends)
    return found
