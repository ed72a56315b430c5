"""A piece of a curve as it was said: coordinates with a parameter, a shape with its points, an equation, or two surfaces."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NoReturn

from sympy import Basic, Tuple
from sympy.core.symbol import Str

from tutor.page.layout import Layout, listed
from tutor.trees.heads.base import Compose, Inert

if TYPE_CHECKING:
    from tutor.maths.values import Evaluator


class Strand(Inert):
    """`Strand("segment", (p, q))`, `Strand("circle", (centre, radius), (), "clockwise")`, `Strand("given", (x, y), (t, a, b))`.

    `maths.curves.parametrised` knows what the words mean.
    """

    is_goal = False

    def __new__(
        cls, word: str | Str, about: Iterable[Basic], run: Iterable[Basic] = (), turn: str | Str = "", view: Basic | None = None
    ) -> Strand:
        """A word, what it is about, the parameter with its ends, the direction that was asked for, and from where it is seen so."""
        seen = Tuple() if view is None else view
        made: Strand = super().__new__(cls, Str(str(word)), Tuple(*about), Tuple(*run), Str(str(turn)), seen)
        return made

    @property
    def word(self) -> str:
        """What it is."""
        return str(self.args[0])

    @property
    def about(self) -> tuple[Basic, ...]:
        """Points, numbers, equations or coordinates."""
        return tuple(self.args[1].args)

    @property
    def run(self) -> tuple[Basic, ...]:
        """The parameter and its ends, where they were said."""
        return tuple(self.args[2].args)

    @property
    def turn(self) -> str:
        """`clockwise` or `counterclockwise`, where it was said."""
        return str(self.args[3])

    @property
    def view(self) -> Basic | None:
        """From where it turns so: a vector for a direction, a tuple for a point; None for above."""
        return self.args[4] if self.args[4].args else None

    @property
    def straight(self) -> Strand:
        """The segment, where any path from one point to another will do; else itself."""
        return Strand("segment", self.about) if self.word == "any" else self

    @property
    def bound_symbols(self) -> list[Basic]:
        """The parameter."""
        return [self.run[0]] if self.run else []

    def layout(self, compose: Compose) -> Layout:
        """What it is about."""
        return listed(tuple(map(compose, self.about)))

    def value(self, at: Evaluator) -> NoReturn:
        """A curve has no value."""
        raise TypeError("a curve has no value")

    def plain(self, plain: Callable[[Basic], Basic]) -> Basic:
        """What it is about."""
        return Tuple(*map(plain, self.about))
