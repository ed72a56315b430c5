"""What every head of our own has in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from sympy import Basic, Expr, sympify

from tutor.page.layout import Layout

if TYPE_CHECKING:
    from tutor.maths.values import Evaluator

Compose = Callable[[Basic], Layout]


class Inert(Expr):
    """A node that SymPy never evaluates, real and commutative so that it can stand in any sum or product."""

    is_goal: ClassVar[bool] = True
    is_commutative = True
    is_real = True

    def __new__(cls, *args: object) -> Inert:
        """The node, its arguments made SymPy objects and nothing evaluated."""
        made: Inert = Expr.__new__(cls, *(sympify(a, strict=True) for a in args))
        return made

    @property
    def bound_symbols(self) -> list[Basic]:
        """The letters that only run through values here: nothing is put in for them from outside."""
        return []

    def layout(self, compose: Compose) -> Layout:
        """How this node is written; `compose` lays out its parts."""
        raise NotImplementedError

    def value(self, at: Evaluator) -> object:
        """What this node is at a sample point: a scalar of `at`'s ring, or a nested tuple of them."""
        raise NotImplementedError

    def plain(self, plain: Callable[[Basic], Basic]) -> Basic:
        """The ordinary SymPy object this node stands for; `plain` does the same for its parts."""
        raise NotImplementedError
