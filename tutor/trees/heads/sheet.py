"""A piece of a surface as it was said: coordinates with limits, an equation with a region, a sphere, or the boundary of a solid."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NoReturn

from sympy import Basic, Expr, Symbol, Tuple
from sympy.core.symbol import Str

from tutor.page.layout import Layout, listed
from tutor.trees.heads.base import Compose, Inert

if TYPE_CHECKING:
    from tutor.maths.values import Evaluator


class Sheet(Inert):
    """`Sheet("given", (x, y, z), ((u, 0, 1), (v, 0, u)))`, `Sheet("equation", (Eq(z, x),), (), region)`.

    The boundary of a solid is `Sheet("boundary", (), (), region)`, a sphere `Sheet("sphere", (centre, radius), (), region)`.
    `maths.surfaces` knows what the words mean.
    """

    is_goal = False

    def __new__(
        cls, word: str | Str, about: Iterable[Basic], limits: Iterable[Iterable[Basic]] = (), region: Iterable[Basic] = ()
    ) -> Sheet:
        """A word, what it is about, the limits of its parameters, innermost first, and what its points satisfy."""
        ranges = Tuple(*(Tuple(*limit) for limit in limits))
        made: Sheet = super().__new__(cls, Str(str(word)), Tuple(*about), ranges, Tuple(*region))
        return made

    @property
    def word(self) -> str:
        """What it is."""
        return str(self.args[0])

    @property
    def about(self) -> tuple[Basic, ...]:
        """Coordinates, an equation, or centre and radius."""
        return tuple(self.args[1].args)

    @property
    def limits(self) -> tuple[tuple[Symbol, Expr, Expr], ...]:
        """The parameters with their ends, innermost first, where they were said."""
        return tuple(tuple(limit.args) for limit in self.args[2].args)

    @property
    def region(self) -> tuple[Basic, ...]:
        """What holds on it, or in the solid that it bounds."""
        return tuple(self.args[3].args)

    @property
    def bound_symbols(self) -> list[Basic]:
        """The parameters."""
        return [v for v, _, _ in self.limits]

    def layout(self, compose: Compose) -> Layout:
        """What it is about."""
        return listed(tuple(map(compose, self.about or self.region)))

    def value(self, at: Evaluator) -> NoReturn:
        """A surface has no value."""
        raise TypeError("a surface has no value")

    def plain(self, plain: Callable[[Basic], Basic]) -> Basic:
        """What it is about."""
        return Tuple(*map(plain, self.about))
