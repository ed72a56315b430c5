"""A product whose factors stay apart, with a dot between them: |y| · x²/(x² + y²), of which a bound looks at each."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain
from typing import TYPE_CHECKING

from sympy import Add, Basic, Mul

from tutor.page.layout import Layout, Operator, fenced, row
from tutor.trees.heads.base import Compose, Inert

if TYPE_CHECKING:
    from tutor.maths.values import Evaluator


class Apart(Inert):
    """`Apart(f, g)`: written f · g."""

    is_goal = False

    def layout(self, compose: Compose) -> Layout:
        """The factors, sums in brackets."""
        factors = [fenced(compose(f)) if isinstance(f, Add) or _signed(f) else compose(f) for f in self.args]
        return row(factors[0], *chain.from_iterable((Operator("·"), f) for f in factors[1:]))

    def value(self, at: Evaluator) -> object:
        """The product."""
        found = at(self.args[0])
        for f in self.args[1:]:
            found = found * at(f)
        return found

    def plain(self, plain: Callable[[Basic], Basic]) -> Basic:
        """SymPy's product."""
        return Mul(*map(plain, self.args))


def _signed(factor: Basic) -> bool:
    """Whether it begins with a minus."""
    first = factor.args[0] if isinstance(factor, Mul) else factor
    return bool(first.is_Number and first.is_negative)
